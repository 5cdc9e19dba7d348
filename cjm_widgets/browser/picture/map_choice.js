/**
 * What somebody chose to see on the map, kept in their browser.
 *
 * @typedef {"current" | "ideal" | "both"} When
 * @typedef {{view: string, persona: string, when: When, empty: boolean, through: string, filled: boolean, hidden: Record<string, string[]>}} Choice
 */

import { inBrowser } from "../lib/browser.js";

const KEPT_UNDER = "cjm-map";
const WHEN = ["current", "ideal", "both"];

/** @returns {Choice} */
export function rememberedChoice() {
  /** @type {any} */ let kept = null;
  try {
    kept = JSON.parse(inBrowser.get(KEPT_UNDER) || "null");
  } catch {
    // not ours: everything is shown
  }
  const known = typeof kept === "object" && kept !== null ? kept : {};
  const hidden = Object.entries(known.hidden ?? {}).filter(([, keys]) => Array.isArray(keys));
  return {
    view: typeof known.view === "string" ? known.view : "all",
    persona: typeof known.persona === "string" ? known.persona : "everyone",
    when: WHEN.includes(known.when) ? known.when : "both",
    empty: known.empty === true,
    filled: known.filled === true,
    through: known.through === "touchpoints" ? "touchpoints" : "steps",
    hidden: Object.fromEntries(/** @type {[string, string[]][]} */ (hidden)),
  };
}

/** @param {Choice} choice */
export function rememberChoice(choice) {
  inBrowser.set(KEPT_UNDER, JSON.stringify(choice));
}
