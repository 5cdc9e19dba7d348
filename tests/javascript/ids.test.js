import assert from "node:assert/strict";
import { test } from "node:test";
import { EditIds, isPrivate, newId } from "../../cjm_widgets/browser/lib/ids.js";
import { places } from "./from_python.js";

const EDIT = /^[a-z0-9]{10}-[a-z0-9]{6}-[0-9]{1,9}$/;
const PRIVATE = "steps/security/ratings/p-anna0001/value";

/** @param {Record<string, string>} [kept] */
function storage(kept = {}) {
  return { kept, getItem: (key) => kept[key] ?? null, setItem: (key, value) => void (kept[key] = value) };
}

const parts = (id) => id.split("-");

test("an id begins with a letter and is as long as asked", () => {
  for (let at = 0; at < 200; at += 1) assert.match(newId(), /^[a-z][a-z0-9]{7}$/);
  assert.equal(newId(20).length, 20);
});

test("edits of a page are counted from one, and say whose they are", () => {
  const ids = new EditIds(storage());
  const [first, second] = [ids.next("title"), ids.next("steps/a/name")];
  assert.match(first, EDIT);
  assert.deepEqual([parts(first)[2], parts(second)[2]], ["1", "2"]);
  assert.deepEqual(parts(first).slice(0, 2), parts(second).slice(0, 2));
});

test("the author stays in the browser, the page does not", () => {
  const kept = storage();
  const [before, after] = [new EditIds(kept).next("title"), new EditIds(kept).next("title")];
  assert.equal(parts(before)[0], parts(after)[0]);
  assert.notEqual(parts(before)[1], parts(after)[1]);
});

test("a private edit shares neither author nor page with the others, and is counted apart", () => {
  const ids = new EditIds(storage());
  const [open, own, again] = [ids.next("title"), ids.next(PRIVATE), ids.next("title")];
  assert.match(own, EDIT);
  assert.notEqual(parts(open)[0], parts(own)[0]);
  assert.notEqual(parts(open)[1], parts(own)[1]);
  assert.deepEqual([open, own, again].map((id) => parts(id)[2]), ["1", "1", "2"]);
});

test("the private author stays as well", () => {
  const kept = storage();
  assert.equal(parts(new EditIds(kept).next(PRIVATE))[0], parts(new EditIds(kept).next(PRIVATE))[0]);
});

for (const [what, kept] of /** @type {[string, any][]} */ ([
  ["no storage", undefined],
  ["a closed storage", { getItem() { throw new Error("closed"); }, setItem() {} }],
  ["a full storage", { getItem: () => null, setItem() { throw new Error("full"); } }],
])) {
  test(`with ${what} an author lasts as long as the page`, () => {
    const ids = new EditIds(kept);
    assert.match(ids.next("title"), EDIT);
    assert.equal(parts(ids.next("title"))[0], parts(ids.next("title"))[0]);
  });
}

test("what stands in the storage and is no author is replaced", () => {
  const kept = storage({ "cjm:author": "Robert'); --" });
  assert.match(new EditIds(kept).next("title"), EDIT);
  assert.match(kept.kept["cjm:author"], /^[a-z0-9]{10}$/);
});

for (const [path, own] of places) {
  test(`as in Python, ${path || "the whole journey"} is ${own ? "" : "not "}private`, () => assert.equal(isPrivate(path), own));
}
