// Taking hold of a thing with a mouse, a pen or a finger. Escape puts it back. Keys and buttons must do the same.

const STARTS_AFTER = 4; // px; less is a press, not a drag

/** @typedef {{ x: number, y: number }} Way px since it was taken hold of */
/**
 * @typedef {object} Carrier
 * @property {() => boolean} [may] whether it can be taken now
 * @property {(way: Way, event: PointerEvent) => void} over it is carried
 * @property {(way: Way, event: PointerEvent) => void} drop
 * @property {() => void} [back] it was put back: nothing is to change
 */

/**
 * Makes a thing draggable.
 * @param {HTMLElement} handle what is taken hold of
 * @param {Carrier} carrier
 * @param {{ upright?: boolean }} [how] upright: only what it is carried up or down counts
 */
export function draggable(handle, { may = () => true, over, drop, back }, { upright = false } = {}) {
  /** @type {{ x: number, y: number, moved: boolean } | null} */
  let hold = null;

  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || hold || !may()) return;
    handle.setPointerCapture(event.pointerId);
    hold = { x: event.clientX, y: event.clientY + window.scrollY, moved: false };
    document.addEventListener("keydown", escape, true);
    // also when the thing is taken away under somebody's hands: the document is told then
    document.addEventListener("lostpointercapture", putBack);
  });
  handle.addEventListener("pointermove", (event) => {
    if (!hold) return;
    const way = carriedBy(hold, event);
    if (!hold.moved && (upright ? Math.abs(way.y) : Math.hypot(way.x, way.y)) < STARTS_AFTER) return;
    hold.moved = true;
    over(way, event);
  });
  handle.addEventListener("pointerup", (event) => {
    const dropped = hold;
    letGo();
    if (dropped?.moved) drop(carriedBy(dropped, event), event);
  });

  function letGo() {
    hold = null;
    document.removeEventListener("keydown", escape, true);
    document.removeEventListener("lostpointercapture", putBack);
  }

  function putBack() {
    const moved = hold?.moved;
    letGo();
    if (moved) back?.();
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    putBack();
  }
}

/** @param {{ x: number, y: number }} from @param {PointerEvent} event @returns {Way} */
function carriedBy(from, event) {
  return { x: event.clientX - from.x, y: event.clientY + window.scrollY - from.y };
}
