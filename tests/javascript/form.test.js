import assert from "node:assert/strict";
import { test } from "node:test";
import { allLeaves, answered, answersIn, fieldCount, foldedIn, inView, isEmpty, isEmptyList, nearestField, wholeRow } from "../../cjm_widgets/browser/form/check.js";
import { createErrors } from "../../cjm_widgets/browser/form/errors.js";
import { openNext, walked, withGone } from "../../cjm_widgets/browser/form/order.js";
import { isFilledIn, placeToAdd, pointable } from "../../cjm_widgets/browser/form/places.js";
import { valueAt } from "../../cjm_widgets/browser/lib/journey.js";

const journey = {
  title: "Trip",
  time: { amount: null, unit: "days" },
  stages: [
    { id: "one", name: "Before", needs: [{ id: "n", name: "Is it far?", kind: "question" }, { id: "m", name: "", kind: "goal" }] },
    { id: "two", name: "", needs: [{ id: "o", name: "Home", kind: null }] },
    { id: "three", name: "After", needs: [] },
  ],
  steps: [{ id: "a", name: "Book", ratings: [{ id: "room", value: 0 }] }, { id: "b", name: "" }],
  moments: [{ id: "q", name: "", step: "a" }],
};
const value = (path) => valueAt(journey, path);
const text = (name, more = {}) => ({ name, kind: "text", title: name, ...more });

test("unknown and zero are answers; blanks, an unticked box and an empty list are none", () => {
  for (const none of [undefined, null, false, "", "  ", []]) assert.ok(isEmpty(none));
  for (const one of [0, "unknown", true, ["x"], {}]) assert.ok(!isEmpty(one));
});

const spec = {
  sections: [
    { title: "", path: "", fields: [text("title"), { name: "time", kind: "quantity", title: "How long?", fields: [text("amount"), text("unit")] }] },
    { title: "", path: "", fields: [{ name: "steps", kind: "items", title: "Steps", noun: "step", fields: [text("name"), { name: "experience", kind: "group", title: "What happens", fields: [text("actions")] }] }] },
  ],
};

test("every field is walked in the order of the page, with the item that it belongs to", () => {
  assert.deepEqual([...allLeaves(spec, value)].map(({ path, title, where }) => [path, title, where]), [
    ["title", "title", ""],
    ["time/amount", "How long?", ""],
    ["time/unit", "How long?", ""],
    ["steps", "Steps", ""],
    ["steps/a/name", "name", "Step 1: Book"],
    ["steps/a/experience/actions", "What happens: actions", "Step 1: Book"],
    ["steps/b/name", "name", "Step 2"],
    ["steps/b/experience/actions", "What happens: actions", "Step 2"],
  ]);
});

test("a list in a list says both items", () => {
  const outer = { name: "stages", kind: "items", title: "Stages", noun: "stage", fields: [{ name: "needs", kind: "items", title: "Needs", noun: "need", fields: [text("name")] }] };
  const found = [...allLeaves({ sections: [{ path: "", fields: [outer] }] }, value)];
  assert.equal(found.find(({ path }) => path === "stages/one/needs/n/name").where, "Stage 1: Before, Need 1: Is it far?");
});

test("an item has answers when more than its name is answered", () => {
  const step = { name: "steps", kind: "items", fields: [text("name"), text("ratings/room/source"), text("ratings/room/value")] };
  assert.ok(answered(step, "steps/a", value));
  assert.ok(!answered(step, "steps/b", value));
  assert.ok(!answered({ ...step, fields: step.fields.slice(0, 2) }, "steps/a", value), "what a rating rests on says nothing alone");
  assert.ok(!answered(step, "steps/a", value, (part) => part.name !== "ratings/room/value"), "what is not asked does not count");
});

test("questions are counted one by one in groups, a list and a quantity as one", () => {
  const group = { name: "", kind: "group", fields: [text("title"), text("goal")] };
  const time = { name: "time", kind: "quantity", fields: [text("amount"), text("unit")] };
  assert.deepEqual(answersIn([group, time, { name: "steps", kind: "items", fields: [] }], "", value), { done: 2, of: 4 });
  const fixed = { name: "steps", kind: "items", fixed: true, fields: [text("experience/actions")] };
  assert.deepEqual(answersIn([fixed], "", value), { done: 0, of: 1 }, "that the items are there says nothing");
});

test("items that need an answer to be finished are counted one by one", () => {
  const values = { sources: [{ id: "a" }, { id: "b" }, { id: "c" }], "sources/a/kind": "survey", "sources/b/kind": null, "sources/c/kind": "count" };
  const sources = { name: "sources", kind: "items", needs: "kind", fields: [text("name"), text("kind")] };
  assert.deepEqual(answersIn([sources], "", (path) => values[path]), { done: 2, of: 3 });
  assert.deepEqual(answersIn([sources], "", () => []), { done: 0, of: 1 });
  assert.deepEqual([isEmptyList([sources], "", () => []), isEmptyList([sources], "", (path) => values[path]), isEmptyList([sources, sources], "", () => [])], [true, false, false]);
});

test("a card shows a few fields at once, more of them where the rest is folded away and they are short", () => {
  const fields = (count, kind = "text") => Array.from({ length: count }, (_, at) => ({ name: `f${at}`, kind }));
  assert.ok(inView({ fields: fields(3) }) && !inView({ fields: fields(4) }));
  assert.ok(inView({ fields: fields(5), more: ["f4"] }) && !inView({ fields: fields(6), more: ["f5"] }));
  assert.ok(!inView({ fields: fields(5, "long"), more: ["f4"] }));
  assert.equal(fieldCount([{ kind: "group", fields: fields(3) }, ...fields(1)]), 4);
  assert.equal(fieldCount(), 0);
  assert.deepEqual(foldedIn({ more: true }), []);
});

test("neighbours of the same height stand side by side, the last of an odd number alone", () => {
  const whole = (...kinds) => wholeRow(kinds.map((kind) => ({ kind })));
  assert.deepEqual(whole("text", "number"), [false, false]);
  assert.deepEqual(whole("text", "number", "select"), [false, false, true]);
  assert.deepEqual(whole("text", "long", "long"), [true, false, false]);
  assert.deepEqual(whole("scale", "text"), [true, true]);
  assert.deepEqual(whole(), []);
});

test("an error finds the field that is nearest to it", () => {
  const paths = ["steps", "steps/a/time/amount", "title"];
  assert.equal(nearestField("title", paths), "title");
  assert.equal(nearestField("steps/a/time", paths), "steps/a/time/amount");
  assert.equal(nearestField("steps/b/name", paths), "steps");
  assert.equal(nearestField("titles", paths), "");
});

test("items that others removed keep their place on the page", () => {
  assert.deepEqual(withGone(["a", "c"], ["b"], ["a", "b", "c"]), ["a", "b", "c"]);
  assert.deepEqual(withGone([], ["b"], ["a", "b"]), ["b"]);
  assert.deepEqual(withGone(["x", "y"], ["z"], []), ["z", "x", "y"]);
});

test("the wanted tab opens, else the open one stays, else its neighbour opens", () => {
  const order = ["a", "c"];
  assert.equal(openNext(order, { open: "a", wanted: "c", before: order }), "c");
  assert.equal(openNext(order, { open: "a", wanted: "not there yet", before: order }), "a");
  assert.equal(openNext(order, { open: "b", wanted: "", before: ["a", "b", "c"] }), "c");
  assert.equal(openNext(order, { open: "d", wanted: "", before: ["a", "c", "d"] }), "c");
  assert.equal(openNext(order, { open: "", wanted: "", before: [] }), "a");
  assert.equal(openNext([], { open: "a", wanted: "", before: ["a"] }), "");
});

test("arrow keys walk around the tabs, Home and End to their ends", () => {
  assert.deepEqual([0, 1, 2].map((at) => walked("ArrowRight", at, 3)), [1, 2, 0]);
  assert.deepEqual([0, 1, 2].map((at) => walked("ArrowLeft", at, 3)), [2, 0, 1]);
  assert.deepEqual(["Home", "End", "Tab"].map((key) => walked(key, 1, 3)), [0, 2, undefined]);
});

test("what can be pointed to stands in the journey's order, by number where people count", () => {
  assert.deepEqual(pointable({ to: "steps", noun: "step" }, value)[0].items.map(({ name }) => name), ["Step 1: Book", "Step 2"]);
  assert.deepEqual(pointable({ to: "moments", noun: "moment of truth" }, value)[0].items.map(({ name }) => name), ["Moment of truth 1: Book"]);
  assert.deepEqual(pointable({ to: "people" }, () => [{ id: "p", name: "Ana" }, { id: "q" }])[0].items.map(({ name }) => name), ["Ana", "People 2"]);
  assert.deepEqual(pointable({ to: "nothing" }, value), []);
});

test("goals and questions stand under their stage, and stages without any are left out", () => {
  const found = pointable({ to: "stages/needs", noun: "goal or question" }, value);
  assert.deepEqual(found.map(({ id, title }) => [id, title]), [["one", "Before"], ["two", "Stage 2"]]);
  assert.deepEqual(found[0].items.map(({ name, word }) => [name, word]), [["Is it far?", "question"], ["Goal 2", ""]]);
  assert.deepEqual(found[1].items.map(({ name, word }) => [name, word]), [["Home", ""]]);
});

test("a list is filled in where the form has it and items can be added", () => {
  const on = (fields) => ({ sections: [{ path: "", fields }] });
  const stages = { name: "stages", kind: "items", fields: [{ name: "needs", kind: "items", fields: [] }] };
  assert.ok(isFilledIn(on([stages]), "stages") && isFilledIn(on([stages]), "stages/needs"));
  assert.ok(isFilledIn(on([{ name: "", kind: "group", fields: [stages] }]), "stages"));
  assert.ok(!isFilledIn(on([{ ...stages, fixed: true }]), "stages"));
  assert.ok(!isFilledIn(on([stages]), "steps") && !isFilledIn(on([text("stages")]), "stages"));
  assert.equal(placeToAdd("stages/needs", value), "stages/one/needs");
  assert.equal(placeToAdd("stages/needs", () => []), "stages");
  assert.equal(placeToAdd("steps", value), "steps");
});

test("an error is said until its field is touched, the one that was typed before the others", () => {
  const errors = createErrors();
  errors.hold("a", "too long");
  errors.refuse([{ path: "a", say: "refused" }, { path: "b", say: "refused" }]);
  errors.ask([{ path: "c", say: "missing" }]);
  assert.deepEqual(["a", "b", "c", "d"].map(errors.say), ["too long", "refused", "missing", ""]);
  assert.deepEqual(["a", "b", "c"].map(errors.keeps), [true, true, false]);
  assert.deepEqual([errors.isHeld("a"), errors.isHeld("b"), errors.isRefused("b"), errors.isRefused("c")], [true, false, true, false]);
  assert.deepEqual([errors.unsent(), errors.missing()], [["a"], ["c"]]);
  errors.touched("a");
  assert.equal(errors.say("a"), "");
  errors.ask([{ path: "d", say: "missing" }]);
  assert.deepEqual(errors.missing(), ["d"], "what was missing before is asked for no more");
  errors.answered("d");
  errors.refuse([]);
  assert.ok(!errors.any());
});

test("what is wrong below a path is known, and goes with the item that it stood in", () => {
  const errors = createErrors();
  errors.hold("steps/a/name", "too long");
  assert.ok(errors.under("steps/a") && !errors.under("steps/a/name") && !errors.under("step"));
  errors.drop("steps/a/na");
  assert.ok(errors.any());
  errors.drop("steps/a");
  assert.ok(!errors.any());
});
