// Stands in for the page widget: keeps a journey, lays edits over it as they come, and remembers them for the test.
// The test writes window.given = {picture, monitor, journey, profile, ...} before this page loads.

import { called } from "../../../cjm_widgets/browser/lib/labels.js";
import { createMonitor } from "../../../cjm_widgets/browser/picture/monitor.js";
import { createProfile } from "../../../cjm_widgets/browser/picture/profile.js";
import { withUnsaved } from "../../../cjm_widgets/browser/picture/ratings.js";

const given = window.given;
const place = document.getElementById("place");
if (given.width) place.style.maxWidth = given.width;
let monitor = given.monitor;
let current = given.current;
let picture;

window.edits = [];
window.turned = [];

const host = {
  labels: called(given.labels),
  monitor: () => monitor,
  journey: () => given.journey,
  profile: () => given.profile,
  verdict: () => given.verdict,
  edit(path, next) {
    window.edits.push([path, next]);
    monitor = withUnsaved(monitor, (place) => place === path, () => next);
    picture.update();
  },
  announce: (text) => (document.getElementById("said").textContent = text),
  current: () => current,
  select: (step) => window.turned.push(step),
  link: (file, path) => (given.links ? `${file}#${path}` : null),
};

window.give = (next) => {
  monitor = next;
  picture.update();
};
window.goTo = (step) => {
  current = step;
  picture.update();
};

if (given.picture === "profile") picture = createProfile(place, host, { verdict: true });
else picture = createMonitor(place, host);
document.body.dataset.ready = "yes";
