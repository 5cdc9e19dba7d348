/** Walking through a spec together with the journey's values. Pure functions. */

import { join } from "../lib/paths.js";
import { nameOf, numbered } from "../lib/words.js";
import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./types.js").ValueAt} ValueAt */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").FormSpec} FormSpec */

/** Whether nothing has been answered. "Unknown" and 0 are answers; an unticked box is none. @param {Value} value */
export function isEmpty(value) {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

/**
 * Every field that can be answered, in the order of the page.
 * @param {import("./types.js").Field[]} fields
 * @param {string} base the path that they stand below
 * @param {(path: string) => any} value
 * @param {string} [where] the item they belong to, as its heading says
 * @returns {Generator<{path: string, field: import("./types.js").Field, title: string, where: string}>}
 */
export function* leaves(fields, base, value, where = "") {
  for (const field of fields) {
    const path = join(base, field.name);
    if (field.kind === "items") {
      yield { path, field, title: field.title, where };
      for (const [at, item] of (value(path) ?? []).entries()) {
        const heading = numbered(field.noun ?? "item", at + 1, nameOf(item, labelOf(field), value));
        yield* leaves(field.fields ?? [], join(path, item.id), value, where ? `${where}, ${heading}` : heading);
      }
    } else if (field.kind === "group" || field.kind === "quantity") {
      for (const leaf of leaves(field.fields ?? [], path, value, where)) {
        const title = field.kind === "quantity" ? field.title : [field.title, leaf.title].filter(Boolean).join(": ");
        yield { ...leaf, title };
      }
    } else {
      yield { path, field, title: field.title, where };
    }
  }
}

/** All fields of all sections, as `leaves`. @param {FormSpec} spec @param {ValueAt} value */
export function* allLeaves(spec, value) {
  for (const section of spec.sections) yield* leaves(section.fields, section.path, value);
}

/**
 * Whether something is answered in an item besides its name, of what is asked for it here. What is not asked at the
 * moment says nothing.
 * @param {Field} field
 * @param {string} base
 * @param {ValueAt} value
 * @param {(part: Field) => boolean} [asked]
 */
export function answered(field, base, value, asked = () => true) {
  const name = labelOf(field);
  const counts = (/** @type {Field} */ part) => part.name !== name && asked(part);
  return (field.fields ?? []).some((/** @type {Field} */ part) => counts(part) && hasAnswer(part, join(base, part.name), value));
}

/** @param {Field} field @param {string} path @param {ValueAt} value @returns {boolean} */
function hasAnswer(field, path, value) {
  const within = (/** @type {string} */ base) => (field.fields ?? []).some((/** @type {Field} */ part) => hasAnswer(part, join(base, part.name), value));
  if (field.kind === "group") return within(path);
  // a unit alone says nothing
  if (field.kind === "quantity") return !isEmpty(value(join(path, field.fields?.[0]?.name ?? "")));
  // the items of a fixed list were made elsewhere: that they are there says nothing
  if (field.kind === "items" && field.fixed) return (value(path) ?? []).some((/** @type {Item} */ item) => within(join(path, item.id)));
  return !isEmpty(value(path));
}

/**
 * How many questions there are among the fields, and how many of them are answered. A list is one question; where its
 * items need an answer to be finished, each of them is one.
 * @param {import("./types.js").Field[]} fields
 * @param {string} base
 * @param {(path: string) => any} value
 */
export function answersIn(fields, base, value) {
  let [done, of] = [0, 0];
  for (const field of fields) {
    const path = join(base, field.name);
    if (field.kind === "group") {
      const inner = answersIn(field.fields ?? [], path, value);
      [done, of] = [done + inner.done, of + inner.of];
      continue;
    }
    const items = (field.needs && value(path)) || [];
    if (items.length > 0) {
      const finished = items.filter((/** @type {Item} */ { id }) => !isEmpty(value(join(path, id, field.needs ?? ""))));
      [done, of] = [done + finished.length, of + items.length];
      continue;
    }
    [done, of] = [done + (hasAnswer(field, path, value) ? 1 : 0), of + 1];
  }
  return { done, of };
}

/**
 * Whether the fields are one list with nothing in it: there is no question yet of which so many could be answered.
 * @param {import("./types.js").Field[]} fields @param {string} base @param {(path: string) => any} value
 */
export function isEmptyList(fields, base, value) {
  return fields.length === 1 && fields[0].kind === "items" && isEmpty(value(join(base, fields[0].name)));
}

/** How many fields an item shows, those in groups counted one by one. @param {Field[]} fields @returns {number} */
export function fieldCount(fields = []) {
  return fields.reduce((sum, field) => sum + (field.kind === "group" ? fieldCount(field.fields) : 1), 0);
}

const SHORT = ["text", "date", "number", "select", "reference"];
/** The names of the fields of a list or a group that stand behind a disclosure. @returns {string[]} @param {Field} field */
export function foldedIn(field) {
  return Array.isArray(field.more) ? field.more : [];
}

const FIELDS_BEFORE_DETAILS = 3;
const SHORT_FIELDS_BEFORE_DETAILS = 4;

/**
 * Whether a card shows its fields at once. Items with more of them are shown by name, their details opened one by
 * one; where the rest stands behind a disclosure of its own, a few short ones are in view.
 * @param {import("./types.js").Field} field a list
 */
export function inView(field) {
  const fields = field.fields ?? [];
  const folded = foldedIn(field);
  if (folded.length === 0) return fieldCount(fields) <= FIELDS_BEFORE_DETAILS;
  const shown = fields.filter(({ name }) => !folded.includes(name));
  const most = shown.every(({ kind }) => SHORT.includes(kind)) ? SHORT_FIELDS_BEFORE_DETAILS : FIELDS_BEFORE_DETAILS;
  return fieldCount(shown) <= most;
}

/**
 * Which fields take the whole row where two stand side by side. Only neighbours of the same height pair up:
 * short with short, several lines or cards with several lines or cards; the last of an odd number takes the row.
 * @param {import("./types.js").Field[]} fields
 * @returns {boolean[]}
 */
export function wholeRow(fields) {
  const tall = (/** @type {Field} */ { kind, small }) => kind === "long" || (kind === "scale" && !small);
  const heights = fields.map((field) => (SHORT.includes(field.kind) ? "short" : tall(field) ? "tall" : ""));
  const whole = heights.map((height) => height === "");
  let start = 0;
  for (let at = 1; at <= fields.length; at += 1) {
    if (heights[at] === heights[start] && at < fields.length) continue;
    if ((at - start) % 2 === 1) whole[at - 1] = true;
    start = at;
  }
  return whole;
}

/**
 * The field that an error belongs to: the one with its path, else the nearest above or below it.
 * @returns {string} the field's path, or "" if the form has none
 * @param {string} path
 * @param {string[]} paths
 */
export function nearestField(path, paths) {
  if (paths.includes(path)) return path;
  const near = paths.filter((/** @type {string} */ other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
  return near.sort((a, b) => b.length - a.length)[0] ?? "";
}
