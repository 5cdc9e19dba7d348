// Is the other end still there? Asked now and then, and at once when the page is looked at again.
//
// A page's process that is busy does not answer, and is not dead: the server knows, and is asked before anything is done.

import { pageClock } from "../lib/timing.js";

/**
 * What the server says of the page's process. "unknown": there is no such server, as in JupyterLab. "withheld": it
 * lives, and a proxy in between does not let the line through. "shut": its person is logged out.
 * @typedef {"lives" | "gone" | "unreachable" | "unknown" | "withheld" | "shut"} Process
 */
/**
 * @typedef {object} Place
 * @property {import("../lib/timing.js").Clock} clock
 * @property {() => Promise<Process>} process
 * @property {() => string} line  "connected", "connecting" or "lost": the line to the process, as the front end sees it
 * @property {Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined} session  lasts as long as the tab
 */

const ASK_EVERY = 20_000; // ms
const ANSWER_WITHIN = 5_000; // ms
const TRY_EVERY = 3_000; // ms
const OPENS_WITHIN = 2_000; // ms in which a line that was cut for a moment is open again, and nothing need be said
const RECONNECTS_WITHIN = 15_000; // ms in which the front end opens a line again that was cut for a moment
const BUSY_AT_MOST = 60_000; // ms without an answer after which a process that lives hangs
const RELOADS_APART = 20_000; // ms: a page that fails to come up does not reload in a circle
const LAST_RELOAD = "cjm:reloaded";

/** What is said where more is known than that the line is lost. @type {Partial<Record<Process, string>>} */
export const LOST_SINCE = {
  withheld:
    "The workbook is there, and a proxy in front of it does not let this page’s line through (“Upgrade”), so nothing can be saved. Tell whoever looks after the proxy: where cjm serve was started stands what is missing.",
  shut: "You are logged out, so nothing can be saved. What you type on this page is kept in this browser, and is saved when you have logged in again.",
};
export const LOG_IN = { label: "Log in", act: () => location.reload() };

export class Connection {
  /** @type {any} */ #timer;
  /** @type {number | undefined} */ #askedAt;
  #lost = false;
  /** @type {Process | undefined} */ #why; // it was said
  #stopped = false;
  #heard = false;
  #away = false;
  #turn = 0;

  /**
   * @param {{ ask: () => void, told: (there: boolean, process?: Process) => void, startAgain: () => void }} options
   * @param {Place} [place]
   */
  constructor(options, place = thisPage) {
    this.options = options;
    this.place = place;
  }

  /** Asks for a sign of life, unless an answer is awaited already. */
  check() {
    if (this.#askedAt !== undefined) return;
    this.#askedAt = this.place.clock.now();
    if (this.#ask()) this.#later(ANSWER_WITHIN, () => void this.#look());
    else void this.#look();
  }

  /** Something came across, whatever it was. */
  answered() {
    this.#turn += 1;
    this.#askedAt = undefined;
    this.#heard = true;
    const was = this.#lost;
    this.#lost = false;
    this.#why = undefined;
    if (was) this.options.told(true);
    this.#later(ASK_EVERY, () => this.check());
  }

  /** The line to the process has become something else, also where nobody types. @param {string} line as `Place` has it */
  follow(line) {
    if (line === "lost") this.watch();
    else if (line === "connected" && this.#away) this.#back();
    else if (line === "connecting" && this.#heard) this.#later(OPENS_WITHIN, () => this.doubt());
    this.#away = line !== "connected";
  }

  /** It may be that nobody hears: the server is asked at once. */
  doubt() {
    void this.#look();
  }

  /** The line was away and is open again: what was asked before may never have come across. */
  #back() {
    if (this.#askedAt === undefined) this.check();
    else this.#ask();
  }

  /** Somebody else noticed that nobody answers. */
  watch() {
    if (this.#lost) return;
    this.#lose();
    void this.#look();
  }

  /** The person asks to try now. */
  again() {
    this.#kept((session) => session.removeItem(LAST_RELOAD));
    void this.#look();
  }

  stop() {
    this.#stopped = true;
    this.place.clock.cancel(this.#timer);
  }

  /** Nobody has answered: the server says whether somebody still can. */
  async #look() {
    const turn = (this.#turn += 1);
    this.place.clock.cancel(this.#timer);
    this.#askedAt ??= this.place.clock.now();
    const process = await this.place.process();
    if (turn !== this.#turn || this.#stopped) return;
    const line = this.place.line();
    const silent = this.place.clock.now() - this.#askedAt;
    const isBusy = ["lives", "unknown"].includes(process) && line === "connected" && silent < BUSY_AT_MOST;
    if (!isBusy) this.#lose(process);
    const reconnects = process === "lives" && line === "connecting" && silent < RECONNECTS_WITHIN;
    if (["lives", "gone"].includes(process) && !isBusy && !reconnects && this.#mayStartAgain()) {
      this.options.startAgain();
      return;
    }
    if (!this.#ask()) this.#lose();
    this.#later(TRY_EVERY, () => void this.#look());
  }

  #ask() {
    try {
      this.options.ask();
      return true;
    } catch {
      return false;
    }
  }

  /** @param {Process} [process] */
  #lose(process) {
    const why = process && LOST_SINCE[process] ? process : undefined;
    if (this.#lost && (this.#why === why || !why)) return;
    this.#lost = true;
    this.#why = why;
    this.options.told(false, process);
  }

  #mayStartAgain() {
    const date = this.place.clock.date();
    const last = Number(this.#kept((session) => session.getItem(LAST_RELOAD)) ?? 0);
    if (date - last <= RELOADS_APART) return false;
    this.#kept((session) => session.setItem(LAST_RELOAD, String(date)));
    return true;
  }

  /** @template T @param {(session: NonNullable<Place["session"]>) => T} use */
  #kept(use) {
    try {
      return this.place.session && use(this.place.session);
    } catch {
      return undefined; // closed: then a page that fails to come up is loaded again more often
    }
  }

  /** @param {number} ms @param {() => void} act */
  #later(ms, act) {
    this.place.clock.cancel(this.#timer);
    if (!this.#stopped) this.#timer = this.place.clock.after(ms, act);
  }
}

/** @type {Place} */
const thisPage = {
  clock: pageClock,
  process: askServer,
  line: () => document.body.dataset.connection ?? "connected",
  get session() {
    try {
      return window.sessionStorage;
    } catch {
      return undefined;
    }
  },
};

/** @returns {Promise<Process>} */
async function askServer() {
  const { base = "/", kernel } = document.body.dataset;
  if (!kernel || !document.querySelector("[data-cjm-slot=status]")) return "unknown";
  try {
    const address = new URL(`${base}api/kernels/${kernel}`, location.href);
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    if (!answer.ok) return answer.status === 404 ? "gone" : answer.status === 401 ? "shut" : "unreachable";
    return (await answer.json()).line === "no upgrade" ? "withheld" : "lives";
  } catch {
    return "unreachable";
  }
}
