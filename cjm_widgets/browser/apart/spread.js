// How the room rated one step: a dot for each person on the scale, the median marked, the same in words and as a table.

import { h, heard } from "../lib/dom.js";
import { signed } from "../lib/words.js";

/**
 * @typedef {{ step: string, name: string, values: number[], rated: number, unknown: number, median: number | null,
 *   low: number | null, high: number | null, middle: number[], disagrees: boolean, say: string, whole: number[] }} Spread
 */

const PLACES = [-2, -1, 0, 1, 2];
const SCALE = "scales/felt";

/** The mark of disagreement: a sign and words, not colour alone. @param {string} words @param {"span" | "p"} [tag] */
export function disagreement(words, tag = "span") {
  return h(tag, { class: "cjm-disagrees" }, h("span", { class: "cjm-disagrees-sign", "aria-hidden": "true" }, "≠"), words);
}

/** @param {Spread} spread @param {import("../lib/labels.js").Called} labels @returns {HTMLElement[]} */
export function spreadPicture(spread, labels) {
  const counts = PLACES.map((place) => spread.values.filter((value) => value === place).length);
  const words = PLACES.flatMap((place, at) => (counts[at] ? [`${counts[at]} at ${signed(place)} ${labels.full(SCALE, place).toLowerCase()}`] : []));
  const across = (/** @type {number} */ value) => `${((value + 2.5) * 100) / 5}%`;
  const columns = PLACES.map((_, at) =>
    h("span", { class: "cjm-spread-column" }, ...Array.from({ length: counts[at] }, () => h("span", { class: "cjm-spread-dot" }))),
  );
  const axis = h("span", { class: "cjm-spread-axis" });
  if (spread.middle.length === 2) {
    const half = h("span", { class: "cjm-spread-half" });
    half.style.insetInlineStart = across(spread.middle[0]);
    half.style.inlineSize = `${((spread.middle[1] - spread.middle[0]) * 100) / 5}%`;
    axis.append(half);
  }
  if (spread.median !== null) {
    const median = h("span", { class: "cjm-spread-median" });
    median.style.insetInlineStart = across(spread.median);
    axis.append(median);
  }
  const figures = PLACES.map((place) => h("b", {}, signed(place)));
  const plot = h(
    "div",
    { class: "cjm-spread-plot", role: "img", "aria-label": [spread.say, words.join(", ")].filter(Boolean).join(": ") },
    h("span", { class: "cjm-spread-dots", "aria-hidden": "true" }, ...columns),
    axis,
    h("span", { class: "cjm-spread-places", "aria-hidden": "true" }, figures),
    h("span", { class: "cjm-spread-ends", "aria-hidden": "true" }, [PLACES[0], PLACES[4]].map((place) => h("span", {}, labels.full(SCALE, place)))),
  );
  const said = h("p", { class: "cjm-spread-words" }, spread.say);
  if (spread.values.length === 0) return [said];
  return [plot, said, table(spread, counts, labels)];
}

/** @param {Spread} spread @param {number[]} counts @param {import("../lib/labels.js").Called} labels */
function table(spread, counts, labels) {
  const rows = PLACES.map((place, at) => [`${signed(place)} ${labels.full(SCALE, place)}`, counts[at]]);
  const all = [...rows, [labels.full(SCALE, "unknown"), spread.unknown]];
  return h(
    "details",
    { class: "cjm-spread-table" },
    h("summary", {}, "Show as a table", heard(` for ${spread.name || "this step"}`)),
    h(
      "table",
      {},
      h("caption", { class: "cjm-heard" }, `How the room rated ${spread.name || "this step"}`),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rating"), h("th", { scope: "col" }, "People"))),
      h("tbody", {}, ...all.map(([name, count]) => h("tr", {}, h("th", { scope: "row" }, String(name)), h("td", {}, String(count))))),
    ),
  );
}
