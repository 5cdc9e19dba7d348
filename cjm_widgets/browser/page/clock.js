// The time left at the current step: told once by the page's process, counted on here.

/** @typedef {{ left: number | null, paused: boolean }} Told  seconds that were left when it was told */

/**
 * @param {Told} told
 * @param {number} since  ms since it was told
 * @returns {number | null} seconds
 */
export function secondsLeft(told, since) {
  if (told.left === null || told.left === undefined) return null;
  return told.paused ? told.left : Math.ceil(told.left - since / 1000);
}

/** The time left in quiet words, as in cjm_widgets/workshop/agenda.py. @param {number} left seconds @param {boolean} paused */
export function timeInWords(left, paused) {
  const minutes = Math.ceil(left / 60);
  const words = minutes <= 0 ? "time is up" : minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
  return paused ? `paused, ${words}` : words;
}

/** Minutes and seconds for a projector: “12:05”, and “−0:30” after time is up. @param {number} left seconds */
export function clockFace(left) {
  const whole = Math.abs(left);
  return `${left < 0 ? "−" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
