/** A list of items as tabs, one open at a time; arrow keys move between them. */

import { arrange, h, heading as headingOf, heard, setText, uid } from "../lib/dom.js";
import { answered, foldedIn } from "./check.js";
import { join } from "../lib/paths.js";
import { askedNow, fieldsTogether } from "./fields.js";
import { keptItem } from "./gone.js";
import { toolsOf } from "./item.js";
import { listOf } from "./list.js";
import { addButton, listHead, noneYet } from "./listparts.js";
import { openNext, walked, withGone } from "./order.js";
import { onPrint } from "../lib/print.js";
import { capital, numberIn } from "../lib/words.js";
import { undoLine } from "./undo.js";
import { unnamed } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./list.js").List} List */
/** @typedef {import("./types.js").Control} Control */

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} base
 * @returns {import("./types.js").Control & {open(): string | undefined, show(id: string): void}}
 */
export function tabsField(ctx, field, base) {
  const path = join(base, field.name);
  const list = listOf(ctx, field, path, () => undo.hide());
  const head = listHead(ctx, field, path, null);
  const inner = { ...ctx, level: ctx.level + (field.title ? 1 : 0) };
  /** @type {Map<string, ReturnType<typeof tabOf>>} */
  const tabs = new Map();
  let open = "";
  /** @type {string[]} */ let order = [];
  let wanted = "";

  const bar = h("div", { class: "cjm-tabs", role: "tablist", "aria-labelledby": head.id, onkeydown: keyed });
  if (!head.id) bar.setAttribute("aria-label", capital(field.nouns ?? "items"));
  const none = noneYet(ctx, field, path);
  const panels = h("div", { class: "cjm-panels" });
  const undo = undoLine("div", ctx, list, {
    put: (line) => panels.before(line),
    drop,
    back(id) {
      show(id);
      tabs.get(id)?.tab.focus();
    },
  });
  const previous = stepButton("cjm-quiet", -1);
  const next = stepButton("", 1);
  const add = addButton(field, addOne);
  const walking = h("div", { class: "cjm-walk" }, previous, next);
  const around = [head.element, head.error, none.element, bar, add, panels, walking];
  const element = h("div", { class: "cjm-list cjm-list-tabs" }, ...around);

  /** @param {string} look @param {number} by */
  function stepButton(look, by) {
    return h("button", { type: "button", class: `cjm-button ${look}`, hidden: true, onclick: () => {
      const to = order[order.indexOf(open) + by];
      if (to === undefined) return;
      show(to);
      tabs.get(to)?.heading.focus();
      control.update(); // the button at the end goes once it has lost focus
    } });
  }

  /** @param {string} id */
  function show(id) {
    if (!tabs.has(id) || open === id) return;
    open = id;
    control.update();
    ctx.opened(id);
  }

  /** @param {KeyboardEvent} event */
  function keyed(event) {
    const to = walked(event.key, order.indexOf(open), order.length);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(order[to]);
    tabs.get(order[to])?.tab.focus();
  }

  function addOne() {
    wanted = list.add();
    ctx.changed();
  }

  /** @param {string} id */
  function drop(id) {
    tabs.get(id)?.destroy();
    tabs.delete(id);
  }

  /** @param {string} id */
  function tabFor(id) {
    const told = { pick: () => show(id), remove: undo.remove, left };
    const tab = tabs.get(id) ?? tabOf(inner, field, list, id, told);
    tabs.set(id, tab);
    return tab;
  }

  /** @param {string} id */
  function left(id) {
    drop(id);
    control.update();
  }

  const control = {
    element,
    open: () => open || undefined,
    show,
    update() {
      const items = list.items();
      const ids = items.map((/** @type {Item} */ item) => item.id);
      undo.settle(ids);
      for (const [id, tab] of tabs) {
        if (ids.includes(id)) tab.setGone(null);
        else if (!tab.holdsFocus()) drop(id);
        else if (!tab.isGone()) tab.setGone({ item: tab.known, order });
      }
      const gone = [...tabs.values()].filter((tab) => tab.isGone()).map((tab) => tab.id);
      const shown = withGone(ids, gone, order);
      const all = shown.map((id) => tabFor(id));
      items.forEach((/** @type {Item} */ item) => void (tabFor(item.id).known = item));
      const before = open;
      open = openNext(shown, { open, wanted, before: order });
      order = shown;
      arrange(bar, all.map((tab) => tab.tab), ctx.active());
      arrange(panels, all.map((tab) => tab.panel), ctx.active());
      for (const tab of all) tab.update(tab.id === open);
      walk(previous, order[order.indexOf(open) - 1], (/** @type {string} */ name) => `← ${name}`);
      walk(next, order[order.indexOf(open) + 1], (/** @type {string} */ name) => `Next: ${name} →`);
      head.update();
      none.update(order.length);
      if (wanted && open === wanted) {
        wanted = "";
        tabs.get(open)?.focus(join(path, open));
      }
      if (before !== open && before) ctx.opened(open || undefined);
    },
    focus(/** @type {string} */ to) {
      if (to === path) {
        const target = tabs.get(open)?.tab ?? add;
        target?.focus();
        return Boolean(target);
      }
      if (!to.startsWith(`${path}/`)) return false;
      const id = to.slice(path.length + 1).split("/")[0];
      show(id);
      return tabs.get(id)?.focus(to) ?? false;
    },
    destroy() {
      forget();
      for (const tab of tabs.values()) tab.destroy();
    },
  };

  /** @param {HTMLElement} button @param {string | undefined} id @param {(name: string) => string} words */
  function walk(button, id, words) {
    button.hidden = id === undefined && ctx.active() !== button;
    if (id !== undefined) setText(button, words(capital(list.called(id))));
  }

  // paper shows every tab
  const forget = onPrint((starts) => starts && tabs.forEach((tab) => tab.build()));
  return control;
}

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {List} list
 * @param {string} id
 * @param {{pick(): void, remove(id: string): void, left(id: string): void}} told
 */
function tabOf(ctx, field, list, id, { pick, remove, left }) {
  const path = join(list.path, id);
  const ids = { tab: uid(), panel: uid() };
  const number = h("span", { class: "cjm-tab-number" });
  const name = h("span", { class: "cjm-tab-name" });
  const mark = (/** @type {string} */ look, /** @type {string} */ sign, /** @type {string} */ words) =>
    h("span", { class: look, hidden: true }, h("span", { "aria-hidden": "true" }, sign), heard(` (${words})`));
  const done = mark("cjm-tab-done", "✓", "has answers");
  const wrong = mark("cjm-tab-wrong", "!", "needs attention");
  const tab = h(
    "button",
    { type: "button", role: "tab", class: "cjm-tab", id: ids.tab, "aria-controls": ids.panel, onclick: pick },
    number, " ", name, done, wrong,
  );
  tab.dataset.item = path;
  const heading = headingOf(ctx.level, { class: "cjm-heading", tabindex: -1 });
  const kept = keptItem(ctx, list, id);
  const tools = toolsOf(field, list, id, remove, ["earlier", "later"]);
  const reach = field.reach;
  // on a phone what is asked last is far down, and the look before it comes first on purpose
  const leap = reach && h("button", { type: "button", class: "cjm-plain cjm-leap", onclick: leapTo }, reach.words, " ", h("span", { "aria-hidden": "true" }, "↓"));
  const panel = h(
    "div",
    { class: "cjm-panel cjm-card", role: "tabpanel", id: ids.panel, "aria-labelledby": ids.tab },
    h("div", { class: "cjm-head" }, heading, leap, tools.element), kept.note,
  );

  function leapTo() {
    const asked = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll(`[data-path^="${join(path, reach?.at ?? "")}/"]`)]).find((one) => one.offsetParent);
    asked?.scrollIntoView({ block: "center" });
    asked?.querySelector("input")?.focus({ preventScroll: true });
  }

  /** @type {Control | undefined} */ let fields;
  const inner = { ...ctx, ...kept.inner, level: ctx.level + 1 };
  kept.until(panel, left);

  function build() {
    if (fields) return;
    fields = fieldsTogether(inner, field.fields ?? [], path, { look: "two", more: foldedIn(field), noun: list.noun });
    panel.append(fields.element);
    fields.update();
  }

  return {
    id,
    tab,
    panel,
    heading,
    build,
    known: /** @type {any} */ (undefined),
    holdsFocus: () => panel.contains(ctx.active()),
    isGone: kept.isGone,
    setGone: kept.set,
    update(/** @type {boolean} */ open) {
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      panel.hidden = !open;
      if (!kept.isGone()) {
        const at = numberIn(list.ids(), id);
        setText(number, String(at));
        setText(name, list.name(id) || unnamed(field));
        setText(heading, `${at}. ${list.name(id) || unnamed(field)}`);
        done.hidden = !answered(field, path, ctx.value, (part) => askedNow(ctx, part));
        wrong.hidden = !ctx.errors.under(path);
        tools.update();
      }
      if (!open) return;
      build();
      fields?.update();
    },
    focus: (/** @type {string} */ to) => fields?.focus(to) || (heading.focus(), to === path),
    destroy() {
      fields?.destroy();
      tab.remove();
      panel.remove();
    },
  };
}
