/** The items that a field may point to. Pure functions. */

import { join } from "../lib/paths.js";
import { capital, nameOf, numbered } from "../lib/words.js";
import { nounsOf } from "./words.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").ValueAt} ValueAt */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {{id: string, title: string, items: {id: string, name: string, word: string}[]}} Group */

// people speak of these by number: they are counted on the page and on the map
const BY_NUMBER = ["steps", "stages", "moments"];

/**
 * What can be chosen, in the journey's order: one group for a list, or one for each item of the outer list
 * where the field says "stages/needs". Groups without items are left out.
 * @param {Field} field
 * @param {(path: string) => any} value
 * @returns {Group[]}
 */
export function pointable(field, value) {
  const [list, inner] = (field.to ?? "").split("/");
  const { noun } = nounsOf(field);
  const outer = value(list) ?? [];
  if (inner === undefined) {
    const name = (/** @type {Item} */ item, /** @type {number} */ at) => {
      const own = nameOf(item, field.label, value);
      return BY_NUMBER.includes(list) || !own ? numbered(noun, at + 1, own) : own;
    };
    const items = outer.map((/** @type {Item} */ item, /** @type {number} */ at) => ({ id: item.id, name: name(item, at), word: "" }));
    return items.length > 0 ? [{ id: list, title: "", items }] : [];
  }
  return outer
    .map((/** @type {Item} */ group, /** @type {number} */ at) => ({
      id: group.id,
      title: nameOf(group, undefined, value) || numbered(list.replace(/s$/, ""), at + 1, ""),
      items: (group[inner] ?? []).map((/** @type {Item} */ item, /** @type {number} */ place) => inGroup(item, place, noun, value)),
    }))
    .filter((/** @type {Group} */ { items }) => items.length > 0);
}

/** A goal or a question under its own name, with the small word that says which of the two it is. @param {Item} item @param {number} at @param {string} noun @param {ValueAt} value */
function inGroup(item, at, noun, value) {
  const own = nameOf(item, undefined, value);
  const kind = typeof item.kind === "string" ? item.kind : "";
  return { id: item.id, name: own || `${capital(kind || noun)} ${at + 1}`, word: own ? kind : "" };
}

/**
 * Whether a list is filled in on this page: it stands in the form, and items can be added to it.
 * @param {import("./types.js").FormSpec} spec
 * @param {string} to such as "steps" or "stages/needs"
 */
export function isFilledIn(spec, to) {
  return spec.sections.some((section) => hasList(section.fields, section.path, to));
}

/**
 * What a new item of a list needs besides its name to be finished, as the page's own list of them asks for it.
 * @param {import("./types.js").FormSpec} spec
 * @param {string} to such as "sources"
 */
export function neededIn(spec, to) {
  const lists = spec.sections.filter(({ path }) => path === "").flatMap(({ fields }) => fields);
  const list = lists.find(({ kind, name }) => kind === "items" && name === to);
  return list?.fields?.find(({ name }) => name === list.needs);
}

/** @param {Field[]} fields @param {string} base @param {string} to @returns {boolean} */
function hasList(fields, base, to) {
  return fields.some((/** @type {Field} */ field) => {
    const path = join(base, field.name);
    if (field.kind === "group") return hasList(field.fields ?? [], path, to);
    if (field.kind !== "items") return false;
    if (path === to) return !field.fixed;
    return to.startsWith(`${path}/`) && hasList(field.fields ?? [], path, to);
  });
}

/** Where the first item is added: for needs, in the first stage that there is. @param {string} to @param {ValueAt} value */
export function placeToAdd(to, value) {
  const [list, inner] = to.split("/");
  const first = (value(list) ?? [])[0];
  return inner && first ? join(list, first.id, inner) : list;
}
