import assert from "node:assert/strict";
import { test } from "node:test";
import { called } from "../../cjm_widgets/browser/lib/labels.js";
import { countedQuotes, mayLeave, quotesAt, saidBeside, toldOf } from "../../cjm_widgets/browser/picture/said.js";
import { labels as words } from "./from_python.js";

const labels = called(words);
const quote = (id, more = {}) => ({ id, words: id, voice: "customer", touchpoint: null, source: null, quotable: null, ...more });
const step = { id: "s", quotes: [quote("a"), quote("b", { touchpoint: "desk" }), quote("c", { touchpoint: "sign", voice: "front-line" }), quote("d", { words: " " })] };
const sources = { talks: "Interviews, n = 10" };
const journey = { steps: [step], moments: [{ id: "m", step: "s", touchpoint: "desk" }] };
const ids = ({ quotes }) => quotes.map(({ id }) => id);

test("beside a moment at a touchpoint stands what was said there or of the step", () => {
  assert.deepEqual(quotesAt(step).map(({ id }) => id), ["a", "b", "c"]);
  assert.deepEqual(ids(saidBeside({ id: "m", step: "s", touchpoint: "desk" }, journey)), ["a", "b"]);
  assert.deepEqual(ids(saidBeside({ id: "x", step: null, moment: "m" }, journey)), ["a", "b"]);
  assert.deepEqual(ids(saidBeside({ id: "x", step: "s", moment: "m" }, journey)), ["a", "b", "c"]);
  assert.deepEqual(ids(saidBeside({ id: "x", step: null, moment: null }, journey)), []);
});

test("quotes are counted by voice", () => {
  assert.equal(countedQuotes(quotesAt(step), labels), "3 quotes: a customer (2), front-line staff");
  assert.equal(countedQuotes([quote("a", { voice: null })], labels), "1 quote");
  assert.equal(countedQuotes([], labels), "");
});

test("only what somebody said may be quoted leaves", () => {
  assert.deepEqual(["yes", "no", null].map((quotable) => mayLeave(quote("a", { quotable }))), [true, false, false]);
  assert.equal(toldOf(quote("a", { source: "talks", quotable: "no" }), sources, labels), "A customer · Interviews, n = 10 · Not to be quoted outside this group");
  assert.equal(toldOf(quote("a"), sources, labels), "A customer · Stays in this group until somebody says that it may be quoted");
  assert.equal(toldOf(quote("a", { quotable: "yes" }), sources, labels), "A customer");
});
