// Which key is which shortcut, on any keyboard, and that a letter typed in a field is none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SHORTCUTS, keysOf, shortcutOf } from "../../cjm_widgets/browser/page/shortcuts.js";

const NONE = { code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const PAGE = { mac: false, typing: false, letters: true };
const name = (pressed, now = {}) => shortcutOf({ ...NONE, ...pressed }, { ...PAGE, ...now });

test("keys of the page are found by the sign that they write", () => {
  assert.equal(name({ key: "/" }), "find");
  assert.equal(name({ key: "/", shiftKey: true }), "find"); // where it stands above 7
  assert.equal(name({ key: "/", ctrlKey: true, altKey: true }), "find"); // with AltGr
  assert.equal(name({ key: "?", shiftKey: true }), "list");
  assert.equal(name({ key: "K", ctrlKey: true }), "find");
  assert.equal(name({ key: "z", ctrlKey: true }), "undo");
  assert.equal(name({ key: "Z", ctrlKey: true, shiftKey: true }), "redo");
  assert.equal(name({ key: "y", ctrlKey: true }), "redo");
});

test("what the browser or the computer means by a key stays theirs", () => {
  assert.equal(name({ key: "/", ctrlKey: true }), undefined);
  assert.equal(name({ key: "/", metaKey: true }), undefined);
  assert.equal(name({ key: "k", ctrlKey: true, shiftKey: true }), undefined);
  assert.equal(name({ key: "k" }), undefined);
  assert.equal(name({ key: "k", ctrlKey: true }, { mac: true }), undefined);
});

test("a sign typed in a field is never a shortcut, and can be switched off everywhere", () => {
  for (const now of [{ typing: true }, { letters: false }]) {
    assert.equal(name({ key: "/" }, now), undefined);
    assert.equal(name({ key: "?" }, now), undefined);
    assert.equal(name({ key: "k", ctrlKey: true }, now), "find");
    assert.equal(name({ key: "z", ctrlKey: true }, now), "undo");
  }
});

test("each is told as it is pressed on this computer", () => {
  const all = (mac) => Object.fromEntries(SHORTCUTS.map((one) => [one.name, keysOf(one, mac).map((keys) => keys.join("+")).join(" ")]));
  assert.deepEqual(all(false), { find: "/ Ctrl+K", undo: "Ctrl+Z", redo: "Ctrl+Y Ctrl+Shift+Z", list: "?" });
  assert.deepEqual(all(true), { find: "/ ⌘+K", undo: "⌘+Z", redo: "⌘+Shift+Z", list: "?" });
});
