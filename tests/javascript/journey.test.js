import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, idBefore, same, valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { edits, journey, lists } from "./from_python.js";

const LISTS = new Map(Object.entries(lists));
const PLAIN = new Map(["steps", "touchpoints"].map((name) => [name, {}]));
const plain = () => ({ title: "Trip", scope: { starts: "Home" }, steps: [{ id: "a", name: "A" }, { id: "b", name: "B" }, { id: "c", name: "C" }] });
const order = (made) => made.steps.map(({ id }) => id).join("");
const put = (path, next, from = plain()) => changed(from, { path, new: next }, PLAIN);

test("what stands at a path is found by field and by id", () => {
  assert.equal(valueAt(plain(), "scope/starts"), "Home");
  assert.equal(valueAt(plain(), "steps/b/name"), "B");
  assert.deepEqual(valueAt(plain(), "steps/c"), { id: "c", name: "C" });
  assert.equal(valueAt(plain(), "steps").length, 3);
});

for (const path of ["nothing", "scope/nothing/more", "steps/z", "steps/z/name", "title/more", "steps/@after"]) {
  test(`there is nothing at ${path}`, () => assert.equal(valueAt(plain(), path), undefined));
}

test("an item's place is the id before it, and nothing for the first", () => {
  assert.equal(valueAt(plain(), "steps/c/@after"), "b");
  assert.equal(valueAt(plain(), "steps/a/@after"), "");
  assert.equal(valueAt(plain(), "steps/z/@after"), undefined);
  assert.equal(idBefore(plain().steps, "z"), "");
  assert.equal(idBefore(plain().steps, "b"), "a");
});

test("an item moves after another, and to the front", () => {
  assert.equal(order(put("steps/a/@after", "b")), "bac");
  assert.equal(order(put("steps/c/@after", "")), "cab");
  assert.equal(order(put("steps/a/@after", "c")), "bca");
  assert.equal(order(put("steps/b/@after", "a")), "abc");
});

test("a move after what is gone, or of what is gone, changes nothing", () => {
  assert.equal(order(put("steps/b/@after", "z")), "abc");
  assert.equal(order(put("steps/z/@after", "a")), "abc");
});

test("an item is put at the end, replaced where it stands, or removed", () => {
  assert.equal(order(put("steps/d", { name: "D" })), "abcd");
  assert.deepEqual(put("steps/b", { name: "new", id: "other" }).steps[1], { name: "new", id: "b" });
  assert.equal(order(put("steps/b", null)), "ac");
  assert.equal(order(put("steps/z", null)), "abc");
});

test("an answer is taken back without its item", () => assert.deepEqual(put("steps/b/name", null).steps[1], { id: "b", name: null }));

test("a field of an item that is gone brings the item back with that field alone", () => {
  assert.deepEqual(put("steps/z/name", "Z").steps.at(-1), { id: "z", name: "Z" });
});

test("a list that is not there yet begins empty", () => assert.deepEqual(put("steps/d/touchpoints/t", {}).steps.at(-1), { id: "d", touchpoints: [{ id: "t" }] }));

test("the journey that is given stays as it is", () => {
  const before = plain();
  put("steps/a/name", "other", before);
  put("steps/a/@after", "c", before);
  assert.deepEqual(before, plain());
});

test("nothing, null and an empty text are the same for a person; zero and no are not", () => {
  for (const nothing of [undefined, null, ""]) assert.ok(same(nothing, "") && same(null, nothing));
  assert.ok(!same(0, "") && !same(false, null) && !same([], null));
  assert.ok(same({ a: [1] }, { a: [1] }) && !same({ a: [1] }, { a: [2] }));
});

test("one edit after another makes the journey that Python makes of them", () => {
  let mine = journey;
  for (const { path, new: next, then } of edits) {
    mine = changed(mine, { path, new: next }, LISTS);
    assert.deepEqual(mine, then, path);
  }
});
