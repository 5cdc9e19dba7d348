/** What stands in the cells of the map: the nodes of touchpoints, moments, solutions and needs. */

import { h } from "../lib/dom.js";
import { inlineMark } from "./marks.js";

const RISKS = { quit: "give up", "come-back-later": "come back later", "go-elsewhere": "go elsewhere" };
const FELT = { engaged: "Engaged: it can win them over.", challenged: "Challenged: it can lose them." };
const KINDS = { marketing: "marketing", human: "person", physical: "place or thing", digital: "digital" };
const ACTIONS = { change: "Change something", "put-in-place": "Put in place", keep: "Keep" };
const ACTIVITIES = { check: "Check", verify: "Verify", change: "Change" };
const EFFORTS = ["", "very little work", "little work", "some work", "much work", "very much work"];
const GAINS = ["", "hardly any gain", "a little gain", "a clear gain", "much gain", "very much gain"];
const GRADES = new Map([
  [2, { shape: "up", words: "+2 very satisfied" }],
  [1, { shape: "up", words: "+1 satisfied" }],
  [0, { shape: "level", words: "0 neither" }],
  [-1, { shape: "down", words: "−1 dissatisfied" }],
  [-2, { shape: "down", words: "−2 very dissatisfied" }],
]);

/**
 * Text as people typed it, line by line.
 * @param {string | null | undefined} text
 * @returns {Node[]}
 */
export function words(text) {
  const clean = (text ?? "").trim();
  return clean ? [h("p", { class: "typed" }, clean)] : [];
}

/**
 * Text with one point a line as a list; a single line stays a paragraph.
 * @param {string | null | undefined} text
 * @returns {Node[]}
 */
export function points(text) {
  const lines = (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
  if (lines.length < 2) return words(text);
  return [h("ul", { class: "points" }, ...lines.map((line) => h("li", {}, line)))];
}

/**
 * A length of time in words.
 * @param {{time?: {amount?: number | null, unit?: string}}} holder
 */
export function timeOf(holder) {
  const { amount, unit = "days" } = holder.time ?? {};
  if (amount === null || amount === undefined) return "";
  return `${amount.toLocaleString("en-GB")} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
}

/** @param {any} step */
const named = (step) => step.touchpoints.filter((/** @type {any} */ point) => point.name);

/**
 * Every touchpoint with what is known of it.
 * @param {any} step
 */
export function touchpoints(step) {
  return listOf(named(step), (point) => [
    told([KINDS[/** @type {keyof typeof KINDS} */ (point.kind)] ?? "", point.responsible && `by ${point.responsible}`]),
    figuresOf(point) ? h("small", {}, figuresOf(point)) : null,
    gradeOf(point),
  ]);
}

/**
 * The touchpoints and their kinds alone.
 * @param {any} step
 */
export function channels(step) {
  return listOf(named(step), (point) => [told([KINDS[/** @type {keyof typeof KINDS} */ (point.kind)] ?? ""])]);
}

/** @param {any} step */
export function delivery(step) {
  return listOf(named(step).filter((/** @type {any} */ point) => point.responsible), (point) => [h("small", {}, point.responsible)]);
}

/** @param {any} step */
export function grades(step) {
  return listOf(named(step).filter((/** @type {any} */ point) => point.grade !== null), (point) => [gradeOf(point)]);
}

/** @param {any} step */
export function effort(step) {
  return listOf(named(step).filter(figuresOf), (point) => [h("small", {}, figuresOf(point))]);
}

/**
 * Contacts and time of a whole step, in words; "" where nobody counted.
 * @param {any} step
 */
export function countsOf(step) {
  const counted = step.touchpoints.filter((/** @type {any} */ point) => typeof point.contacts === "number");
  const sum = counted.reduce((/** @type {number} */ all, /** @type {any} */ point) => all + point.contacts, 0);
  const least = counted.length < step.touchpoints.length ? "at least " : "";
  const contacts = counted.length ? `${least}${sum} ${sum === 1 ? "contact" : "contacts"}` : "";
  return [contacts, timeOf(step)].filter(Boolean).join(", ");
}

/**
 * @param {any[]} shown
 * @param {(point: any) => (Node | null)[]} more
 * @returns {Node[]}
 */
function listOf(shown, more) {
  if (!shown.length) return [];
  const items = shown.map((point) => {
    const others = point.owner === "others";
    return h(
      "li",
      { class: others ? "touch others" : "touch" },
      h("span", { class: "name" }, point.name, others ? h("span", { class: "unseen" }, " (not ours)") : null),
      ...more(point),
    );
  });
  return [h("ul", { class: "touches" }, ...items)];
}

/** @param {string[]} parts */
function told(parts) {
  const known = parts.filter(Boolean);
  return known.length ? h("small", {}, known.join(" · ")) : null;
}

/** @param {any} point */
function figuresOf(point) {
  const contacts = typeof point.contacts === "number" ? `${point.contacts} ${point.contacts === 1 ? "contact" : "contacts"}` : "";
  return [contacts, timeOf(point)].filter(Boolean).join(", ");
}

/** @param {any} point */
function gradeOf(point) {
  if (point.grade === "unknown") return h("small", { class: "grade" }, "? nobody knows how it feels");
  const grade = GRADES.get(point.grade);
  return grade ? h("small", { class: `grade ${grade.shape}` }, inlineMark(SIGNS[grade.shape], "dot"), ` ${grade.words}`) : null;
}

/** @type {Record<string, string>} */
const SIGNS = { up: "triangle", level: "circle", down: "triangle" };

/** @param {any} moment */
export function momentNode(moment) {
  const risks = moment.risk.map((/** @type {keyof typeof RISKS} */ risk) => RISKS[risk]);
  const might = risks.length ? `They may ${listed(risks)}.` : "";
  const felt = FELT[/** @type {keyof typeof FELT} */ (moment.felt)] ?? "";
  return h(
    "div",
    { class: moment.hot_spot ? "moment hot" : "moment", "data-key": `moment ${moment.id}` },
    h("p", { class: "sign" }, inlineMark(moment.hot_spot ? "star" : "diamond", "dot moment"), moment.hot_spot ? " Hot spot" : " Moment of truth"),
    moment.name ? h("p", { class: "typed strong" }, moment.name) : null,
    ...words(moment.why),
    might ? h("p", {}, might) : null,
    felt ? h("p", {}, felt) : null,
  );
}

/** @param {any} solution */
export function solutionNode(solution) {
  const first = ACTIVITIES[/** @type {keyof typeof ACTIVITIES} */ (solution.activity)] ?? "";
  const sort = ACTIONS[/** @type {keyof typeof ACTIONS} */ (solution.action)] ?? "";
  const who = [solution.owner, solution.due].filter(Boolean).join(" · ");
  return h(
    "div",
    { class: `solution ${solution.action ?? ""}`, "data-key": `solution ${solution.id}` },
    h("p", { class: "typed strong" }, solution.title || "No title yet"),
    sort || first ? h("p", { class: "kind" }, sort, sort && first ? "; " : "", first && `first: ${first.toLowerCase()}`) : null,
    who ? h("p", { class: "kind" }, who) : null,
  );
}

/** @param {any} solution */
export function teamNode(solution) {
  const effortAndGain = [EFFORTS[solution.effort ?? 0], GAINS[solution.impact ?? 0]].filter(Boolean).join(", ");
  return h(
    "div",
    { class: "solution", "data-key": `team ${solution.id}` },
    h("p", { class: "typed strong" }, solution.title || "No title yet"),
    h("p", { class: "kind" }, solution.team || solution.owner || "No team yet"),
    effortAndGain ? h("p", { class: "kind" }, effortAndGain) : null,
  );
}

/**
 * @param {any} solution
 * @param {any} journey
 */
export function stepOf(solution, journey) {
  return solution.step ?? journey.moments.find((/** @type {any} */ moment) => moment.id === solution.moment)?.step;
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
 * The goals and questions of a stage, with those that no touchpoint answers marked in words.
 * @param {any} stage
 * @param {any} journey
 * @returns {Node[]}
 */
export function needs(stage, journey) {
  const told = (stage?.needs ?? []).filter((/** @type {any} */ need) => need.name);
  if (!told.length) return [];
  const served = new Set(journey.steps.flatMap((/** @type {any} */ step) => step.touchpoints.flatMap((/** @type {any} */ point) => point.serves)));
  const items = told.map((/** @type {any} */ need) =>
    h(
      "li",
      { class: need.kind ?? "" },
      need.kind === "question" ? h("span", { class: "kind" }, "Question: ") : need.kind === "goal" ? h("span", { class: "kind" }, "Goal: ") : null,
      need.name,
      served.size && !served.has(need.id) ? h("small", { class: "gap" }, "No touchpoint answers it") : null,
    ),
  );
  return [h("ul", { class: "needs" }, ...items)];
}

/**
 * Stages without a step, with what people want and ask there.
 * @param {any} journey
 * @returns {Node[]}
 */
export function placelessStages(journey) {
  const known = new Set(journey.steps.map((/** @type {any} */ step) => step.stage));
  return journey.stages
    .filter((/** @type {any} */ stage) => !known.has(stage.id))
    .flatMap((/** @type {any} */ stage) => {
      const title = `Stage ${stage.name || "without a name"}`;
      const asked = stage.needs.filter((/** @type {any} */ need) => need.name);
      const lines = asked.length ? asked.map((/** @type {any} */ need) => [`${title}:`, need.kind, need.name].filter(Boolean).join(" ")) : stage.name ? [title] : [];
      return lines.map((/** @type {string} */ line) => h("p", { class: "typed", "data-key": `stage ${stage.id}` }, line));
    });
}

/** @param {string[]} parts */
function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}
