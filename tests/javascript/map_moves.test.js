// What is done to the things on a map: each act, and taking it back, against the journey of the airport.

import assert from "node:assert/strict";
import test from "node:test";
import { changed, valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { History } from "../../cjm_widgets/browser/page/undo.js";
import "./tiny_dom.js";

const { acted, added, cardPlaced, mayBeginStage, stepPlaced } = await import("../../cjm_widgets/browser/picture/map_moves.js");
const { walkedTo } = await import("../../cjm_widgets/browser/picture/map_grid.js");

const LISTS = new Map(["steps", "stages", "touchpoints", "quotes", "moments", "solutions"].map((name) => [name, {}]));
const step = (id, stage, parts = {}) => ({ id, name: id.toUpperCase(), stage, touchpoints: [], quotes: [], ...parts });
const FIRST = {
  stages: [{ id: "go", name: "Go" }, { id: "wait", name: "Wait" }],
  steps: [
    step("a", "go", { touchpoints: [{ id: "t", name: "Desk" }, { id: "no", name: "" }, { id: "u", name: "Form" }], quotes: [{ id: "q", words: "Hm", touchpoint: "t" }] }),
    step("b", "go"),
    step("c", "wait", { touchpoints: [{ id: "v", name: "Chair" }] }),
  ],
  moments: [{ id: "m", name: "Silence", step: "a", touchpoint: "t" }, { id: "n", name: "Noise", step: "c", touchpoint: null }],
  solutions: [{ id: "s", title: "Call", step: null, moment: "m" }],
};

/** Does an act, and gives the journey then; it is taken back as one step, and leaves the first journey. */
function after(act, first = FIRST) {
  let journey = first;
  const history = new History({ value: (path) => valueAt(journey, path), write: (path, next) => (journey = changed(journey, { path, new: next }, LISTS)) });
  for (const { path, next } of act.edits) history.edit(path, next, "one");
  const done = journey;
  if (act.edits.length) assert.equal(history.undo()?.state, "done");
  assert.deepEqual(journey, first);
  return done;
}
const order = (journey) => journey.steps.map(({ id, stage }) => `${id} ${stage}`).join(", ");

test("a step goes into the next stage before it goes past a step of that stage", () => {
  const act = acted(FIRST, "steps/b", "right");
  assert.equal(act.say, "B is now step 2 of 3, in the stage Wait.");
  const then = after(act);
  assert.equal(order(then), "a go, b wait, c wait");
  const on = acted(then, "steps/b", "right");
  assert.equal(on.say, "B is now step 3 of 3.");
  assert.equal(order(after(on, then)), "a go, c wait, b wait");
  assert.equal(order(after(acted(FIRST, "steps/c", "left"))), "a go, b go, c go");
  assert.equal(order(after(acted(FIRST, "steps/b", "left"))), "b go, a go, c wait");
});

test("at either end it is said that there is no further", () => {
  assert.deepEqual(acted(FIRST, "steps/a", "left"), { edits: [], say: "A is already first.", focus: "" });
  assert.deepEqual(acted(FIRST, "stages/wait", "right").say, "Wait is already last.");
  assert.deepEqual(acted(FIRST, "steps/c/touchpoints/v", "right").say, "There is no step after this one.");
  assert.deepEqual(acted(FIRST, "steps/a/touchpoints/t", "up").say, "Desk is already first here.");
  assert.equal(acted(FIRST, "steps/gone", "right"), null);
});

test("a step that is dropped beside another stands in its stage", () => {
  assert.equal(order(after(stepPlaced(FIRST, "a", "c", true))), "b go, c wait, a wait");
  assert.equal(order(after(stepPlaced(FIRST, "c", "a", false))), "c go, a go, b go");
  assert.deepEqual(stepPlaced(FIRST, "a", "a", true).edits, []);
  assert.deepEqual(stepPlaced(FIRST, "b", "a", true).edits, []);
});

test("a stage changes places with its neighbour and takes its steps along", () => {
  const act = acted(FIRST, "stages/go", "right");
  assert.equal(act.say, "Go is now stage 2 of 2, with 2 steps.");
  const then = after(act);
  assert.equal(order(then), "c wait, a go, b go");
  assert.deepEqual(then.stages.map(({ id }) => id), ["wait", "go"]);
  assert.equal(order(after(acted(FIRST, "stages/wait", "left"))), "c wait, a go, b go");
  const loose = { ...FIRST, steps: FIRST.steps.map((one) => (one.id === "c" ? { ...one, stage: null } : one)) };
  assert.equal(order(after(acted(loose, "stages/go", "right"), loose)), "c null, a go, b go");
});

test("cards change places among those that are seen", () => {
  const act = acted(FIRST, "steps/a/touchpoints/t", "down");
  assert.equal(act.say, "Desk is now touchpoint 2 of 2 at Step 1: A.");
  assert.deepEqual(after(act).steps[0].touchpoints.map(({ id }) => id), ["no", "u", "t"]);
  assert.deepEqual(after(acted(FIRST, "steps/a/touchpoints/u", "up")).steps[0].touchpoints.map(({ id }) => id), ["u", "t", "no"]);
});

test("a touchpoint goes to another step with its moment and its quotes, and keeps its id", () => {
  const act = acted(FIRST, "steps/a/touchpoints/t", "right");
  assert.equal(act.say, "Desk is now at Step 2: B, with 1 moment of truth and 1 quote.");
  assert.equal(act.focus, "steps/b/touchpoints/t");
  const then = after(act);
  assert.deepEqual(then.steps[1].touchpoints, [{ id: "t", name: "Desk" }]);
  assert.deepEqual(then.steps[1].quotes, [{ id: "q", words: "Hm", touchpoint: "t" }]);
  assert.deepEqual([then.steps[0].quotes, then.moments[0].step], [[], "b"]);
});

test("a moment, a solution and a quote go to another step, and to a place among its cards", () => {
  const moment = after(cardPlaced(FIRST, "moments/m", "c", 1));
  assert.deepEqual(moment.moments.map(({ id, step: at, touchpoint }) => [id, at, touchpoint]), [["n", "c", null], ["m", "c", null]]);
  assert.equal(after(acted(FIRST, "solutions/s", "right")).solutions[0].step, "b");
  assert.deepEqual(after(acted(FIRST, "steps/a/quotes/q", "right")).steps[1].quotes, [{ id: "q", words: "Hm", touchpoint: null }]);
  const first = after(cardPlaced(FIRST, "steps/a/touchpoints/u", "c", 0));
  assert.deepEqual(first.steps[2].touchpoints.map(({ id }) => id), ["u", "v"]);
  assert.deepEqual(cardPlaced(FIRST, "moments/n", "c", 0).edits, []);
});

test("what is removed is named, and one goes on with its neighbour", () => {
  const act = acted(FIRST, "steps/a/touchpoints/u", "remove");
  assert.deepEqual([act.say, act.focus], ["Removed “Form”. You can undo this now.", "steps/a/touchpoints/t"]);
  assert.deepEqual(after(act).steps[0].touchpoints.map(({ id }) => id), ["t", "no"]);
  assert.equal(acted(FIRST, "steps/c/touchpoints/v", "remove").focus, "");
  assert.equal(acted(FIRST, "steps/c", "remove").focus, "steps/b");
});

test("what is added stands at its step; a new step stands after another, in its stage", () => {
  const act = added(FIRST, "steps", "a", "New", "x");
  assert.equal(act.say, "Step “New” is added after Step 1: A.");
  assert.equal(order(after(act)), "a go, x go, b go, c wait");
  assert.equal(order(after(added(FIRST, "steps", "c", "New", "x"))), "a go, b go, c wait, x wait");
  assert.deepEqual(after(added({ ...FIRST, steps: [] }, "steps", "", "New", "x"), { ...FIRST, steps: [] }).steps, [{ id: "x", name: "New" }]);
  assert.deepEqual(after(added(FIRST, "solutions", "b", "Write", "x")).solutions[1], { id: "x", title: "Write", step: "b" });
  assert.deepEqual(after(added(FIRST, "quotes", "b", "Oh", "x")).steps[1].quotes, [{ id: "x", words: "Oh" }]);
});

test("a new stage takes the steps that follow in the same stage, and stands after that one", () => {
  const act = added(FIRST, "stages", "b", "Pack", "x");
  assert.deepEqual([act.say, act.focus], ["Stage “Pack” is added from Step 2: B on, with 1 step.", "stages/x"]);
  const then = after(act);
  assert.equal(order(then), "a go, b x, c wait");
  assert.deepEqual(then.stages.map(({ id, name }) => `${id} ${name}`), ["go Go", "x Pack", "wait Wait"]);
  const long = { ...FIRST, steps: [...FIRST.steps, step("d", "wait"), step("e", "wait"), step("f", "go")] };
  assert.equal(order(after(added(long, "stages", "d", "Leave", "x"), long)), "a go, b go, c wait, d x, e x, f go");
  assert.deepEqual(after(added(long, "stages", "d", "Leave", "x"), long).stages.map(({ id }) => id), ["go", "wait", "x"]);
});

test("where steps have no stage, a new one stands among the others as they stand on the map", () => {
  const loose = (...ids) => ({ ...FIRST, steps: FIRST.steps.map((one) => (ids.includes(one.id) ? { ...one, stage: null } : one)) });
  const stages = (journey, at) => after(added(journey, "stages", at, "New", "x"), journey).stages.map(({ id }) => id);
  assert.deepEqual(stages(loose("a"), "a"), ["x", "go", "wait"]);
  assert.deepEqual(stages(loose("b"), "b"), ["go", "x", "wait"]);
  assert.deepEqual(stages(loose("c"), "c"), ["go", "x", "wait"]); // no step is in the stage “Wait”
  const none = { ...loose("a", "b", "c"), stages: [] };
  assert.equal(order(after(added(none, "stages", "b", "New", "x"), none)), "a null, b x, c x");
});

test("a stage does not begin where one begins already", () => {
  const may = (journey) => journey.steps.map(({ id }) => mayBeginStage(journey, id));
  assert.deepEqual(may(FIRST), [false, true, false]);
  assert.deepEqual(may({ ...FIRST, stages: [] }), [true, true, true]); // the stage that they name is gone
  assert.equal(mayBeginStage(FIRST, "gone"), false);
});

test("arrow keys go by cells and past what holds nothing, and come back to the column they left", () => {
  const wide = (from, to, spots = 1) => ({ from, to, spots });
  const rows = [
    [wide(0, 1, 0), wide(1, 4)], // a stage over three steps
    [wide(0, 1, 0), wide(1, 2), wide(2, 3, 3), wide(3, 4)],
    [wide(0, 4, 0)], // a curve
    [wide(0, 1, 0), wide(1, 2), wide(2, 3, 0), wide(3, 4, 2)],
  ];
  const from = { row: 1, cell: 3, spot: 0, column: 3 };
  const go = (at, ...keys) => keys.reduce((one, key) => walkedTo(rows, one, key) ?? one, at);
  assert.deepEqual(go(from, "ArrowUp"), { row: 0, cell: 1, spot: 0, column: 3 });
  assert.deepEqual(go(from, "ArrowUp", "ArrowDown"), from);
  assert.deepEqual(go(from, "ArrowDown", "ArrowDown"), { row: 3, cell: 3, spot: 1, column: 3 });
  assert.deepEqual(go(from, "ArrowDown", "ArrowLeft"), { row: 3, cell: 1, spot: 0, column: 1 });
  assert.deepEqual(go(from, "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowDown"), { row: 1, cell: 2, spot: 2, column: 2 });
  assert.equal(walkedTo(rows, from, "ArrowRight"), undefined);
  assert.deepEqual(go(from, "Home"), { row: 1, cell: 1, spot: 0, column: 1 });
  assert.deepEqual(walkedTo(rows, from, "End", true), { row: 3, cell: 3, spot: 0, column: 3 });
  assert.deepEqual(walkedTo(rows, from, "Home", true), { row: 0, cell: 1, spot: 0, column: 1 });
});
