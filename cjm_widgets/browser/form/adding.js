// "Add a team" where a team is chosen: its name, Enter, and it is there and chosen. A source is asked also what it is.
// Who leaves it in the middle, or the page, has named it: it is there and chosen all the same.

import { h, heard, uid } from "../lib/dom.js";
import { newId } from "../lib/ids.js";
import { join } from "../lib/paths.js";
import { asMeant } from "../lib/words.js";
import { isEmpty } from "./check.js";
import { neededIn } from "./places.js";
import { nounsOf, withArticle } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */

const LEAVING = ["cjm:leaving", "pagehide"];

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {(id: string) => void} choose
 * @returns {HTMLElement}
 */
export function adding(ctx, field, choose) {
  const words = `Add ${withArticle(nounsOf(field).noun)}`;
  const open = h("button", { type: "button", class: "cjm-plain", "aria-label": `${words}: ${field.title}` }, words);
  const element = h("div", { class: "cjm-adds" }, open);
  // made when it is asked for: a page has many such fields
  open.addEventListener("click", () => {
    const form = formOf(ctx, field, choose, (held) => {
      form.element.remove();
      open.hidden = false;
      if (held) open.focus();
    });
    open.hidden = true;
    element.append(form.element);
    form.focus();
  });
  return element;
}

/** What a new item is called, and what else it needs. @param {Ctx} ctx @param {Field} field @param {(id: string) => void} choose @param {(held: boolean) => void} closed held: it had the focus */
function formOf(ctx, field, choose, closed) {
  const list = field.to ?? "";
  const { noun } = nounsOf(field);
  const needed = neededIn(ctx.spec, list);
  const input = h("input", { type: "text", class: "cjm-input", id: uid(), maxlength: 200, dir: "auto" });
  const picker = h("select", { class: "cjm-input cjm-select", id: uid() }, h("option", { value: "" }, "Choose…"),
    ...(needed?.choices ?? []).map(([value, words]) => h("option", { value }, words)));
  const keep = h("button", { type: "button", class: "cjm-button cjm-quiet" }, "Add", heard(` the ${noun}`));
  const leave = h("button", { type: "button", class: "cjm-plain" }, "Cancel");
  const asked = needed ? [h("label", { class: "cjm-label", for: picker.id }, needed.title), picker] : [];
  const element = h("div", { class: "cjm-adding" },
    h("label", { class: "cjm-label", for: input.id }, `What is the ${noun} called?`), input, ...asked, keep, leave);

  const named = () => input.value.trim() !== "";
  const isHeld = () => element.contains(ctx.active());

  /** Once: what is left with the page is not added a second time when the focus goes. */
  function close() {
    for (const event of LEAVING) window.removeEventListener(event, left, true);
    element.removeEventListener("focusout", outside);
    closed(isHeld());
  }

  const left = () => void (element.isConnected && named() && add());
  // where the focus goes is known only after this event
  const outside = () => setTimeout(() => isHeld() || left());

  function add() {
    const name = input.value.trim();
    if (!name) return input.focus();
    const there = (ctx.value(list) ?? []).find((/** @type {import("./types.js").Item} */ item) => asMeant(String(item.name ?? "")) === asMeant(name));
    const id = there?.id ?? newId();
    const kind = picker.value || null;
    close();
    if (!there) ctx.edit(join(list, id), { id, name, ...(needed ? { [needed.name]: kind } : {}) });
    else if (needed && kind && isEmpty(there[needed.name])) ctx.edit(join(list, id, needed.name), kind);
    choose(id);
    const unfinished = needed && isEmpty(ctx.value(join(list, id, needed.name)));
    const said = `“${name}” ${there ? "was on the list already" : "is on the list now"}, and is chosen.`;
    ctx.announce(unfinished ? `${said} “${needed.title}” is not answered yet.` : said);
  }

  // before the page sends what it holds
  for (const event of LEAVING) window.addEventListener(event, left, true);
  element.addEventListener("focusout", outside);
  // a label or a button takes no focus from what is being typed: "Cancel" comes before "left"
  element.addEventListener("mousedown", (event) => {
    if (event.target !== input && event.target !== picker) event.preventDefault();
  });
  leave.addEventListener("click", close);
  keep.addEventListener("click", add);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") close();
    else if (needed && !picker.value && named()) picker.focus();
    else add();
  });
  return { element, focus: () => input.focus() };
}
