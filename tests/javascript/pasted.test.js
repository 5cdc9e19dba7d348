// What is pasted into a list: lines, cells of a spreadsheet, and odd things, read before anything is taken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { duplicateOf } from "../../cjm_widgets/browser/form/copy.js";
import { quantityOf } from "../../cjm_widgets/browser/form/cells.js";
import { cellsOf, editsFor, guessed, readLines } from "../../cjm_widgets/browser/form/pasted.js";
import { shortWords } from "../../cjm_widgets/browser/form/short.js";
import { changed, valueAt } from "../../cjm_widgets/browser/lib/journey.js";

const units = ["minutes", "hours", "days", "weeks", "months"].map((unit) => [unit, unit]);
const time = { name: "time", kind: "quantity", title: "How long does it take?", fields: [{ name: "amount", kind: "number", title: "" }, { name: "unit", kind: "select", title: "", choices: units }] };
const touchpoints = { name: "touchpoints", kind: "items", title: "Touchpoints", noun: "touchpoint", nouns: "touchpoints", fields: [{ name: "name", kind: "text", title: "Touchpoint" }] };
const field = {
  name: "steps", kind: "items", title: "Steps", noun: "step", nouns: "steps", groups: "stage",
  fields: [{ name: "name", kind: "text", title: "Step", limit: 40 }, { name: "stage", kind: "reference", title: "Stage", to: "stages" }, { name: "goal", kind: "long", title: "What does the customer want here?" }, time, touchpoints],
};
const journey = {
  stages: [{ id: "g1", name: "Be referred" }, { id: "g2", name: "Visit" }],
  steps: [{ id: "a", name: "I see my GP", stage: "g1", time: { amount: 10, unit: "minutes" }, touchpoints: [{ id: "t", name: "GP" }, { id: "u", name: "Desk" }] }, { id: "b", name: "I check in", stage: "g2" }, { id: "c", name: "I wait", stage: "g2" }],
};
const value = (path) => valueAt(journey, path);
const ids = () => {
  let last = 0;
  return () => `new${(last += 1)}`;
};
const read = (text, from = value) => {
  const rows = cellsOf(text);
  const { columns, heading } = guessed(rows, field, from);
  return { columns, heading, lines: readLines(heading ? rows.slice(1) : rows, columns, field, from, "steps") };
};
const lists = new Map([["steps", {}], ["stages", {}], ["touchpoints", {}]]);
const after = (edits) => edits.reduce((now, { path, next }) => changed(now, { path, new: next }, lists), journey);

test("lines lose bullets, numbers and what is empty, and nothing else", () => {
  assert.deepEqual(cellsOf("\ufeff1. I ask\r\n2) I wait\r\r\n  • I go  home \n\n– I rest\n(4) I pay\n3.5 km to walk\n-5 degrees\nA. Smith"), [["I ask"], ["I wait"], ["I go home"], ["I rest"], ["I pay"], ["3.5 km to walk"], ["-5 degrees"], ["A. Smith"]]);
  assert.deepEqual(cellsOf(" \n\t\n"), []);
});

test("a cell in quotes is one cell where a spreadsheet wrote the quotes; people's own quotes stay", () => {
  assert.deepEqual(cellsOf('"I wait\nfor news"\t"say ""yes"""\t\t\n“I go”\t"home" at last\t\t'), [["I wait for news", 'say "yes"'], ["“I go”", '"home" at last']]);
  assert.deepEqual(cellsOf('"Where am I?"\n"Who helps'), [['"Where am I?"'], ['"Who helps']]);
});

test("two hundred lines, and words from right to left, come as they are", () => {
  const many = Array.from({ length: 200 }, (_, at) => `${at + 1}.\tStep ${at + 1}`);
  assert.equal(cellsOf(many.join("\r\n")).length, 200);
  assert.deepEqual(cellsOf("אני מחכה\tתור\r\nأنتظر\tزيارة"), [["אני מחכה", "תור"], ["أنتظر", "زيارة"]]);
});

test("columns are known by their heading, or by what stands in them", () => {
  const headed = read("Phase\tStep\tDuration\tTouchpoints\nVisit\tI pay\t5 min\tTill; Card\n");
  assert.deepEqual([headed.columns, headed.heading], [["stage", "name", "time", "touchpoints"], true]);
  assert.deepEqual(headed.lines[0].parts, { stage: "g2", time: { amount: 5, unit: "minutes" }, touchpoints: [{ name: "Till" }, { name: "Card" }] });
  const bare = read("I pay\tVisit\t5 min\nI leave\tVisit\t1,5 h");
  assert.deepEqual([bare.columns, bare.heading], [["name", "stage", "time"], false]);
  assert.deepEqual(read("Step by step I go\nI leave").columns, ["name"]);
  assert.deepEqual(read("10 minutes\n2 hours").columns, ["name"], "one column is always what they are called");
});

test("a time is an amount with a unit; what is none is said and not guessed", () => {
  assert.deepEqual(quantityOf("15 weeks", time), { amount: 15, unit: "weeks" });
  assert.deepEqual(quantityOf("~ 2 hrs", time), { amount: 2, unit: "hours" });
  for (const none of ["", "soon", "10", "2 parsecs", "1,000,0 days"]) assert.equal(quantityOf(none, time), null);
  assert.deepEqual(read("Step\tTime\nI pay\tsoon").lines[0].unread, [{ at: 1, cell: "soon" }]);
});

test("what stands there already, twice, too long or without a name is left out", () => {
  const { lines } = read(`Step\tStage\ni  CHECK in\tVisit\nI pay\tVisit\nI Pay\tVisit\n\tVisit\n${"x".repeat(41)}\tVisit`);
  assert.deepEqual(lines.map(({ state }) => state), ["there", "new", "there", "none", "long"]);
});

test("each new item goes to the end of its stage; a new stage is made once", () => {
  const { lines } = read("Step\tStage\tTouchpoints\nI am told\tBe referred\tLetter\nI go home\tAfter\t\nI rest\tafter\t\nI ask\tBe referred\t");
  const edits = editsFor(lines, field, value, { path: "steps", newId: ids() });
  const then = after(edits);
  assert.deepEqual(then.steps.map(({ name }) => name), ["I see my GP", "I am told", "I ask", "I check in", "I wait", "I go home", "I rest"]);
  assert.deepEqual(then.stages.map(({ name }) => name), ["Be referred", "Visit", "After"]);
  assert.equal(then.steps[5].stage, then.stages[2].id);
  assert.equal(then.steps[6].stage, then.stages[2].id);
  assert.deepEqual(then.steps[1].touchpoints.map(({ name }) => name), ["Letter"]);
});

test("lines pasted between two stand there in their order", () => {
  const edits = editsFor(read("x\ny").lines, field, value, { path: "steps", after: "a", newId: ids() });
  assert.deepEqual(after(edits).steps.map(({ name }) => name), ["I see my GP", "x", "y", "I check in", "I wait"]);
});

test("a second of an item has ids of its own, points within itself, and has no answers of others", () => {
  const item = { ...journey.steps[0], main: "t", ratings: [{ id: "room", value: 1 }] };
  const copy = duplicateOf(item, { ...field, fields: [...field.fields, { name: "main", kind: "reference", title: "" }] }, ids());
  assert.equal(copy.name, "I see my GP (copy)");
  assert.equal(copy.main, copy.touchpoints[0].id);
  assert.ok(![copy.id, ...copy.touchpoints.map(({ id }) => id)].some((id) => ["a", "t", "u"].includes(id)));
  assert.deepEqual([copy.ratings, copy.stage, copy.time], [undefined, "g1", { amount: 10, unit: "minutes" }]);
});

test("a line says in short what stands in the item, and not its stage, which is its heading", () => {
  assert.equal(shortWords(field, "steps/a", value), "10 minutes · 2 touchpoints");
  assert.equal(shortWords(field, "steps/b", value), "");
});
