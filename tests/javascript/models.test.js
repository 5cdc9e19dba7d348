import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Model } from "../../cjm_widgets/browser/front/models.js";

function made(state = {}) {
  const told = /** @type {any[]} */ ([]);
  const model = new Model(state, (data, buffers) => void told.push({ data, buffers }));
  const heard = /** @type {any[]} */ ([]);
  for (const name of ["change", "change:a", "change:b"]) model.on(name, () => heard.push([name, model.get("a"), model.get("b")]));
  return { model, told, heard };
}

describe("what a module sets", () => {
  test("is there at once, is told when it is saved, and once", () => {
    const { model, told, heard } = made({ a: 1, b: 2 });
    model.set("a", 3);
    assert.deepEqual([model.get("a"), told, heard], [3, [], [["change:a", 3, 2], ["change", 3, 2]]]);
    model.save_changes();
    model.save_changes();
    assert.deepEqual(told, [{ data: { method: "update", state: { a: 3 }, buffer_paths: [] }, buffers: [] }]);
  });

  test("and is what it was is no news", () => {
    const { model, told, heard } = made({ a: { list: [1, { x: null }] } });
    model.set("a", { list: [1, { x: null }] });
    model.save_changes();
    assert.deepEqual([told, heard], [[], []]);
  });

  test("and cannot be told is told the next time", () => {
    const told = /** @type {any[]} */ ([]);
    let open = false;
    const model = new Model({ a: 1 }, (data) => {
      if (!open) throw new Error("closed");
      told.push(data.state);
    });
    model.set("a", 2);
    assert.throws(() => model.save_changes());
    open = true;
    model.save_changes();
    assert.deepEqual(told, [{ a: 2 }]);
  });

  test("as bytes goes as bytes", () => {
    const { model, told } = made({ a: 1, b: 2 });
    const bytes = Uint8Array.from([1, 2]);
    model.set("a", bytes);
    model.set("b", 3);
    model.save_changes();
    assert.deepEqual(told, [{ data: { method: "update", state: { b: 3 }, buffer_paths: [["a"]] }, buffers: [bytes] }]);
  });
});

describe("what the process says", () => {
  test("of several values is heard of each, and once of all together, when all are there", () => {
    const { model, heard } = made({ a: 1, b: 2, c: 3 });
    model.heard({ method: "update", state: { a: 10, b: 20, c: 3 } });
    assert.deepEqual(heard, [["change:a", 10, 20], ["change:b", 10, 20], ["change", 10, 20]]);
  });

  test("again and again is no news", () => {
    const { model, heard } = made({ a: [1, [2]], b: { x: 1 } });
    model.heard({ method: "update", state: { a: [1, [2]], b: { x: 1 } } });
    assert.deepEqual(heard, []);
    const values = [[1, [3]], [1], { 0: 1 }, { 0: 1, 1: [2] }, { 0: 1 }, { x: 1 }, { x: null }, { y: null }, {}, [], null];
    for (const a of values) model.heard({ method: "update", state: { a } });
    assert.equal(heard.filter(([name]) => name === "change:a").length, values.length);
  });

  test("in bytes is put where it belongs", () => {
    const { model } = made({ a: null });
    const view = new DataView(Uint8Array.from([7]).buffer);
    model.heard({ method: "update", state: { a: { list: [1, null] } }, buffer_paths: [["a", "list", 1], ["b"]] }, [view, view]);
    assert.equal(model.get("a").list[1], view);
    assert.equal(model.get("b"), view);
  });

  test("as a message of its own reaches who listens, with its bytes", () => {
    const { model } = made();
    const heard = /** @type {any[]} */ ([]);
    model.on("msg:custom", (content, buffers) => heard.push(content, buffers));
    const view = new DataView(new ArrayBuffer(1));
    model.heard({ method: "custom", content: { kind: "pong" } }, [view]);
    assert.deepEqual(heard, [{ kind: "pong" }, [view]]);
  });

  test("is heard by the others when one part fails on it", (context) => {
    context.mock.method(console, "error", () => {});
    const { model } = made();
    const heard = /** @type {string[]} */ ([]);
    model.on("msg:custom", () => {
      throw new Error("one part");
    });
    model.on("msg:custom", () => heard.push("the other"));
    model.heard({ method: "custom", content: {} });
    assert.deepEqual(heard, ["the other"]);
  });

  test("is not heard by who begins to listen while it is told", () => {
    const { model } = made();
    const heard = /** @type {string[]} */ ([]);
    model.on("msg:custom", (content) => model.on("msg:custom", () => heard.push(content)));
    model.heard({ method: "custom", content: "one" });
    assert.deepEqual(heard, []);
    model.heard({ method: "custom", content: "two" });
    assert.deepEqual(heard, ["one"]);
  });

  test("in words that nobody knows changes nothing", () => {
    const { model, heard } = made({ a: 1 });
    model.heard({ method: "echo_update", state: { a: 5 } });
    assert.deepEqual([model.get("a"), heard], [1, []]);
  });
});

test("who stops listening hears no more: of one, of one name, of all", () => {
  const { model, heard } = made({ a: 1, b: 1 });
  const own = () => heard.push("own");
  model.on("change:a", own);
  model.off("change:a", own);
  model.off("change:b");
  model.heard({ method: "update", state: { a: 2, b: 2 } });
  assert.deepEqual(heard.map(([name]) => name), ["change:a", "change"]);
  model.off();
  model.heard({ method: "update", state: { a: 3 } });
  assert.equal(heard.length, 2);
});

test("a module says something with bytes", () => {
  const { model, told } = made();
  const bytes = new Uint8Array(1);
  model.send({ kind: "ping" });
  model.send("x", undefined, [bytes]);
  assert.deepEqual(told, [
    { data: { method: "custom", content: { kind: "ping" } }, buffers: [] },
    { data: { method: "custom", content: "x" }, buffers: [bytes] },
  ]);
});
