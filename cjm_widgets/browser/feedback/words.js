// What the page on feedback calls things: scales, layouts, letters, columns. Words alone.

import { listed } from "../lib/words.js";

/** @typedef {import("./types.js").Question} Question */

/** @type {Record<string, string>} */
export const SCALES = {
  "positive-share": "The share who answered well, in %: more is better",
  "negative-share": "The share who answered badly, in %: fewer is better",
  "five-points": "Points from 1 to 5, where 5 is the best",
  "ten-points": "Points from 0 to 10, where 10 is the best",
  nps: "Net promoter score, from −100 to 100",
  felt: "The room’s own, from −2 to +2",
};

/** @type {Record<string, string>} */
export const LAYOUTS = {
  "groups across": "Figures that are added up: a row for each item, a column for each group",
  "steps down": "Figures that are added up: a row for each item",
  "steps across": "Figures that are added up: a column for each item",
  answers: "A row for each person who answered",
  "step by step": "A row for each person and step",
  events: "A row for each contact: who, when and at which step",
};

/** @type {[string, string][]} */
export const ENCODINGS = [
  ["utf-8", "UTF-8, as most programs write"],
  ["cp1252", "Windows (Western Europe)"],
  ["utf-16", "UTF-16"],
];

/** @type {[string, string][]} */
export const SEPARATORS = [[",", "Commas"], [";", "Semicolons"], ["\t", "Tabs"], ["|", "Upright strokes"]];

/** @type {[string, string][]} */
export const ROLES = [
  ["", "Not used"],
  ["step", "Which step"],
  ["value", "Figures or answers"],
  ["outcome", "About the journey as a whole"],
  ["group", "Which group"],
  ["n", "How many people"],
  ["target", "The target"],
  ["comment", "Comments"],
  ["case", "Which customer"],
  ["time", "When"],
  ["end", "When it was over"],
  ["channel", "By which channel"],
];

/** @type {Record<string, string>} */
export const FOUND = { sd: "How far answers spread", gap: "Distance from the target", printed: "The score, which is checked", benchmark: "Others’ figures", left_out: "Which rows count" };

/** What is asked, in the words of somebody who brings a survey. @param {Question & { columns?: string[] }} question */
export function inPlainWords({ id, column, columns = [column], options, say }) {
  const cells = options.map(([cell]) => `“${cell}”`).join(", ");
  return {
    scale: `Which scale are the figures in “${column}” on?`,
    fraction: `${say.split(" If ")[0]} Which is it?`,
    words: `“${column}” is answered in words. In which order, from the worst to the best?`,
    answers: `${cells} say how often each answer was given. In which order, from the worst to the best?`,
    good: say.replace(" Say below what each column holds.", ""),
    people: `Is each column from “${options[0]?.[0]}” to “${options.at(-1)?.[0]}” one person?`,
    value: options.length ? "Which column holds the figures?" : say,
    way: `The file’s own words for “${column}” say that its scale runs the other way. Which end is good?`,
    which: `${say.split(" Say --scale")[0]} Which counts?`,
    layout: `What does “${column}” name?`,
    group: "Which column names the group?",
    missing: `${listed(columns.map((one) => `“${one}”`))} ${columns.length > 1 ? "hold" : "holds"} ${cells}, which ${columns.length > 1 ? "their" : "its"} scale does not reach. Does that mean “no answer”?`,
    decimal: "What does 1,234 mean in this table?",
    counted: say.replace(" Say below what each column holds.", ""),
    "day-first": `Do the dates in “${column}” begin with the day or with the month?`,
    name: `Is “${column}” the step “${options[0]?.[0]}”?`,
  }[id] ?? say;
}

/** “2.4 MB”. @param {number} bytes */
export function bytesInWords(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(bytes < 10485760 ? 1 : 0)} MB`;
}

/** What columns hold that say how often each answer was given. @type {[string, string][]} */
export const COUNTS = [["people", "Numbers of people"], ["shares", "Percentages"]];
