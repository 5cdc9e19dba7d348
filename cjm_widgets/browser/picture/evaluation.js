/**
 * What came of it: for each indicator where it stood, what is aimed at, what was predicted and what was achieved.
 *
 * @typedef {{solution: string, title: string, expected?: string, value: number | null, begun?: boolean, against?: string}} Prediction
 * @typedef {{id: string, when: string, edition_name?: string, value: number | null, share?: number | null, source?: string, n?: number | null,
 *            doubt?: string, low?: number | null, high?: number | null, by_chance?: boolean | null}} Achieved
 * @typedef {{low: number, high: number, cut: boolean}} Scale
 * @typedef {{indicator: string, name: string, kind?: string, step?: string, unit: string, better?: string, today: number | null,
 *            today_n?: number | null, today_source?: string, today_doubt?: string, target: number | null, due?: string, today_low?: number | null, today_high?: number | null, today_note?: string, predictions: Prediction[], together?: string, results: Achieved[],
 *            state: "met" | "not met" | "reached" | "short" | "unsure" | "too early" | "not measured" | "due" | "no target", say: string, chance?: string, scale?: Scale | null}} Evaluated
 * @typedef {object} Host
 * @property {() => {evaluation?: Evaluated[]}} view
 * @property {(path: string) => unknown} [go]  to the card in the form
 */

import { h, svg, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { sized } from "../lib/words.js";
import { createTable } from "./board.js";

const STATES = {
  met: "Target met", "not met": "Target not met", reached: "Figure reaches the target", short: "Figure short of the target",
  unsure: "Cannot be told yet", "too early": "Too early to tell", "not measured": "Not measured yet",
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
      .map(([shape, words]) => h("li", {}, sign(shape), h("span", {}, words))),
    h("li", {}, sign("today", true), sign("result", true), h("span", {}, "The same, assumed by us or without a source that says what it is")),
    h("li", {}, h("span", { class: "sample" }), h("span", {}, "Where the true figure lies, if only chance decided who answered (95 in 100)")));
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
      certain(one.today, one.unit, { source: one.today_source, n: one.today_n, doubt: one.today_doubt, low: one.today_low, high: one.today_high, note: one.today_note }),
      measured(one.target, one.unit) + (one.due && one.target !== null ? ` by ${one.due}` : ""),
      one.predictions.map((each) => `${measured(each.value, one.unit)} (${each.title})`).join("; ") || "nothing",
      one.results.map((each) => `${each.when || "No date"}: ${certain(each.value, one.unit, each)}`).join("; ") || "nothing",
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
      predictions(one),
      one.together ? h("p", { class: "about" }, one.together) : null);
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
 * A line for where it stood and what is aimed at, one for what was predicted, and one for each measurement, over an axis
 * of the indicator's own. What nobody knows has no mark, and what nobody measured a hollow one.
 * @param {Evaluated} one
 */
function bullet(one) {
  const scale = one.scale;
  if (!scale) return null;
  const at = (/** @type {number} */ value) => `${(MARGIN + ((value - scale.low) / (scale.high - scale.low)) * (1 - 2 * MARGIN)) * 100}%`;
  const reach = (/** @type {number | null | undefined} */ low, /** @type {number | null | undefined} */ high) =>
    isNumber(low) && isNumber(high) ? h("span", { class: "interval", style: `left:${at(low)};right:calc(100% - ${at(high)})` }) : null;
  const mark = (/** @type {string} */ shape, /** @type {number | null} */ value, hollow = false) =>
    value === null ? null : h("span", { class: "at", style: `left:${at(value)}` }, sign(shape, hollow));
  const guide = (/** @type {string} */ name, /** @type {number | null} */ value) =>
    value === null ? null : h("span", { class: `guide ${name}`, style: `left:${at(value)}` });
  const row = (/** @type {string} */ words, /** @type {(Node | string | null)[]} */ value, /** @type {(Node | null)[]} */ marks, kind = "", from = "") =>
    h("div", { class: `line ${kind}`, title: from || null }, h("span", { class: "when" }, words),
      h("span", { class: "track" }, guide("today", one.today), guide("target", one.target), ...marks),
      h("span", { class: "value" }, ...value), from ? h("small", { class: "from" }, from) : null);
  const small = (/** @type {(string | false | undefined)[]} */ words) => {
    const said = words.filter(Boolean).join(", ");
    return said ? h("small", {}, said) : null;
  };
  const aim = one.target === null ? measured(one.today, "") : `${one.today === null ? "not known" : measured(one.today, "")} → ${measured(one.target, "")}`;
  const predicted = one.predictions.filter(({ value }) => value !== null);
  const figures = [...new Set(predicted.map(({ value }) => value))];
  return h("div", { class: "bullet", "aria-hidden": "true" },
    row(one.target === null ? "At the start" : "Aim", [aim, one.today === null ? null : small([one.today_source ? "" : rests(one.today_n), one.today_doubt && `start ${one.today_doubt}`, one.today_note && `start: ${one.today_note}`])],
      [reach(one.today_low, one.today_high), mark("today", one.today, Boolean(one.today_doubt)), mark("target", one.target)], "aim", one.today !== null && one.today_source ? `At the start: ${one.today_source}` : ""),
    ...(predicted.length
      ? [row("Predicted", [figures.map((value) => measured(value, "")).join(", "), small([predicted.every(({ begun }) => begun === false) && "only planned"])],
        predicted.map(({ value, begun }) => mark("predicted", value, begun === false)))]
      : []),
    ...one.results.map((each) => row(each.when || "No date",
      [measured(each.value, ""), each.value === null ? null : small([each.source ? "" : rests(each.n), each.doubt, each.by_chance === true && "chance could have done this"])],
      [reach(each.low, each.high), mark("result", each.value, Boolean(each.doubt))],
      each.value === null ? "gap" : "", each.value === null ? "" : each.source)),
    ruler(one, scale));
}

/** The axis with its two ends and its middle named. @param {Evaluated} one @param {Scale} scale */
function ruler(one, scale) {
  const worse = one.better === "higher" ? scale.low : one.better === "lower" ? scale.high : null;
  const end = (/** @type {number} */ value) =>
    h("span", {}, measured(value, one.unit), worse === null ? null : h("small", {}, value === worse ? "worse" : "better"));
  return h("div", { class: `axis${scale.cut ? " torn" : ""}` },
    h("span", { class: "ends" }, end(scale.low), h("span", {}, measured((scale.low + scale.high) / 2, one.unit)), end(scale.high)),
    scale.cut ? h("small", { class: "part" }, "Only a part of the scale is drawn") : null);
}

/**
 * The mark of one kind of figure; each has a shape of its own.
 * @param {string} shape
 * @param {boolean} [hollow]  as what nobody measured is
 */
function sign(shape, hollow = false) {
  const look = `mark ${shape}${hollow ? " hollow" : ""}`;
  const marks = {
    today: () => svg("rect", { x: -5, y: -5, width: 10, height: 10, class: look }),
    target: () => svg("path", { d: "M-1.75,-9 h3.5 v18 h-3.5 z", class: look }),
    predicted: () => svg("path", { d: "M0,-6.5 L6.5,0 L0,6.5 L-6.5,0 z", class: look }),
    result: () => svg("circle", { r: 5.5, class: look }),
  };
  return svg("svg", { viewBox: "-10 -10 20 20", width: 20, height: 20, class: "sign" }, marks[/** @type {keyof typeof marks} */ (shape)]());
}

/** A figure with what it rests on, between which ends it lies, and that nobody measured it. @param {number | null} value @param {string} unit @param {{source?: string, n?: number | null, doubt?: string, low?: number | null, high?: number | null, by_chance?: boolean | null, note?: string}} more */
function certain(value, unit, { source, n, doubt, low, high, by_chance, note }) {
  if (value === null) return measured(value, unit);
  const known = [
    source || rests(n),
    isNumber(low) && isNumber(high) ? `between ${rounded(low, high - low)} and ${rounded(high, high - low)}` : "",
    note,
    doubt,
    by_chance ? "chance could have done this" : "",
  ].filter(Boolean);
  return measured(value, unit) + (known.length ? ` (${known.join(", ")})` : "");
}

/** @param {number | null | undefined} n */
function rests(n) {
  return isNumber(n) ? `n = ${n.toLocaleString("en-GB")}` : "";
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === "number";
}

/** An end of an interval, no more exact than it is; as `ends` in cjm_widgets/journey/figures.py. @param {number} value @param {number} wide */
function rounded(value, wide) {
  const digits = wide > 0 ? Math.max(1, Math.ceil(-Math.log10(wide / 5))) : 1;
  return measured(Math.round(value * 10 ** digits) / 10 ** digits, "");
}

/** @param {Evaluated} one */
function stateOf(one) {
  const standard = one.kind === "standard" ? STANDARD[/** @type {keyof typeof STANDARD} */ (one.state)] : undefined;
  return standard ?? STATES[one.state] ?? "";
}

/** @param {number | null} value @param {string} unit */
function measured(value, unit) {
  return value === null || value === undefined ? "not known" : sized(value, unit);
}
