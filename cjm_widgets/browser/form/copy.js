/** A second of an item, with all that is asked for it here. What others answered about the first stays with the first. */

import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Field} Field */

/**
 * @param {any} item
 * @param {Field} field the list's field
 * @param {() => string} newId
 * @returns {any} the new item; what pointed within the first points within the second
 */
export function duplicateOf(item, field, newId) {
  const label = labelOf(field);
  const asked = new Set((field.fields ?? []).map(({ name }) => name.split("/")[0]));
  const kept = Object.fromEntries(Object.entries(item).filter(([name]) => asked.has(name)));
  /** @type {Map<string, string>} */ const ids = new Map();
  collect(kept, ids, newId);
  const name = typeof item[label] === "string" && item[label] ? { [label]: `${item[label]} (copy)` } : {};
  return { ...renamed(kept, ids), ...name, id: newId() };
}

/** The ids of all items in a value. @param {any} node @param {Map<string, string>} ids @param {() => string} newId */
function collect(node, ids, newId) {
  if (node === null || typeof node !== "object") return;
  if (typeof node.id === "string") ids.set(node.id, newId());
  for (const one of Object.values(node)) collect(one, ids, newId);
}

const WORDS = ["name", "title", "words"];

/** @param {any} node @param {Map<string, string>} ids @returns {any} */
function renamed(node, ids) {
  if (typeof node === "string") return ids.get(node) ?? node;
  if (Array.isArray(node)) return node.map((one) => renamed(one, ids));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, WORDS.includes(key) ? one : renamed(one, ids)]));
}
