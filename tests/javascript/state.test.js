import assert from "node:assert/strict";
import { test } from "node:test";
import { State } from "../../cjm_widgets/browser/page/state.js";
import { rooms } from "./from_python.js";

const nobodys = () => undefined;

/** A widget as a page sees it, and how often all of its state was asked for. */
function opened(given = {}) {
  const known = { journey: { title: "Trip" }, view: {}, page: {}, revision: 0, ...given };
  const asked = [];
  return { known, asked, state: new State({ get: (name) => known[name] }, () => asked.push("whole")) };
}

/** @param {number} since @param {string} title */
const titled = (since, title) => ({ since, to: since + 1, changes: [{ path: ["journey", "title"], new: title }] });

for (const [name, moments] of Object.entries(rooms)) {
  test(`what the page ${name} is sent leads to what its process has`, () => {
    const { state, asked } = opened(moments[0].state);
    for (const { state: then, messages, own } of moments) {
      for (const { change } of messages) state.take(change, (id) => own[id]);
      const { journey, view, page, workshop, revision } = state;
      assert.deepEqual({ journey, view, page, workshop, revision }, then);
    }
    assert.deepEqual(asked, []);
  });

  test(`whichever message the page ${name} misses, it asks for all of it once, and is right again`, () => {
    const changes = moments.flatMap(({ messages, own }) => messages.filter(({ change }) => change).map(({ change }) => ({ change, own })));
    for (let missed = 0; missed < changes.length - 1; missed += 3) {
      const { known, state, asked } = opened(moments[0].state);
      for (const [at, { change, own }] of changes.entries()) if (at !== missed) state.take(change, (id) => own[id]);
      assert.equal(asked.length, 1);
      Object.assign(known, moments.at(-1).state);
      state.arrived();
      const { journey, view, page, workshop, revision } = state;
      assert.deepEqual({ journey, view, page, workshop, revision }, moments.at(-1).state);
    }
  });
}

test("what comes twice or late changes nothing and asks for nothing", () => {
  const { state, asked } = opened();
  state.take(titled(0, "One"), nobodys);
  state.take(titled(1, "Two"), nobodys);
  state.take(titled(1, "Two"), nobodys);
  state.take(titled(0, "One"), nobodys);
  assert.equal(state.journey.title, "Two");
  assert.deepEqual(asked, []);
});

test("all of it is asked for once, until an answer comes or the other end says how far it is", () => {
  const { state, asked } = opened();
  state.take(titled(3, "Late"), nobodys);
  state.take(titled(4, "Later"), nobodys);
  assert.equal(state.journey.title, "Trip");
  assert.equal(asked.length, 1);
  state.isAt(5);
  assert.equal(asked.length, 2);
  state.isAt(0);
  assert.equal(asked.length, 2);
});

test("one's own words are found in the outbox; where they are not there all of it is asked for", () => {
  const change = { since: 0, to: 1, changes: [{ path: ["journey", "title"], edit: "e1" }] };
  const mine = opened();
  mine.state.take(change, () => ({ path: "title", new: "My words" }));
  assert.equal(mine.state.journey.title, "My words");
  const gone = opened();
  gone.state.take(change, nobodys);
  assert.equal(gone.state.journey.title, "Trip");
  assert.equal(gone.asked.length, 1);
});

test("a part of the widget's state that comes alone does not bring back what changes have overtaken", () => {
  const { known, state } = opened();
  state.take(titled(0, "One"), nobodys);
  state.arrived();
  assert.equal(state.journey.title, "One");
  Object.assign(known, { journey: { title: "Whole" }, revision: 1 });
  state.arrived();
  assert.equal(state.journey.title, "Whole");
});

test("what has not changed stays the same object", () => {
  const { state } = opened({ journey: { steps: [{ id: "a" }, { id: "b", name: "B" }], scope: {} } });
  const { journey } = state;
  state.take({ since: 0, to: 1, changes: [{ path: ["journey", "steps", "b", "name"], new: "Bee" }] }, nobodys);
  assert.equal(state.journey.scope, journey.scope);
  assert.equal(state.journey.steps[0], journey.steps[0]);
  assert.notEqual(state.journey.steps, journey.steps);
  assert.equal(journey.steps[1].name, "B");
});
