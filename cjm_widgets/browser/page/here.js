// Who else is here: in the header, and beside the field that somebody is in. Tells the others where one's own focus is.
// Nothing here is a live region, moves the focus or the layout: people look when they want to know.

import { h, setText } from "../lib/dom.js";
import { withNextFrame } from "../lib/timing.js";
import { counted, isolated } from "../lib/words.js";
import { NAMED, initials, ownName } from "./who.js";

/** @typedef {import("../lib/messages.js").Person} Person @typedef {import("../lib/messages.js").Here} Here */

const SETTLE = 250; // ms: walking through a form with the Tab key is no news
const CIRCLES = 6;
const SOMEBODY = "Somebody";

/**
 * @param {HTMLElement} place in the header
 * @param {{ page: string, titles: () => Map<string, string>, send: (message: Here) => void }} host
 *   page: the name of this page. titles: how each page is called, by its name.
 */
export function createHere(place, host) {
  const button = h("button", { type: "button", class: "cjm-here-button", "aria-expanded": "false", "aria-controls": "cjm-here" });
  const list = h("ul", {});
  // a long list scrolls in the box, also for those who have no mouse
  const look = { id: "cjm-here", class: "cjm-here-box", role: "group", "aria-label": "Also here", tabindex: "0", hidden: true };
  const box = h("div", look, [h("h2", {}, ["Also here"]), list]);
  /** @type {Person[]} */ let people = [];
  let said = "";
  /** @type {number | undefined} */ let timer;

  const open = (/** @type {boolean} */ yes) => {
    box.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
  };
  button.addEventListener("click", () => open(Boolean(box.hidden)));
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || box.hidden) return;
    open(false);
    button.focus();
  });
  place.addEventListener("focusout", () => setTimeout(() => place.contains(document.activeElement) || show()));
  place.append(button, box);
  place.hidden = true;

  /** Where somebody is, in words. @param {Person} person */
  const at = ({ page, where }) => (page === host.page ? where : (host.titles().get(page) ?? "on another page"));

  function show() {
    const names = people.map(presentName);
    // a button that has the focus is not taken away
    place.hidden = people.length === 0 && !place.contains(document.activeElement);
    if (!people.length && place.hidden) open(false);
    const count = `${counted(people.length, "other")} here`;
    button.setAttribute("aria-label", people.length ? `${count}: ${names.join(", ")}` : "Nobody else is here");
    const shown = people.length > CIRCLES ? people.slice(0, CIRCLES - 1) : people;
    const rest = people.slice(shown.length);
    const circles = shown.map((person) => {
      const where = at(person);
      return circle(person, `${presentName(person)}${where ? `: ${where}` : ""}`);
    });
    if (rest.length) {
      const title = rest.map(presentName).join(", ");
      circles.push(h("span", { class: "cjm-here-circle cjm-here-more", title, "aria-hidden": "true" }, [`+${rest.length}`]));
    }
    button.replaceChildren(...circles);
    list.replaceChildren(
      ...people.map((person) => {
        const words = [h("b", {}, [presentName(person)]), h("span", { class: "soft" }, [at(person) || "on this page"])];
        return h("li", {}, [circle(person), h("span", { class: "cjm-here-words" }, words)]);
      }),
    );
  }

  /** Marks the fields that others are in, or the closed tab or card that holds such a field. */
  function mark() {
    /** @type {Map<HTMLElement, Person[]>} */ const wanted = new Map();
    for (const person of people) {
      const target = person.field && placeOf(person.field);
      if (target) wanted.set(target, [...(wanted.get(target) ?? []), person]);
    }
    for (const old of document.querySelectorAll(".cjm-others-here")) if (!wanted.has(/** @type {HTMLElement} */ (old))) unmark(old);
    for (const [target, here] of wanted) tag(target, here);
  }

  const marks = withNextFrame(mark);

  function sendHere() {
    clearTimeout(timer);
    const active = document.hasFocus() ? document.activeElement : null;
    const field = active?.closest(".cjm-notice") ? null : active?.closest("[data-path]");
    /** @type {Here} */
    const message = { kind: "here", name: ownName(), field: field?.getAttribute("data-path") ?? "" };
    if (JSON.stringify(message) === said) return;
    said = JSON.stringify(message);
    host.send(message);
  }

  function again() {
    said = "";
    sendHere();
  }
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(sendHere, SETTLE);
  };
  const gone = () => {
    try {
      host.send({ kind: "here", gone: true });
    } catch {
      // The connection has gone before: the process behind this page ends by itself.
    }
  };
  const back = (/** @type {PageTransitionEvent} */ event) => event.persisted && again();
  document.addEventListener("focusin", soon);
  document.addEventListener("focusout", soon);
  document.addEventListener(NAMED, sendHere);
  window.addEventListener("cjm:leaving", gone);
  window.addEventListener("pagehide", gone);
  window.addEventListener("pageshow", back);
  sendHere();

  return {
    /** @param {Person[]} now */
    people(now) {
      people = now;
      show();
      marks.ask();
    },
    /** The page was drawn again: fields may be new. */
    update: marks.ask,
    /** The other end is back and may have forgotten. */
    again,
    destroy() {
      clearTimeout(timer);
      marks.stop();
      document.removeEventListener("focusin", soon);
      document.removeEventListener("focusout", soon);
      document.removeEventListener(NAMED, sendHere);
      window.removeEventListener("cjm:leaving", gone);
      window.removeEventListener("pagehide", gone);
      window.removeEventListener("pageshow", back);
      people = [];
      mark();
      place.replaceChildren();
    },
  };
}

/** @param {Person} person */
const presentName = (person) => isolated(person.name) || SOMEBODY;

/** @param {Person} person @param {string} [title] */
function circle(person, title) {
  const look = { class: "cjm-here-circle", "data-tint": String(person.tint), "aria-hidden": "true", title };
  return h("span", look, [person.name ? initials(person.name) : "?"]);
}

/**
 * What stands for a field on this page: the field itself, or the nearest thing around it that can be seen.
 * @param {string} path
 * @returns {HTMLElement | undefined}
 */
function placeOf(path) {
  const parts = path.split("/");
  const fields = document.querySelectorAll(`:is(.cjm-field, .editable)[data-path="${CSS.escape(path)}"]`);
  for (let count = parts.length; count > 0; count -= 1) {
    const items = document.querySelectorAll(`[data-item="${CSS.escape(parts.slice(0, count).join("/"))}"]`);
    // an item whose card stands beside the list is seen by its line alone
    const lines = [...items].flatMap((one) => [one, ...one.querySelectorAll(":scope > .cjm-head")]);
    const found = [...(count === parts.length ? fields : []), ...lines].find((one) => one.checkVisibility());
    if (found) return /** @type {HTMLElement} */ (found);
  }
  return undefined;
}

/** @param {HTMLElement} target @param {Person[]} here */
function tag(target, here) {
  const names = here.map(presentName);
  const words = `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} here`;
  let made = /** @type {HTMLElement | null} */ (target.querySelector(":scope > .cjm-here-tag"));
  if (!made) {
    made = h("span", { class: "cjm-here-tag", id: `cjm-here-${Math.random().toString(36).slice(2)}` });
    target.append(made);
  }
  setText(made, words);
  target.classList.add("cjm-others-here");
  target.dataset.tint = String(here[0].tint);
  target.dispatchEvent(new CustomEvent("cjm:described"));
}

/** @param {Element} target */
function unmark(target) {
  target.querySelector(":scope > .cjm-here-tag")?.remove();
  target.classList.remove("cjm-others-here");
  target.removeAttribute("data-tint");
  target.dispatchEvent(new CustomEvent("cjm:described"));
}
