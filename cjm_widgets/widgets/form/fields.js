/** From a field of the spec to its control, and fields laid out together. */

import { wholeRow } from "./check.js";
import { choiceField, choicesField, flagField, referenceField, scaleField, selectField } from "./choose.js";
import { h, join, uid } from "./dom.js";
import { longField, numberField, quantityField, textField } from "./text.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Control} Control */

const LEAVES = {
  text: textField,
  long: longField,
  number: numberField,
  choice: choiceField,
  choices: choicesField,
  scale: scaleField,
  select: selectField,
  flag: flagField,
  reference: referenceField,
};

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
  if (make === undefined) throw new Error(`The form knows no field of the kind “${field.kind}”.`);
  return make(ctx, field, join(base, field.name));
}

/**
 * Fields one below the other, or two side by side where there is room.
 * @param {Ctx} ctx
 * @param {Field[]} fields
 * @param {string} base
 * @param {boolean} two
 * @returns {Control}
 */
export function fieldsTogether(ctx, fields, base, two) {
  const parts = fields.map((field) => ctx.part(ctx, field, base));
  const whole = wholeRow(fields);
  parts.forEach((part, at) => part.element.classList.toggle("cjm-whole", whole[at]));
  const element = h("div", { class: two ? "cjm-fields cjm-two" : "cjm-fields" }, ...parts.map((part) => part.element));
  return {
    element,
    update: () => parts.forEach((part) => part.update()),
    focus(path) {
      if (path === base) return parts[0]?.focus(join(base, fields[0].name)) ?? false;
      return parts.some((part) => part.focus(path));
    },
    destroy: () => parts.forEach((part) => part.destroy()),
  };
}

/** Fields that belong together. */
function groupField(ctx, field, base) {
  const path = join(base, field.name);
  const hintId = uid();
  const inner = fieldsTogether(ctx, field.fields ?? [], path, field.layout === "two");
  const element = h(
    "fieldset",
    { class: "cjm-field cjm-group", "aria-describedby": field.hint ? hintId : undefined },
    h("legend", { class: "cjm-legend" }, field.title),
    field.hint ? h("p", { class: "cjm-hint", id: hintId }, field.hint) : null,
    inner.element,
  );
  return { ...inner, element };
}
