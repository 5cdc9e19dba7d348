// What people wrote: searched, a few at a time, and chosen to stand on the map as quotes. What is not chosen is not kept.

import { h, setText, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { counted } from "../lib/words.js";
import { newSteps } from "./telling.js";

/** @typedef {import("./types.js").Comment} Comment */
/** @typedef {import("../lib/messages.js").ChosenComment} Chosen */

const FIRST = 3;
const MORE = 20;
const STEPS_AT_ONCE = 2;
const MOST = 500;
const LONGEST = 1000;
const OUT = /\[(?:e-mail address|telephone number|name)\]/g;
const LENSES = ["actions", "responses", "language", "feelings", "emotions", "thoughts"];

/**
 * @param {HTMLElement} box
 * @param {import("./types.js").Page} page
 * @param {() => void} changed  something was chosen, or no longer
 */
export function createComments(box, page, changed) {
  /** @type {Map<number, Chosen>} */ const chosen = new Map();
  /** @type {import("./types.js").Comments | null} */ let shown = null;
  let about = "";
  let most = FIRST;
  let marking = false;
  let restOpen = false;
  const heading = h("h2", { id: uid() }, "What people wrote");
  const masked = h("p", { class: "cjm-fb-small" });
  const asWritten = h("input", { type: "checkbox", onchange: () => page.how({ as_written: asWritten.checked }) });
  const leave = h("label", { class: "cjm-fb-pick" }, asWritten, h("span", {}, "Leave the comments as they are written: everybody in them may be named"));
  const sought = h("input", { type: "search", id: uid(), maxlength: "200", autocomplete: "off" });
  const step = h("select", { id: uid() });
  const chips = h("div", { class: "cjm-fb-chips" });
  const found = h("p", { class: "cjm-fb-small", role: "status" });
  const list = h("ul", { class: "cjm-fb-said" });
  const more = h("button", { type: "button", class: "button quiet", hidden: true });
  const element = h("section", { class: "card cjm-fb-comments", hidden: true, "aria-labelledby": heading.id },
    heading,
    h("p", {}, "Choose what should stand on the map as a quote. Nothing else is kept."),
    masked,
    leave,
    h("div", { class: "cjm-fb-row" },
      h("div", { class: "cjm-fb-field" }, h("label", { for: sought.id }, "Words to look for"), sought),
      h("div", { class: "cjm-fb-field" }, h("label", { for: step.id }, "About the step"), step)),
    chips, found, list, more);
  box.append(element);
  sought.addEventListener("input", () => ask());
  step.addEventListener("change", () => ask());
  more.addEventListener("click", () => ask(most + MORE));

  function ask(next = FIRST) {
    most = Math.min(next, MOST);
    page.host.send({ kind: "comments", sought: sought.value, step: step.value, most });
  }

  function draw() {
    if (!shown) return;
    const { comments, total, found: all, words, masked: out } = shown;
    setText(masked, out);
    masked.hidden = !out;
    asWritten.checked = Boolean(page.state().looked?.as_written);
    leave.hidden = !out && !asWritten.checked;
    setText(more, `Show ${Math.min(MORE, Math.min(all, MOST) - comments.length)} more`);
    setText(found, all === total ? counted(total, "comment") : `${counted(all, "comment")} of ${total.toLocaleString("en-GB")}`);
    more.hidden = comments.length >= Math.min(all, MOST);
    keepFocus(element, "data-key", () => {
      const each = wordsOf(words);
      const rest = each.slice(STEPS_AT_ONCE);
      chips.replaceChildren(...each.slice(0, STEPS_AT_ONCE), ...(rest.length ? [h("details", { open: restOpen }, h("summary", { "data-key": "words", onclick: () => {
        restOpen = !restOpen;
      } }, `Words of ${counted(rest.length, "more step")}`), ...rest)] : []));
      list.replaceChildren(...comments.map(item));
    });
  }

  /** What is said more at a step than elsewhere; a press looks for it there. @param {import("./types.js").Comments["words"]} words */
  function wordsOf(words) {
    const steps = Object.entries(words).filter(([name]) => !step.value || name === step.value);
    return steps.map(([name, all]) => h("p", {}, `Said more at ${name}: `,
      ...all.map(({ word, here, elsewhere }) => h("button", { type: "button", class: "button quiet small", "data-key": `word-${name}-${word}`, onclick: () => look(word, name) },
        word, h("small", {}, ` ${here} here, ${elsewhere} elsewhere`)))));
  }

  /** @param {string} word @param {string} name */
  function look(word, name) {
    sought.value = word;
    step.value = name;
    ask();
  }

  /** @param {Comment} one */
  function item(one) {
    const mine = chosen.get(one.number);
    const tick = h("input", { type: "checkbox", checked: Boolean(mine), "data-key": `pick-${one.number}`, onchange: () => pick(one) });
    return h("li", {},
      h("label", { class: "cjm-fb-pick" }, tick, h("span", {}, h("span", { class: "unseen" }, "Put on the map: "), h("q", {}, ...marked(one.words)))),
      mine ? details(one, mine) : h("small", {}, [one.step ?? "No step", one.column].join(" · ")));
  }

  /** @param {string} field @param {string[]} all @returns {[string, string][]} */
  function answers(field, all) {
    return all.map((one) => [one, page.host.labels.full(`steps/quotes/${field}`, one)]);
  }

  /** @param {Comment} one */
  function pick(one) {
    if (!chosen.delete(one.number)) chosen.set(one.number, { words: one.words.slice(0, LONGEST), step: one.step ?? "", lens: "", quotable: "" });
    draw();
    changed();
  }

  /** @param {Comment} one @param {Chosen} mine */
  function details({ number }, mine) {
    const steps = /** @type {[string, string][]} */ ([["", "Choose a step…"], ...page.steps().filter(({ name }) => name).map(({ name }, at) => [name, `${at + 1} ${name}`]), ...newSteps(page.state().looked).map((name) => [name, `New step: ${name}`])]);
    const id = uid();
    const words = h("textarea", { id, rows: "2", maxlength: String(LONGEST), "data-key": `words-${number}`, onchange: (/** @type {Event} */ event) => set({ words: /** @type {HTMLTextAreaElement} */ (event.target).value }) }, mine.words);
    /** @param {Partial<Chosen>} next */
    const set = (next) => {
      Object.assign(mine, next);
      changed();
    };
    /** @param {string} label @param {string} key @param {[string, string][]} options @param {string} value @param {(value: any) => void} act */
    const select = (label, key, options, value, act) => {
      const own = uid();
      const missing = marking && key === "step" && !options.some(([name]) => name && name === value);
      return h("div", { class: "cjm-fb-field" }, h("label", { for: own }, label),
        h("select", { id: own, "data-key": `${key}-${number}`, "aria-invalid": missing ? "true" : null, onchange: (/** @type {Event} */ event) => act(/** @type {HTMLSelectElement} */ (event.target).value) },
          options.map(([name, text]) => h("option", { value: name, selected: name === value }, text))));
    };
    return h("div", { class: "cjm-fb-chosen" },
      h("div", { class: "cjm-fb-field wide" }, h("label", { for: id }, "As it will stand there"), words),
      select("At the step", "step", steps, mine.step, (name) => {
        set({ step: name });
        if (marking) draw();
      }),
      select("Lens", "lens", [["", "No lens"], ...answers("lens", LENSES)], mine.lens, (lens) => set({ lens })),
      select("May it be quoted outside this group?", "quotable", [["", "Nobody has said"], ...answers("quotable", ["yes", "no"])], mine.quotable, (quotable) => set({ quotable })));
  }

  return {
    chosen: () => [...chosen.values()],
    withoutStep() {
      const known = new Set([...page.steps().map(({ name }) => name), ...newSteps(page.state().looked)].filter(Boolean));
      return [...chosen.values()].filter((one) => !known.has(one.step));
    },
    goToFirst() {
      marking = true;
      draw();
      /** @type {HTMLElement | null} */ (list.querySelector("[aria-invalid=true]"))?.focus();
    },
    /** @param {import("./types.js").Comments} state */
    shows(state) {
      shown = state;
      draw();
    },
    update() {
      const { brought, looked } = page.state();
      const steps = page.steps().map(({ name }) => name).filter(Boolean);
      const columns = looked?.columns.filter((one) => one.is === "comment").map(({ name }) => name);
      const goes = looked?.names.map(({ name, to }) => [name, to]);
      const now = looked?.comments ? JSON.stringify([brought?.id, [looked.comments, looked.as_written], columns, steps, goes]) : "";
      if (now === about) return;
      const other = JSON.parse(about || "[]");
      const same = now && JSON.stringify(JSON.parse(now).slice(0, 3)) === JSON.stringify(other.slice(0, 3));
      if (!same) {
        chosen.clear();
        sought.value = "";
        changed();
      }
      about = now;
      element.hidden = !now;
      const before = step.value;
      step.replaceChildren(...["", ...steps].map((name) => h("option", { value: name, selected: name === before }, name || "Any")));
      if (now) ask();
    },
  };
}

/** The words with what was left out marked, so that nobody takes it for the respondent's. @param {string} words */
function marked(words) {
  const out = [...words.matchAll(OUT)];
  const ends = out.map(({ index, 0: text }) => index + text.length);
  return [...out.flatMap(({ index, 0: text }, at) => [words.slice(at ? ends[at - 1] : 0, index), h("mark", {}, text)]), words.slice(ends.at(-1) ?? 0)];
}
