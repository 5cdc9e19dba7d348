// What is found on a map by words: accents and case do not matter, the best comes first, and each leads to one place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { found, withoutMarks } from "../../cjm_widgets/browser/page/finding.js";

const PLACES = [
  ["02.ipynb", "People", "personas/*/name", "Name"],
  ["03.ipynb", "Journey steps", "title", "Name of this map"],
  ["03.ipynb", "Journey steps", "steps/*/name", "Step"],
  ["03.ipynb", "Journey steps", "steps/*/touchpoints/*/name", "Touchpoint"],
  ["03.ipynb", "Journey steps", "sources/*/name", "Source"],
  ["04.ipynb", "Satisfaction", "steps/*/experience/feelings", "Feelings"],
  ["04.ipynb", "Satisfaction", "sources/*/name", "Source"],
];
const journey = {
  title: "Ein Tag am Flughafen",
  personas: [{ id: "z", name: "Zoë Çelik" }],
  sources: [{ id: "q", name: "Passagierbefragung" }],
  steps: [
    { id: "a", name: "Security", touchpoints: [{ id: "t", name: "Café\n before security" }], experience: { feelings: "Calm at security" } },
    { id: "b", name: "Gate", touchpoints: [{ id: "u", name: "" }], experience: { feelings: null } },
  ],
};
const value = (path) => valueAt(journey, path);
const item = (path) => (path.startsWith("steps/") ? value(path.split("/").slice(0, 2).join("/")).name : "");
const search = (words, file = "03.ipynb") => found(words, PLACES, { value, item, file });
const paths = (words, file) => search(words, file).map(({ path }) => path);

test("accents, case and the way letters are composed do not matter", () => {
  for (const words of ["zoe celik", "ZOË", "Zoe\u0308", "çelik"]) assert.deepEqual(paths(words), ["personas/z/name"], words);
  assert.equal(withoutMarks("ÅÉñ"), "aen");
});

test("what begins with the words comes first, names before other fields, and what only stands near them last", () => {
  assert.deepEqual(paths("security"), ["steps/a/name", "steps/a/touchpoints/t/name", "steps/a/experience/feelings"]);
  assert.deepEqual(paths("feelings"), ["steps/a/experience/feelings"]);
  assert.deepEqual(paths("feelings security"), ["steps/a/experience/feelings"]);
});

test("field, item and page are told, and words of several lines are one", () => {
  const [one] = search("cafe");
  assert.deepEqual(one, { file: "03.ipynb", page: "Journey steps", path: "steps/a/touchpoints/t/name", field: "Touchpoint", item: "Security", text: "Café before security" });
});

test("what is filled in on several pages is found once, on this page where it can be", () => {
  assert.deepEqual(search("befragung", "04.ipynb").map(({ file }) => file), ["04.ipynb"]);
  assert.deepEqual(search("befragung", "07.ipynb").map(({ file }) => file), ["03.ipynb"]);
});

test("a page is found by its name; nothing by no words, or by words that stand nowhere", () => {
  assert.deepEqual(search("satisf").filter(({ path }) => path === "").map(({ file }) => file), ["04.ipynb"]);
  assert.deepEqual(paths("  "), []);
  assert.deepEqual(paths("xyz"), []);
  assert.deepEqual(paths("security xyz"), []);
  assert.deepEqual(paths("(["), []);
});
