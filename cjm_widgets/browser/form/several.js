/** Several items of a list at once: ticked, then moved under a heading, doubled or removed, each in one step that can be taken back. */

import { h, heard, setAttributes, setText } from "../lib/dom.js";
import { join } from "../lib/paths.js";
import { capital, counted, listed, nameOf } from "../lib/words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Item} Item */

/**
 * The edits that put items under a heading, in their order after those that stand there.
 * @param {Item[]} items @param {string[]} chosen @param {string} path of the list @param {string} group the field that says the heading @param {string | null} under
 */
export function movedUnder(items, chosen, path, group, under) {
  const moving = items.filter(({ id }) => chosen.includes(id));
  const there = items.filter((item) => item[group] === under && !chosen.includes(item.id)).at(-1)?.id;
  const edits = moving.filter((item) => item[group] !== under).map(({ id }) => ({ path: join(path, id, group), next: /** @type {any} */ (under) }));
  if (there === undefined) return edits;
  const places = moving.map(({ id }, at) => ({ path: join(path, id, "@after"), next: at ? moving[at - 1].id : there }));
  return [...edits, ...places];
}

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {import("./list.js").List} list
 * @param {{changed(): void, began(): void}} told changed: the way of choosing begins or ends. began: cards are shut.
 */
export function severalOf(ctx, field, list, { changed, began }) {
  /** @type {Map<string, {label: HTMLElement, box: HTMLInputElement, words: HTMLElement}>} */ const boxes = new Map();
  let on = false;
  let last = "";
  const button = h("button", { type: "button", class: "cjm-plain", "aria-pressed": "false", onclick: () => turn(!on) }, "Choose several");
  const count = h("span", { class: "cjm-several-count", role: "status" });
  const group = (field.fields ?? []).find(({ name }) => name === field.groups);
  const under = h("select", { class: "cjm-input cjm-select", "aria-label": `Move those chosen to a ${group?.noun ?? "group"}` });
  under.addEventListener("change", moveUnder);
  const act = (/** @type {string} */ words, /** @type {() => void} */ does) => h("button", { type: "button", class: "cjm-button cjm-quiet", onclick: does }, words);
  const acts = [act("Duplicate", double), act("Remove", remove)];
  const bar = h("div", { class: "cjm-several", role: "group", "aria-label": "Those chosen", hidden: true }, count, group ? under : null, ...acts, act("Done", () => turn(false)));

  /** @returns {string[]} */
  const chosen = () => list.ids().filter((/** @type {string} */ id) => boxes.get(id)?.box.checked);

  /** @param {boolean} next */
  function turn(next) {
    on = next;
    last = "";
    for (const { box } of boxes.values()) box.checked = false;
    if (on) began();
    changed();
    if (on) boxes.get(list.ids()[0])?.box.focus();
    else button.focus();
  }

  /** From the one that was ticked last to this one. @param {string} id @param {boolean} ticked */
  function through(id, ticked) {
    const [from, to] = [list.ids().indexOf(last), list.ids().indexOf(id)].sort((a, b) => a - b);
    for (const one of list.ids().slice(Math.max(0, from), to + 1)) {
      const box = boxes.get(one)?.box;
      if (box) box.checked = ticked;
    }
  }

  /** @param {string} id */
  function boxOf(id) {
    const box = h("input", { type: "checkbox" });
    const words = heard("");
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) through(id, box.checked);
      last = id;
      refresh();
    });
    box.addEventListener("keydown", (event) => {
      const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (event.key === "Escape") turn(false);
      else if (by && !event.altKey && !event.ctrlKey && !event.metaKey) {
        const next = list.ids()[list.ids().indexOf(id) + by];
        if (event.shiftKey && next) {
          box.checked = true;
          last = id;
          through(next, true);
        }
        if (next) last = next;
        boxes.get(next)?.box.focus();
        if (event.shiftKey) refresh();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const made = { box, words, label: h("label", { class: "cjm-several-box" }, box, words) };
    boxes.set(id, made);
    return made;
  }

  /** @param {{path: string, next: any}[]} edits @param {string} say */
  function take(edits, say) {
    if (edits.length > 0) list.putAll(edits);
    for (const { box } of boxes.values()) box.checked = false; // the next act is for what is chosen next
    changed();
    (boxes.get(list.ids()[0])?.box ?? button).focus();
    ctx.announce(say);
  }

  function moveUnder() {
    const ids = chosen();
    const to = under.value;
    const name = under.selectedOptions[0]?.textContent ?? "";
    under.value = "";
    if (ids.length > 0 && to) take(movedUnder(list.items(), ids, list.path, field.groups ?? "", to), `${counted(ids.length, list.noun, field.nouns)} moved to ${name}. You can undo this in one step.`);
  }

  function double() {
    const ids = chosen();
    for (const id of ids) list.duplicate(id);
    take([], `${counted(ids.length, list.noun, field.nouns)} added. You can undo this in one step.`);
  }

  function remove() {
    const ids = chosen();
    const held = ids.filter((id) => list.uses(id).length > 0);
    const gone = ids.filter((id) => !held.includes(id));
    const stay = held.length > 0 ? ` ${listed(held.map((id) => `“${list.called(id)}”`))} stay${held.length > 1 ? "" : "s"}: chosen elsewhere.` : "";
    for (const id of gone) ctx.errors.drop(join(list.path, id));
    take(gone.map((id) => ({ path: join(list.path, id), next: null })), `${counted(gone.length, list.noun, field.nouns)} removed. You can undo this in one step.${stay}`);
  }

  function refresh() {
    const ids = list.ids();
    for (const [id, { label }] of boxes) if (!ids.includes(id)) {
      label.remove();
      boxes.delete(id);
    }
    button.hidden = ids.length < 2 && !on;
    setAttributes(button, { "aria-pressed": String(on) });
    bar.hidden = !on;
    const some = chosen().length > 0;
    const hint = `Tick ${field.nouns ?? "items"}: Shift ticks from one to another, Escape ends it.`;
    setText(count, some ? `${capital(counted(chosen().length, list.noun, field.nouns))} chosen` : on ? hint : "");
    for (const one of [under, ...acts]) one.disabled = !some;
    const names = (ctx.value(group?.to ?? "") ?? []).map((/** @type {Item} */ item) => [item.id, nameOf(item, undefined, ctx.value)]);
    const options = [["", "Move to…"], ...names].map(([value, words]) => h("option", { value }, words));
    if (under.textContent !== options.map((one) => one.textContent).join("")) under.replaceChildren(...options);
  }

  return {
    button,
    bar,
    isOn: () => on,
    refresh,
    /** Puts a box before each line, or takes it away. @param {Iterable<{id: string, element: HTMLElement}>} cards */
    mark(cards) {
      for (const { id, element } of cards) {
        const { label, words } = boxes.get(id) ?? boxOf(id);
        setText(words, list.heading(id));
        const head = element.querySelector(":scope > .cjm-head");
        if (!on) label.remove();
        else if (label.parentElement !== head) head?.prepend(label);
      }
      refresh();
    },
  };
}
