// Edits wait here until they are acknowledged as saved on disk, and outlive the tab in the browser's own storage.

import { newId } from "../lib/ids.js";
import { changed } from "./journey.js";

/** @typedef {{ id: string, by: string, path: string, old: any, new: any }} Edit */
/** @typedef {"saved" | "saving" | "offline" | "refusing"} State */

const BETWEEN_SENDS = 200; // ms: a fast typist makes a line of history for several letters, not for each
const NO_ANSWER = 4000; // ms without an acknowledgement before the page says that it is offline
const TRY_AGAIN = 2500; // ms between attempts while offline
const MOST_AT_ONCE = 500; // edits in one message: what was typed in a long time without a connection goes in several
const LARGEST_MESSAGE = 1_000_000; // bytes, a quarter of what cjm_widgets/serve/app.py takes
const LARGEST_EDIT = 3_000_000; // bytes: a single change above that never gets through
const TOO_LARGE = "One change is too large to be saved. It is kept here; make it smaller, or in several parts.";

export class Outbox {
  /** @type {Edit[]} */ #waiting = [];
  /** @type {Set<string>} */ #sent = new Set();
  /** @type {Set<string>} */ #everSent = new Set();
  /** @type {number | undefined} */ #timer;
  /** @type {number | undefined} */ #alarm;
  #lastSend = 0;

  /**
   * @param {{ journey: string, by: () => string, lists: ReadonlySet<string>,
   *           send: (edits: Edit[]) => void, told: (state: State, say: string) => void, storage?: Storage }} options
   */
  constructor(options) {
    this.options = options;
    /** @type {State} */ this.state = "saved";
    this.say = "";
    this.storage = options.storage ?? ownStorage();
    this.#waiting = this.#kept();
    if (this.#waiting.length) this.state = "saving";
  }

  /** How many places hold something that is not known to be saved. */
  get count() {
    return new Set(this.#waiting.map((edit) => edit.path)).size;
  }

  /** The journey as it will be when everything here is saved. @param {any} journey */
  over(journey) {
    return this.#waiting.reduce((made, edit) => changed(made, edit, this.options.lists), journey);
  }

  /** Whether an edit of this very place is waiting. @param {string} path */
  holds(path) {
    return this.#waiting.some((edit) => edit.path === path);
  }

  /** Takes an edit; text typed on goes into the edit that has not left yet. @param {string} path @param {any} old @param {any} next */
  add(path, old, next) {
    const last = this.#waiting.at(-1);
    const grows = last && last.path === path && !this.#everSent.has(last.id) && typeof next !== "object" && !path.endsWith("@after");
    const edit = grows ? { ...last, new: next } : { id: newId(20), by: this.options.by(), path, old: old ?? null, new: next };
    this.#waiting = grows ? [...this.#waiting.slice(0, -1), edit] : [...this.#waiting, edit];
    this.#keep(edit);
    if (this.state === "saved") this.#tell("saving");
    this.#soon();
  }

  /** Edits that are on disk now, or that will never be: they leave. @param {string[]} ids */
  done(ids) {
    for (const id of ids) {
      this.#sent.delete(id);
      this.#everSent.delete(id);
      this.#forget(id);
    }
    this.#waiting = this.#waiting.filter((edit) => !ids.includes(edit.id));
    this.#calm();
    if (this.#waiting.length) {
      this.#tell("saving");
      this.#soon();
    } else {
      this.#tell("saved");
    }
  }

  /** The edits came across, but could not be saved: they stay and are tried again. @param {string[]} ids @param {string} say */
  unsaved(ids, say) {
    for (const id of ids) this.#sent.delete(id);
    this.#calm();
    this.#tell("refusing", say);
    this.#soon(TRY_AGAIN);
  }

  /** Sends what is waiting without delay, for instance when the page is closed. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const leaving = fitting(this.#waiting.filter((edit) => !this.#sent.has(edit.id)));
    if (!leaving.length) {
      if (this.#waiting.length && !this.#sent.size) this.#tell("refusing", TOO_LARGE);
      return;
    }
    this.#lastSend = Date.now();
    for (const edit of leaving) {
      this.#sent.add(edit.id);
      this.#everSent.add(edit.id);
    }
    this.#alarm ??= window.setTimeout(() => this.#unanswered(), NO_ANSWER);
    try {
      this.options.send(leaving);
    } catch {
      this.#unanswered();
    }
  }

  /** Nobody has answered: say so, and send everything again (the same ids: nothing is saved twice). */
  #unanswered() {
    this.#calm();
    this.#sent.clear();
    if (!this.#waiting.length) return;
    this.#tell("offline");
    this.#soon(TRY_AGAIN);
  }

  /** The other end answers, or does not: told by the page, which asks now and then. @param {boolean} there */
  reachable(there) {
    if (!there) {
      this.#tell("offline");
    } else if (this.state === "offline") {
      this.#sent.clear();
      this.#tell(this.#waiting.length ? "saving" : "saved");
      this.flush();
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#calm();
  }

  /** @param {number} [wait] */
  #soon(wait = Math.max(0, this.#lastSend + (this.state === "offline" ? TRY_AGAIN : BETWEEN_SENDS) - Date.now())) {
    this.#timer ??= window.setTimeout(() => this.flush(), wait);
  }

  #calm() {
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
  }

  /** @param {State} state @param {string} [say] */
  #tell(state, say = "") {
    this.state = state;
    this.say = say;
    this.options.told(state, say);
  }

  /** @param {string} id */
  #key(id) {
    return `cjm:edit:${this.options.journey}:${id}`;
  }

  /** @param {Edit} edit */
  #keep(edit) {
    try {
      this.storage?.setItem(this.#key(edit.id), JSON.stringify({ ...edit, order: this.#order(edit.id) }));
    } catch {
      // The browser's storage is full or closed: the edit is still in memory and on its way.
    }
  }

  /** @param {string} id */
  #forget(id) {
    try {
      this.storage?.removeItem(this.#key(id));
    } catch {
      // As above.
    }
  }

  /** @param {string} id */
  #order(id) {
    return Date.now() + this.#waiting.findIndex((edit) => edit.id === id) / 1000;
  }

  /** @returns {Edit[]} edits of this journey that an earlier page left behind, oldest first */
  #kept() {
    const found = [];
    const storage = this.storage;
    for (const key of storage ? Object.keys(storage) : []) {
      if (!key.startsWith(this.#key(""))) continue;
      try {
        found.push(JSON.parse(storage?.getItem(key) ?? ""));
      } catch {
        storage?.removeItem(key);
      }
    }
    return found.sort((a, b) => a.order - b.order).map(({ order: _, ...edit }) => edit);
  }
}

/**
 * The first edits that one message holds. One that fits into no message stays behind, and holds up no other.
 * @param {Edit[]} edits
 */
function fitting(edits) {
  const taken = [];
  let size = 0;
  for (const edit of edits) {
    const bytes = new TextEncoder().encode(JSON.stringify(edit)).length;
    if (bytes > LARGEST_EDIT) continue;
    size += bytes;
    if (taken.length && (size > LARGEST_MESSAGE || taken.length === MOST_AT_ONCE)) break;
    taken.push(edit);
  }
  return taken;
}

function ownStorage() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
