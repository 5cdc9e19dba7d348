/**
 * Paper: while the browser prints, only what was laid out for it stands on the page. Sizes of the sheets stand in
 * paper.css, one named page for each kind.
 */

import { h } from "../lib/dom.js";
import { onPrint } from "../lib/print.js";

/**
 * Lays something out for paper; nothing else is printed until it is taken away.
 * @param {string} kind  "a3", "a3-pages", "a4", "qia-a3", "qia-a4", "sheet-a3", "sheet-a4", "walk", "text", "questions" or "cards"
 * @param {string} classes
 * @param {...Node} content
 */
export function layOut(kind, classes, ...content) {
  document.querySelector(".cjm-paper")?.remove();
  const element = h("div", { class: `cjm cjm-picture cjm-paper ${classes}`, "data-paper": kind }, ...content);
  document.body.append(element);
  document.documentElement.dataset.cjmPaper = kind;
  return {
    element,
    remove() {
      element.remove();
      delete document.documentElement.dataset.cjmPaper;
    },
  };
}

/**
 * Lays something out whenever this page is printed.
 * @param {() => ReturnType<typeof layOut> | null} lay  null: the page is printed as it stands
 * @returns {() => void}  stops it
 */
export function layOnPrint(lay) {
  /** @type {ReturnType<typeof layOut> | null} */ let laid = null;
  const turn = (/** @type {boolean} */ starts) => {
    laid?.remove();
    laid = starts ? lay() : null;
  };
  const forget = onPrint(turn);
  return () => {
    turn(false);
    forget();
  };
}
