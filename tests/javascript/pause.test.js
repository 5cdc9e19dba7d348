import assert from "node:assert/strict";
import { test } from "node:test";
import { inAPause } from "../../cjm_widgets/browser/page/pause.js";
import { Time } from "./outbox_world.js";

function page() {
  const time = new Time();
  const fields = new EventTarget();
  const done = /** @type {number[]} */ ([]);
  const whenNobodyTypes = inAPause(fields, time.clock);
  const load = () => whenNobodyTypes(() => void done.push(Math.round(time.ms)));
  return { time, done, load, letter: () => fields.dispatchEvent(new Event("input")) };
}

test("where nobody has typed for a moment it is done at once", async () => {
  const { time, done, load, letter } = page();
  load();
  letter();
  await time.pass(1_000);
  load();
  assert.deepEqual(done, [0, 1_000]);
});

test("somebody who types finishes the word first, and it is done once, however often it is asked for", async () => {
  const { time, done, load, letter } = page();
  for (let at = 0; at < 5; at++) {
    letter();
    load();
    await time.pass(300);
  }
  await time.pass(10_000);
  assert.deepEqual(done, [1_900]);
});

test("somebody who never pauses is not waited for beyond some seconds", async () => {
  const { time, done, load, letter } = page();
  letter();
  load();
  for (let at = 0; at < 40; at++) {
    await time.pass(200);
    letter();
  }
  assert.deepEqual(done, [6_000]);
});
