// The dialog "Find": type, and go to what is found, on this page or on another.

import { createDialog } from "../lib/dialog.js";
import { h, setText } from "../lib/dom.js";
import { found } from "./finding.js";

/** @typedef {import("./finding.js").Place} Place @typedef {import("./finding.js").Found} Found */

const SHOWN = 30;
export const AT = "#at=";

/**
 * @param {HTMLElement} root
 * @param {{ value: (path: string) => any, item: (path: string) => string, file: string, link: (file: string) => string,
 *           show: (path: string) => void, leave: (address: string) => void, shortcuts: () => void }} host
 *   show: brings a place of this page into view. leave: goes to another page when all is saved
 */
export function createFinder(root, host) {
  const input = h("input", { type: "search", id: "cjm-find", autocomplete: "off", spellcheck: "false", "aria-describedby": "cjm-find-count" });
  const count = h("p", { id: "cjm-find-count", class: "soft", role: "status" });
  const list = h("ol", { class: "cjm-found" });
  const keys = h("button", { type: "button", class: "cjm-link", onclick: () => (element.close(), host.shortcuts()) }, "Shortcuts");
  const element = createDialog(root, "Find on this map", "cjm-finder", [h("label", { class: "unseen", for: "cjm-find" }, "Words, in any field of any page"), input, count, list, h("p", {}, keys)]);
  /** @type {Place[]} */ let places = [];
  const button = h("button", { type: "button", class: "cjm-bar-button cjm-find-button", "aria-keyshortcuts": "/ Control+K", onclick: open }, "Find");

  input.addEventListener("input", draw);
  element.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {any} */ (document.activeElement));
    if (event.key === "Enter" && document.activeElement === input && !event.isComposing) links[0]?.click();
    else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === input)) links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else return;
    event.preventDefault();
  });

  async function open() {
    element.showModal();
    input.focus();
    input.select();
    draw();
    if (places.length) return;
    try {
      places = await (await fetch(document.body.dataset.places ?? "")).json();
      draw();
    } catch {
      setText(count, "The connection is lost: search again when it is back.");
    }
  }

  function draw() {
    const all = found(input.value, places, host);
    list.replaceChildren(...all.slice(0, SHOWN).map(row));
    const more = all.length > SHOWN ? `, the first ${SHOWN} are shown: type more to find less` : "";
    setText(count, input.value.trim() ? `${all.length ? all.length : "Nothing"} found${more}` : "");
  }

  /** @param {Found} one */
  function row(one) {
    const href = `${host.link(one.file)}${one.path && AT + encodeURIComponent(one.path)}`;
    const where = [...new Set([one.item, one.field, one.path && one.page])].filter((words) => words && words !== one.text).join(" · ");
    const link = h("a", { href }, h("b", {}, one.text), h("small", {}, where || "Page"));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      element.close();
      if (one.file !== host.file) host.leave(href);
      else if (one.path) host.show(one.path);
    });
    return h("li", {}, link);
  }

  return {
    button,
    open,
    destroy() {
      element.remove();
      button.remove();
    },
  };
}
