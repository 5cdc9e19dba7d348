// What is not known to be saved, as the browser's storage keeps it: it outlives the tab, and all tabs see it.

/** @typedef {{ id: string, by: string, path: string, old: any, new: any }} Edit */
/** @typedef {Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} Keys  as `localStorage` */

export class Kept {
  #storage;
  #prefix;

  /** @param {Keys | undefined} storage @param {string} journey */
  constructor(storage, journey) {
    this.#storage = storage;
    this.#prefix = `cjm:edit:${journey}:`;
  }

  /** The ids of what is kept, of all tabs; undefined where storage is closed. */
  ids() {
    try {
      const keys = Array.from({ length: this.#storage?.length ?? 0 }, (_, at) => this.#storage?.key(at) ?? "");
      return new Set(keys.filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length)));
    } catch {
      return undefined;
    }
  }

  /** @param {string} id @returns {(Edit & { order: number }) | undefined} what a page left; what is no edit goes */
  read(id) {
    try {
      const kept = JSON.parse(this.#text(id) ?? "");
      if (kept.id === id && typeof kept.path === "string" && typeof kept.order === "number") return kept;
    } catch {
      // It was damaged, and nobody could read it.
    }
    this.forget(id);
    return undefined;
  }

  /**
   * Keeps an edit in the place of the words that it grew out of. Where storage is full, those stay.
   * @param {Edit} edit @param {number} order  when it was made
   * @param {string} former  the id of those words, or ""
   * @returns {string} the id of what is kept, "" if nothing is
   */
  put(edit, order, former) {
    const text = JSON.stringify({ ...edit, order });
    const words = former && this.#text(former);
    const isThere = this.#write(edit.id, text);
    if (former) this.forget(former);
    if (isThere || (former && this.#write(edit.id, text))) return edit.id;
    return words && this.#write(former, words) ? former : "";
  }

  /** @param {string} id */
  forget(id) {
    try {
      this.#storage?.removeItem(this.#prefix + id);
    } catch {
      // Closed: then nothing was kept either.
    }
  }

  /** @param {string} id */
  #text(id) {
    try {
      return this.#storage?.getItem(this.#prefix + id) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {string} id @param {string} text */
  #write(id, text) {
    try {
      this.#storage?.setItem(this.#prefix + id, text);
      return this.#storage !== undefined;
    } catch {
      return false; // full or closed: the edit is still in memory and on its way
    }
  }
}

/** The storage of the browser, which may be closed to pages. @returns {Storage | undefined} */
export function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
