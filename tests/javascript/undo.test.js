import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, emptyAt, same, standsAfter, valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { History } from "../../cjm_widgets/browser/page/undo.js";
import { recalled, remember } from "../../cjm_widgets/browser/page/undo_kept.js";

const LISTS = new Map([
  ["steps", { name: "", goal: "", touchpoints: [], ratings: [] }],
  ["touchpoints", { name: "", kind: null }],
  ["ratings", { value: null, scale: "felt", source: "" }],
]);
const START = () => ({
  scope: { starts: "" },
  steps: ["a", "b", "c", "d"].map((id) => ({ id, name: id.toUpperCase(), goal: "", touchpoints: [], ratings: [] })),
});

/** A page with a journey: what is done goes through a history, what others do does not. */
function page() {
  const here = { journey: START(), sent: [] };
  const put = (path, next) => (here.journey = changed(here.journey, { path, new: structuredClone(next) }, LISTS));
  const history = new History({
    value: (path) => valueAt(here.journey, path),
    empty: (path) => emptyAt(path, LISTS),
    write(path, next) {
      here.sent.push([path, next]);
      put(path, next);
    },
  });
  let gesture = 0;
  return Object.assign(here, {
    history,
    others: put,
    /** One gesture. @param {...[string, any]} edits */
    act: (...edits) => {
      gesture += 1;
      for (const [path, next] of edits) history.edit(path, next, `task ${gesture}`);
    },
    order: () => here.journey.steps.map(({ id }) => id).join(""),
    at: (path) => valueAt(here.journey, path),
  });
}

test("the last thing is taken back first, and done again in the other order", () => {
  const { act, at, history } = page();
  act(["scope/starts", "At home"]);
  act(["steps/a/name", "Booking"]);
  assert.equal(history.undo().state, "done");
  assert.deepEqual([at("scope/starts"), at("steps/a/name")], ["At home", "A"]);
  history.undo();
  assert.deepEqual([at("scope/starts"), at("steps/a/name")], ["", "A"]);
  assert.equal(history.undo(), undefined);
  history.redo();
  assert.deepEqual([at("scope/starts"), at("steps/a/name")], ["At home", "A"]);
  history.redo();
  assert.equal(at("steps/a/name"), "Booking");
  assert.equal(history.redo(), undefined);
  history.undo();
  assert.equal(at("steps/a/name"), "A");
});

test("the next page goes on where this one left, and takes back nothing that somebody has changed since", () => {
  const one = page();
  one.act(["scope/starts", "At home"]);
  one.act(["steps/a/name", "Booking"]);
  one.act(["steps/b/name", "Bags"]);
  one.history.undo();
  const next = page();
  next.journey = one.journey;
  next.history.goOn(JSON.parse(JSON.stringify(one.history.remembered)));
  next.act(["steps/a/goal", "Fly"]); // of another gesture, although the first of its page
  next.history.undo();
  assert.deepEqual([next.at("steps/a/goal"), next.at("steps/a/name")], ["", "Booking"]);
  next.others("steps/a/name", "Theirs");
  assert.equal(next.history.undo().state, "changed");
  assert.equal(next.history.undo().state, "done");
  assert.deepEqual([next.at("scope/starts"), next.at("steps/a/name")], ["", "Theirs"]);
});

test("what was taken back on one page can be done again on the next", () => {
  const one = page();
  one.act(["steps/b/name", "Bags"]);
  one.history.undo();
  const next = page();
  next.journey = one.journey;
  next.history.goOn(one.history.remembered);
  next.history.redo();
  assert.equal(next.at("steps/b/name"), "Bags");
});

test("of much that was done the last is kept, and what is damaged is forgotten", () => {
  const kept = new Map();
  globalThis.window = { ...globalThis.window, sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => void kept.set(key, text) } };
  const step = (path, next) => ({ gesture: "task 1", edits: [{ path, old: "", next }] });
  remember("j", { done: [step("a", "x".repeat(150_000)), step("b", "y".repeat(100_000)), step("c", "z")], undone: [] }, ({ edits: [{ path }] }) => path.toUpperCase());
  assert.deepEqual(recalled("j").done.map(({ edits: [{ path }], what }) => path + what), ["bB", "cC"]);
  assert.deepEqual(recalled("other"), { done: [], undone: [] });
  const before = globalThis.document;
  globalThis.document = /** @type {any} */ ({ body: { dataset: { base: "/another/" } } }); // a workbook at the same name
  assert.deepEqual(recalled("j"), { done: [], undone: [] });
  globalThis.document = before;
  for (const damaged of ["{", "[]", '{"done":[{}],"undone":[]}', '{"done":[],"undone":[null]}']) {
    kept.set("cjm:undo:j", damaged);
    assert.deepEqual(recalled("j"), { done: [], undone: [] }, damaged);
  }
});

test("taking back is an edit like any other", () => {
  const { act, sent, history } = page();
  act(["scope/starts", "At home"]);
  history.undo();
  assert.deepEqual(sent, [["scope/starts", "At home"], ["scope/starts", ""]]);
});

test("a new edit leaves nothing to do again", () => {
  const { act, at, history } = page();
  act(["scope/starts", "At home"]);
  history.undo();
  act(["steps/a/name", "Booking"]);
  assert.equal(history.redo(), undefined);
  assert.equal(at("scope/starts"), "");
});

test("the words of one stay are one step; those of the next are another", () => {
  const { at, history } = page();
  for (const text of ["H", "Ho", "Home"]) history.edit("scope/starts", text, "stay 1");
  for (const text of ["Home", "Home!"]) history.edit("scope/starts", text, "stay 2");
  history.undo();
  assert.equal(at("scope/starts"), "Home");
  history.undo();
  assert.equal(at("scope/starts"), "");
});

test("what the browser took back itself is no step", () => {
  const { history } = page();
  history.edit("scope/starts", "H", "stay 1");
  history.edit("scope/starts", "", "stay 1");
  assert.equal(history.last, undefined);
});

test("an item that was put there twice in one gesture, or moved there and back, is as it was", () => {
  const { act, at, history } = page();
  const before = at("steps/b");
  act(["steps/b", { name: "Once" }], ["steps/b", { name: "Twice" }]);
  assert.equal(history.undo().state, "done");
  assert.deepEqual(at("steps/b"), before);
  act(["steps/b/@after", "c"], ["steps/b/@after", "a"]);
  assert.equal(history.last, undefined);
});

test("what was done again stands by itself, whatever is typed on in the same stay", () => {
  const { at, history } = page();
  history.edit("scope/starts", "H", "stay 1");
  history.undo();
  history.redo();
  history.edit("scope/starts", "Home", "stay 1");
  history.undo();
  assert.equal(at("scope/starts"), "H");
});

test("what is the same is no edit", () => {
  const { history, sent } = page();
  history.edit("scope/starts", "", "stay 1");
  history.edit("steps/a/ratings/room/value", null, "stay 1");
  assert.deepEqual(sent, []);
  assert.equal(history.last, undefined);
});

test("a drop that changes two figures is taken back in one go", () => {
  const { act, at, history } = page();
  act(["steps/a/x", 1], ["steps/a/y", 2]);
  history.undo();
  assert.deepEqual([at("steps/a/x"), at("steps/a/y")], [null, null]);
  history.redo();
  assert.deepEqual([at("steps/a/x"), at("steps/a/y")], [1, 2]);
});

test("a removed item comes back to its place with all it held", () => {
  const { act, at, order, history, journey } = page();
  act(["steps/b", null]);
  assert.equal(order(), "acd");
  history.undo();
  assert.equal(order(), "abcd");
  assert.deepEqual(at("steps/b"), journey.steps[1]);
  history.redo();
  assert.equal(order(), "acd");
  history.undo();
  assert.equal(order(), "abcd");
});

test("the first and the last item come back to their places as well", () => {
  for (const id of ["a", "d"]) {
    const { act, order, history } = page();
    act([`steps/${id}`, null]);
    history.undo();
    assert.equal(order(), "abcd", id);
  }
});

test("an item comes back after the nearest of those before it that is still there", () => {
  const { act, order, others, history } = page();
  act(["steps/c", null]);
  others("steps/b", null);
  history.undo();
  assert.equal(order(), "acd");
});

test("an item that somebody else brought back is not written over", () => {
  const { act, at, others, history } = page();
  act(["steps/b", null]);
  others("steps/b", { name: "Newer" });
  assert.equal(history.undo().state, "changed");
  assert.equal(at("steps/b/name"), "Newer");
});

test("a touchpoint does not bring back the step that somebody removed around it", () => {
  const { act, others, order, history } = page();
  act(["steps/b/touchpoints/t", { name: "Desk" }]);
  act(["steps/b/touchpoints/t", null]);
  others("steps/b", null);
  assert.equal(history.undo().state, "changed");
  assert.equal(order(), "acd");
});

test("an item that was added goes, unless somebody has put something into it", () => {
  const one = page();
  one.act(["steps/e", { id: "e" }]);
  one.history.undo();
  assert.equal(one.order(), "abcd");
  one.history.redo();
  assert.equal(one.order(), "abcde");

  const two = page();
  two.act(["steps/e", { id: "e" }]);
  two.others("steps/e/goal", "Somebody’s words");
  assert.equal(two.history.undo().state, "changed");
  assert.equal(two.order(), "abcde");
});

test("an item that was added and filled in one gesture goes in one go", () => {
  const { act, order, sent, history } = page();
  act(["steps/e", { id: "e" }], ["steps/e/name", "E"], ["steps/e/@after", "a"]);
  assert.equal(order(), "aebcd");
  sent.length = 0;
  history.undo();
  assert.equal(order(), "abcd");
  assert.deepEqual(sent, [["steps/e", null]]);
  history.redo();
  assert.equal(order(), "aebcd");
});

test("a move is taken back, to the front as well", () => {
  for (const [id, after] of [["a", "c"], ["d", ""], ["b", "d"]]) {
    const { act, order, history } = page();
    act([`steps/${id}/@after`, after]);
    const moved = order();
    assert.notEqual(moved, "abcd");
    history.undo();
    assert.equal(order(), "abcd");
    history.redo();
    assert.equal(order(), moved);
  }
});

test("two moves of one item, and two removals, of one gesture are taken back in one go", () => {
  for (const edits of [[["steps/a/@after", "b"], ["steps/a/@after", "d"]], [["steps/b", null], ["steps/c", null]]]) {
    const { act, order, history } = page();
    act(...edits);
    const done = order();
    assert.equal(history.undo().state, "done");
    assert.equal(order(), "abcd");
    assert.equal(history.redo().state, "done");
    assert.equal(order(), done);
  }
});

test("the last item comes back with one edit, since it stands at the end by itself", () => {
  const { act, sent, history } = page();
  act(["steps/d", null]);
  history.undo();
  assert.deepEqual(sent.map(([path]) => path), ["steps/d", "steps/d"]);
});

test("a move is left alone where somebody has moved the item on, or removed it", () => {
  const moves = [["steps/a/@after", "c", "steps/a/@after", "d"], ["steps/a/@after", "c", "steps/a", null], ["steps/c/@after", "", "steps/c", null]];
  for (const [moved, after, path, next] of moves) {
    const { act, order, others, history } = page();
    act([moved, after]);
    others(path, next);
    const stands = order();
    assert.equal(history.undo().state, "changed");
    assert.equal(order(), stands);
  }
});

test("somebody else’s words are never taken back, and what was done before them still is", () => {
  const { act, at, others, history } = page();
  act(["steps/a/name", "Mine"]);
  act(["scope/starts", "Mine"]);
  others("scope/starts", "Theirs");
  assert.equal(history.undo().state, "changed");
  assert.equal(at("scope/starts"), "Theirs");
  assert.equal(history.undo().state, "done");
  assert.equal(at("steps/a/name"), "A");
});

test("if one of two figures was changed by somebody, neither is taken back", () => {
  const { act, at, others, history } = page();
  act(["steps/a/x", 1], ["steps/a/y", 2]);
  others("steps/a/y", 5);
  assert.equal(history.undo().state, "changed");
  assert.deepEqual([at("steps/a/x"), at("steps/a/y")], [1, 5]);
});

test("an empty field of an item that is gone does not bring the item back", () => {
  const { act, order, others, history } = page();
  act(["steps/b/name", ""]);
  others("steps/b", null);
  assert.equal(history.undo().state, "changed");
  assert.equal(order(), "acd");
});

test("a place that nobody had filled in goes back to what the model puts there", () => {
  const { act, at, history } = page();
  act(["steps/a/ratings/room/source", "A letter"]);
  assert.equal(at("steps/a/ratings/room/scale"), "felt");
  history.undo();
  assert.equal(at("steps/a/ratings/room/source"), "");
});

test("one removal is taken back after other things were done, and only once", () => {
  const { act, at, order, history } = page();
  act(["steps/b", null]);
  const step = history.last;
  act(["scope/starts", "At home"]);
  assert.equal(history.undo(step).state, "done");
  assert.equal(order(), "abcd");
  assert.equal(at("scope/starts"), "At home");
  assert.equal(history.undo(step), undefined);
  history.undo();
  assert.equal(at("scope/starts"), "");
});

test("what was refused cannot be taken back; what was done before it can", () => {
  const { act, at, others, history } = page();
  act(["steps/a/name", "Mine"]);
  act(["scope/starts", "Refused"]);
  others("scope/starts", "");
  history.refused("scope/starts");
  assert.equal(history.undo().state, "done");
  assert.equal(at("steps/a/name"), "A");
});

test("of several words at one place those that were put there last were refused, also where they were done again", () => {
  const { act, at, others, history } = page();
  act(["scope/starts", "One"]);
  act(["scope/starts", "Refused"]);
  others("scope/starts", "One");
  history.refused("scope/starts");
  assert.equal(history.undo().state, "done");
  assert.equal(at("scope/starts"), "");
  history.refused("scope/starts");
  assert.equal(history.redo(), undefined);
});

test("a long day’s steps are remembered up to a limit", () => {
  const { act, at, history } = page();
  for (let at = 1; at <= 400; at += 1) act(["scope/starts", String(at)]);
  while (history.undo());
  assert.equal(at("scope/starts"), "100");
});

test("after which item one stands", () => {
  assert.equal(standsAfter("c", ["a", "b", "c"], ["a", "b"]), "b");
  assert.equal(standsAfter("c", ["a", "b", "c"], ["a"]), "a");
  assert.equal(standsAfter("c", ["a", "b", "c"], ["x"]), "");
  assert.equal(standsAfter("a", ["a", "b"], ["b"]), "");
});

test("nothing, null and an empty text are the same; the order of names in an item does not matter", () => {
  assert.ok(same(undefined, "") && same(null, undefined) && same({ a: "", b: 1 }, { b: 1 }) && same([1, 2], [1, 2]));
  assert.ok(!same(0, "") && !same(false, null) && !same([1], [1, 2]) && !same({ a: 1 }, { a: 2 }) && !same([], {}) && !same("[]", []));
});

test("what a new item holds is shown with the first thing that is put into it", () => {
  const made = changed({ steps: [] }, { path: "steps/a/ratings/room/value", new: 1 }, LISTS);
  assert.deepEqual(made.steps, [{ name: "", goal: "", touchpoints: [], ratings: [{ value: 1, scale: "felt", source: "", id: "room" }], id: "a" }]);
  assert.equal(emptyAt("steps/steps/ratings/ratings/scale", LISTS), "felt");
  assert.equal(emptyAt("scope/starts", LISTS), undefined);
  assert.equal(emptyAt("steps/a", LISTS), undefined);
});
