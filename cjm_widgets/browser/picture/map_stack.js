/** The map where there is little room: one step after another, with the same layers. */

import { h } from "../lib/dom.js";
import { momentMark, momentSign } from "../lib/marks.js";
import { figuresOf } from "./map_curve.js";
import { pencilled } from "./map_edit.js";
import { LAYERS, LINES } from "./map_layers.js";
import { numberedStep } from "./map_table.js";
import { timeOf } from "./map_cells.js";

/**
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("./map_rows.js").Row[]} rows
 * @returns {Node[]}
 */
export function stack(shown, rows) {
  const { steps, stages } = shown.journey;
  const withStages = rows.some(({ key }) => LAYERS[key].kind === "stage");
  const title = rows.find(({ key }) => LAYERS[key].kind === "title");
  const head = title ? [h("section", { "data-key": "title", "data-layer": title.key }, h("h2", {}, title.title), ...(LAYERS[title.key].whole?.(shown) ?? []))] : [];
  return [
    ...head,
    ...steps.flatMap((step, at) => {
      const stage = stages.find((one) => one.id === step.stage);
      const starts = withStages && stage && steps[at - 1]?.stage !== step.stage;
      return [...(starts ? [stagePart(shown, rows, stage, step)] : []), stepPart(shown, rows, step)];
    }),
  ];
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
  return h("section", { class: "stage", "data-key": `stage ${step.id}` }, h("h2", {}, stage.name || "No name yet"), ...told);
}

/**
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("./map_rows.js").Row[]} rows
 * @param {import("../lib/model.js").Step} step
 */
function stepPart(shown, rows, step) {
  const at = shown.journey.steps.indexOf(step);
  const sign = momentSign(shown.monitor.steps[at] ?? { moment: false, hot: false });
  const id = `cjm-stack-${step.id}`;
  const time = timeOf(step) && [timeOf(step), shown.sources[step.time_source ?? ""]].filter(Boolean).join(" · ");
  const own = rows.some(({ key }) => key === "actions") && LAYERS.actions.cell?.(shown, step).length;
  // one step stands under the other here: what is told a few lines above needs no second telling
  const told = rows.filter(({ key }) => !(own && key === "customer-actions")).flatMap((row) => {
    const { kind, cell, field } = LAYERS[row.key];
    if (kind === "curve") return part(row, figuresOf(shown.graded ?? shown.monitor, step));
    if (kind !== "step") return [];
    const content = cell?.(shown, step) ?? [];
    if (!content.length && !(field && shown.empty)) return [];
    return part(row, field ? pencilled(content, `steps/${step.id}/${field}`, `${row.title}, ${numberedStep(shown, step)}`) : content);
  });
  return h(
    "section",
    { class: sign ? `of-step ${sign.shape}` : "of-step", "aria-labelledby": id, "data-key": step.id },
    h("h2", { id }, h("span", { class: "number" }, `${at + 1} `), step.name || "No name yet"),
    sign || time
      ? h("p", { class: "meta" }, ...(sign ? [h("span", { class: "sign" }, momentMark(sign), ` ${sign.words}`), time ? " · " : ""] : []), time)
      : null,
    ...told,
  );
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
