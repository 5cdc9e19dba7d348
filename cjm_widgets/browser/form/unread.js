/** Below a table: how many of its cells cannot be read, where the first of them stands, and the way there. */

import { h, setText } from "../lib/dom.js";
import { capital, counted, isolated } from "../lib/words.js";

/** @typedef {{line: number, at: number, cell: string}} Unread */

/** @param {(line: number, at: number) => void} go puts the focus into a cell */
export function unreadLine(go) {
  /** @type {Unread | undefined} */ let first;
  const words = h("p", { role: "status" });
  const there = h("button", { type: "button", class: "cjm-plain", hidden: true, onclick: () => first && go(first.line, first.at) }, "Go to it");
  return {
    element: h("div", { class: "cjm-grid-unread" }, words, there),
    /** @param {Unread[]} found @param {string} column what the first one's column is called @param {string} noun of a line */
    update(found, column, noun) {
      first = found[0];
      setText(words, first ? unreadWords(found, column, noun) : "");
      there.hidden = !first;
      setText(there, found.length > 1 ? "Go to the first" : "Go to it");
    },
  };
}

/** @param {Unread[]} found @param {string} column @param {string} noun */
function unreadWords([first, ...others], column, noun) {
  const cell = `${capital(noun)} ${first.line + 1}, ${column}: “${isolated(first.cell)}”`;
  return others.length > 0
    ? `${counted(others.length + 1, "cell")} cannot be read and will be left out. The first is ${cell}.`
    : `1 cell cannot be read and will be left out. ${cell}.`;
}
