// Told before the page goes on paper and after.

/** @type {Set<(starts: boolean) => void>} */
const waiting = new Set();
/** @type {Set<(starts: boolean) => void>} */
const last = new Set();

// what is made while this runs is told as well: a set is walked to its new end
const tellAll = (/** @type {boolean} */ starts) => [waiting, last].forEach((all) => all.forEach((tell) => tell(starts)));
window.addEventListener("beforeprint", () => tellAll(true));
window.addEventListener("afterprint", () => tellAll(false));

/**
 * @param {(starts: boolean) => void} tell
 * @param {"last"} [when] "last": when all others have been told, and all that paper shows is made
 * @returns {() => void} stop being told
 */
export function onPrint(tell, when) {
  const told = when === "last" ? last : waiting;
  told.add(tell);
  return () => void told.delete(tell);
}
