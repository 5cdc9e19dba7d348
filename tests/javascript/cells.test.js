// What is typed in a cell of a table: answers by their words or their beginning, people and dates by what they are called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readCell, wordsOf } from "../../cjm_widgets/browser/form/cells.js";
import { insideWords } from "../../cjm_widgets/browser/form/inside.js";
import { movedUnder } from "../../cjm_widgets/browser/form/several.js";
import { canHaveSource, editsFor, guessed, readLines } from "../../cjm_widgets/browser/form/pasted.js";
import { changed, valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { labels } from "./from_python.js";

const owner = { name: "owner", kind: "select", title: "Whose is it?", choices: [["ours", "Ours"], ["others", "Somebody else’s"]] };
const where = { name: "where", kind: "select", title: "Where?", choices: [["ours", "At our place"], ["theirs", "At their own place"]] };
const by = { name: "by", kind: "choices", title: "By what?", choices: [["in-person", "In person"], ["online", "Online: website, app, e-mail"]] };
const touchpoints = { name: "touchpoints", kind: "items", title: "Touchpoints", fields: [{ name: "name", kind: "text", title: "Touchpoint" }, where, by, owner] };
const rating = { name: "ratings/room/value", kind: "scale", title: "Rating", source: "ratings/room/source", choices: [[-2, "Very dissatisfied"], [-1, "Dissatisfied"], [0, "Neither"], [1, "Satisfied"], [2, "Very satisfied"], ["unknown", "Nobody can say"]] };
const quotes = { name: "quotes", kind: "items", title: "Quotes", label: "words", short: "What they said", fields: [{ name: "words", kind: "long", title: "Words" }, { name: "source", kind: "reference", title: "Source", to: "sources" }] };
const area = { name: "area", kind: "select", title: "", choices: [["communications", "Communications"], ["process-or-service", "The design of the process or service"]] };
const none = () => [];
const journey = { sources: [{ id: "q", name: "Focus group" }], stages: [], steps: [{ id: "a", name: "I ask" }, { id: "b", name: "I go there" }] };
const value = (path) => valueAt(journey, path);

test("an answer is read by its words, by what is kept, or by the only words that begin so", () => {
  for (const [said, is] of [["+1", 1], ["−2", -2], ["2", 2], ["very sat", 2], ["Satisfied", 1], ["not known", "unknown"], ["very", undefined], ["3", undefined], ["", undefined]]) {
    assert.equal(readCell(rating, said, none), is, said);
  }
  assert.equal(readCell(area, "process", none), "process-or-service");
  assert.equal(readCell(area, "co", none), undefined, "two letters are no answer");
  assert.deepEqual(readCell(by, "online; in person", none), ["online", "in-person"]);
  assert.equal(readCell(by, "online; by owl", none), undefined);
  const flag = { name: "hot_spot", kind: "flag", title: "This is a hot spot", short: "Hot spot" };
  assert.deepEqual(["yes", "Hot spot", "no", "perhaps"].map((said) => readCell(flag, said, none)), [true, true, false, undefined]);
  assert.equal(readCell({ name: "today", kind: "number", title: "" }, "34 %", none), 34);
});

test("a sort of action, its state and whose it is are read as people type them, and what could be two is not guessed", () => {
  const asked = (/** @type {string} */ at) => ({ name: "", kind: "select", title: "", choices: Object.entries(labels.full[at]) });
  for (const [at, answers] of Object.entries({
    "solutions/action": { start: "put-in-place", Start: "put-in-place", "Put in place": "put-in-place", put: "put-in-place", New: "put-in-place", "keep it": "keep", Keep: "keep", KEE: "keep", change: "change", "Change something.": "change", something: undefined },
    "solutions/state": { "in progress": "under-way", Started: "under-way", "under way": "under-way", "not started": "not-begun", finished: "done", canceled: "dropped" },
    "solutions/control": { yes: "ours", No: "not-ours", others: "not-ours", "only with": "shared", decide: undefined },
    "solutions/area": { process: "process-or-service", staff: "staff-training", design: "process-or-service" },
    "sources/kind": { survey: "survey", "our own judgment": "judgement", "Our own judgement": "judgement", something: undefined },
    "steps/touchpoints/by": { phone: "telephone", email: "online", "E-Mail": "online", "face to face": "in-person" },
    "scope/initiated_by": { organization: "organisation", "The customer": "customer" },
  })) for (const [said, is] of Object.entries(answers)) assert.equal(readCell(asked(at), said, none), is, `${at}: ${said}`);
});

test("what stands in brackets behind a name answers, or stays a part of the name", () => {
  assert.deepEqual(readCell(touchpoints, "a neighbour (not ours, in person); sign (blue); site (ours, online)", none), [
    { name: "a neighbour", owner: "others", by: ["in-person"] }, { name: "sign (blue)" }, { name: "site", owner: "ours", by: ["online"] },
  ]);
  assert.deepEqual(readCell(quotes, "“Closed on Wednesdays, of course.”", none), [{ words: "Closed on Wednesdays, of course." }]);
});

test("an item is meant by its name, its number or the beginning of its name; one that is not there is not made by a slip", () => {
  const step = { name: "step", kind: "reference", title: "At which step?", to: "steps", noun: "step" };
  assert.deepEqual(["I go there", "2", "Step 2", "i go", "I", "9"].map((said) => readCell(step, said, value)), ["b", "b", "b", "b", undefined, undefined]);
  const field = { name: "moments", kind: "items", title: "", fields: [{ name: "name", kind: "text", title: "" }, step] };
  const [line] = readLines([["They leave", "nowhere"]], ["name", "step"], field, value, "moments");
  assert.deepEqual([line.makes, line.unread], [[], [{ at: 1, cell: "nowhere" }]]);
});

test("the words of a date are kept where its figures do not say them", () => {
  const due = { name: "due", note: "due_note", kind: "date", title: "By when?" };
  const field = { name: "solutions", kind: "items", title: "", label: "title", fields: [{ name: "title", kind: "text", title: "" }, due] };
  const [line] = readLines([["Open on Sunday", "by the end of 2026"]], ["title", "due"], field, value, "solutions");
  assert.deepEqual(line.parts, { due: "2026", due_note: "by the end of 2026" });
  assert.deepEqual([wordsOf("2026-05", "May 2026"), wordsOf("2026", "by 2026")], ["", "by 2026"]);
});

test("what another page asks for is filled in there, and all of it has the source that is named", () => {
  const field = { name: "steps", kind: "items", title: "", fields: [{ name: "name", kind: "text", title: "" }], besides: [quotes, rating] };
  const columns = ["name", "quotes", rating.name];
  const lists = new Map([["steps", {}], ["quotes", {}], ["ratings", {}], ["sources", {}]]);
  let last = 0;
  const newId = () => `n${(last += 1)}`;
  const made = (source) => {
    const lines = readLines([["I register", "She helped me.", "+2"]], columns, field, value, "steps");
    const edits = editsFor(lines, field, value, { path: "steps", source, newId });
    return edits.reduce((now, { path, next }) => changed(now, { path, new: next }, lists), journey);
  };
  const { id, ...step } = made("focus group").steps[2];
  assert.deepEqual(step, { name: "I register", quotes: [{ id: step.quotes[0].id, words: "She helped me.", source: "q" }], ratings: [{ id: "room", value: 2, source: "q" }] });
  assert.equal(made("A walk").sources[1].name, "A walk");
  assert.deepEqual(made("").steps[2].ratings, [{ id: "room", value: 2 }]);
  assert.deepEqual([canHaveSource(field, ["name"]), canHaveSource(field, columns)], [false, true]);
  assert.deepEqual(guessed([["Step", "What they said (focus group)", "Rating"], ["a", "b", "1"]], { ...field, noun: "step" }, value).columns, columns);
});

test("several are moved under a heading in their order, after those that stand there", () => {
  const items = [{ id: "a", stage: "1" }, { id: "b", stage: "2" }, { id: "c", stage: "1" }, { id: "d", stage: "3" }];
  const lists = new Map([["steps", {}]]);
  const moved = (chosen, under) => movedUnder(items, chosen, "steps", "stage", under).reduce((now, { path, next }) => changed(now, { path, new: next }, lists), { steps: items }).steps;
  assert.deepEqual(moved(["c", "a"], "2").map(({ id, stage }) => id + stage), ["b2", "a2", "c2", "d3"]);
  assert.deepEqual(moved(["a"], "9").map(({ id, stage }) => id + stage), ["a9", "b2", "c1", "d3"], "where nobody stands there yet they stay in place");
});

test("what is folded says what it holds and how much of it is there", () => {
  const fields = [{ name: "waiting", kind: "number", title: "Of that, how long does the customer wait?", short: "Waiting" }, { name: "note", kind: "text", title: "Note" }, { name: "long", kind: "text", title: "A question that has no short name and goes on" }];
  assert.equal(insideWords(fields, "", (path) => ({ note: "x" })[path]), "Waiting, note · 1 of 3 filled");
  const sources = { name: "sources", kind: "items", title: "Sources", needs: "kind", fields: [] };
  const held = { sources: ["Survey", "Walk", "A count of those who came and went away again", "Desk"].map((name, at) => ({ id: String(at), name })), "sources/0/kind": "survey" };
  assert.equal(insideWords([sources], "", (path) => held[path]), "Survey, Walk, A count of those who came and went away again… · 1 of 4 filled");
  assert.equal(insideWords([sources], "", none), "none yet");
});
