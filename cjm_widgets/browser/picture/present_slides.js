/** What stands on the screen while presenting: only what may leave the team's own pages, and nobody's own ratings. */

import { h, svg } from "../lib/dom.js";
import { down, panels, plot } from "../lib/plot.js";
import { WANTED } from "../lib/marks.js";
import { counted, isolated, listed } from "../lib/words.js";
import { momentNode, placeless, placelessStages, points, solutionNode, stepOf, timeOf } from "./map_cells.js";
import { chosenCurves } from "./map_curve.js";
import { happened } from "./map_happened.js";
import { LAYERS } from "./map_layers.js";
import { countedStaying, mayLeave, quotesAt, toldOf } from "./said.js";
import { notes } from "./table.js";

/** @typedef {import("./map.js").Host} Host */
/** @typedef {import("../lib/model.js").Step} Step */

const NO_WORDS = "No words from customers about this step that may be quoted.";
/** What the last screen is called. */
export const WHOLE = "For the whole journey";
const NO_FIGURE = "Nobody has rated this step yet.";

/** The curves that are shown: what the group agreed on and what customers said. @param {Host} host */
function shownCurves(host) {
  return chosenCurves(host.monitor(), "everyone", "current");
}

/**
 * The first screen: what the map is, how it felt in a sentence, and what that rests on.
 * @param {Host} host
 */
export function opening(host) {
  const journey = host.journey();
  const view = host.view();
  const names = journey.personas.map(({ name }) => name.trim()).filter(Boolean);
  const many = [counted(journey.steps.length, "step"), journey.stages.length ? counted(journey.stages.length, "stage") : ""].filter(Boolean).join(" in ");
  return [
    h("div", { class: "what" },
      h("h2", {}, h("small", {}, "The map of a journey"), journey.title || "A journey without a name"),
      h("div", { class: "know" }, ...(LAYERS.journey.whole?.(/** @type {any} */ ({ journey })) ?? []), h("p", {}, `${many}.`), names.length ? h("p", {}, `Seen with ${listed(names)}.`) : null)),
    h("div", { class: "told" },
      ...host.monitor().narration.split("\n").map((line) => h("p", { class: "story" }, line)),
      ...[view.coverage?.say, view.length].map((line) => (line ? h("p", { class: "soft" }, line) : null))),
  ];
}

/**
 * The screen of a step.
 * @param {Host} host @param {number} at  its place, from 0
 */
export function slide(host, at) {
  const journey = host.journey();
  const view = host.view();
  const step = journey.steps[at];
  const stage = journey.stages.find(({ id }) => id === step.stage)?.name;
  const place = [`${at + 1} of ${journey.steps.length}`, stage && isolated(stage), timeOf(step)].filter(Boolean).join(" · ");
  const moments = journey.moments.filter((one) => one.step === step.id);
  const solutions = journey.solutions.filter((one) => stepOf(one, journey) === step.id);
  return [
    h("div", { class: "what" },
      h("h2", {}, h("small", {}, place), step.name || `Step ${at + 1}`),
      h("div", { class: "know" }, ...figures(host, at), ...outcomesAt(view, step), ...happened(/** @type {any} */ ({ happened: view.happened }), step))),
    h("div", { class: "told" },
      ...freeWords(host, step),
      ...moments.map((one) => momentNode(one, host.labels, journey.sources, step)),
      ...solutions.map((one) => solutionNode(one, host.labels, journey.teams)),
      ...(step.wanted.trim() ? [h("div", { class: "wish" }, h("p", { class: "kind" }, "The experience we want"), ...points(step.wanted))] : [])),
  ];
}

/** What belongs to the journey and to none of its steps. @param {Host} host */
const loose = ({ journey, labels }) => [...placelessStages(journey()), ...placeless(journey(), labels)];

/** Whether there is something for a last screen, after those of the steps. @param {Host} host */
export const hasLoose = (host) => loose(host).length > 0;

/** The last screen: what stands at no step. @param {Host} host */
export function closing(host) {
  return [h("div", { class: "what" }, h("h2", {}, h("small", {}, "Not placed at a step"), WHOLE)), h("div", { class: "told" }, ...loose(host))];
}

/** What customers said that may be quoted; nothing else of it. @param {Host} host @param {Step} step */
function freeWords(host, step) {
  const { sources } = host.journey();
  const free = quotesAt(step).filter(mayLeave);
  const stay = countedStaying(quotesAt(step));
  const said = free.map((one) =>
    h("figure", { class: free.length > 2 ? "small" : "" }, h("blockquote", { class: "said" }, `“${one.words.trim()}”`), h("figcaption", {}, toldOf(one, host.view().tellers ?? {}, host.labels, sources))));
  return [...(said.length ? said : [h("p", { class: "said none" }, NO_WORDS)]), stay ? h("p", { class: "soft" }, `Not shown: ${stay}.`) : null];
}

/** How it was rated, by whom, and what that rests on. @param {Host} host @param {number} at */
function figures(host, at) {
  const { curves } = shownCurves(host);
  const told = curves.flatMap((curve) => {
    const point = curve.points[at];
    const felt = point.value === null && point.felt ? h("p", {}, `In words: “${isolated(point.felt)}”`) : null;
    if (point.value === null && !point.unknown) return felt ? [felt] : [];
    return [
      h("div", { class: "figure" },
        h("p", {}, h("b", { class: "num" }, point.words), curve.scale.name === "felt" ? null : ` ${curve.scale.title}`),
        interval(curve, point),
        felt,
        h("p", { class: "soft" }, [...whoseFigure(curve, point), ...notes(point)].filter(Boolean).join(", ")),
        ...(point.aims ?? []).map((aim) => h("p", { class: "soft" }, aim.words))),
    ];
  });
  return told.length ? told : [h("p", { class: "soft" }, NO_FIGURE)];
}

/** Whose figure it is, where its source does not say so already. @param {import("./ratings.js").Curve} curve @param {import("./ratings.js").Point} point */
function whoseFigure({ title }, { source = "" }) {
  return source.includes(title) ? [] : [title];
}

/** Where on its scale a figure lies, and how far chance reaches. @param {import("./ratings.js").Curve} curve @param {import("./ratings.js").Point} point */
function interval({ scale }, { height, low, high }) {
  if (height === null || low === null || low === undefined || high === null || high === undefined) return null;
  // the better end of a scale is up in a picture of curves; a line of figures runs from less to more
  const along = (/** @type {number} */ up) => (scale.better === "low" ? 1 - up : up) * 100;
  const [from, to] = [along(low), along(high)].sort((one, other) => one - other);
  const [first, last] = scale.better === "low" ? [scale.ticks.at(-1), scale.ticks[0]] : [scale.ticks[0], scale.ticks.at(-1)];
  const ends = [first, last].map((tick) => h("span", {}, tick?.[1] ?? ""));
  return h("div", { class: "gauge", "aria-hidden": "true" },
    h("div", { class: "track" }, h("span", { style: `inset-inline-start:${from}%;inline-size:${to - from}%` }), h("i", { style: `inset-inline-start:${along(height)}%` })),
    h("div", { class: "ends" }, ...ends));
}

/** What customers answered at a step that is no satisfaction. @param {any} view @param {Step} step */
function outcomesAt(view, step) {
  const all = /** @type {{say: string, from: string, outcome?: boolean}[]} */ (view.customers?.[step.id] ?? []);
  return all.filter(({ outcome }) => outcome).map(({ say, from }) => h("div", { class: "figure" }, h("p", {}, h("b", {}, say)), h("p", { class: "soft" }, from)));
}

/**
 * The curve over every screen, with the step that it is about; nothing where nobody rated.
 * @param {Host} host @param {number} at  from 0; −1 for none @param {number} height  px
 * @returns {Node[]}
 */
export function curveAbove(host, at, height) {
  const monitor = shownCurves(host);
  const [panel] = panels(monitor);
  const [first] = panel?.curves ?? [];
  if (!first) return [];
  const gaps = first.rater !== WANTED && first.points.some((point) => point.height === null);
  const frame = { height, top: 14, bottom: height - (gaps ? 34 : 14), lane: gaps ? height - 12 : null, radius: 6, filled: true };
  const now = monitor.steps[at];
  const heard = now ? `The curve; step ${at + 1}: ${first.points[at].words}` : `The curve: ${monitor.narration}`;
  const shown = now ? { current: now.id } : {};
  const picture = svg("svg", { class: "picture", width: "100%", height, role: "img", "aria-label": heard }, plot(panel, frame, shown));
  const { ticks } = first.scale;
  const ends = [ticks[0], ticks.at(-1)].map((tick) => h("span", { style: `top:${down(tick?.[0] ?? 0, frame)}px` }, tick?.[1] ?? ""));
  return [h("div", { class: "ticks", "aria-hidden": "true" }, ...ends), picture];
}

