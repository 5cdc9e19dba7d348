/** Fields with answers of their own: to choose, to rate, to tick, in a drop-down. Native controls throughout. */

import { h, heard, setAttributes, setText, uid } from "../lib/dom.js";
import { signed } from "../lib/words.js";
import { leaf } from "./leaf.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./types.js").Choice} Choice */

const COLOURS = ["--low-2", "--low-1", "--mid", "--high-1", "--high-2"];
const PLAIN = "var(--accent)"; // where no end of the scale is a bad one
const SHORT_ANSWER = 24; // characters

/** One of several answers, none chosen beforehand; the answer can be taken back. @param {Ctx} ctx @param {Field} field @param {string} path */
export function choiceField(ctx, field, path) {
  const list = h("div", { class: inOneLine(field.choices ?? []) ? "cjm-options cjm-options-line" : "cjm-options" });
  return radios(ctx, field, path, {
    box: h("div", {}, list),
    place: (/** @type {HTMLInputElement} */ input, /** @type {string} */ words) => list.append(h("label", { class: "cjm-option" }, input, h("span", {}, words))),
  });
}

/** Two or three short answers need no line each where there is room. @param {Choice[]} choices */
function inOneLine(choices) {
  return choices.length <= 3 && choices.every(([, words]) => words.length <= SHORT_ANSWER);
}

/** A row of rating cards. "Unknown" stands apart: it is an answer, but no place on the scale. @param {Ctx} ctx @param {Field} field @param {string} path */
export function scaleField(ctx, field, path) {
  if (field.small) return smallScale(ctx, field, path);
  const cards = h("div", { class: "cjm-scale" });
  const apart = h("div", { class: "cjm-apart" });
  const steps = (field.choices ?? []).filter(([value]) => value !== "unknown");
  const below = steps.some(([value]) => value < 0);
  cards.style.setProperty("--cjm-cards", String(steps.length));
  return radios(ctx, field, path, {
    box: h("div", {}, cards, apart),
    foot: apart,
    place(/** @type {HTMLInputElement} */ input, /** @type {string} */ words, /** @type {Value} */ value) {
      if (value === "unknown") return apart.append(h("label", { class: "cjm-option" }, input, h("span", {}, words)));
      const at = steps.findIndex(([other]) => other === value);
      const said = h("span", {}, words);
      const card = h("label", { class: "cjm-rate" }, input, h("b", {}, (below ? signed(value) : String(value))), " ", said);
      card.style.setProperty("--cjm-colour", below ? colourOf(at, steps.length) : PLAIN);
      return cards.append(card);
    },
  });
}

/** From orange to blue along a scale of satisfaction; work, value and the like have no bad end. @param {number} at @param {number} count */
function colourOf(at, count) {
  return `var(${COLOURS[Math.round((at / Math.max(1, count - 1)) * (COLOURS.length - 1))]})`;
}

/** The same in one short row: figures, the words of each on hover and for those who listen, then the chosen words. @param {Ctx} ctx @param {Field} field @param {string} path */
function smallScale(ctx, field, path) {
  const row = h("div", { class: "cjm-small-scale" });
  const foot = h("div", { class: "cjm-small-foot" });
  // each button says its words by itself
  const chosen = h("span", { class: "cjm-small-words", "aria-hidden": "true" });
  foot.append(chosen);
  const steps = (field.choices ?? []).filter(([value]) => value !== "unknown");
  const below = steps.some(([value]) => value < 0);
  const control = radios(ctx, field, path, {
    box: h("div", { class: "cjm-small-box" }, row, foot),
    foot,
    short: true,
    place(/** @type {HTMLInputElement} */ input, /** @type {string} */ words, /** @type {Value} */ value) {
      const at = steps.findIndex(([other]) => other === value);
      const sign = h("b", { "aria-hidden": at < 0 ? "true" : undefined }, at < 0 ? "?" : (below ? signed(value) : String(value)));
      const apart = value === "unknown" ? " cjm-small-apart" : "";
      const card = h("label", { class: `cjm-small-rate${apart}`, title: words }, input, sign, " ", heard(words));
      card.style.setProperty("--cjm-colour", at < 0 ? "var(--mid)" : below ? colourOf(at, steps.length) : PLAIN);
      row.append(card);
    },
    always: (value) => setText(chosen, (field.choices ?? []).find(([one]) => one === value)?.[1] ?? ""),
  });
  control.element.classList.add("cjm-small");
  return control;
}

/**
 * @typedef {object} Look of a choice of one
 * @property {HTMLElement} box
 * @property {(input: HTMLInputElement, words: string, value: Value) => void} place puts an answer into the box
 * @property {HTMLElement} [foot] where the button stands that clears the answer
 * @property {boolean} [short]
 * @property {(value: Value) => void} [always] redraws what depends on the answer
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path
 * @param {Look} look
 */
function radios(ctx, field, path, { box, place, foot = box, short = false, always }) {
  const name = uid();
  const options = (field.choices ?? []).map(([value, words]) => {
    const input = h("input", { type: "radio", name });
    place(input, words, value);
    input.addEventListener("input", () => control.send(value));
    return { input, value };
  });
  const stray = h("p", { class: "cjm-note", hidden: true });
  const said = "Clear the answer";
  // not on the way of the Tab key, which leads from an answer to the next question; the Delete key does the same
  const look = { type: "button", class: "cjm-plain cjm-clear", tabindex: -1, hidden: true, "aria-label": said };
  const clear = h("button", look, short ? "Clear" : said, h("span", { class: "cjm-key", "aria-hidden": "true" }, " (Delete key)"));
  const keys = h("p", { class: "cjm-heard" }, "The Delete key clears the answer.");
  foot.append(clear);
  box.append(stray);

  const shown = () => options.find(({ input }) => input.checked)?.value ?? null;
  const control = leaf(ctx, field, path, {
    control: box,
    role: "radiogroup",
    extra: keys,
    controls: () => options.map(({ input }) => input),
    show(value) {
      for (const option of options) option.input.checked = option.value === value;
      const known = value === null || value === undefined || options.some((option) => option.value === value);
      setText(stray, known ? "" : `The answer kept here is “${value}”, which is not one of these.`);
      stray.hidden = known;
    },
    shows: (value) => shown() === (value ?? null) || !options.some((option) => option.value === value),
    always() {
      // the button stays under the finger that pressed it
      clear.hidden = shown() === null && stray.hidden && ctx.active() !== clear;
      always?.(shown());
    },
  });
  function takeBack() {
    for (const { input } of options) input.checked = false;
    control.send(null);
    ctx.announce(`The answer to “${field.title}” is cleared.`);
  }

  clear.addEventListener("click", takeBack);
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (!["Delete", "Backspace"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (clear.hidden || !options.some(({ input }) => input === event.target)) return;
    event.preventDefault();
    takeBack();
  });
  return control;
}

/** Any number of several answers. @param {Ctx} ctx @param {Field} field @param {string} path */
export function choicesField(ctx, field, path) {
  const current = () => ctx.value(path) ?? [];
  const options = (field.choices ?? []).map(([value, words]) => {
    const input = h("input", { type: "checkbox" });
    input.addEventListener("input", () => {
      // by what stands now, so that a box that somebody else ticked meanwhile stays ticked
      const chosen = new Set(current());
      if (input.checked) chosen.add(value);
      else chosen.delete(value);
      control.send((field.choices ?? []).map(([one]) => one).filter((/** @type {string} */ one) => chosen.has(one)));
    });
    return { input, value, element: h("label", { class: "cjm-option" }, input, h("span", {}, words)) };
  });
  const show = (/** @type {Value} */ value) => {
    for (const option of options) option.input.checked = (value ?? []).includes(option.value);
  };
  const control = leaf(ctx, field, path, {
    control: h("div", { class: "cjm-options" }, ...options.map((option) => option.element)),
    role: "group",
    controls: () => options.map((option) => option.input),
    show,
    // the boxes beside the one in hand may follow what others do
    always() {
      if (ctx.errors.keeps(path)) return;
      for (const { input, value } of options) if (input !== ctx.active()) input.checked = current().includes(value);
    },
  });
  return control;
}

/** Yes or no. @param {Ctx} ctx @param {Field} field @param {string} path */
export function flagField(ctx, field, path) {
  const input = h("input", { type: "checkbox" });
  const control = leaf(ctx, field, path, {
    control: input,
    flag: true,
    show: (value) => void (input.checked = Boolean(value)),
    shows: (value) => input.checked === Boolean(value),
  });
  input.addEventListener("input", () => control.send(input.checked));
  return control;
}

/** One of several answers, in a drop-down. @param {Ctx} ctx @param {Field} field @param {string} path */
export function selectField(ctx, field, path) {
  const groups = () => [{ title: "", choices: field.choices ?? [] }];
  return dropDown(ctx, field, path, groups, { empty: field.quiet ? "–" : "Choose…", keepEmpty: !field.always });
}

/**
 * @typedef {{title: string, choices: Choice[]}} Options what stands under one heading; "" for none
 * @typedef {{title?: string, choices?: Choice[], value?: Value, words?: string}} Row a heading with its choices, or a choice
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path
 * @param {() => Options[]} groups
 * @param {{empty: string, keepEmpty: boolean, stray?: string, extra?: HTMLElement}} words
 *   stray: for a value that is none of the choices.
 */
export function dropDown(ctx, field, path, groups, { empty, keepEmpty, stray, extra }) {
  const select = h("select", { class: "cjm-input cjm-select" });
  const key = (/** @type {Value} */ value) => (value === null || value === undefined ? "" : JSON.stringify(value));

  /** @returns {Options[]} with the rows that are no choices of their own @param {Value} value */
  function all(value) {
    const list = groups();
    const none = value === null || value === undefined;
    const found = list.some(({ choices }) => choices.some(([one]) => one === value));
    /** @type {Choice[]} */ const before = keepEmpty || none ? [[null, empty]] : [];
    /** @type {Choice[]} */ const after = !none && !found ? [[value, stray ?? String(value)]] : [];
    return [{ title: "", choices: before }, ...list, { title: "", choices: after }];
  }

  /** Options and headings in their order, touching only what differs: an open list must not close. @param {Element} parent @param {Row[]} rows */
  function fill(parent, rows) {
    while (parent.children.length > rows.length) parent.lastElementChild?.remove();
    rows.forEach(({ title, choices, value, words }, at) => {
      const tag = choices ? "optgroup" : "option";
      if (parent.children[at]?.localName !== tag) {
        const made = h(tag);
        if (parent.children[at]) parent.children[at].replaceWith(made);
        else parent.append(made);
      }
      const row = parent.children[at];
      if (choices) {
        setAttributes(row, { label: title });
        fill(row, choices.map(plain));
        return;
      }
      if (row.getAttribute("value") !== key(value)) row.setAttribute("value", key(value));
      setText(row, words ?? "");
    });
  }

  const plain = (/** @type {Choice} */ [value, words]) => ({ value, words: String(words) });
  /** @param {Value} value @returns {Row[]} */
  const rows = (value) => all(value).flatMap(({ title, choices }) => (title ? /** @type {Row[]} */ ([{ title, choices }]) : choices.map(plain)));

  const control = leaf(ctx, field, path, {
    control: select,
    extra,
    show(value) {
      fill(select, rows(value));
      if (select.value !== key(value)) select.value = key(value);
    },
    shows: (value) => select.value === key(value),
  });
  select.addEventListener("input", () => {
    const value = select.value === "" ? null : JSON.parse(select.value);
    control.send(value);
    if (!keepEmpty) fill(select, rows(value)); // what cannot be taken back is not offered for it, now that there is an answer
  });
  return control;
}
