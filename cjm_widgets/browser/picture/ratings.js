/**
 * Ratings of the people in the room, as the pictures need them. Pure: nothing here touches the page.
 *
 * @typedef {[height: number, label: string, figure: string]} Tick
 * @typedef {{name: string, title: string, low: number, high: number, better: string, unit: string, ticks: Tick[]}} Scale
 * @typedef {{step: string, value: number|null, height: number|null, unknown: boolean, words: string,
 *            n?: number|null, source?: string, basis?: string,
 *            low?: number|null, high?: number|null, middle?: number[]}} Point
 * @typedef {{rater: string, title: string, scale: Scale, points: Point[]}} Curve
 * @typedef {{id: string, name: string, number: number, moment: boolean, hot: boolean, disagrees?: boolean}} Step
 * @typedef {{steps: Step[], curves: Curve[], editable: boolean, narration: string}} Monitor
 * @typedef {number | "unknown" | null} Value  null: not rated
 */

export const LOWEST = -2;
export const HIGHEST = 2;

const NOT_RATED = "not rated yet";
const NOBODY_KNOWS = "nobody knows";

/**
 * The curve that people in the room change.
 * @param {Monitor} monitor
 * @returns {Curve | null}
 */
export function roomCurve(monitor) {
  return monitor.curves.find((curve) => curve.rater === "room" && curve.scale.name === "felt") ?? null;
}

/**
 * Where the room's rating of a step stands in the journey.
 * @param {string} stepId
 */
export function ratingPath(stepId) {
  return `steps/${stepId}/ratings/room/value`;
}

/**
 * The monitor with an edit that is not saved yet laid over it; edits of other things change nothing.
 * @param {Monitor} monitor
 * @param {string} path
 * @param {unknown} next
 * @returns {Monitor}
 */
export function withEdit(monitor, path, next) {
  const found = /^steps\/([^/]+)\/ratings\/room\/value$/.exec(path);
  const known = next === null || next === "unknown" || typeof next === "number";
  return found && known ? withRating(monitor, found[1], /** @type {Value} */ (next)) : monitor;
}

/**
 * @param {Monitor} monitor
 * @param {string} stepId
 * @param {Value} value
 * @returns {Monitor}
 */
export function withRating(monitor, stepId, value) {
  const room = roomCurve(monitor);
  if (!room) return monitor;
  const points = room.points.map((point) => (point.step === stepId ? rated(point, value, room.scale) : point));
  return { ...monitor, curves: monitor.curves.map((curve) => (curve === room ? { ...room, points } : curve)) };
}

/**
 * What a point holds.
 * @param {Point} point
 * @returns {Value}
 */
export function valueOf(point) {
  return point.unknown ? "unknown" : point.value;
}

/**
 * A rating as people say it, with a comma: “−2, very dissatisfied”.
 * @param {Value} value
 * @param {Scale} scale
 */
export function spoken(value, scale) {
  if (value === null) return NOT_RATED;
  if (value === "unknown") return NOBODY_KNOWS;
  const tick = tickOf(value, scale);
  return tick ? `${tick[2]}, ${tick[1].toLowerCase()}` : String(value).replace("-", "−");
}

/**
 * The rating nearest to a height in the picture.
 * @param {number} height  0 at the bottom, 1 at the top
 */
export function nearest(height) {
  return clamp(Math.round(LOWEST + height * (HIGHEST - LOWEST)));
}

/**
 * The rating that a key asks for; undefined where the key asks for none.
 * @param {string} key
 * @param {Value} value  the rating now; from “not rated” the first step up is +1, the first down −1
 * @returns {Value | undefined}
 */
export function keyed(key, value) {
  const from = typeof value === "number" ? value : 0;
  switch (key) {
    case "ArrowUp":
    case "ArrowRight":
    case "PageUp":
      return clamp(Math.floor(from) + 1);
    case "ArrowDown":
    case "ArrowLeft":
    case "PageDown":
      return clamp(Math.ceil(from) - 1);
    case "Home":
      return LOWEST;
    case "End":
      return HIGHEST;
    case "0":
      return 0;
    case "?":
      return "unknown";
    case "Delete":
    case "Backspace":
      return null;
    default:
      return undefined;
  }
}

/** @param {number} value */
function clamp(value) {
  return Math.min(HIGHEST, Math.max(LOWEST, value)) || 0;
}

/**
 * @param {number} value
 * @param {Scale} scale
 */
function tickOf(value, scale) {
  const height = (value - scale.low) / (scale.high - scale.low);
  return scale.ticks.find((tick) => Math.abs(tick[0] - height) < 1e-6) ?? null;
}

/**
 * @param {Point} point
 * @param {Value} value
 * @param {Scale} scale
 * @returns {Point}
 */
function rated(point, value, scale) {
  const figure = typeof value === "number" ? value : null;
  return {
    ...point,
    value: figure,
    height: figure === null ? null : (figure - scale.low) / (scale.high - scale.low),
    unknown: value === "unknown",
    words: spoken(value, scale).replace(",", ""),
  };
}
