/** A list of items as cards or as rows. */

import { arrange, h, setText } from "../lib/dom.js";
import { foldedIn, inView } from "./check.js";
import { join } from "../lib/paths.js";
import { itemOf, namesItsRow } from "./item.js";
import { listOf } from "./list.js";
import { addButton, listHead, noneYet } from "./listparts.js";
import { withGone } from "./order.js";
import { onPrint } from "../lib/print.js";
import { capital } from "../lib/words.js";
import { undoLine } from "./undo.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Item} Item */

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} base
 * @returns {import("./types.js").Control}
 */
export function itemsField(ctx, field, base) {
  const path = join(base, field.name);
  const list = listOf(ctx, field, path, () => undo.hide());
  const rows = field.layout === "rows";
  const look = rows ? "row" : inView(field) ? "card" : "disclosure";
  const shown = (field.fields ?? []).filter(({ name }) => !foldedIn(field).includes(name));
  const inner = { ...ctx, level: ctx.level + (field.title ? 1 : 0) };
  /** @type {Map<string, ReturnType<typeof itemOf>>} */
  const cards = new Map();
  /** @type {Map<string, any>} */
  const known = new Map();
  /** @type {string[]} */ let order = [];
  let wanted = "";

  const all = look === "disclosure" ? h("button", { type: "button", class: "cjm-plain", onclick: toggleAll }) : null;
  const head = listHead(ctx, field, path, all);
  const none = noneYet(ctx, field, path);
  const elements = h("ol", { class: "cjm-items" });
  const undo = undoLine("li", ctx, list, {
    put: (line, id) => elements.insertBefore(line, cards.get(id)?.element ?? null),
    drop,
    back: (id) => cards.get(id)?.focusHead(),
  });
  const add = addButton(field, addOne);
  const element = h(
    "div",
    { class: `cjm-list cjm-list-${rows ? "rows" : "cards"}`, role: "group", "aria-labelledby": head.id },
    head.element,
    head.error,
    none.element,
    rows && !namesItsRow(field) && shown.length === field.fields?.length ? rowHead(field) : null,
    elements,
    add,
  );
  if (!head.id) element.setAttribute("aria-label", capital(field.nouns ?? "items"));
  if (rows) element.style.setProperty("--cjm-columns", columnWidths(shown));

  function addOne() {
    wanted = list.add();
    ctx.changed();
  }

  /** @param {string} id */
  function drop(id) {
    cards.get(id)?.destroy();
    cards.delete(id);
    known.delete(id);
  }

  function toggleAll() {
    const open = ![...cards.values()].every((card) => card.isOpen());
    for (const card of cards.values()) card.setOpen(open);
    control.update();
  }

  /** @param {string} id @param {boolean} many */
  function cardOf(id, many) {
    const card = cards.get(id) ?? itemOf(inner, field, list, id, {
      look,
      open: !many,
      remove: undo.remove,
      left(gone) {
        drop(gone);
        control.update();
      },
      siblings: () => [...elements.children].filter((child) => child !== undo.element),
    });
    cards.set(id, card);
    return card;
  }

  const control = {
    element,
    update() {
      const items = list.items();
      const ids = items.map((/** @type {Item} */ item) => item.id);
      for (const [id, card] of cards) {
        if (ids.includes(id)) card.setGone(null);
        else if (!card.holdsFocus()) drop(id);
        else if (!card.isGone()) card.setGone({ item: known.get(id), order });
      }
      const gone = [...cards].filter(([, card]) => card.isGone()).map(([id]) => id);
      order = withGone(ids, gone, order);
      const nodes = order.map((id) => cardOf(id, items.length > 1).element);
      undo.settle(ids);
      if (undo.shown()) nodes.splice(undo.place(), 0, undo.element);
      arrange(elements, nodes, ctx.active());
      for (const item of items) known.set(item.id, item);
      for (const card of cards.values()) card.update();
      head.update();
      const shown = elements.children.length;
      none.update(shown);
      if (all) {
        all.hidden = items.length < 2;
        setText(all, [...cards.values()].every((card) => card.isOpen()) ? "Close all" : "Open all");
      }
      element.classList.toggle("cjm-empty", shown === 0);
      if (wanted && cards.has(wanted)) {
        const id = wanted;
        wanted = "";
        cards.get(id)?.focusFirst();
      }
    },
    focus(/** @type {string} */ to) {
      if (to === path) {
        (add ?? elements.querySelector("button, input, select, textarea"))?.focus();
        return add !== null;
      }
      const card = to.startsWith(`${path}/`) ? cards.get(to.slice(path.length + 1).split("/")[0]) : undefined;
      return card?.focus(to) ?? false;
    },
    destroy() {
      forget();
      for (const card of cards.values()) card.destroy();
    },
  };

  // paper shows all details
  const forget = onPrint((starts) => starts && cards.forEach((card) => card.build()));
  return control;
}

const WIDE = ["text", "long"];

/** @param {Field[]} fields */
function columnWidths(fields) {
  return fields.map(({ kind }) => (WIDE.includes(kind) ? "minmax(0, 2fr)" : "minmax(0, 1fr)")).join(" ");
}

/** The labels above the rows, for the eye only: each field of each row has its own. @param {Field} field */
function rowHead(field) {
  const cells = (field.fields ?? []).map((/** @type {Field} */ part) =>
    h("div", {}, h("b", {}, part.title), part.hint ? h("p", { class: "cjm-hint" }, part.hint) : null),
  );
  return h("div", { class: "cjm-rows-head", "aria-hidden": "true" }, ...cells);
}
