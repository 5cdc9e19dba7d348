/**
 * The heart monitor running through the columns of the map: the curves that are chosen, their legend, their story, and
 * under them what was felt beside what was counted. Across, everything is placed in per cent, so that it stands in the
 * middle of the columns whatever the width and the paper.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {import("./ratings.js").Curve} Curve
 * @typedef {{shape: string, dash: string, colour: string}} Style
 */

import { h, svg } from "../lib/dom.js";
import { mark, momentSign } from "./marks.js";
import { countsOf } from "./map_cells.js";

export const WANTED = "wanted";
const TOP = 22;
const BOTTOM = 178;
const PLAIN = 200;
const LANE = 212;
const WITH_LANE = 232;
const MANY = 3; // more curves than these show their figures without words
const SHAPES = ["circle", "square", "triangle", "pentagon"];
const DASHES = ["", "8 5", "2 5", "12 4 2 4", "16 4"];

/** How the curve at a place among all curves looks; the wanted one is always dotted. @param {Curve} curve @param {number} at @returns {Style} */
function styleOf(curve, at) {
  if (curve.rater === WANTED) return { shape: "circle", dash: "0.1 7", colour: "wanted" };
  const round = Math.floor(at / SHAPES.length); // the fifth curve has the first one's colour with another's shape
  return { shape: SHAPES[(at + round) % SHAPES.length], dash: DASHES[at % DASHES.length], colour: `data-${(at % 4) + 1}` };
}

/**
 * The curves of one choice of persona and of current or ideal; each keeps the look that it has among all.
 * @param {Monitor} monitor
 * @param {string} persona  "everyone", "all" or a persona's id
 * @param {"current" | "ideal" | "both"} when
 * @returns {Monitor}
 */
export function chosenCurves(monitor, persona, when) {
  const curves = monitor.curves.flatMap((curve, at) => {
    const as = curve.rater.startsWith("as-");
    const ofPersona = persona === "all" ? true : persona === "everyone" ? !as : curve.rater === `as-${persona}`;
    const wanted = curve.rater === WANTED;
    if (wanted ? when === "current" : when === "ideal" || !ofPersona) return [];
    return [{ ...curve, look: styleOf(curve, at) }];
  });
  return { ...monitor, curves };
}

/**
 * What the curves tell, each in a sentence.
 * @param {Monitor} monitor  with the chosen curves
 * @param {Record<string, string>} narrations  under "<rater>/<scale>"
 * @param {Monitor} whole  with all curves
 */
export function story(monitor, narrations, whole) {
  const felt = monitor.curves.filter((curve) => curve.rater !== WANTED);
  const curves = felt.length ? felt : monitor.curves;
  if (!curves.length) return "";
  const told = curves.flatMap((curve) => {
    const sentence = narrations[`${curve.rater}/${curve.scale.name}`];
    return sentence ? [curves.length > 1 ? `${curve.title}: ${sentence[0].toLowerCase()}${sentence.slice(1)}` : sentence] : [];
  });
  return told.join("\n") || whole.narration;
}

/**
 * @param {any[]} steps  the columns that are drawn: all, or those of one sheet of paper
 * @param {Monitor} monitor  with the chosen curves of all steps
 * @param {string} told
 * @returns {Node[]}
 */
export function curveCell(steps, monitor, told) {
  const from = Math.max(0, monitor.steps.findIndex((step) => step.id === steps[0]?.id));
  const waits = monitor.curves[0]?.points.slice(from, from + steps.length).some((point) => point.height === null);
  const height = waits ? WITH_LANE : PLAIN;
  const picture = svg(
    "svg",
    { class: "picture", width: "100%", height, role: "img", "aria-label": told },
    ...plot(monitor, from, steps.length, height),
  );
  return [
    h("p", { class: "narration along" }, told),
    legend(monitor),
    h("div", { class: "columns" }, picture, axes(monitor)),
    h("ol", { class: "columns figures" }, ...steps.map((step) => h("li", {}, ...figuresOf(monitor, step)))),
  ];
}

/**
 * What was felt at a step, and beside it what was counted.
 * @param {Monitor} monitor
 * @param {any} step
 * @returns {Node[]}
 */
export function figuresOf(monitor, step) {
  const at = monitor.steps.findIndex((one) => one.id === step.id);
  const count = monitor.curves.length;
  const felt = monitor.curves.map((curve) => {
    const told = curve.points[at]?.words ?? "";
    const figure = count > MANY && curve.scale.name === "felt" ? (/^[+−]?\d/.exec(told) ? told.split(" ")[0] : told) : told;
    return h("p", { class: "figure" }, count > 1 ? h("span", {}, `${curve.rater === WANTED ? "Wanted" : curve.title}: `) : null, figure);
  });
  const counted = countsOf(step);
  return counted ? [...felt, h("p", { class: "figure counted" }, counted)] : felt;
}

/** @param {Monitor} monitor */
function legend(monitor) {
  const alone = monitor.curves.length === 1 && monitor.curves[0].scale.name === "felt";
  const curves = alone
    ? []
    : monitor.curves.map((curve) => h("li", {}, sampleOf(lookOf(curve)), h("span", {}, h("b", {}, curve.title), ` ${curve.scale.title}`)));
  return h("ul", { class: "legend along", hidden: curves.length === 0 }, ...curves);
}

/** @param {Curve} curve @returns {Style} */
const lookOf = (curve) => /** @type {any} */ (curve).look ?? styleOf(curve, 0);

/** @param {Style} look */
function sampleOf({ shape, dash, colour }) {
  return svg(
    "svg",
    { viewBox: "0 0 44 14", width: 44, height: 14, "aria-hidden": "true", focusable: "false", class: "cjm-sign" },
    svg("line", { x1: 2, y1: 7, x2: 42, y2: 7, class: `beat ${colour}`, "stroke-dasharray": dash || null }),
    colour === "wanted" ? null : svg("g", { transform: "translate(22 7)" }, mark(shape, 4.5, `dot ${colour}`)),
  );
}

/** @param {number} height  0 to 1 */
const down = (height) => BOTTOM - height * (BOTTOM - TOP);

/** @param {Monitor} monitor */
function axes(monitor) {
  const scales = new Map(monitor.curves.map((curve) => [curve.scale.name, curve.scale]));
  const sides = ["left", "right"];
  const ticks = [...scales.values()].slice(0, 2).map((scale, at) =>
    h(
      "div",
      { class: `ticks ${sides[at]}`, "aria-hidden": "true" },
      ...scale.ticks.map(([height, , figure]) => h("span", { style: `top:${down(height)}px` }, figure)),
    ),
  );
  return h("div", { class: "axes" }, ...ticks);
}

/**
 * @param {Monitor} monitor
 * @param {number} from
 * @param {number} count
 * @param {number} height
 */
function plot(monitor, from, count, height) {
  const x = (/** @type {number} */ at) => `${((at - from + 0.5) * 100) / count}%`;
  const first = monitor.curves[0];
  if (!first) return [];
  const felt = first.scale.name === "felt";
  const grid = first.scale.ticks.map(([at]) =>
    svg("line", { x1: 0, x2: "100%", y1: down(at), y2: down(at), class: felt && at === 0.5 ? "zero" : "grid" }),
  );
  const moments = monitor.steps.slice(from, from + count).flatMap((step, at) =>
    momentSign(step) ? [svg("line", { x1: x(at + from), x2: x(at + from), y1: 0, y2: height, class: "moment-line" })] : [],
  );
  return [
    ...(felt ? [...area(first, from, count, "good"), ...area(first, from, count, "bad")] : []),
    ...grid,
    ...moments,
    ...[...monitor.curves].reverse().map((curve) => beats(curve, x)),
    ...waiting(first, from, count, x),
    ...monitor.curves.map((curve) => dots(monitor, curve, from, count, x)).reverse(),
  ];
}

/**
 * The space between the curve and neither-nor, above it or below it.
 * @param {Curve} curve
 * @param {number} from
 * @param {number} count
 * @param {"good" | "bad"} side
 */
function area(curve, from, count, side) {
  const middle = down(0.5);
  const [top, size] = side === "good" ? [0, middle] : [middle, BOTTOM + TOP - middle];
  const runs = curve.points.slice(1).flatMap((point, at) => {
    const before = curve.points[at];
    if (before.height === null || point.height === null) return [];
    const [left, right] = [at - from + 0.5, at - from + 1.5];
    return [svg("polygon", { points: `${left},${middle} ${left},${down(before.height)} ${right},${down(point.height)} ${right},${middle}` })];
  });
  return [svg("svg", { x: 0, y: top, width: "100%", height: size, viewBox: `0 ${top} ${count} ${size}`, preserveAspectRatio: "none", class: `area ${side}` }, ...runs)];
}

/**
 * @param {Curve} curve
 * @param {(at: number) => string} x
 */
function beats(curve, x) {
  const { dash, colour } = lookOf(curve);
  const lines = curve.points.slice(1).flatMap((point, at) => {
    const before = curve.points[at];
    if (before.height === null || point.height === null) return []; // a gap stays a gap
    const ends = { x1: x(at), x2: x(at + 1), y1: down(before.height), y2: down(point.height) };
    return [svg("line", { ...ends, class: `beat ${colour}`, "stroke-dasharray": dash || null })];
  });
  return svg("g", { class: "curve", "data-rater": curve.rater }, ...lines);
}

/**
 * Steps without a figure on the first curve, below the scale: a place on it would be a rating.
 * @param {Curve} curve
 * @param {number} from
 * @param {number} count
 * @param {(at: number) => string} x
 */
function waiting(curve, from, count, x) {
  return curve.points.slice(from, from + count).flatMap((point, at) => {
    if (point.height !== null) return [];
    if (!point.unknown) return [svg("circle", { cx: x(at + from), cy: LANE, r: 6, class: "empty" })];
    return [svg("text", { x: x(at + from), y: LANE, dy: "0.36em", class: "unknown", "text-anchor": "middle" }, "?")];
  });
}

/**
 * @param {Monitor} monitor
 * @param {Curve} curve
 * @param {number} from
 * @param {number} count
 * @param {(at: number) => string} x
 */
function dots(monitor, curve, from, count, x) {
  const { shape, colour } = lookOf(curve);
  const spots = curve.points.slice(from, from + count).flatMap((point, at) => {
    if (point.height === null) return [];
    const step = monitor.steps[at + from];
    const first = monitor.curves.find((other) => other.points[at + from].height !== null) === curve;
    const sign = first ? momentSign(step) : null;
    const wanted = colour === "wanted";
    const look = sign ? "dot moment" : `dot ${colour}`;
    const radius = sign ? 8 : wanted ? 3 : 6;
    const place = { x: x(at + from), y: down(point.height), overflow: "visible", class: "spot" };
    return [svg("svg", place, mark(sign ? sign.shape : shape, radius, look))];
  });
  return svg("g", { class: "dots", "data-rater": curve.rater }, ...spots);
}
