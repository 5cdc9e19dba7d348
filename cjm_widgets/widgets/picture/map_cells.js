/** What stands on the map: each layer's words for one step. The table and the stacked list show the same. */

import { html } from "./element.js";
import { inlineMark } from "./marks.js";

/**
 * @typedef {object} Layer
 * @property {string} key
 * @property {string} title
 * @property {string} hint
 * @property {string} file  the workbook where it is filled in
 * @property {boolean} [onlyIfAny]  left out while nobody has used it
 * @property {(step: any, journey: any) => Node[]} cell
 */

const LENSES = [
  ["actions", "Actions"],
  ["responses", "Responses"],
  ["language", "Language"],
  ["feelings", "Feelings"],
  ["emotions", "Emotions"],
];
const RISKS = { quit: "give up", "come-back-later": "come back later", "go-elsewhere": "go elsewhere" };
const FELT = { engaged: "Engaged: it can win them over.", challenged: "Challenged: it can lose them." };
const KINDS = { marketing: "marketing", human: "person", physical: "place", digital: "digital" };
const ACTIONS = { change: "Change something", "put-in-place": "Put in place", keep: "Keep" };
const ACTIVITIES = { check: "Check", verify: "Verify", change: "Change" };

/** @type {Layer[]} */
export const LAYERS = [
  { key: "touchpoints", title: "Touchpoints", hint: "Dashed: not ours", file: "03_steps.ipynb", cell: touchpoints },
  { key: "satisfaction", title: "Satisfaction", hint: "", file: "04_satisfaction.ipynb", cell: () => [] },
  { key: "experience", title: "Customer experience", hint: "What they do, say and feel", file: "04_satisfaction.ipynb", cell: experience },
  { key: "service", title: "What the service offers", hint: "In the customer’s words", file: "04_satisfaction.ipynb", onlyIfAny: true, cell: (step) => words(step.service_elements) },
  { key: "wanted", title: "The experience we want", hint: "", file: "04_satisfaction.ipynb", cell: (step) => words(step.wanted) },
  { key: "moments", title: "Moments of truth", hint: "Where customers stay or go", file: "05_moments_of_truth.ipynb", cell: moments },
  { key: "solutions", title: "Solutions", hint: "What we change, put in place or keep", file: "06_solutions.ipynb", cell: solutions },
];

/**
 * How long a step takes, in words.
 * @param {any} step
 */
export function timeOf(step) {
  const { amount, unit } = step.time ?? {};
  if (amount === null || amount === undefined) return "";
  return `${amount.toLocaleString("en-GB")} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
}

/**
 * Moments and solutions that belong to no step of the map, so that the map can still show them.
 * @param {any} journey
 * @returns {Node[]}
 */
export function placeless(journey) {
  const known = new Set(journey.steps.map((/** @type {any} */ step) => step.id));
  return [
    ...journey.moments.filter((/** @type {any} */ moment) => !known.has(moment.step)).map(momentNode),
    ...journey.solutions.filter((/** @type {any} */ one) => !known.has(stepOf(one, journey))).map(solutionNode),
  ];
}

/**
 * Text as people typed it, line by line.
 * @param {string} text
 * @returns {Node[]}
 */
export function words(text) {
  const clean = (text ?? "").trim();
  return clean ? [html("p", { class: "typed" }, clean)] : [];
}

/** @param {any} step */
function touchpoints(step) {
  const named = step.touchpoints.filter((/** @type {any} */ point) => point.name);
  if (!named.length) return [];
  return [
    html(
      "ul",
      { class: "tags" },
      ...named.map((/** @type {any} */ point) => {
        const others = point.owner === "others";
        const kind = KINDS[/** @type {keyof typeof KINDS} */ (point.kind)] ?? "";
        return html(
          "li",
          { class: others ? "tag others" : "tag" },
          point.name,
          kind ? html("small", {}, ` ${kind}`) : null,
          others ? html("span", { class: "unseen" }, " (not ours)") : null,
        );
      }),
    ),
  ];
}

/** @param {any} step */
function experience(step) {
  const told = LENSES.filter(([name]) => (step.experience[name] ?? "").trim());
  if (!told.length) return [];
  return [
    html(
      "dl",
      { class: "lenses" },
      ...told.flatMap(([name, title]) => [
        html("dt", {}, title),
        html("dd", { class: "typed" }, step.experience[name].trim()),
      ]),
    ),
  ];
}

/**
 * @param {any} step
 * @param {any} journey
 */
function moments(step, journey) {
  return journey.moments.filter((/** @type {any} */ moment) => moment.step === step.id).map(momentNode);
}

/** @param {any} moment */
function momentNode(moment) {
  const risks = moment.risk.map((/** @type {keyof typeof RISKS} */ risk) => RISKS[risk]);
  const might = risks.length ? `They may ${listed(risks)}.` : "";
  const felt = FELT[/** @type {keyof typeof FELT} */ (moment.felt)] ?? "";
  return html(
    "div",
    { class: moment.hot_spot ? "moment hot" : "moment" },
    html("p", { class: "sign" }, inlineMark(moment.hot_spot ? "star" : "diamond", "dot moment"), moment.hot_spot ? " Hot spot" : " Moment of truth"),
    ...words(moment.why),
    might ? html("p", {}, might) : null,
    felt ? html("p", {}, felt) : null,
  );
}

/**
 * @param {any} step
 * @param {any} journey
 */
function solutions(step, journey) {
  return journey.solutions.filter((/** @type {any} */ one) => stepOf(one, journey) === step.id).map(solutionNode);
}

/** @param {any} solution */
function solutionNode(solution) {
  const first = ACTIVITIES[/** @type {keyof typeof ACTIVITIES} */ (solution.activity)] ?? "";
  const sort = ACTIONS[/** @type {keyof typeof ACTIONS} */ (solution.action)] ?? "";
  const who = [solution.owner, solution.due && `by ${solution.due}`].filter(Boolean).join(", ");
  return html(
    "div",
    { class: `solution ${solution.action ?? ""}` },
    html("p", { class: "typed" }, solution.title || "No title yet"),
    sort || first ? html("p", { class: "kind" }, sort, sort && first ? " · " : "", first ? `${first} first` : "") : null,
    who ? html("p", { class: "kind" }, who) : null,
  );
}

/**
 * @param {any} solution
 * @param {any} journey
 */
function stepOf(solution, journey) {
  return solution.step ?? journey.moments.find((/** @type {any} */ moment) => moment.id === solution.moment)?.step;
}

/** @param {string[]} parts */
function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}
