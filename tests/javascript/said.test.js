import assert from "node:assert/strict";
import { test } from "node:test";
import { called } from "../../cjm_widgets/browser/lib/labels.js";
import { countedBeside, countedQuotes, countedStaying, mayLeave, quotesAt, saidBeside, toldOf } from "../../cjm_widgets/browser/picture/said.js";
import { labels as words } from "./from_python.js";

const labels = called(words);
const quote = (id, more = {}) => ({ id, words: id, voice: "customer", touchpoint: null, source: "talks", quotable: null, ...more });
const step = { id: "s", quotes: [quote("a"), quote("b", { touchpoint: "desk" }), quote("c", { touchpoint: "sign", voice: "front-line" }), quote("d", { words: " " })] };
const names = { talks: "Interviews", guess: "For this example" };
const sources = [{ id: "talks", kind: "interviews" }, { id: "guess", kind: "judgement" }, { id: "bare", kind: null }];
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
  assert.equal(countedQuotes(quotesAt(step), labels, sources), "3 quotes: a customer (2), front-line staff");
  assert.equal(countedQuotes([quote("a", { voice: null })], labels, sources), "1 quote");
  assert.equal(countedQuotes([], labels, sources), "");
});

test("beside a moment what was said elsewhere at its step is told as that", () => {
  const beside = (moment, on = journey) => countedBeside(saidBeside(moment, on), labels, sources);
  assert.equal(beside({ id: "m", step: "s", touchpoint: "desk" }), "At the same step, 2 quotes: a customer (2)");
  const there = { ...journey, steps: [{ id: "s", quotes: [quote("b", { touchpoint: "desk" })] }] };
  assert.equal(beside({ id: "m", step: "s", touchpoint: "desk" }, there), "At this touchpoint, 1 quote: a customer");
  assert.equal(beside({ id: "x", step: null, moment: "m" }, there), "At this touchpoint, 1 quote: a customer");
  assert.equal(beside({ id: "x", step: "s", moment: "m" }, there), "At the same step, 1 quote: a customer");
  assert.equal(beside({ id: "x", step: null, moment: null }), "");
});

test("only what somebody said may be quoted leaves", () => {
  assert.deepEqual(["yes", "no", null].map((quotable) => mayLeave(quote("a", { quotable }))), [true, false, false]);
  assert.equal(toldOf(quote("a", { quotable: "no" }), names, labels, sources), "A customer · Interviews · Not to be quoted outside this group");
  assert.equal(toldOf(quote("a"), names, labels, sources), "A customer · Interviews · Stays in this group until somebody says that it may be quoted");
  assert.equal(toldOf(quote("a", { quotable: "yes" }), names, labels, sources), "A customer · Interviews");
});

test("what nobody is known to have said counts for no voice", () => {
  const unheard = ["guess", "bare", "gone", null].map((source, at) => quote(String(at), { source, quotable: "yes" }));
  assert.equal(countedQuotes([quote("a"), ...unheard], labels, sources), "5 quotes: a customer, assumed by us, from a source that does not say what it is, without a source (2)");
  assert.equal(toldOf(unheard[0], names, labels, sources), "A customer, assumed by us · For this example");
  assert.equal(toldOf(unheard[3], names, labels, sources), "A customer, without a source");
});

test("of a quote that nobody was asked about it is not settled yet whether it may be quoted", () => {
  assert.equal(countedStaying(["yes", "no", null, null].map((quotable) => quote("a", { quotable }))), "1 quote not to be quoted, 2 quotes not settled yet whether to be quoted");
  assert.equal(countedStaying([quote("a", { quotable: "yes" })]), "");
});
