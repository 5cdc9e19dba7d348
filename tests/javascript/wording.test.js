import assert from "node:assert/strict";
import { test } from "node:test";
import { valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { about, fieldAt, said, told, whatOf } from "../../cjm_widgets/browser/page/wording.js";

const CHOICES = [[-2, "Bad"], [2, "Good"], ["unknown", "I do not know"]];
const spec = {
  sections: [
    {
      path: "diagnostic",
      fields: ["changeable", "costly"].map((name) => ({
        name, kind: "group", title: name === "costly" ? "Costly" : "Changeable",
        fields: [{ name: "rating", kind: "scale", title: "How far is this true?", choices: [[1, "Partly"]] }],
      })),
    },
    { path: "scope", fields: [{ name: "starts", kind: "text", title: "Where does it start?" }, { name: "public", kind: "flag", title: "Public" }] },
    {
      path: "",
      fields: [
        { name: "moments", kind: "items", title: "Moments of truth", noun: "moment of truth", fields: [{ name: "why", kind: "long", title: "Why?" }] },
        { name: "stages", kind: "items", title: "Stages", noun: "stage", fields: [{ name: "name", kind: "text", title: "Stage" }] },
        {
          name: "steps", kind: "items", title: "Steps", noun: "step",
          fields: [
            { name: "name", kind: "text", title: "Step" },
            { name: "ratings/room/value", kind: "scale", title: "Satisfaction", choices: CHOICES },
            { name: "experience", kind: "group", title: "What they go through", fields: [{ name: "feelings", kind: "long", title: "Feelings" }] },
            { name: "time", kind: "quantity", title: "How long?", fields: [{ name: "amount", kind: "number", title: "Amount" }] },
            { name: "stage", kind: "reference", title: "Stage", to: "stages" },
            { name: "by", kind: "choices", title: "Mapped by", choices: [["data", "Data"], ["walk", "A walk"]] },
            { name: "touchpoints", kind: "items", title: "Touchpoints", noun: "touchpoint", fields: [{ name: "name", kind: "text", title: "Touchpoint" }] },
          ],
        },
      ],
    },
  ],
};
const journey = {
  diagnostic: { changeable: { rating: 1 }, costly: { rating: null } },
  scope: { starts: "", public: true },
  stages: [{ id: "s1", name: "Before" }],
  steps: [
    { id: "a", name: "Security", ratings: [{ id: "room", value: -2 }], experience: { feelings: "Tired" }, time: { amount: 1.5 }, stage: "s1", by: ["data", "walk"], touchpoints: [{ id: "t", name: "" }] },
    { id: "b", name: "", ratings: [], experience: { feelings: "" }, time: { amount: null }, stage: null, by: [], touchpoints: [] },
    { id: "c", name: "قاعة", angle: 119, experience: { feelings: "قلقة" } },
  ],
  moments: [{ id: "n", name: "", dots: [] }, { id: "o", name: "Silence", dots: [{ id: "me", n: 2 }] }],
};
const page = { spec, value: (path) => valueAt(journey, path), label: (path) => (path.startsWith("moments/") ? "Solution, Security" : "") };
const done = (...edits) => ({ step: { gesture: "", edits }, state: "done" });
const leaf = (path) => done({ path, old: 1, next: 2 });

for (const [path, words] of /** @type {[string, string][]} */ ([
  ["steps/a/ratings/room/value", "Security: Satisfaction is “Bad”"],
  ["steps/a/experience/feelings", "Security: Feelings is “Tired”"],
  ["steps/b/experience/feelings", "Step 2: Feelings is empty"],
  ["steps/a/time/amount", "Security: “How long?” is “1.5”"],
  ["steps/a/stage", "Security: Stage is “Stage 1: Before”"],
  ["steps/a/by", "Security: Mapped by is “Data, A walk”"],
  ["steps/b/by", "Step 2: Mapped by is empty"],
  ["steps/a/touchpoints/t/name", "Security: Touchpoint is empty"],
  ["scope/starts", "“Where does it start?” is empty"],
  ["diagnostic/changeable/rating", "Changeable: “How far is this true?” is “Partly”"],
  ["diagnostic/costly/rating", "Costly: “How far is this true?” is empty"],
  ["moments/n/why", "Moment of truth 1: “Why?” is empty"],
  ["steps/c/experience/feelings", "\u2068قاعة\u2069: Feelings is “\u2068قلقة\u2069”"],
  ["moments/m/solution", "Solution, Security is empty"],
])) {
  test(`${path} in words`, () => {
    assert.equal(told(leaf(path), "undo", page), `Undone. ${words} again.`);
    assert.equal(told(leaf(path), "redo", page), `Done again. ${words}.`);
  });
}

test("a box is ticked or not", () => {
  const box = leaf("scope/public");
  assert.equal(told(box, "undo", page), "Undone. “Public” is ticked again.");
  assert.equal(told(box, "redo", page), "Done again. “Public” is ticked.");
  const off = { ...page, value: (/** @type {string} */ path) => (path === "scope/public" ? false : page.value(path)) };
  assert.equal(told(box, "undo", off), "Undone. “Public” is not ticked any more.");
  assert.equal(told(box, "redo", off), "Done again. “Public” is not ticked any more.");
});

test("a place on a picture has no name and no figure that people know: nothing is said but whose it is", () => {
  assert.equal(told(leaf("steps/a/angle"), "undo", page), "Undone. Security is as it was.");
  assert.equal(told(leaf("steps/a/angle"), "redo", page), "Done again. Security is changed.");
  assert.equal(told(leaf("nobody/asks"), "undo", page), "Undone. This page is as it was.");
});

test("dots are counted, not called by their figure", () => {
  assert.equal(told(leaf("moments/o/dots/me/n"), "undo", page), "Undone. Silence has 2 of your dots again.");
  assert.equal(told(leaf("moments/o/dots/me/n"), "redo", page), "Done again. Silence has 2 of your dots.");
  assert.equal(told(leaf("moments/n/dots/me/n"), "undo", page), "Undone. Moment of truth 1 has none of your dots again.");
});

test("as whom one speaks is told in words, not by its code", () => {
  const told_of = (speaks_as) => told(leaf("voices/p-me/speaks_as"), "undo", { ...page, value: (path) => valueAt({ voices: [{ id: "p-me", speaks_as }] }, path) });
  assert.equal(told_of("front-line"), "Undone. You speak as: Front line.");
  assert.equal(told_of("unsaid"), "Undone. You would rather not say as whom you speak.");
  assert.equal(told_of(null), "Undone. You have not said as whom you speak.");
});

test("of several things it is said how many there are", () => {
  const order = ["a", "b"];
  const gone = done(...["a", "b"].map((id) => ({ path: `steps/${id}`, old: { id, name: id.toUpperCase() }, next: null, order })));
  assert.equal(told(gone, "undo", page), "Undone, 2 changes. A is back.");
  assert.equal(about(gone.step, "undo", page), "removing A and 1 more change");
  const stage = done({ path: "stages/n", old: undefined, next: { name: "New" }, order }, { path: "steps/a/stage", old: "s1", next: "n" }, { path: "steps/b/stage", old: null, next: "n" });
  assert.equal(told(stage, "undo", page), "Undone, 3 changes. New is removed again.");
  const whole = done({ path: "steps/x", old: undefined, next: { name: "New" }, order }, { path: "steps/x/@after", old: "b", next: "a", order }, { path: "steps/x/goal", old: "", next: "Be there" });
  assert.equal(told(whole, "undo", page), "Undone. New is removed again.");
});

test("what was done on another page is called as that page calls it", () => {
  const elsewhere = { ...page, spec: {}, label: () => "" };
  const { step } = leaf("steps/a/experience/feelings");
  const kept = { ...step, what: whatOf(step, page) };
  assert.equal(kept.what, "Security: Feelings");
  assert.equal(about(kept, "undo", elsewhere), "Security: Feelings");
  assert.equal(told({ step: kept, state: "done" }, "undo", elsewhere), "Undone. Security: Feelings is as it was.");
  assert.equal(whatOf(kept, elsewhere), "Security: Feelings"); // and on from page to page
});

test("what went together is told together", () => {
  const both = done({ path: "steps/a/stage", old: 1, next: 2 }, { path: "steps/a/ratings/room/value", old: 1, next: -2 });
  assert.equal(told(both, "undo", page), "Undone. Security: Stage is “Stage 1: Before” and Satisfaction is “Bad” again.");
  const apart = done({ path: "steps/a/stage", old: 1, next: 2 }, { path: "steps/b/by", old: 1, next: -2 });
  assert.equal(told(apart, "undo", page), "Undone, 2 changes. Security: Stage is “Stage 1: Before” again.");
});

test("an item that is back, that is gone, and that stands where it stood", () => {
  const order = ["a", "b"];
  assert.equal(told(done({ path: "steps/a", old: { name: "Security" }, next: null, order }), "undo", page), "Undone. Security is back.");
  assert.equal(told(done({ path: "steps/x", old: undefined, next: { name: "New" }, order }), "undo", page), "Undone. New is removed again.");
  assert.equal(told(done({ path: "steps/x", old: undefined, next: { name: "" }, order }), "undo", page), "Undone. The step is removed again.");
  assert.equal(told(done({ path: "steps/x", old: { name: "Old" }, next: null, order }), "redo", page), "Done again. Old is removed.");
  assert.equal(told(done({ path: "steps/b/@after", old: "", next: "a", order }), "undo", page), "Undone. Step 2 is step 2 again.");
});

test("what was not taken back says whose it is now", () => {
  const { step } = leaf("steps/a/experience/feelings");
  assert.equal(told({ step, state: "changed" }, "undo", page), "Not undone: somebody has changed Security: Feelings since.");
  assert.equal(told({ step, state: "changed" }, "redo", page), "Not done again: somebody has changed Security: Feelings since.");
});

test("of two figures that went together the one is told that the form asks for", () => {
  const both = done({ path: "steps/a/angle", old: 1, next: 2 }, { path: "steps/a/ratings/room/value", old: 1, next: -2 });
  assert.equal(told(both, "undo", page), "Undone. Security: Satisfaction is “Bad” again.");
});

test("a long text is cut, a code is never told where there is a label", () => {
  assert.equal(said(undefined, "x".repeat(70), page.value), `${"x".repeat(59)}…`);
  assert.equal(said(fieldAt(spec, "steps/a/ratings/room/value"), "unknown", page.value), "I do not know");
  assert.equal(said(undefined, null, page.value), "");
  assert.equal(said(undefined, 0, page.value), "0");
});

test("a button says what it takes back, and what it does again", () => {
  const button = (way, ...edits) => about({ gesture: "", edits }, way, page);
  const item = { id: "x", name: "Waiting" };
  assert.equal(button("undo", { path: "steps/a/experience/feelings", old: "", next: "Tired" }), "Security: Feelings");
  assert.equal(button("undo", { path: "steps/x", old: undefined, next: item, order: ["a"] }), "adding Waiting");
  assert.equal(button("undo", { path: "steps/x", old: item, next: null, order: ["a", "x"] }), "removing Waiting");
  // its removal was undone: to redo it is to remove it again
  assert.equal(button("redo", { path: "steps/x", old: undefined, next: item, order: ["a"] }), "removing Waiting");
  assert.equal(button("redo", { path: "steps/x", old: item, next: null, order: ["a", "x"] }), "adding Waiting");
  assert.equal(button("undo", { path: "steps/a/@after", old: "", next: "b", order: ["a", "b"] }), "moving Security");
  assert.equal(button("undo", { path: "steps/a/angle", old: 1, next: 2 }), "Security");
});

test("what goes from one list to another is moved, and a quote is called by its words", () => {
  const over = done({ path: "steps/b/touchpoints/t", old: { id: "t", name: "Desk" }, next: null, order: ["t"] }, { path: "steps/a/touchpoints/t", old: undefined, next: { id: "t", name: "Desk" }, order: [] });
  assert.equal(about(over.step, "undo", { ...page, spec: {} }), "moving Desk");
  assert.equal(told(over, "undo", { ...page, spec: {} }), "Undone. Desk is back where it was.");
  const quote = done({ path: "steps/a/quotes/q", old: { id: "q", words: "x".repeat(80) }, next: null, order: ["q"] });
  assert.equal(about(quote.step, "undo", { ...page, spec: {} }), `removing ${"x".repeat(59)}…`);
});
