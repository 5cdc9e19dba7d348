/**
 * The curves themselves. Across, everything is placed in per cent, so that the picture fits any width and any paper
 * and its points stand in the middle of equal columns; down, in px.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {{height: number, top: number, bottom: number, radius: number, lane: number | null}} Frame
 *   px from the upper edge: `top` is the scale's best, `bottom` its worst, `lane` where unrated steps wait
 */

import { svg } from "../lib/dom.js";
import { across, down } from "./frame.js";
import { curveStyle, mark, momentSign } from "./marks.js";
import { spreads } from "./spreads.js";

export { across, down };

/**
 * @param {Monitor} monitor
 * @param {Frame} frame
 * @param {{current?: string, open?: string, lanes?: boolean}} [shown]  the step people are at; the step whose places
 *   are offered
 * @returns {SVGElement[]}  the parts of the picture, from back to front
 */
export function plot(monitor, frame, shown = {}) {
  return [
    ...ground(monitor, frame),
    ...columns(monitor, frame, shown),
    ...spreads(monitor, frame),
    ...monitor.curves.map((curve, at) => line(curve, at, frame)),
    ...waiting(monitor, frame, shown),
    ...monitor.curves.map((_, at) => at).reverse().map((at) => dots(monitor, at, frame, shown)),
  ];
}

/**
 * @param {Monitor} monitor
 * @param {Frame} frame
 */
function ground(monitor, frame) {
  const scale = monitor.curves[0]?.scale;
  if (!scale) return [];
  const middle = down(0.5, frame);
  const felt = scale.name === "felt";
  const halves = felt
    ? [
        svg("rect", { x: 0, width: "100%", y: frame.top, height: middle - frame.top, class: "half good" }),
        svg("rect", { x: 0, width: "100%", y: middle, height: frame.bottom - middle, class: "half bad" }),
      ]
    : [];
  const lines = scale.ticks.map(([height]) => {
    const y = down(height, frame);
    return svg("line", { x1: 0, x2: "100%", y1: y, y2: y, class: felt && height === 0.5 ? "zero" : "grid" });
  });
  return [...halves, ...lines];
}

/**
 * @param {Monitor} monitor
 * @param {Frame} frame
 * @param {{current?: string, open?: string}} shown
 */
function columns(monitor, frame, { current, open }) {
  const count = monitor.steps.length;
  const felt = monitor.curves.find((curve) => curve.scale.name === "felt")?.scale;
  return monitor.steps.flatMap((step, at) => {
    const x = `${across(at, count)}%`;
    const parts = [];
    if (step.id === current) {
      const width = 100 / count;
      parts.push(svg("rect", { x: `${at * width}%`, width: `${width}%`, y: 0, height: frame.height, class: "column" }));
    }
    if (momentSign(step)) {
      parts.push(svg("line", { x1: x, x2: x, y1: frame.top, y2: frame.bottom, class: "moment-line" }));
    }
    if (step.id === open && felt) {
      parts.push(...felt.ticks.map(([height]) => svg("circle", { cx: x, cy: down(height, frame), r: 5, class: "place" })));
    }
    return parts;
  });
}

/**
 * @param {import("./ratings.js").Curve} curve
 * @param {number} order
 * @param {Frame} frame
 */
function line(curve, order, frame) {
  const { dash, colour } = curveStyle(order);
  const count = curve.points.length;
  const group = svg("g", { class: `curve ${colour}`, "data-rater": curve.rater });
  curve.points.slice(1).forEach((point, at) => {
    const before = curve.points[at];
    if (before.height === null || point.height === null) return; // a gap stays a gap
    group.append(
      svg("line", {
        x1: `${across(at, count)}%`,
        x2: `${across(at + 1, count)}%`,
        y1: down(before.height, frame),
        y2: down(point.height, frame),
        class: `beat ${colour}`,
        "stroke-dasharray": dash || null,
      }),
    );
  });
  return group;
}

/**
 * Steps that the first curve has no figure for, below the scale: a place there would be a rating.
 * @param {Monitor} monitor
 * @param {Frame} frame
 * @param {{current?: string}} shown
 */
function waiting(monitor, frame, { current }) {
  const curve = monitor.curves[0];
  if (!curve || frame.lane === null) return [];
  const lane = frame.lane;
  return curve.points.flatMap((point, at) => {
    if (point.height !== null) return [];
    const x = `${across(at, curve.points.length)}%`;
    const radius = point.step === current ? frame.radius + 2 : frame.radius;
    if (!point.unknown) return [svg("circle", { cx: x, cy: lane, r: radius, class: "empty" })];
    return [svg("text", { x, y: lane, dy: "0.36em", class: "unknown", "text-anchor": "middle" }, "?")];
  });
}

/**
 * @param {Monitor} monitor
 * @param {number} order
 * @param {Frame} frame
 * @param {{current?: string}} shown
 */
function dots(monitor, order, frame, { current }) {
  const curve = monitor.curves[order];
  const { shape, colour } = curveStyle(order);
  const group = svg("g", { class: `dots ${colour}`, "data-rater": curve.rater });
  curve.points.forEach((point, at) => {
    if (point.height === null) return;
    const step = monitor.steps[at];
    const first = monitor.curves.findIndex((other) => other.points[at].height !== null) === order;
    const sign = first ? momentSign(step) : null;
    const now = step.id === current && order === 0;
    const radius = (order === 0 ? frame.radius : frame.radius - 1) + (now ? 2.5 : 0);
    const look = [sign ? "dot moment" : `dot ${colour}`, now ? "now" : ""].join(" ");
    group.append(
      svg(
        "svg",
        { x: `${across(at, curve.points.length)}%`, y: down(point.height, frame), overflow: "visible", class: "spot" },
        mark(sign ? sign.shape : shape, radius, look),
      ),
    );
  });
  return group;
}
