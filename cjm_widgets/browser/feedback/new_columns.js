// Columns that the files before had not: of each it takes one press to say what it is.

import { h } from "../lib/dom.js";
import { sayHolds, oneColumn } from "./columns.js";
import { goingTo, NEW } from "./telling.js";

/** @typedef {import("./types.js").Page} Page */
/** @typedef {import("./types.js").Looked} Looked */

const MOST_NAMED = 6;
/** Where a column is a step, or what is said of the whole. */
const OF_STEPS = ["answers", "steps across"];

/** @param {Page} page @param {Looked} looked */
export function newColumns(page, looked) {
  const { new_columns: names, columns } = looked;
  const all = columns.filter(({ name }) => names.includes(name));
  if (!all.length) return null;
  const rest = all.length - MOST_NAMED;
  return h("div", { class: "cjm-fb-new", role: "group", "aria-labelledby": "cjm-fb-new" },
    h("h3", { id: "cjm-fb-new", tabindex: "-1" }, all.length === 1 ? "A column that was not there last time" : `${all.length} columns that were not there last time`),
    all.slice(0, MOST_NAMED).map((one) => newColumn(page, looked, one)),
    h("p", { class: "cjm-fb-small" }, `${rest > 0 ? `${rest} more are named under “Not used”. ` : ""}What you say of it is remembered; until then nothing is taken from it.`));
}

/** @param {Page} page @param {Looked} looked @param {import("./types.js").Column} one */
function newColumn(page, { columns, layout }, one) {
  const { name } = one;
  const press = (/** @type {string} */ role, /** @type {string} */ words, more = {}) =>
    h("button", { type: "button", class: "button quiet small", "data-key": `new-${role}-${name}`, onclick: () => sayHolds(page, columns, name, role, more) },
      words, h("span", { class: "unseen" }, ` “${name}”`));
  const out = press("", "Leave it out");
  if (one.own_words) return newLine(one, press("comment", "What people wrote"), out);
  if (!OF_STEPS.includes(layout)) return h("div", { class: "cjm-fb-row" }, oneColumn(page, columns, one, "new"), out);
  const { steps } = goingTo(page.told(), name, NEW);
  return newLine(one, press("value", "A step", { steps }), press("outcome", "About the journey as a whole"), out);
}

/** @param {import("./types.js").Column} one @param {Node[]} buttons */
function newLine({ name, cells }, ...buttons) {
  return h("div", { class: "cjm-fb-row" },
    h("span", {}, h("b", {}, `“${name}”`), cells.length > 0 && h("span", { class: "cjm-fb-small" }, ` ${cells.join(", ").slice(0, 60)}`)), buttons);
}
