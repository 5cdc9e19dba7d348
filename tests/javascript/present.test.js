// Where one is while presenting follows the keys, typed numbers and the address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { placeIn, placeAfter, typedOn } from "../../cjm_widgets/browser/picture/present_place.js";

test("an address names a step, and none that there is not", () => {
  assert.equal(placeIn("#s6", 9), 6);
  assert.equal(placeIn("#s0", 9), 0);
  assert.equal(placeIn("#s60", 9), 9);
  for (const other of ["", "#", "#s", "#sx", "#steps", "#s-1", "#s6a", "s6"]) assert.equal(placeIn(other, 9), null, other);
});

test("keys turn, and stop at both ends", () => {
  const from = (/** @type {number} */ at) => ["ArrowRight", "PageDown", "ArrowLeft", "PageUp", "Home", "End", "x"].map((key) => placeAfter(key, at, 3));
  assert.deepEqual(from(1), [2, 2, 0, 0, 0, 3, null]);
  assert.deepEqual(from(0), [1, 1, 0, 0, 0, 3, null]);
  assert.deepEqual(from(3), [3, 3, 2, 2, 0, 3, null]);
});

test("digits typed one after the other are one number, where there is such a step", () => {
  const typed = (/** @type {[string, number][]} */ keys, steps = 20) => keys.reduce((before, [digit, when]) => typedOn(before, digit, when, steps), { typed: "", when: 0 }).typed;
  assert.equal(typed([["1", 9000], ["2", 9400]]), "12");
  assert.equal(typed([["1", 9000], ["2", 99000]]), "2");
  assert.equal(typed([["1", 9000], ["2", 9400]], 9), "2");
  assert.equal(typed([["0", 9000]]), "0");
});
