/** The line that stands where something was removed, until the next thing is done to the list. */

import { h, setText } from "../lib/dom.js";
import { join } from "../lib/paths.js";
import { listed } from "../lib/words.js";

const MOST_NAMED = 5;

/** @typedef {import("./list.js").Removed} Removed */

/**
 * @param {"li" | "div"} tag
 * @param {import("./types.js").Ctx} ctx
 * @param {import("./list.js").List} list
 * @param {{ put: (element: HTMLElement, id: string) => void, drop: (id: string) => void, back: (id: string) => void }} told
 *   put: the line goes where the item stands. drop: the item's element goes. back: the item is there again.
 */
export function undoLine(tag, ctx, list, told) {
  const words = h("span", {});
  const button = h("button", { type: "button", class: "cjm-plain" }, "Undo");
  const element = h(tag, { class: "cjm-undo" }, words, " ", button);
  /** @type {Removed | null} */ let removed = null;
  let place = 0;
  let held = false;
  const hide = () => {
    removed = null;
    held = false;
    element.remove();
  };
  button.addEventListener("click", () => {
    const was = removed;
    if (!was) return;
    hide();
    ctx.host.undo(was.step);
    ctx.changed();
    told.back(was.id);
  });
  return {
    element,
    shown: () => removed !== null || held,
    /** Among which items it stands. */
    place: () => place,
    /** Removes an item, and stands in its place; above it, and says why, where it is still chosen elsewhere. @param {string} id */
    remove(id) {
      const was = list.before(id);
      const uses = list.uses(id);
      const more = uses.length > MOST_NAMED ? [...uses.slice(0, MOST_NAMED - 1), `${uses.length - MOST_NAMED + 1} more`] : uses;
      place = list.ids().indexOf(id);
      held = uses.length > 0;
      button.hidden = held;
      if (held) {
        removed = null;
        words.textContent = `“${was.name}” is chosen at ${listed(more)}. Choose something else there first; then it can be removed.`;
        told.put(element, id);
        ctx.announce(words.textContent);
        return;
      }
      removed = was;
      words.textContent = `Removed “${was.name}”.`;
      button.setAttribute("aria-label", `Undo: put “${was.name}” back`);
      told.put(element, id);
      button.focus();
      told.drop(id);
      ctx.errors.drop(join(list.path, id));
      list.remove(was);
      ctx.changed();
      ctx.announce(`Removed “${was.name}”. You can undo this now.`);
    },
    /** Somebody else has put the item back: there is nothing to undo. @param {string[]} ids of the items there are */
    settle(ids) {
      if (!removed || !ids.includes(removed.id)) return;
      if (document.activeElement !== button) hide();
      else setText(words, `“${removed.name}” is still here.`); // the button stays under the finger
    },
    hide,
  };
}
