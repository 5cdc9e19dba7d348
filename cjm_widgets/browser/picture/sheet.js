/** The QIA's four rows as a blank sheet, to print and fill by hand. */

import { h } from "../lib/dom.js";
import { layOut } from "./paper.js";

/** @type {[string, string, string][]} */
const ROWS = [
  ["hot", "Hot spots", "The three or four points that make or break it: put a star."],
  ["steps", "Journey steps", "The main steps, in the order of time."],
  ["experience", "Customer experience at each step", "The experience you want. What makes it great, and how do you know?"],
  ["activities", "Priority activities", "What must you check, verify or change?"],
];

const COLUMNS = { "sheet-a4": 6, "sheet-a3": 8 };

/**
 * @param {"sheet-a4" | "sheet-a3"} paper
 * @param {string} title  of the journey; may be empty
 */
export function blankSheet(paper, title) {
  const count = COLUMNS[paper];
  const blanks = () => Array.from({ length: count }, () => h("td"));
  const table = h(
    "table",
    {},
    h("caption", { class: "unseen" }, "A blank sheet for the four rows of the QIA"),
    h("colgroup", {}, h("col", { class: "heads" }), ...Array.from({ length: count }, () => h("col"))),
    h(
      "tbody",
      {},
      h("tr", { class: "journey" }, h("th", { scope: "row" }, "Specific journey", h("small", {}, "Whose, from where to where?")), h("td", { colspan: count }, title)),
      ...ROWS.map(([key, name, hint]) => h("tr", { class: key }, h("th", { scope: "row" }, name, h("small", {}, hint)), ...blanks())),
    ),
  );
  return layOut(paper, "cjm-blank", table);
}
