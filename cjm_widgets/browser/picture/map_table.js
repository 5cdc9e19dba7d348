/**
 * The map as a table: steps across, layers down. The same function draws it on the screen and for each sheet of paper.
 *
 * @typedef {import("./map_layers.js").Shown} Shown
 * @typedef {import("./map_rows.js").Row} Row
 */

import { counted } from "../lib/words.js";
import { h, icon } from "../lib/dom.js";
import { momentMark, momentSign } from "../lib/marks.js";
import { curveCell } from "./map_curve.js";
import { pencilled } from "./map_edit.js";
import { LAYERS, LINES } from "./map_layers.js";
import { timeOf } from "./map_cells.js";
import { wholeSteps } from "./ratings.js";

/**
 * Whether a layer has anything to show.
 * @param {Shown} shown
 * @param {Row} row
 */
export function hasContent(shown, { key }) {
  const { kind, cell, whole } = LAYERS[key];
  const { steps, stages } = shown.journey;
  if (kind === "steps") return true;
  if (kind === "curve") return (shown.graded ?? shown.monitor).curves.length > 0;
  if (kind === "apart" || kind === "title") return (whole?.(shown).length ?? 0) > 0;
  const over = kind === "stage" ? stages.filter((stage) => steps.some((step) => step.stage === stage.id)) : steps;
  return over.some((item) => (cell?.(shown, item).length ?? 0) > 0);
}

/**
 * @param {Shown} shown
 * @param {Row[]} rows  the rows to draw, from the top down; "steps" among them ends the head
 * @param {{steps: import("../lib/model.js").Step[], link: (text: string, file: string) => Node, caption: string, folded?: string[]}} drawn
 *   folded: the keys of layers of which one line is left; without it nothing can be folded
 */
export function mapTable(shown, rows, { steps, link, caption, folded }) {
  const headEnds = rows.findIndex(({ key }) => key === "steps");
  /** @param {Row} row @param {number} at */
  const lines = (row, at) => {
    const all = [];
    const starts = row.group !== "" && row.group !== rows[at - 1]?.group;
    const several = at > headEnds && rows[at + 1]?.group === row.group;
    if (starts && several) all.push(groupRow(row, steps.length));
    const line = LINES.get(row.key);
    if (line && rows[at - 1]?.group === row.group) all.push(lineRow(line, row.key, steps.length));
    return [...all, tableRow(shown, row, steps, link, starts && !several, folded)];
  };
  const drawnRows = rows.map(lines);
  return [
    h("caption", { class: "unseen" }, caption),
    h("colgroup", {}, h("col", { class: "heads" }), ...steps.map(() => h("col"))),
    h("thead", {}, ...drawnRows.slice(0, headEnds + 1).flat()),
    h("tbody", {}, ...drawnRows.slice(headEnds + 1).flat()),
  ];
}

/**
 * @param {Shown} shown
 * @param {Row} row
 * @param {import("../lib/model.js").Step[]} steps
 * @param {(text: string, file: string) => Node} link
 * @param {boolean} alone  whether the part of the source that the row belongs to begins and ends with it
 * @param {string[]} [folded]
 */
function tableRow(shown, row, steps, link, alone, folded) {
  const layer = LAYERS[row.key];
  const isFolded = folded?.includes(row.key) ?? false;
  const head = h(
    "th",
    { scope: "row", "data-key": "head" },
    alone ? h("small", { class: "group" }, row.group) : null,
    folded && FOLDS.includes(layer.kind) ? foldButton(row, isFolded) : null,
    link(row.title, layer.file),
    row.hint && !isFolded ? h("small", {}, row.hint) : null,
  );
  return h("tr", { "data-layer": row.key, "data-key": `layer ${row.key}`, class: `of-${layer.kind}` }, head, ...(isFolded ? [none(Math.max(1, steps.length), howMany(shown, row, steps))] : cells(shown, row, steps)));
}

const FOLDS = ["stage", "curve", "step"];

/** @param {Row} row @param {boolean} folded */
function foldButton({ key, title }, folded) {
  const name = `${folded ? "Unfold" : "Fold"} ${title}`;
  return h("button", { type: "button", class: folded ? "fold folded" : "fold", "data-fold": key, "aria-label": name, title: name }, icon("open"));
}

/** What a folded layer holds. @param {Shown} shown @param {Row} row @param {import("../lib/model.js").Step[]} steps */
function howMany(shown, { key }, steps) {
  const { kind, cell } = LAYERS[key];
  if (kind === "curve") return counted((shown.graded ?? shown.monitor).curves.length, "curve");
  const over = kind === "stage" ? shown.journey.stages.filter(({ id }) => steps.some(({ stage }) => stage === id)) : steps;
  const full = over.filter((item) => (cell?.(shown, item).length ?? 0) > 0).length;
  return `${full} of ${counted(over.length, kind)}`;
}

/**
 * @param {Shown} shown
 * @param {Row} row
 * @param {import("../lib/model.js").Step[]} steps
 * @returns {Node[]}
 */
function cells(shown, row, steps) {
  const { kind, cell, whole, field } = LAYERS[row.key];
  const span = Math.max(1, steps.length);
  if (kind === "steps") return steps.map((step) => stepHead(shown, step));
  if (kind === "title") return [h("td", { colspan: span, class: "title" }, h("div", { class: "along" }, ...(whole?.(shown) ?? [])))];
  if (kind === "curve") return [curveOrNone(shown, steps, span)];
  if (row.key === "grades" && shown.touchpoints) return [curve(shown.touchpoints, [shown.touchpoints.narration, wholeSteps(shown.touchpoints)].filter(Boolean).join("\n"), steps, span)];
  if (kind === "stage") return stageCells(shown, row.key, steps);
  const content = steps.map((step) => cell?.(shown, step) ?? []);
  if (!field && !content.some((nodes) => nodes.length)) return [none(span, LAYERS[row.key].none)];
  return steps.map((step, at) => {
    const attributes = { "data-key": step.id, class: hotClass(shown, step) };
    if (!field) return h("td", attributes, ...content[at]);
    return h("td", attributes, ...pencilled(content[at], `steps/${step.id}/${field}`, `${row.title}, ${numberedStep(shown, step)}`));
  });
}

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step[]} steps
 * @param {number} span
 */
function curveOrNone(shown, steps, span) {
  const { graded } = shown;
  if (!graded && !shown.monitor.curves.length) return none(span, shown.narration);
  return curve(graded ?? shown.monitor, graded ? [graded.narration, wholeSteps(graded)].filter(Boolean).join("\n") : shown.narration, steps, span);
}

/** @param {import("./ratings.js").Monitor} monitor @param {string} told @param {import("../lib/model.js").Step[]} steps @param {number} span */
function curve(monitor, told, steps, span) {
  return h("td", { class: "curve-cell", colspan: span, "data-key": "curve" }, ...curveCell(steps, monitor, told));
}

/** @param {number} span @param {string} [say] */
function none(span, say = "Nothing here yet") {
  return h("td", { class: "none", colspan: span, "data-key": "none" }, h("span", { class: "along" }, say));
}

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step} step
 */
function stepHead(shown, step) {
  const at = shown.journey.steps.indexOf(step);
  const sign = momentSign(shown.monitor.steps[at] ?? { moment: false, hot: false });
  const time = timeOf(step);
  const source = shown.sources[step.time_source ?? ""];
  return h(
    "th",
    { scope: "col", class: sign ? `step ${sign.shape}` : "step", "data-key": step.id },
    ...pencilled([h("span", { class: "number" }, `${at + 1} `), h("span", { class: "name" }, step.name || "No name yet")], `steps/${step.id}/name`, `Name of step ${at + 1}`),
    sign ? h("small", { class: "sign" }, momentMark(sign), ` ${sign.words}`) : null,
    time ? h("small", {}, time) : null,
    time && source ? h("small", {}, source) : null,
  );
}

/**
 * Cells as wide as the steps of a stage.
 * @param {Shown} shown
 * @param {string} key
 * @param {import("../lib/model.js").Step[]} steps
 */
function stageCells(shown, key, steps) {
  const stages = new Map(shown.journey.stages.map((stage) => [stage.id, stage]));
  /** @type {{stage: import("../lib/model.js").Stage | undefined, width: number, from: string}[]} */
  const runs = [];
  for (const step of steps) {
    const stage = stages.get(step.stage ?? "");
    const last = runs.at(-1);
    if (last && last.stage === stage) last.width += 1;
    else runs.push({ stage, width: 1, from: step.id });
  }
  return runs.map(({ stage, width, from }) => {
    const attributes = { colspan: width, "data-key": from };
    const content = LAYERS[key].cell?.(shown, stage) ?? [];
    if (key !== "stages") return h("td", attributes, ...content);
    if (!stage) return h("td", { ...attributes, class: "stage" });
    return h("th", { ...attributes, scope: "colgroup", class: "stage" }, stage.name || "No name yet");
  });
}

/** @param {Row} row @param {number} span */
function groupRow(row, span) {
  const name = h("span", { class: "along" }, row.group);
  return h("tr", { class: "group", "data-key": `group ${row.group} ${row.key}`, "data-group": row.group }, h("td", { colspan: span + 1 }, name));
}

/** @param {string} words @param {string} key @param {number} span */
function lineRow(words, key, span) {
  const cell = h("td", { colspan: span + 1 }, h("span", { class: "along" }, words));
  return h("tr", { class: `line ${key}`, "data-key": `line ${key}` }, cell);
}

/** @param {Shown} shown @param {import("../lib/model.js").Step} step */
function hotClass(shown, step) {
  const at = shown.journey.steps.indexOf(step);
  const drawn = shown.monitor.steps[at];
  return drawn?.hot && !momentSign(drawn)?.good ? "hot-column" : null;
}

/** @param {Shown} shown @param {import("../lib/model.js").Step} step */
export function numberedStep(shown, step) {
  return `${shown.journey.steps.indexOf(step) + 1} ${step.name || "No name yet"}`;
}
