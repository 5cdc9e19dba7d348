// What was done on the pages of a map, kept in this tab alone, so that one can take it back on the next page.

import { inTab, keptAs } from "../lib/browser.js";

/** @typedef {import("./undo.js").Remembered} Remembered @typedef {import("./undo.js").Step} Step */

const MOST = 200_000; // letters; what was done last is kept

/** @param {string} journey  its id */
const undoKey = (journey) => `cjm:undo:${keptAs(journey)}`;

/**
 * @param {string} journey @param {Remembered} history
 * @param {(step: Step) => string | undefined} what  how this page calls the place of a step
 */
export function remember(journey, { done, undone }, what) {
  if (!journey) return;
  let left = MOST;
  // from the last one back, until there is no more room
  const fitting = (/** @type {Step[]} */ steps) => {
    /** @type {Step[]} */ const kept = [];
    for (const step of [...steps].reverse()) {
      const named = { ...step, what: what(step) };
      left -= JSON.stringify(named).length;
      if (left < 0) break;
      kept.unshift(named);
    }
    return kept;
  };
  inTab.set(undoKey(journey), JSON.stringify({ done: fitting(done), undone: fitting(undone) }));
}

/** @param {string} journey @returns {Remembered}  nothing where what is kept cannot be read */
export function recalled(journey) {
  try {
    const { done, undone } = JSON.parse(inTab.get(undoKey(journey)));
    if ([done, undone].every((steps) => Array.isArray(steps) && steps.every(isStep))) return { done, undone };
  } catch {
    // nothing is kept, or it was damaged
  }
  return { done: [], undone: [] };
}

/** @param {any} step */
const isStep = (step) => Array.isArray(step?.edits) && step.edits.length > 0 && step.edits.every((/** @type {any} */ one) => typeof one?.path === "string");
