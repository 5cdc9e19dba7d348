/**
 * What logs of events say on the map: at each step in sentences, and by channel and group as a table.
 *
 * @typedef {{lines: string[], from: string}} Happened
 * @typedef {{steps: Record<string, Happened[]>, head: string[], tables: {from: string, rows: string[][], few: string}[]}} AllHappened  cjm_widgets/journey/happened.py
 */

import { h } from "../lib/dom.js";

/**
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("../lib/model.js").Step} step
 * @returns {Node[]}
 */
export function happened({ happened: all }, step) {
  return (all?.steps[step.id] ?? []).map(({ lines, from }) =>
    h("div", { class: "happened" }, h("ul", { class: "points" }, ...lines.map((line) => h("li", {}, line))), h("small", {}, from)));
}

/** @param {import("./map_layers.js").Shown} shown @returns {Node[]} */
export function channelsAndGroups({ happened: all }) {
  return (all?.tables ?? []).flatMap(({ from, rows, few }) => {
    const table = h("table", { class: "cjm-figures" },
      h("caption", {}, from),
      h("thead", {}, h("tr", {}, ...(all?.head ?? []).map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.map(([step, part, ...cells]) =>
        h("tr", {}, h("th", { scope: "row" }, step), h("th", { scope: "row" }, part), ...cells.map((cell) => h("td", {}, cell))))));
    return [h("p", { class: "kind" }, from),
      rows.length ? h("div", { class: "cjm-scroll", tabindex: "0", role: "region", "aria-label": `${from}: by channel and group` }, table) : "",
      few ? h("p", { class: "soft" }, few) : ""].filter((one) => one instanceof Node);
  });
}
