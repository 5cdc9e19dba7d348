/** What pictures that people arrange have in common: buttons, and the same content as a table. */

import { h } from "../lib/dom.js";

/**
 * @param {string} words
 * @param {() => void} act
 * @param {Record<string, unknown>} [attributes]
 */
export function button(words, act, attributes = {}) {
  const element = h("button", { type: "button", class: "small", ...attributes }, words);
  // a button that has nothing to do keeps the focus of the person who pressed it last
  element.addEventListener("click", () => element.getAttribute("aria-disabled") === "true" || act());
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {boolean} able
 */
export function setAble(element, able) {
  element.setAttribute("aria-disabled", String(!able));
}

/**
 * A folded table that stays open or shut, and keeps its scroll, while its rows change.
 * @param {string} caption
 * @param {string[]} heads
 * @param {string} [words]  that open it
 */
export function createTable(caption, heads, words = "Show as a table") {
  const body = h("tbody");
  const head = h("tr", {}, ...heads.map((words) => h("th", { scope: "col" }, words)));
  const table = h("table", { class: "cjm-figures" }, h("caption", {}, caption), h("thead", {}, head), body);
  const region = h("div", { class: "cjm-scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
  const element = h("details", { class: "cjm-table" }, h("summary", {}, words), region);
  let drawn = "";
  return {
    element,
    /** @param {string[][]} rows  the first cell names the row */
    update(rows) {
      const key = JSON.stringify(rows);
      element.hidden = rows.length === 0;
      if (key === drawn) return;
      drawn = key;
      body.replaceChildren(
        ...rows.map(([name, ...cells]) =>
          h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((words) => h("td", {}, words))),
        ),
      );
    },
  };
}
