/**
 * What came of it: for each indicator where it stood, what is aimed at, what was predicted and what was achieved.
 *
 * @typedef {{solution: string, title: string, expected?: string, value: number | null, against?: string}} Prediction
 * @typedef {{id: string, when: string, edition_name?: string, value: number | null, share?: number | null, source?: string}} Achieved
 * @typedef {{indicator: string, name: string, kind?: string, step?: string, unit: string, better?: string, today: number | null,
 *            target: number | null, due?: string, predictions: Prediction[], results: Achieved[],
 *            state: "met" | "not met" | "too early" | "not measured" | "due" | "no target", say: string, chance?: string}} Evaluated
 * @typedef {object} Host
 * @property {() => {evaluation?: Evaluated[]}} view
 * @property {(path: string) => unknown} [go]  to the card in the form
 */

import { h, svg, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { createTable } from "./board.js";

const STATES = {
  met: "Target met", "not met": "Target not met", "too early": "Too early to tell", "not measured": "Not measured yet",
  due: "Due and not measured", "no target": "No target",
};
const STANDARD = { met: "Standard kept", "not met": "Standard not kept" };
const MARGIN = 0.06; // of the scale, so that a mark at its end is whole

/**
 * @param {HTMLElement} root  empty; the pictures fill it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createEvaluation(root, host) {
  const heading = h("h2", { id: uid() }, "What was achieved");
  const empty = h("p", { class: "empty" }, "No indicator is named yet. Each one that you add to the list below appears here with its target and what was measured.");
  const key = h("ul", { class: "legend", "aria-hidden": "true" },
    ...[["today", "At the start"], ["target", "Target"], ["predicted", "Predicted by a solution"], ["result", "Measured"]]
      .map(([shape, words]) => h("li", {}, sign(shape), h("span", {}, words))));
  const list = h("ul", { class: "indicators" });
  const table = createTable("Indicators and standards", ["Indicator", "At the start", "Target", "Predicted", "Measured", "State"]);
  const box = h("section", { class: "cjm-picture cjm-evaluation cjm-framed", "aria-labelledby": heading.id }, heading, empty, key, list, table.element);
  root.append(box);
  let drawn = "";
  update();

  function update() {
    const all = host.view().evaluation ?? [];
    const now = JSON.stringify(all);
    if (now === drawn) return;
    drawn = now;
    keepFocus(list, "data-id", () => list.replaceChildren(...all.map(indicator)));
    empty.hidden = all.length > 0;
    key.hidden = list.hidden = all.length === 0;
    table.update(all.map((one) => [
      one.name,
      measured(one.today, one.unit),
      measured(one.target, one.unit) + (one.due && one.target !== null ? ` by ${one.due}` : ""),
      one.predictions.map((each) => `${measured(each.value, one.unit)} (${each.title})`).join("; ") || "nothing",
      one.results.map((each) => `${each.when || "No date"}: ${measured(each.value, one.unit)}`).join("; ") || "nothing",
      stateOf(one),
    ]));
  }

  /** @param {Evaluated} one */
  function indicator(one) {
    const name = host.go ? h("button", { type: "button", "data-id": one.indicator }, one.name) : h("span", {}, one.name);
    name.addEventListener("click", () => host.go?.(`indicators/${one.indicator}`));
    const about = [one.unit, one.better ? `${one.better} is better` : "", one.step ? `at “${one.step}”` : ""].filter(Boolean).join(", ");
    return h("li", { "data-id": one.indicator, "data-state": one.state },
      h("div", { class: "head" }, h("h3", {}, name), h("span", { class: "state" }, stateOf(one))),
      about ? h("p", { class: "about" }, about) : null,
      bullet(one),
      h("p", { class: "said" }, one.say),
      one.chance ? h("p", { class: "about" }, one.chance) : null,
      predictions(one));
  }

  return { update, destroy: () => box.remove() };
}

/** @param {Evaluated} one */
function predictions(one) {
  const some = one.predictions.filter(({ against, expected }) => against || expected);
  if (some.length === 0) return null;
  return h("ul", { class: "predictions" },
    ...some.map(({ title, expected, against }) => h("li", {}, h("b", {}, title), ` ${[expected, against].filter(Boolean).join(" ")}`)));
}

/**
 * A track from today's figure to the target, and under it a line for each measurement, on one scale. What nobody knows
 * has no mark.
 * @param {Evaluated} one
 */
function bullet(one) {
  const figures = [one.today, one.target, ...one.predictions.map(({ value }) => value), ...one.results.map(({ value }) => value)];
  const known = /** @type {number[]} */ (figures.filter((value) => typeof value === "number"));
  if (known.length === 0) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const at = (/** @type {number} */ value) => `${(MARGIN + (high === low ? 0.5 : (value - low) / (high - low)) * (1 - 2 * MARGIN)) * 100}%`;
  const mark = (/** @type {string} */ shape, /** @type {number | null} */ value) =>
    value === null ? null : h("span", { class: "at", style: `left:${at(value)}` }, sign(shape));
  const guide = (/** @type {string} */ name, /** @type {number | null} */ value) =>
    value === null ? null : h("span", { class: `guide ${name}`, style: `left:${at(value)}` });
  const way = one.today !== null && one.target !== null
    ? h("span", { class: "way", style: `left:${at(Math.min(one.today, one.target))};right:calc(100% - ${at(Math.max(one.today, one.target))})` })
    : null;
  const row = (/** @type {string} */ words, /** @type {string} */ value, /** @type {(Node | null)[]} */ marks, /** @type {string} */ kind) =>
    h("div", { class: `line ${kind}` }, h("span", { class: "when" }, words),
      h("span", { class: "track" }, guide("today", one.today), guide("target", one.target), ...marks),
      h("span", { class: "value" }, value));
  const aim = one.target === null ? measured(one.today, "") : `${one.today === null ? "?" : measured(one.today, "")} → ${measured(one.target, "")}`;
  const predicted = [...new Set(one.predictions.map(({ value }) => value))].filter((value) => value !== null);
  return h("div", { class: "bullet", "aria-hidden": "true" },
    row(one.target === null ? "At the start" : "Aim", aim,
      [way, mark("today", one.today), mark("target", one.target)], "aim"),
    ...(predicted.length
      ? [row("Predicted", predicted.map((value) => measured(value, "")).join(", "), predicted.map((value) => mark("predicted", value)), "")]
      : []),
    ...one.results.map((each) => row(each.when || "No date", measured(each.value, ""), [mark("result", each.value)], each.value === null ? "gap" : "")));
}

/** The mark of one kind of figure; each has a shape of its own. @param {string} shape */
function sign(shape) {
  const marks = {
    today: () => svg("circle", { r: 5, class: "mark today" }),
    target: () => svg("path", { d: "M-1.75,-9 h3.5 v18 h-3.5 z", class: "mark target" }),
    predicted: () => svg("path", { d: "M0,-6.5 L6.5,0 L0,6.5 L-6.5,0 z", class: "mark predicted" }),
    result: () => svg("circle", { r: 5.5, class: "mark result" }),
  };
  return svg("svg", { viewBox: "-10 -10 20 20", width: 20, height: 20, class: "sign" }, marks[/** @type {keyof typeof marks} */ (shape)]());
}

/** @param {Evaluated} one */
function stateOf(one) {
  const standard = one.kind === "standard" ? STANDARD[/** @type {keyof typeof STANDARD} */ (one.state)] : undefined;
  return standard ?? STATES[one.state] ?? "";
}

/** @param {number | null} value @param {string} unit */
function measured(value, unit) {
  if (value === null || value === undefined) return "not known";
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: 6 }).replace("-", "−")} ${unit}`.trim();
}
