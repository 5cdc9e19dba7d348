// Places of a journey, what stands there and what was taken back, in words: labels and names, never codes. Pure.

import { capital, counted, isolated, listed, nameOf, numbered } from "../lib/words.js";
import { join } from "../lib/paths.js";
import { speaksAs } from "../apart/speaks_as.js";
import { pointable } from "../form/places.js";
import { labelOf, singular } from "../form/words.js";

/** @typedef {import("../form/types.js").Field} Field */
/** @typedef {{ sections?: { path: string, fields: Field[] }[] } | undefined} Spec */
/** @typedef {Field & { within?: string }} Asked  within: the group, where others of the form ask the same */
/** @typedef {(path: string) => any} Value */

const LONGEST = 60;
const AFTER = "/@after";
const OWN_DOTS = /^(.+)\/dots\/[^/]+\/n$/;

/**
 * The field of a form that asks for a place, or the list that an item stands in.
 * @param {Spec} spec
 * @param {string} path
 * @returns {Asked | undefined}
 */
export function fieldAt(spec, path) {
  for (const { path: base, fields } of spec?.sections ?? []) {
    const found = among(fields, base, path.replace(AFTER, ""));
    if (found) return found;
  }
  return undefined;
}

/** @param {Field[]} fields @param {string} base @param {string} path @returns {Asked | undefined} */
function among(fields, base, path) {
  for (const field of fields) {
    const own = join(base, field.name);
    if (path === own) return field;
    if (!path.startsWith(`${own}/`)) continue;
    const item = field.kind === "items" ? path.slice(own.length + 1).split("/")[0] : "";
    if (item && path === join(own, item)) return field;
    const found = among(field.fields ?? [], join(own, item), path);
    if (found && field.kind === "quantity") return { ...found, title: field.title };
    const same = field.kind === "group" && fields.some((other) => other !== field && other.fields?.some(({ title }) => title === found?.title));
    if (found) return same ? { ...found, within: field.title } : found;
  }
  return undefined;
}

/**
 * The innermost item that a place belongs to, as people call it: “Security”, or “Step 5”.
 * @param {string} path @param {Value} value @param {Spec} spec
 */
export function itemAt(path, value, spec) {
  const parts = path.replace(AFTER, "").split("/");
  for (let to = parts.length; to > 1; to -= 1) {
    const items = value(parts.slice(0, to - 1).join("/"));
    const at = Array.isArray(items) ? items.findIndex((item) => item?.id === parts[to - 1]) : -1;
    if (at < 0) continue;
    const noun = () => fieldAt(spec, parts.slice(0, to).join("/"))?.noun ?? singular(parts[to - 2]);
    const named = isolated(clipped(nameOf(items[at], undefined, value))) || (to <= 2 && numbered(noun(), at + 1, ""));
    if (named) return named;
  }
  const list = fieldAt(spec, path);
  return list?.noun ? `the ${list.noun}` : "";
}

/**
 * What stands at a place, as its form says it; "" for nothing.
 * @param {Field | undefined} field @param {any} standing @param {Value} value
 * @returns {string}
 */
export function said(field, standing, value) {
  if (standing === null || standing === undefined || standing === "") return field?.none ?? "";
  if (Array.isArray(standing)) return standing.map((one) => said(field, one, value)).filter(Boolean).join(", ");
  if (typeof standing === "boolean") return standing ? "yes" : "no";
  const choice = field?.choices?.find(([one]) => one === standing)?.[1];
  const named = field?.to ? pointable(field, value).flatMap(({ items }) => items).find(({ id }) => id === standing)?.name : undefined;
  const words = choice ?? named ?? (typeof standing === "object" ? nameOf(standing, undefined, value) : String(standing).replace(/\s+/g, " ").trim());
  return clipped(words);
}

/** @param {string} words */
const clipped = (words) => ([...words].length > LONGEST ? `${[...words].slice(0, LONGEST - 1).join("")}…` : words);

/** Whether an item went from one list to another, such as from step to step. @param {import("./undo.js").Step} step */
function wentOver({ edits }) {
  const idOf = (/** @type {string} */ path) => path.split("/").at(-1);
  return edits.some((one) => one.order && edits.some((other) => other.order && other !== one && idOf(other.path) === idOf(one.path) && (other.next === null) !== (one.next === null)));
}

/**
 * A question as a sentence names it, in quotation marks if it has the form of a sentence itself.
 * @param {Asked | undefined} field
 */
function question(field) {
  const title = field && field.kind !== "items" ? field.title : "";
  return title.endsWith("?") || field?.kind === "flag" ? `“${title}”` : title;
}

/**
 * What a place holds: “Feelings is “Tired””, “Public” is ticked.
 * @param {Asked} field @param {any} standing @param {Value} value @param {string} again
 */
function holding(field, standing, value, again) {
  if (field.kind === "flag") return `${question(field)} is ${standing ? `ticked${again}` : "not ticked any more"}`;
  return `${question(field)} ${isAgain(said(field, standing, value))}${again}`;
}

/** @param {string} words */
const isAgain = (words) => `is ${words ? `“${isolated(words)}”` : "empty"}`;

/** @typedef {{ spec: any, value: Value, label: (path: string) => string }} Standing  the page as it stands now */

/**
 * What a step was done to: its first place that a form asks for, and how people call that.
 * @param {import("./undo.js").Step} step @param {Standing} page
 */
function placed(step, { spec, value, label }) {
  const one = step.edits.find(({ path, order }) => order || fieldAt(spec, path)) ?? step.edits[0];
  const { path, old, next, order } = one;
  const field = fieldAt(spec, path);
  const kept = order ? (old ?? next) : undefined;
  const item = (typeof kept === "object" && kept && isolated(clipped(nameOf(kept, field && labelOf(field), value)))) || itemAt(path, value, spec);
  const place = [item, field?.within].filter(Boolean).join(": ");
  const called = field ? "" : label(path);
  return { one, field, item, place, called, what: called || (!field && step.what) || [place, question(field)].filter(Boolean).join(": ") || "this page" };
}

/** What another page calls the place of a step; undefined where this one does not know it. @param {import("./undo.js").Step} step @param {Standing} page */
export function whatOf(step, page) {
  const { field, called, what } = placed(step, page);
  return field || called ? what : step.what;
}

/** How many things a step changes: items, or places that belong to none. @param {import("./undo.js").Step} step @param {Value} value */
function thingsIn({ edits }, value) {
  const own = edits.filter(({ path }) => !edits.some((other) => other.order && path.startsWith(`${other.path}/`)));
  return new Set(own.map(({ path, order }) => {
    if (order) return path.replace(AFTER, "");
    const [outer, inner] = [2, 4].map((to) => path.split("/").slice(0, to).join("/"));
    const within = value(inner); // what has a name of its own, as a touchpoint; a rating has none
    return within?.id && nameOf(within, undefined, value) ? inner : outer;
  })).size;
}

/**
 * What a button would take back or do again: “Security: Feelings”, “moving Security”.
 * @param {import("./undo.js").Step} step @param {"undo" | "redo"} way @param {Standing} page
 */
export function about(step, way, page) {
  const { one, item, what } = placed(step, page);
  if (wentOver(step)) return `moving ${item}`;
  const more = thingsIn(step, page.value) - 1;
  const also = more > 0 ? ` and ${counted(more, "more change")}` : "";
  if (one.path.endsWith(AFTER)) return `moving ${item}${also}`;
  if (!one.order) return `${what}${also}`;
  // what is done again is remembered as the step that takes it back
  return `${(one.next === null) === (way === "undo") ? "removing" : "adding"} ${item || "it"}${also}`;
}

/**
 * What was taken back, or done again: “Undone. Security: Feelings is “Tired” again.”
 * @param {import("./undo.js").Outcome} outcome
 * @param {"undo" | "redo"} way
 * @param {Standing} page
 */
export function told({ step, state }, way, page) {
  const { spec, value } = page;
  const undone = way === "undo";
  const { one: { path, order }, field, item, place, called, what } = placed(step, page);
  if (state === "changed") return `${undone ? "Not undone" : "Not done again"}: somebody has changed ${what} since.`;
  const things = wentOver(step) ? 1 : thingsIn(step, value);
  const start = `${undone ? "Undone" : "Done again"}${things > 1 ? `, ${counted(things, "change")}` : ""}.`;
  const again = undone ? " again" : "";
  if (path.endsWith(AFTER)) {
    const list = path.split("/").slice(0, -2).join("/");
    const at = (value(list) ?? []).findIndex((/** @type {any} */ other) => path === `${list}/${other.id}${AFTER}`);
    return `${start} ${capital(item)} is ${field?.noun ?? singular(list.split("/").pop() ?? "")} ${at + 1}${again}.`;
  }
  if (wentOver(step)) return `${start} ${capital(item)} ${undone ? "is back where it was" : "is moved"}.`;
  if (order) return `${start} ${item ? capital(item) : "It"} ${value(path) === undefined ? `is removed${again}` : "is back"}.`;
  if (path.startsWith("voices/")) return `${start} ${speaksAs(value(path))}.`;
  const dotted = OWN_DOTS.exec(path)?.[1];
  if (dotted) return `${start} ${capital(itemAt(dotted, value, spec))} has ${value(path) || "none"} of your dots${again}.`;
  if (!field && !called) return `${start} ${capital(what)} is ${undone ? "as it was" : "changed"}.`; // where it stands on a picture
  if (!field) return `${start} ${capital(called)} ${isAgain(said(field, value(path), value))}${again}.`;
  const fields = step.edits.flatMap((other) => {
    const asked = other.order || itemAt(other.path, value, spec) !== item ? undefined : fieldAt(spec, other.path);
    return asked && asked.within === field.within ? [holding(asked, value(other.path), value, "")] : [];
  });
  const all = fields.length > 1 ? `${listed(fields)}${again}` : holding(field, value(path), value, again);
  return `${start} ${capital(place ? `${place}: ${all}` : all)}.`;
}
