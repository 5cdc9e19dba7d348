/** One item of a list: a card, a card whose details open, or a row. */

import { h, heading as headingOf, icon, setAttributes, setText, uid } from "../lib/dom.js";
import { foldedIn } from "./check.js";
import { fieldsTogether } from "./fields.js";
import { join } from "../lib/paths.js";
import { capital, numberIn, numbered } from "../lib/words.js";
import { itemFoot } from "./itemfoot.js";
import { sortable } from "./sort.js";
import { keptItem } from "./gone.js";
import { shortWords } from "./short.js";
import { unnamed, withArticle } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./list.js").List} List */
/** @typedef {import("./types.js").Control} Control */

/**
 * Whether a row is asked one thing only, so that the item's name is the label of its answer. The title of the list
 * says what is asked.
 * @param {Field} field a list
 */
export function namesItsRow(field) {
  const [only, ...others] = field.fields ?? [];
  const alone = only !== undefined && others.length === 0 && !["group", "quantity", "items"].includes(only.kind);
  return field.layout === "rows" && field.fixed === true && alone;
}

/** Puts the name of an item before the question, as the label of its one answer. @param {HTMLElement} body @param {HTMLElement} name */
function nameAnswer(body, name) {
  const frame = body.querySelector(".cjm-field");
  const label = frame?.querySelector("legend, label.cjm-label");
  const target = frame?.matches("fieldset") ? frame : frame?.querySelector("input, select, textarea");
  if (!frame || !label || !target) return;
  for (const one of [name, label]) one.id ||= uid();
  frame.classList.add("cjm-hush");
  target.setAttribute("aria-labelledby", `${name.id} ${label.id}`);
}

/**
 * @param {Ctx} ctx
 * @param {Field} field the list's field
 * @param {import("./list.js").List} list
 * @param {string} id
 * @param {{look: "card" | "disclosure" | "row", open: boolean, remove(id: string): void, left(id: string): void,
 *   siblings(): Element[], opened(id: string): void, insert?: (id: string) => void, copy(id: string): void,
 *   go(id: string): void}} options
 *   left: the focus has left an item that somebody else removed. siblings: all items, for dragging.
 *   opened: its card was opened. insert: a line for a new item below it. go: to the next item, or to where one is added.
 */
export function itemOf(ctx, field, list, id, { look, open, remove, left, siblings, opened, insert, copy, go }) {
  const path = join(list.path, id);
  const ids = { head: uid(), body: uid() };
  const nth = h("span", { class: "cjm-item-nth" });
  const name = h("span", { class: "cjm-item-name", dir: "auto" });
  const words = h("span", { class: "cjm-item-words" }, nth, " ", name);
  const flag = h("span", { class: "cjm-chip", hidden: true }, "Needs attention");
  const short = h("span", { class: "cjm-item-short", dir: "auto" });
  const group = h("p", { class: "cjm-item-group", hidden: true });
  const kept = keptItem(ctx, list, id);
  const body = h("div", { class: "cjm-body", id: ids.body });
  const toggle = h(
    "button",
    { type: "button", class: "cjm-toggle", "aria-expanded": "false", "aria-controls": ids.body, id: ids.head },
    icon("open"),
    look === "disclosure" ? words : null,
    look === "disclosure" ? short : null,
  );
  toggle.addEventListener("click", () => setOpen(!isOpen, true));
  const tools = toolsOf(field, list, id, remove);
  const grip = { class: "cjm-handle", "aria-hidden": "true", title: "Drag to move" };
  const handle = field.fixed ? null : h("span", grip, icon("handle"));
  const heading = headingOf(ctx.level, { class: "cjm-heading" }, look === "disclosure" ? toggle : words);
  if (look !== "disclosure") heading.id = ids.head;

  const folded = foldedIn(field);
  const named = look === "row" && namesItsRow(field);
  /** @type {HTMLElement} */ let element;
  if (look === "row") {
    heading.classList.toggle("cjm-heard", !named);
    nth.hidden = named;
    const kind = named ? "cjm-named" : folded.length > 0 ? "cjm-roomy" : "";
    const parts = [heading, handle, body, tools.element, kept.note];
    element = h("li", { class: `cjm-item cjm-line ${kind}`, "aria-labelledby": ids.head }, ...parts);
  } else {
    const head = h("div", { class: "cjm-head" }, handle, heading, flag, tools.element);
    const between = look === "disclosure" && insert
      ? h("button", { type: "button", class: "cjm-insert", tabindex: -1, "aria-hidden": "true", title: `Insert ${withArticle(list.noun)} here`, onclick: () => insert(id) }, icon("add"))
      : null;
    head.append(between ?? "");
    element = h("li", { class: `cjm-item cjm-card cjm-${look}` }, group, head, kept.note, body);
  }
  element.dataset.item = path;
  const dropped = (/** @type {number} */ at) => list.move(id, list.ids().filter((/** @type {string} */ one) => one !== id)[at - 1] ?? "");
  if (handle) sortable(handle, element, siblings, dropped);
  const foot = look === "disclosure" ? itemFoot(field, list, id, { insert, copy, go }) : null;
  element.addEventListener("keydown", keyed);

  /** @type {Control | undefined} */ let fields;
  let isOpen = false;
  const inner = { ...ctx, ...kept.inner, level: ctx.level + 1 };

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    if (event.defaultPrevented || event.isComposing || kept.isGone()) return;
    const target = /** @type {Element} */ (event.target);
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Escape" && look === "disclosure" && isOpen) {
      setOpen(false, true);
      toggle.focus();
    } else if (event.key === "Enter" && held && !event.altKey && !field.fixed && insert) {
      insert(id);
    } else if (["ArrowUp", "ArrowDown"].includes(event.key) && event.altKey && !held && !field.fixed && !target.matches("select")) {
      list.shift(id, event.key === "ArrowUp" ? -1 : 1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function build() {
    if (fields) return;
    /** @type {{look: "two" | "row", more: string[], noun: string}} */
    const options = { look: look === "row" ? "row" : "two", more: folded, noun: list.noun };
    fields = fieldsTogether(inner, field.fields ?? [], path, options);
    body.append(fields.element);
    if (foot) body.append(foot.element);
    if (named) nameAnswer(body, name);
    fields.update();
  }

  /** @param {Value} next @param {boolean} [byHand] */
  function setOpen(next, byHand = false) {
    isOpen = next;
    if (next) build();
    body.hidden = !next;
    if (look === "disclosure") toggle.setAttribute("aria-expanded", String(next));
    element.classList.toggle("cjm-open", next);
    if (byHand) opened(next ? id : "");
  }

  setOpen(look !== "disclosure" || open);
  kept.until(element, left);

  return {
    id,
    element,
    isOpen: () => isOpen,
    setOpen,
    build,
    holdsFocus: () => element.contains(ctx.active()),
    isGone: kept.isGone,
    setGone: kept.set,
    update() {
      if (!kept.isGone()) {
        const number = numberIn(list.ids(), id);
        setText(nth, look === "disclosure" ? String(number) : `${capital(list.noun)} ${number}`);
        const none = named ? numbered(list.noun, number, unnamed(field).toLowerCase()) : unnamed(field);
        setText(name, list.name(id) || none);
        if (look === "disclosure") setText(short, shortWords(field, path, ctx.value));
        foot?.update();
        // with the pause that the eye gets from the space between the two
        setAttributes(look === "disclosure" ? toggle : heading, { "aria-label": list.heading(id) });
        name.classList.toggle("cjm-unnamed", !list.name(id));
        tools.update();
      }
      flag.hidden = isOpen || !ctx.errors.under(path);
      if (fields && isOpen) fields.update();
    },
    /** Focus where one would begin to fill it in. */
    focusFirst() {
      setOpen(true, true);
      return fields?.focus(path) ?? false;
    },
    focusHead() {
      if (look === "disclosure") toggle.focus();
      else fields?.focus(path);
    },
    /** The heading that it stands under, or "" where the one above stands under the same. @param {string} words */
    under(words) {
      setText(group, words);
      group.hidden = words === "";
    },
    focus(/** @type {string} */ wanted) {
      if (!isOpen) setOpen(true, true);
      fields?.update();
      return fields?.focus(wanted) ?? false;
    },
    destroy() {
      fields?.destroy();
      element.remove();
    },
  };
}

/** The buttons to move an item up or down and to remove it. @param {Field} field @param {List} list @param {string} id @param {(id: string) => void} remove */
export function toolsOf(field, list, id, remove, [up, down] = ["up", "down"]) {
  const element = h("div", { class: "cjm-tools" });
  if (field.fixed) return { element, update() {} };
  const button = (/** @type {Parameters<typeof icon>[0]} */ name, /** @type {() => void} */ act, extra = "") => {
    const made = h("button", { type: "button", class: `cjm-tool ${extra}`, onclick: act }, icon(name));
    element.append(made);
    return made;
  };
  const shift = (/** @type {number} */ by, /** @type {() => HTMLElement} */ made) => {
    list.shift(id, by);
    made().scrollIntoView({ block: "nearest" });
  };
  const moveUp = button("up", () => shift(-1, () => moveUp));
  const moveDown = button("down", () => shift(1, () => moveDown));
  const removes = button("remove", () => remove(id), "cjm-tool-remove");
  const label = (/** @type {HTMLElement} */ made, /** @type {string} */ text) => {
    setAttributes(made, { "aria-label": text, title: text });
  };
  return {
    element,
    update() {
      const order = list.ids();
      const called = list.called(id);
      label(moveUp, `Move ${called} ${up}`);
      label(moveDown, `Move ${called} ${down}`);
      label(removes, `Remove ${called}`);
      // not `disabled`: a button that is disabled under the finger loses focus
      setAttributes(moveUp, { "aria-disabled": order[0] === id && "true" });
      setAttributes(moveDown, { "aria-disabled": order.at(-1) === id && "true" });
    },
  };
}
