/**
 * The map as a table: steps across, layers down. The same function draws it on the screen and for each sheet of paper.
 *
 * @typedef {import("./map_layers.js").Shown} Shown
 * @typedef {import("./map_rows.js").Row} Row
 * @typedef {import("./map_columns.js").Column} Column
 * @typedef {{columns: Column[], all: Column[], steps: import("../lib/model.js").Step[], each: number, span: number}} Across
 *   columns: those that are drawn, of all. each: how many columns of the table a step's covers; span: how many there are
 */

import { counted } from "../lib/words.js";
import { h, icon } from "../lib/dom.js";
import { momentMark, momentSign } from "../lib/marks.js";
import { spansOf, widthOf } from "./map_columns.js";
import { curveCell } from "./map_curve.js";
import { foldColumn, foldedHead } from "./map_fold.js";
import { LAYERS, LINES, editableAt } from "./map_layers.js";
import { numberedStep, timeOf } from "./map_cells.js";
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
 * @param {{columns: Column[], all?: Column[], link: (text: string, file: string) => Node, caption: string, folded?: string[]}} drawn
 *   columns: those of one sheet, where not all of them. folded: the keys of layers of which one line is left; without it nothing can be folded
 */
export function mapTable(shown, rows, { columns, all = columns, link, caption, folded }) {
  const across = { columns, all, steps: columns.flatMap(({ steps }) => steps), each: spansOf(all), span: Math.max(1, spansOf(all) * widthOf(columns)) };
  const headEnds = rows.findIndex(({ key }) => key === "steps");
  /** @param {Row} row @param {number} at */
  const lines = (row, at) => {
    const before = [];
    const starts = row.group !== "" && row.group !== rows[at - 1]?.group;
    const several = at > headEnds && rows[at + 1]?.group === row.group;
    if (starts && several) before.push(groupRow(row, across.span));
    const line = LINES.get(row.key);
    if (line && rows[at - 1]?.group === row.group) before.push(lineRow(line, row.key, across.span));
    return [...before, tableRow(shown, row, across, link, starts && !several, folded)];
  };
  const drawnRows = rows.map(lines);
  return [
    h("caption", { class: "unseen" }, caption),
    h("colgroup", {}, h("col", { class: "heads" }), ...Array.from({ length: across.span }, () => h("col"))),
    h("thead", {}, ...drawnRows.slice(0, headEnds + 1).flat()),
    h("tbody", {}, ...drawnRows.slice(headEnds + 1).flat()),
  ];
}

/**
 * @param {Shown} shown
 * @param {Row} row
 * @param {Across} across
 * @param {(text: string, file: string) => Node} link
 * @param {boolean} alone  whether the part of the source that the row belongs to begins and ends with it
 * @param {string[]} [folded]
 */
function tableRow(shown, row, across, link, alone, folded) {
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
  return h("tr", { "data-layer": row.key, "data-key": `layer ${row.key}`, class: `of-${layer.kind}` }, head, ...(isFolded ? [none(across.span, howMany(shown, row, across.steps))] : cells(shown, row, across)));
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
 * @param {Across} across
 * @returns {Node[]}
 */
function cells(shown, row, across) {
  const { kind, cell, whole, field, file, adds } = LAYERS[row.key];
  const { columns, span, each } = across;
  const wide = each > 1 ? each : null;
  if (kind === "steps") return columns.map((column) => (column.folded ? foldedHead(column, !shown.paper) : stepHead(shown, column.steps[0], wide)));
  if (kind === "title") return [h("td", { colspan: span, class: "title" }, h("div", { class: "along" }, ...(whole?.(shown) ?? [])))];
  if (kind === "curve") return [curveOrNone(shown, across)];
  if (row.key === "grades" && shown.touchpoints) return [curve(shown.touchpoints, [shown.touchpoints.narration, wholeSteps(shown.touchpoints)].filter(Boolean).join("\n"), across)];
  if (kind === "stage") return stageCells(shown, row.key, across);
  const content = columns.map(({ steps: [step] }) => cell?.(shown, step) ?? []);
  if (!field && !(adds && shown.adds) && !across.steps.some((step) => cell?.(shown, step).length)) return [none(span, LAYERS[row.key].none)];
  return columns.map(({ folded, steps: [step] }, at) => {
    if (folded) return h("td", { "data-key": step.id, class: "folded" });
    const attributes = { "data-key": step.id, class: hotClass(shown, step), colspan: wide };
    if (!field) return h("td", attributes, ...content[at], ...(adds ? (shown.adds?.(adds, step, file) ?? []) : []));
    return h("td", attributes, ...editableAt(shown, content[at], `steps/${step.id}/${field}`, `${row.title}, ${numberedStep(shown, step)}`, file));
  });
}

/**
 * @param {Shown} shown
 * @param {Across} across
 */
function curveOrNone(shown, across) {
  const { graded } = shown;
  if (!graded && !shown.monitor.curves.length) return none(across.span, shown.narration);
  return curve(graded ?? shown.monitor, graded ? [graded.narration, wholeSteps(graded)].filter(Boolean).join("\n") : shown.narration, across);
}

/** @param {import("./ratings.js").Monitor} monitor @param {string} told @param {Across} across */
function curve(monitor, told, { columns, all, span }) {
  return h("td", { class: "curve-cell", colspan: span, "data-key": "curve" }, ...curveCell(columns, monitor, told, all));
}

/** @param {number} span @param {string} [say] */
function none(span, say = "Nothing here yet") {
  return h("td", { class: "none", colspan: span, "data-key": "none" }, h("span", { class: "along" }, say));
}

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step} step
 * @param {number | null} wide  how many columns of the table it covers, where that is not one
 */
function stepHead(shown, step, wide) {
  const { steps } = shown.journey;
  const at = steps.indexOf(step);
  const sign = momentSign(shown.monitor.steps[at] ?? { moment: false, hot: false });
  const time = timeOf(step);
  const source = shown.sources[step.time_source ?? ""];
  return h(
    "th",
    { scope: "col", colspan: wide, class: sign ? `step ${sign.shape}` : "step", "data-key": step.id, "data-item": `steps/${step.id}` },
    ...editableAt(shown, [h("span", { class: "number" }, `${at + 1} `), h("span", { class: "name" }, step.name || "No name yet")], `steps/${step.id}/name`, `Name of step ${at + 1}`, LAYERS.steps.file),
    sign ? h("small", { class: "sign" }, momentMark(sign), ` ${sign.words}`) : null,
    time ? h("small", {}, time) : null,
    time && source ? h("small", {}, source) : null,
    shown.adds?.("steps", step, LAYERS.steps.file),
    // where no stage is, its row asks for one once for all that follow
    at > 0 && steps[at - 1].stage === step.stage ? shown.adds?.("stages", step, LAYERS.stages.file) : null,
    shown.paper ? null : foldColumn(step.id, `step ${at + 1} ${step.name}`),
  );
}

/**
 * Cells as wide as the steps of a stage.
 * @param {Shown} shown
 * @param {string} key
 * @param {Across} across
 */
function stageCells(shown, key, { columns, each }) {
  const stages = new Map(shown.journey.stages.map((stage) => [stage.id, stage]));
  /** @type {{stage: import("../lib/model.js").Stage | undefined, width: number, from: string, step: import("../lib/model.js").Step, shut: boolean}[]} */
  const runs = [];
  for (const { id, share, folded, steps: [step] } of columns) {
    const stage = stages.get(step.stage ?? "");
    const last = runs.at(-1);
    if (last && last.stage === stage) last.width += each * share;
    else runs.push({ stage, width: each * share, from: id, step, shut: folded === "stage" });
  }
  return runs.map(({ stage, width, from, step, shut }) => {
    const attributes = { colspan: width, "data-key": from };
    if (shut) return h("td", { ...attributes, class: key === "stages" ? "stage" : "folded" });
    const content = LAYERS[key].cell?.(shown, stage) ?? [];
    if (key !== "stages") return h("td", attributes, ...content);
    if (!stage) return h("td", { ...attributes, class: "stage" }, shown.adds?.("stages", step, LAYERS.stages.file));
    const name = editableAt(shown, [h("span", {}, stage.name || "No name yet")], `stages/${stage.id}/name`, `Name of stage ${shown.journey.stages.indexOf(stage) + 1}`, LAYERS.stages.file);
    return h("th", { ...attributes, scope: "colgroup", class: "stage", "data-item": `stages/${stage.id}` }, shown.paper ? null : foldColumn(stage.id, `stage ${stage.name}`), ...name);
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
