/** What stands beside the table of the map, such as personas and outcomes: each folded into a line that says how many. */

import { h } from "../lib/dom.js";
import { LAYERS } from "./map_layers.js";

/** @typedef {import("./map_rows.js").Row} Row */

/**
 * Which of them are unfolded, as it is remembered.
 * @param {string[]} open  the keys of those that are unfolded; is changed as people unfold
 * @param {() => void} changed
 */
export function createAparts(open, changed) {
  /** @param {string} key */
  const toggle = (key) => {
    const at = open.indexOf(key);
    if (at < 0) open.push(key);
    else open.splice(at, 1);
    changed();
  };

  /** @param {Row} row @param {Node[]} heading @param {Node[]} content @param {Node[]} last  below the content, no part of it */
  const folded = ({ key, title }, heading, content, last) => {
    const summary = h("summary", { onclick: () => toggle(key) }, ...heading, h("small", { class: "count" }, count(content)));
    return h("section", { "data-layer": key, "data-key": key, class: `of-${key}`, "aria-label": title }, h("details", { open: open.includes(key) }, summary, ...content, ...last));
  };

  return { folded };
}

/**
 * One layer beside the table, as paper shows it and as it is folded on the screen.
 * @param {Row} row
 * @param {import("./map_layers.js").Shown} shown
 * @param {(text: string, file: string) => Node} link
 * @param {ReturnType<typeof createAparts>} [folds]  without them nothing is folded
 */
export function apart(row, shown, link, folds) {
  const { whole, file } = LAYERS[row.key];
  const content = whole?.(shown) ?? [];
  const told = content.length ? content : [h("p", { class: "none" }, "Nothing here yet")];
  const group = row.group ? h("small", { class: "group" }, `${row.group} `) : null;
  if (folds) {
    const change = link("Change this on its page", file);
    const where = change instanceof HTMLAnchorElement ? [h("p", { class: "kind" }, change)] : [];
    return folds.folded(row, [h("h2", {}, group, h("span", {}, row.title))], told, where);
  }
  const heading = h("h2", {}, group, link(row.title, file));
  return h("section", { "data-layer": row.key, "data-key": row.key, class: `of-${row.key}`, "aria-label": row.title }, heading, ...told);
}

/** How many things are told. @param {Node[]} content */
function count(content) {
  const all = h("div", {}, ...content.map((node) => node.cloneNode(true)));
  const things = ["ul.people > li", "tbody tr", "li"].map((what) => all.querySelectorAll(what).length);
  return String(things.find(Boolean) ?? 0);
}
