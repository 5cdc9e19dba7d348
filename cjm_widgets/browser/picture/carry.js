/** Carrying a thing over a picture with a mouse, a pen or a finger. Escape puts it back; keys and buttons do the same. */

const A_DRAG_STARTS_AT = 4; // less is a tap

/**
 * @typedef {object} Carrier
 * @property {(x: number, y: number) => void} over  the middle of the thing is here now, in the window
 * @property {(x: number, y: number) => void} drop
 * @property {() => void} back  it was put back
 */

/**
 * @param {HTMLElement} thing
 * @param {Carrier} carrier
 */
export function carriable(thing, carrier) {
  /** @type {{x: number, y: number, toMiddle: [number, number], moved: boolean} | null} */
  let hold = null;

  thing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || hold) return;
    const { left, top, width, height } = thing.getBoundingClientRect();
    thing.setPointerCapture(event.pointerId);
    hold = {
      x: event.clientX,
      y: event.clientY,
      toMiddle: [left + width / 2 - event.clientX, top + height / 2 - event.clientY],
      moved: false,
    };
    document.addEventListener("keydown", escape, true);
    // also when the thing is taken away under somebody's hands: the document is told then
    document.addEventListener("lostpointercapture", putBack);
  });
  thing.addEventListener("pointermove", (event) => {
    if (!hold) return;
    const [right, down] = [event.clientX - hold.x, event.clientY - hold.y];
    if (!hold.moved && Math.hypot(right, down) < A_DRAG_STARTS_AT) return;
    hold.moved = true;
    thing.classList.add("held");
    thing.style.translate = `${right}px ${down}px`;
    carrier.over(event.clientX + hold.toMiddle[0], event.clientY + hold.toMiddle[1]);
  });
  thing.addEventListener("pointerup", (event) => {
    const dropped = hold;
    letGo();
    if (dropped?.moved) carrier.drop(event.clientX + dropped.toMiddle[0], event.clientY + dropped.toMiddle[1]);
  });
  function letGo() {
    hold = null;
    thing.classList.remove("held");
    thing.style.translate = "";
    document.removeEventListener("keydown", escape, true);
    document.removeEventListener("lostpointercapture", putBack);
  }

  function putBack() {
    if (!hold) return;
    letGo();
    carrier.back();
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    putBack();
  }
}
