// Nobody's hands are disturbed: who stands on something stays on it while it is drawn anew or moved.

/**
 * While a part is drawn anew: the element that stands for the same thing takes the focus.
 * @param {Element} box
 * @param {string} name of the attribute that tells the things apart, such as "data-id"
 * @param {() => void} draw
 */
export function keepFocus(box, name, draw) {
  const focused = document.activeElement;
  const key = focused && box.contains(focused) ? focused.getAttribute(name) : null;
  const tag = focused?.localName;
  draw();
  if (key !== null) /** @type {HTMLElement | null} */ (box.querySelector(`${tag}[${name}="${CSS.escape(key)}"]`))?.focus({ preventScroll: true });
}

/** While elements change places in the page, which takes the focus from one that is moved. @param {() => void} move */
export function holdFocus(move) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  move();
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}
