/** What stands around the items of a list, whatever it looks like. */

import { h, heading, icon, setText, uid } from "../lib/dom.js";
import { noneOf, withArticle } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */

/** The title, hint and error of a list. @param {Ctx} ctx @param {Field} field @param {string} path @param {HTMLElement | null} tool */
export function listHead(ctx, field, path, tool) {
  const id = field.title ? uid() : undefined;
  const title = field.title ? heading(ctx.level, { id, class: "cjm-list-title" }, field.title) : null;
  if (title && field.optional) title.append(h("span", { class: "cjm-optional" }, " (optional)"));
  const error = h("p", { class: "cjm-error", hidden: true });
  const row = title || tool ? h("div", { class: "cjm-list-row" }, title, tool) : null;
  const hint = field.hint ? h("p", { class: "cjm-hint" }, field.hint) : null;
  return {
    id,
    error,
    element: h("div", { class: "cjm-list-head" }, row, hint),
    update() {
      const say = ctx.errors.say(path);
      setText(error, say);
      error.hidden = !say;
    },
  };
}

/** "Add a touchpoint", or nothing where the list is fixed. @param {Field} field @param {() => void} add */
export function addButton(field, add) {
  if (field.fixed) return null;
  const words = `Add ${withArticle(field.noun ?? "item")}`;
  return h("button", { type: "button", class: "cjm-button cjm-quiet cjm-add", onclick: add }, icon("add"), words);
}

/** The sentence that stands where there are no items, with the way to where they are added. @param {Ctx} ctx @param {Field} field @param {string} path */
export function noneYet(ctx, field, path) {
  const element = h("p", { class: "cjm-none" }, noneOf(field.nouns ?? "items"));
  if (field.fixed && ctx.host.link) element.append(" ", h("a", { href: ctx.host.link(path) }, "Add them first"), ".");
  return { element, update: (/** @type {number} */ count) => void (element.hidden = count > 0) };
}
