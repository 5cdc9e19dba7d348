import assert from "node:assert/strict";
import { test } from "node:test";
import "./tiny_dom.js";

globalThis.window = new EventTarget();
const { drawnWhenChanged, PARTS } = await import("../../cjm_widgets/browser/page/parts.js");

test("a part that was drawn when it was made is drawn again when one of the things that it shows is another", () => {
  let drawn = 0;
  const journey = {};
  const look = drawnWhenChanged({ update: () => (drawn += 1) }, ({ journey, others }) => [journey, others], { journey, others: 0 });
  for (const [now, times] of [[{ journey, others: 0 }, 0], [{ journey, others: 1 }, 1], [{ journey, others: 1 }, 1], [{ journey: {}, others: 1 }, 2]]) {
    look(now);
    assert.equal(drawn, times);
  }
});

test("who else is here draws no form again", () => {
  const [journey, view] = [{}, { apart: {} }];
  assert.deepEqual(PARTS.form.reads({ journey, view, others: 1 }), PARTS.form.reads({ journey, view, others: 2 }));
});

test("the heart monitor is drawn again for another step, and the advice for what was decided otherwise", () => {
  const [monitor, view, overruled] = [{}, { advice: [], overruled: [] }, []];
  assert.notDeepEqual(PARTS.monitor.reads({ monitor, current: "a" }), PARTS.monitor.reads({ monitor, current: "b" }));
  assert.ok(PARTS.advice.reads({ journey: { overruled }, view }).includes(overruled));
});
