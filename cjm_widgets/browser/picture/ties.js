/**
 * Relationships as lines between stakeholders: good ones double, strained ones in a zigzag, others single. Pure but for
 * the elements that it makes.
 *
 * @typedef {import("./circles.js").Box} Box
 * @typedef {import("./circles.js").Spot} Spot
 * @typedef {Box & {round?: boolean}} End
 * @typedef {import("./circles.js").Plane} Plane
 * @typedef {import("../lib/model.js").Relationship} Relationship
 */

import { h, svg } from "../lib/dom.js";
import { isolated } from "../lib/words.js";

export const CUSTOMER = "@customer";
const BENDS = [0, 0.18, -0.18, 0.36, -0.36, 0.6, -0.6, 0.85, -0.85];
const SAMPLES = 60;
const STEP = 7; // px of a zigzag
const SWING = 4;
const ARROW = 9;
const SIGN = 10; // px that a sign reaches around its middle

/** How it is, as it is drawn. @param {Relationship} one */
function howItIs(one) {
  return one.state ?? "unsaid";
}

/**
 * The lines between those that stand on the picture.
 * @param {Relationship[]} relationships
 * @param {Map<string, Box>} places
 * @param {Plane} plane
 * @param {Box[]} [titles]  of the circles, which lines go around as they do around names
 * @param {string} [chosen]  whose lines stand out
 */
export function tiesDrawn(relationships, places, plane, titles = [], chosen = "") {
  const customer = { x: plane.width / 2, y: plane.height / 2, width: plane.rx[0] * 2, height: plane.ry[0] * 2, round: true };
  /** @type {Map<string, End>} */ const ends = new Map([...places, [CUSTOMER, customer]]);
  /** @type {End[]} */ const signs = [];
  /** @type {Map<string, number>} */ const between = new Map();
  return relationships.flatMap((one) => {
    const [from, to] = [ends.get(one.from_whom ?? ""), ends.get(one.to_whom ?? "")];
    if (!from || !to || from === to) return [];
    const pair = [one.from_whom, one.to_whom].sort().join(" ");
    const already = between.get(pair) ?? 0;
    between.set(pair, already + 1);
    const others = [...titles, ...[...ends].filter(([id]) => id !== one.from_whom && id !== one.to_whom).map(([, box]) => box)];
    const points = leading(from, to, others, BENDS.slice(already * 2));
    const mine = chosen && [one.from_whom, one.to_whom].includes(chosen);
    const at = seen(points, [...titles, ...ends.values(), ...signs]);
    if (at && one.state && one.state !== "neutral") signs.push({ ...at, width: 2 * SIGN, height: 2 * SIGN });
    return [tie(one, points, mine ? " mine" : "", at)];
  });
}

/** Where on a line its sign is seen, as near to its middle as nothing else stands; null if nowhere. @param {Spot[]} points @param {End[]} others */
function seen(points, others) {
  const middle = (points.length - 1) / 2;
  const near = points.map((point, at) => ({ point, off: Math.abs(at - middle) })).sort((one, other) => one.off - other.off);
  return near.find(({ point }) => !others.some((box) => covers(box, point, SIGN)))?.point ?? null;
}

/** @param {Relationship} one @param {Spot[]} points @param {string} also @param {Spot | null} sign */
function tie(one, points, also, sign) {
  const state = howItIs(one);
  const line = state === "strained" ? zigzag(points) : points;
  const [before, end] = points.slice(-2);
  const turn = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return svg("g", { class: `tie ${state}${also}`, "data-id": one.id },
    ...strokes(state, path(line)),
    svg("path", { class: "head", d: `M0 0L${-ARROW} ${ARROW / 2}L${-ARROW} ${-ARROW / 2}Z`, transform: `translate(${round(end.x)} ${round(end.y)}) rotate(${round(turn)})` }),
    ...(sign ? signOn(state, sign) : []));
}

/** @param {string} state @param {string} d */
function strokes(state, d) {
  return state === "good" ? [svg("path", { class: "stroke", d }), svg("path", { class: "gap", d })] : [svg("path", { class: "stroke", d })];
}

/** What tells the lines apart also where they are thin. @param {string} state @param {Spot} at */
function signOn(state, { x, y }) {
  const place = { class: "sign", transform: `translate(${round(x)} ${round(y)})` };
  if (state === "good") return [svg("g", place, svg("circle", { r: 7 }), svg("path", { d: "M-4 0H4M0 -4V4" }))];
  if (state === "strained") return [svg("g", place, svg("path", { class: "plate", d: "M0 -9L9 0L0 9L-9 0Z" }), svg("path", { d: "M0 -5V1M0 4V4.5" }))];
  return [];
}

/**
 * A line from edge to edge that passes behind as few names as it can.
 * @param {End} from
 * @param {End} to
 * @param {End[]} others
 * @param {number[]} bends  tried in this order
 */
function leading(from, to, others, bends) {
  const tried = (bends.length ? bends : BENDS).map((bend) => {
    const points = uncovered(bent(from, to, bend), from, to);
    const hidden = points.filter((point) => others.some((box) => covers(box, point, 3))).length;
    return { points, hidden };
  });
  return tried.reduce((best, one) => (one.hidden < best.hidden ? one : best)).points;
}

/** @param {Spot} from @param {Spot} to @param {number} bend @returns {Spot[]} */
function bent(from, to, bend) {
  const by = { x: (from.x + to.x) / 2 - (to.y - from.y) * bend, y: (from.y + to.y) / 2 + (to.x - from.x) * bend };
  return Array.from({ length: SAMPLES + 1 }, (_, at) => {
    const [there, here] = [at / SAMPLES, 1 - at / SAMPLES];
    const of = (/** @type {"x" | "y"} */ name) => here * here * from[name] + 2 * here * there * by[name] + there * there * to[name];
    return { x: of("x"), y: of("y") };
  });
}

/** The part of a line that stands in neither of the two boxes. @param {Spot[]} points @param {End} from @param {End} to */
function uncovered(points, from, to) {
  const free = points.filter((point) => ![from, to].some((box) => covers(box, point, 2)));
  return free.length > 2 ? free : points;
}

/** Whether a thing on the picture stands over a point. @param {End} end @param {Spot} point @param {number} by  px around it */
function covers(end, point, by) {
  const [across, up] = [Math.abs(point.x - end.x) / (end.width / 2 + by), Math.abs(point.y - end.y) / (end.height / 2 + by)];
  return end.round ? Math.hypot(across, up) < 1 : across < 1 && up < 1;
}

/** @param {Spot[]} points @returns {Spot[]} */
function zigzag(points) {
  const even = evenly(points);
  return even.map((point, at) => {
    const [before, after] = [even[Math.max(0, at - 1)], even[Math.min(even.length - 1, at + 1)]];
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    const side = at === 0 || at >= even.length - 2 ? 0 : at % 2 ? SWING : -SWING;
    return { x: point.x - ((after.y - before.y) / length) * side, y: point.y + ((after.x - before.x) / length) * side };
  });
}

/** @param {Spot[]} points @returns {Spot[]} */
function evenly(points) {
  const found = [points[0]];
  for (const point of points) {
    const last = found[found.length - 1];
    if (Math.hypot(point.x - last.x, point.y - last.y) >= STEP) found.push(point);
  }
  return [...found, points[points.length - 1]];
}

/** @param {Spot[]} points */
function path(points) {
  return `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/**
 * What the lines mean, as far as they are drawn.
 * @param {Relationship[]} relationships
 * @param {import("../lib/labels.js").Called} labels
 */
export function tieLegend(relationships, labels) {
  const there = new Set(relationships.map(howItIs));
  const points = [{ x: 2, y: 9 }, { x: 16, y: 9 }, { x: 30, y: 9 }, { x: 44, y: 9 }, { x: 56, y: 9 }];
  const along = points.slice(1).flatMap((point, at) => [0, 0.33, 0.66].map((part) => ({ x: points[at].x + (point.x - points[at].x) * part, y: 9 })));
  return ["good", "neutral", "strained", "unsaid"].filter((state) => there.has(/** @type {any} */ (state))).map((state) =>
    h("li", {},
      svg("svg", { width: 60, height: 18, viewBox: "0 0 60 18", "aria-hidden": "true" }, tie(/** @type {any} */ ({ state: state === "unsaid" ? null : state }), along, "", along[Math.floor(along.length / 2)])),
      h("b", {}, labels.full("relationships/state", state) || "Not said")));
}

/**
 * A relationship in words.
 * @param {Relationship} one
 * @param {(id: string | null) => string} called
 * @param {import("../lib/labels.js").Called} labels
 */
export function tieWords(one, called, labels) {
  const state = labels.full("relationships/state", one.state) || "Not said how it is";
  const told = [labels.full("relationships/kind", one.kind), isolated(one.name.trim())].filter(Boolean).join(": ");
  return `${called(one.from_whom)} → ${called(one.to_whom)}: ${state.toLowerCase()}${told ? `. ${told}` : ""}.`;
}
