/** "Add a team" where a team is chosen: its name, Enter, and it is there and chosen. */

import { h, heard, uid } from "../lib/dom.js";
import { newId } from "../lib/ids.js";
import { join } from "../lib/paths.js";
import { nounsOf, withArticle } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */

/** Names that mean the same to people. @param {string} one @param {string} other */
function alike(one, other) {
  const plain = (/** @type {string} */ text) => text.trim().replace(/\s+/g, " ").toLowerCase();
  return plain(one) === plain(other);
}

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {(id: string) => void} choose
 * @returns {HTMLElement}
 */
export function adding(ctx, field, choose) {
  const list = field.to ?? "";
  const { noun } = nounsOf(field);
  const words = `Add ${withArticle(noun)}`;
  const input = h("input", { type: "text", class: "cjm-input", id: uid(), maxlength: 200, dir: "auto" });
  const asks = { type: "button" };
  const open = h("button", { ...asks, class: "cjm-plain", "aria-label": `${words}: ${field.title}` }, words);
  const keep = h("button", { ...asks, class: "cjm-button cjm-quiet" }, "Add", heard(` the ${noun}`));
  const leave = h("button", { ...asks, class: "cjm-plain" }, "Cancel");
  const form = h("div", { class: "cjm-adding", hidden: true },
    h("label", { class: "cjm-label", for: input.id }, `What is the ${noun} called?`), input, keep, leave);

  /** @param {boolean} shown */
  function show(shown) {
    form.hidden = !shown;
    open.hidden = shown;
    (shown ? input : open).focus();
    if (!shown) input.value = "";
  }

  function add() {
    const name = input.value.trim();
    if (!name) return input.focus();
    const there = (ctx.value(list) ?? []).find((/** @type {import("./types.js").Item} */ item) => alike(String(item.name ?? ""), name));
    const id = there?.id ?? newId();
    show(false);
    if (!there) ctx.edit(join(list, id), { id, name });
    choose(id);
    ctx.announce(there ? `“${name}” was on the list already, and is chosen.` : `“${name}” is on the list now, and is chosen.`);
  }

  open.addEventListener("click", () => show(true));
  leave.addEventListener("click", () => show(false));
  keep.addEventListener("click", add);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") add();
    else show(false);
  });
  return h("div", { class: "cjm-adds" }, open, form);
}
