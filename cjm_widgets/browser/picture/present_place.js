/** Where one is while presenting: 0 is what the map is, then the steps from 1. Pure: nothing here touches the page. */

const TURNS = new Map([["ArrowRight", 1], ["PageDown", 1], ["ArrowLeft", -1], ["PageUp", -1]]);
const SOON = 1500; // ms within which a second digit belongs to the first

/** The place that an address names, “#s6”; null where it names none. @param {string} hash @param {number} steps how many there are */
export function placeIn(hash, steps) {
  const found = /^#s(\d{1,4})$/.exec(hash);
  return found ? Math.min(Number(found[1]), steps) : null;
}

/**
 * The place that a key leads to; null where it leads nowhere.
 * @param {string} key @param {number} at @param {number} steps
 */
export function placeAfter(key, at, steps) {
  if (key === "Home") return 0;
  if (key === "End") return steps;
  const by = TURNS.get(key);
  return by === undefined ? null : Math.max(0, Math.min(steps, at + by));
}

/**
 * What has been typed of a step's number: a digit goes on with those just before it, where there are so many steps.
 * @param {{typed: string, when: number}} before @param {string} digit @param {number} when ms @param {number} steps
 */
export function typedOn({ typed, when: last }, digit, when, steps) {
  const longer = when - last < SOON ? `${typed}${digit}` : digit;
  return { typed: Number(longer) <= steps ? longer : digit, when };
}
