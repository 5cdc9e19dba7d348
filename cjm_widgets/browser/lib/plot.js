/**
 * The curves of a heart monitor. Across, everything is placed in per cent, so that a picture fits any width and any
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
 * @property {number} [sign]  radius of a moment's sign, if it is not that of the dot
 * @property {boolean} [filled]  the space between the first curve and neither-nor has a colour, rather than the two
 *   halves of the scale; moments reach over the whole height
 *
 * @typedef {object} Shown
 * @property {string} [current]  the step people are at
 * @property {string} [open]  the step whose places are offered
 * @property {number} [from]  the first step of this sheet
 * @property {number} [count]  how many steps it has
 *
 * @typedef {{ monitor: Monitor, frame: Frame, shown: Shown, from: number, count: number, x: (at: number) => string }} Picture
 *   x: where the step of a place stands across
 */

import { svg } from "./dom.js";
import { curveLook, mark, momentSign } from "./marks.js";

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

/** How a curve looks: its own look, or that of its place. @param {Monitor} monitor @param {Curve} curve */
export function lookOf(monitor, curve) {
  return curve.look ?? curveLook(monitor.curves.indexOf(curve));
}

/**
 * @param {Monitor} monitor
 * @param {Frame} frame
 * @param {Shown} [shown]
 * @returns {SVGElement[]}  the parts of the picture, from back to front
 */
export function plot(monitor, frame, shown = {}) {
  const { from = 0, count = monitor.steps.length - from } = shown;
  /** @type {Picture} */
  const picture = { monitor, frame, shown, from, count, x: (at) => `${across(at - from, count)}%` };
  const backwards = [...monitor.curves].reverse(); // the first curve stands before the others
  return [
    ...ground(picture),
    ...columns(picture),
    ...(frame.filled ? [] : monitor.curves.flatMap((curve) => spread(picture, curve))),
    ...backwards.map((curve) => beats(picture, curve)),
    ...unrated(picture),
    ...backwards.map((curve) => dots(picture, curve)),
  ];
}

/** The scale behind the curves. @param {Picture} picture */
function ground({ monitor, frame, from, count }) {
  const [first] = monitor.curves;
  if (!first) return [];
  const felt = first.scale.name === "felt";
  const lines = first.scale.ticks.map(([height]) => rung(height, felt && height === 0.5 ? "zero" : "grid"));
  if (!felt) return lines;
  const middle = down(0.5, frame);
  if (frame.filled) return [area("good", 0, middle), area("bad", middle, frame.bottom + frame.top - middle), ...lines];
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

  /** The space between the curve and neither-nor, above it or below it. @param {"good" | "bad"} side @param {number} top @param {number} size */
  function area(side, top, size) {
    const runs = pairs(first).map(([at, before, after]) => {
      const [left, right] = [at - from + 0.5, at - from + 1.5];
      return svg("polygon", { points: `${left},${middle} ${left},${down(before, frame)} ${right},${down(after, frame)} ${right},${middle}` });
    });
    return svg("svg", { x: 0, y: top, width: "100%", height: size, viewBox: `0 ${top} ${count} ${size}`, preserveAspectRatio: "none", class: `area ${side}` }, runs);
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
      ...(momentSign(step) ? [svg("line", { x1: middle, x2: middle, y1: top, y2: bottom, class: "moment-line" })] : []),
      ...(step.id === shown.open && felt ? felt.ticks.map(([height]) => svg("circle", { cx: middle, cy: down(height, frame), r: 5, class: "place" })) : []),
    ];
  });
}

/**
 * How far the ratings of a room spread: a thin line from the lowest to the highest, and a broad one for the middle half.
 * @param {Picture} picture @param {Curve} curve
 */
function spread({ monitor, frame, x }, curve) {
  const { colour } = lookOf(monitor, curve);
  return curve.points.flatMap(({ low, high, middle = [] }, at) => {
    if (typeof low !== "number" || typeof high !== "number" || low === high) return [];
    const upright = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ look) =>
      svg("line", { x1: x(at), x2: x(at), y1: down(from, frame), y2: down(to, frame), class: `${look} ${colour}` });
    const [from, to] = middle;
    return [upright(low, high, "spread"), ...(from === to ? [] : [upright(from, to, "middle-half")])];
  });
}

/** The lines from step to step. A gap stays a gap. @param {Picture} picture @param {Curve} curve */
function beats({ monitor, frame, x }, curve) {
  const { dash, colour } = lookOf(monitor, curve);
  const lines = pairs(curve).map(([at, before, after]) =>
    svg("line", {
      x1: x(at), x2: x(at + 1), y1: down(before, frame), y2: down(after, frame),
      class: `beat ${colour}`, "stroke-dasharray": dash || null,
    }),
  );
  return svg("g", { class: `curve ${colour}`, "data-rater": curve.rater }, lines);
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
  if (!first || frame.lane === null) return [];
  return first.points.slice(from, from + count).flatMap((point, at) => {
    if (point.height !== null) return [];
    const middle = x(from + at);
    const radius = frame.radius + (point.step === shown.current ? 2 : 0);
    return [point.unknown
      ? svg("text", { x: middle, y: frame.lane, dy: "0.36em", class: "unknown", "text-anchor": "middle" }, "?")
      : svg("circle", { cx: middle, cy: frame.lane, r: radius, class: "empty" })];
  });
}

/** The ratings; the first figure of a moment of truth bears its sign. @param {Picture} picture @param {Curve} curve */
function dots({ monitor, frame, shown, from, count, x }, curve) {
  const { shape, colour } = lookOf(monitor, curve);
  const first = curve === monitor.curves[0];
  const spots = curve.points.slice(from, from + count).flatMap(({ height }, nth) => {
    if (height === null) return [];
    const at = from + nth;
    const step = monitor.steps[at];
    const sign = monitor.curves.find((other) => other.points[at].height !== null) === curve ? momentSign(step) : null;
    const now = first && step.id === shown.current;
    const radius = sign && frame.sign ? frame.sign : dotRadius(frame, colour, first) + (now ? 2.5 : 0);
    const look = [sign ? "dot moment" : `dot ${colour}`, now ? "now" : ""].filter(Boolean).join(" ");
    return [svg("svg", { x: x(at), y: down(height, frame), overflow: "visible", class: "spot" }, mark(sign ? sign.shape : shape, radius, look))];
  });
  return svg("g", { class: `dots ${colour}`, "data-rater": curve.rater }, spots);
}

/** @param {Frame} frame @param {string} colour @param {boolean} first */
function dotRadius({ radius, filled }, colour, first) {
  if (filled) return colour === "wanted" ? radius / 2 : radius;
  return first ? radius : radius - 1;
}
