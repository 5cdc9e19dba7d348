/** Moving an item of a list by its handle. Buttons do the same for the keyboard. */

import { h } from "../lib/dom.js";
import { draggable } from "../lib/drag.js";

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
 * @param {() => Element[]} siblings all items of the list in their order, `element` among them
 * @param {(at: number) => void} dropped told how many of the other items now stand before this one
 */
export function sortable(handle, element, siblings, dropped) {
  const line = h("div", { class: "cjm-drop", "aria-hidden": "true" });
  const others = () => siblings().filter((one) => one !== element);
  let at = 0;
  /** @type {HTMLElement | null} */ let carried = null;
  handle.addEventListener("pointerdown", (event) => event.preventDefault()); // or the text around would be selected
  draggable(handle, {
    may: () => others().length > 0,
    over(way, event) {
      carried ??= boxOf(element);
      carried.classList.add("cjm-dragged");
      // beside the list's items, not among them: a list may hold nothing else
      if (!line.isConnected) element.closest(".cjm-list")?.append(line);
      carried.style.transform = `translateY(${way.y}px)`;
      at = place(event.clientY);
    },
    drop() {
      end();
      if (element.isConnected && at !== siblings().indexOf(element)) dropped(at);
    },
    back: end,
  }, { upright: true });

  /** @param {number} y */
  function place(y) {
    const boxes = others().map((one) => boxOf(one).getBoundingClientRect());
    const before = dropIndex(y, boxes);
    const top = line.parentElement?.getBoundingClientRect().top ?? 0;
    const edge = before === 0 ? boxes[0].top - 5 : (boxes[before - 1].bottom + Math.max(boxes[before - 1].bottom, boxes[before]?.top ?? 0)) / 2;
    line.style.top = `${edge - top}px`;
    return before;
  }

  function end() {
    carried?.classList.remove("cjm-dragged");
    if (carried) carried.style.transform = "";
    carried = null;
    line.remove();
  }
}

/** What is seen of an item: its line where it has no box itself, since its card stands elsewhere. @param {Element} item @returns {HTMLElement} */
function boxOf(item) {
  const own = item.getClientRects().length > 0 ? item : item.querySelector(".cjm-head");
  return /** @type {HTMLElement} */ (own ?? item);
}
