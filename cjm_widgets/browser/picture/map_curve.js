/**
 * The heart monitor running through the columns of the map: the curves that are chosen, their legend, their story, and
 * under them what was felt beside what was counted. Across, everything is placed in per cent, so that it stands in the
 * middle of the columns whatever the width and the paper.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {import("./ratings.js").Curve} Curve
 */

import { h, svg } from "../lib/dom.js";
import { WANTED, curveLook, wordsMark } from "../lib/marks.js";
import { down, panels, plot } from "../lib/plot.js";
import { isolated } from "../lib/words.js";
import { legendItems, sampleOfAll } from "./legend.js";
import { countsOf } from "./map_cells.js";
import { endsTold, foldedMonitor } from "./map_columns.js";
import { toldWithoutFigure } from "./ratings.js";

/** @type {import("../lib/plot.js").Frame} */
const FRAME = { height: 200, top: 22, bottom: 178, lane: null, radius: 6, filled: true };
/** @type {import("../lib/plot.js").Frame} */
const WITH_LANE = { ...FRAME, height: 232, lane: 212 };
const FURTHER = { ...FRAME, height: 140, top: 20, bottom: 122 };
const LARGE = { first: FRAME, withLane: WITH_LANE, further: FURTHER };
/** @type {import("../lib/plot.js").Frame} */
const SMALL_FRAME = { height: 112, top: 14, bottom: 98, lane: null, radius: 5, filled: true };
/** Where one step fills a screen. */
export const SMALL = { first: SMALL_FRAME, withLane: { ...SMALL_FRAME, height: 132, lane: 118 }, further: { ...SMALL_FRAME, height: 88, top: 12, bottom: 76 } };
const ONLY_WANTED = "The double lines are what we want for customers, not what they say.";
const MANY = 3; // more curves than these show their figures without words

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
    return [{ ...curve, look: wanted ? undefined : curveLook(curve.place ?? at) }];
  });
  return { ...monitor, curves };
}

/**
 * What the curves tell, each in a sentence; what is only wanted is no experience and tells none.
 * @param {Monitor} monitor  with the chosen curves
 * @param {Record<string, string>} narrations  under "<rater>/<scale>"
 * @param {string} nobody  what is said where nobody rated
 */
export function story(monitor, narrations, nobody) {
  const felt = monitor.curves.filter((curve) => curve.rater !== WANTED);
  const told = felt.flatMap((curve) => {
    const sentence = narrations[`${curve.rater}/${curve.scale.name}`];
    return sentence ? [felt.length > 1 ? `${curve.title}: ${sentence[0].toLowerCase()}${sentence.slice(1)}` : sentence] : [];
  });
  const wanted = felt.length < monitor.curves.length ? [ONLY_WANTED] : [];
  return [...(told.length ? told : [nobody]), ...wanted].filter(Boolean).join("\n");
}

/**
 * @param {import("./map_columns.js").Column[]} columns  that are drawn: all, or those of one sheet of paper
 * @param {Monitor} monitor  with the chosen curves of all steps, or through their touchpoints
 * @param {string} told
 * @param {import("./map_columns.js").Column[]} [all]  the columns of the whole map
 * @returns {Node[]}
 */
export function curveCell(columns, monitor, told, all = columns) {
  const shares = columns.map(({ share }) => `minmax(0, ${2 * share}fr)`).join(" ");
  return [
    h("p", { class: "narration along" }, told),
    h("ul", { class: "legend along" }, ...curveLegend(monitor)),
    ...curvePictures(columns, foldedMonitor(monitor, all), told, LARGE),
    h("ol", { class: "columns figures", style: `grid-template-columns:${shares}` }, ...columns.map((column) => h("li", {}, ...(column.folded ? endsOfFolded(monitor, column) : figuresOf(monitor, column.steps[0]))))),
  ];
}

/** @param {Monitor} monitor @param {import("./map_columns.js").Column} column */
function endsOfFolded(monitor, column) {
  const several = monitor.curves.length > 1;
  return endsTold(monitor, column).map(({ curve, words: told, asked }) =>
    h("p", { class: "figure" }, several ? h("span", {}, `${curve}: `) : null, told, asked ? h("span", {}, ` (${asked})`) : null));
}

/** @param {Monitor} monitor  with the chosen curves */
export function curveLegend(monitor) {
  const inWords = toldWithoutFigure(monitor).length ? [h("li", {}, wordsMark(), h("span", {}, "In words, without a figure"))] : [];
  return [...legendItems(monitor.curves), ...inWords, ...(monitor.fewer ? [h("li", {}, h("b", {}, monitor.fewer))] : [])];
}

/**
 * A picture for each scale.
 * @param {{id: string}[]} steps  the columns that are drawn @param {Monitor} monitor @param {string} told @param {typeof LARGE} frames
 */
export function curvePictures(steps, monitor, told, frames) {
  const part = partOf(monitor, steps);
  const all = panels(monitor);
  return all.map((panel, at) => scalePicture(panel, curveFrame(panel, at, part, frames), part, all.length > 1, told));
}

/**
 * Which points stand in some columns; touchpoints stand beside each other in the column of their step.
 * @param {Monitor} monitor @param {{id: string}[]} steps
 */
function partOf({ steps: points, columns, shares }, steps) {
  if (!columns) return { from: Math.max(0, points.findIndex(({ id }) => id === steps[0]?.id)), count: steps.length };
  const ids = steps.map(({ id }) => id);
  const first = columns.indexOf(ids[0]);
  const before = (/** @type {number} */ at) => (shares ? shares.slice(0, at).reduce((sum, share) => sum + share, 0) : at);
  const there = points.filter(({ at = "" }) => ids.includes(at));
  return { from: Math.max(0, points.indexOf(there[0])), count: there.length, columns: { first: before(first), count: before(first + ids.length) - before(first) } };
}

/** @param {Monitor} panel @param {number} at @param {{from: number, count: number}} part @param {typeof LARGE} frames */
function curveFrame({ curves: [first] }, at, { from, count }, frames) {
  if (at > 0) return frames.further;
  const waits = first.rater !== WANTED && first.points.slice(from, from + count).some((point) => point.height === null);
  return waits ? frames.withLane : frames.first;
}

/**
 * The curves of one scale over their own axis.
 * @param {Monitor} panel
 * @param {import("../lib/plot.js").Frame} frame
 * @param {import("../lib/plot.js").Shown} part
 * @param {boolean} several
 * @param {string} told
 */
function scalePicture(panel, frame, part, several, told) {
  const { scale } = panel.curves[0];
  const label = several ? `${scale.title}: ${panel.curves.map(({ title }) => title).join(", ")}` : told;
  const picture = svg("svg", { class: "picture", width: "100%", height: frame.height, role: "img", "aria-label": label }, plot(panel, frame, part));
  const ticks = scale.ticks.map(([height, label, figure]) =>
    h("span", { style: `top:${down(height, frame)}px` }, scale.name === "felt" ? figure : label),
  );
  return h(
    "div",
    { class: "of-scale", "data-scale": scale.name },
    several || scale.name !== "felt" ? h("p", { class: "axis-title along" }, scale.title) : null,
    h("div", { class: "columns" }, picture, h("div", { class: "axes" }, h("div", { class: "ticks left", "aria-hidden": "true" }, ...ticks))),
  );
}

/**
 * What was felt at a step, and beside it what was counted.
 * @param {Monitor} monitor
 * @param {import("../lib/model.js").Step} step
 * @returns {Node[]}
 */
export function figuresOf(monitor, step) {
  if (monitor.columns) return gradesOf(monitor, step);
  const at = monitor.steps.findIndex((one) => one.id === step.id);
  const count = monitor.curves.length;
  const felt = monitor.curves.map((curve) => {
    const { words: told = "", sample = "", reach = "", felt = "", height = null } = curve.points[at] ?? {};
    const trust = sampleOfAll(curve) ? reach : sample; // what is the same at every step stands in the legend
    const figure = count > MANY && curve.scale.name === "felt" ? (/^[+−]?\d/.exec(told) ? told.split(" ")[0] : told) : told;
    const wanted = curve.rater === WANTED;
    return h(
      "p",
      { class: "figure" },
      count > 1 || wanted ? h("span", {}, `${wanted ? "Wanted" : curve.title}: `) : null,
      figure,
      trust ? h("span", {}, ` (${trust})`) : null,
      felt && height === null ? h("span", { class: "told" }, ` In words: “${isolated(felt)}”`) : null,
    );
  });
  const counted = countsOf(step);
  return counted ? [...felt, h("p", { class: "figure counted" }, counted)] : felt;
}

/** What is felt at the touchpoints of a step. @param {Monitor} monitor @param {import("../lib/model.js").Step} step */
function gradesOf({ steps, curves: [curve] }, step) {
  return steps.flatMap(({ at, name }, nth) => (at === step.id ? [h("p", { class: "figure" }, h("span", {}, `${name || "No name yet"}: `), curve.points[nth].words)] : []));
}
