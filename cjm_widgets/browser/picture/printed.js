/** The questions of the sheet that was printed last on this computer, so that its answers are typed in the order on paper. */

import { keptAs } from "../lib/browser.js";

/** @param {() => string} journey  the id of the map */
export function printedSheet(journey) {
  const key = () => `cjm sheet ${keptAs(journey())}`;
  /** @type {string[]} */ let here = []; // where the browser keeps nothing
  return {
    /** @param {string[]} places  what each question is about, as on paper */
    keep(places) {
      here = places;
      try {
        localStorage.setItem(key(), JSON.stringify(places));
      } catch { /* closed to pages, or full */ }
    },
    /** @returns {string[]} none where none was printed here */
    places() {
      try {
        const kept = JSON.parse(localStorage.getItem(key()) ?? "null");
        if (Array.isArray(kept)) return kept.map(String);
      } catch { /* as above, or written by something else */ }
      return here;
    },
  };
}
