/** The signs of the pictures. Each curve has its own colour, its own dash and its own shape, so colour is never alone. */

import { svg } from "../lib/dom.js";

/** @type {{shape: string, dash: string}[]} */
const STYLES = [
  { shape: "circle", dash: "" },
  { shape: "square", dash: "8 5" },
  { shape: "triangle", dash: "2 5" },
  { shape: "pentagon", dash: "12 4 2 4" },
];

/**
 * How the curve at a place among the curves looks.
 * @param {number} at
 */
export function curveStyle(at) {
  return { ...STYLES[at % STYLES.length], colour: `data-${(at % STYLES.length) + 1}` };
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
 * @param {number} at
 */
export function sample(at) {
  const { shape, dash, colour } = curveStyle(at);
  return svg(
    "svg",
    { viewBox: "0 0 44 14", width: 44, height: 14, "aria-hidden": "true", focusable: "false", class: "cjm-sign" },
    svg("line", { x1: 2, y1: 7, x2: 42, y2: 7, class: `beat ${colour}`, "stroke-dasharray": dash || null }),
    svg("g", { transform: "translate(22 7)" }, mark(shape, 4.5, `dot ${colour}`)),
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
