/** A list of items as cards or as rows. */

import { arrange, h, setText } from "../lib/dom.js";
import { foldedIn, inView } from "./check.js";
import { join } from "../lib/paths.js";
import { entryLine, isTyped } from "./entry.js";
import { itemOf, namesItsRow } from "./item.js";
import { listOf } from "./list.js";
import { addButton, listHead, noneYet } from "./listparts.js";
import { withGone } from "./order.js";
import { gridPanel, heldIn } from "./grid.js";
import { severalOf } from "./several.js";
import { onPrint } from "../lib/print.js";
import { capital, counted, nameOf } from "../lib/words.js";
import { undoLine } from "./undo.js";
import { labelOf } from "./words.js";

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
  /** @type {{after: string, line: ReturnType<typeof entryLine>} | null} */ let between = null;
  /** @type {ReturnType<typeof gridPanel> | null} */ let panel = null;
  /** @type {import("./grid.js").Kept[]} */ const kept = [];
  const quick = look === "disclosure";
  const typed = isTyped(field);
  let hushed = false; // items that come by typing or pasting stay shut

  const all = quick ? h("button", { type: "button", class: "cjm-plain", onclick: toggleAll }) : null;
  const pasting = quick && typed ? h("button", { type: "button", class: "cjm-plain", onclick: () => paste() }, FILL) : null;
  const several = quick && !field.fixed ? severalOf(ctx, field, list, { changed: () => control.update(), began: shutAll }) : null;
  const head = listHead(ctx, field, path, all || pasting ? h("div", { class: "cjm-list-tools" }, pasting, several?.button, all) : null);
  const none = noneYet(ctx, field, path);
  const elements = h("ol", { class: "cjm-items" });
  const undo = undoLine("li", ctx, list, {
    put: (line, id) => elements.insertBefore(line, cards.get(id)?.element ?? null),
    drop,
    back: (id) => cards.get(id)?.focusHead(),
  });
  const entry = typed ? entryLine(inner, field, "div", {
    add: (name) => enter(name), open: addOne, paste, number: () => list.ids().length + 1,
  }) : null;
  const add = entry ? null : addButton(field, addOne);
  const element = h(
    "div",
    { class: `cjm-list cjm-list-${rows ? "rows" : "cards"}${quick && base === "" ? " cjm-quick" : ""}`, role: "group", "aria-labelledby": head.id },
    head.element,
    head.error,
    none.element,
    rows && !namesItsRow(field) && shown.length === field.fields?.length ? rowHead(field) : null,
    elements,
    several?.bar,
    entry?.element ?? add,
  );
  if (!head.id) element.setAttribute("aria-label", capital(field.nouns ?? "items"));
  if (rows) element.style.setProperty("--cjm-columns", columnWidths(shown));

  function addOne() {
    wanted = list.add();
    ctx.changed();
  }

  /** What was typed is an item; one goes on typing. @param {string} name @param {string} [after] */
  function enter(name, after) {
    hushed = true;
    const id = list.add({ [labelOf(field)]: name }, after);
    if (between && after !== undefined) between.after = id;
    ctx.changed();
    hushed = false;
    ctx.announce(`${list.heading(id)} is added.`);
  }

  /** A line to type one in, below an item. @param {string} id */
  function insert(id) {
    endBetween();
    const line = entryLine(inner, field, "li", {
      add: (name) => between && enter(name, between.after),
      open: () => line.focus(),
      paste: (text) => paste(text, between?.after),
      close: () => {
        const held = line.element.contains(ctx.active());
        const above = between?.after ?? id;
        if (between?.line === line) endBetween();
        control.update();
        if (held) cards.get(above)?.focusHead();
      },
      number: () => 0,
    });
    between = { after: id, line };
    control.update();
    line.focus();
  }

  function endBetween() {
    between?.line.destroy();
    between?.line.element.remove();
    between = null;
  }

  /** @param {string} id */
  function copy(id) {
    wanted = list.duplicate(id);
    ctx.changed();
    ctx.announce(`${list.heading(wanted || id)} is added.`);
  }

  /** @param {string} id */
  function go(id) {
    if (id) cards.get(id)?.focusFirst();
    else if (entry) entry.focus();
    else add?.focus();
  }

  /** One card at a time; "" where one was shut. @param {string} id */
  function opened(id) {
    if (id && quick) for (const card of cards.values()) if (card.id !== id && !card.isGone()) card.setOpen(false);
    if (id) panel?.end();
    control.update();
  }

  /** Shows what was pasted, or an empty table. @param {string} [text] @param {string} [after] */
  function paste(text, after) {
    panel?.end();
    if (quick) shutAll();
    panel = gridPanel(inner, field, path, (edits, lost = 0) => {
      const held = panel?.element.contains(ctx.active());
      panel?.destroy();
      panel?.element.remove();
      panel = null;
      if (edits) {
        const before = list.ids().length;
        hushed = true;
        list.putAll(edits);
        hushed = false;
        ctx.announce(`${counted(list.ids().length - before, list.noun, field.nouns)} added${lost > 0 ? `, without ${counted(lost, "cell")} that cannot be read` : ""}. You can undo this in one step.`);
      }
      const cells = heldIn(kept.flatMap((one) => one.rows));
      if (pasting) setText(pasting, `${FILL}${cells > 0 ? ` (${counted(cells, "cell")} kept)` : ""}`);
      control.update();
      if (held) entry?.focus();
    }, kept);
    element.append(panel.element);
    control.update();
    if (text === undefined) panel.open(after);
    else panel.read(text, after);
  }

  /** @param {string} id */
  function drop(id) {
    cards.get(id)?.destroy();
    cards.delete(id);
    known.delete(id);
  }

  function shutAll() {
    for (const card of cards.values()) card.setOpen(false);
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
      open: !many && !hushed && !(quick && list.name(id)),
      opened,
      insert: typed ? insert : undefined,
      copy,
      go,
      remove: undo.remove,
      left(gone) {
        drop(gone);
        control.update();
      },
      siblings: () => order.flatMap((one) => cards.get(one)?.element ?? []),
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
      const above = between && cards.get(between.after)?.element;
      if (between) nodes.splice(above ? nodes.indexOf(above) + 1 : nodes.length, 0, between.line.element);
      arrange(elements, nodes, ctx.active());
      for (const item of items) known.set(item.id, item);
      for (const card of cards.values()) card.update();
      if (field.groups) headings(items);
      head.update();
      entry?.update();
      between?.line.update();
      const shown = elements.children.length;
      const open = [...cards.values()].filter((card) => card.isOpen()).length;
      element.classList.toggle("cjm-one", open === 1);
      element.style.setProperty("--cjm-lines", String(shown * 3 + 8));
      none.update(shown);
      element.classList.toggle("cjm-choosing", several?.isOn() ?? false);
      several?.mark(cards.values());
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
        (entry?.input ?? add ?? elements.querySelector("button, input, select, textarea"))?.focus();
        return (entry ?? add) !== null;
      }
      const card = to.startsWith(`${path}/`) ? cards.get(to.slice(path.length + 1).split("/")[0]) : undefined;
      return card?.focus(to) ?? false;
    },
    destroy() {
      forget();
      entry?.destroy();
      panel?.destroy();
      endBetween();
      for (const card of cards.values()) card.destroy();
    },
  };

  /** The heading of each group where it begins: a group that comes back has it again. @param {Item[]} items */
  function headings(items) {
    const part = (field.fields ?? []).find(({ name }) => name === field.groups);
    const there = ctx.value(part?.to ?? "") ?? [];
    let before = "";
    for (const item of items) {
      const id = item[field.groups ?? ""] ?? "";
      const at = there.findIndex((/** @type {Item} */ one) => one.id === id);
      const words = at < 0 ? "" : nameOf(there[at], undefined, ctx.value) || `${capital(part?.noun ?? "")} ${at + 1}`;
      const none = items.some((one) => one[field.groups ?? ""]) ? `No ${part?.noun ?? "group"} yet` : "";
      cards.get(item.id)?.under(id === before ? "" : words || none);
      before = id;
    }
  }

  // paper shows all details
  const forget = onPrint((starts) => starts && cards.forEach((card) => card.build()));
  return control;
}

const WIDE = ["text", "long"];
const FILL = "Fill in as a table";

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
