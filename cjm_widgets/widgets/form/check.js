/** Walking through a spec together with the journey's values. Pure functions. */

import { join } from "./dom.js";
import { nameOf, numbered } from "./words.js";

/** Whether nothing has been answered. "Unknown" and 0 are answers; an unticked box is none. */
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
        const heading = numbered(field.noun ?? "item", at + 1, nameOf(item, field.label, value));
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

/** All fields of all sections, as `leaves`. */
export function* allLeaves(spec, value) {
  for (const section of spec.sections) yield* leaves(section.fields, section.path, value);
}

/** Whether something is answered in an item besides its name. */
export function answered(field, base, value) {
  for (const part of field.fields ?? []) {
    if (part.name === (field.label ?? "name")) continue;
    const path = join(base, part.name);
    // a unit alone says nothing
    if (part.kind === "quantity" ? !isEmpty(value(join(path, part.fields?.[0]?.name ?? ""))) : false) return true;
    if (part.kind === "group" && answered({ ...part, label: "" }, path, value)) return true;
    if (!["quantity", "group"].includes(part.kind) && !isEmpty(value(path))) return true;
  }
  return false;
}

/** How many fields an item shows, those in groups counted one by one. */
export function fieldCount(fields = []) {
  return fields.reduce((sum, field) => sum + (field.kind === "group" ? fieldCount(field.fields) : 1), 0);
}

const SHORT = ["text", "number", "select", "reference"];

/**
 * Which fields take the whole row where two stand side by side. Only neighbours of the same height pair up:
 * short with short, several lines with several lines; the last of an odd number takes the row.
 * @param {import("./types.js").Field[]} fields
 * @returns {boolean[]}
 */
export function wholeRow(fields) {
  const heights = fields.map(({ kind }) => (SHORT.includes(kind) ? "short" : kind === "long" ? "tall" : ""));
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
 */
export function fieldOf(path, paths) {
  if (paths.includes(path)) return path;
  const near = paths.filter((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
  return near.sort((a, b) => b.length - a.length)[0] ?? "";
}
