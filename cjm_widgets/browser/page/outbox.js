// Edits wait here until they are acknowledged as saved on disk, and outlive the tab in the browser's own storage.
//
// One table holds them, oldest first: an edit waits, is sent, or is gone because it was acknowledged. Older words never
// replace newer ones, whatever becomes of a message or its answer, because
// - an edit goes in one message with all earlier ones of its place, and those that add what it chooses, that have no
//   answer yet, in order;
// - an edit that may have left the page never changes: what is typed on is a new edit with an id of its own;
// - the tabs of a browser share what waits: before a page makes an edit it takes in what the others have in storage.
//   Two may send the same edit, since the same id is saved once.

import { changed } from "../lib/journey.js";
import { isWithin } from "../lib/paths.js";
import { Kept } from "./kept.js";

/** @typedef {import("./kept.js").Edit} Edit */
/** @typedef {"saved" | "saving" | "slow" | "offline" | "refusing"} State  slow: no answer for longer than is usual */
/**
 * @typedef {object} Row
 * @property {Edit} edit
 * @property {number} order  when it was made, as edits of several pages are put in order
 * @property {number} bytes
 * @property {boolean} own  made in this page
 * @property {string} keptAs  the id under which storage holds it or its earlier words; "" where it does not
 * @property {number} tries  how often it was sent
 * @property {boolean} sent  on its way, without an answer
 * @property {boolean} late  and for longer than is usual
 * @property {number} due  when it is to be sent, or sent again
 * @property {string} say  why it was not saved
 */

const BETWEEN_SENDS = 100; // ms: who types very fast makes a line of history for several letters, not for each
export const NO_ANSWER = 4000; // ms without an acknowledgement before the page says so
export const TRY_AGAIN = 2500; // ms until what was not saved is sent again; the double each time that nobody answers
const LONGEST_WAIT = 30_000; // ms
export const MOST_AT_ONCE = 500; // edits in one message: what was typed in a long time without a connection goes in several
export const LARGEST_MESSAGE = 1_000_000; // bytes, a quarter of what cjm_widgets/serve/app.py takes
export const LARGEST_EDIT = 3_000_000; // bytes: a single change above that never gets through
export const TOO_LARGE = "One change is too large to be saved. It is kept here; make it smaller, or in several parts.";
const AFTER = "@after";

export class Outbox {
  /** @type {Map<string, Row>} */ #table = new Map();
  /** @type {any} */ #timer;
  #there = true;
  #stopped = false;
  #failures = 0;
  #lastSend = -Infinity;
  #lastOrder = 0;

  /**
   * @param {object} options
   * @param {string} options.journey
   * @param {import("../lib/journey.js").Lists} options.lists
   * @param {() => string} options.by  who types
   * @param {(path: string) => string} options.newId  ids of edits, as `lib/ids.js` makes them
   * @param {(edits: Edit[]) => void} options.send  throws where the line is closed
   * @param {(state: State, say: string) => void} options.told
   * @param {import("./kept.js").Keys | undefined} options.storage
   * @param {import("../lib/timing.js").Clock} options.clock
   */
  constructor(options) {
    this.options = options;
    this.kept = new Kept(options.storage, options.journey);
    this.#share();
    this.#arm();
  }

  /** @returns {State} */
  get state() {
    if (!this.#there) return "offline";
    if (this.say) return "refusing";
    if (!this.#table.size) return "saved";
    return this.#rows().some((row) => row.late) ? "slow" : "saving";
  }

  /** Why something is not saved, where the other end, or its size, says so. */
  get say() {
    return this.#rows().find((row) => row.say)?.say ?? "";
  }

  /** What is not known to be saved, oldest first. */
  get edits() {
    return this.#rows().map((row) => row.edit);
  }

  /** How many places that is. */
  get count() {
    return new Set(this.edits.map((edit) => edit.path)).size;
  }

  /** Whether all of it outlives the tab. */
  get isKept() {
    return this.#rows().every((row) => row.keptAs === row.edit.id);
  }

  /** The journey as it will be when everything here is saved. @param {any} journey */
  over(journey) {
    return this.edits.reduce((made, edit) => changed(made, edit, this.options.lists), journey);
  }

  /** Whether an edit of this very place is waiting. @param {string} path */
  holds(path) {
    return this.edits.some((edit) => edit.path === path);
  }

  /** Takes an edit; text typed on takes the place of words that have not left yet. @param {string} path @param {any} old @param {any} next */
  add(path, old, next) {
    this.#share();
    const { newId, by, clock } = this.options;
    const before = this.#rows().findLast((row) => meet(row.edit.path, path));
    const grown = before?.own && !before.tries && isTypedOn(before.edit, path, next) ? before : undefined;
    const edit = { id: newId(path), by: by(), path, old: grown ? grown.edit.old : old ?? null, new: next };
    this.#lastOrder = Math.max(this.#lastOrder + 0.001, clock.date());
    const keptAs = this.kept.put(edit, this.#lastOrder, grown?.keptAs ?? "");
    if (grown) this.#table.delete(grown.edit.id);
    this.#table.set(edit.id, rowOf(edit, { order: this.#lastOrder, keptAs, own: true, due: this.#next() }));
    this.#changed();
  }

  /** Edits that are on disk now. Others, which do not wait here, are no news. @param {string[]} ids */
  saved(ids) {
    for (const id of ids) {
      const row = this.#table.get(id);
      if (!row) continue;
      for (const earlier of this.#rows()) {
        if (earlier === row) break;
        if (earlier.tries && isReplaced(earlier.edit, row.edit)) this.#drop(earlier);
      }
      this.#drop(row);
      this.#answered();
    }
    this.#changed();
  }

  /** An edit that will never be saved leaves. @param {string} id @returns {boolean} whether it was waiting */
  refused(id) {
    const row = this.#table.get(id);
    if (!row) return false;
    this.#drop(row);
    this.#answered();
    this.#changed();
    return true;
  }

  /** The edits came across, but could not be saved: they stay and are tried again. @param {string[]} ids @param {string} say */
  unsaved(ids, say) {
    for (const id of ids) {
      const row = this.#table.get(id);
      if (!row) continue;
      Object.assign(row, { sent: false, late: false, say, due: this.options.clock.now() + TRY_AGAIN });
      this.#answered();
    }
    this.#changed();
  }

  /** Sends what is waiting without delay, for instance when the page is closed. */
  flush() {
    this.#nowDue((row) => !row.sent);
    this.#send();
  }

  /** The other end answers, or does not: told by the page, which asks now and then. @param {boolean} there */
  reachable(there) {
    const back = there && !this.#there;
    this.#there = there;
    if (back) {
      this.#failures = 0;
      this.#nowDue(() => true);
    }
    this.#send();
  }

  stop() {
    this.#stopped = true;
    this.options.clock.cancel(this.#timer);
  }

  #rows() {
    return [...this.#table.values()];
  }

  /** @param {(row: Row) => boolean} which */
  #nowDue(which) {
    for (const row of this.#rows().filter(which)) {
      if (row.bytes <= LARGEST_EDIT) Object.assign(row, { sent: false, late: false, due: this.options.clock.now() });
    }
  }

  /** Where nobody answers each attempt waits longer than the one before. */
  get #pause() {
    if (this.#failures) return Math.min(LONGEST_WAIT, TRY_AGAIN * 2 ** (this.#failures - 1));
    return this.#there ? BETWEEN_SENDS : TRY_AGAIN;
  }

  /** When the next message may go. */
  #next() {
    return Math.max(this.options.clock.now(), this.#lastSend + this.#pause);
  }

  #answered() {
    const soon = this.options.clock.now() + NO_ANSWER;
    if (this.#failures) for (const row of this.#rows()) if (row.sent) row.due = Math.min(row.due, soon);
    this.#there = true;
    this.#failures = 0;
  }

  #changed() {
    this.#arm();
    this.options.told(this.state, this.say);
  }

  #arm() {
    const { clock } = this.options;
    clock.cancel(this.#timer);
    const due = Math.min(...this.#rows().map((row) => row.due));
    if (!this.#stopped && due < Infinity) this.#timer = clock.after(Math.max(0, due - clock.now()), () => this.#tick());
  }

  #tick() {
    const now = this.options.clock.now();
    if (this.#rows().some((row) => row.sent && row.due <= now)) {
      this.#failures += 1;
      for (const row of this.#rows().filter((one) => one.sent)) Object.assign(row, { sent: false, late: true, due: now });
    }
    this.#send();
  }

  /** Sends what is due, as much as one message holds. */
  #send() {
    this.#share();
    const now = this.options.clock.now();
    const leaving = this.#leaving(now);
    if (leaving.length) {
      this.#lastSend = now;
      for (const row of leaving) {
        // what is on its way already only comes along: its own time to be answered runs on
        if (!row.sent) row.due = now + Math.max(NO_ANSWER, this.#pause);
        row.sent = true;
        row.late ||= this.#failures > 0;
        row.tries += 1;
      }
      try {
        this.options.send(leaving.map((row) => row.edit));
      } catch {
        this.#there = false;
        this.#failures += 1;
        for (const row of leaving) Object.assign(row, { sent: false, due: now + this.#pause });
      }
    }
    this.#changed();
  }

  /** What goes in the next message: what is due, each with the earlier ones of its place. @param {number} now */
  #leaving(now) {
    const rows = this.#rows();
    /** @type {Set<Row>} */ const taken = new Set();
    let bytes = 0;
    for (const [at, row] of rows.entries()) {
      if (row.sent || row.due > now || taken.has(row)) continue;
      const more = withEarlier(rows, at).filter((one) => !taken.has(one));
      const size = more.reduce((sum, one) => sum + one.bytes, 0);
      const alone = !taken.size && more.length === 1;
      if (alone || (taken.size + more.length <= MOST_AT_ONCE && bytes + size <= LARGEST_MESSAGE)) {
        for (const one of more) taken.add(one);
        bytes += size;
      } else {
        row.due = now + BETWEEN_SENDS; // with the next message, or when the earlier ones are answered
      }
    }
    return rows.filter((row) => taken.has(row));
  }

  /** Takes in what other pages left in storage, and lets go of theirs that is gone from there. */
  #share() {
    const ids = this.kept.ids();
    if (!ids) return; // every tab is on its own
    for (const row of this.#rows()) if (!row.own && !ids.has(row.edit.id)) this.#table.delete(row.edit.id);
    const known = new Set(this.#rows().flatMap((row) => [row.edit.id, row.keptAs]));
    const found = [...ids].filter((id) => !known.has(id)).flatMap((id) => this.kept.read(id) ?? []);
    if (!found.length) return;
    for (const { order, ...edit } of found) {
      this.#lastOrder = Math.max(this.#lastOrder, order);
      this.#table.set(edit.id, rowOf(edit, { order, keptAs: edit.id, own: false, due: this.#next() }));
    }
    this.#table = new Map([...this.#table].sort(([, one], [, other]) => one.order - other.order));
  }

  /** @param {Row} row */
  #drop(row) {
    this.#table.delete(row.edit.id);
    if (row.keptAs) this.kept.forget(row.keptAs);
  }
}

/** @param {Edit} edit @param {Pick<Row, "order" | "keptAs" | "own" | "due">} more @returns {Row} */
function rowOf(edit, more) {
  const bytes = new TextEncoder().encode(JSON.stringify(edit)).length;
  const row = { edit, bytes, tries: 0, sent: false, late: false, say: "", ...more };
  return bytes <= LARGEST_EDIT ? row : { ...row, due: Infinity, say: TOO_LARGE };
}

/**
 * An edit and the earlier ones that have to be there before it. One that fits into no message holds up no other.
 * @param {Row[]} rows @param {number} at
 */
function withEarlier(rows, at) {
  const found = [rows[at]];
  for (const row of rows.slice(0, at).reverse()) {
    if (row.bytes > LARGEST_EDIT) continue;
    if (found.some(({ edit }) => meet(reach(edit), reach(row.edit)) || pointsTo(edit, row.edit))) found.push(row);
  }
  return found;
}

/** Whether text at a place is typed on, rather than something else put there. @param {Edit} before @param {string} path @param {any} next */
function isTypedOn(before, path, next) {
  return before.path === path && typeof before.new !== "object" && typeof next !== "object" && !path.endsWith(AFTER);
}

/** Whether nothing is left of an edit after a later one. @param {Edit} earlier @param {Edit} later */
function isReplaced(earlier, later) {
  return earlier.path === later.path || (later.new === null && isWithin(earlier.path, later.path));
}

/** How far an edit reaches: one that adds or moves an item, over all of its list. @param {Edit} edit */
function reach(edit) {
  const parts = edit.path.split("/");
  if (parts.at(-1) === AFTER) return parts.slice(0, -2).join("/");
  return adds(edit) ? parts.slice(0, -1).join("/") : edit.path;
}

/** @param {Edit} edit */
function adds({ old, new: next }) {
  return old === null && next !== null && typeof next === "object" && !Array.isArray(next);
}

/** Whether an edit chooses what an earlier one adds, such as a source that is named where it is chosen. @param {Edit} edit @param {Edit} earlier */
function pointsTo(edit, earlier) {
  return adds(earlier) && JSON.stringify(edit.new ?? null).includes(`"${earlier.path.split("/").at(-1)}"`);
}

/** @param {string} one @param {string} other */
function meet(one, other) {
  return isWithin(one, other) || isWithin(other, one);
}
