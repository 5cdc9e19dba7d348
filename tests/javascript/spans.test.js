import assert from "node:assert/strict";
import { test } from "node:test";
import { timeOf } from "../../cjm_widgets/browser/picture/map_cells.js";

test("a step's time is told with what of it is waiting", () => {
  const days = (/** @type {number | null} */ amount) => ({ amount, unit: "days" });
  assert.equal(timeOf({}), "");
  assert.equal(timeOf({ time: days(null), waiting: days(null) }), "");
  assert.equal(timeOf({ time: days(1) }), "1 day");
  assert.equal(timeOf({ time: days(3), waiting: days(2) }), "3 days, 2 days of it waiting");
  assert.equal(timeOf({ time: days(3), waiting: days(0) }), "3 days, 0 days of it waiting");
  assert.equal(timeOf({ waiting: { amount: 1, unit: "hours" } }), "1 hour waiting");
});
