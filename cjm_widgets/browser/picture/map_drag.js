/** Carrying steps, stages and cards over the map with a mouse or a pen. Keys and buttons do the same. */

import { draggable } from "../lib/drag.js";
import { thingAt } from "./map_moves.js";

/** @typedef {{step: string, after: boolean, at: number}} Place  step: above which one it is; after: behind its middle; at: how many cards stand before it there */

const NEAR = 48; // px from the edge, where what is carried makes the map scroll
const STRIDE = 14;

/**
 * @param {HTMLTableElement} table
 * @param {HTMLElement} scroll  in which it scrolls
 * @param {(item: string, place: Place) => void} dropped
 */
export function createDragging(table, scroll, dropped) {
  /** @type {WeakSet<HTMLElement>} */ const known = new WeakSet();
  table.addEventListener("pointerover", (event) => {
    const thing = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-item]"));
    if (event.pointerType === "touch" || !thing || known.has(thing)) return; // a finger scrolls
    known.add(thing);
    carry(thing);
  });

  /** @param {HTMLElement} thing */
  function carry(thing) {
    const end = () => {
      thing.classList.remove("held");
      thing.style.translate = "";
      for (const one of table.querySelectorAll("[data-drop]")) one.removeAttribute("data-drop");
      // letting go of it is no click on its words
      const hush = (/** @type {Event} */ event) => event.stopPropagation();
      thing.addEventListener("click", hush, true);
      setTimeout(() => thing.removeEventListener("click", hush, true));
    };
    thing.addEventListener("pointerdown", (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest("button, a, input, textarea")) event.stopImmediatePropagation(); // it is pressed
    });
    draggable(thing, {
      may: () => thing.querySelector(".pencil") !== null && thing.querySelector("[data-editing]") === null,
      over(way, { clientX, clientY }) {
        getSelection()?.removeAllRanges();
        const zoom = Number(getComputedStyle(table).zoom) || 1;
        thing.classList.add("held");
        thing.style.translate = `${way.x / zoom}px ${way.y / zoom}px`;
        const box = scroll.getBoundingClientRect();
        if (clientX > box.right - NEAR) scroll.scrollLeft += STRIDE;
        if (clientX < box.left + NEAR * 4) scroll.scrollLeft -= STRIDE;
        mark(thing, clientX, clientY);
      },
      drop(_, { clientX, clientY }) {
        const found = placeAt(thing, clientX, clientY);
        const item = thing.dataset.item ?? "";
        end();
        if (found && thing.isConnected) dropped(item, found.place);
      },
      back: end,
    });
  }

  /** The head of a column that something is carried over; it lies over itself all the way. @param {HTMLElement} thing @param {string} heads @param {number} x */
  function headAt(thing, heads, x) {
    return [...table.querySelectorAll(heads)].find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return one !== thing && left <= x && x < right;
    });
  }

  /** @param {HTMLElement} thing @param {number} x @param {number} y */
  function placeAt(thing, x, y) {
    const head = headAt(thing, "th.step", x);
    const step = head?.getAttribute("data-key") ?? "";
    const cell = thing.closest("tr")?.querySelector(`[data-key="${CSS.escape(step)}"]`) ?? head;
    if (!head || !cell) return undefined;
    const others = [...cell.querySelectorAll("[data-item]")].filter((one) => one !== thing);
    const middle = (/** @type {DOMRect} */ { top, bottom }) => (top + bottom) / 2;
    const at = others.filter((one) => middle(one.getBoundingClientRect()) < y).length;
    const { left, width } = head.getBoundingClientRect();
    return { place: { step, after: x > left + width / 2, at }, head, cell, others };
  }

  /** @param {HTMLElement} thing @param {number} x @param {number} y */
  function mark(thing, x, y) {
    for (const one of table.querySelectorAll("[data-drop]")) one.removeAttribute("data-drop");
    const found = placeAt(thing, x, y);
    if (!found) return;
    const { place, head, cell, others } = found;
    const { kind } = thingAt(thing.dataset.item ?? "");
    if (kind === "steps") head.setAttribute("data-drop", place.after ? "after" : "before");
    else if (kind === "stages") headAt(thing, "th.stage", x)?.setAttribute("data-drop", "in");
    else {
      cell.setAttribute("data-drop", "in");
      (others[place.at] ?? others.at(-1))?.setAttribute("data-drop", others[place.at] ? "above" : "below");
    }
  }
}
