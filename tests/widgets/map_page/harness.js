// Stands in for the page widget around the map and the cards: keeps a journey, lays edits over it as they come.
// The test writes window.given = {part, journey, monitor, view} before this page loads.

import { called } from "../../../cjm_widgets/browser/lib/labels.js";
import { changed, valueAt } from "../../../cjm_widgets/browser/lib/journey.js";
import { createPersonaCards } from "../../../cjm_widgets/browser/picture/cards.js";
import { createMap } from "../../../cjm_widgets/browser/picture/map.js";
import "./facts.js";

let { journey, monitor, view } = window.given;
let part;

window.edits = [];
window.print = () => (window.printed = (window.printed ?? 0) + 1);

const host = {
  labels: called(window.given.labels),
  journey: () => journey,
  value: (path) => valueAt(journey, path),
  monitor: () => monitor,
  view: () => view,
  announce: (text) => (window.said = text),
  closed: (file) => (window.given.closed ?? []).includes(file),
  edit(path, next) {
    window.edits.push([path, next]);
    journey = changed(journey, { path, new: next }, new Map(Object.entries(window.given.lists)));
    part.update();
  },
  link: (file) => (window.given.links ? file : null),
};

window.give = (next) => {
  ({ journey, monitor, view } = next);
  part.update();
};

part = (window.given.part === "cards" ? createPersonaCards : createMap)(document.getElementById("place"), host);
document.body.dataset.ready = "yes";
