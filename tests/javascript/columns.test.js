// Which columns a map has where stages and steps are folded, what the curve says of them, and where a place is reached.

import assert from "node:assert/strict";
import test from "node:test";

globalThis.window ??= { addEventListener() {} };
globalThis.document ??= { addEventListener() {}, removeEventListener() {} };
await import("./tiny_dom.js");
const { columnsOf, endsTold, foldedMonitor, heldBy, spansOf, widthOf } = await import("../../cjm_widgets/browser/picture/map_columns.js");
const { stepAt } = await import("../../cjm_widgets/browser/picture/map_reach.js");

const steps = [["a", "plan"], ["b", "plan"], ["c", "fly"], ["d", ""], ["e", "fly"]].map(([id, stage]) => ({ id, stage, name: id.toUpperCase() }));
const stages = [{ id: "plan", name: "Plan" }, { id: "fly", name: "" }];
const journey = { steps, stages };
const heights = [0.5, 0.25, null, 0.75, 1];
const monitor = {
  steps: steps.map(({ id, name }, at) => ({ id, name, number: at + 1, moment: at === 1, hot: false })),
  curves: [{ rater: "room", title: "The room", points: heights.map((height, at) => ({ step: steps[at].id, height, words: height === null ? "not rated" : `−${at}, so so`, asked: `n = ${at + 3}` })) }],
};

test("what is not folded is a column for each step", () => {
  const columns = columnsOf(journey, []);
  assert.deepEqual(columns.map(({ id, share, folded }) => [id, share, folded]), steps.map(({ id }) => [id, 1, ""]));
  assert.equal(spansOf(columns), 1);
  assert.equal(foldedMonitor(monitor, columns), monitor);
});

test("a stage folds to a narrow column with its steps, and to one for each place that it has", () => {
  const columns = columnsOf(journey, ["plan", "fly", "a"]);
  assert.deepEqual(columns.map(({ steps: held, name }) => [held.map(({ id }) => id).join(""), name]), [["ab", "Plan"], ["c", "No name yet"], ["d", "D"], ["e", "No name yet"]]);
  assert.equal(heldBy(columns[0]), "2 steps");
  assert.equal(widthOf(columns), 2.5);
  assert.equal(spansOf(columns), 2);
});

test("a step folds by itself and keeps its number", () => {
  const [first, second] = columnsOf(journey, ["b"]);
  assert.deepEqual([first.folded, second.folded, second.name], ["", "step", "2 B"]);
});

test("the curve goes through the worst and the best of what is folded, as they follow each other", () => {
  const columns = columnsOf(journey, ["plan"]);
  const drawn = foldedMonitor(monitor, columns);
  assert.deepEqual(drawn.steps.map(({ place }) => place), [0.125, 0.375, 1, 2, 3]);
  assert.deepEqual(drawn.curves[0].points.map(({ height }) => height), [0.5, 0.25, null, 0.75, 1]);
  assert.deepEqual(drawn.steps.slice(0, 2).map(({ moment, name }) => [moment, name]), [[false, "Plan, worst and best of 2 steps"], [true, "Plan, worst and best of 2 steps"]]); // a sign stands once, at the worst
  assert.deepEqual(drawn.shares, [0.5, 1, 1, 1]);
  assert.deepEqual(endsTold(monitor, columns[0]), [{ curve: "The room", words: "worst −1, best −0", asked: "n = 4, n = 3" }]);
});

test("where a stage has one figure, no worst and no best are told and one point is drawn", () => {
  const of = (...next) => ({ ...monitor, curves: [{ ...monitor.curves[0], points: monitor.curves[0].points.map((point, at) => (at < 2 ? { ...point, ...next[at] } : point)) }] });
  const [plan] = columnsOf(journey, ["plan"]);
  const same = of({ height: 0.5, words: "0", asked: "n = 3" }, { height: 0.5, words: "0", asked: "n = 3" });
  assert.deepEqual(endsTold(same, plan), [{ curve: "The room", words: "0", asked: "n = 3" }]);
  assert.deepEqual(foldedMonitor(same, columnsOf(journey, ["plan"])).steps.map(({ name, place }) => [name, place])[0], ["Plan, 2 steps", 0.25]);
  const one = of({ height: null, words: "not rated" }, { height: 0.5, words: "0", asked: "n = 3" });
  assert.deepEqual(endsTold(one, plan), [{ curve: "The room", words: "0, 1 of 2 rated", asked: "n = 3" }]);
});

test("a curve that has one figure where another has two keeps it at both points", () => {
  const [room] = monitor.curves;
  const flat = { ...room, rater: "others", points: room.points.map((point) => ({ ...point, height: 0.5 })) };
  const drawn = foldedMonitor({ ...monitor, curves: [flat, room] }, columnsOf(journey, ["plan"]));
  assert.deepEqual(drawn.curves.map(({ points }) => points.slice(0, 2).map(({ height }) => height)), [[0.5, 0.5], [0.5, 0.25]]);
});

test("what is folded and was never rated tells no figure and draws none", () => {
  const columns = columnsOf(journey, ["c"]);
  assert.deepEqual(endsTold(monitor, columns[2]), []);
  assert.equal(foldedMonitor(monitor, columns).curves[0].points[2].height, null);
});

test("touchpoints of what is folded become their worst and their best, the others keep their places within their columns", () => {
  const through = {
    columns: ["a", "b", "c", "d", "e"],
    steps: [["a", 0.25], ["a", 0.75], ["b", 1.5], ["c", 2.5]].map(([at, place], number) => ({ id: `t${number}`, name: "", number, at, place, moment: false, hot: false })),
    whole: [{ id: "c", first: 3, last: 3, place: 2.5 }, { id: "a", first: 0, last: 1, place: 0.5 }],
    curves: [{ rater: "grades", title: "Grades", points: [1, 0.25, 0.5, 0.75].map((height) => ({ height, words: "" })) }],
  };
  const drawn = foldedMonitor(through, columnsOf(journey, ["a"]));
  assert.deepEqual(drawn.steps.map(({ at, place }) => [at, place]), [["a", 0.125], ["a", 0.375], ["b", 1], ["c", 2]]);
  assert.deepEqual(drawn.curves[0].points.map(({ height }) => height), [1, 0.25, 0.5, 0.75]);
  assert.deepEqual(drawn.whole.map(({ first, last, place }) => [first, last, place]), [[3, 3, 2], [null, null, 0.25]]);
});

test("a place is reached at its step", () => {
  const whole = { ...journey, moments: [{ id: "m", step: "b" }, { id: "gone", step: "x" }], solutions: [{ id: "s", moment: "m", step: null }, { id: "u", moment: null, step: null }] };
  const reached = ["steps/c/experience/feelings", "stages/fly", "moments/m/why", "solutions/s", "solutions/u", "moments/gone", "steps/x", "title", "scope/starts"].map((path) => stepAt(whole, path));
  assert.deepEqual(reached, ["c", "c", "b", "b", "", "", "", "", ""]);
});

test("of several moments that are folded the bad one shows its sign, and what is only wanted has no worst", () => {
  const [good, bad, ...others] = monitor.steps.map((step) => ({ ...step, moment: true }));
  const both = { ...monitor, steps: [{ ...good, felt: "engaged" }, bad, ...others] };
  const [, worst] = foldedMonitor(both, columnsOf(journey, ["plan"])).steps;
  assert.equal(worst.felt, undefined);
  const wanted = { ...monitor, curves: monitor.curves.map((curve) => ({ ...curve, rater: "wanted" })) };
  assert.deepEqual(endsTold(wanted, columnsOf(journey, ["plan"])[0]), []);
});
