/** An item that somebody else removed while a person here is in the middle of it. */

import { h, setText } from "../lib/dom.js";
import { join } from "../lib/paths.js";
import { valueAt } from "../lib/journey.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Value} Value */
/** @typedef {{item: any, order: string[]}} Was what the item held, and the order of the list that it stood in */

/**
 * Keeps an item as it was until the person leaves it. What they type into it meanwhile brings the whole item
 * back, not only those words.
 * @param {Ctx} ctx
 * @param {import("./list.js").List} list
 * @param {string} id
 */
export function keptItem(ctx, list, id) {
  const path = join(list.path, id);
  const note = h("p", { class: "cjm-note cjm-gone", hidden: true });
  /** @type {Was | null} */
  let was = null;

  return {
    note,
    isGone: () => was !== null,
    /** @param {Was | null} held null if the item stands (again) */
    set(held) {
      was = held;
      const say = `Somebody else has removed this ${list.noun}. If you go on typing here, it comes back.`;
      setText(note, held ? say : "");
      note.hidden = held === null;
      if (held) ctx.announce(say);
    },
    /** Says when the focus leaves it. @param {HTMLElement} element @param {(id: string) => void} left */
    until(element, left) {
      // where the focus goes is known only after this event
      const look = () => was !== null && !element.contains(ctx.active()) && left(id);
      element.addEventListener("focusout", () => setTimeout(look));
    },
    /** What the item's own fields are given in place of the form's. @type {Partial<Ctx>} */
    inner: {
      value(to) {
        if (was === null || !(to === path || to.startsWith(`${path}/`))) return ctx.value(to);
        return to === path ? was.item : valueAt(was.item, to.slice(path.length + 1));
      },
      edit(to, next) {
        if (was) list.restore({ id, ...was });
        ctx.edit(to, next);
      },
    },
  };
}
