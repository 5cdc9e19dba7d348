// A dialog over the page: the browser keeps the focus in it, closes it with Escape and gives the focus back.

import { h, icon, uid } from "./dom.js";

/**
 * @param {HTMLElement} root  where it stands in the page
 * @param {string} title
 * @param {string} look  its class
 * @param {HTMLElement[]} content
 */
export function createDialog(root, title, look, content) {
  const name = uid();
  const close = h("button", { type: "button", class: "cjm-dialog-close", "aria-label": "Close", onclick: () => element.close() }, icon("remove"));
  const element = h("dialog", { class: `cjm-dialog ${look}`, "aria-labelledby": name }, [h("div", { class: "cjm-dialog-head" }, h("h2", { id: name }, title), close), ...content]);
  // a press beside it; what begins within, such as choosing letters, ends where it may
  element.addEventListener("pointerdown", (event) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (event.target === element && !inside) element.close();
  });
  root.append(element);
  return element;
}
