// Tables of all maps: by which column they stand, and whose lines are shown.

import { h } from "../lib/dom.js";

/** @typedef {{ by: string, down: boolean }} Order  by the column; `down`: the last first */
/** @typedef {{ words: string, ways: [string, string] }} Sortable  its heading, and what is said of its two orders */

export const NOBODY = "Nobody yet";

/**
 * The headings of columns by which one sorts.
 * @param {Record<string, Sortable>} columns @param {Order} order @param {string} key  of the table, for the focus
 * @param {(by: string) => void} sort
 */
export function sortHeads(columns, order, key, sort) {
  return Object.entries(columns).map(([by, { words }]) => {
    const sorted = by === order.by && (order.down ? "descending" : "ascending");
    return h("th", { scope: "col", "aria-sort": sorted || undefined }, h("button", { type: "button", class: "cjm-todo-sort", "data-key": `${key} by ${by}`, onclick: () => sort(by) }, words));
  });
}

/** Sorts by a column, or the other way round, and gives what is said of it. @param {Order} order @param {string} by @param {Record<string, Sortable>} columns */
export function sortedBy(order, by, columns) {
  order.down = order.by === by && !order.down;
  order.by = by;
  const { words, ways } = columns[by];
  return `Sorted by “${words}”, ${ways[Number(order.down)]}.`;
}

/** @param {string} name */
export function filter(name) {
  const select = h("select", {});
  return { select, label: h("label", {}, h("span", {}, name), select) };
}

/**
 * Offers what lines can be kept by, and gives what stays chosen of it.
 * @param {HTMLSelectElement} select @param {string} every @param {[string, string][]} options @param {string} chosen
 */
export function offer(select, every, options, chosen) {
  const kept = options.some(([value]) => value === chosen) ? chosen : "";
  const says = JSON.stringify([every, options]);
  if (select.dataset.says !== says) select.replaceChildren(h("option", { value: "" }, every), ...options.map(([value, words]) => h("option", { value }, words)));
  select.dataset.says = says;
  select.value = kept;
  return kept;
}

/** Names as people read them; nobody comes last. @param {string} one @param {string} other */
export function asRead(one, other) {
  return Number(one === NOBODY) - Number(other === NOBODY) || one.localeCompare(other);
}
