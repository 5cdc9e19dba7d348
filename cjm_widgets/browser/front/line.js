/**
 * The line between a page and its process. It opens again when it breaks, and says what it is: "connecting",
 * "connected", or "lost" when the server knows no such process any more.
 */

import { pageClock } from "../lib/timing.js";
import { packed, PROTOCOL, unpacked } from "./wire.js";

/** @typedef {import("./wire.js").Message} Message */
/** @typedef {"connecting" | "connected" | "lost"} State */

const FIRST_WAIT = 250; // ms until the second attempt; each further one waits twice as long
const LONGEST_WAIT = 8_000; // ms
const OPEN = 1; // of a WebSocket's readyState
const WAIT_AT_MOST = 64; // messages that are kept until the line is open
const QUIET = { quiet: true }; // nobody here waits for the process to say that it is idle again
const DEAD = new Set(["dead", "restarting", "autorestarting", "terminating"]);

export class Line {
  /** @type {WebSocket | undefined} */ #socket;
  /** @type {State | undefined} */ #state;
  /** @type {ArrayBuffer[]} */ #waiting = [];
  #tries = 0;
  #sent = 0;
  #session = [...crypto.getRandomValues(new Uint32Array(4))].join("-"); // the same each time: what it missed follows

  /**
   * @param {{ address: string, exists: () => Promise<boolean | undefined>, heard: (message: Message) => void,
   *   told: (state: State) => void, open?: (address: string, protocol: string) => WebSocket,
   *   clock?: import("../lib/timing.js").Clock, chance?: () => number }} options
   *   address: of the line, ws://...; exists: whether the server knows the process, undefined where it does not answer
   */
  constructor(options) {
    this.options = { open: socketTo, clock: pageClock, chance: Math.random, ...options };
  }

  open() {
    const socket = this.options.open(`${this.options.address}?session_id=${this.#session}`, PROTOCOL);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    if (!this.#state) this.#tell("connecting");
    socket.addEventListener("open", () => {
      for (const message of this.#waiting.splice(0)) socket.send(message);
      this.#tell("connected");
    });
    socket.addEventListener("message", ({ data }) => {
      const message = readable(data);
      if (!message) {
        socket.close(); // it may have been something to know: who is back is told what was missed
        return;
      }
      this.#tries = 0; // only now: a line that is taken and closed at once is none
      if (DEAD.has(message.content.execution_state)) this.#tell("lost");
      this.options.heard(message);
    });
    socket.addEventListener("close", () => {
      void this.#again();
    });
  }

  /**
   * Sends a message, or keeps it until the line is open.
   * @param {string} kind of Jupyter's messages, such as comm_msg
   * @param {Record<string, any>} content
   * @param {(ArrayBuffer | ArrayBufferView)[]} [buffers]
   * @throws {Error} if it would never be sent
   */
  send(kind, content, buffers) {
    const header = {
      msg_id: `${this.#session}-${++this.#sent}`, msg_type: kind, session: this.#session, username: "",
      date: new Date().toISOString(), version: "5.3",
    };
    const message = packed({ channel: "shell", header, parent_header: {}, metadata: QUIET, content }, buffers);
    if (this.#socket?.readyState === OPEN) this.#socket.send(message);
    else if (this.#state !== "lost" && this.#waiting.length < WAIT_AT_MOST) this.#waiting.push(message);
    else throw new Error("The line to the workbook is not open.");
  }

  async #again() {
    this.#socket = undefined;
    if (this.#state === "lost") return;
    this.#tell("connecting");
    const there = await this.options.exists();
    if (there === false) {
      this.#tell("lost");
      return;
    }
    const wait = Math.min(FIRST_WAIT * 2 ** this.#tries++, LONGEST_WAIT);
    // not all of a room at the same moment
    this.options.clock.after(wait * (0.5 + this.options.chance() / 2), () => this.open());
  }

  /** @param {State} state */
  #tell(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.options.told(state);
  }
}

/** @param {ArrayBuffer} data @returns {Message | undefined} nothing where it is no message */
function readable(data) {
  try {
    return unpacked(data);
  } catch {
    return undefined;
  }
}

/** @param {string} address @param {string} protocol */
const socketTo = (address, protocol) => new WebSocket(address, protocol);
