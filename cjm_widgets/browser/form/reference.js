/** Fields that point to items elsewhere in the journey: one from a drop-down, or several to tick. */

import { arrange, h, setText, uid } from "../lib/dom.js";
import { join } from "../lib/paths.js";
import { capital } from "../lib/words.js";
import { adding } from "./adding.js";
import { dropDown } from "./choose.js";
import { leaf } from "./leaf.js";
import { isFilledIn, pointable, placeToAdd } from "./places.js";
import { noneOf, nounsOf, withArticle } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */

/** One item elsewhere in the journey, in the journey's order; under the name of its stage where it has one. @param {Ctx} ctx @param {Field} field @param {string} path */
export function referenceField(ctx, field, path) {
  const { noun } = nounsOf(field);
  const groups = () => ofItsStep(ctx, field, path);
  const none = noneThere(ctx, field, h("p", { class: "cjm-note", hidden: true }));
  const control = dropDown(
    ctx,
    field,
    path,
    () => [
      ...(field.choices ? [{ title: "", choices: field.choices }] : []),
      ...groups().map(({ title, items }) => ({
        title,
        choices: items.map(({ id, name, word }) => /** @type {import("./types.js").Choice} */ ([id, word ? `${name} (${word})` : name])),
      })),
    ],
    { empty: field.none ?? "Choose…", keepEmpty: true, stray: `${capital(withArticle(noun))} that was removed`, extra: none.element },
  );
  if (field.adds) control.element.querySelector(".cjm-answer")?.append(adding(ctx, field, (id) => control.send(id)));
  const { update } = control;
  return Object.assign(control, {
    update() {
      none.update(groups().length === 0 && !field.adds);
      update();
    },
  });
}

/** What can be chosen: where a field beside this one says of which step, of that step only, unless another's stands here. @param {Ctx} ctx @param {Field} field @param {string} path */
function ofItsStep(ctx, field, path) {
  const all = pointable(field, ctx.value);
  const chosen = field.within && ctx.value(join(path.split("/").slice(0, -1).join("/"), field.within));
  if (!chosen) return all;
  const own = all.filter(({ id }) => id === chosen);
  const standing = ctx.value(path);
  const has = (/** @type {import("./places.js").Group} */ { items }) => items.some(({ id }) => id === standing);
  if (own.some(has)) return own;
  const astray = all.filter(has).map((group) => ({ ...group, items: group.items.filter(({ id }) => id === standing) }));
  return [...own, ...astray];
}

/** Any number of items elsewhere in the journey. Those that were removed stay ticked until somebody unticks them. @param {Ctx} ctx @param {Field} field @param {string} path */
export function referencesField(ctx, field, path) {
  const { noun } = nounsOf(field);
  const current = () => ctx.value(path) ?? [];
  const none = noneThere(ctx, field, h("p", { class: "cjm-none" }));
  const list = h("div", { class: "cjm-options cjm-options-many" });
  /** @type {Map<string, ReturnType<typeof box>>} by the item's id */
  const boxes = new Map();
  /** @type {Map<string, ReturnType<typeof groupOf>>} by the stage's id */
  const groups = new Map();

  /** @param {string} id */
  function box(id) {
    const name = h("span", { class: "cjm-tick-name" });
    const word = h("small", { class: "cjm-tick-word" });
    const input = h("input", { type: "checkbox" });
    input.addEventListener("input", () => {
      // by what stands now, so that a box that somebody else ticked meanwhile stays ticked
      const chosen = new Set(current());
      if (input.checked) chosen.add(id);
      else chosen.delete(id);
      const order = pointable(field, ctx.value).flatMap(({ items }) => items.map((item) => item.id));
      control.send([...order.filter((one) => chosen.delete(one)), ...chosen]);
    });
    return { input, name, word, element: h("label", { class: "cjm-option" }, input, h("span", {}, name, " ", word)) };
  }

  /** @param {string} id @param {string} name @param {string} word @param {boolean} away */
  function boxOf(id, name, word, away) {
    const made = boxes.get(id) ?? box(id);
    boxes.set(id, made);
    setText(made.name, name);
    setText(made.word, word);
    made.element.classList.toggle("cjm-away", away);
    // the boxes beside the one in hand may follow what others do
    if (made.input !== ctx.active() && !ctx.errors.keeps(path)) made.input.checked = current().includes(id);
    return made.element;
  }

  function draw() {
    const there = pointable(field, ctx.value);
    const ids = new Set(there.flatMap(({ items }) => items.map((item) => item.id)));
    // a box that was just unticked stays under the hands of who unticked it
    const hands = /** @type {any} */ (ctx.active());
    const held = [...boxes].find(([, { input }]) => input === hands)?.[0];
    const away = [...new Set([...current(), ...(held ? [held] : [])])].filter((id) => !ids.has(id));
    const named = there.length > 1;
    const shown = there.map(({ id, title, items }) => {
      const group = groups.get(id) ?? groupOf();
      groups.set(id, group);
      group.call(named ? title : "");
      arrange(group.list, items.map((item) => boxOf(item.id, item.name, item.word, false)), ctx.active());
      return group.element;
    });
    const removed = away.map((id) => boxOf(id, `${capital(withArticle(noun))} that was removed`, "", true));
    arrange(list, [...shown, ...removed], ctx.active());
    // its box went to another place, since its item was removed: the hands go with it
    if (held && hands !== ctx.active()) hands.focus();
    for (const id of [...boxes.keys()]) if (!ids.has(id) && !away.includes(id)) boxes.delete(id);
    for (const id of [...groups.keys()]) if (!there.some((group) => group.id === id)) groups.delete(id);
    none.update(ids.size === 0);
    list.hidden = ids.size === 0 && away.length === 0;
  }

  const control = leaf(ctx, field, path, {
    control: h("div", {}, none.element, list),
    role: "group",
    controls: () => [...list.querySelectorAll("input")],
    show() {},
    always: draw,
  });
  const { focus } = control;
  return Object.assign(control, {
    focus: (/** @type {string} */ to) => focus(to) || (to === path && none.focus()),
  });
}

/** The boxes of one stage, under its name where there are several. */
function groupOf() {
  const heading = h("p", { class: "cjm-options-title", id: uid() });
  const list = h("div", { class: "cjm-options-list" });
  const element = h("div", { class: "cjm-options-group" }, heading, list);
  return {
    element,
    list,
    call(/** @type {string} */ title) {
      setText(heading, title);
      heading.hidden = title === "";
      if (title) {
        element.setAttribute("role", "group");
        element.setAttribute("aria-labelledby", heading.id);
      } else {
        element.removeAttribute("role");
        element.removeAttribute("aria-labelledby");
      }
    },
  };
}

/** "No goals or questions yet. Add them first.": on this page with a button that leads there, else with a link. @param {Ctx} ctx @param {Field} field @param {HTMLElement} element */
function noneThere(ctx, field, element) {
  const to = field.to ?? "";
  const words = "Add them first";
  let way = null;
  if (isFilledIn(ctx.spec, to)) {
    const go = () => ctx.go(placeToAdd(to, ctx.value));
    way = h("button", { type: "button", class: "cjm-plain cjm-in-line", onclick: go }, words);
  } else if (ctx.host.link) {
    way = h("a", { href: ctx.host.link(to.split("/")[0]) }, words);
  }
  element.append(`${noneOf(nounsOf(field).nouns)} `, way ?? words, ".");
  return {
    element,
    update: (/** @type {boolean} */ empty) => void (element.hidden = !empty),
    focus() {
      if (element.hidden || !way) return false;
      way.focus();
      return true;
    },
  };
}
