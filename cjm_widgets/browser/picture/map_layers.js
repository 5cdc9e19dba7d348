/**
 * The layers that a map can show. Which of them, in which order and under which headings, a method view says.
 *
 * @typedef {import("../lib/labels.js").Called} Called
 * @typedef {object} Shown  everything that is drawn at one moment
 * @property {import("../lib/model.js").Journey} journey
 * @property {import("./ratings.js").Monitor} monitor  the curves that are chosen
 * @property {import("./ratings.js").Monitor | null} graded  the curve through the touchpoints, where that is chosen
 * @property {import("./ratings.js").Monitor | null} touchpoints  that curve, wherever there are grades enough
 * @property {any} qia
 * @property {Record<string, { say: string, from: string }[]> | undefined} customers  figures from customers, by step
 * @property {Record<string, string>} sources  what each source is called, with its date and how many, by its id
 * @property {Record<string, string>} tellers  the same under the words of one person: without how many
 * @property {Called} labels
 * @property {(path: string) => any} value
 * @property {string} narration
 * @property {string} length  how long all of it takes, in words
 * @property {import("./map_happened.js").AllHappened | undefined} happened  what logs of events say
 * @property {string} persona  "everyone", "all" or a persona's id
 * @property {"current" | "ideal" | "both"} when
 * @property {boolean} [paper]  whether it is drawn to be printed: it leaves the team's own pages
 * @property {boolean} empty  whether empty layers are shown too
 * @property {import("./map_edit.js").Mark} [mark]  where things can be changed: makes what stands there one of them
 * @property {(kind: import("./map_moves.js").Kind, step: import("../lib/model.js").Step, file: string) => Node[]} [adds]  and where something can be added
 *
 * @typedef {object} Layer
 * @property {"apart" | "title" | "stage" | "steps" | "curve" | "step"} kind  where it stands: outside the table, over
 *   all columns, over a stage's columns, the head, the curve's cell, one cell a step
 * @property {string} file  the workbook where it is filled in
 * @property {string} [field]  for text that can be edited in place: where it stands below its step
 * @property {import("./map_moves.js").Kind} [adds]  what can be added in its cells
 * @property {(shown: Shown, step: any) => Node[]} [cell]
 * @property {(shown: Shown) => Node[]} [whole]
 * @property {string} [none]  what its row says where nothing is there; without it an empty row is left out
 */

import { h } from "../lib/dom.js";
import { inlineMark } from "../lib/marks.js";
import { channels, delivery, effort, grades, momentNode, needs, numberedStep, points, quotes, solutionNode, stepOf, timeOf, touchpoints, words } from "./map_cells.js";
import { customerData, gaps } from "./map_factsheet.js";
import { countedBeside, saidBeside } from "./said.js";
import { channelsAndGroups, happened } from "./map_happened.js";
import { outcomes, personas, personaStrip, stakeholders } from "./map_people.js";

const STEPS = "03_steps.ipynb";
const SATISFACTION = "04_satisfaction.ipynb";
const MOMENTS = "05_moments_of_truth.ipynb";
const SOLUTIONS = "06_solutions.ipynb";
const PEOPLE = "02_personas.ipynb";

/**
 * @param {string} field
 * @param {string} file
 * @returns {Layer}
 */
function typed(field, file) {
  return { kind: "step", file, field, cell: ({ value }, step) => points(value(`steps/${step.id}/${field}`)) };
}

/**
 * Makes what stands at a step one that can be changed, where it can be.
 * @param {Shown} shown @param {import("../lib/model.js").Step} step @param {string} noun @param {string} file
 */
function markAt({ mark, journey }, step, noun, file) {
  return mark && ((/** @type {Node[]} */ content, /** @type {string} */ path) => mark(content, { path, label: `${noun}, ${numberedStep({ journey }, step)}`, file }));
}

/** @param {Shown} shown @param {import("../lib/model.js").Step} step */
function solutions(shown, step) {
  const { journey, labels } = shown;
  const mark = markAt(shown, step, "Solution", SOLUTIONS);
  return journey.solutions.filter((one) => stepOf(one, journey) === step.id).map((one) => solutionNode(one, labels, journey.teams, countedBeside(saidBeside(one, journey), labels, journey.sources), mark));
}

/**
 * @param {(step: import("../lib/model.js").Step, labels: Called, teams: import("../lib/model.js").Team[], mark?: import("./map_cells.js").MarkAt) => Node[]} cell
 * @param {"touchpoints"} [adds]
 * @returns {Layer}
 */
function ofTouchpoints(cell, adds) {
  return { kind: "step", file: STEPS, adds, cell: (shown, step) => cell(step, shown.labels, shown.journey.teams, markAt(shown, step, "Touchpoint", STEPS)) };
}

/** @type {Record<string, Layer>} */
export const LAYERS = {
  stakeholders: { kind: "apart", file: PEOPLE, whole: stakeholders },
  "persona-strip": { kind: "apart", file: PEOPLE, whole: personaStrip },
  personas: { kind: "apart", file: PEOPLE, whole: personas },
  outcomes: { kind: "apart", file: PEOPLE, whole: outcomes },
  journey: { kind: "title", file: "00_start.ipynb", whole: title },
  stages: { kind: "stage", file: STEPS, cell: (_, stage) => words(stage?.name) },
  steps: { kind: "steps", file: STEPS },
  needs: { kind: "stage", file: STEPS, cell: ({ journey }, stage) => needs(stage, journey) },
  "stage-time": { kind: "stage", file: STEPS, cell: ({ sources }, stage) => stageTime(stage, sources) },
  touchpoints: ofTouchpoints(touchpoints, "touchpoints"),
  channels: ofTouchpoints(channels, "touchpoints"),
  delivery: ofTouchpoints(delivery),
  grades: ofTouchpoints(grades),
  effort: { kind: "step", file: STEPS, cell: (shown, step) => [...effort(step, shown.sources), ...happened(shown, step)] },
  satisfaction: { kind: "curve", file: SATISFACTION },
  actions: typed("experience/actions", SATISFACTION),
  responses: typed("experience/responses", SATISFACTION),
  language: typed("experience/language", SATISFACTION),
  feelings: typed("experience/feelings", SATISFACTION),
  emotions: typed("experience/emotions", SATISFACTION),
  thoughts: typed("experience/thoughts", SATISFACTION),
  quotes: { kind: "step", file: SATISFACTION, adds: "quotes", cell: (shown, step) => quotes(step, shown.tellers, shown.labels, shown.journey.sources, shown.paper, markAt(shown, step, "Quote", SATISFACTION)) },
  service: typed("service_elements", SATISFACTION),
  wanted: typed("wanted", SATISFACTION),
  great: typed("great", SATISFACTION),
  know: typed("know", SATISFACTION),
  moments: {
    kind: "step",
    file: MOMENTS,
    adds: "moments",
    cell: (shown, step) =>
      shown.journey.moments.filter((one) => one.step === step.id).map((one) => momentNode(one, shown.labels, shown.journey.sources, step, markAt(shown, step, "Moment of truth", MOMENTS))),
  },
  "hot-spots": { kind: "step", file: MOMENTS, cell: hotSpots },
  solutions: { kind: "step", file: SOLUTIONS, adds: "solutions", cell: (shown, step) => [...solutions(shown, step), ...nothingNeeded(step)] },
  evidence: typed("blueprint/evidence", STEPS),
  "customer-actions": { kind: "step", file: SATISFACTION, cell: customerActions },
  happened: { kind: "step", file: SATISFACTION, cell: happened },
  "channels-and-groups": { kind: "apart", file: SATISFACTION, whole: channelsAndGroups },
  "customer-data": { kind: "step", file: SATISFACTION, cell: customerData, none: "No figure from customers yet" },
  gaps: { kind: "stage", file: SOLUTIONS, cell: gaps },
  front_stage: typed("blueprint/front_stage", STEPS),
  back_stage: typed("blueprint/back_stage", STEPS),
  support: typed("blueprint/support", STEPS),
  organisation: typed("blueprint/organisation", STEPS),
  "qia-experience": { kind: "step", file: SATISFACTION, cell: qiaExperience },
  "qia-activities": { kind: "step", file: SOLUTIONS, adds: "solutions", cell: qiaActivities },
};

/** What is drawn between two rows of the blueprint, above the layer named. */
export const LINES = new Map([
  ["front_stage", "Line of interaction"],
  ["back_stage", "Line of visibility"],
  ["support", "Line of internal interaction"],
]);

/** What the customer does at a step; its name says it where nobody wrote more. @param {Shown} shown @param {import("../lib/model.js").Step} step */
function customerActions({ journey, value }, step) {
  const behind = journey.steps.some(({ blueprint }) => Object.values(blueprint ?? {}).some(Boolean));
  const actions = points(value(`steps/${step.id}/experience/actions`));
  return behind ? (actions.length ? actions : words(step.name)) : [];
}

/** @param {Shown} shown */
function title({ journey }) {
  const { journey_type: type, segment, starts, ends } = journey.scope ?? {};
  const name = type || journey.title;
  const path = [starts && `From: ${starts}`, ends && `To: ${ends}`].filter(Boolean).join(". ");
  return [
    name ? h("p", { class: "typed strong" }, name) : null,
    segment ? h("p", {}, segment) : null,
    path ? h("p", { class: "kind" }, path) : null,
  ].filter((node) => node !== null);
}

/** @param {import("../lib/model.js").Stage} stage @param {Shown["sources"]} sources */
function stageTime(stage, sources) {
  const time = stage ? timeOf(stage) : "";
  if (!time) return [];
  const source = sources[stage.time_source ?? ""];
  return [h("p", {}, h("b", {}, time), source ? h("small", {}, source) : null)];
}

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step} step
 */
function column({ qia, value }, step) {
  const found = qia?.columns.find((/** @type {any} */ one) => one.step === step.id);
  const there = (/** @type {any[]} */ items = []) => items.filter(({ path }) => value(path) !== undefined && value(path) !== false);
  return { assumed: Boolean(found?.assumed), hot_spots: there(found?.hot_spots), experience: there(found?.experience), activities: there(found?.activities) };
}

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step} step
 */
function hotSpots(shown, step) {
  const { hot_spots: found, assumed } = column(shown, step);
  return found.map((item) =>
    h("div", { class: "moment hot" }, h("p", { class: "sign" }, inlineMark("star", assumed ? "dot moment assumed" : "dot moment"), assumed ? " Hot spot, assumed by us" : " Hot spot"), ...words(shown.value(item.path))),
  );
}

/** Somebody looked, and it is fine. @param {import("../lib/model.js").Step} step */
function nothingNeeded({ nothing_needed: fine }) {
  return fine ? [h("p", { class: "kind" }, "Nothing needed here")] : [];
}

/** What stands at a path, to be changed there where it can be. @param {Shown} shown @param {Node[]} content @param {string} path @param {string} label @param {string} file */
export function editableAt({ mark }, content, path, label, file) {
  return mark ? mark(content, { path, label, file }) : content;
}

/** @type {Record<string, string>} */
const ASKED = { wanted: "The experience we want", great: "What delivers a great experience", know: "How we know" };

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step} step
 */
function qiaExperience(shown, step) {
  const items = column(shown, step).experience;
  const empty = shown.empty && !items.length ? [{ kind: "wanted", path: `steps/${step.id}/wanted` }] : items;
  return empty.flatMap((item) => [
    ...(ASKED[item.kind] ? [h("p", { class: "kind asked" }, ASKED[item.kind])] : []),
    ...editableAt(shown, points(shown.value(item.path)), item.path, `${ASKED[item.kind] ?? "The experience we want"}, ${step.name}`, SATISFACTION),
  ]);
}

/**
 * @param {Shown} shown
 * @param {import("../lib/model.js").Step} step
 */
function qiaActivities(shown, step) {
  return column(shown, step).activities.map((item) => item.kind === "nothing" ? h("p", { class: "kind" }, item.text) :
    h(
      "div",
      { class: "solution", "data-item": item.path.replace(/\/title$/, "") },
      ...editableAt(shown, [h("p", { class: "typed" }, shown.value(item.path) || "No title yet")], item.path, `Priority activity, ${step.name}`, SOLUTIONS),
      item.lead ? h("p", { class: "kind" }, item.kind === "done" ? item.lead : `${item.lead} first`) : null,
    ),
  );
}
