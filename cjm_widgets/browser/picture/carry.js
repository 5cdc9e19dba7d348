/** Carrying a thing over a picture, in any direction. */

import { draggable } from "../lib/drag.js";

/**
 * @typedef {object} Place
 * @property {(x: number, y: number) => void} over  the middle of the thing is here now, in the window
 * @property {(x: number, y: number) => void} drop
 * @property {() => void} back  it was put back
 */

/**
 * @param {HTMLElement} thing
 * @param {Place} place
 */
export function carriable(thing, { over, drop, back }) {
  /** @type {[x: number, y: number]} */ let middle = [0, 0];
  thing.addEventListener("pointerdown", () => {
    if (thing.classList.contains("held")) return;
    const { left, top, width, height } = thing.getBoundingClientRect();
    middle = [left + width / 2, top + height / 2 + window.scrollY];
  });
  draggable(thing, {
    over({ x, y }) {
      thing.classList.add("held");
      thing.style.translate = `${x}px ${y}px`;
      over(middle[0] + x, middle[1] + y - window.scrollY);
    },
    drop({ x, y }) {
      putDown();
      drop(middle[0] + x, middle[1] + y - window.scrollY);
    },
    back() {
      putDown();
      back();
    },
  });

  function putDown() {
    thing.classList.remove("held");
    thing.style.translate = "";
  }
}
