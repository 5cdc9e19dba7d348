// What the facilitator says of the steps: the time left in the header, which steps are closed in the list of pages,
// and a sentence instead of the form while this page's own step is closed.

import { h, setText } from "../lib/dom.js";
import { secondsLeft, timeInWords } from "./clock.js";

const LOOK_EVERY = 1000; // ms
const SPOKEN_MINUTES = 5; // said aloud, beside a new step: five minutes left, time is up; no other minute

/** @typedef {{ step: string, title: string, file: string, left: number | null, paused: boolean, closed: string[], kept: string[], shut: boolean }} Said */

/**
 * @param {HTMLElement} root
 * @param {import("./state.js").State} state
 * @param {import("./slots.js").Slots} slots
 * @param {{ opened: () => void, say: (text: string) => void }} host  `opened` is called when this page's step is open
 *   again, `say` shows a sentence for a moment
 */
export function createAgenda(root, state, slots, host) {
  if (!slots.served) return { update() {}, destroy() {} };
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-cjm-slot=agenda]"));
  const aloud = h("p", { class: "unseen", role: "status" });
  const words = h("a", { class: "cjm-time" });
  const notice = createClosedNotice();
  root.prepend(aloud, notice.element);
  place?.replaceChildren(words);

  const page = state.page.name;
  let toldAt = Date.now();
  let spoken = "";
  let begun = said().step;
  let shut = false;
  const timer = window.setInterval(tick, LOOK_EVERY);
  /** @type {Said | undefined} */ let last;
  told();

  /** @returns {Said} */
  function said() {
    return state.workshop;
  }

  function told() {
    last = said();
    toldAt = Date.now();
    announce();
    markSteps();
    close();
    tick();
  }

  function tick() {
    if (!place) return;
    const now = said();
    const left = now.step ? secondsLeft(now, Date.now() - toldAt) : null;
    place.hidden = left === null;
    if (left === null) {
      speak("", "");
      return;
    }
    const text = `${now.title.replace(/\?$/, "")}: ${timeInWords(left, now.paused)}`;
    setText(words, text);
    words.classList.toggle("cjm-time-up", left <= 0 && !now.paused);
    if (now.step === page) words.removeAttribute("href");
    else words.setAttribute("href", slots.link(now.file, state.page.journey_id));
    speak(stage(left, now.paused), text);
  }

  /** On a phone the bar with the time may be out of sight when a step begins. */
  function announce() {
    const now = said();
    if (now.step && now.step !== begun) {
      const left = secondsLeft(now, 0) ?? 0;
      host.say(`“${now.title}” has begun: ${timeInWords(left, now.paused)}.`); // said aloud as well
      spoken = stage(left, now.paused);
    }
    begun = now.step;
  }

  /** Once for each stage of a step; what stands when the page opens is not said. @param {string} stage @param {string} text */
  function speak(stage, text) {
    if (stage === spoken) return;
    const first = spoken === "" && Date.now() - opened < 2000;
    spoken = stage;
    if (!first) aloud.textContent = text;
  }

  function markSteps() {
    const { closed, step } = said();
    for (const link of document.querySelectorAll("[data-cjm-page]")) {
      const name = link.getAttribute("data-cjm-page") ?? "";
      markStep(link, closed.includes(name) ? "closed" : name === step ? "now" : "");
    }
  }

  function close() {
    const now = said();
    notice.update(now, slots.link(now.file, state.page.journey_id), page);
    if (now.shut === shut) return;
    const within = root.contains(document.activeElement);
    shut = now.shut;
    document.body.toggleAttribute("data-shut", shut);
    if (shut) {
      if (within) notice.heading.focus(); // its field is out of reach now
    } else {
      if (document.activeElement === notice.heading) /** @type {HTMLElement | null} */ (document.querySelector("#main"))?.focus();
      host.opened();
      aloud.textContent = "This step is open again.";
    }
  }

  return {
    /** Something has come; the workshop is told anew as another object. */
    update() {
      if (said() !== last) told();
    },
    destroy() {
      clearInterval(timer);
      document.body.removeAttribute("data-shut");
      place?.replaceChildren();
    },
  };
}

const opened = Date.now();

/** What is worth saying anew. @param {number} left seconds @param {boolean} paused */
const stage = (left, paused) => `${left <= 0 ? "up" : left <= SPOKEN_MINUTES * 60 ? "soon" : ""} ${paused}`;

/** @param {Element} link @param {"closed" | "now" | ""} how */
function markStep(link, how) {
  link.classList.toggle("closed", how === "closed");
  link.classList.toggle("now", how === "now");
  let note = link.querySelector(".cjm-step-note");
  if (!how) {
    note?.remove();
    return;
  }
  if (!note) link.querySelector(".t")?.append((note = h("span", { class: "cjm-step-note" })));
  if (note) note.textContent = how === "closed" ? " closed" : " now";
}

function createClosedNotice() {
  const heading = h("h2", { tabindex: "-1" });
  const onward = h("p", { hidden: true });
  const element = h("section", { class: "card cjm-closed", hidden: true }, [
    heading,
    h("p", {}, ["The facilitator has closed this step. It opens here by itself when there is more to do."]),
    h("p", { class: "soft" }, [
      "What you wrote is safe. If something of it was not saved yet, it is kept in this browser and saved when the step is open again.",
    ]),
    onward,
  ]);
  return {
    element,
    heading,
    /** @param {Said} now @param {string} address of the current step @param {string} page */
    update(now, address, page) {
      element.hidden = !now.shut;
      const title = document.querySelector(`[data-cjm-page="${page}"] .t`)?.firstChild?.textContent ?? "This step";
      const text = `${title} is closed for the moment`;
      setText(heading, text);
      onward.hidden = !now.step || now.step === page || now.closed.includes(now.step);
      if (!onward.hidden) onward.replaceChildren(h("a", { class: "button", href: address }, [`Go to “${now.title}”`]));
    },
  };
}
