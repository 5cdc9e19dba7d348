/** What a cell of a table says in a field: answers by their words or the beginning of them, dates, times, lists. Pure functions. */

import { dayOf, readDate, shownDate } from "../lib/dates.js";
import { asMeant, nameOf } from "../lib/words.js";
import { labelOf, readNumber } from "./words.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").ValueAt} ValueAt */

/** Other words for an answer, as people type them, by what is kept. */
const SAME = /** @type {Record<string, string[]>} */ ({
  "put-in-place": ["in place", "start", "begin", "new", "add", "introduce"], change: ["improve", "fix"], keep: ["continue", "carry on"],
  "not-begun": ["not started", "to do", "todo", "not yet"], "under-way": ["started", "begun", "in progress", "ongoing"],
  done: ["finished", "complete", "completed"], dropped: ["cancelled", "canceled"],
  ours: ["us", "we", "our own"], shared: ["together"], others: ["not ours", "somebody elses", "someone elses", "theirs"], "not-ours": ["others", "theirs"],
  unknown: ["not known", "?", "dont know", "i dont know", "do not know"],
  telephone: ["phone", "call"], post: ["mail"], "in-person": ["face to face"], guess: ["unsure", "not sure"],
  strong: ["high", "big"], slight: ["low", "small"],
});
const YES = ["yes", "y", "x", "✓", "✔", "true", "1"];
const NO = ["no", "n", "–", "-", "false", "0"];
const LEAST = 3; // letters that may stand for an answer

/** "15 weeks", "10 min", "1,5 h": the amount and its unit; null where it is none. @param {string} cell @param {Field} part */
export function quantityOf(cell, part) {
  const found = /^[~≈]?\s*([\d.,]+)\s*(\p{L}+)\.?$/u.exec(cell.trim());
  const read = found ? readNumber(found[1], {}) : null;
  if (!found || !read || !("value" in read) || read.value === null) return null;
  const word = asMeant(found[2]).replace(/^mins?$/, "minutes").replace(/^hrs?$/, "hours").replace(/^wks?$/, "weeks").replace(/^mo$/, "months");
  const units = (part.fields ?? []).find(({ choices }) => choices)?.choices ?? [];
  const unit = units.map(([key]) => String(key)).find((key) => key.startsWith(word));
  return unit === undefined ? null : { amount: read.value, unit };
}

/**
 * What a cell says in a field; undefined where it says nothing there.
 * @param {Field} part
 * @param {string} cell
 * @param {ValueAt} value
 * @returns {any}
 */
export function readCell(part, cell, value) {
  switch (part.kind) {
    case "quantity":
      return quantityOf(cell, part) ?? undefined;
    case "number": {
      const read = readNumber(cell.replace(/\s*%$/, ""), part);
      return "value" in read ? read.value : undefined;
    }
    case "date":
      return readDate(cell, dayOf()) || undefined;
    case "flag":
      return YES.includes(asMeant(cell)) || asMeant(cell) === asMeant(part.short ?? part.title) ? true : NO.includes(asMeant(cell)) ? false : undefined;
    case "reference":
      return pointedAt(part, cell, value);
    case "select":
    case "choice":
    case "scale":
      return choiceSaid(part, cell);
    case "choices": {
      const each = eachIn(cell).map((one) => choiceSaid(part, one));
      return each.length > 0 && !each.includes(undefined) ? each : undefined;
    }
    case "items":
      return itemsIn(part, cell);
    default:
      return [...cell].length > (part.limit ?? Infinity) ? undefined : cell;
  }
}

/** The words of a date that its figures do not say. @param {string} date @param {string} cell */
export function wordsOf(date, cell) {
  return [asMeant(date), asMeant(shownDate(date))].includes(asMeant(cell)) ? "" : cell.trim();
}

/** One of the answers: by what is kept, by its words or others for them, or by the only ones that begin so or hold such a word. @param {Field} part @param {string} cell */
function choiceSaid(part, cell) {
  const said = spelt(cell).replace(/^\+(?=\d)/, "");
  const named = (part.choices ?? []).map(([key, words]) => ({ key, names: [String(key), words, words.split(/[:,]/)[0]].map(spelt) }));
  const only = (/** @type {(name: string, key: string) => boolean} */ fits) => {
    const found = named.filter(({ key, names }) => names.some((name) => fits(name, String(key))));
    return found.length === 1 ? found[0].key : undefined;
  };
  const plain = (/** @type {string} */ name) => name.replaceAll("-", " ");
  const exactly = only((name) => name === said || (!/^-?\d/.test(name) && plain(name) === plain(said)));
  const found = exactly ?? only((_, key) => SAME[key]?.includes(plain(said)) ?? false);
  if (found !== undefined || said.length < LEAST) return found;
  const begins = (/** @type {string} */ name) => plain(name).startsWith(plain(said));
  return only(begins) ?? only((name) => ` ${plain(name)} `.includes(` ${plain(said)} `));
}

/** Words as one spells them on either side of the ocean, with a final dot or without. @param {string} words */
function spelt(words) {
  return asMeant(words).replaceAll("−", "-").replace(/[’']|[.!]+$/g, "").replace(/is(?=(?:e[ds]?|ing|ations?)\b)/g, "iz").replaceAll("judgement", "judgment").replaceAll("e-mail", "email");
}

/** The item that is meant: by its name, by its number, or by the only name that begins so. @param {Field} part @param {string} cell @param {ValueAt} value @returns {string | undefined} */
function pointedAt(part, cell, value) {
  const said = asMeant(cell);
  const there = (value(part.to ?? "") ?? []).map((/** @type {Item} */ item) => ({ id: item.id, name: asMeant(nameOf(item, part.label, value)) }));
  const number = /^\D*?(\d{1,3})$/.exec(said.replace(`${part.noun ?? ""} `, ""))?.[1];
  const begun = said.length < LEAST ? [] : there.filter((/** @type {{name: string}} */ { name }) => name.startsWith(said));
  return (there.find((/** @type {{name: string}} */ { name }) => name === said) ?? (begun.length === 1 ? begun[0] : undefined) ?? (number ? there[Number(number) - 1] : undefined))?.id;
}

/** What is listed in a cell; a comma or a semicolon in brackets belongs to what stands before them. @param {string} cell */
function eachIn(cell) {
  return cell.split(/[;,\n](?![^(]*\))/).map((one) => one.trim()).filter(Boolean);
}

/** Items by their names, with what stands in brackets behind one where it answers something: “sign at the door (ours)”. @param {Field} part @param {string} cell @returns {Record<string, any>[]} */
function itemsIn(part, cell) {
  const label = labelOf(part);
  const own = (part.fields ?? []).find(({ name }) => name === label);
  // people's words hold commas of their own
  if (own?.kind === "long") return cell.split("\n").map((one) => ({ [label]: unquoted(one.trim()) })).filter((one) => one[label]);
  return eachIn(cell).map((one) => {
    const [, name, inside] = /^(.+?)\s*\(([^()]*)\)$/.exec(one) ?? [];
    const answers = name ? bracketsOf(part, inside) : null;
    return answers ? { [label]: name, ...answers } : { [label]: one };
  });
}

/** @param {string} words */
function unquoted(words) {
  return /^(["“„«])[^"“”„«»]*["”“»]$/.test(words) ? words.slice(1, -1) : words;
}

/** What words in brackets answer; null where one of them answers nothing. @param {Field} part @param {string} inside */
function bracketsOf(part, inside) {
  /** @type {Record<string, any>} */ const answers = {};
  for (const word of eachIn(inside)) {
    const free = (part.fields ?? []).filter((one) => ["select", "choice", "choices"].includes(one.kind) && !(one.name in answers && one.kind !== "choices"));
    // “ours” is whose it is before it is where
    const inWords = (/** @type {Field} */ one) => one.choices?.some(([, words]) => asMeant(words) === asMeant(word));
    const asked = free.find(inWords) ?? free.find((one) => choiceSaid(one, word) !== undefined);
    if (!asked) return null;
    const answer = choiceSaid(asked, word);
    answers[asked.name] = asked.kind === "choices" ? [...(answers[asked.name] ?? []), answer] : answer;
  }
  return answers;
}
