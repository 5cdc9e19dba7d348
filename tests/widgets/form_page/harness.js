/** A form with a journey that lives in this page only. What the tests need stands on `window`. */

import { called } from "../../../cjm_widgets/browser/lib/labels.js";
import { createForm } from "../../../cjm_widgets/browser/form/form.js";
import { changed, valueAt } from "../../../cjm_widgets/browser/lib/journey.js";
import { listenForShortcuts } from "../../../cjm_widgets/browser/page/shortcuts.js";
import { createUndoing } from "../../../cjm_widgets/browser/page/undoing.js";
import { PARTS } from "./spec.js";

let ask = new URLSearchParams(location.search);
const names = ["Check in at home", "Way to the airport", "Bag tag", "Bag drop", "Security", "Passport control", "Waiting", "Boarding", "On board", "Bag collection"];
const NEEDS = [{ id: "n1", name: "Will they weigh my bag?", kind: "question" }, { id: "n2", name: "Reach the gate in time", kind: "goal" }, { id: "n3", name: "Do I need to take off my shoes?", kind: "question" }];
const LATER = [{ id: "n4", name: "Find my bag", kind: "goal" }, { id: "n5", name: "", kind: null }];
const blank = () => ({ title: "", scope: {}, diagnostic: {}, stages: [], steps: [], moments: [], solutions: [], teams: [] });
const airport = () => ({
  ...blank(),
  scope: { journey_type: "Through the airport", time: { amount: 3, unit: "hours" } },
  stages: [{ id: "before", name: "Before the flight", goal: "", needs: ask.has("needs") ? NEEDS : [] }, { id: "after", name: "After the flight", goal: "", needs: ask.has("needs") ? LATER : [] }],
  steps: Array.from({ length: Number(ask.get("steps") ?? names.length) }, (_, at) => ({
    id: `s${at + 1}`, name: names[at] ?? `Step by the way ${at + 1}`, stage: null, goal: "", time: { amount: null, unit: "days" }, service_elements: "",
    touchpoints: at === 4 ? [{ id: "t1", name: "Scanner" }, { id: "t2", name: "Officer" }, { id: "t3", name: "Tray" }] : [],
    experience: at < 4 ? { actions: "Looks for the queue." } : {},
    ratings: at < 4 ? [{ id: "room", value: 1 - at }] : [],
  })),
  moments: [{ id: "m1", step: "s5", hot_spot: true }],
});

const LISTS = new Map(["stages", "needs", "indicators", "editions", "steps", "touchpoints", "ratings", "moments", "solutions", "teams"].map((name) => [name, {}]));

const host = {
  labels: called({ full: {}, short: {} }),
  value: (path) => valueAt(window.journey, path),
  edit: (path, next) => undoing.edit(path, next),
  lastDone: () => undoing.last(),
  undo: (step) => undoing.undo(step),
  announce(words) {
    window.said.push(words);
    document.getElementById("said").textContent = words;
  },
  link: (path) => `#${path}`,
};

const undoing = createUndoing(document, {
  value: host.value,
  empty: () => undefined,
  write(path, next) {
    window.edits.push({ path, old: structuredClone(host.value(path)), next });
    window.others(path, next);
  },
  spec: {},
  label: () => "",
  say: host.announce,
  show: (path) => window.form.focus(path),
  told() {},
});
listenForShortcuts(document, { undo: (event) => undoing.pressed(event, "undo"), redo: (event) => undoing.pressed(event, "redo") }, () => true);

/** Somebody else changes the journey. */
window.others = (path, next) => {
  window.journey = changed(window.journey, { path, new: structuredClone(next) }, LISTS);
  window.form.update();
};

/**
 * A new form with a new journey, as if the page were opened anew.
 * @param {string} query such as "part=steps&theme=dark"
 * @param {{spec: any, journey: any}} [given] the form of a real page, with its journey
 */
window.openForm = (query, given) => {
  ask = new URLSearchParams(query);
  window.form?.destroy?.(); // before the first, the name stands for the element with that id
  window.journey = given ? given.journey : ask.get("journey") === "blank" ? blank() : airport();
  window.edits = [];
  window.said = [];
  window.valid = window.opened = undefined;
  document.title = "Form";
  document.getElementById("said").textContent = "";
  document.documentElement.dataset.theme = ask.get("theme") ?? "light";
  document.querySelector("main").classList.toggle("wide", ask.has("wide"));
  host.link = ask.has("alone") ? undefined : (path) => `#${path}`;
  document.activeElement?.blur?.();
  window.scrollTo(0, 0);
  window.form = createForm(document.getElementById("form"), given?.spec ?? { sections: PARTS[ask.get("part") ?? "all"] }, host);
};

window.openForm(location.search);
document.getElementById("continue").addEventListener("click", () => void (window.valid = window.form.validate()));
window.ready = true;
