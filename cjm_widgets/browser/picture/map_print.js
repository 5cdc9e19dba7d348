/** The map on paper: on one A3 sheet, as large as it fits, or over sheets of A4 or A3 with a few steps each, in a size for reading. */

import { h } from "../lib/dom.js";
import { widthOf } from "./map_columns.js";
import { foldedTold } from "./map_fold.js";
import { layOut } from "./paper.js";

const PX_PER_MM = 96 / 25.4;
const A3 = { width: (420 - 20) * PX_PER_MM, height: (297 - 20) * PX_PER_MM * 0.955 }; // text set small is a little taller than the same text scaled
const LARGEST = 1.35;
const SMALLEST = 0.25;
const CLOSE = 0.008;
const STEPS_A_SHEET = { a4: 6, "a3-pages": 9 };

/**
 * @typedef {object} Drawing
 * @property {import("../lib/model.js").Journey} journey
 * @property {import("./map_columns.js").Column[]} columns
 * @property {(columns: import("./map_columns.js").Column[]) => Node} table  a new table of these columns
 * @property {() => Node[]} above  what stands above the table, as new nodes
 * @property {() => Node[]} below
 */

/** @param {Drawing} drawing */
export function mapOnA3({ journey, columns, table, above, below }) {
  const laid = layOut("a3", "cjm-map on-paper", paperHead(journey, foldedTold(columns)), ...above(), table(columns), ...below());
  const { element } = laid;
  element.style.setProperty("--steps", String(Math.max(1, widthOf(columns))));
  let [small, large] = [SMALLEST, LARGEST];
  while (large - small > CLOSE) {
    const middle = (small + large) / 2;
    if (fits(element, middle)) small = middle;
    else large = middle;
  }
  fits(element, small);
  element.style.setProperty("--on-paper", small.toFixed(3));
  return laid;
}

/**
 * @param {HTMLElement} element
 * @param {number} zoom
 */
function fits(element, zoom) {
  element.style.inlineSize = `${A3.width / zoom}px`;
  const wide = Math.max(0, ...[...element.querySelectorAll(".step, td:not(:has(.along))")].map((cell) => cell.scrollWidth - cell.clientWidth)) <= 1;
  return wide && element.scrollHeight * zoom <= A3.height;
}

/** @param {"a4" | "a3-pages"} paper @param {Drawing} drawing */
export function mapOnSheets(paper, { journey, columns: all, table, above, below }) {
  const sheets = Math.max(1, Math.ceil(all.length / STEPS_A_SHEET[paper]));
  const each = Math.ceil(all.length / sheets);
  const parts = Array.from({ length: sheets }, (_, at) => {
    const columns = all.slice(at * each, (at + 1) * each);
    const steps = columns.flatMap((column) => column.steps);
    const first = journey.steps.indexOf(steps[0]) + 1;
    const which = sheets === 1 ? "" : `Steps ${first} to ${first + steps.length - 1} of ${journey.steps.length}`;
    const about = [which, foldedTold(columns)].filter(Boolean).join(" · ");
    const sheet = h("section", { class: "sheet-of-steps" }, paperHead(journey, about), ...(at === 0 ? above() : []), table(columns), ...(at === sheets - 1 ? below() : []));
    sheet.style.setProperty("--steps", String(Math.max(1, each)));
    return sheet;
  });
  return layOut(paper, "cjm-map on-paper", ...parts);
}

/**
 * @param {import("../lib/model.js").Journey} journey
 * @param {string} which
 */
export function paperHead(journey, which) {
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const about = [journey.scope?.segment, which, `Printed ${day}`].filter(Boolean).join(" · ");
  return h("header", { class: "paper-head" }, h("h1", {}, journey.title || "The map"), h("p", {}, about));
}
