// Stands in for the page widget: keeps a journey, lays edits over it as they come, and remembers them for the test.
// The test writes window.given = {part, journey, view, lists, links} before this page loads.

import { called } from "../../../cjm_widgets/browser/lib/labels.js";
import { createAdvice } from "../../../cjm_widgets/browser/page/advice.js";
import { changed } from "../../../cjm_widgets/browser/lib/journey.js";
import { createEditions } from "../../../cjm_widgets/browser/picture/editions.js";
import { createEvaluation } from "../../../cjm_widgets/browser/picture/evaluation.js";
import { createMatrix } from "../../../cjm_widgets/browser/picture/matrix.js";
import { createMismatches } from "../../../cjm_widgets/browser/picture/mismatches.js";
import { createRanking } from "../../../cjm_widgets/browser/picture/ranking.js";
import { createStakeholders } from "../../../cjm_widgets/browser/picture/stakeholders.js";
import { createSurveys } from "../../../cjm_widgets/browser/picture/surveys.js";
import { createTeamWork } from "../../../cjm_widgets/browser/picture/team_work.js";

const makers = {
  advice: createAdvice,
  editions: createEditions,
  evaluation: createEvaluation,
  matrix: createMatrix,
  mismatches: createMismatches,
  ranking: createRanking,
  stakeholders: createStakeholders,
  surveys: createSurveys,
  teams: createTeamWork,
};
const given = window.given;
const lists = new Map(Object.entries(given.lists));
window.journey = given.journey;
window.view = given.view;
Object.assign(window, { edits: [], went: [], acts: [] });

const host = {
  labels: called(given.labels),
  journey: () => window.journey,
  view: () => window.view,
  edit(path, next) {
    window.edits.push([path, next]);
    window.journey = changed(window.journey, { path, new: next }, lists);
    window.part.update();
  },
  announce: (text) => (document.getElementById("said").textContent = text),
  act: (name, content) => window.acts.push([name, content]),
  link: given.links ? (place) => `${given.links}#${place}` : undefined,
  go(path) {
    window.went.push(path);
    return path.startsWith("steps/");
  },
};

window.give = (next) => {
  Object.assign(window, next);
  window.part.update();
};
window.part = makers[given.part](document.getElementById("place"), host);
window.part.update();
document.body.dataset.ready = "yes";
