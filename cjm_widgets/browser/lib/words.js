// Sentences, figures, and what things are called. Pure functions.

import { shownDate } from "./dates.js";

/** First letter large. @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// the blocks of letters that are written from right to left
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * People's words within a sentence of ours: those from right to left are set apart, so that they turn nothing round.
 * @param {string} words
 */
export function isolated(words) {
  return FROM_RIGHT.test(words) ? `\u2068${words}\u2069` : words;
}

/** “a, b and c”. @param {string[]} words @param {"and" | "or"} [last] */
export function listed(words, last = "and") {
  const apart = words.map(isolated);
  return apart.length > 1 ? `${apart.slice(0, -1).join(", ")} ${last} ${apart.at(-1)}` : apart.join("");
}

/** “1 person”, “2 people”. @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** The number of an item in its list: the same wherever it stands. @param {string[]} ids @param {string} id */
export function numberIn(ids, id) {
  return ids.indexOf(id) + 1;
}

/** A name as people mean it: alike for those that differ in capitals, in spaces or in how their letters are put together. @param {string} text */
export function asMeant(text) {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase();
}

/** A figure as people write it: with a true minus, and its sign where the scale goes below zero. @param {number} value */
export function signed(value) {
  return `${value > 0 ? "+" : ""}${value}`.replace("-", "−");
}

/** How large something is, with its unit: “1,500 minutes”; as `figure` in cjm_widgets/journey/figures.py. @param {number} value @param {string} [unit] */
export function sized(value, unit = "") {
  const finest = Math.abs(value) < 1e-4 ? 12 : 6;
  const rounded = Number(value.toFixed(finest)) + 0; // no minus before nought
  const most = { maximumSignificantDigits: 10 };
  return `${rounded.toLocaleString("en-GB", most).replace("-", "−")} ${unit}`.trim();
}

/**
 * What an item is called by the people who wrote it, or "".
 * @param {import("./types.js").Value} item
 * @param {string | undefined} label the field that names it
 * @param {import("./types.js").ValueAt} value to look up the step that an item without a name belongs to
 * @returns {string}
 */
export function nameOf(item, label, value) {
  const own = (label && item?.[label]) || item?.name || item?.title || item?.words;
  if (typeof own === "string" && own.trim()) return label === "date" ? shownDate(own) : own.trim();
  if (!item?.step) return "";
  const steps = value("steps");
  return (Array.isArray(steps) && steps.find((step) => step.id === item.step)?.name) || "";
}

/** "Step 5: Security", or "Step 5" where it has no name yet. @param {string} noun @param {number} number @param {string} name */
export function numbered(noun, number, name) {
  return `${capital(noun)} ${number}${name ? `: ${name}` : ""}`;
}
