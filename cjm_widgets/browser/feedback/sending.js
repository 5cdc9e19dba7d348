/**
 * A table on its way to the page's process: a piece at a time, the next when the one before has been taken.
 * A piece that nobody takes is sent again: the line may have been away.
 */

export const PIECE = 256 * 1024;
const AGAIN_AFTER = 15_000; // ms without an answer

export class Sending {
  #at = 0;
  #began = 0;
  #stopped = false;
  /** @type {any} */ #timer;

  /**
   * @param {string} id
   * @param {Blob} blob
   * @param {{ piece: (content: object, bytes: ArrayBuffer) => void, told: () => void, clock: import("../lib/timing.js").Clock }} options
   */
  constructor(id, blob, options) {
    this.id = id;
    this.blob = blob;
    this.options = options;
    this.#began = options.clock.now();
  }

  get at() {
    return this.#at;
  }

  /** Bytes in a second, so far; 0 before the first piece. */
  get speed() {
    const seconds = (this.options.clock.now() - this.#began) / 1000;
    return seconds > 0 ? this.#at / seconds : 0;
  }

  /** So much has been taken: what follows is sent. @param {number} at */
  taken(at) {
    this.#at = at;
    this.options.told();
    void this.#send();
  }

  stop() {
    this.#stopped = true;
    this.options.clock.cancel(this.#timer);
  }

  async #send() {
    this.options.clock.cancel(this.#timer);
    const at = this.#at;
    if (at >= this.blob.size) return;
    const bytes = await this.blob.slice(at, at + PIECE).arrayBuffer();
    if (this.#stopped || at !== this.#at) return;
    this.#timer = this.options.clock.after(AGAIN_AFTER, () => void this.#send());
    try {
      const message = { kind: "piece", id: this.id, at };
      this.options.piece(message, bytes);
    } catch {
      // the line is away: it is sent again
    }
  }
}
