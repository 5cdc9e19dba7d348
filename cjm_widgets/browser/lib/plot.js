/**
 * The curves of a heart monitor, those of one scale in one picture: heights of two scales say nothing of each other.
 * Across, everything is placed in per cent, so that a picture fits any width and any
 * paper and its points stand in the middle of equal columns; down, in px.
 *
 * @typedef {import("./types.js").Monitor} Monitor
 * @typedef {import("./types.js").Curve} Curve
 * @typedef {object} Frame  px from the upper edge
 * @property {number} height
 * @property {number} top  the scale's best
 * @property {number} bottom  its worst
 * @property {number | null} lane  where unrated steps wait
 * @property {number} radius  of the first curve's dots
 * @property {number} [dots]  px from the middle of a column that single ratings may reach
 * @property {boolean} [filled]  the space between the first curve and neither-nor has a colour, rather than the two
 *   halves of the scale; moments reach over the whole height
 *
 * @typedef {object} Shown
 * @property {string} [current]  the step people are at
 * @property {string} [open]  the step whose places are offered
 * @property {number} [from]  the first step of this sheet
 * @property {number} [count]  how many steps it has
 * @property {{first: number, count: number}} [columns]  where points stand at their own places among columns: those shown
 *
 * @typedef {{ monitor: Monitor, frame: Frame, shown: Shown, from: number, count: number, along: (at: number) => number, x: (at: number) => string }} Picture
 *   along: where the step of a place stands across, in per cent; x: the same as an attribute
 */

import { svg } from "./dom.js";
import { WANTED, basisOf, curveMark, dashOf, dotPlaces, extentMark, extentsOf, mark, momentSign, ratingDot, readingOf, signOf, withLooks } from "./marks.js";

const ASIDE = 11; // px from a point to the sign of its moment
const TEETH = 500;
const WHOLE = 9; // px from the upper edge to the sign of a whole step's moment
const DOT_FROM = 3; // px from a point to the first rating beside it
const WIDE_DOTS = 30; // px from the middle of a column to the last rating beside it
const AIM = 0.3; // of a column, to either side of its middle
const APART = 1.5; // radii from one point to the next of the same figure

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
 * @param {Pick<Frame, "top" | "bottom">} frame
 */
export function down(height, frame) {
  return frame.bottom - height * (frame.bottom - frame.top);
}

/**
 * A picture for each scale, its curves with the look that they have among all.
 * @param {Monitor} monitor
 * @returns {Monitor[]}
 */
export function panels(monitor) {
  const curves = withLooks(monitor.curves);
  const scales = [...new Set(curves.map(({ scale }) => scale.name))];
  return scales.map((name) => ({ ...monitor, curves: curves.filter(({ scale }) => scale.name === name) }));
}

/**
 * @param {Monitor} monitor  of which the curves on the first one's scale are drawn
 * @param {Frame} frame
 * @param {Shown} [shown]
 * @returns {SVGElement[]}  the parts of the picture, from back to front
 */
export function plot(monitor, frame, shown = {}) {
  const { from = 0, count = monitor.steps.length - from, columns: among } = shown;
  const [panel = monitor] = panels(monitor);
  const along = (/** @type {number} */ at) =>
    among ? (((monitor.steps[at].place ?? 0) - among.first) * 100) / among.count : across(at - from, count);
  /** @type {Picture} */
  const picture = { monitor: panel, frame, shown, from, count, along, x: (at) => `${along(at)}%` };
  const backwards = [...panel.curves].reverse(); // the first curve stands before the others
  return [
    ...ground(picture),
    ...columns(picture),
    ...panel.curves.flatMap((curve) => extents(picture, curve)),
    ...backwards.map((curve) => beats(picture, curve)),
    ...everyRating(picture),
    ...unrated(picture),
    ...panel.curves.flatMap((curve) => aims(picture, curve)),
    ...backwards.map((curve) => dots(picture, curve)),
    ...signs(picture),
    ...wholes(picture),
  ];
}

/** Moments of whole steps over their touchpoints, at the upper edge: no touchpoint is the one. @param {Picture} picture */
function wholes({ monitor, shown, from, count, along }) {
  const { columns: among } = shown;
  return (monitor.whole ?? []).flatMap((step) => {
    const sign = momentSign(step);
    const there = among ? step.place !== undefined && step.place > among.first && step.place < among.first + among.count : step.first !== null && step.first >= from && step.first < from + count;
    if (!sign || !there) return [];
    const [first, last] = step.first === null || step.last === null ? [null, null] : [along(step.first), along(step.last)];
    const middle = among ? (((step.place ?? 0) - among.first) * 100) / among.count : ((first ?? 0) + (last ?? 0)) / 2;
    const look = sign.good ? "dot moment good" : "dot moment";
    return [
      ...(first !== null && last !== null && first < last ? [svg("line", { x1: `${first}%`, x2: `${last}%`, y1: WHOLE, y2: WHOLE, class: sign.good ? "moment-line good" : "moment-line" })] : []),
      svg("svg", { x: `${middle}%`, y: WHOLE, overflow: "visible", class: "beside whole" }, svg("title", {}, `${step.name || `Step ${step.number}`} as a whole. ${sign.words}`), mark(sign.shape, 5, look)),
    ];
  });
}

/** The scale behind the curves. @param {Picture} picture */
function ground({ monitor, frame, along }) {
  const [first] = monitor.curves;
  if (!first) return [];
  const felt = first.scale.name === "felt";
  const lines = first.scale.ticks.map(([height]) => rung(height, felt && height === 0.5 ? "zero" : "grid"));
  if (!felt) return [...lines, ...(first.scale.cut ?? []).map(tear)];
  const middle = down(0.5, frame);
  if (frame.filled && first.rater !== WANTED) return [area("good", 0, middle), area("bad", middle, frame.bottom + frame.top - middle), ...lines];
  return [
    svg("rect", { x: 0, width: "100%", y: frame.top, height: middle - frame.top, class: "half good" }),
    svg("rect", { x: 0, width: "100%", y: middle, height: frame.bottom - middle, class: "half bad" }),
    ...lines,
  ];

  /** @param {number} height @param {string} look */
  function rung(height, look) {
    const y = down(height, frame);
    return svg("line", { x1: 0, x2: "100%", y1: y, y2: y, class: look });
  }

  /** Where the scale goes on beyond the picture: a torn edge. @param {string} end */
  function tear(end) {
    const y = end === "top" ? frame.top - 12 : frame.bottom + 4;
    return svg("svg", { x: 0, y, width: "100%", height: 8, class: "cut" }, svg("path", { d: `M0 6${"l4 -4l4 4".repeat(TEETH)}` }));
  }

  /** The space between the curve and neither-nor, above it or below it. @param {"good" | "bad"} side @param {number} top @param {number} size */
  function area(side, top, size) {
    const runs = pairs(first).map(([at, before, after]) => {
      const [left, right] = [along(at), along(at + 1)];
      return svg("polygon", { points: `${left},${middle} ${left},${down(before, frame)} ${right},${down(after, frame)} ${right},${middle}` });
    });
    return svg("svg", { x: 0, y: top, width: "100%", height: size, viewBox: `0 ${top} 100 ${size}`, preserveAspectRatio: "none", class: `area ${side}` }, runs);
  }
}

/** What is marked at a step over the whole height. @param {Picture} picture */
function columns({ monitor, frame, shown, from, count, x }) {
  const felt = monitor.curves.find((curve) => curve.scale.name === "felt")?.scale;
  const [top, bottom] = frame.filled ? [0, frame.height] : [frame.top, frame.bottom];
  return monitor.steps.slice(from, from + count).flatMap((step, at) => {
    const middle = x(from + at);
    const width = 100 / count;
    return [
      ...(step.id === shown.current ? [svg("rect", { x: `${at * width}%`, width: `${width}%`, y: 0, height: frame.height, class: "column" })] : []),
      ...(momentSign(step) ? [svg("line", { x1: middle, x2: middle, y1: top, y2: bottom, class: momentSign(step)?.good ? "moment-line good" : "moment-line" })] : []),
      ...(step.id === shown.open && felt ? felt.ticks.map(([height]) => svg("circle", { cx: middle, cy: down(height, frame), r: 5, class: "place" })) : []),
    ];
  });
}

/** How far the ratings of a room reach, or how far a share can be trusted. @param {Picture} picture @param {Curve} curve */
function extents({ frame, from, count, x }, curve) {
  return curve.points.slice(from, from + count).flatMap((point, nth) =>
    extentsOf(point).flatMap(({ kind, from: low, to: high }) => extentMark(kind, x(from + nth), down(high, frame), down(low, frame), curve.look?.colour ?? "")));
}

/** What is aimed at and others' figures: a bar across the column at its height. @param {Picture} picture @param {Curve} curve */
function aims({ frame, from, count, along }, curve) {
  const half = (AIM * 100) / count;
  return curve.points.slice(from, from + count).flatMap(({ aims: all = [] }, nth) => all.map(({ kind, height, words }) => {
    const [middle, y] = [along(from + nth), down(height, frame)];
    return svg("g", { class: `aim ${kind} ${curve.look?.colour ?? ""}` }, svg("title", {}, words), svg("line", { x1: `${middle - half}%`, x2: `${middle + half}%`, y1: y, y2: y }));
  }));
}

/** A dot for each rating of a room, those of several voices side by side, beside what else stands at their height. @param {Picture} picture */
function everyRating({ monitor, frame, from, count, x }) {
  return monitor.steps.slice(from, from + count).flatMap((_, nth) => {
    const all = monitor.curves.flatMap(({ points, look }) => (points[from + nth].ratings ?? []).map((height) => ({ height, look })));
    return [...new Set(all.map(({ height }) => height))].map((height) => {
      const there = all.filter((one) => one.height === height);
      const beside = (reachOf(monitor.curves, height, from + nth, frame) || 0) + DOT_FROM;
      const places = dotPlaces(there.length, beside, Math.max(beside, frame.dots ?? WIDE_DOTS));
      return svg("svg", { x: x(from + nth), y: down(height, frame), overflow: "visible", class: "ratings" }, places.map(([aside, y], at) => ratingDot(aside, y, there[at].look)));
    });
  });
}

/** The lines from step to step. A gap stays a gap; what is only wanted is no way that anybody went. @param {Picture} picture @param {Curve} curve */
function beats({ frame, x }, curve) {
  const look = /** @type {import("./types.js").Look} */ (curve.look);
  const lines = (curve.rater === WANTED ? [] : pairs(curve)).map(([at, before, after]) => {
    const basis = basisOf(curve.points[at].basis, curve.points[at + 1].basis);
    return svg("line", {
      x1: x(at), x2: x(at + 1), y1: down(before, frame), y2: down(after, frame),
      class: `beat ${look.colour} ${basis}`, "stroke-dasharray": dashOf(basis),
    });
  });
  return svg("g", { class: `curve ${look.colour}`, "data-rater": curve.rater }, lines);
}

/** Neighbours that both have a figure. @param {Curve} curve @returns {[at: number, before: number, after: number][]} */
function pairs({ points }) {
  return points.slice(1).flatMap((point, at) => {
    const { height } = points[at];
    return height === null || point.height === null ? [] : [[at, height, point.height]];
  });
}

/**
 * Steps that the first curve has no figure for, below the scale: a place there would be a rating.
 * @param {Picture} picture
 */
function unrated({ monitor, frame, shown, from, count, x }) {
  const [first] = monitor.curves;
  if (!first || first.rater === WANTED || frame.lane === null) return [];
  return first.points.slice(from, from + count).flatMap((point, nth) => {
    if (point.height !== null) return [];
    const middle = x(from + nth);
    const radius = frame.radius + (point.step === shown.current ? 2 : 0);
    const sign = point.unknown
      ? svg("text", { x: middle, y: frame.lane, dy: "0.36em", class: "unknown", "text-anchor": "middle" }, "?")
      : svg("circle", { cx: middle, cy: frame.lane, r: radius, class: "empty" });
    if (!point.felt) return [sign];
    const step = monitor.steps[from + nth];
    const told = svg("title", {}, `${step.name || `Step ${step.number}`}, in words: “${point.felt}”; no figure`);
    // a column has no room for words: they stand under their number
    const mark = point.unknown ? null : svg("text", { x: middle, y: frame.lane, dy: "0.56em", class: "felt", "text-anchor": "middle" }, "“");
    return [svg("g", { class: "in-words" }, told, sign, mark)];
  });
}

/** The ratings, each with its words for who points at it. @param {Picture} picture @param {Curve} curve */
function dots({ monitor, frame, shown, from, count, x }, curve) {
  const look = /** @type {import("./types.js").Look} */ (curve.look);
  const first = curve === monitor.curves[0];
  const spots = curve.points.slice(from, from + count).flatMap((point, nth) => {
    if (point.height === null) return [];
    const at = from + nth;
    const step = monitor.steps[at];
    const now = first && step.id === shown.current;
    const radius = (first ? frame.radius : frame.radius - 1) + (now ? 2.5 : 0);
    const words = [`${step.name || `Step ${step.number}`}, ${curve.title}: ${point.words}`, point.sample, point.basis, point.source === curve.title ? "" : point.source, readingOf(point)].filter(Boolean).join("; ");
    const beneath = curve.rater === WANTED ? reachOf(monitor.curves, point.height, at, frame) : 0;
    const marks = beneath ? [mark("wings", beneath, "goal wanted")] : curveMark(look, radius, signOf(point.basis), now ? "now" : "");
    const aside = besides(monitor.curves, curve, at) * APART * frame.radius;
    return [svg("svg", { x: x(at), y: down(point.height, frame), overflow: "visible", class: "spot" }, svg("title", {}, words), aside ? svg("g", { transform: `translate(${aside} 0)` }, marks) : marks)];
  });
  return svg("g", { class: `dots ${look.colour}`, "data-rater": curve.rater }, spots);
}

/**
 * How many places a point stands beside its own, so that several of one figure are all seen: the first curve's in
 * the middle, the others' to the right and to the left of it.
 * @param {Curve[]} curves @param {Curve} curve @param {number} at
 */
function besides(curves, curve, at) {
  const same = curves.filter(({ points, rater }) => rater !== WANTED && points[at].height === curve.points[at].height);
  const nth = Math.max(0, same.indexOf(curve));
  return nth % 2 ? (nth + 1) / 2 : -nth / 2;
}

/**
 * How far points reach to either side where something else would lie over them at a height; 0 where none stands there.
 * @param {Curve[]} curves @param {number} wanted @param {number} at @param {Frame} frame
 */
function reachOf(curves, wanted, at, frame) {
  const near = curves.filter(({ points, rater }) => {
    const { height } = points[at];
    return rater !== WANTED && height !== null && Math.abs(down(height, frame) - down(wanted, frame)) < 2 * frame.radius;
  });
  return near.length && Math.max(...near.map((curve) => Math.abs(besides(curves, curve, at)))) * APART * frame.radius + frame.radius + 2;
}

/** The signs of moments, above or below the first figure of their step. @param {Picture} picture */
function signs({ monitor, frame, from, count, x }) {
  return monitor.steps.slice(from, from + count).flatMap((step, nth) => {
    const at = from + nth;
    const sign = momentSign(step);
    const height = monitor.curves.find(({ points, rater }) => rater !== WANTED && points[at].height !== null)?.points[at].height;
    if (!sign || typeof height !== "number") return [];
    // on its own step's line, as the next step may be near; and towards the middle, where it is cut off nowhere
    const aside = (frame.radius + ASIDE) * (height > 0.5 ? 1 : -1);
    const look = sign.good ? "dot moment good" : "dot moment";
    return [svg("svg", { x: x(at), y: down(height, frame), overflow: "visible", class: "beside" },
      svg("g", { transform: `translate(0 ${aside})` }, mark(sign.shape, Math.max(3, frame.radius - 1), look)))];
  });
}
