// The clock of a page, handed to what has to wait, so that a test can hand in another.

/**
 * @typedef {object} Clock
 * @property {() => number} now  ms that only ever grow, whatever happens to the computer's date
 * @property {() => number} date  ms since 1970
 * @property {(ms: number, act: () => void) => any} after  calls once, later
 * @property {(timer: any) => void} cancel  a call that is due; one that was made, or none, is no error
 */

/** @type {Clock} */
export const pageClock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after: (ms, act) => setTimeout(act, ms),
  cancel: (timer) => clearTimeout(timer),
};

/**
 * Calls once with the next frame, however often it is asked before: whoever measures asks for a layout, and a page that
 * is being drawn would have several.
 * @param {() => void} act
 */
export function withNextFrame(act) {
  let due = 0;
  return {
    ask() {
      due ||= requestAnimationFrame(() => {
        due = 0;
        act();
      });
    },
    stop() {
      cancelAnimationFrame(due);
      due = 0;
    },
  };
}
