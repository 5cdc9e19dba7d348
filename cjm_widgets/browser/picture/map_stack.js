/** The map where there is little room: one step at a time, with the same layers. */

import { h } from "../lib/dom.js";
import { momentMark, momentSign } from "../lib/marks.js";
import { figuresOf } from "./map_curve.js";
import { LAYERS, LINES, editableAt } from "./map_layers.js";
import { numberedStep, timeOf } from "./map_cells.js";

/**
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("./map_rows.js").Row[]} rows
 * @param {number} at  which step
 * @param {string} heading  the id of what it is called by
 * @returns {Node[]}
 */
export function stack(shown, rows, at, heading) {
  const { steps, stages } = shown.journey;
  const step = steps[at];
  if (!step) return [];
  const title = at === 0 ? rows.find(({ key }) => LAYERS[key].kind === "title") : undefined;
  const head = title ? [h("section", { "data-key": "title", "data-layer": title.key }, h("h3", {}, title.title), ...(LAYERS[title.key].whole?.(shown) ?? []))] : [];
  const stage = stages.find((one) => one.id === step.stage);
  return [...head, stepPart(shown, rows, step, heading), ...(stage ? stagePart(shown, rows, stage, step) : [])];
}

/**
 * What stands under the name of a step: how many there are, its stage, its time, its sign.
 * @param {import("./map_layers.js").Shown} shown
 * @param {number} at
 */
export function whereInJourney(shown, at) {
  const { steps, stages } = shown.journey;
  const step = steps[at];
  const sign = momentSign(shown.monitor.steps[at] ?? { moment: false, hot: false });
  const stage = stages.find((one) => one.id === step.stage)?.name;
  const words = [`Step ${at + 1} of ${steps.length}`, stage, timeOf(step), timeOf(step) && shown.sources[step.time_source ?? ""]].filter(Boolean).join(" · ");
  return [words, ...(sign ? [" · ", h("span", { class: `sign ${sign.shape}` }, momentMark(sign), ` ${sign.words}`)] : [])];
}

/**
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("./map_rows.js").Row[]} rows
 * @param {import("../lib/model.js").Stage} stage
 * @param {import("../lib/model.js").Step} step
 */
function stagePart(shown, rows, stage, step) {
  const told = rows
    .filter(({ key }) => LAYERS[key].kind === "stage" && key !== "stages")
    .flatMap((row) => {
      const content = LAYERS[row.key].cell?.(shown, stage) ?? [];
      return content.length ? [h("div", { "data-layer": row.key }, h("h3", {}, row.title), ...content)] : [];
    });
  return told.length ? [h("section", { class: "stage", "data-key": `stage ${step.id}` }, stageName(shown, stage), ...told)] : [];
}

/** @param {import("./map_layers.js").Shown} shown @param {import("../lib/model.js").Stage} stage */
function stageName(shown, stage) {
  const name = [h("h2", {}, stage.name || "No name yet")];
  return h("div", { "data-item": `stages/${stage.id}` }, ...editableAt(shown, name, `stages/${stage.id}/name`, `Name of stage ${shown.journey.stages.indexOf(stage) + 1}`, LAYERS.stages.file));
}

/**
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("./map_rows.js").Row[]} rows
 * @param {import("../lib/model.js").Step} step
 * @param {string} heading
 */
function stepPart(shown, rows, step, heading) {
  const own = rows.some(({ key }) => key === "actions") && LAYERS.actions.cell?.(shown, step).length;
  // layers stand under each other here: what is told a few lines above needs no second telling
  const told = rows.filter(({ key }) => !(own && key === "customer-actions")).flatMap((row) => {
    const { kind, cell, field, file, adds } = LAYERS[row.key];
    if (kind === "curve") return part(row, figuresOf(shown.graded ?? shown.monitor, step));
    if (kind !== "step") return [];
    const content = cell?.(shown, step) ?? [];
    if (!content.length && !(field && shown.empty) && !(adds && shown.adds)) return [];
    return part(row, field ? editableAt(shown, content, `steps/${step.id}/${field}`, `${row.title}, ${numberedStep(shown, step)}`, file) : [...content, ...(adds ? (shown.adds?.(adds, step, file) ?? []) : [])]);
  });
  const empty = told.length ? [] : [h("p", { class: "meta" }, "Nothing here yet")];
  return h("section", { class: "of-step", "aria-labelledby": heading, "data-key": step.id }, ...told, ...empty);
}

/**
 * @param {import("./map_rows.js").Row} row
 * @param {Node[]} content
 */
function part(row, content) {
  if (!content.length) return [];
  const line = LINES.get(row.key);
  return [
    h(
      "div",
      { "data-layer": row.key, "data-key": row.key },
      line ? h("p", { class: "line" }, line) : null,
      h("h3", {}, row.title),
      ...content,
    ),
  ];
}
