// How the room rated one step: a dot for each person on the scale, the median marked, the same in words and as a table.

import { h, heard } from "../lib/dom.js";

/**
 * @typedef {{ step: string, name: string, values: number[], rated: number, unknown: number, median: number | null,
 *   low: number | null, high: number | null, middle: number[], disagrees: boolean, say: string, whole: number[] }} Spread
 */

const PLACES = /** @type {[number, string][]} */ ([[-2, "Very dissatisfied"], [-1, "Dissatisfied"], [0, "Neither"], [1, "Satisfied"], [2, "Very satisfied"]]);

/** A figure as people write it: +1, −0.5. @param {number} value */
export function figure(value) {
  return value > 0 ? `+${value}` : String(value).replace("-", "−");
}

/** The mark of disagreement: a sign and words, not colour alone. @param {string} words @param {string} [tag] */
export function disagreement(words, tag = "span") {
  return h(tag, { class: "cjm-disagrees" }, h("span", { class: "cjm-disagrees-sign", "aria-hidden": "true" }, "≠"), words);
}

/** @param {Spread} spread @returns {HTMLElement[]} */
export function spreadPicture(spread) {
  const counts = PLACES.map(([place]) => spread.values.filter((value) => value === place).length);
  const words = PLACES.flatMap(([place, name], at) => (counts[at] ? [`${counts[at]} at ${figure(place)} ${name.toLowerCase()}`] : []));
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
  const labels = PLACES.map(([place]) =>
    h("b", {}, figure(place)),
  );
  const plot = h(
    "div",
    { class: "cjm-spread-plot", role: "img", "aria-label": [spread.say, words.join(", ")].filter(Boolean).join(": ") },
    h("span", { class: "cjm-spread-dots", "aria-hidden": "true" }, ...columns),
    axis,
    h("span", { class: "cjm-spread-places", "aria-hidden": "true" }, ...labels),
    h("span", { class: "cjm-spread-ends", "aria-hidden": "true" }, h("span", {}, PLACES[0][1]), h("span", {}, PLACES[4][1])),
  );
  const said = h("p", { class: "cjm-spread-words" }, spread.say);
  if (spread.values.length === 0) return [said];
  return [plot, said, table(spread, counts)];
}

/** @param {Spread} spread @param {number[]} counts */
function table(spread, counts) {
  const rows = PLACES.map(([place, name], at) => [`${figure(place)} ${name}`, counts[at]]);
  const all = [...rows, ["I do not know", spread.unknown]];
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
