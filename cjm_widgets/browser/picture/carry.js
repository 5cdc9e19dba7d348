/** Carrying a thing over a picture, in any direction. */

import { draggable } from "../lib/drag.js";

/**
 * @typedef {object} Place
 * @property {(x: number, y: number) => void} over  the finger or the mouse is here now, in the window, and the middle of the thing with it
 * @property {(x: number, y: number) => void} drop
 * @property {() => void} back  it was put back
 */

/**
 * @param {HTMLElement} thing
 * @param {Place} place
 */
export function carriable(thing, { over, drop, back }) {
  // it is carried by its middle, wherever it was taken hold of: it lands where one points
  /** @type {[x: number, y: number]} */ let aside = [0, 0];
  thing.addEventListener("pointerdown", ({ clientX, clientY }) => {
    if (thing.classList.contains("held")) return;
    const { left, top, width, height } = thing.getBoundingClientRect();
    aside = [clientX - left - width / 2, clientY - top - height / 2];
  });
  draggable(thing, {
    over({ x, y }, { clientX, clientY }) {
      thing.classList.add("held");
      thing.style.translate = `${x + aside[0]}px ${y + aside[1]}px`;
      over(clientX, clientY);
    },
    drop(_way, { clientX, clientY }) {
      putDown();
      drop(clientX, clientY);
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
