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
  const touchpoint = one.step && !("touchpoint" in one) ? null : moment?.touchpoint;
  return { step, touchpoint, quotes: quotesAt(step, touchpoint) };
}

/**
 * Why nobody is known to have said it: it has no source, or that is our own judgement or does not say what it is; "" where somebody did.
 * @param {Quote} quote @param {Journey["sources"]} sources
 */
function unheard(quote, sources) {
  const source = sources.find(({ id }) => id === quote.source);
  if (!source) return "without a source";
  if (!source.kind) return "from a source that does not say what it is";
  return source.kind === "judgement" ? "assumed by us" : "";
}

/**
 * “3 quotes: a customer (2), front-line staff”; what nobody is known to have said counts for no voice; "" for none.
 * @param {Quote[]} quotes @param {import("../lib/labels.js").Called} labels @param {Journey["sources"]} sources
 */
export function countedQuotes(quotes, labels, sources) {
  if (!quotes.length) return "";
  const whose = quotes.map((quote) => unheard(quote, sources) || labels.full("steps/quotes/voice", quote.voice).toLowerCase()).filter(Boolean);
  const each = [...new Set(whose)].map((one) => {
    const count = whose.filter((other) => other === one).length;
    return count > 1 ? `${one} (${count})` : one;
  });
  return `${counted(quotes.length, "quote")}${each.length ? `: ${each.join(", ")}` : ""}`;
}

/**
 * The same beside a moment or a solution: what was said at its step is not yet said of it.
 * @param {{ quotes: Quote[], touchpoint?: string | null }} beside @param {import("../lib/labels.js").Called} labels @param {Journey["sources"]} sources
 */
export function countedBeside({ quotes, touchpoint }, labels, sources) {
  const told = countedQuotes(quotes, labels, sources);
  if (!told) return "";
  return touchpoint && quotes.every((one) => one.touchpoint === touchpoint) ? `At this touchpoint, ${told}` : `At the same step, ${told}`;
}

/** How many quotes stay here, and why: “1 quote not to be quoted, 2 quotes not settled yet whether to be quoted”. @param {Quote[]} quotes */
export function countedStaying(quotes) {
  const unasked = quotes.filter((one) => !mayLeave(one) && one.quotable !== "no").length;
  const refused = quotes.filter((one) => one.quotable === "no").length;
  return [refused && `${counted(refused, "quote")} not to be quoted`, unasked && `${counted(unasked, "quote")} not settled yet whether to be quoted`].filter(Boolean).join(", ");
}

/**
 * Whose voice a quote is, where it comes from, and whether it stays here.
 * @param {Quote} quote @param {Record<string, string>} names what each source is called, by its id @param {import("../lib/labels.js").Called} labels @param {Journey["sources"]} sources
 */
export function toldOf(quote, names, labels, sources) {
  const name = names[quote.source ?? ""];
  const why = unheard(quote, sources);
  const voice = [labels.full("steps/quotes/voice", quote.voice), why].filter(Boolean).join(", ");
  return [voice.charAt(0).toUpperCase() + voice.slice(1), name && isolated(name), mayLeave(quote) ? "" : STAYS[quote.quotable === "no" ? "no" : "unasked"]].filter(Boolean).join(" · ");
}
