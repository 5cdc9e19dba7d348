/** A place that is to be shown, because it was found or because something was taken back there: who hides it opens. */

const SHOWS = "cjm:shows";

/** Says it before the place is looked for. @param {string} path */
export function aboutToShow(path) {
  document.dispatchEvent(new CustomEvent(SHOWS, { detail: path }));
}

/** @param {(path: string) => void} open @returns {() => void} stops it */
export function beforeShowing(open) {
  const heard = (/** @type {Event} */ event) => open(/** @type {CustomEvent<string>} */ (event).detail);
  document.addEventListener(SHOWS, heard);
  return () => document.removeEventListener(SHOWS, heard);
}
