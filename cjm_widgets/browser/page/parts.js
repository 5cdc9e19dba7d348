// The parts that a page may consist of, by the names that cjm_widgets/pages gives them.

import { createApart } from "../apart/apart.js";
import { createForm } from "../form/form.js";
import { createPersonaCards } from "../picture/cards.js";
import { createEditions } from "../picture/editions.js";
import { createEvaluation } from "../picture/evaluation.js";
import { createMap } from "../picture/map.js";
import { createMatrix } from "../picture/matrix.js";
import { createMismatches } from "../picture/mismatches.js";
import { createMonitor } from "../picture/monitor.js";
import { createProfile } from "../picture/profile.js";
import { createRanking } from "../picture/ranking.js";
import { createStakeholders } from "../picture/stakeholders.js";
import { createAdvice, createVerdict } from "./advice.js";
import { createStart } from "./start.js";

/**
 * @typedef {{ update(): void, destroy?(): void, refused?(message: { say: string }): void }} Part
 * @type {Record<string, (place: HTMLElement, host: any, spec: any) => any>}
 */
export const PARTS = {
  form: (place, host, spec) => createForm(place, spec, host),
  advice: createAdvice,
  apart: createApart,
  cards: createPersonaCards,
  editions: createEditions,
  evaluation: createEvaluation,
  map: createMap,
  matrix: createMatrix,
  mismatches: createMismatches,
  monitor: createMonitor,
  profile: (place, host) => createProfile(place, host),
  ranking: createRanking,
  stakeholders: createStakeholders,
  start: createStart,
  verdict: createVerdict,
};
