// What was done on this page, gesture by gesture, and how to take it back. Pure: places and values go in, edits come out.
//
// Taking back is an edit like any other. It is made only where the place still holds what was put there, so that it
// never takes back what somebody else has done since.

import { same, standsAfter } from "../lib/journey.js";

/**
 * @typedef {{ path: string, old: any, next: any, order?: string[] }} Made
 *   order: for an item that was added, removed or moved, the ids of its list as they were
 * @typedef {{ edits: Made[], gesture: string, what?: string }} Step
 *   what: how the page on which it was done calls its place, where it has come from another page
 * @typedef {{ done: Step[], undone: Step[] }} Remembered
 * @typedef {{ step: Step, state: "done" | "changed" }} Outcome  changed: somebody has, so nothing was taken back
 */

const AFTER = "@after";
const MOST = 300; // steps that are remembered

export class History {
  /** @type {Step[]} */ #done = [];
  /** @type {Step[]} */ #undone = [];

  /**
   * @param {{ value: (path: string) => any, write: (path: string, next: any) => void, empty?: (path: string) => any }} host
   *   write: makes an edit; `value` tells it at once. empty: what a place holds before anybody has put something there.
   */
  constructor(host) {
    this.host = host;
  }

  /** What was done last, so that this very thing can be taken back later. @returns {Step | undefined} */
  get last() {
    return this.#done.at(-1);
  }

  /** All of it, to be gone on with on another page. @returns {Remembered} */
  get remembered() {
    return { done: this.#done, undone: this.#undone };
  }

  /** Goes on where another page left it; what is done here belongs to none of its gestures. @param {Remembered} before */
  goOn({ done, undone }) {
    const apart = (/** @type {Step} */ step) => ({ ...step, gesture: "" });
    this.#done = [...done.map(apart), ...this.#done];
    this.#undone = undone.map(apart);
  }

  /** What would be done again. @returns {Step | undefined} */
  get next() {
    return this.#undone.at(-1);
  }

  /**
   * Makes an edit. Those of one gesture are taken back together.
   * @param {string} path @param {any} next @param {string} gesture
   */
  edit(path, next, gesture) {
    const made = this.#write(path, next);
    if (!made) return;
    this.#undone = [];
    const before = this.last?.gesture === gesture ? this.#done.pop() : undefined;
    const edits = [...(before?.edits ?? [])];
    const again = edits.findIndex((one) => one.path === path);
    if (again < 0) edits.push(made);
    else edits[again] = { ...edits[again], next: made.next };
    // an item that was put there in the same gesture holds now what has just been put into it
    const step = { gesture, edits: edits.map((one) => (path.startsWith(`${one.path}/`) ? { ...one, next: this.host.value(one.path) } : one)) };
    if (step.edits.some((one) => !same(one.old, one.next))) this.#done.push(step);
    if (this.#done.length > MOST) this.#done.shift();
  }

  /** What was put at a place is not kept there: there is nothing to take back. @param {string} path */
  refused(path) {
    for (const list of [this.#done, this.#undone]) {
      const at = list.findLastIndex((step) => step.edits.some((one) => one.path === path));
      if (at >= 0) list.splice(at, 1);
    }
  }

  /** Takes back what was done last, or one step that is remembered. @param {Step} [step] @returns {Outcome | undefined} */
  undo(step) {
    return this.#back(this.#done, this.#undone, step);
  }

  /** @returns {Outcome | undefined} */
  redo() {
    return this.#back(this.#undone, this.#done);
  }

  /** @param {Step[]} from @param {Step[]} to @param {Step} [wanted] @returns {Outcome | undefined} */
  #back(from, to, wanted = from.at(-1)) {
    if (!wanted || !from.includes(wanted)) return undefined;
    from.splice(from.indexOf(wanted), 1);
    const edits = inverse(wanted, this.host.value);
    if (!edits) return { step: wanted, state: "changed" };
    const made = edits.flatMap(({ path, next }) => this.#write(path, next) ?? []);
    to.push({ gesture: "", edits: made, ...(wanted.what && { what: wanted.what }) });
    return { step: wanted, state: "done" };
  }

  /** @param {string} path @param {any} next @returns {Made | undefined} */
  #write(path, next) {
    const { value, write, empty } = this.host;
    const old = value(path);
    if (same(old, next)) return undefined;
    const order = orderOf(path, value);
    write(path, next);
    return { path, old: old === undefined ? empty?.(path) : old, next: order && next !== null ? value(path) : next, ...(order && { order }) };
  }
}

/**
 * The edits that take a step back; undefined where a place holds something else by now.
 * @param {Step} step @param {(path: string) => any} value
 * @returns {{ path: string, next: any }[] | undefined}
 */
export function inverse({ edits }, value) {
  // what stands in an item that goes, or comes back whole, needs no edit of its own
  const own = edits.filter((one) => !edits.some((other) => other.order && one.path.startsWith(`${other.path}/`)));
  if (!own.every((one) => holds(one, value))) return undefined;
  return own.reverse().flatMap((one) => backward(one, value));
}

/** @param {Made} made @param {(path: string) => any} value */
function holds({ path, next, order }, value) {
  if (order && next === null) return value(path) === undefined && value(parentOf(path)) !== undefined;
  return value(parentOf(path)) !== undefined && same(value(path), next);
}

/** @param {Made} made @param {(path: string) => any} value */
function backward({ path, old, next, order }, value) {
  if (path.endsWith(AFTER)) {
    const item = parentOf(path);
    const [list, id] = [parentOf(item), idOf(item)];
    return [{ path, next: standsAfter(id, order ?? [], idsIn(list, value)) }];
  }
  if (!order || next !== null) return [{ path, next: old ?? null }];
  // at the end of the list it stands by itself, and what is the same is no edit
  return [{ path, next: old }, { path: `${path}/${AFTER}`, next: standsAfter(idOf(path), order, idsIn(parentOf(path), value)) }];
}

/** The ids of the list that an edit changes, or undefined if it changes none. @param {string} path @param {(path: string) => any} value */
function orderOf(path, value) {
  const list = path.endsWith(`/${AFTER}`) ? parentOf(parentOf(path)) : parentOf(path);
  return list && Array.isArray(value(list)) ? idsIn(list, value) : undefined;
}

/** @param {string} list @param {(path: string) => any} value @returns {string[]} */
const idsIn = (list, value) => (value(list) ?? []).map((/** @type {{ id: string }} */ item) => item.id);

/** @param {string} path */
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** @param {string} path */
const idOf = (path) => path.slice(path.lastIndexOf("/") + 1);
