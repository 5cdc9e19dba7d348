// What Python says, for tests that compare: made by from_python.py when the tests are run by pytest.

import { readFileSync } from "node:fs";

const path = process.env.CJM_FROM_PYTHON;
if (!path) throw new Error("Run these tests with: uv run pytest tests/javascript");

export const { clinic, sizes, places, journey, lists, edits, labels, monitors, rooms, wire } = JSON.parse(readFileSync(path, "utf8"));
