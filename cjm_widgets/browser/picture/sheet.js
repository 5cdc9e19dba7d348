/** The QIA's four rows as a blank sheet, to print and fill by hand. */

import { html } from "./element.js";
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
  const blanks = () => Array.from({ length: count }, () => html("td"));
  const table = html(
    "table",
    {},
    html("caption", { class: "unseen" }, "A blank sheet for the four rows of the QIA"),
    html("colgroup", {}, html("col", { class: "heads" }), ...Array.from({ length: count }, () => html("col"))),
    html(
      "tbody",
      {},
      html("tr", { class: "journey" }, html("th", { scope: "row" }, "Specific journey", html("small", {}, "Whose, from where to where?")), html("td", { colspan: count }, title)),
      ...ROWS.map(([key, name, hint]) => html("tr", { class: key }, html("th", { scope: "row" }, name, html("small", {}, hint)), ...blanks())),
    ),
  );
  return layOut(paper, "cjm-blank", table);
}
