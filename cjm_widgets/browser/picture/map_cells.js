/** What stands in the cells of the map: the nodes of touchpoints, moments, solutions and needs. */

import { shownDate } from "../lib/dates.js";
import { h } from "../lib/dom.js";
import { inlineMark, momentMark, momentSign } from "../lib/marks.js";
import { counted, listed, signed, sized } from "../lib/words.js";
import { countedBeside, countedStaying, mayLeave, quotesAt, toldOf } from "./said.js";

/** @typedef {import("../lib/labels.js").Called} Called */
/** @typedef {import("../lib/model.js").Team[]} Teams */
/** @typedef {(content: Node[], path: string) => Node[]} MarkAt  makes what stands at a path one that can be changed */

const NO_TEAM = "No team yet";

/** What the team is called that is responsible; "" where none was chosen or it was removed. @param {Teams} teams @param {string | null} id */
export function teamName(teams, id) {
  return teams.find((one) => one.id === id)?.name.trim() ?? "";
}

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

/** @typedef {{amount?: number | null, unit?: string}} Span */

/**
 * A length of time in words, and how much of it is waiting.
 * @param {{time?: Span, waiting?: Span}} holder
 */
export function timeOf(holder) {
  const [time, waiting] = [span(holder.time), span(holder.waiting)];
  if (!waiting) return time;
  return time ? `${time}, ${waiting} of it waiting` : `${waiting} waiting`;
}

/** @param {Span} [length] */
function span({ amount, unit = "days" } = {}) {
  if (amount === null || amount === undefined) return "";
  return sized(amount, amount === 1 ? unit.replace(/s$/, "") : unit);
}

/**
 * What people said or did, each with whose voice it is and where it comes from; on paper only what may be quoted.
 * @param {import("../lib/model.js").Step} step @param {Record<string, string>} names what each source is called, by its id @param {Called} labels @param {import("../lib/model.js").Journey["sources"]} sources @param {boolean} [paper] @param {MarkAt} [mark]
 */
export function quotes(step, names, labels, sources, paper = false, mark = asItIs) {
  const all = quotesAt(step);
  const shown = all.filter((one) => !paper || mayLeave(one));
  const kept = paper ? countedStaying(all) : "";
  return [
    ...shown.map((one) => {
      const path = `steps/${step.id}/quotes/${one.id}`;
      return h("figure", { class: "quote", "data-item": path, "data-key": path }, mark([h("blockquote", { class: "typed" }, one.words.trim())], `${path}/words`), inSmall([toldOf(one, names, labels, sources)], "figcaption"));
    }),
    ...(kept ? [h("p", { class: "kind" }, kept)] : []),
  ];
}

/** @type {MarkAt} */
const asItIs = (content) => content;

/** @param {import("../lib/model.js").Step} step */
const named = (step) => step.touchpoints.filter((point) => point.name);

/**
 * Every touchpoint with what is known of it.
 * @param {import("../lib/model.js").Step} step
 * @param {Called} labels
 * @param {Teams} teams
 * @param {MarkAt} [mark]
 */
export function touchpoints(step, labels, teams, mark) {
  const by = (/** @type {string} */ team) => team && `by ${team}`;
  return touchpointList(step, named(step), mark, (point) => [
    inSmall([...contact(point, labels), by(teamName(teams, point.responsible))]),
    countsAt(point) ? h("small", {}, countsAt(point)) : null,
    gradeOf(point, labels),
  ]);
}

/**
 * The touchpoints with where they are and by what, alone.
 * @param {import("../lib/model.js").Step} step
 * @param {Called} labels
 * @param {Teams} _
 * @param {MarkAt} [mark]
 */
export function channels(step, labels, _, mark) {
  return touchpointList(step, named(step), mark, (point) => [inSmall([...contact(point, labels), labels.short("steps/touchpoints/where", point.where)])]);
}

/** By what a contact is made; its kind where that is not said. @param {import("../lib/model.js").Touchpoint} point @param {Called} labels */
function contact({ by, kind }, labels) {
  const ways = by.map((way) => labels.short("steps/touchpoints/by", way));
  return ways.length ? ways : [labels.short("steps/touchpoints/kind", kind)];
}

/** @param {import("../lib/model.js").Step} step @param {Called} _ @param {Teams} teams */
export function delivery(step, _, teams) {
  return touchpointList(step, named(step).filter((point) => teamName(teams, point.responsible)), asItIs, (point) => [h("small", {}, teamName(teams, point.responsible))]);
}

/** @param {import("../lib/model.js").Step} step @param {Called} labels */
export function grades(step, labels) {
  return touchpointList(step, named(step).filter((point) => point.grade !== null), asItIs, (point) => [gradeOf(point, labels)]);
}

/**
 * Contacts and time at each touchpoint, and where its time comes from: once for all of them where that is the same.
 * @param {import("../lib/model.js").Step} step @param {Record<string, string>} names what each source is called, by its id
 */
export function effort(step, names) {
  const told = named(step).filter(countsAt);
  const from = (/** @type {import("../lib/model.js").Touchpoint} */ point) => (timeOf(point) && names[point.time_source ?? ""]) || "";
  const sources = new Set(told.filter(timeOf).map(from));
  const [shared] = sources.size === 1 ? sources : [""];
  const list = touchpointList(step, told, asItIs, (point) => [inSmall([countsAt(point), shared ? "" : from(point)])]);
  return shared ? [...list, h("p", { class: "kind" }, `Times: ${shared}`)] : list;
}

/**
 * Contacts and time of a whole step, in words; "" where nobody counted.
 * @param {import("../lib/model.js").Step} step
 */
export function countsOf(step) {
  const known = step.touchpoints.flatMap(({ contacts }) => (typeof contacts === "number" ? [contacts] : []));
  const sum = known.reduce((all, contacts) => all + contacts, 0);
  const least = known.length < step.touchpoints.length ? "at least " : "";
  const contacts = known.length ? `${least}${counted(sum, "contact")}` : "";
  return [contacts, timeOf(step)].filter(Boolean).join(", ");
}

/**
 * @param {import("../lib/model.js").Step} step
 * @param {import("../lib/model.js").Touchpoint[]} shown
 * @param {MarkAt | undefined} mark
 * @param {(point: import("../lib/model.js").Touchpoint) => (Node | null)[]} more
 * @returns {Node[]}
 */
function touchpointList(step, shown, mark = asItIs, more) {
  if (!shown.length) return [];
  const items = shown.map((point) => {
    const others = point.owner === "others";
    const unsaid = !point.owner;
    const path = `steps/${step.id}/touchpoints/${point.id}`;
    return h(
      "li",
      { class: others ? "touch others" : unsaid ? "touch unsaid" : "touch", "data-item": path, "data-key": path },
      mark([h("span", { class: "name" }, point.name)], `${path}/name`),
      others || unsaid ? h("span", { class: "unseen" }, others ? " (not ours)" : " (nobody has said whose)") : null,
      ...more(point),
    );
  });
  return [h("ul", { class: "touches" }, ...items)];
}

/** @param {(string | undefined)[]} parts @param {"small" | "figcaption"} [tag] */
function inSmall(parts, tag = "small") {
  const known = parts.filter(Boolean);
  return known.length ? h(tag, {}, known.join(" · ")) : null;
}

/** @param {import("../lib/model.js").Touchpoint} point */
function countsAt(point) {
  const contacts = typeof point.contacts === "number" ? counted(point.contacts, "contact") : "";
  return [contacts, timeOf(point)].filter(Boolean).join(", ");
}

/** @param {import("../lib/model.js").Touchpoint} point @param {Called} labels */
function gradeOf({ grade }, labels) {
  if (grade === "unknown") return h("small", { class: "grade" }, "? nobody knows how it feels");
  if (typeof grade !== "number") return null;
  const shape = grade > 0 ? "up" : grade < 0 ? "down" : "level";
  // a grade has no source: it is always our own judgement, and as hollow as any
  const words = `${signed(grade)} ${labels.full("steps/touchpoints/grade", grade).toLowerCase()}, as we judge it`;
  return h("small", { class: `grade ${shape}` }, inlineMark(shape === "level" ? "circle" : "triangle", "dot"), ` ${words}`);
}

/** @param {import("../lib/model.js").Moment} moment @param {Called} labels @param {import("../lib/model.js").Journey["sources"]} sources @param {import("../lib/model.js").Step} [step] where it stands @param {MarkAt} [mark] */
export function momentNode(moment, labels, sources, step, mark = asItIs) {
  const said = countedBeside({ quotes: quotesAt(step, moment.touchpoint), touchpoint: moment.touchpoint }, labels, sources);
  const point = step?.touchpoints.find(({ id }) => id === moment.touchpoint)?.name;
  const risks = moment.risk.map((/** @type {string} */ risk) => labels.full("moments/risk", risk).toLowerCase());
  const might = risks.length ? `They may ${listed(risks, "or")}.` : "";
  const felt = labels.full("moments/felt", moment.felt);
  const sign = momentSign({ moment: true, hot: moment.hot_spot, felt: moment.felt ?? "" });
  return h(
    "div",
    { class: ["moment", moment.hot_spot && "hot", sign?.good && "good"].filter(Boolean).join(" "), "data-key": `moment ${moment.id}`, "data-item": `moments/${moment.id}` },
    sign ? h("p", { class: "sign" }, momentMark(sign), ` ${sign.words}`) : null,
    mark(moment.name ? [h("p", { class: "typed strong" }, moment.name)] : [], `moments/${moment.id}/name`),
    point ? h("p", { class: "kind" }, "At: ", h("span", { class: "typed" }, point)) : null,
    ...words(moment.why),
    might ? h("p", {}, might) : null,
    felt ? h("p", {}, `${felt}.`) : null,
    said ? h("p", { class: "kind said" }, said) : null,
  );
}

/** @param {import("../lib/model.js").Solution} solution @param {Called} labels @param {Teams} teams @param {string} [said] how many quotes stand beside it @param {MarkAt} [mark] */
export function solutionNode(solution, labels, teams, said = "", mark = asItIs) {
  const first = labels.full("solutions/activity", solution.activity);
  const sort = labels.short("solutions/action", solution.action);
  const who = [teamName(teams, solution.team) || NO_TEAM, solution.owner, shownDate(solution.due) || solution.due_note, labels.short("solutions/state", solution.state)].filter(Boolean).join(" · ");
  return h(
    "div",
    { class: `solution ${solution.action ?? ""}`, "data-key": `solution ${solution.id}`, "data-item": `solutions/${solution.id}` },
    mark([h("p", { class: "typed strong" }, solution.title || "No title yet")], `solutions/${solution.id}/title`),
    sort || first ? h("p", { class: "kind" }, sort, sort && first ? "; " : "", first && `first ${first.charAt(0).toLowerCase()}${first.slice(1)}`) : null,
    who ? h("p", { class: "kind" }, who) : null,
    said ? h("p", { class: "kind said" }, said) : null,
  );
}

/** @param {import("../lib/model.js").Solution} solution @param {Called} labels @param {Teams} teams */
export function teamNode(solution, labels, teams) {
  const effortAndGain = /** @type {const} */ (["effort", "impact"]).map((name) => labels.short(`solutions/${name}`, solution[name])).filter(Boolean).join(", ");
  return h(
    "div",
    { class: "solution", "data-key": `team ${solution.id}` },
    h("p", { class: "typed strong" }, solution.title || "No title yet"),
    h("p", { class: "kind" }, teamName(teams, solution.team) || NO_TEAM),
    effortAndGain ? h("p", { class: "kind" }, effortAndGain) : null,
  );
}

/** @param {{journey: import("../lib/model.js").Journey}} shown @param {import("../lib/model.js").Step} step */
export function numberedStep({ journey }, step) {
  return `${journey.steps.indexOf(step) + 1} ${step.name || "No name yet"}`;
}

/**
 * @param {{step?: string | null, moment?: string | null}} solution
 * @param {import("../lib/model.js").Journey} journey
 */
export function stepOf(solution, journey) {
  return solution.step ?? journey.moments.find((moment) => moment.id === solution.moment)?.step;
}

/**
 * Moments and solutions that belong to no step of the map, so that the map can still show them.
 * @param {import("../lib/model.js").Journey} journey
 * @param {Called} labels
 * @returns {Node[]}
 */
export function placeless(journey, labels) {
  const known = new Set(journey.steps.map((step) => step.id));
  return [
    ...journey.moments.filter((moment) => !known.has(moment.step ?? "")).map((one) => momentNode(one, labels, journey.sources)),
    ...journey.solutions.filter((one) => !known.has(stepOf(one, journey) ?? "")).map((one) => solutionNode(one, labels, journey.teams)),
  ];
}

/**
 * The goals and questions of a stage, with those that no touchpoint answers marked in words.
 * @param {import("../lib/model.js").Stage} stage
 * @param {import("../lib/model.js").Journey} journey
 * @returns {Node[]}
 */
export function needs(stage, journey) {
  const told = (stage?.needs ?? []).filter((need) => need.name);
  if (!told.length) return [];
  const served = new Set(journey.steps.flatMap((step) => step.touchpoints.flatMap((point) => point.serves)));
  const items = told.map((need) =>
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
 * @param {import("../lib/model.js").Journey} journey
 * @returns {Node[]}
 */
export function placelessStages(journey) {
  const known = new Set(journey.steps.map((step) => step.stage));
  return journey.stages
    .filter((stage) => !known.has(stage.id))
    .flatMap((stage) => {
      const title = `Stage ${stage.name || "without a name"}`;
      const asked = stage.needs.filter((need) => need.name);
      const lines = asked.length ? asked.map((need) => [`${title}:`, need.kind, need.name].filter(Boolean).join(" ")) : stage.name ? [title] : [];
      return lines.map((/** @type {string} */ line) => h("p", { class: "typed", "data-key": `stage ${stage.id}` }, line));
    });
}
