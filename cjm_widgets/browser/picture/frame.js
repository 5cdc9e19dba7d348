/** Where things stand in a picture of the curves: across in per cent, down in px. */

/**
 * The middle of a column, in per cent.
 * @param {number} at
 * @param {number} count
 */
export function across(at, count) {
  return ((at + 0.5) * 100) / count;
}

/**
 * @param {number} height  0 to 1
 * @param {import("./plot.js").Frame} frame
 */
export function down(height, frame) {
  return frame.bottom - height * (frame.bottom - frame.top);
}
