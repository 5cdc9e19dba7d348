import assert from "node:assert/strict";
import { test } from "node:test";
import { Letters, wayOf } from "../../cjm_widgets/browser/page/letters.js";

const field = {};

/** @param {string} start @param {...string} typed */
function stay(start, ...typed) {
  const letters = new Letters();
  letters.enter(field, start);
  for (const text of typed) letters.changed(field, text, "insertText");
  return letters;
}
const has = (letters) => [letters.has(field, "undo"), letters.has(field, "redo")];

test("a field that was not typed in since it got the focus has no letters of its own", () => {
  assert.deepEqual(has(stay("words from before")), [false, false]);
});

test("typed letters are the browser's until it has taken back all of them", () => {
  const letters = stay("", "a", "ab", "abc");
  assert.deepEqual(has(letters), [true, false]);
  letters.changed(field, "ab", "historyUndo");
  assert.deepEqual(has(letters), [true, true]);
  letters.changed(field, "", "historyUndo");
  assert.deepEqual(has(letters), [false, true]);
  letters.changed(field, "abc", "historyRedo");
  assert.deepEqual(has(letters), [true, false]);
});

test("what was typed and cleared by mistake can still be brought back", () => {
  const letters = stay("", "a", "ab", "");
  assert.deepEqual(has(letters), [true, false]);
  letters.changed(field, "ab", "historyUndo");
  letters.changed(field, "", "historyUndo");
  assert.deepEqual(has(letters), [false, true]);
});

test("letters that are typed after an undo leave none to do again", () => {
  const letters = stay("", "a", "ab");
  letters.changed(field, "a", "historyUndo");
  letters.changed(field, "ax", "insertText");
  assert.deepEqual(has(letters), [true, false]);
});

test("one comes back to the same words with nothing in between: a window that was left", () => {
  const letters = stay("", "a");
  letters.enter(field, "a");
  assert.deepEqual(has(letters), [true, false]);
  letters.enter({}, null);
  letters.enter(field, "a");
  assert.deepEqual(has(letters), [false, false]);
});

test("a field whose words somebody else changed meanwhile begins anew", () => {
  const letters = stay("", "a");
  letters.enter(field, "theirs");
  assert.deepEqual(has(letters), [false, false]);
});

test("letters of another field count nothing, nor does what holds none", () => {
  const letters = stay("", "a");
  letters.changed({}, "b", "insertText");
  letters.changed({}, "", "historyUndo");
  assert.deepEqual(has(letters), [true, false]);
  assert.equal(letters.has({}, "undo"), false);
  letters.changed(field, "", "historyUndo");
  assert.deepEqual(has(letters), [false, true]);
  letters.enter(null, null);
  assert.equal(letters.has(null, "undo"), false);
});

const key = (held) => ({ key: "z", code: "KeyZ", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

for (const [held, mac, way] of /** @type {[object, boolean, string | undefined][]} */ ([
  [{ ctrlKey: true }, false, "undo"],
  [{ ctrlKey: true, shiftKey: true, key: "Z" }, false, "redo"],
  [{ ctrlKey: true, key: "y", code: "KeyY" }, false, "redo"],
  [{ ctrlKey: true, key: "я", code: "KeyZ" }, false, "undo"],
  [{ ctrlKey: true, key: "z", code: "KeyY" }, false, "undo"], // a German keyboard
  [{ ctrlKey: true, key: "y", code: "KeyZ" }, false, "redo"],
  [{ metaKey: true }, true, "undo"],
  [{ metaKey: true, shiftKey: true }, true, "redo"],
  [{ ctrlKey: true }, true, undefined],
  [{ metaKey: true }, false, undefined],
  [{ ctrlKey: true, metaKey: true }, false, undefined],
  [{ metaKey: true, key: "y", code: "KeyY" }, true, undefined],
  [{ ctrlKey: true, altKey: true }, false, undefined],
  [{ ctrlKey: true, shiftKey: true, key: "Y", code: "KeyY" }, false, undefined],
  [{ ctrlKey: true, key: "a", code: "KeyA" }, false, undefined],
  [{}, false, undefined],
])) {
  test(`${JSON.stringify(held)} on ${mac ? "a Mac" : "another computer"} is ${way}`, () => assert.equal(wayOf(key(held), mac), way));
}
