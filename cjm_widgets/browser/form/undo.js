/** The line that stands where something was removed, until the next thing is done to the list. */

import { h, setText } from "../lib/dom.js";

/** @typedef {import("./list.js").Removed} Removed */

/**
 * @param {"li" | "div"} tag
 * @param {(removed: Removed) => void} undone puts the item back
 */
export function undoLine(tag, undone) {
  const words = h("span", {});
  const button = h("button", { type: "button", class: "cjm-plain" }, "Undo");
  const element = h(tag, { class: "cjm-undo" }, words, " ", button);
  /** @type {Removed | null} */ let removed = null;
  let place = 0;
  button.addEventListener("click", () => {
    const was = removed;
    removed = null;
    if (was) undone(was);
  });
  return {
    element,
    shown: () => removed !== null,
    /** Among which items it stands. */
    place: () => place,
    button,
    /** @param {Removed} was @param {number} at */
    show(was, at) {
      removed = was;
      place = at;
      words.textContent = `Removed “${was.name}”.`;
      button.setAttribute("aria-label", `Undo: put “${was.name}” back`);
    },
    /** Somebody else has put the item back: there is nothing to undo. @param {string[]} ids of the items there are */
    settle(ids) {
      if (!removed || !ids.includes(removed.id)) return;
      if (document.activeElement !== button) this.hide();
      else setText(words, `“${removed.name}” is still here.`); // the button stays under the finger
    },
    hide() {
      removed = null;
      element.remove();
    },
  };
}
