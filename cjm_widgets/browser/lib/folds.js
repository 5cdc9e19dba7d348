// What is folded in a list that is drawn anew: what somebody opened stays open, and paper shows all of it.

import { h } from "./dom.js";
import { onPrint } from "./print.js";

/** @param {HTMLElement} list in which they stand */
export function createFolds(list) {
  /** @type {Set<string>} ids of those that somebody opened */
  const open = new Set();
  const forget = onPrint((starts) => {
    for (const one of list.querySelectorAll("details")) one.open = starts || open.has(one.dataset.id ?? "");
  });
  return {
    /** @param {string} id @param {HTMLElement} summary @param {HTMLElement[]} content */
    folded(id, summary, ...content) {
      const element = h("details", { "data-id": id }, summary, ...content);
      element.open = open.has(id);
      // not by its toggle, which also tells of paper, and late
      summary.addEventListener("click", () => open[element.open ? "delete" : "add"](id));
      return element;
    },
    forget,
  };
}
