// Bring feedback: a table comes in, the page shows what was understood of it, and puts it on the map when it is told to.

import { h } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { onPrint } from "../lib/print.js";
import { createBring } from "./bring.js";
import { columnsChange } from "./columns.js";
import { createComments } from "./comments.js";
import { fit } from "./fit.js";
import { createFoot, whatWasDone, surveysThere } from "./onmap.js";
import { createPreview } from "./preview.js";
import { questions } from "./questions.js";
import { openIn } from "./telling.js";
import { closeLines, understood } from "./understood.js";

/** @typedef {import("./types.js").Feedback} Feedback */

/** @type {Feedback} */
const NOTHING = { largest: 100 * 1024 * 1024, brought: null, doing: "", stage: "", told: null, planned: true, least: null, as_written: false, leads: false, looked: null, columns: [], problems: [], done: null, asking: null, surveys: [], plans: [] };

/**
 * @param {HTMLElement} root
 * @param {import("./types.js").Host} host
 */
export function createFeedback(root, host) {
  let state = NOTHING;
  /** @type {import("./types.js").Told | null} */ let told = null;
  /** @type {Partial<import("./types.js").How>} */ let how = {};
  let drawn = "";
  let before = "";

  /** @type {import("./types.js").Page} */
  const page = {
    host,
    state: () => state,
    steps: () => host.journey().steps ?? [],
    quotes: () => said.chosen(),
    withoutStep: () => said.withoutStep(),
    goToQuote: () => said.goToFirst(),
    told: () => told ?? state.told ?? {},
    tell(more) {
      told = { ...page.told(), ...more };
      page.how({});
    },
    how(more) {
      how = { ...how, ...more };
      const { planned, least, as_written } = { ...state, ...how };
      if (more.planned === false) told = {};
      host.act("tell", { told: told ?? state.told, planned, least, as_written });
    },
  };
  const way = h("ol", { class: "cjm-fb-way" });
  const bringBox = h("section", { class: "card cjm-fb-bring", "aria-label": "What you bring" });
  const left = h("div", {});
  const right = h("div", {});
  const two = h("div", { class: "cjm-fb-two" }, h("div", {}, bringBox, left), right);
  const below = h("div", {});
  const comments = h("div", {});
  const after = h("div", {});
  root.append(way, after, two, comments, below);
  const bring = createBring(bringBox, page);
  const said = createComments(comments, page, () => foot.update());
  const preview = createPreview(below);
  const list = h("div", {});
  root.append(list);
  const foot = createFoot(root, page);

  const over = (/** @type {DragEvent} */ event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  const drop = (/** @type {DragEvent} */ event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    bring.bring(file, file.name, "file");
  };
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  /** @type {HTMLDetailsElement[]} */ let folded = [];
  const forget = onPrint((starts) => {
    if (starts) folded = [...root.querySelectorAll("details")].filter((one) => one.matches(".cjm-fb-fold:not([open])"));
    for (const one of folded) one.open = starts;
  });
  // on a narrow page what is asked stands before what needs nobody
  const narrow = window.matchMedia("(max-width: 900px)");
  narrow.addEventListener("change", draw);
  leadBack(host);
  host.send({ kind: "feedback" });

  function draw() {
    const { looked, problems, doing } = state;
    two.toggleAttribute("data-looked", Boolean(looked || problems.length));
    for (const box of [left, right, below]) box.setAttribute("aria-busy", String(doing === "looking"));
    bring.update();
    foot.update();
    const steps = page.steps();
    const asksFirst = narrow.matches && Boolean(looked && openIn(looked));
    const key = JSON.stringify([asksFirst, looked, problems, state.done, state.surveys, steps.map(({ id, name }) => [id, name])]);
    if (key === drawn) return;
    drawn = key;
    const answering = [left, right].find((box) => box.contains(document.activeElement));
    keepFocus(root, "data-key", () => {
      const known = looked ? [understood(page, looked)] : [];
      left.replaceChildren(...(asksFirst ? [] : known));
      right.replaceChildren(...faults(), ...(looked ? [questions(page, looked), ...(asksFirst ? known : []), fit(page, looked)] : []));
      after.replaceChildren(whatWasDone(page));
      list.replaceChildren(surveysThere(page));
    });
    // what is answered or corrected is gone: on with the next, or with what follows
    if (answering && !two.contains(document.activeElement)) {
      const next = /** @type {HTMLElement | null} */ ((answering.firstElementChild ? answering : right).querySelector("section:not([hidden]) h2[tabindex]"));
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: "nearest" }); // as far as it has to, and not into the middle
    }
    preview.update(looked);
    said.update();
    way.replaceChildren(...ways());
  }

  /** What is wrong with the file, all of it at once. */
  function faults() {
    const all = [...state.problems, ...(state.looked?.problems ?? [])];
    if (!all.length) return [];
    return [h("section", { class: "card cjm-fb-problems", role: "alert" },
      h("h2", {}, all.length === 1 ? "This cannot be used yet" : `${all.length} things have to be put right`),
      h("ul", {}, all.map((one) => h("li", {}, one.say))),
      h("p", { class: "cjm-fb-small" }, "Nothing on the map has changed."),
      state.columns?.length ? h("details", {}, h("summary", {}, "Is a column taken for something else?"), columnsChange(page, state.columns)) : null)];
  }

  /** How far one is. */
  function ways() {
    const { looked, brought } = state;
    const left = looked ? openIn(looked) : 0;
    const now = !brought ? 0 : !looked ? 1 : left ? 2 : 3;
    const words = ["Bring a table", "See what was understood", left === 1 ? "Answer one question" : left ? `Answer ${left} questions` : "Answer what is asked", "Look, then put it on the map"];
    return words.map((text, at) => h("li", { class: at < now ? "done" : null, "aria-current": at === now ? "step" : null }, h("b", {}, at < now ? "✓" : String(at + 1)), text));
  }

  draw();
  return {
    update: draw,
    /** @param {import("../lib/messages.js").Feedback | import("../lib/messages.js").Comments | import("../lib/messages.js").Taken} message */
    hears(message) {
      if (message.kind === "comments") {
        said.shows(/** @type {import("./types.js").Comments} */ (message.state));
        return;
      }
      if (message.kind === "taken") {
        bring.taken(message.id, message.at);
        return;
      }
      const putting = state.doing === "putting";
      state = /** @type {Feedback} */ (message.state);
      const now = state.brought?.id ?? "";
      if (now !== before) {
        before = now;
        told = null;
        how = {};
        closeLines();
      }
      draw();
      if (putting && state.done) after.querySelector("h2")?.focus(); // which scrolls to it
    },
    /** @param {{ action: string, say: string }} message */
    refused(message) {
      if (message.action === "put-on-map") foot.complain(message.say);
      else if (message.action === "bring") bring.complain(message.say);
      else host.announce(message.say);
    },
    destroy() {
      forget();
      narrow.removeEventListener("change", draw);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
      bring.destroy();
      foot.destroy();
      preview.destroy();
    },
  };
}

/** The way back leads to where one came from; without anything said, to the step that this page stands beside. @param {import("./types.js").Host} host */
function leadBack(host) {
  const back = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-cjm-slot=next] [rel=prev]"));
  if (!back || !host.link || new URLSearchParams(location.search).get("from") !== "map") return;
  back.href = host.link("07_map.ipynb");
  back.replaceChildren(h("span", { "aria-hidden": "true" }, "←\u00a0"), "The map");
}
