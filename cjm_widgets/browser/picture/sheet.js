/** The QIA's table on paper, ruled and plain: filled in from the map, or blank to fill by hand. */

import { h } from "../lib/dom.js";
import { layOut } from "./paper.js";

const COLUMNS = 7; // the table in the source has as many
const STEPS = { "qia-a4": COLUMNS, "qia-a3": 10 };

/** @type {[string, string, string][]} */
const ROWS = [
  ["hot", "Hot spots", "The three or four points that make or break it: put a star."],
  ["steps", "Journey steps", "The main steps, in the order of time."],
  ["experience", "Customer experience at each step", "The experience you want. What makes it great, and how do you know?"],
  ["activities", "Priority activities", "What, if anything, must you check, verify or change?"],
];

/** @type {Record<string, string>} */
const ASKED = { wanted: "Wanted: ", great: "What makes it great: ", know: "How we know: " };

const HOT_KEY = "★ Customers told us, or it was counted. ☆ Assumed by us: no figure and no quote there says so.";

/**
 * @typedef {(row: string, column: number) => Node[]} Cell  what stands in a row of a column
 */

/**
 * A sheet to fill by hand.
 * @param {"sheet-a4" | "sheet-a3"} paper
 * @param {string} title  of the journey; may be empty
 * @param {string[]} steps  the names of those that are written in; of more than fit, on several sheets
 */
export function blankSheet(paper, title, steps) {
  const sheets = Math.max(1, Math.ceil(steps.length / COLUMNS));
  const made = Array.from({ length: sheets }, (_, sheet) => {
    /** @type {Cell} */
    const cell = (row, column) => {
      const at = sheet * COLUMNS + column;
      return row === "steps" && at < steps.length ? [h("b", {}, `${at + 1} ${steps[at]}`)] : [];
    };
    const line = h("p", { class: "by-hand" }, h("span", { class: "names" }, "Names: "), h("span", {}, "Date: "), sheets > 1 ? h("b", {}, `Sheet ${sheet + 1} of ${sheets}`) : null);
    return h("section", {}, line, ruled("A blank sheet for the four rows of the QIA", title, COLUMNS, cell));
  });
  return layOut(paper, "cjm-blank", ...made);
}

/**
 * The table filled in.
 * @param {"qia-a4" | "qia-a3"} paper
 * @param {any} qia  cjm_widgets/views/qia.py
 * @param {(path: string) => any} value
 */
export function qiaTable(paper, { journey, columns, unplaced = [] }, value) {
  const sheets = Math.max(1, Math.ceil(columns.length / STEPS[paper]));
  const each = Math.ceil(columns.length / sheets);
  const texts = (/** @type {any[]} */ items) => items.map((item) => h("p", {}, item.lead ? h("b", {}, `${item.lead}: `) : ASKED[item.kind] ? h("b", {}, ASKED[item.kind]) : null, item.kind === "nothing" ? item.text : value(item.path) || item.text || "No title yet"));
  const made = Array.from({ length: sheets }, (_, sheet) => {
    const own = columns.slice(sheet * each, (sheet + 1) * each);
    /** @type {Cell} */
    const cell = (row, at) => {
      const column = own[at];
      if (!column) return [];
      if (row === "steps") return [h("b", {}, `${sheet * each + at + 1} ${column.name || "No name yet"}`)];
      if (row === "hot") return column.hot ? [h("b", {}, column.assumed ? "☆ Hot spot, assumed" : "★ Hot spot"), ...texts(column.hot_spots)] : [];
      return texts(row === "experience" ? column.experience : column.activities);
    };
    const key = own.some((/** @type {any} */ column) => column.hot) ? h("p", { class: "which" }, HOT_KEY) : null;
    const line = sheets > 1 ? h("p", { class: "which" }, `Sheet ${sheet + 1} of ${sheets}`) : null;
    return h("section", {}, line, ruled("The four rows of the QIA", journey, Math.max(1, each), cell), key);
  });
  const loose = unplaced.length ? [h("section", { class: "unplaced" }, h("h2", {}, "Not placed at a step"), ...texts(unplaced))] : [];
  return layOut(paper, "cjm-qia", ...made, ...loose);
}

/** @param {string} caption @param {string} title @param {number} count @param {Cell} cell */
function ruled(caption, title, count, cell) {
  const rows = ROWS.map(([key, name, hint]) =>
    h("tr", { class: key }, h("th", { scope: "row" }, name, h("small", {}, hint)), ...Array.from({ length: count }, (_, column) => h("td", {}, ...cell(key, column)))),
  );
  return h(
    "table",
    {},
    h("caption", { class: "unseen" }, caption),
    h("colgroup", {}, h("col", { class: "heads" }), ...Array.from({ length: count }, () => h("col"))),
    h("tbody", {}, h("tr", { class: "journey" }, h("th", { scope: "row" }, "Specific journey", h("small", {}, "Whose, from where to where?")), h("td", { colspan: count }, title)), ...rows),
  );
}
