// What a browser keeps, where it may be closed to pages or full.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { inBrowser, inTab } from "../../cjm_widgets/browser/lib/browser.js";

const CLOSED = () => {
  throw new Error("closed");
};

/** @param {() => object} local @param {() => object} [session] */
function storages(local, session = local) {
  Object.defineProperty(globalThis, "window", {
    configurable: true,
    value: Object.defineProperties({}, { localStorage: { get: local }, sessionStorage: { get: session } }),
  });
}

/** @param {Record<string, string>} kept */
const open = (kept) => () => ({ getItem: (key) => kept[key] ?? null, setItem: (key, value) => void (kept[key] = value) });

afterEach(() => delete globalThis.window);

test("what is kept is kept in the browser or in its tab, and nothing is no word", () => {
  const [local, session] = [{}, {}];
  storages(open(local), open(session));
  assert.equal(inBrowser.get("name"), "");
  inBrowser.set("name", "Ana");
  inTab.set("place", "top");
  assert.deepEqual([local, session], [{ name: "Ana" }, { place: "top" }]);
  local.name = "Bo"; // in another tab
  assert.equal(inBrowser.get("name"), "Bo");
});

test("where the browser is closed to pages or full, what was put holds as long as the page", () => {
  storages(CLOSED);
  assert.equal(inBrowser.get("name-kept-nowhere"), "");
  inBrowser.set("name-kept-nowhere", "Ana");
  inTab.set("later", "yes");
  assert.deepEqual([inBrowser.get("name-kept-nowhere"), inTab.get("later")], ["Ana", "yes"]);

  const kept = { "name-full": "Old" };
  storages(() => ({ ...open(kept)(), setItem: CLOSED }));
  inBrowser.set("name-full", "New");
  assert.equal(inBrowser.get("name-full"), "New");
  storages(open(kept));
  inBrowser.set("name-full", "Newer");
  assert.deepEqual([inBrowser.get("name-full"), kept], ["Newer", { "name-full": "Newer" }]);
});
