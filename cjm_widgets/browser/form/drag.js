/** Moving an item of a list by its handle, with a mouse, a pen or a finger. Buttons do the same for the keyboard. */

import { h } from "../lib/dom.js";

const STARTS_AFTER_PX = 4; // less is a press, not a drag

/**
 * Where an item would drop.
 * @param {number} y the pointer's height in the window
 * @param {{top: number, bottom: number}[]} boxes of the other items, from top to bottom
 * @returns {number} how many of them stand before it
 */
export function dropIndex(y, boxes) {
  return boxes.filter((box) => (box.top + box.bottom) / 2 < y).length;
}

/**
 * Make an item movable by its handle.
 * @param {HTMLElement} handle
 * @param {HTMLElement} element the item
 * @param {() => HTMLElement[]} siblings all items of the list in their order, `element` among them
 * @param {(at: number) => void} dropped told how many of the other items now stand before this one
 */
export function draggable(handle, element, siblings, dropped) {
  let start = null;
  const line = h("div", { class: "cjm-drop", "aria-hidden": "true" });

  const others = () => siblings().filter((one) => one !== element);

  function place(y) {
    const rest = others();
    const boxes = rest.map((one) => one.getBoundingClientRect());
    const at = dropIndex(y, boxes);
    const top = line.parentElement.getBoundingClientRect().top;
    const edge = at === 0 ? boxes[0].top : boxes[at - 1].bottom;
    const next = boxes[at]?.top ?? edge;
    line.style.top = `${(at === 0 ? edge - 5 : (edge + Math.max(edge, next)) / 2) - top}px`;
    return at;
  }

  function moved(event) {
    if (!element.isConnected) return end();
    const by = event.clientY + window.scrollY - start.y;
    if (!start.dragging && Math.abs(by) < STARTS_AFTER_PX) return undefined;
    if (!start.dragging) {
      start.dragging = true;
      element.classList.add("cjm-dragged");
      // beside the list's items, not among them: a list may hold nothing else
      element.parentElement.parentElement.append(line);
    }
    element.style.transform = `translateY(${by}px)`;
    start.at = place(event.clientY);
    return undefined;
  }

  function end() {
    element.classList.remove("cjm-dragged");
    element.style.transform = "";
    line.remove();
    start = null;
    window.removeEventListener("keydown", escaped, true);
  }

  function escaped(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }

  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || start || others().length === 0) return;
    event.preventDefault(); // or the text around would be selected
    handle.setPointerCapture(event.pointerId);
    const at = siblings().indexOf(element);
    start = { y: event.clientY + window.scrollY, dragging: false, from: at, at };
    window.addEventListener("keydown", escaped, true);
  });
  handle.addEventListener("pointermove", (event) => start && moved(event));
  handle.addEventListener("pointerup", () => {
    if (!start) return;
    const { dragging, from, at } = start;
    end();
    if (dragging && at !== from && element.isConnected) dropped(at);
  });
  handle.addEventListener("pointercancel", () => start && end());
}
