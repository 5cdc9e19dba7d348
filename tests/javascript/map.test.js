// How the map is fitted to its room, and how one walks through it on a phone.

import assert from "node:assert/strict";
import test from "node:test";

globalThis.window ??= { addEventListener() {} };
await import("./tiny_dom.js");
const { fitting, nextSize, zoomOf } = await import("../../cjm_widgets/browser/picture/map_zoom.js");

test("a map is made as small as its columns need, and never larger than life", () => {
  assert.equal(fitting(5000, 3), 1);
  assert.equal(Math.round(fitting(1000, 10) * (152 + 1440)), 1000);
  assert.ok(fitting(300, 40) >= 0.3);
  assert.ok(fitting(300, 0) > 0);
});

test("sizes go up and down by steps from any size, and end", () => {
  assert.equal(nextSize(1, 1), 1.15);
  assert.equal(nextSize(0.78, 1), 0.8);
  assert.equal(nextSize(0.78, -1), 0.7);
  assert.equal(nextSize(1.5, 1), 1.5);
  assert.equal(nextSize(0.4, -1), 0.4);
});

test("a size that is kept and is none of ours is life size", () => {
  assert.equal(zoomOf("fit"), "fit");
  assert.equal(zoomOf(0.8), 0.8);
  for (const odd of [0, -1, 77, "large", null, undefined, {}]) assert.equal(zoomOf(odd), 1);
});

const { steppedBy, swiped } = await import("../../cjm_widgets/browser/picture/map_walk.js");

test("keys lead from step to step and not beyond the ends", () => {
  assert.equal(steppedBy("ArrowRight", 2, 5), 3);
  assert.equal(steppedBy("ArrowRight", 4, 5), 4);
  assert.equal(steppedBy("ArrowLeft", 0, 5), 0);
  assert.equal(steppedBy("End", 0, 5), 4);
  assert.equal(steppedBy("Home", 3, 5), 0);
  assert.equal(steppedBy("a", 3, 5), 3);
});

test("a finger that goes far and flat swipes; one that scrolls does not", () => {
  assert.equal(swiped(-120, 20), 1);
  assert.equal(swiped(120, -20), -1);
  assert.equal(swiped(-30, 0), 0);
  assert.equal(swiped(-100, 90), 0);
});
