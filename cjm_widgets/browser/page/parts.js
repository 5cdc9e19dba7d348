// The parts that a page may consist of, by the names that cjm_widgets/pages gives them.

import { createApart } from "../apart/apart.js";
import { createFeedback } from "../feedback/feedback.js";
import { createForm } from "../form/form.js";
import { createAsk } from "../picture/asking.js";
import { createPersonaCards } from "../picture/cards.js";
import { createDue } from "../picture/due.js";
import { createEditions } from "../picture/editions.js";
import { createEvaluation } from "../picture/evaluation.js";
import { createGlance } from "../picture/glance.js";
import { createMap } from "../picture/map.js";
import { createMatrix } from "../picture/matrix.js";
import { createMismatches } from "../picture/mismatches.js";
import { createMonitor } from "../picture/monitor.js";
import { createProfile } from "../picture/profile.js";
import { createRanking } from "../picture/ranking.js";
import { createStakeholders } from "../picture/stakeholders.js";
import { createSurveys } from "../picture/surveys.js";
import { createTeamWork } from "../picture/team_work.js";
import { createVoices } from "../picture/voices.js";
import { createAdvice, createVerdict } from "./advice.js";
import { createAllMaps } from "./all_maps.js";
import { createBringLink } from "./bring_link.js";
import { createStart } from "./start.js";

/** @typedef {{ update(): void, destroy?(): void, refused?(message: { say: string }): void, hears?(message: any): void }} Part */
/**
 * @typedef {object} Reads  what a part may show, as it stands
 * @property {any} journey
 * @property {any} view
 * @property {any} monitor  with ratings that wait to be saved
 * @property {string | undefined} current  the step that is open in the form
 * @property {number} others  how many other people are here
 * @property {any} workshop  what the facilitator says of the steps
 */
/**
 * @typedef {object} Kind
 * @property {(place: HTMLElement, host: any, spec: any) => any} create  the part, drawn
 * @property {(now: Reads) => any[]} reads  a part is drawn again when one of these is another object than before
 */

/** @type {Record<string, Kind>} */
export const PARTS = {
  form: {
    create: (place, host, spec) => createForm(place, spec, host),
    reads: ({ journey, view }) => [journey, view.apart],
  },
  advice: { create: createAdvice, reads: ({ journey, view }) => [journey.overruled, view.advice, view.overruled] },
  "all-maps": { create: createAllMaps, reads: ({ view }) => [view] },
  apart: {
    create: createApart,
    reads: ({ journey, view, others }) => [journey.steps, journey.moments, journey.solutions, journey.voices, journey.rounds, view.apart, others],
  },
  "bring-from-satisfaction": { create: (place, host) => createBringLink(place, host, "satisfaction"), reads: () => [] },
  "bring-from-map": { create: (place, host) => createBringLink(place, host, "map"), reads: () => [] },
  ask: { create: createAsk, reads: ({ view }) => [view.ask, view.coverage] },
  cards: { create: createPersonaCards, reads: ({ journey, view }) => [journey.title, journey.personas, view.sources] },
  due: { create: createDue, reads: ({ view }) => [view.due] },
  feedback: { create: createFeedback, reads: ({ journey }) => [journey.steps] },
  editions: { create: createEditions, reads: ({ view }) => [view.editions, view.since] },
  evaluation: { create: createEvaluation, reads: ({ view }) => [view.evaluation] },
  glance: { create: createGlance, reads: ({ monitor, current }) => [monitor, current] },
  map: { create: createMap, reads: ({ journey, view, monitor, workshop }) => [journey, view, monitor, workshop] },
  matrix: { create: createMatrix, reads: ({ journey, view }) => [journey.solutions, view.ranking] },
  mismatches: { create: createMismatches, reads: ({ journey, view }) => [journey, view.mismatches] },
  monitor: { create: createMonitor, reads: ({ monitor, current }) => [monitor, current] },
  profile: {
    create: (place, host) => createProfile(place, host),
    reads: ({ view }) => [view.profile, view.verdict],
  },
  ranking: { create: createRanking, reads: ({ journey, view }) => [journey, view.ranking] },
  stakeholders: { create: createStakeholders, reads: ({ journey }) => [journey.stakeholders, journey.relationships, journey.scope] },
  start: { create: createStart, reads: ({ view }) => [view] },
  surveys: { create: createSurveys, reads: ({ view }) => [view.surveys] },
  teams: { create: createTeamWork, reads: ({ view }) => [view.teams] },
  "voices-of-moments": {
    create: (place, host) => createVoices(place, host, "moments"),
    reads: ({ journey, view }) => [journey.steps, journey.moments, journey.sources, view.sources],
  },
  "voices-of-solutions": {
    create: (place, host) => createVoices(place, host, "solutions"),
    reads: ({ journey, view }) => [journey.steps, journey.moments, journey.solutions, journey.sources, view.sources],
  },
  verdict: { create: createVerdict, reads: ({ view }) => [view.verdict] },
};

/**
 * What draws a part again, where something that it shows is not what it was when it was last drawn.
 * @param {Part} part @param {Kind["reads"]} reads @param {Reads} first  as it was when the part was made, which drew it
 */
export function drawnWhenChanged(part, reads, first) {
  let last = reads(first);
  return (/** @type {Reads} */ now) => {
    const these = reads(now);
    if (last.every((one, at) => one === these[at])) return;
    last = these;
    part.update();
  };
}
