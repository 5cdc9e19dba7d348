/**
 * The columns of the map: a step each, or a narrow one for a step or a stage that is folded. Pure: nothing here touches
 * the page.
 *
 * @typedef {import("../lib/types.js").Monitor} Monitor
 * @typedef {import("../lib/types.js").Curve} Curve
 * @typedef {import("../lib/model.js").Step} Step
 * @typedef {{id: string, steps: Step[], folded: "" | "step" | "stage", name: string, share: number}} Column
 *   id: of its first step. folded: what was folded into it. share: how wide, beside a step's column
 */

import { WANTED, momentSign } from "../lib/marks.js";
import { counted } from "../lib/words.js";

const NARROW = 0.5;

/**
 * @param {Pick<import("../lib/model.js").Journey, "steps" | "stages">} journey
 * @param {string[]} [folded]  the ids of steps and of stages
 * @returns {Column[]}
 */
export function columnsOf({ steps, stages }, folded = []) {
  /** @type {Column[]} */
  const columns = [];
  for (const step of steps) {
    const stage = stages.find(({ id }) => id === step.stage && folded.includes(id));
    const last = columns.at(-1);
    if (stage && last?.folded === "stage" && last.steps[0].stage === stage.id) last.steps.push(step);
    else if (stage) columns.push({ id: step.id, steps: [step], folded: "stage", name: stage.name || "No name yet", share: NARROW });
    else if (folded.includes(step.id)) columns.push({ id: step.id, steps: [step], folded: "step", name: `${steps.indexOf(step) + 1} ${step.name || "No name yet"}`, share: NARROW });
    else columns.push({ id: step.id, steps: [step], folded: "", name: step.name, share: 1 });
  }
  return columns;
}

/** How many columns of a step they are as wide as. @param {Pick<Column, "share">[]} columns */
export function widthOf(columns) {
  return columns.reduce((sum, { share }) => sum + share, 0);
}

/** How many columns of the table one of them covers: two for a step where another is half as wide. @param {Column[]} columns */
export function spansOf(columns) {
  return columns.some(({ folded }) => folded) ? 1 / NARROW : 1;
}

/** What a folded column holds, in words. @param {Column} column */
export function heldBy({ folded, steps }) {
  return folded === "stage" ? counted(steps.length, "step") : "";
}

/**
 * The curves through the columns: what is folded has its worst and its best point, in the order of time.
 * @param {Monitor} monitor  through the steps, or through their touchpoints
 * @param {Column[]} columns
 * @returns {Monitor}
 */
export function foldedMonitor(monitor, columns) {
  if (!columns.some(({ folded }) => folded)) return monitor;
  const spots = columns.flatMap((column, nth) => {
    const start = widthOf(columns.slice(0, nth));
    const there = pointsIn(monitor, column);
    if (column.folded) return there.length ? drawnEnds(monitor, column, there, start).map((step, end) => ({ step, from: there, end })) : [];
    return there.map((at) => ({ step: { ...monitor.steps[at], at: column.id, place: start + withinColumn(monitor, at) }, from: [at], end: 0 }));
  });
  const pointOf = (/** @type {number | null} */ old) => {
    const found = spots.findIndex(({ from }) => from.length === 1 && from[0] === old);
    return found < 0 ? null : found;
  };
  const whole = monitor.whole?.map((step) => {
    const nth = columns.findIndex(({ steps }) => steps.some(({ id }) => id === step.id));
    if (nth < 0) return step;
    const place = widthOf(columns.slice(0, nth)) + columns[nth].share / 2;
    return { ...step, place, first: pointOf(step.first), last: pointOf(step.last) };
  });
  return {
    ...monitor,
    columns: columns.map(({ id }) => id),
    shares: columns.map(({ share }) => share),
    steps: spots.map(({ step }) => step),
    curves: monitor.curves.map((curve) => ({ ...curve, points: spots.map(({ from, end }) => curve.points[endsOf(curve, from).inTime[end]]) })),
    whole,
  };
}

/**
 * Where a curve is worst and best among some points; the same twice where it has one figure there. A point without a
 * figure only where none has one.
 * @param {Curve} curve @param {number[]} from
 */
function endsOf({ points }, from) {
  const rated = from.filter((at) => points[at].height !== null);
  const height = (/** @type {number} */ at) => points[at].height ?? 0;
  const [first = from[0]] = rated;
  const worst = rated.reduce((low, at) => (height(at) < height(low) ? at : low), first);
  const best = rated.reduce((high, at) => (height(at) > height(high) ? at : high), first);
  return { worst: points[worst], best: points[best], inTime: [Math.min(worst, best), Math.max(worst, best)], rated: rated.length };
}

/**
 * The worst and the best figures of what is folded, a line for each curve that has one, and how many answered. What is
 * only wanted has none.
 * @param {Monitor} monitor  of all steps, or of their touchpoints
 * @param {Column} column
 */
export function endsTold(monitor, column) {
  const there = pointsIn(monitor, column);
  return monitor.curves.flatMap((curve) => {
    if (!there.length || curve.rater === WANTED) return [];
    const { worst, best, rated } = endsOf(curve, there);
    if (!rated) return [];
    const [low, high] = [worst, best].map(({ words }) => /^[+−]?\d+(?:[.,]\d+)?( %)?/.exec(words)?.[0] ?? words);
    const alone = rated < there.length && rated === 1 ? `${low}, 1 of ${there.length} rated` : low;
    const asked = [...new Set([worst.asked, best.asked])].filter(Boolean).join(", ");
    return [{ curve: curve.title, words: worst.height === best.height ? alone : `worst ${low}, best ${high}`, asked }];
  });
}

/** @param {Monitor} monitor @param {Column} column @returns {number[]} */
function pointsIn({ steps, columns }, column) {
  const ids = column.steps.map(({ id }) => id);
  return steps.flatMap((point, at) => (ids.includes((columns ? point.at : point.id) ?? "") ? [at] : []));
}

/** How far from the start of its column a point stands, as a part of it. @param {Monitor} monitor @param {number} at */
function withinColumn({ steps, columns }, at) {
  return columns ? (steps[at].place ?? 0) - columns.indexOf(steps[at].at ?? "") : 0.5;
}

/**
 * What is folded, as steps of the curve: two where a curve has a worst and a best there, with the sign at the worst.
 * @param {Monitor} monitor @param {Column} column @param {number[]} there @param {number} start
 */
function drawnEnds({ steps, curves }, column, there, start) {
  const all = there.map((at) => steps[at]);
  const signed = all.find((step) => momentSign(step)?.good === false) ?? all.find((step) => momentSign(step)) ?? all[0];
  const ends = curves.map((curve) => endsOf(curve, there));
  const apart = ends.find(({ worst, best }) => worst.height !== best.height);
  const held = heldBy(column);
  const name = [column.name, held && `${apart ? "worst and best of " : ""}${held}`].filter(Boolean).join(", ");
  const step = { ...signed, id: column.id, name, at: column.id };
  if (!apart) return [{ ...step, place: start + column.share / 2 }];
  const told = curves.findIndex(({ rater }, nth) => rater !== WANTED && ends[nth].rated > 0);
  const low = told >= 0 && curves[told].points[ends[told].inTime[1]] === ends[told].worst ? 1 : 0;
  return [0, 1].map((end) => ({ ...step, ...(end === low ? {} : { moment: false, hot: false }), place: start + (column.share * (1 + 2 * end)) / 4 }));
}
