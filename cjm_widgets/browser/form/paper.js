/** A form on paper: each answer in words of which none are cut off; what nobody has answered is left out. */

import { h } from "../lib/dom.js";
import { onPrint } from "../lib/print.js";

/**
 * @param {HTMLElement} root the form
 * @returns {() => void} stop it
 */
export function onPaper(root) {
  return onPrint((starts) => {
    for (const words of root.querySelectorAll(".cjm-in-words")) words.remove();
    for (const field of root.querySelectorAll("[data-unanswered]")) field.removeAttribute("data-unanswered");
    if (!starts) return;
    for (const input of root.querySelectorAll(".cjm-input")) input.after(h("p", { class: "cjm-in-words", dir: "auto" }, wordsIn(input)));
    // what holds others comes after them, so that it is left out where all of it is
    for (const field of [...root.querySelectorAll(".cjm-field, .cjm-group, .cjm-more")].reverse()) {
      field.toggleAttribute("data-unanswered", !isAnswered(field));
    }
  }, "last");
}

/** What a control that is typed into or opened says; "" for nothing. @param {any} input @returns {string} */
function wordsIn(input) {
  if (!(input instanceof HTMLSelectElement)) return input.value.trim();
  return input.value ? (input.selectedOptions[0]?.textContent ?? "") : "";
}

/** @param {Element} field */
function isAnswered(field) {
  const inner = [...field.querySelectorAll(".cjm-field")];
  if (!field.matches(".cjm-field") || (inner.length && !field.matches(".cjm-kind-quantity"))) {
    return inner.some((one) => !one.hasAttribute("data-unanswered"));
  }
  if (field.querySelector(":checked:not(option)")) return true;
  const first = field.querySelector(".cjm-in-words");
  return first ? first.textContent !== "" : !field.querySelector("input");
}
