/**
 * The signs of the pictures. Each curve has its own colour and shape; what it rests on, its filling and its dashes say,
 * of every curve alike. So no two look alike, and colour is never alone.
 */

import { svg } from "./dom.js";

/** @typedef {import("./types.js").Look} Look of a curve */
/** @typedef {import("./types.js").Curve} Curve */

/** How many curves can be told apart in one picture. */
export const MOST_CURVES = 8;
/** A basis: a source that does not say what it is. */
export const UNTOLD = "untold";
/** The rater of the experience that is wanted; nobody has had it. */
export const WANTED = "wanted";

const SHAPES = ["circle", "square", "triangle", "plus", "wide", "saltire", "tall", "pentagon"];
/** @type {Record<string, string>} */
const DASHES = { measured: "", reported: "9 5", assumed: "2 4" };
const BASES = Object.keys(DASHES);
const DOT_STEP = 5; // px from one rating's dot to the next
const ROWS_HIGH = 30; // px that the rows of dots at one height take at most
const WANTED_LOOK = { shape: "goal", colour: "wanted" };
/** The rater of the room's median: it is no curve of the journey and takes no other's look. */
const TOGETHER = "together";
const TOGETHER_LOOK = { shape: "hourglass", colour: "of-room" };

/**
 * How the curve at a place among all curves looks.
 * @param {number} at
 * @returns {Look}
 */
export function curveLook(at) {
  return { shape: SHAPES[at % MOST_CURVES], colour: `data-${(at % MOST_CURVES) + 1}` };
}

/**
 * The curves with a look each, none like another among as many as can be told apart. A curve keeps the look it has,
 * or that of its place among all of the journey, so that it looks alike on every page; unless one before it has that.
 * @param {Curve[]} curves
 * @returns {(Curve & {look: Look})[]}
 */
export function withLooks(curves) {
  /** @type {Set<string>} */
  const taken = new Set();
  return curves.map((curve, at) => {
    if (curve.rater === WANTED) return { ...curve, look: WANTED_LOOK };
    if (curve.rater === TOGETHER) return { ...curve, look: TOGETHER_LOOK };
    const own = curve.look ?? curveLook(curve.place ?? at);
    const places = SHAPES.map((_, place) => curveLook(place));
    const look = taken.has(own.shape) ? (places.find(({ shape }) => !taken.has(shape)) ?? own) : own;
    taken.add(look.shape);
    return { ...curve, look };
  });
}

/**
 * What a figure rests on, the least sure of several; what nobody said is assumed.
 * @param {...(string | undefined)} bases
 */
export function basisOf(...bases) {
  return BASES[Math.max(...bases.map((basis) => (BASES.includes(basis ?? "") ? BASES.indexOf(basis ?? "") : BASES.length - 1)))];
}

/**
 * What a sign says that a figure rests on: as `basisOf`, and UNTOLD for a source that does not say what it is.
 * @param {string | undefined} basis
 */
export function signOf(basis) {
  return !basis || BASES.includes(basis) ? basisOf(basis) : UNTOLD;
}

/**
 * Where a figure is our own judgement and what was felt was told in words, both, so that neither passes for the other.
 * @param {Pick<import("./types.js").Point, "basis" | "felt" | "height">} point
 */
export function readingOf({ basis, felt, height }) {
  return felt && height !== null && (!basis || basis === "assumed") ? `our reading; in words “${felt}”` : "";
}

/** How a line is broken, by what it rests on: what is measured is whole. @param {string} basis */
export function dashOf(basis) {
  return DASHES[basis] || null;
}

/** @type {Record<string, (r: number) => string>} */
const PATHS = {
  square: (r) => `M${-r * 0.85} ${-r * 0.85}H${r * 0.85}V${r * 0.85}H${-r * 0.85}Z`,
  triangle: (r) => polygon(3, r * 1.15),
  pentagon: (r) => polygon(5, r * 1.05),
  wide: (r) => `M${-r * 1.3} ${-r * 0.5}H${r * 1.3}V${r * 0.5}H${-r * 1.3}Z`,
  tall: (r) => `M${-r * 0.5} ${-r * 1.3}H${r * 0.5}V${r * 1.3}H${-r * 0.5}Z`,
  plus: (r) => cross(r * 1.15, r * 0.42, 0),
  saltire: (r) => cross(r * 1.2, r * 0.4, 0.125),
  goal: (r) => `M${-r * 2.5} ${-r * 0.5}H${r * 2.5}M${-r * 2.5} ${r * 0.5}H${r * 2.5}`,
  wings: (r) => `M${-r - 7} -2.5H${-r}M${-r - 7} 2.5H${-r}M${r} -2.5H${r + 7}M${r} 2.5H${r + 7}`,
  diamond: (r) => polygon(4, r * 1.3),
  star: (r) => star(r * 1.6),
  down: (r) => `M${-r * 1.2} ${-r * 0.9}H${r * 1.2}L0 ${r * 1.2}Z`,
  heart: (r) => `M0 ${r * 1.2}C${-r * 2.2} ${-r * 0.2} ${-r * 1.1} ${-r * 1.8} 0 ${-r * 0.6}C${r * 1.1} ${-r * 1.8} ${r * 2.2} ${-r * 0.2} 0 ${r * 1.2}Z`,
  hourglass: (r) => `M${-r} ${-r}H${r}L${-r} ${r}H${r}Z`,
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
 * A curve's sign: hollow where the figure is assumed, with a core where its source does not say what it is, its lower
 * half filled where it is reported, whole where measured.
 * @param {Look} look
 * @param {number} radius
 * @param {string} basis
 * @param {string} [more]  a class
 */
export function curveMark({ shape, colour }, radius, basis, more = "") {
  if (colour === "wanted") return [mark(shape, radius, "goal wanted")];
  const look = `dot ${colour} ${basis} ${more}`.trim();
  if (basis === UNTOLD) return [mark(shape, radius, look), mark("circle", radius * 0.36, `dot-core ${colour}`)];
  return basis === "reported" ? [mark(shape, radius, look), mark(shape, radius, `dot-half ${colour}`)] : [mark(shape, radius, look)];
}

/**
 * A sign standing in a line of text.
 * @param {string} shape
 * @param {string} className
 */
export function inlineMark(shape, className) {
  return inline(mark(shape, 5.5, className));
}

/** What the upright lines at a figure say, from back to front. */
export const EXTENTS = /** @type {const} */ ({
  interval: "95 % interval: how far chance reaches",
  half: "The middle half of the room’s ratings",
});

/**
 * The upright lines at a figure: of a room that rated, its middle half; of a share, how far it can be trusted.
 * @param {import("./types.js").Point} point
 * @returns {{kind: keyof typeof EXTENTS, from: number, to: number}[]}
 */
export function extentsOf({ low, high, middle }) {
  if (typeof low !== "number" || typeof high !== "number" || low === high) return [];
  if (!middle) return [{ kind: "interval", from: low, to: high }];
  const [from, to] = middle;
  return from === to ? [] : [{ kind: "half", from, to }];
}

/**
 * Where the dots of all who rated stand at one height, in px from its middle: side by side in rows, as many to the left as to the right.
 * @param {number} count @param {number} beside  from the middle to the first dot @param {number} width  from the middle to the last
 * @returns {[x: number, y: number][]}
 */
export function dotPlaces(count, beside, width) {
  const each = Math.max(1, Math.floor((width - beside) / DOT_STEP) + 1);
  const rows = Math.ceil(count / (2 * each));
  const apart = Math.min(DOT_STEP, ROWS_HIGH / Math.max(1, rows - 1));
  return Array.from({ length: count }, (_, nth) => {
    const [row, place] = [Math.floor(nth / (2 * each)), nth % (2 * each)];
    const aside = beside + Math.floor(place / 2) * DOT_STEP;
    return [place % 2 ? -aside : aside, (row - (rows - 1) / 2) * apart];
  });
}

/** One rating of many, in the colour and the shape of its voice. @param {number} x @param {number} y @param {Look} [look] */
export function ratingDot(x, y, look = TOGETHER_LOOK) {
  if (look.colour === TOGETHER_LOOK.colour) return svg("circle", { cx: x, cy: y, r: 2.25, class: `rating-dot ${look.colour}` });
  return svg("g", { transform: `translate(${x} ${y})` }, mark(look.shape, 2.6, `rating-dot ${look.colour}`));
}

/**
 * An upright line at a figure.
 * @param {keyof typeof EXTENTS} kind
 * @param {string} x @param {number} top in px @param {number} bottom in px @param {string} colour
 * @returns {SVGElement[]}
 */
export function extentMark(kind, x, top, bottom, colour) {
  if (kind === "half") return [svg("line", { x1: x, x2: x, y1: top, y2: bottom, class: `half-of-ratings ${colour}` })];
  const caps = [top, bottom].map((y) => svg("svg", { x, y, overflow: "visible" }, svg("line", { x1: -5, x2: 5, class: `interval ${colour}` })));
  return [svg("line", { x1: x, x2: x, y1: top, y2: bottom, class: `interval ${colour}` }), ...caps];
}

/** What stands for such a line in a legend. @param {keyof typeof EXTENTS} kind */
export function extentInKey(kind) {
  return inline(...extentMark(kind, "0", -7, 7, "of-any"));
}

/** What stands for a figure beside a curve in a legend. @param {import("./types.js").Aim["kind"]} kind */
export function aimInKey(kind) {
  return inline(svg("g", { class: `aim ${kind} of-any` }, svg("line", { x1: -9, x2: 9, y1: 0, y2: 0 })));
}

/** What stands for a basis in a legend. @param {string} basis */
export function basisMark(basis) {
  return inline(...curveMark({ shape: "circle", colour: "of-any" }, 5.5, basis));
}

/** What stands for the rating of one person, in a legend. */
export function ratingMark() {
  return inline(ratingDot(-5, 0), ratingDot(0, 0), ratingDot(5, 0));
}

/** What stands for a feeling in words where there is no figure, in a legend. */
export function wordsMark() {
  return inline(svg("circle", { r: 6.5, class: "empty" }), svg("text", { dy: "0.56em", class: "felt", "text-anchor": "middle" }, "“"));
}

/** @param {...SVGElement} marks */
function inline(...marks) {
  return svg("svg", { viewBox: "-9 -9 18 18", width: 15, height: 15, "aria-hidden": "true", focusable: "false", class: "cjm-sign" }, marks);
}

/**
 * A short piece of a curve, for the legend.
 * @param {Look} look
 * @param {string} basis
 */
export function sample(look, basis) {
  const wanted = look.colour === "wanted";
  return svg(
    "svg",
    { viewBox: "0 0 44 14", width: 44, height: 14, "aria-hidden": "true", focusable: "false", class: "cjm-sign" },
    wanted ? null : svg("line", { x1: 2, y1: 7, x2: 42, y2: 7, class: `beat ${look.colour} ${basis}`, "stroke-dasharray": dashOf(basis) }),
    svg("g", { transform: "translate(22 7)" }, curveMark(look, 4.5, basis)),
  );
}

/**
 * What a moment of truth is marked with: what can win customers and what can lose them by another shape, not by
 * colour alone. It says what hangs on the moment, not how it goes.
 * @param {{moment: boolean, hot: boolean, felt?: string}} step
 * @returns {{shape: string, words: string, good: boolean} | null}
 */
export function momentSign({ moment, hot, felt }) {
  if (!moment && !hot) return null;
  const good = felt === "engaged";
  if (good) return { shape: "heart", words: hot ? "Hot spot: can win them" : "Moment of truth: can win them", good };
  if (hot) return { shape: "star", words: "Hot spot", good };
  if (felt === "challenged") return { shape: "down", words: "Moment of truth: can lose them", good };
  return { shape: "diamond", words: felt === "both" ? "Moments of truth: can win or lose them" : "Moment of truth", good };
}

/** A moment's sign in a line of text. @param {{shape: string, good: boolean}} sign */
export function momentMark({ shape, good }) {
  return inlineMark(shape, good ? "dot moment good" : "dot moment");
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

/**
 * @param {number} r  from the middle to the end of an arm
 * @param {number} half  of an arm's breadth
 * @param {number} turn
 */
function cross(r, half, turn) {
  const out = Math.hypot(r, half);
  const aside = Math.atan2(half, r) / (2 * Math.PI);
  const arms = [0, 0.25, 0.5, 0.75].map((arm) => arm + turn);
  return closed(arms.flatMap((arm) => [corner(arm - aside, out), corner(arm + aside, out), corner(arm + 0.125, half * Math.SQRT2)]));
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
