/**
 * The heart monitor running through the columns of the map: the curves that are chosen, their legend, their story, and
 * under them what was felt beside what was counted. Across, everything is placed in per cent, so that it stands in the
 * middle of the columns whatever the width and the paper.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {import("./ratings.js").Curve} Curve
 */

import { h, svg } from "../lib/dom.js";
import { curveLook, sample } from "../lib/marks.js";
import { down, lookOf, plot } from "../lib/plot.js";
import { countsOf } from "./map_cells.js";

export const WANTED = "wanted";
const WANTED_LOOK = { shape: "circle", dash: "0.1 7", colour: "wanted" };
const FRAME = { height: 200, top: 22, bottom: 178, lane: null, radius: 6, sign: 8, filled: true };
const WITH_LANE = { ...FRAME, height: 232, lane: 212 };
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
    return [{ ...curve, look: wanted ? WANTED_LOOK : curveLook(at) }];
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
 * @param {import("../lib/model.js").Step[]} steps  the columns that are drawn: all, or those of one sheet of paper
 * @param {Monitor} monitor  with the chosen curves of all steps
 * @param {string} told
 * @returns {Node[]}
 */
export function curveCell(steps, monitor, told) {
  const from = Math.max(0, monitor.steps.findIndex((step) => step.id === steps[0]?.id));
  const waits = monitor.curves[0]?.points.slice(from, from + steps.length).some((point) => point.height === null);
  const frame = waits ? WITH_LANE : FRAME;
  const picture = svg(
    "svg",
    { class: "picture", width: "100%", height: frame.height, role: "img", "aria-label": told },
    plot(monitor, frame, { from, count: steps.length }),
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
 * @param {import("../lib/model.js").Step} step
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
    : monitor.curves.map((curve) => h("li", {}, sample(lookOf(monitor, curve)), h("span", {}, h("b", {}, curve.title), ` ${curve.scale.title}`)));
  return h("ul", { class: "legend along", hidden: curves.length === 0 }, ...curves);
}

/** @param {Monitor} monitor */
function axes(monitor) {
  const scales = new Map(monitor.curves.map((curve) => [curve.scale.name, curve.scale]));
  const sides = ["left", "right"];
  const ticks = [...scales.values()].slice(0, 2).map((scale, at) =>
    h(
      "div",
      { class: `ticks ${sides[at]}`, "aria-hidden": "true" },
      ...scale.ticks.map(([height, , figure]) => h("span", { style: `top:${down(height, FRAME)}px` }, figure)),
    ),
  );
  return h("div", { class: "axes" }, ...ticks);
}
