import assert from "node:assert/strict";
import { test } from "node:test";
import "./tiny_dom.js";

globalThis.window = new EventTarget();
const { drawnWhenChanged, PARTS } = await import("../../cjm_widgets/browser/page/parts.js");

test("a part is drawn at first, and again when one of the things that it shows is another", () => {
  let drawn = 0;
  const look = drawnWhenChanged({ update: () => (drawn += 1) }, ({ journey, others }) => [journey, others]);
  const journey = {};
  for (const [now, times] of [[{ journey, others: 0 }, 1], [{ journey, others: 0 }, 1], [{ journey, others: 1 }, 2], [{ journey: {}, others: 1 }, 3]]) {
    look(now);
    assert.equal(drawn, times);
  }
});

test("the heart monitor is drawn again for another step, and the advice for what was decided otherwise", () => {
  const [monitor, view, overruled] = [{}, { advice: [], overruled: [] }, []];
  assert.notDeepEqual(PARTS.monitor.reads({ monitor, current: "a" }), PARTS.monitor.reads({ monitor, current: "b" }));
  assert.ok(PARTS.advice.reads({ journey: { overruled }, view }).includes(overruled));
});
