// Who is still at what everybody answers for themselves, said before it is shown to all. Pure.

import { counted } from "./words.js";

/**
 * “3 of 8 people have not finished.”; "" where all have.
 * @param {{ counted: number, finished: number }} round how many have begun, and how many of them are through
 * @param {number} here how many are here, as far as that is known
 */
export function unfinished({ counted: begun, finished }, here) {
  const all = Math.max(begun, here);
  const still = all - finished;
  return still > 0 ? `${still} of ${counted(all, "person", "people")} ${still === 1 ? "has" : "have"} not finished.` : "";
}

export const REVEAL_NOW = { yes: "Reveal now", no: "Wait" };
