/**
 * What can be done to the things on a map: steps, stages and the cards in their cells are moved, added and removed.
 * Pure: a journey goes in, edits and a sentence come out.
 *
 * @typedef {import("../lib/model.js").Journey} Journey
 * @typedef {{path: string, next: any}} Edit
 * @typedef {{edits: Edit[], say: string, focus: string}} Act  focus: the thing to go to then; "" for none
 * @typedef {"left" | "right" | "up" | "down" | "remove"} Way
 * @typedef {"steps" | "stages" | "touchpoints" | "quotes" | "moments" | "solutions"} Kind
 */

import { idBefore, valueAt } from "../lib/journey.js";
import { join } from "../lib/paths.js";
import { capital, counted, isolated, numbered } from "../lib/words.js";
import { stepOf } from "./map_cells.js";

/** What each is called, and the field that holds its words. @type {Record<Kind, {noun: string, field: string}>} */
export const KINDS = {
  steps: { noun: "step", field: "name" },
  stages: { noun: "stage", field: "name" },
  touchpoints: { noun: "touchpoint", field: "name" },
  quotes: { noun: "quote", field: "words" },
  moments: { noun: "moment of truth", field: "name" },
  solutions: { noun: "solution", field: "title" },
};
const LONGEST = 60; // letters of a thing's words in a sentence

/** @param {string} item  the path of a thing */
export function thingAt(item) {
  const parts = item.split("/");
  return { kind: /** @type {Kind} */ (parts.at(-2)), id: parts.at(-1) ?? "", list: parts.slice(0, -1).join("/") };
}

/** @param {Journey} journey @param {string} item */
function thingNamed(journey, item) {
  const { kind } = thingAt(item);
  const words = String(valueAt(journey, item)?.[KINDS[kind].field] ?? "").replace(/\s+/g, " ").trim();
  return isolated(words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words) || `the ${KINDS[kind].noun}`;
}

/** @param {Journey} journey @param {string} id */
function stepNamed({ steps }, id) {
  const at = steps.findIndex((step) => step.id === id);
  return isolated(numbered("step", at + 1, steps[at]?.name ?? ""));
}

/** The cards of a kind that stand at a step, in their order. @param {Journey} journey @param {Kind} kind @param {string} step @returns {string[]} their ids */
function cardsAt(journey, kind, step) {
  const found = journey.steps.find(({ id }) => id === step);
  const cards = /** @type {Record<string, {id: string}[]>} */ ({
    touchpoints: found?.touchpoints.filter(({ name }) => name) ?? [],
    quotes: found?.quotes.filter(({ words }) => words.trim()) ?? [],
    moments: journey.moments.filter((one) => one.step === step),
    solutions: journey.solutions.filter((one) => stepOf(one, journey) === step),
  });
  return (cards[kind] ?? []).map(({ id }) => id);
}

/** At which step a card stands. @param {Journey} journey @param {string} item */
export function homeOf(journey, item) {
  const [list, id] = item.split("/");
  if (list === "steps") return id;
  const card = valueAt(journey, item);
  return card ? stepOf(card, journey) ?? "" : "";
}

/** @param {string} say @returns {Act} */
const nothing = (say) => ({ edits: [], say, focus: "" });

/**
 * What a key or a button does to a thing; null where it does nothing.
 * @param {Journey} journey @param {string} item @param {Way} way
 * @returns {Act | null}
 */
export function acted(journey, item, way) {
  const { kind, id } = thingAt(item);
  if (valueAt(journey, item) === undefined) return null;
  if (way === "remove") return removed(journey, item);
  const by = way === "left" || way === "up" ? -1 : 1;
  const across = way === "left" || way === "right";
  if (kind === "steps") return across ? stepMoved(journey, id, by) : null;
  if (kind === "stages") return across ? stageMoved(journey, id, by) : null;
  const home = homeOf(journey, item);
  if (!across) {
    const at = cardsAt(journey, kind, home).indexOf(id) + by;
    if (at < 0 || at >= cardsAt(journey, kind, home).length) return nothing(`${capital(thingNamed(journey, item))} is already ${by < 0 ? "first" : "last"} here.`);
    return cardPlaced(journey, item, home, at);
  }
  const next = journey.steps[journey.steps.findIndex((step) => step.id === home) + by];
  return next ? cardPlaced(journey, item, next.id) : nothing(`There is no step ${by < 0 ? "before" : "after"} this one.`);
}

/** @param {Journey} journey @param {string} item @returns {Act} */
function removed(journey, item) {
  const { kind, id } = thingAt(item);
  const list = { steps: journey.steps, stages: journey.stages }[/** @type {"steps"} */ (kind)];
  const order = list ? list.map((one) => one.id) : cardsAt(journey, kind, homeOf(journey, item));
  const at = order.indexOf(id);
  const near = order[at + 1] ?? order[at - 1];
  return { edits: [{ path: item, next: null }], say: `Removed “${thingNamed(journey, item)}”. You can undo this now.`, focus: near ? join(thingAt(item).list, near) : "" };
}

/** A step goes one place on; where the next stands in another stage, it goes into that stage first. @param {Journey} journey @param {string} id @param {1 | -1} by */
function stepMoved(journey, id, by) {
  const { steps } = journey;
  const at = steps.findIndex((step) => step.id === id);
  const next = steps[at + by];
  if (!next) return nothing(`${capital(thingNamed(journey, `steps/${id}`))} is already ${by < 0 ? "first" : "last"}.`);
  return stepPlaced(journey, id, next.id, by > 0 === (next.stage === steps[at].stage));
}

/**
 * A step stands beside another, and in its stage.
 * @param {Journey} journey @param {string} id @param {string} beside @param {boolean} after
 * @returns {Act}
 */
export function stepPlaced(journey, id, beside, after) {
  const { steps, stages } = journey;
  const item = `steps/${id}`;
  const others = steps.filter((step) => step.id !== id);
  const step = steps.find((one) => one.id === id);
  const target = steps.find((one) => one.id === beside);
  if (!step || !target || id === beside) return nothing("");
  const before = after ? beside : idBefore(others, beside);
  const moves = before !== idBefore(steps, id);
  const edits = [...(moves ? [{ path: `${item}/@after`, next: before }] : []), ...(target.stage !== step.stage ? [{ path: `${item}/stage`, next: target.stage }] : [])];
  const at = others.findIndex((one) => one.id === before) + 2;
  const stage = stages.find((one) => one.id === target.stage)?.name;
  const into = target.stage === step.stage ? "" : stage ? `, in the stage ${isolated(stage)}` : ", in no stage";
  return { edits, say: edits.length ? `${capital(thingNamed(journey, item))} is now step ${at} of ${steps.length}${into}.` : "", focus: item };
}

/**
 * Whether a new stage can begin at a step: not where a stage begins there already.
 * @param {Journey} journey @param {string} id
 */
export function mayBeginStage({ steps, stages }, id) {
  const run = runsOf(steps).find((one) => one.steps.includes(id));
  return run !== undefined && (run.steps[0] !== id || !stages.some((stage) => stage.id === run.stage));
}

/**
 * A new stage from a step on: it takes the steps that follow side by side in the same stage, and stands after that one;
 * where they had none, as they stand on the map.
 * @param {Journey} journey @param {string} step @param {string} words @param {string} id
 * @returns {Act}
 */
function stageBegun(journey, step, words, id) {
  const runs = runsOf(journey.steps);
  const at = runs.findIndex((run) => run.steps.includes(step));
  const going = runs[at].steps.slice(runs[at].steps.indexOf(step));
  const known = (/** @type {string | null} */ stage) => journey.stages.some((one) => one.id === stage);
  const before = runs.slice(0, at + 1).findLast(({ stage }) => known(stage))?.stage ?? "";
  const sorts = before !== (journey.stages.at(-1)?.id ?? "") ? [{ path: `stages/${id}/@after`, next: before }] : [];
  const edits = [{ path: `stages/${id}`, next: { id, name: words } }, ...sorts, ...going.map((one) => ({ path: `steps/${one}/stage`, next: id }))];
  return { edits, say: `Stage “${isolated(words)}” is added from ${stepNamed(journey, step)} on, with ${counted(going.length, "step")}.`, focus: `stages/${id}` };
}

/** The steps that stand in one stage side by side. @param {Journey["steps"]} steps @returns {{stage: string | null, steps: string[]}[]} */
function runsOf(steps) {
  /** @type {{stage: string | null, steps: string[]}[]} */ const runs = [];
  for (const { id, stage } of steps) {
    if (runs.length && runs.at(-1)?.stage === stage) runs.at(-1)?.steps.push(id);
    else runs.push({ stage, steps: [id] });
  }
  return runs;
}

/** A stage changes places with its neighbour, and takes its steps along. @param {Journey} journey @param {string} id @param {1 | -1} by */
function stageMoved(journey, id, by) {
  const runs = runsOf(journey.steps);
  const at = runs.findIndex(({ stage }) => stage === id);
  const [run, other] = [runs[at], runs[at + by]];
  const item = `stages/${id}`;
  if (!run || !other) return nothing(`${capital(thingNamed(journey, item))} is already ${by < 0 ? "first" : "last"}.`);
  const start = by > 0 ? (other.steps.at(-1) ?? "") : idBefore(journey.steps, other.steps[0]);
  const steps = run.steps.map((step, nth) => ({ path: `steps/${step}/@after`, next: run.steps[nth - 1] ?? start }));
  const known = journey.stages.some((stage) => stage.id === other.stage);
  const others = journey.stages.filter((stage) => stage.id !== id);
  const stages = known ? [{ path: `${item}/@after`, next: by > 0 ? other.stage : idBefore(others, other.stage ?? "") }] : [];
  return { edits: [...stages, ...steps], say: `${capital(thingNamed(journey, item))} is now stage ${at + by + 1} of ${runs.length}, with ${counted(run.steps.length, "step")}.`, focus: item };
}

/**
 * A card stands at a step, at a place among those that are there; at their end where no place is given.
 * @param {Journey} journey @param {string} item @param {string} step @param {number} [at]
 * @returns {Act}
 */
export function cardPlaced(journey, item, step, at) {
  const { kind, id } = thingAt(item);
  const { noun } = KINDS[kind];
  const home = homeOf(journey, item);
  const there = cardsAt(journey, kind, step).filter((one) => one !== id);
  const place = Math.max(0, Math.min(at ?? there.length, there.length));
  const owned = kind === "touchpoints" || kind === "quotes";
  const moved = owned ? `steps/${step}/${kind}/${id}` : item;
  const goes = home === step ? { edits: [], along: "" } : owned ? replanted(journey, item, step) : restepped(journey, item, step);
  const order = valueAt(journey, thingAt(moved).list).filter((/** @type {{id: string}} */ one) => one.id !== id);
  const after = place > 0 ? there[place - 1] : there.length ? idBefore(order, there[0]) : undefined;
  const stands = home === step || !owned ? idBefore(valueAt(journey, thingAt(item).list), id) : order.at(-1)?.id ?? "";
  const sorts = after !== undefined && after !== stands && (home === step || at !== undefined);
  const edits = [...goes.edits, ...(sorts ? [{ path: `${moved}/@after`, next: after }] : [])];
  const where = home === step ? `${noun} ${place + 1} of ${there.length + 1} at ${stepNamed(journey, step)}` : `at ${stepNamed(journey, step)}${goes.along}`;
  return { edits, say: edits.length ? `${capital(thingNamed(journey, item))} is now ${where}.` : "", focus: moved };
}

/** A moment or a solution belongs to another step. @param {Journey} journey @param {string} item @param {string} step */
function restepped(journey, item, step) {
  const touchpoint = valueAt(journey, item).touchpoint ? [{ path: `${item}/touchpoint`, next: null }] : [];
  return { edits: [{ path: `${item}/step`, next: step }, ...touchpoint], along: "" };
}

/** What stands in a step's own list goes to the list of another; a touchpoint takes along what is said of it. @param {Journey} journey @param {string} item @param {string} step */
function replanted(journey, item, step) {
  const { kind, id } = thingAt(item);
  const [, home] = item.split("/");
  const held = valueAt(journey, item);
  const card = kind === "quotes" ? { ...held, touchpoint: null } : held;
  const edits = [{ path: item, next: null }, { path: `steps/${step}/${kind}/${id}`, next: card }];
  if (kind === "quotes") return { edits, along: "" };
  const quotes = valueAt(journey, `steps/${home}/quotes`).filter((/** @type {any} */ one) => one.touchpoint === id);
  const moments = journey.moments.filter((one) => one.step === home && one.touchpoint === id);
  const along = [moments.length && counted(moments.length, "moment of truth", "moments of truth"), quotes.length && counted(quotes.length, "quote")].filter(Boolean).join(" and ");
  return {
    edits: [
      ...edits,
      ...moments.map((one) => ({ path: `moments/${one.id}/step`, next: step })),
      ...quotes.flatMap((/** @type {any} */ one) => [{ path: `steps/${home}/quotes/${one.id}`, next: null }, { path: `steps/${step}/quotes/${one.id}`, next: one }]),
    ],
    along: along && `, with ${along}`,
  };
}

/**
 * Something new at a step; a new step stands after another, a new stage begins there.
 * @param {Journey} journey @param {Kind} kind @param {string} step @param {string} words @param {string} id
 * @returns {Act}
 */
export function added(journey, kind, step, words, id) {
  if (kind === "stages") return stageBegun(journey, step, words, id);
  const { noun, field } = KINDS[kind];
  const say = (/** @type {string} */ where) => `${capital(noun)} “${isolated(words)}” is added${where}.`;
  if (kind === "steps") {
    const before = journey.steps.find((one) => one.id === step);
    const item = { id, name: words, ...(before?.stage ? { stage: before.stage } : {}) };
    const last = journey.steps.at(-1)?.id ?? "";
    const sorts = before && step !== last ? [{ path: `steps/${id}/@after`, next: step }] : [];
    return { edits: [{ path: `steps/${id}`, next: item }, ...sorts], say: say(before ? ` after ${stepNamed(journey, step)}` : ""), focus: `steps/${id}` };
  }
  const owned = kind === "touchpoints" || kind === "quotes";
  const path = owned ? `steps/${step}/${kind}/${id}` : `${kind}/${id}`;
  return { edits: [{ path, next: { id, [field]: words, ...(owned ? {} : { step }) } }], say: say(` at ${stepNamed(journey, step)}`), focus: path };
}
