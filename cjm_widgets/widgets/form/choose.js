/** Fields that are chosen from: answers, rating cards, boxes to tick, drop-downs. Native controls throughout. */

import { h, setAttribute, setText, uid } from "./dom.js";
import { leaf } from "./leaf.js";
import { figure, nameOf, numbered, singular } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */

const COLOURS = ["--low-2", "--low-1", "--mid", "--high-1", "--high-2"];

/** One of several answers, none chosen beforehand; the answer can be taken back. */
export function choiceField(ctx, field, path) {
  const list = h("div", { class: "cjm-options" });
  return radios(ctx, field, path, {
    box: h("div", {}, list),
    place: (input, words) => list.append(h("label", { class: "cjm-option" }, input, h("span", {}, words))),
  });
}

/** A row of rating cards. "Unknown" stands apart: it is an answer, but no place on the scale. */
export function scaleField(ctx, field, path) {
  const cards = h("div", { class: "cjm-scale" });
  const apart = h("div", { class: "cjm-apart" });
  const steps = (field.choices ?? []).filter(([value]) => value !== "unknown");
  const signed = steps.some(([value]) => value < 0);
  cards.style.setProperty("--cjm-cards", String(steps.length));
  return radios(ctx, field, path, {
    box: h("div", {}, cards, apart),
    foot: apart,
    place(input, words, value) {
      if (value === "unknown") return apart.append(h("label", { class: "cjm-option" }, input, h("span", {}, words)));
      const at = steps.findIndex(([other]) => other === value);
      const said = h("span", {}, words);
      const card = h("label", { class: "cjm-rate" }, input, h("b", {}, figure(value, signed)), " ", said);
      const colour = COLOURS[Math.round((at / Math.max(1, steps.length - 1)) * (COLOURS.length - 1))];
      card.style.setProperty("--cjm-colour", `var(${colour})`);
      return cards.append(card);
    },
  });
}

function radios(ctx, field, path, { box, place, foot = box }) {
  const name = uid();
  const options = (field.choices ?? []).map(([value, words]) => {
    const input = h("input", { type: "radio", name });
    place(input, words, value);
    input.addEventListener("input", () => control.send(value));
    return { input, value };
  });
  const stray = h("p", { class: "cjm-note", hidden: true });
  const clear = h("button", { type: "button", class: "cjm-plain cjm-clear", hidden: true }, "Clear the answer");
  foot.append(clear);
  box.append(stray);

  const shown = () => options.find(({ input }) => input.checked)?.value ?? null;
  const control = leaf(ctx, field, path, {
    control: box,
    role: "radiogroup",
    controls: () => options.map(({ input }) => input),
    show(value) {
      for (const option of options) option.input.checked = option.value === value;
      const known = value === null || value === undefined || options.some((option) => option.value === value);
      setText(stray, known ? "" : `What stands here now is “${value}”, which is none of these.`);
      stray.hidden = known;
    },
    shows: (value) => shown() === (value ?? null) || !options.some((option) => option.value === value),
    // the button stays under the finger that pressed it
    always: () => void (clear.hidden = shown() === null && stray.hidden && ctx.active() !== clear),
  });
  clear.addEventListener("click", () => {
    for (const { input } of options) input.checked = false;
    control.send(null);
    ctx.announce(`The answer to “${field.title}” is cleared.`);
  });
  return control;
}

/** Any number of several answers. */
export function choicesField(ctx, field, path) {
  const current = () => ctx.value(path) ?? [];
  const options = (field.choices ?? []).map(([value, words]) => {
    const input = h("input", { type: "checkbox" });
    input.addEventListener("input", () => {
      // by what stands now, so that a box that somebody else ticked meanwhile stays ticked
      const chosen = new Set(current());
      if (input.checked) chosen.add(value);
      else chosen.delete(value);
      control.send(field.choices.map(([one]) => one).filter((one) => chosen.has(one)));
    });
    return { input, value, element: h("label", { class: "cjm-option" }, input, h("span", {}, words)) };
  });
  const show = (value) => {
    for (const option of options) option.input.checked = (value ?? []).includes(option.value);
  };
  const control = leaf(ctx, field, path, {
    control: h("div", { class: "cjm-options" }, ...options.map((option) => option.element)),
    role: "group",
    controls: () => options.map((option) => option.input),
    show,
    // the boxes beside the one in hand may follow what others do
    always() {
      if (ctx.errors.keeps(path)) return;
      for (const { input, value } of options) if (input !== ctx.active()) input.checked = current().includes(value);
    },
  });
  return control;
}

/** Yes or no. */
export function flagField(ctx, field, path) {
  const input = h("input", { type: "checkbox" });
  const control = leaf(ctx, field, path, {
    control: input,
    flag: true,
    show: (value) => void (input.checked = Boolean(value)),
    shows: (value) => input.checked === Boolean(value),
  });
  input.addEventListener("input", () => control.send(input.checked));
  return control;
}

/** One of several answers, in a drop-down. */
export function selectField(ctx, field, path) {
  // a unit is always one of those there are; other answers can be taken back
  const always = field.quiet === true;
  return dropDown(ctx, field, path, () => field.choices ?? [], { empty: always ? "–" : "Choose…", keepEmpty: !always });
}

/** An item elsewhere in the journey, by its number and name, in the journey's order. */
export function referenceField(ctx, field, path) {
  const list = field.to ?? "";
  const noun = field.noun ?? singular(list);
  const items = () => ctx.value(list) ?? [];
  const none = h("p", { class: "cjm-note", hidden: true }, `There are no ${list} yet.`);
  if (ctx.host.link) none.append(" ", h("a", { href: ctx.host.link(list) }, "Add them first"), ".");
  const control = dropDown(
    ctx,
    field,
    path,
    () => items().map((item, at) => [item.id, numbered(noun, at + 1, nameOf(item, field.label, ctx.value))]),
    { empty: "Choose…", keepEmpty: true, stray: `A ${noun} that was removed`, extra: none },
  );
  const { update } = control;
  return Object.assign(control, {
    update() {
      none.hidden = items().length > 0;
      update();
    },
  });
}

function dropDown(ctx, field, path, choices, { empty, keepEmpty, stray, extra }) {
  const select = h("select", { class: "cjm-input cjm-select" });
  const key = (value) => (value === null || value === undefined ? "" : JSON.stringify(value));

  function options(value) {
    const list = choices();
    const found = list.some(([one]) => one === value);
    const none = value === null || value === undefined;
    const rows = list.map(([one, words]) => [key(one), String(words)]);
    if (keepEmpty || none) rows.unshift(["", empty]);
    if (!none && !found) rows.push([key(value), stray ?? String(value)]);
    return rows;
  }

  function patch(rows) {
    while (select.options.length > rows.length) select.options[select.options.length - 1].remove();
    rows.forEach(([value, words], at) => {
      const option = select.options[at] ?? select.appendChild(h("option"));
      setAttribute(option, "value", value);
      if (value === "") option.setAttribute("value", "");
      setText(option, words);
    });
  }

  const control = leaf(ctx, field, path, {
    control: select,
    extra,
    show(value) {
      patch(options(value));
      if (select.value !== key(value)) select.value = key(value);
    },
    shows: (value) => select.value === key(value),
  });
  select.addEventListener("input", () => control.send(select.value === "" ? null : JSON.parse(select.value)));
  return control;
}
