/**
 * Ratings of the people in the room, as the pictures need them. Pure: nothing here touches the page.
 *
 * @typedef {import("../lib/types.js").Scale} Scale
 * @typedef {import("../lib/types.js").Point} Point
 * @typedef {import("../lib/types.js").Curve} Curve
 * @typedef {import("../lib/types.js").Monitor} Monitor
 * @typedef {import("../lib/types.js").Rating} Value  null: not rated
 */

import { momentSign } from "../lib/marks.js";
import { isolated } from "../lib/words.js";

export const LOWEST = -2;
export const HIGHEST = 2;

/** The picture's measures in px, as `lib/plot.js` takes them. */
const FRAMES = {
  wide: { height: 290, top: 22, bottom: 232, radius: 6.5, lane: 264 },
  narrow: { height: 234, top: 30, bottom: 170, radius: 5.5, lane: 212, dots: 12 },
};

/** Of the scales after the first: nobody rates there. */
const FURTHER = {
  wide: { height: 170, top: 20, bottom: 150, radius: 5.5, lane: null },
  narrow: { height: 150, top: 18, bottom: 132, radius: 5, lane: null },
};

const NOT_RATED = "not rated yet";
const NOBODY_KNOWS = "nobody knows";

/** Words that are nobody's feeling; as in cjm_widgets/journey/satisfaction.py. */
const NO_FEELING = /^(?:we (?:do not|don['’]t|cannot|can['’]t) (?:know|say|tell)(?: yet)?|nobody (?:knows|asked)(?: yet)?|not known(?: yet)?|unknown|n\/?a|[?–—-]+)(?:\s*[.:;,!?…–—(-].*| (?:how|what) (?:they|customers|people|patients|it)\b.*)?$/i;

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
 * The monitor with ratings of the room that are not saved yet: this says beforehand what Python then says.
 * @param {Monitor} monitor
 * @param {(path: string) => boolean} waits  whether an edit of this very place waits to be saved
 * @param {(path: string) => any} value  what stands at a path, with such edits
 */
export function withUnsaved(monitor, waits, value) {
  const changed = monitor.steps.filter(({ id }) => isWaiting(id, waits));
  return changed.reduce((made, { id }) => withRating(made, id, value(ratingPath(id)) ?? null), monitor);
}

/** @param {string} step @param {(path: string) => boolean} waits */
function isWaiting(step, waits) {
  return waits(ratingPath(step)) || waits(`steps/${step}/ratings/room`);
}

/** @param {string} step */
function feelingsPath(step) {
  return `steps/${step}/experience/feelings`;
}

/**
 * The monitor with what was felt in words on the room's points. No figure is made of words.
 * @param {Monitor} monitor
 * @param {(path: string) => any} value
 */
export function withWords(monitor, value) {
  const room = roomCurve(monitor);
  if (!room) return monitor;
  const points = room.points.map((point) => ({ ...point, felt: feltIn(String(value(feelingsPath(point.step)) ?? "")) }));
  return { ...monitor, curves: monitor.curves.map((curve) => (curve === room ? { ...room, points } : curve)) };
}

/**
 * Makes the monitor that is drawn, with what is not saved yet and with words. As long as none of it changes it is the
 * very same object, and whoever draws it need not draw it again.
 * @param {(path: string) => boolean} waits  as for `withUnsaved`
 * @param {(path: string) => any} value
 * @returns {(monitor: Monitor) => Monitor}
 */
export function monitorAsDrawn(waits, value) {
  /** @type {Monitor | undefined} */ let before;
  /** @type {Monitor} */ let drawn;
  let said = "";
  return (monitor) => {
    const saying = JSON.stringify(monitor.steps.map(({ id }) => [isWaiting(id, waits), value(ratingPath(id)), value(feelingsPath(id))]));
    if (monitor !== before || saying !== said) drawn = withWords(withUnsaved(monitor, waits, value), value);
    [before, said] = [monitor, saying];
    return drawn;
  };
}

/** What was felt, on one line; "" where the words only say that nobody knows. @param {string} text */
export function feltIn(text) {
  const line = text.trim().replace(/\s+/g, " ").replace(/\.$/, "");
  return NO_FEELING.test(line) ? "" : line;
}

/**
 * What was felt where the first curve has no figure, with the number of its step.
 * @param {Monitor} monitor  with words
 * @returns {{number: number | string, felt: string}[]}
 */
export function toldWithoutFigure({ steps, curves: [first] }) {
  if (!first || first.rater === "wanted") return [];
  return first.points.flatMap(({ height, felt }, at) => (felt && height === null ? [{ number: steps[at].number, felt: isolated(felt) }] : []));
}

/** The moments of whole steps, where the curve runs through touchpoints, as a sentence. @param {Monitor} monitor */
export function wholeSteps({ whole = [] }) {
  const told = whole.flatMap((step) => {
    const sign = momentSign(step);
    return sign ? [`${isolated(step.name) || `step ${step.number}`} (${sign.words.toLowerCase()})`] : [];
  });
  return told.length ? `At the step as a whole, not at one touchpoint: ${told.join(", ")}.` : "";
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
 * The measures of a picture: where every step is rated and nobody rates here, there is no lane for those that are not.
 * @param {Monitor} monitor
 * @param {keyof typeof FRAMES} form
 * @returns {import("../lib/plot.js").Frame}
 */
export function frameOf(monitor, form) {
  const sizes = FRAMES[form];
  const gaps = monitor.curves[0]?.points.some(({ height }) => height === null) ?? false;
  return monitor.editable || gaps ? sizes : { ...sizes, height: sizes.lane, lane: null };
}

/** The measures of the picture of a further scale. @param {keyof typeof FURTHER} form */
export function furtherFrame(form) {
  return FURTHER[form];
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
 * What is said of a step where the group gave no figure: that it did not, and what other curves say there.
 * @param {Monitor} monitor @param {string} step
 */
export function unratedBeside({ curves }, step) {
  const others = curves.filter(({ rater }) => rater !== "room" && rater !== "wanted" && !rater.startsWith("as-"));
  const told = others.flatMap(({ title, points }) => points.filter((one) => one.step === step && one.height !== null).map(({ words }) => `${title}: ${words}`));
  return told.length ? [`${NOT_RATED} by our group`, ...told].join("; ") : NOT_RATED;
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
    // who picks a point reads what was measured; as rests_on in cjm_widgets/journey/grounds.py
    ...(point.basis === "measured" && Number.isInteger(figure) ? { basis: "reported", source: `our reading of ${point.source}` } : {}),
  };
}
