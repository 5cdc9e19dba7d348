// What a page shows: the journey, the pictures' and advice's view, the page with its progress, and where the workshop is.
// All of it comes once, as the widget's state; then only what changed comes, each change with the number of the one before it. Where one was
// missed, all of it is asked for again.

import { patched } from "../lib/difference.js";

/** @typedef {import("../lib/messages.js").Change} Change */

export class State {
  #model;
  #asked = false;

  /**
   * @param {{ get(name: string): any }} model the widget's
   * @param {() => void} ask asks for all of it
   */
  constructor(model, ask) {
    this.#model = model;
    this.ask = ask;
    /** @type {number} */ this.revision = 0;
    this.#read();
  }

  /** The widget's state has come, or a part of it: it counts unless changes have overtaken it. */
  arrived() {
    if (this.#model.get("revision") >= this.revision) this.#read();
  }

  /**
   * Makes a change that came.
   * @param {Change | null | undefined} change
   * @param {(id: string) => { path: string, new: any } | undefined} own an edit that was made here
   */
  take(change, own) {
    if (!change || change.to <= this.revision) return;
    /** @type {import("../lib/difference.js").Difference[]} */
    const changes = [];
    for (const one of change.changes) {
      const edit = "edit" in one ? own(one.edit) : undefined;
      if ("edit" in one && !edit) return this.#missed();
      changes.push("edit" in one ? { path: one.path, new: edit?.new } : one);
    }
    if (change.since !== this.revision) return this.#missed();
    const { journey, view, page, workshop } = this;
    Object.assign(this, patched({ journey, view, page, workshop }, changes));
    this.revision = change.to;
  }

  /** The other end says how far it is; an answer to what was asked has come before. @param {number} revision */
  isAt(revision) {
    this.#asked = false;
    if (revision > this.revision) this.#missed();
  }

  #missed() {
    if (this.#asked) return;
    this.#asked = true;
    this.ask();
  }

  #read() {
    /** @type {any} */ this.journey = this.#model.get("journey");
    /** @type {any} */ this.view = this.#model.get("view");
    /** @type {any} */ this.page = this.#model.get("page");
    /** @type {any} */ this.workshop = this.#model.get("workshop");
    this.revision = this.#model.get("revision") ?? 0;
  }
}
