/** What stands behind a disclosure, in a few words on its line. Pure functions. */

import { join } from "../lib/paths.js";
import { nameOf } from "../lib/words.js";
import { answersIn, isEmptyList } from "./check.js";
import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").ValueAt} ValueAt */

const MOST = 3;
const ROOM = 60; // characters for all of them
const LONGEST = 30; // characters; a longer question has no short name

/**
 * "Waiting, behind the scenes · 1 of 6 filled"; of one list its items: "Focus group, Survey · 2 of 2 filled".
 * @param {Field[]} fields
 * @param {string} base
 * @param {ValueAt} value
 */
export function insideWords(fields, base, value) {
  if (isEmptyList(fields, base, value)) return "none yet";
  const { done, of } = answersIn(fields, base, value);
  const [only, ...others] = fields;
  const list = only?.kind === "items" && others.length === 0 && !only.fixed ? only : null;
  const found = list ? (value(join(base, list.name)) ?? []).map((/** @type {import("./types.js").Item} */ item) => nameOf(item, labelOf(list), value)) : fields.flatMap(shortName);
  const names = found.filter(Boolean);
  const some = names.slice(0, MOST).map((/** @type {string} */ name, /** @type {number} */ at) => (list || at === 0 ? name : name[0].toLowerCase() + name.slice(1)));
  while (some.length > 1 && some.join(", ").length > ROOM) some.pop();
  const more = names.length > some.length ? "…" : "";
  const count = list && !list.needs ? "" : `${done} of ${of} filled`;
  return [some.length > 0 ? `${some.join(", ")}${more}` : "", count].filter(Boolean).join(" · ");
}

/** @param {Field} field @returns {string[]} */
function shortName(field) {
  if (field.kind === "group" && !field.title) return (field.fields ?? []).flatMap(shortName);
  const name = field.short ?? field.title.replace(/\?$/, "");
  return name.length > LONGEST || name.startsWith("Source") ? [] : [name];
}
