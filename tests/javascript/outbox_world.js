// A world around the real outbox: tabs of one browser, a line that loses, delays, doubles and reorders, and a store.
// Its clock is turned by hand; a run is a list of actions and a seed for what the line does, so that it can be repeated.

import assert from "node:assert/strict";
import { EditIds } from "../../cjm_widgets/browser/lib/ids.js";
import { changed, valueAt } from "../../cjm_widgets/browser/lib/journey.js";
import { NO_ANSWER, Outbox } from "../../cjm_widgets/browser/page/outbox.js";

export const LISTS = new Map([["steps", {}]]);
export const BEGAN = {
  title: "",
  language: "",
  scope: { starts: "", contact: [] },
  steps: [{ id: "a", name: "" }, { id: "b", name: "" }],
};
export const WORDS = ["title", "scope/starts", "steps/a/name", "steps/b/name"];
const SAVING_AT_MOST = NO_ANSWER + 1000;
const PING = 20_000;

/** Numbers between 0 and 1, always the same ones after the same seed (mulberry32). @param {number} seed */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Time that passes only when it is told to. */
export class Time {
  ms = 0;
  /** @type {{ at: number, act: () => void, number: number }[]} */ #due = [];
  #made = 0;

  /** How many calls are due. */
  get calls() {
    return this.#due.length;
  }

  clock = {
    now: () => this.ms,
    date: () => 1_700_000_000_000 + this.ms,
    after: (ms, act) => {
      const entry = { at: this.ms + ms, act, number: (this.#made += 1) };
      this.#due.push(entry);
      return entry;
    },
    cancel: (entry) => {
      this.#due = this.#due.filter((one) => one !== entry);
    },
  };

  /** @param {number} ms @param {() => void} [look] after each thing that happens */
  async pass(ms, look = () => {}) {
    const until = this.ms + ms;
    for (let turns = 0; ; turns += 1) {
      assert.ok(turns < 20_000, "something happens without end");
      const next = this.#due.filter((one) => one.at <= until).sort((a, b) => a.at - b.at || a.number - b.number)[0];
      if (!next) break;
      this.clock.cancel(next);
      this.ms = Math.max(this.ms, next.at);
      await next.act();
      look();
    }
    this.ms = until;
  }
}

/** A browser's storage that can be full or closed. */
export class Storage {
  /** @type {Map<string, string>} */ #kept = new Map();
  state = "open";
  #open() {
    if (this.state === "closed") throw new Error("closed");
  }
  get length() {
    this.#open();
    return this.#kept.size;
  }
  key(at) {
    this.#open();
    return [...this.#kept.keys()][at] ?? null;
  }
  getItem(key) {
    this.#open();
    return this.#kept.get(key) ?? null;
  }
  setItem(key, value) {
    this.#open();
    if (this.state === "full") throw new Error("full");
    this.#kept.set(key, value);
  }
  removeItem(key) {
    this.#open();
    this.#kept.delete(key);
  }
}

/** What the other end does, in a few lines: the same id is saved once, an older edit of a page never after a newer one. */
export class Store {
  journey = BEGAN;
  /** @type {Set<string>} */ ids = new Set();
  /** @type {Map<string, { path: string, seq: number }[]>} */ #pages = new Map();
  full = false;
  /** @type {Set<string>} */ closed = new Set();

  /** @param {any[]} edits @returns {Promise<any[]>} what it answers */
  async take(edits) {
    const why = (edit) => (this.full ? "The disk is full." : this.closed.has(edit.path.split("/")[0]) ? "This step is closed." : "");
    const kept = edits.filter(why);
    const unsaved = kept.length ? [{ kind: "unsaved", ids: kept.map((edit) => edit.id), say: why(kept[0]) }] : [];
    return [...unsaved, ...(await this.save(edits.filter((edit) => !why(edit))))];
  }

  /** @param {any[]} edits @returns {Promise<any[]>} */
  async save(edits) {
    const unfit = edits.filter((edit) => String(edit.new).endsWith("!"));
    const fit = edits.filter((edit) => !unfit.includes(edit));
    for (const edit of fit) this.#save(edit);
    return [
      ...unfit.map((edit) => ({ kind: "refused", id: edit.id })),
      ...(fit.length ? [{ kind: "saved", ids: fit.map((edit) => edit.id) }] : []),
    ];
  }

  /** @param {any} expected what is to stand in the end */
  check(expected) {
    assert.deepEqual(this.journey, expected);
  }

  #save(edit) {
    if (this.ids.has(edit.id)) return;
    const [author, page, seq] = edit.id.split("-");
    const done = this.#pages.get(`${author}-${page}`) ?? [];
    const isLeaf = edit.path.endsWith("@after") || edit.new === null || typeof edit.new !== "object" || Array.isArray(edit.new);
    if (isLeaf && done.some((one) => one.seq > Number(seq) && `${edit.path}/`.startsWith(`${one.path}/`))) return;
    this.ids.add(edit.id);
    this.#pages.set(`${author}-${page}`, [...done, { path: edit.path, seq: Number(seq) }]);
    this.journey = changed(this.journey, edit, LISTS);
  }
}

/** One tab with a page in it. */
class Tab {
  /** @type {Map<string, number>} */ typed = new Map();
  /** @type {Map<string, number>} the ids that were sent and have no answer, and since when */ unanswered = new Map();
  line = "up";
  isOpen = true;
  toldGone = false;

  /** @param {World} world */
  constructor(world) {
    this.world = world;
    this.outbox = new Outbox({
      journey: "trip",
      lists: LISTS,
      by: () => "Ana",
      newId: ((ids) => (path) => ids.next(path))(new EditIds(world.storage)),
      send: (edits) => world.send(this, edits),
      told: () => {},
      storage: world.storage,
      clock: world.time.clock,
    });
    this.outbox.flush();
    this.#ping();
  }

  get shown() {
    return this.outbox.over(this.world.seen);
  }

  edit(path, next) {
    this.outbox.add(path, valueAt(this.shown, path), next);
  }

  heard(message) {
    if (!this.isOpen || this.line !== "up") return;
    if (this.toldGone) this.reachable(true);
    if (message.kind === "saved") this.outbox.saved(message.ids);
    else if (message.kind === "refused") this.outbox.refused(message.id);
    else this.outbox.unsaved(message.ids, message.say);
  }

  reachable(there) {
    this.toldGone = !there;
    this.outbox.reachable(there);
  }

  #ping() {
    this.world.time.clock.after(PING, () => {
      if (!this.isOpen) return;
      this.reachable(this.line === "up");
      this.#ping();
    });
  }
}

export class World {
  time = new Time();
  storage = new Storage();
  store = new Store();
  /** @type {Tab[]} */ tabs = [];
  /** @type {any} what is to stand in the end */ expected = BEGAN;
  /** @type {Map<string, number>} the newest words of each place that ever stood */ newest = new Map();
  isCalm = false;
  wasUnkept = false; // something was in no storage when its tab went: nobody can send it
  storageFailed = false;
  heldBack = 0;
  number = 0;

  /** @param {number} seed of what the line does @param {Store} [store] */
  constructor(seed, store = new Store()) {
    this.store = store;
    this.random = chance(seed);
    this.open();
  }

  get tab() {
    return this.tabs.at(-1);
  }

  /** The journey as every page is told of it. */
  get seen() {
    return this.store.journey;
  }

  open() {
    this.time.ms += 1; // no page is there at the very moment that an earlier one went
    this.tabs.push(new Tab(this));
  }

  /** @param {Tab} tab @param {boolean} word  whether the page can send its last words */
  close(tab, word) {
    if (word) tab.outbox.flush();
    tab.outbox.stop();
    tab.isOpen = false;
    if (!tab.outbox.isKept) this.wasUnkept = true;
    this.tabs = this.tabs.filter((one) => one !== tab);
  }

  /** @param {Tab} tab @param {any[]} edits */
  send(tab, edits) {
    if (tab.line === "closed") throw new Error("closed");
    const message = structuredClone(edits);
    for (const { id } of message) if (!tab.unanswered.has(id)) tab.unanswered.set(id, this.time.ms);
    for (const delay of this.#fate(tab)) {
      this.time.clock.after(delay, async () => {
        this.heldBack -= 1;
        const answers = await this.store.take(message);
        // a browser without storage is somebody else each time that the page is loaded
        if (!this.storageFailed) for (const { clashes } of answers) assert.deepEqual(clashes ?? [], [], "nobody else is there");
        this.look();
        for (const answer of answers) {
          for (const back of this.#fate(tab)) {
            this.time.clock.after(back, () => {
              this.heldBack -= 1;
              tab.heard(answer);
            });
          }
        }
      });
    }
  }

  /** When a message arrives: never, once or twice. @param {Tab} tab */
  #fate(tab) {
    const once = () => (this.isCalm || this.random() < 0.6 ? 5 + 40 * this.random() : 12_000 * this.random());
    const times = this.isCalm ? 1 : tab.line === "down" ? (this.random() < 0.3 ? 1 : 0) : this.random() < 0.15 ? 0 : this.random() < 0.15 ? 2 : 1;
    const when = Array.from({ length: times }, once);
    this.heldBack += when.length;
    return when;
  }

  /** What holds at every moment. */
  look() {
    for (const path of WORDS) {
      const stands = Number.parseInt(valueAt(this.store.journey, path) || "0", 10);
      const before = this.newest.get(path) ?? 0;
      const gone = valueAt(this.store.journey, path.split("/").slice(0, -1).join("/")) === undefined;
      if (!this.storageFailed && !gone && stands) assert.ok(stands >= before, `older words stand at ${path}: ${stands} after ${before}`);
      this.newest.set(path, Math.max(before, stands));
    }
    for (const tab of this.tabs) {
      const { state } = tab.outbox;
      const waiting = new Set(tab.outbox.edits.map((edit) => edit.id));
      for (const [id, at] of tab.unanswered) {
        if (!waiting.has(id) || state === "offline") tab.unanswered.delete(id);
        else if (state === "saving") assert.ok(this.time.ms - at <= SAVING_AT_MOST, "“Saving” has no end");
      }
      if (state === "refusing") assert.notEqual(tab.outbox.say, "");
      if (state === "saved") {
        assert.equal(tab.outbox.count, 0);
        for (const [path, number] of tab.typed) {
          assert.ok((this.newest.get(path) ?? 0) >= number, `said to be saved and never was: ${number} at ${path}`);
        }
      }
    }
  }

  /** @param {any} action */
  async act(action) {
    const { tab, storage, store } = this;
    switch (action.do) {
      case "type": {
        const path = action.path;
        if (path.startsWith("steps/") && !valueAt(tab.shown, path.split("/").slice(0, 2).join("/"))) break;
        this.number += 1;
        this.#edit(path, `${this.number}`);
        tab.typed.set(path, this.number);
        break;
      }
      case "unfit":
        tab.edit("language", `${action.path} is no language!`);
        break;
      case "tick":
        this.#edit("scope/contact", [...(valueAt(tab.shown, "scope/contact") ?? []), `${(this.number += 1)}`]);
        break;
      case "add":
        this.#edit(`steps/s${(this.number += 1)}`, { id: `s${this.number}`, name: "new" });
        break;
      case "name": {
        const step = this.#step(action.which);
        if (step) this.#edit(`steps/${step}/wanted`, `${(this.number += 1)}`);
        break;
      }
      case "remove": {
        const step = this.#step(action.which);
        if (step && step.startsWith("s")) this.#edit(`steps/${step}`, null);
        break;
      }
      case "move": {
        const [step, after] = [this.#step(action.which), this.#step(action.after)];
        if (step && step !== after) this.#edit(`steps/${step}/@after`, after ?? "");
        break;
      }
      case "wait":
        await this.time.pass(action.ms, () => this.look());
        break;
      case "line":
        tab.line = action.to;
        if (action.told) tab.reachable(action.to === "up");
        break;
      case "reload":
        this.close(tab, action.word);
        this.open();
        break;
      case "close":
        this.close(tab, action.word);
        if (!this.tabs.length) this.open();
        break;
      case "second":
        if (this.tabs.length < 3) this.open();
        break;
      case "switch":
        this.tabs.unshift(this.tabs.pop());
        break;
      case "flush":
        tab.outbox.flush();
        break;
      case "storage":
        storage.state = action.to;
        this.storageFailed ||= action.to !== "open";
        break;
      case "full":
        store.full = action.to;
        break;
      case "shut":
        if (action.to) store.closed.add(action.what);
        else store.closed.delete(action.what);
        break;
      default:
        throw new Error(action.do);
    }
    this.look();
  }

  #step(which) {
    const steps = this.tab.shown.steps;
    return steps[Math.floor(which * (steps.length + 1))]?.id;
  }

  #edit(path, next) {
    this.expected = changed(this.expected, { path, new: next }, LISTS);
    this.tab.edit(path, next);
  }

  /** All is well again, and time passes: what was typed last stands. */
  async rest() {
    this.isCalm = true;
    this.storage.state = "open";
    this.store.full = false;
    this.store.closed.clear();
    for (const tab of this.tabs) {
      tab.line = "up";
      tab.reachable(true);
    }
    for (let minute = 0; minute < 3 || this.heldBack; minute += 1) {
      assert.ok(minute < 10, "messages are sent without end");
      await this.time.pass(60_000, () => this.look());
    }
    for (const tab of this.tabs) assert.equal(tab.outbox.state, "saved");
    const left = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at)).filter((key) => key.startsWith("cjm:edit:"));
    if (!this.storageFailed) assert.deepEqual(left, []);
    if (!this.wasUnkept && !this.storageFailed) {
      this.store.check(this.expected);
    } else if (!this.wasUnkept) {
      for (const [path, number] of this.tabs.flatMap((tab) => [...tab.typed])) assert.ok((this.newest.get(path) ?? 0) >= number);
    }
  }
}

/** Actions at random. @param {number} seed @param {number} [most] @returns {any[]} */
export function actions(seed, most = 40) {
  const random = chance(seed);
  const of = (list) => list[Math.floor(random() * list.length)];
  const number = 3 + Math.floor(random() * most);
  const troubled = random() < 0.25; // storage that fails weakens what can be promised: most runs go without
  const one = () => {
    const kind = random();
    if (kind < 0.34) return { do: "type", path: of(WORDS) };
    if (kind < 0.37) return { do: "unfit", path: `${random()}` };
    if (kind < 0.41) return { do: "tick" };
    if (kind < 0.44) return { do: "add" };
    if (kind < 0.47) return { do: "name", which: random() };
    if (kind < 0.49) return { do: "remove", which: random() };
    if (kind < 0.51) return { do: "move", which: random(), after: random() };
    if (kind < 0.72) return { do: "wait", ms: of([20, 60, 250, 250, 1000, 3000, 5000, 15_000]) };
    if (kind < 0.79) return { do: "line", to: of(["up", "up", "down", "closed"]), told: random() < 0.5 };
    if (kind < 0.83) return { do: "reload", word: random() < 0.7 };
    if (kind < 0.86) return { do: "second" };
    if (kind < 0.88) return { do: "close", word: random() < 0.6 };
    if (kind < 0.91) return { do: "switch" };
    if (kind < 0.93) return { do: "flush" };
    if (kind < 0.96) return { do: "full", to: random() < 0.5 };
    if (kind < 0.98 || !troubled) return { do: "shut", what: of(["title", "scope", "steps"]), to: random() < 0.5 };
    return { do: "storage", to: of(["open", "full", "closed"]) };
  };
  return Array.from({ length: number }, one);
}

/**
 * One run from beginning to rest.
 * @param {any[]} list @param {number} seed @param {() => Store} [store]
 */
export async function run(list, seed, store = () => new Store()) {
  const world = new World(seed, store());
  for (const action of list) await world.act(action);
  await world.rest();
  return world;
}

/**
 * The shortest list of actions that still fails, by leaving out what need not be there.
 * @param {any[]} list @param {number} seed @param {() => Store} store
 */
async function shrunk(list, seed, store) {
  const fails = async (shorter) => run(shorter, seed, store).then(() => "", (error) => String(error?.message ?? error));
  let best = list;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let at = 0; at < best.length; ) {
      const shorter = [...best.slice(0, at), ...best.slice(at + size)];
      if (await fails(shorter)) best = shorter;
      else at += size;
    }
  }
  return { list: best, say: await fails(best) };
}

/** Runs many, and tells of the first that fails what is needed to repeat it. @param {number} from @param {number} count */
export async function runs(from, count, store = () => new Store()) {
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      await run(actions(seed), seed, store);
    } catch (error) {
      const { list, say } = await shrunk(actions(seed), seed, store);
      assert.fail(`seed ${seed}: ${say}\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n${error.stack}`);
    }
  }
}
