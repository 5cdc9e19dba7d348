/**
 * What somebody chose to see on the map, kept in their browser.
 *
 * @typedef {"current" | "ideal" | "both"} When
 * @typedef {{at: string, folded: string[]}} Place  in one journey: the step one was at, the steps and stages that are folded
 * @typedef {{view: string, persona: string, when: When, empty: boolean, text: boolean, through: string, filled: boolean, zoom: import("./map_zoom.js").Zoom, open: string[], folded: string[], hidden: Record<string, string[]>}} Choice
 */

import { inBrowser } from "../lib/browser.js";
import { zoomOf } from "./map_zoom.js";

const KEPT_UNDER = "cjm-map";
const WHEN = ["current", "ideal", "both"];

/** @param {string} key @returns {any} what is kept, or nothing where it is not ours */
function keptUnder(key) {
  try {
    const found = JSON.parse(inBrowser.get(key) || "null");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** @param {unknown} all @returns {string[]} */
function strings(all) {
  return Array.isArray(all) ? all.filter((one) => typeof one === "string") : [];
}

/** @returns {Choice} */
export function rememberedChoice() {
  const known = keptUnder(KEPT_UNDER);
  const hidden = Object.entries(known.hidden ?? {}).filter(([, keys]) => Array.isArray(keys));
  return {
    view: typeof known.view === "string" ? known.view : "all",
    persona: typeof known.persona === "string" ? known.persona : "everyone",
    when: WHEN.includes(known.when) ? known.when : "both",
    empty: known.empty === true,
    filled: known.filled === true,
    text: known.text === true,
    zoom: zoomOf(known.zoom),
    open: strings(known.open),
    folded: strings(known.folded),
    through: known.through === "touchpoints" ? "touchpoints" : "steps",
    hidden: Object.fromEntries(/** @type {[string, string[]][]} */ (hidden)),
  };
}

/** @param {Choice} choice */
export function rememberChoice(choice) {
  inBrowser.set(KEPT_UNDER, JSON.stringify(choice));
}

/** @param {string} journey @returns {Place} */
export function rememberedStep(journey) {
  const { at, folded } = keptUnder(`${KEPT_UNDER}:${journey}`);
  return { at: typeof at === "string" ? at : "", folded: strings(folded) };
}

/** @param {string} journey @param {Place} place */
export function rememberStep(journey, place) {
  inBrowser.set(`${KEPT_UNDER}:${journey}`, JSON.stringify(place));
}
