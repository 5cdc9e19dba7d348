import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { asDate, clockTime, dayOf, lastDay, readDate, shownDate } from "../../cjm_widgets/browser/lib/dates.js";

const CASES = JSON.parse(readFileSync(new URL("../data/dates.json", import.meta.url), "utf8"));
const [year, month, day] = CASES.today.split("-").map(Number);

for (const [text, found] of CASES.read) {
  test(`“${text}” is read as Python reads it`, () => assert.equal(readDate(text, { year, month, day }), found ?? ""));
}

for (const [text, words] of CASES.shown) {
  test(`“${text}” is shown as Python shows it`, () => assert.equal(shownDate(text), words));
}

test("a date means its last day", () => {
  assert.deepEqual(["2024", "2024-02", "2024-Q2", "2024-02-30", "soon"].map(lastDay), ["2024-12-31", "2024-02-29", "2024-06-30", "", ""]);
});

test("the day is that of this computer", () => {
  assert.equal(asDate(dayOf(new Date(2026, 10, 28, 23, 59))), "2026-11-28");
});

test("a time of day has two figures for hours and minutes", () => {
  assert.equal(clockTime("2026-05-03T09:05:59"), "09:05");
  assert.equal(clockTime("2026-05-03T23:40:00"), "23:40");
});
