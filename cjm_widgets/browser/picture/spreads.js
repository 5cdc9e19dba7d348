/**
 * How far the ratings of a room spread around their median, and the sign where it disagrees.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {import("./plot.js").Frame} Frame
 */

import { svg } from "../lib/dom.js";
import { across, down } from "./frame.js";
import { curveStyle } from "./marks.js";

/**
 * For each step a thin line from the lowest to the highest rating, and a broad one for the middle half.
 * @param {Monitor} monitor
 * @param {Frame} frame
 */
export function spreads(monitor, frame) {
  return monitor.curves.flatMap((curve, order) => {
    const { colour } = curveStyle(order);
    return curve.points.flatMap((point, at) => {
      if (typeof point.low !== "number" || typeof point.high !== "number" || point.low === point.high) return [];
      const x = `${across(at, curve.points.length)}%`;
      const upright = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ look) =>
        svg("line", { x1: x, x2: x, y1: down(from, frame), y2: down(to, frame), class: `${look} ${colour}` });
      const [from, to] = point.middle ?? [];
      return [upright(point.low, point.high, "spread"), ...(from === to ? [] : [upright(from, to, "middle-half")])];
    });
  });
}

/** The sign of a step on which the room disagrees, for the names of the steps and for the legend. */
export function disagreementSign() {
  return svg(
    "svg",
    { viewBox: "-9 -9 18 18", width: 17, height: 17, "aria-hidden": "true", focusable: "false", class: "cjm-sign" },
    svg("circle", { r: 8, class: "disagrees" }),
    svg("path", { d: "M-4 -2H4M-4 2H4M2.5 -5L-2.5 5", class: "disagrees-sign" }),
  );
}
