import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { LARGEST_EDIT, LARGEST_MESSAGE, MOST_AT_ONCE, NO_ANSWER, Outbox, TOO_LARGE, TRY_AGAIN } from "../../cjm_widgets/browser/page/outbox.js";
import { LISTS, run, runs, Storage, Time } from "./outbox_world.js";

/** A page with an outbox; what it sends is kept, and answered by hand. */
function page({ time = new Time(), storage = /** @type {any} */ (new Storage()), name = "one" } = {}) {
  const sent = /** @type {any[][]} */ ([]);
  const told = /** @type {string[]} */ ([]);
  let made = 0;
  const line = { isClosed: false };
  const outbox = new Outbox({
    journey: "trip",
    lists: LISTS,
    by: () => "Ana",
    newId: () => `author0000-${name}-${(made += 1)}`,
    send(edits) {
      if (line.isClosed) throw new Error("closed");
      sent.push(edits);
    },
    told: (state) => void (told.at(-1) === state || told.push(state)),
    storage: storage ?? undefined,
    clock: time.clock,
  });
  const values = () => sent.map((edits) => edits.map((edit) => edit.new));
  const ids = (at) => sent.at(at).map((edit) => edit.id);
  return { outbox, time, storage, sent, told, line, values, ids };
}

const kept = (storage) => Array.from({ length: storage.length }, (_, at) => JSON.parse(storage.getItem(storage.key(at))).new);

describe("what was found in the outbox before", () => {
  test("A1: the answer to the earlier message is lost, that to the later one comes", async () => {
    const { outbox, time, ids, told, values } = page();
    outbox.add("title", "", "Hello");
    await time.pass(300);
    outbox.add("title", "Hello", "Hello world");
    await time.pass(300);
    outbox.saved([ids(-1).at(-1)]);
    await time.pass(60_000);
    assert.equal(told.at(-1), "saved");
    assert.deepEqual(values(), [["Hello"], ["Hello", "Hello world"]], "and the older words are never sent again");
  });

  test("A1: the earlier is not saved at first, while the later one is on its way and saved", async () => {
    const { outbox, time, ids, values } = page();
    outbox.add("title", "", "Hello");
    await time.pass(300);
    outbox.add("title", "Hello", "Hello world");
    await time.pass(300);
    outbox.unsaved([ids(0)[0]], "The disk is full.");
    assert.equal(outbox.state, "refusing");
    outbox.saved([ids(1)[1]]);
    await time.pass(60_000);
    assert.equal(outbox.state, "saved");
    assert.equal(values().length, 2);
  });

  test("A1b: the line flaps, and the later edit never goes without the earlier one", async () => {
    const { outbox, time, values } = page();
    outbox.add("title", "", "Hello");
    await time.pass(300);
    outbox.reachable(false);
    outbox.add("title", "Hello", "Hello world");
    await time.pass(3000);
    outbox.reachable(true);
    for (const message of values().filter((one) => one.includes("Hello world"))) assert.deepEqual(message, ["Hello", "Hello world"]);
    assert.ok(values().at(-1)?.includes("Hello world"));
  });

  test("A1b: “not saved” about what does not wait any more is no news", async () => {
    const { outbox, time, ids } = page();
    outbox.add("title", "", "Hello");
    await time.pass(300);
    outbox.saved(ids(0));
    outbox.unsaved(ids(0), "The disk is full.");
    assert.equal(outbox.state, "saved");
    assert.equal(outbox.refused(ids(0)[0]), false);
    outbox.reachable(false);
    outbox.saved(ids(0));
    outbox.refused(ids(0)[0]);
    outbox.unsaved(ids(0), "The disk is full.");
    assert.equal(outbox.state, "offline");
  });

  test("A2: a second tab takes over an edit, and the first types on", async () => {
    const first = page();
    first.outbox.add("title", "", "Hel");
    const second = page({ time: first.time, storage: first.storage, name: "two" });
    second.outbox.flush();
    first.outbox.add("title", "Hel", "Hello");
    await first.time.pass(300);
    assert.deepEqual(second.values()[0], ["Hel"]);
    assert.deepEqual(first.values(), [["Hello"]]);
    assert.notEqual(first.ids(0)[0], second.ids(0)[0], "what was typed on has an id of its own");
  });
});

describe("sending", () => {
  test("letters typed in quick succession leave as one edit, which says what stood there before", async () => {
    const { outbox, time, sent } = page();
    outbox.add("title", "", "H");
    outbox.add("title", "H", "He");
    outbox.add("title", "He", "Hel");
    await time.pass(300);
    assert.deepEqual(sent.map((edits) => edits.map(({ old, new: next }) => [old, next])), [[["", "Hel"]]]);
  });

  test("what may have left never changes, and words before something else are not typed on", async () => {
    const { outbox, time, values } = page();
    outbox.add("title", "", "one");
    outbox.flush();
    outbox.add("title", "one", "two");
    outbox.add("scope/boxes", [], ["a"]);
    outbox.add("scope/boxes", ["a"], ["a", "b"]);
    outbox.add("steps/a/@after", "", "b");
    outbox.add("steps/a/@after", "b", "");
    outbox.add("title", "two", null);
    await time.pass(300);
    assert.deepEqual(values(), [["one"], ["one", "two", ["a"], ["a", "b"], "b", "", null]]);
  });

  test("messages are apart while answers come, and ever further apart while none does", async () => {
    const { outbox, time, sent } = page();
    const at = [];
    outbox.options.send = () => void at.push(Math.round(time.ms));
    outbox.add("title", "", "one");
    await time.pass(50);
    outbox.add("scope/starts", "", "two");
    await time.pass(400_000);
    assert.deepEqual(at.slice(0, 8), [0, 100, 4000, 8000, 13_000, 23_000, 43_000, 73_000]);
    assert.equal(sent.length, 0);
  });

  test("an answer makes the pace quick again", async () => {
    const { outbox, time, sent, ids } = page();
    outbox.add("title", "", "one");
    await time.pass(40_000);
    outbox.saved(ids(-1));
    outbox.add("title", "one", "two");
    const before = sent.length;
    await time.pass(250);
    assert.equal(sent.length, before + 1);
  });

  test("a later edit of a place takes the earlier ones along, also from above, below and beside it in a list", async () => {
    const { outbox, time, values, ids } = page();
    outbox.add("steps/c", null, { id: "c" });
    outbox.add("steps/c/name", "", "C");
    outbox.add("title", "", "T");
    await time.pass(300);
    outbox.add("steps/d", null, { id: "d" });
    await time.pass(300);
    assert.deepEqual(values()[1], [{ id: "c" }, "C", { id: "d" }], "in the order in which they were made, and nothing else");
    outbox.saved(ids(0));
    outbox.add("steps/b/@after", "a", "");
    await time.pass(300);
    assert.deepEqual(values()[2], [{ id: "d" }, ""]);
  });

  test("what chooses a source or a team takes along the edit that adds it, and no other", async () => {
    const { outbox, time, values } = page();
    const source = { id: "s1", name: "Ten talks" };
    outbox.add("sources/s1", null, source);
    outbox.add("sources/s2", null, { id: "s2" });
    await time.pass(300);
    outbox.add("steps/a/ratings/room/source", null, "s1");
    await time.pass(300);
    outbox.add("steps/b/ratings/q", null, { id: "q", source: "s1" });
    outbox.add("title", "", "not s1");
    await time.pass(300);
    assert.deepEqual(values().slice(1), [[source, "s1"], [source, { id: "q", source: "s1" }, "not s1"]]);
  });

  test("what is not saved is tried again, and holds up nothing else", async () => {
    const { outbox, time, values, ids } = page();
    outbox.add("title", "", "one");
    await time.pass(100);
    outbox.unsaved(ids(0), "The disk is full.");
    assert.deepEqual([outbox.state, outbox.say], ["refusing", "The disk is full."]);
    outbox.add("scope/starts", "", "two");
    await time.pass(300);
    assert.deepEqual(values(), [["one"], ["two"]]);
    await time.pass(TRY_AGAIN);
    assert.deepEqual(values()[2], ["one"]);
    outbox.saved(ids(2));
    outbox.saved(ids(1));
    assert.deepEqual([outbox.state, outbox.say], ["saved", ""]);
  });

  test("what is not saved goes at once when it is asked for", async () => {
    const { outbox, time, values, ids } = page();
    outbox.add("title", "", "one");
    await time.pass(100);
    outbox.unsaved(ids(0), "This step is closed.");
    outbox.flush();
    outbox.flush();
    assert.deepEqual(values(), [["one"], ["one"]], "and once");
  });

  test("an edit that is refused leaves, and the others stay", async () => {
    const { outbox, time, ids, told } = page();
    outbox.add("title", "", "one");
    outbox.add("scope/starts", "", "two");
    await time.pass(100);
    assert.equal(outbox.refused(ids(0)[0]), true);
    assert.deepEqual([outbox.count, outbox.state, outbox.holds("title"), outbox.holds("scope/starts")], [1, "saving", false, true]);
    assert.ok(told.length);
  });

  test("a line that is closed is said to be, and tried again", async () => {
    const { outbox, time, line, values } = page();
    line.isClosed = true;
    outbox.add("title", "", "one");
    await time.pass(100);
    assert.equal(outbox.state, "offline");
    line.isClosed = false;
    outbox.reachable(true);
    assert.deepEqual([outbox.state, values()], ["saving", [["one"]]]);
  });

  test("a line that opens again without a word is found soon", async () => {
    const { outbox, time, line, values } = page();
    line.isClosed = true;
    outbox.add("title", "", "one");
    await time.pass(100);
    line.isClosed = false;
    await time.pass(TRY_AGAIN);
    assert.deepEqual(values(), [["one"]]);
  });

  test("an answer is a sign of life", async () => {
    const { outbox, time, ids } = page();
    outbox.add("title", "", "one");
    outbox.add("scope/starts", "", "two");
    await time.pass(100);
    outbox.reachable(false);
    outbox.saved(ids(0).slice(0, 1));
    assert.deepEqual([outbox.state, outbox.count], ["saving", 1]);
  });

  test("after an answer the others are not waited for as long as before", async () => {
    const { outbox, time, ids, sent } = page();
    outbox.add("title", "", "one");
    outbox.add("scope/starts", "", "two");
    await time.pass(45_000);
    outbox.saved(ids(-1).slice(0, 1));
    const before = sent.length;
    await time.pass(NO_ANSWER);
    assert.equal(sent.length, before + 1);
    assert.deepEqual(sent.at(-1)?.map((edit) => edit.new), ["two"]);
  });

  test("an item that was moved goes with what is changed in its list", async () => {
    const { outbox, time, values } = page();
    outbox.add("steps/b/@after", "a", "");
    outbox.flush();
    outbox.add("steps/a/name", "", "A");
    await time.pass(250);
    assert.deepEqual(values(), [[""], ["", "A"]]);
  });

  test("one timer is enough, and none where nothing waits", async () => {
    const { outbox, time, ids } = page();
    for (const word of ["a", "b", "c"]) outbox.add("title", "", word);
    assert.equal(time.calls, 1);
    await time.pass(10);
    assert.equal(time.calls, 1);
    outbox.saved(ids(0));
    assert.equal(time.calls, 0);
  });

  test("what was on its way when the line was lost goes again as soon as it is back", async () => {
    const { outbox, time, values } = page();
    outbox.add("title", "", "one");
    await time.pass(100);
    outbox.reachable(false);
    outbox.reachable(true);
    assert.deepEqual(values(), [["one"], ["one"]]);
    outbox.reachable(true);
    assert.equal(values().length, 2);
  });

  test("no answer is said, in time, however much is typed meanwhile", async () => {
    const { outbox, time } = page();
    for (let at = 0; at * 100 < NO_ANSWER + 500; at += 1) {
      outbox.add("title", "", `${at}`);
      await time.pass(100);
    }
    assert.equal(outbox.state, "slow");
  });

  test("an outbox that is stopped sends nothing more", async () => {
    const { outbox, time, sent } = page();
    outbox.add("title", "", "one");
    outbox.stop();
    outbox.add("title", "one", "two");
    await time.pass(60_000);
    assert.deepEqual(sent, []);
  });
});

describe("an answer to a later edit", () => {
  const cases = /** @type {[string, [string, any, any][], any[]][]} */ ([
    ["answers for earlier words of the place", [["title", "", "a"], ["title", "a", "b"]], []],
    ["answers for what was in an item that is removed", [["steps/a/name", "", "a"], ["steps/a", {}, null]], []],
    ["does not answer for the item around it", [["steps/c", null, { id: "c" }], ["steps/c/name", "", "c"]], [{ id: "c" }]],
    ["does not answer for what is in an item that is put", [["steps/a/name", "", "a"], ["steps/a", {}, { id: "a" }]], ["a"]],
  ]);
  for (const [what, edits, left] of cases) {
    test(what, async () => {
      const { outbox, time, ids } = page();
      for (const [path, old, next] of edits) {
        outbox.add(path, old, next);
        outbox.flush();
        await time.pass(10);
      }
      outbox.saved([ids(-1).at(-1)]);
      assert.deepEqual(outbox.edits.map((edit) => edit.new), left);
    });
  }

  test("does not answer for words of another tab that were not sent with it", async () => {
    const first = page();
    first.outbox.add("title", "", "a");
    await first.time.pass(10);
    const second = page({ time: first.time, name: "two" });
    second.outbox.add("title", "", "b");
    await first.time.pass(10);
    second.storage.setItem(first.storage.key(0), first.storage.getItem(first.storage.key(0)));
    second.outbox.reachable(true);
    assert.deepEqual(second.outbox.edits.map((edit) => edit.new), ["a", "b"]);
    second.outbox.saved(second.ids(0));
    assert.deepEqual(second.outbox.edits.map((edit) => edit.new), ["a"]);
  });
});

describe("size", () => {
  const text = (bytes) => "x".repeat(bytes);

  test("a long time's edits go in several messages, in order, and the later part of a place waits for the earlier", async () => {
    const { outbox, time, sent, ids } = page();
    outbox.reachable(false);
    for (let at = 0; at < MOST_AT_ONCE + 3; at += 1) outbox.add("scope/boxes", [], [`${at}`]);
    outbox.reachable(true);
    assert.equal(sent[0].length, MOST_AT_ONCE);
    await time.pass(2000);
    assert.equal(sent.length, 1);
    outbox.saved(ids(0));
    await time.pass(250);
    assert.deepEqual(sent[1].map((edit) => edit.new), [["500"], ["501"], ["502"]]);
  });

  test("edits of several places go in one message after the other", async () => {
    const { outbox, time, sent } = page();
    outbox.reachable(false);
    for (let at = 0; at < MOST_AT_ONCE + 3; at += 1) outbox.add(`scope/f${at}`, "", "x");
    outbox.reachable(true);
    await time.pass(250);
    assert.deepEqual(sent.map((edits) => edits.length), [MOST_AT_ONCE, 3]);
  });

  test("no message is larger than the other end takes", async () => {
    const { outbox, time, sent } = page();
    outbox.reachable(false);
    for (let at = 0; at < 5; at += 1) outbox.add(`scope/f${at}`, "", text(LARGEST_MESSAGE * 0.4));
    outbox.reachable(true);
    await time.pass(1000);
    assert.deepEqual(sent.map((edits) => edits.length), [2, 2, 1]);
    for (const edits of sent) assert.ok(JSON.stringify(edits).length <= LARGEST_MESSAGE + 2 * edits.length);
  });

  test("one that is larger than a message goes alone", async () => {
    const { outbox, time, sent } = page();
    outbox.reachable(false);
    outbox.add("scope/a", "", "small");
    outbox.add("scope/b", "", text(LARGEST_MESSAGE * 1.5));
    outbox.add("scope/c", "", "small");
    outbox.reachable(true);
    await time.pass(1000);
    assert.deepEqual(sent.map((edits) => edits.map((edit) => edit.path)), [["scope/a", "scope/c"], ["scope/b"]]);
  });

  test("one that fits in none is said to be, is kept, and holds up no other, not even at its own place", async () => {
    const { outbox, time, sent, ids } = page();
    outbox.add("scope/boxes", [], [text(LARGEST_EDIT)]);
    assert.deepEqual([outbox.state, outbox.say], ["refusing", TOO_LARGE]);
    outbox.add("scope/boxes", [], ["small"]);
    outbox.flush();
    outbox.reachable(false);
    outbox.reachable(true);
    await time.pass(250);
    assert.deepEqual(sent.map((edits) => edits.map((edit) => edit.new)), [[["small"]], [["small"]]]);
    outbox.saved(ids(0));
    assert.deepEqual([outbox.count, outbox.state], [1, "refusing"]);
  });

  test("one that is made smaller is sent", async () => {
    const { outbox, time, values } = page();
    outbox.add("title", "", text(LARGEST_EDIT));
    outbox.add("title", "", "short");
    await time.pass(250);
    assert.deepEqual([outbox.state, values()], ["saving", [["short"]]]);
  });
});

describe("storage", () => {
  test("holds what waits and nothing else, and the next page sends it before what is typed there", async () => {
    const first = page();
    for (const [at, word] of ["a", "b", "c"].entries()) {
      first.outbox.add(at === 1 ? "title" : "scope/starts", "", word);
      first.outbox.flush();
    }
    first.outbox.stop();
    assert.deepEqual(kept(first.storage), ["a", "b", "c"]);
    const second = page({ time: first.time, storage: first.storage, name: "two" });
    assert.deepEqual([second.outbox.state, second.outbox.count, second.outbox.isKept], ["saving", 2, true]);
    second.outbox.add("scope/starts", "c", "d");
    await second.time.pass(250);
    assert.deepEqual(second.values(), [["a", "b", "c", "d"]], "and what another page made is not typed on");
    second.outbox.saved(second.ids(0));
    assert.deepEqual(kept(second.storage), []);
  });

  test("lets go of what another tab had answered", async () => {
    const first = page();
    first.outbox.add("title", "", "a");
    await first.time.pass(10);
    const second = page({ time: first.time, storage: first.storage, name: "two" });
    assert.equal(second.outbox.count, 1);
    first.outbox.saved(first.ids(0));
    second.outbox.reachable(true);
    assert.deepEqual([second.outbox.state, second.values()], ["saved", []]);
  });

  test("of another journey is left alone, and what is damaged goes", () => {
    const storage = new Storage();
    storage.setItem("cjm:edit:other:x", "{}");
    storage.setItem("cjm:edit:trip:author0000-past-1", "{");
    storage.setItem("cjm:edit:trip:author0000-past-2", JSON.stringify({ id: "someone", path: "title", order: 1 }));
    const { outbox } = page({ storage });
    assert.equal(outbox.count, 0);
    assert.deepEqual([storage.length, storage.key(0)], [1, "cjm:edit:other:x"]);
  });

  test("of an earlier version of the workbook is sent as well", async () => {
    const storage = new Storage();
    storage.setItem("cjm:edit:trip:k3x9w2abk3x9w2abk3x9", JSON.stringify({ id: "k3x9w2abk3x9w2abk3x9", by: "Ana", path: "title", old: "", new: "a", order: 17.001 }));
    const { time, sent } = page({ storage });
    await time.pass(10);
    assert.deepEqual(sent, [[{ id: "k3x9w2abk3x9w2abk3x9", by: "Ana", path: "title", old: "", new: "a" }]]);
  });

  for (const state of ["full", "closed"]) {
    test(`that is ${state} keeps nothing from being saved, and it is known that nothing is kept`, async () => {
      const { outbox, time, storage, ids } = page();
      storage.state = state;
      outbox.add("title", "", "a");
      assert.equal(outbox.isKept, false);
      await time.pass(10);
      outbox.saved(ids(0));
      assert.deepEqual([outbox.state, outbox.isKept], ["saved", true]);
    });
  }

  test("that is not there is as one that is closed", async () => {
    const { outbox, time, sent } = page({ storage: null });
    outbox.add("title", "", "a");
    await time.pass(10);
    assert.deepEqual([outbox.isKept, sent.length], [false, 1]);
  });

  test("that becomes full keeps the words before, until the later ones are saved", async () => {
    const { outbox, time, storage, ids } = page();
    outbox.add("title", "", "a");
    const { setItem } = storage;
    storage.setItem = (key, value) => {
      if (JSON.parse(value).new.length > 1) throw new Error("full");
      setItem.call(storage, key, value);
    };
    outbox.add("title", "a", "ab");
    assert.deepEqual([kept(storage), outbox.isKept], [["a"], false]);
    outbox.add("title", "ab", "abc");
    assert.deepEqual(kept(storage), ["a"]);
    assert.deepEqual(outbox.edits.map((edit) => edit.new), ["abc"], "those words are its own, not another tab’s");
    await time.pass(10);
    outbox.saved(ids(0));
    assert.deepEqual(kept(storage), []);
  });

  test("that is full makes room by letting go of the words before", () => {
    const { outbox, storage } = page();
    outbox.add("title", "", "a");
    const { setItem } = storage;
    storage.setItem = (key, value) => {
      if (storage.length) throw new Error("full");
      setItem.call(storage, key, value);
    };
    outbox.add("title", "a", "ab");
    assert.deepEqual([kept(storage), outbox.isKept], [["ab"], true]);
  });
});

describe("whatever happens", () => {
  const from = Number(process.env.CJM_OUTBOX_SEED ?? 1);
  const count = Number(process.env.CJM_OUTBOX_RUNS ?? 3000);
  test(`older words never stand after newer ones, and saving ends: ${count} runs`, () => runs(from, count));

  const found = /** @type {[string, any[]][]} */ ([
    ["a refusal heard by another tab", [{ do: "type", path: "steps/a/name" }, { do: "second" }, { do: "second" }, { do: "unfit", path: "0.65" }, { do: "wait", ms: 5000 }, { do: "type", path: "steps/b/name" }]],
    ["words typed long after nobody answered", [{ do: "tick" }, { do: "line", to: "down", told: false }, { do: "wait", ms: 15_000 }, { do: "type", path: "steps/b/name" }, { do: "flush" }]],
  ]);
  for (const [what, list] of found) test(what, async () => void (await run(list, 60)));
});
