/** The signs of the pictures. Each curve has its own colour, its own dash and its own shape, so colour is never alone. */

import { svg } from "./dom.js";

/** @typedef {import("./types.js").Look} Look of a curve */

const SHAPES = ["circle", "square", "triangle", "pentagon"];
const DASHES = ["", "8 5", "2 5", "12 4 2 4", "16 4"];

/**
 * How the curve at a place among all curves looks.
 * @param {number} at
 * @returns {Look}
 */
export function curveLook(at) {
  const round = Math.floor(at / SHAPES.length); // the fifth curve has the first one's colour with another's shape
  return { shape: SHAPES[(at + round) % SHAPES.length], dash: DASHES[at % DASHES.length], colour: `data-${(at % SHAPES.length) + 1}` };
}

/** @type {Record<string, (r: number) => string>} */
const PATHS = {
  square: (r) => `M${-r * 0.85} ${-r * 0.85}H${r * 0.85}V${r * 0.85}H${-r * 0.85}Z`,
  triangle: (r) => polygon(3, r * 1.15),
  pentagon: (r) => polygon(5, r * 1.05),
  diamond: (r) => polygon(4, r * 1.3),
  star: (r) => star(r * 1.6),
  circle: (r) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`,
};

/**
 * A sign with its middle at 0, 0.
 * @param {string} shape
 * @param {number} radius  in px
 * @param {string} className
 */
export function mark(shape, radius, className) {
  return svg("path", { d: PATHS[shape](radius), class: className });
}

/**
 * A sign standing in a line of text.
 * @param {string} shape
 * @param {string} className
 */
export function inlineMark(shape, className) {
  return svg(
    "svg",
    { viewBox: "-9 -9 18 18", width: 15, height: 15, "aria-hidden": "true", focusable: "false", class: "cjm-sign" },
    mark(shape, 5.5, className),
  );
}

/**
 * A short piece of a curve, for the legend.
 * @param {Look} look
 */
export function sample({ shape, dash, colour }) {
  return svg(
    "svg",
    { viewBox: "0 0 44 14", width: 44, height: 14, "aria-hidden": "true", focusable: "false", class: "cjm-sign" },
    svg("line", { x1: 2, y1: 7, x2: 42, y2: 7, class: `beat ${colour}`, "stroke-dasharray": dash || null }),
    colour === "wanted" ? null : svg("g", { transform: "translate(22 7)" }, mark(shape, 4.5, `dot ${colour}`)),
  );
}

/**
 * What a moment of truth is marked with.
 * @param {{moment: boolean, hot: boolean}} step
 * @returns {{shape: string, words: string} | null}
 */
export function momentSign(step) {
  if (step.hot) return { shape: "star", words: "Hot spot" };
  return step.moment ? { shape: "diamond", words: "Moment of truth" } : null;
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

/**
 * @param {number} corners
 * @param {number} r
 */
function polygon(corners, r) {
  return closed(Array.from({ length: corners }, (_, at) => corner(at / corners, r)));
}

/** @param {number} r */
function star(r) {
  return closed(Array.from({ length: 10 }, (_, at) => corner(at / 10, at % 2 ? r * 0.45 : r)));
}

/**
 * @param {number} turn
 * @param {number} r
 */
function corner(turn, r) {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(Math.cos(angle) * r).toFixed(2)} ${(Math.sin(angle) * r).toFixed(2)}`;
}

/** @param {string[]} corners */
function closed(corners) {
  return `M${corners.join("L")}Z`;
}
