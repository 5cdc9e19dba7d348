import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { feltIn, frameOf, monitorAsDrawn, toldWithoutFigure, keyed, nearest, ratingPath, roomCurve, spoken, unratedBeside, valueOf, withRating, withUnsaved, withWords } from "../../cjm_widgets/browser/picture/ratings.js";
import { monitors } from "./from_python.js";

// what is known of a figure beside its place is said once it is saved
const foreseen = (monitor) => roomCurve(monitor).points.map(({ step, value, height, unknown, words }) => ({ step, value, height, unknown, words }));

for (const [name, { before, after }] of Object.entries(monitors)) {
  for (const { step, value, then } of after) {
    test(`${name}: ${step} rated ${value} is drawn as Python then draws it`, () => {
      const mine = withRating(before, step, value);
      assert.deepEqual(foreseen(mine), foreseen(then));
      assert.deepEqual(mine.curves.map(({ rater }) => rater), then.curves.map(({ rater }) => rater));
      assert.deepEqual(mine.steps, then.steps);
      assert.equal(valueOf(roomCurve(mine).points.find((point) => point.step === step)), value);
    });
  }
}

const { before } = monitors.airport;
const [first, second] = before.steps;

test("a rating changes its own point, and the monitor given stays as it is", () => {
  const copy = structuredClone(before);
  const made = withRating(before, first.id, -2);
  assert.deepEqual(before, copy);
  assert.deepEqual(made.curves.slice(1), before.curves.slice(1));
  assert.deepEqual(foreseen(made).slice(1), foreseen(before).slice(1));
});

test("where the room has no curve nothing is foreseen", () => {
  const without = { ...before, curves: before.curves.filter(({ rater }) => rater !== "room") };
  assert.equal(withRating(without, first.id, 1), without);
  const survey = { ...before, curves: before.curves.map((curve) => ({ ...curve, scale: { ...curve.scale, name: "nps" } })) };
  assert.equal(roomCurve(survey), null);
});

test("only ratings that wait to be saved are laid over", () => {
  const value = (path) => ({ [ratingPath(first.id)]: -2, [ratingPath(second.id)]: -2 })[path];
  const made = withUnsaved(before, (path) => path === ratingPath(second.id), value);
  assert.deepEqual(made, withRating(before, second.id, -2));
  assert.deepEqual(withUnsaved(before, () => false, value), before);
});

test("a rating whose whole item waits is laid over, and none at all is a gap", () => {
  const rated = withRating(before, first.id, 1);
  const gone = withUnsaved(rated, (path) => path === `steps/${first.id}/ratings/room`, () => undefined);
  assert.equal(valueOf(roomCurve(gone).points[0]), null);
});

test("a height leads to the nearest place of the scale", () => {
  for (const [height, place] of [[0, -2], [0.12, -2], [0.13, -1], [0.5, 0], [0.62, 0], [0.63, 1], [1, 2], [7, 2], [-3, -2]]) assert.equal(nearest(height), place);
  assert.ok(Object.is(nearest(0.49), 0), "no minus zero");
});

test("keys move a rating by one place, from where it is or from neither-nor", () => {
  for (const [key, from, to] of [
    ["ArrowUp", 0, 1], ["ArrowRight", 1, 2], ["PageUp", 2, 2], ["ArrowUp", null, 1], ["ArrowUp", "unknown", 1], ["ArrowUp", 0.5, 1], ["ArrowUp", -0.5, 0],
    ["ArrowDown", 0, -1], ["ArrowLeft", -1, -2], ["PageDown", -2, -2], ["ArrowDown", null, -1], ["ArrowDown", 0.5, 0],
    ["Home", 1, -2], ["End", 1, 2], ["0", 2, 0], ["?", 2, "unknown"], ["Delete", 2, null], ["Backspace", 2, null],
  ]) assert.equal(keyed(key, from), to, `${key} from ${from}`);
  for (const key of ["a", "Enter", "Tab", "1"]) assert.equal(keyed(key, 0), undefined);
});

test("a rating is said with its words where the scale has some for it", () => {
  const { scale } = roomCurve(before);
  assert.equal(spoken(-2, scale), "−2, very dissatisfied");
  assert.equal(spoken(-0.5, scale), "−0.5");
  assert.equal(spoken(null, scale), "not rated yet");
  assert.equal(spoken("unknown", scale), "nobody knows");
});

test("a picture without gaps that nobody rates in has no lane for them", () => {
  const full = before.steps.reduce((made, { id }) => withRating(made, id, 1), before);
  const read = { ...full, editable: false };
  const gap = { ...withRating(full, first.id, null), editable: false };
  for (const form of ["wide", "narrow"]) {
    assert.equal(frameOf(read, form).lane, null);
    assert.notEqual(frameOf(gap, form).lane, null, "a gap needs its lane");
    assert.notEqual(frameOf(full, form).lane, null, "who rates may remove a rating");
    assert.ok(frameOf(read, form).height < frameOf(gap, form).height);
    assert.ok(frameOf(gap, form).lane > frameOf(gap, form).bottom);
  }
  assert.equal(frameOf({ ...read, curves: [] }, "wide").lane, null);
});

test("what was felt in words is laid beside the room's figures and told by number where there is none", () => {
  const { before: bare } = monitors["nothing rated"];
  const felt = { [bare.steps[0].id]: " Lost\n in the hall. ", [bare.steps[1].id]: "Calm" };
  const value = (path) => felt[path.split("/")[1]];
  const worded = withWords(bare, value);
  assert.deepEqual(roomCurve(worded).points.slice(0, 3).map(({ felt: told, height }) => [told, height]), [["Lost in the hall", null], ["Calm", null], ["", null]]);
  assert.deepEqual(toldWithoutFigure(worded), [{ number: 1, felt: "Lost in the hall" }, { number: 2, felt: "Calm" }]);
  assert.deepEqual(toldWithoutFigure(withRating(worded, bare.steps[1].id, 0)), [{ number: 1, felt: "Lost in the hall" }]);
  assert.deepEqual(toldWithoutFigure({ ...worded, curves: [{ ...worded.curves[0], rater: "wanted" }] }), [], "what is wanted was felt by nobody");
});

for (const [text, isFelt] of JSON.parse(readFileSync(new URL("../data/felt_in_words.json", import.meta.url), "utf8"))) {
  test(`${text}: ${isFelt ? "a feeling" : "nobody's feeling"}`, () => assert.equal(feltIn(text), isFelt ? text.replace(/\.$/, "") : ""));
}

test("of a step that the group has not rated it is said what a survey says there", () => {
  const survey = { rater: "sita", title: "SITA 2015", points: [{ step: "a", height: 0.91, words: "9 %" }, { step: "b", height: null, words: "" }] };
  const shown = { curves: [{ rater: "room", title: "Our group", points: [] }, survey, { rater: "as-eve", title: "As Eve", points: [{ step: "b", height: 1, words: "+2" }] }] };
  assert.equal(unratedBeside(shown, "a"), "not rated yet by our group; SITA 2015: 9 %");
  assert.equal(unratedBeside(shown, "b"), "not rated yet");
});

test("the monitor stays the very same object until a rating, a word of feeling, or the journey's view is another", () => {
  const said = {};
  const waiting = new Set();
  const asDrawn = monitorAsDrawn((path) => waiting.has(path), (path) => said[path]);
  const drawn = asDrawn(before);
  assert.equal(asDrawn(before), drawn);

  const path = ratingPath(first.id);
  said[path] = -2;
  waiting.add(path);
  const rated = asDrawn(before);
  assert.equal(valueOf(roomCurve(rated).points[0]), -2);
  assert.equal(asDrawn(before), rated);

  said[`steps/${first.id}/experience/feelings`] = "Lost";
  assert.equal(roomCurve(asDrawn(before)).points[0].felt, "Lost");
  assert.notEqual(asDrawn({ ...before }), asDrawn(before), "another view");
  waiting.clear();
  assert.deepEqual(valueOf(roomCurve(asDrawn(before)).points[0]), valueOf(roomCurve(before).points[0]), "what was taken back");
});
