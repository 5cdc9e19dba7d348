// Told before the page goes on paper and after.

/** @type {Set<(starts: boolean) => void>} */
const waiting = new Set();

// what is made while this runs is told as well: a set is walked to its new end
window.addEventListener("beforeprint", () => waiting.forEach((tell) => tell(true)));
window.addEventListener("afterprint", () => waiting.forEach((tell) => tell(false)));

/**
 * @param {(starts: boolean) => void} tell
 * @returns {() => void} stop being told
 */
export function onPrint(tell) {
  waiting.add(tell);
  return () => void waiting.delete(tell);
}
