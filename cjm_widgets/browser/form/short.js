/** What stands in an item, in a few words on its line. Pure functions. */

import { join } from "../lib/paths.js";
import { counted, nameOf } from "../lib/words.js";
import { foldedIn } from "./check.js";
import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").ValueAt} ValueAt */

const MOST = 3;

/**
 * "2 touchpoints · 10 minutes": of what stands first in the item, what can be said short. What its group says is not said again.
 * @param {Field} field the list's field
 * @param {string} path of the item
 * @param {ValueAt} value
 */
export function shortWords(field, path, value) {
  const skipped = [labelOf(field), field.groups, ...foldedIn(field)];
  const parts = (field.fields ?? []).filter(({ name }) => !skipped.includes(name) && !name.endsWith("source"));
  return parts.map((part) => shortOf(part, join(path, part.name), value)).filter(Boolean).slice(0, MOST).join(" · ");
}

/** @param {Field} part @param {string} path @param {ValueAt} value */
function shortOf(part, path, value) {
  const held = value(path);
  switch (part.kind) {
    case "items":
      return held?.length ? counted(held.length, part.noun ?? "item", part.nouns) : "";
    case "quantity":
      return held?.amount === null || held?.amount === undefined ? "" : counted(held.amount, String(held.unit).replace(/s$/, ""));
    case "select":
    case "choice":
      return (part.choices ?? []).find(([key]) => key === held)?.[1].split(":")[0] ?? "";
    case "reference":
      return nameOf((value(part.to ?? "") ?? []).find((/** @type {import("./types.js").Item} */ item) => item.id === held), undefined, value);
    default:
      return "";
  }
}
