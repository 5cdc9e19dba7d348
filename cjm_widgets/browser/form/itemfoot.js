/** What can be done at the foot of an open card: another one below, a second of it, and on to the next. */

import { h, icon, setText } from "../lib/dom.js";
import { unnamed } from "./words.js";

/**
 * @param {import("./types.js").Field} field
 * @param {import("./list.js").List} list
 * @param {string} id
 * @param {{insert?: (id: string) => void, copy(id: string): void, go(id: string): void}} told
 */
export function itemFoot(field, list, id, { insert, copy, go }) {
  const quiet = (/** @type {string} */ words, /** @type {() => void} */ act) => h("button", { type: "button", class: "cjm-plain", onclick: act }, words);
  const words = h("span", { dir: "auto" });
  const next = h("button", { type: "button", class: "cjm-button", onclick: () => go(list.ids()[list.ids().indexOf(id) + 1] ?? "") }, words, icon("open"));
  const tools = field.fixed ? [] : [insert ? quiet("Insert below", () => insert(id)) : null, quiet("Duplicate", () => copy(id))];
  return {
    element: h("div", { class: "cjm-item-foot" }, h("div", {}, ...tools), next),
    update() {
      const at = list.ids().indexOf(id) + 1;
      const other = list.ids()[at];
      next.hidden = other === undefined && Boolean(field.fixed);
      setText(words, other === undefined ? `Next ${list.noun}` : `Next: ${at + 1} ${list.name(other) || unnamed(field).toLowerCase()}`);
    },
  };
}
