// A page that is loaded under somebody's fingers swallows what they type meanwhile: it waits until they pause.

const PAUSE = 700; // ms without a letter
const LONGEST = 6_000; // ms: then it is loaded all the same, since nothing is saved until it is

/**
 * Does something once, as soon as nobody types.
 * @param {EventTarget} fields in which people type
 * @param {import("../lib/timing.js").Clock} clock
 */
export function inAPause(fields, clock) {
  let typed = -Infinity;
  let waits = false;
  fields.addEventListener("input", () => void (typed = clock.now()));
  return (/** @type {() => void} */ act) => {
    if (waits) return;
    waits = true;
    const until = clock.now() + LONGEST;
    const look = () => {
      const left = Math.min(typed + PAUSE, until) - clock.now();
      if (left > 0) {
        clock.after(left, look);
        return;
      }
      waits = false;
      act();
    };
    look();
  };
}
