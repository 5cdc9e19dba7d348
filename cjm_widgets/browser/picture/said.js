/**
 * What people said or did beside a moment and a solution: counted, and which of it may leave the team's own pages.
 * Pure: nothing here touches the page.
 *
 * @typedef {import("../lib/model.js").Journey} Journey
 * @typedef {import("../lib/model.js").Quote} Quote
 * @typedef {import("../lib/model.js").Step} Step
 */

import { counted, isolated } from "../lib/words.js";

const STAYS = { no: "Not to be quoted outside this group", unasked: "Stays in this group until somebody says that it may be quoted" };

/** Whether somebody said that it may be quoted; nothing else will do. @param {Quote} quote */
export function mayLeave({ quotable }) {
  return quotable === "yes";
}

/** What was said at a step; with a touchpoint, there or of the step as a whole. @param {Step | undefined} step @param {string | null} [touchpoint] */
export function quotesAt(step, touchpoint = null) {
  return (step?.quotes ?? []).filter(({ words, touchpoint: own }) => words.trim() && (!touchpoint || !own || own === touchpoint));
}

/**
 * Where a moment stands or a solution helps, and what was said there.
 * @param {import("../lib/model.js").Moment | import("../lib/model.js").Solution} one
 * @param {Journey} journey
 */
export function saidBeside(one, journey) {
  const moment = "moment" in one && !one.step ? journey.moments.find(({ id }) => id === one.moment) : "touchpoint" in one ? one : null;
  const id = one.step ?? moment?.step;
  const step = journey.steps.find((each) => each.id === id);
  return { step, quotes: quotesAt(step, moment?.touchpoint) };
}

/** “3 quotes: a customer (2), front-line staff”; "" for none. @param {Quote[]} quotes @param {import("../lib/labels.js").Called} labels */
export function countedQuotes(quotes, labels) {
  if (!quotes.length) return "";
  const voices = quotes.map(({ voice }) => labels.full("steps/quotes/voice", voice).toLowerCase()).filter(Boolean);
  const each = [...new Set(voices)].map((voice) => {
    const count = voices.filter((one) => one === voice).length;
    return count > 1 ? `${voice} (${count})` : voice;
  });
  return `${counted(quotes.length, "quote")}${each.length ? `: ${each.join(", ")}` : ""}`;
}

/** Whose voice a quote is, where it comes from, and whether it stays here. @param {Quote} quote @param {Record<string, string>} sources what each is called, by its id @param {import("../lib/labels.js").Called} labels */
export function toldOf(quote, sources, labels) {
  const source = sources[quote.source ?? ""];
  const voice = labels.full("steps/quotes/voice", quote.voice);
  return [voice, source && isolated(source), mayLeave(quote) ? "" : STAYS[quote.quotable === "no" ? "no" : "unasked"]].filter(Boolean).join(" · ");
}
