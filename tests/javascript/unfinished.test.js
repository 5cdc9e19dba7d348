// Before a reveal it is asked whether to wait, and only where somebody is still at it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { unfinished } from "../../cjm_widgets/browser/lib/unfinished.js";

test("who has not begun counts as who is halfway, and where all are through nothing is asked", () => {
  for (const [counted, finished, here, said] of [
    [5, 5, 8, "3 of 8 people have not finished."],
    [6, 5, 6, "1 of 6 people has not finished."],
    [6, 5, 2, "1 of 6 people has not finished."], // four have left
    [0, 0, 2, "2 of 2 people have not finished."],
    [1, 0, 1, "1 of 1 person has not finished."],
    [8, 8, 8, ""],
    [8, 8, 3, ""],
    [0, 0, 0, ""],
  ]) assert.equal(unfinished({ counted, finished }, here), said);
});
