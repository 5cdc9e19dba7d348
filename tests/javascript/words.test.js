import assert from "node:assert/strict";
import { test } from "node:test";
import { asMeant, capital, counted, isolated, listed, nameOf, numbered, signed, sized } from "../../cjm_widgets/browser/lib/words.js";
import { labelOf, missing, noneOf, nounsOf, readNumber, remaining, singular, unnamed, withArticle } from "../../cjm_widgets/browser/form/words.js";
import { called } from "../../cjm_widgets/browser/lib/labels.js";
import { join } from "../../cjm_widgets/browser/lib/paths.js";
import { labels, sizes } from "./from_python.js";

test("how large something is is said as Python says it", () => {
  for (const [value, unit, said] of sizes) assert.equal(sized(value, unit), said);
});

test("words stand in a list as people say it", () => {
  assert.equal(listed([]), "");
  assert.equal(listed(["a"]), "a");
  assert.equal(listed(["a", "b"]), "a and b");
  assert.equal(listed(["a", "b", "c"], "or"), "a, b or c");
});

test("words from right to left are set apart in a sentence, others stay as they are", () => {
  assert.deepEqual(["Ana", "", "Zoë 2", "“−2”"].map(isolated), ["Ana", "", "Zoë 2", "“−2”"]);
  assert.deepEqual(["بسمة", "Ana בית", "ߒߞߏ", "𞤀𞤣"].map(isolated), ["\u2068بسمة\u2069", "\u2068Ana בית\u2069", "\u2068ߒߞߏ\u2069", "\u2068𞤀𞤣\u2069"]);
  assert.equal(listed(["Ana", "بسمة", "בית"]), "Ana, \u2068بسمة\u2069 and \u2068בית\u2069");
});

test("one is not many", () => {
  assert.deepEqual([0, 1, 2].map((n) => counted(n, "step")), ["0 steps", "1 step", "2 steps"]);
  assert.deepEqual([1, 2].map((n) => counted(n, "person", "people")), ["1 person", "2 people"]);
});

test("a name is meant alike however it is spaced, put together or written large", () => {
  assert.equal(new Set(["Zoë’s café", " zoë’s\u00a0 CAFÉ ", "ZOE\u0308’S\tcafe\u0301"].map(asMeant)).size, 1);
  assert.notEqual(asMeant("cafe"), asMeant("café"));
});

test("a figure has its sign", () => assert.deepEqual([-2, -0.5, 0, 1.5].map(signed), ["−2", "−0.5", "0", "+1.5"]));

test("only the first letter becomes large", () => assert.deepEqual(["moment of truth", ""].map(capital), ["Moment of truth", ""]));

test("empty parts fall out of a path", () => assert.equal(join("", "steps", "", "a"), "steps/a"));

test("an item is called by its own name, else by its step's", () => {
  const value = (path) => (path === "steps" ? [{ id: "s", name: "Security" }] : undefined);
  assert.equal(nameOf({ name: " Desk " }, undefined, value), "Desk");
  assert.equal(nameOf({ title: "A sign", name: "x" }, "title", value), "A sign");
  assert.equal(nameOf({ title: "A sign" }, undefined, value), "A sign");
  assert.equal(nameOf({ name: "  ", step: "s" }, undefined, value), "Security");
  assert.equal(nameOf({ step: "gone" }, undefined, value), "");
  assert.equal(nameOf({ step: "s" }, undefined, () => undefined), "");
  assert.equal(nameOf({ name: 3 }, "name", value), "");
  assert.equal(nameOf(undefined, "name", value), "");
});

test("an item has its number, and its name where it has one", () => {
  assert.equal(numbered("step", 5, "Security"), "Step 5: Security");
  assert.equal(numbered("step", 5, ""), "Step 5");
});

test("the words of an answer come from the model; short ones where there are some", () => {
  const { full, short } = called(labels);
  assert.equal(full("moments/risk", "quit"), "Give up");
  assert.equal(full("stakeholders/influence", "medium"), "Some influence: they shape part of it");
  assert.equal(short("steps/touchpoints/where", "ours"), "our place");
  assert.equal(short("moments/risk", "quit"), "Give up");
  assert.equal(full("scales/felt", -2), "Very dissatisfied");
  assert.equal(full("scales/felt", "unknown"), "I do not know");
  for (const answer of [null, undefined, "other"]) assert.equal(short("stakeholders/influence", answer), "");
  assert.equal(full("no/such", "quit"), "");
});

test("nouns are taken from the list where the form gives none", () => {
  assert.deepEqual([withArticle("outcome"), withArticle("Step")], ["an outcome", "a Step"]);
  assert.deepEqual(["steps", "activities"].map(singular), ["step", "activity"]);
  assert.deepEqual(nounsOf({ to: "stages/needs" }), { noun: "need", nouns: "needs" });
  assert.deepEqual(nounsOf({ to: "stages/needs", noun: "goal", nouns: "goals and questions" }), { noun: "goal", nouns: "goals and questions" });
  assert.equal(noneOf("goals and questions"), "No goals or questions yet.");
});

test("what has no name is told apart by its date", () => {
  const dated = { fields: [{ name: "date" }, { name: "value" }] };
  assert.deepEqual([labelOf(dated), unnamed(dated)], ["date", "No date yet"]);
  const named = { fields: [{ name: "date" }, { name: "name" }] };
  assert.deepEqual([labelOf(named), unnamed(named)], ["name", "No name yet"]);
  assert.equal(unnamed({ label: "words", fields: [{ name: "words" }] }), "No words yet");
  assert.equal(labelOf({ label: "title", fields: [{ name: "title" }, { name: "date" }] }), "title");
  assert.equal(labelOf({}), "name");
});

test("how many characters are left, or too many", () => {
  assert.deepEqual([1, 12, -3, -1, 0].map(remaining), ["1 character left", "12 characters left", "3 characters too many", "1 character too many", "0 characters left"]);
});

test("a number is read as people write it", () => {
  for (const [text, value] of [["1,5", 1.5], ["1.5", 1.5], [" 12 ", 12], ["−3", -3], ["1 000", 1000], [",5", 0.5], ["", null], ["1,0000", 1]]) {
    assert.deepEqual(readNumber(text, {}), { value }, text);
  }
});

for (const [text, limits, say] of [
  ["1,000", {}, "Write 1000 without a comma if you mean thousands."],
  ["few", {}, "Write a number, such as 3 or 1.5."],
  ["1.2.3", { whole: true }, "Write a whole number, such as 3."],
  ["1.5", { whole: true }, "Write a whole number, such as 3."],
  ["-1", { low: 0 }, "Write a number of 0 or more."],
  ["-1", { low: 0, high: 1e9 }, "Write a number of 0 or more."],
  ["7", { low: -1e9, high: 5 }, "Write a number of 5 or less."],
  ["1001", { low: 0, high: 1000, whole: true }, "Write a whole number from 0 to 1000."],
  ["100001", { low: -5, high: 100000 }, "Write a number from −5 to 100\u00a0000."],
  ["2000000000", { low: -1e9, high: 1e9 }, "This number is too high."],
  ["−2000000000", { low: -1e9, high: 1e9 }, "This number is too low."],
]) {
  test(`${text} within ${JSON.stringify(limits)}: ${say}`, () => assert.deepEqual(readNumber(text, limits), { say }));
}

test("the limits themselves are allowed", () => {
  for (const text of ["0", "5"]) assert.ok("value" in readNumber(text, { low: 0, high: 5 }));
});

test("what is missing is asked for in words that fit the field", () => {
  assert.equal(missing({ kind: "items", noun: "stage" }), "Add at least one stage.");
  assert.equal(missing({ kind: "items" }), "Add at least one item.");
  assert.equal(missing({ kind: "choices" }), "Tick at least one.");
  assert.equal(missing({ kind: "scale" }), "Choose an answer.");
  assert.equal(missing({ kind: "text" }), "Fill this in.");
});
