// What a text field has held since it got the focus, so that one knows whether the browser's own undo still has letters
// of this field to take back. A browser has one such undo for the whole page: when it is through with the field that has
// the focus, it goes on in another one, unseen. Pure.

export class Letters {
  /** @type {unknown} */ #owner = null;
  /** @type {string[]} */ #held = [];
  #at = 0;

  /**
   * Something has the focus now; a field that comes back to it with nothing else in between goes on where it was.
   * @param {unknown} owner @param {string | null} value  null: it holds no letters
   */
  enter(owner, value) {
    if (owner === this.#owner && value === this.#held[this.#at]) return;
    this.#owner = value === null ? null : owner;
    this.#held = value === null ? [] : [value];
    this.#at = 0;
  }

  /** Its letters have changed. @param {unknown} owner @param {string} value @param {string} how  the event's inputType */
  changed(owner, value, how) {
    if (owner !== this.#owner) return;
    if (how === "historyUndo") {
      this.#at = this.#at > 0 ? Math.max(0, this.#held.lastIndexOf(value, this.#at - 1)) : 0;
    } else if (how === "historyRedo") {
      const found = this.#held.indexOf(value, this.#at + 1);
      this.#at = found < 0 ? this.#held.length - 1 : found;
    } else {
      this.#held = [...this.#held.slice(0, this.#at + 1), value];
      this.#at += 1;
    }
  }

  /** Whether the browser's own way has letters of this field. @param {unknown} owner @param {"undo" | "redo"} way */
  has(owner, way) {
    return owner !== null && owner === this.#owner && (way === "undo" ? this.#at > 0 : this.#at < this.#held.length - 1);
  }
}

/**
 * Which way a key leads, by the letter that it writes, or by where it lies where it writes no Latin letter.
 * @param {{ key: string, code: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean }} event
 * @param {boolean} mac
 * @returns {"undo" | "redo" | undefined}
 */
export function wayOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }, mac) {
  const held = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!held || altKey) return undefined;
  const letter = (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, "")).toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !mac && !shiftKey ? "redo" : undefined;
}
