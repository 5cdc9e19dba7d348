/** From a field of the spec to its control, and fields laid out together. */

import { h, uid } from "../lib/dom.js";
import { spreadField, waitsField } from "../apart/fields.js";
import { dateField } from "./date.js";
import { foldedIn, wholeRow } from "./check.js";
import { choiceField, choicesField, flagField, scaleField, selectField } from "./choose.js";
import { join } from "../lib/paths.js";
import { moreOf } from "./more.js";
import { referenceField, referencesField } from "./reference.js";
import { saidField } from "./said.js";
import { longField, numberField, quantityField, textField } from "./text.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Control} Control */

/** @type {Record<string, import("./types.js").Make>} */
const LEAVES = {
  text: textField,
  long: longField,
  number: numberField,
  date: dateField,
  choice: choiceField,
  choices: choicesField,
  scale: scaleField,
  select: selectField,
  flag: flagField,
  reference: referenceField,
  references: referencesField,
  spread: spreadField,
  waits: waitsField,
  said: saidField,
};

/** Whether a field is asked now: some belong to a state of rating apart. @param {Ctx} ctx @param {Field} field */
export function askedNow(ctx, field) {
  return !field.when || field.when.includes(ctx.host.apart?.()?.state ?? "off");
}

/**
 * The control of a field that is not a list.
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} base the path that it stands below
 * @returns {Control}
 */
export function singleField(ctx, field, base) {
  if (field.kind === "group") return groupField(ctx, field, base);
  if (field.kind === "quantity") return quantityField(ctx, field, base);
  const make = LEAVES[field.kind];
  if (!make) throw new Error(`The form knows no field of the kind “${field.kind}”.`);
  return make(ctx, field, join(base, field.name));
}

/**
 * Fields one below the other, or two side by side where there is room, or in a row.
 * @param {Ctx} ctx
 * @param {Field[]} fields
 * @param {string} base
 * @param {{look?: "" | "two" | "row", more?: string[], noun?: string}} [options]
 *   more: the names of those that stand behind a disclosure. noun: what the disclosure says more about.
 * @returns {Control}
 */
export function fieldsTogether(ctx, fields, base, { look = "", more = [], noun = "" } = {}) {
  const shown = fields.filter((field) => !more.includes(field.name));
  const rest = fields.filter((field) => more.includes(field.name));
  const parts = shown.map((field) => ctx.part(ctx, field, base));
  const whole = wholeRow(shown);
  parts.forEach((part, at) => part.element.classList.toggle("cjm-whole", whole[at]));
  const grid = h("div", { class: look ? `cjm-fields cjm-${look}` : "cjm-fields" }, ...parts.map((part) => part.element));
  let element = grid;
  if (rest.length > 0) {
    const title = noun ? `More about this ${noun}` : "More";
    const build = () => fieldsTogether(ctx, rest, base, { look: look && "two" });
    const tail = moreOf(ctx, { fields: rest, base, title, build });
    parts.push(tail);
    element = h("div", { class: "cjm-all" }, shown.length > 0 ? grid : null, tail.element);
  }
  return {
    element,
    update() {
      parts.forEach((part, at) => {
        part.update();
        const field = shown[at];
        if (field?.when) part.element.hidden = !askedNow(ctx, field);
      });
    },
    focus(path) {
      if (path === base) return parts[0]?.focus(join(base, (shown[0] ?? fields[0]).name)) ?? false;
      return parts.some((part) => part.focus(path));
    },
    destroy: () => parts.forEach((part) => part.destroy()),
  };
}

/** Fields that belong together; `more: true` puts all of them behind a disclosure, a list of names some of them. @param {Ctx} ctx @param {Field} field @param {string} base */
function groupField(ctx, field, base) {
  const path = join(base, field.name);
  const more = foldedIn(field);
  const build = () => fieldsTogether(ctx, field.fields ?? [], path, { look: field.layout === "two" ? "two" : "", more });
  if (field.more !== true) return fieldset(field, build(), h("legend", { class: "cjm-legend" }, field.title));
  const folded = moreOf(ctx, {
    fields: [field],
    base,
    title: field.title,
    build: () => fieldset(field, build(), h("legend", { class: "cjm-heard" }, field.title)),
  });
  folded.element.classList.add("cjm-more-group");
  return folded;
}

/** @param {Field} field @param {Control} inner @param {HTMLElement} legend */
function fieldset(field, inner, legend) {
  const hintId = uid();
  const element = h(
    "fieldset",
    { class: "cjm-field cjm-group", "aria-describedby": field.hint ? hintId : undefined },
    legend,
    field.hint ? h("p", { class: "cjm-hint", id: hintId }, field.hint) : null,
    inner.element,
  );
  return { ...inner, element };
}
