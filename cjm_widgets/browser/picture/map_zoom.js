/**
 * How large the map is drawn: as large as one chose, or as fits the width.
 *
 * @typedef {"fit" | number} Zoom
 */

import { h, setText } from "../lib/dom.js";
import { button, setAble } from "./board.js";

const SIZES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5];
const SMALLEST = 0.3; // what is smaller than this is no text any more
const HEADS = 152; // px, as map_screen.css has them
const COLUMN = 144;
const CLOSE = 0.005;

/**
 * How large a map is drawn so that all its columns are seen, never larger than life.
 * @param {number} room  px
 * @param {number} columns
 */
export function fitting(room, columns) {
  return Math.max(SMALLEST, Math.min(1, room / (HEADS + Math.max(1, columns) * COLUMN)));
}

/**
 * The next size up or down; the same where there is none.
 * @param {number} now
 * @param {1 | -1} way
 */
export function nextSize(now, way) {
  const further = SIZES.filter((size) => (size - now) * way > CLOSE);
  return (way > 0 ? further[0] : further.at(-1)) ?? now;
}

/** @param {unknown} kept @returns {Zoom} */
export function zoomOf(kept) {
  return kept === "fit" || SIZES.includes(/** @type {number} */ (kept)) ? /** @type {Zoom} */ (kept) : 1;
}

/**
 * The buttons that choose it.
 * @param {{zoom: Zoom}} choice  is changed as people choose
 * @param {() => void} changed
 */
export function createZoom(choice, changed) {
  let size = 1;
  const said = h("span", { class: "unseen", role: "status" });
  const called = (/** @type {string} */ name) => ({ "aria-label": name, title: name });
  const smaller = button("−", () => choose(nextSize(size, -1)), called("Smaller"));
  const fit = button("Fit", () => choose(choice.zoom === "fit" ? 1 : "fit"), called("Fit to the width"));
  const larger = button("+", () => choose(nextSize(size, 1)), called("Larger"));
  const element = h("div", { class: "zoom", role: "group", "aria-label": "Size of the map" }, smaller, fit, larger, said);

  /** @param {Zoom} zoom */
  function choose(zoom) {
    choice.zoom = zoom;
    changed();
    setText(said, `${Math.round(size * 100)} %`);
  }

  return {
    element,
    /**
     * How large the map is drawn now.
     * @param {number} room  px
     * @param {number} columns
     */
    size(room, columns) {
      size = choice.zoom === "fit" ? fitting(room, columns) : choice.zoom;
      fit.setAttribute("aria-pressed", String(choice.zoom === "fit"));
      setAble(smaller, nextSize(size, -1) !== size);
      setAble(larger, nextSize(size, 1) !== size);
      fit.title = `Fit to the width (now ${Math.round(size * 100)} %)`;
      return size;
    },
  };
}
