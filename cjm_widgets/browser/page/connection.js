// Is the other end still there? Asked now and then, and at once when the page is looked at again.

const ASK_EVERY = 20_000; // ms
const ANSWER_WITHIN = 5_000; // ms
const TRY_EVERY = 3_000; // ms
const RELOADS_APART = 20_000; // ms: a page that fails to come up does not reload in a circle
const LAST_RELOAD = "cjm:reloaded";

export class Connection {
  /** @type {number | undefined} */ #next;
  /** @type {number | undefined} */ #alarm;
  #lost = false;

  /** @param {{ ask: () => void, told: (there: boolean) => void, startAgain: () => void }} options */
  constructor(options) {
    this.options = options;
  }

  /** Asks for a sign of life. */
  check() {
    clearTimeout(this.#next);
    this.#alarm ??= window.setTimeout(() => this.#silent(), ANSWER_WITHIN);
    try {
      this.options.ask();
    } catch {
      this.#silent();
    }
  }

  /** Something came across, whatever it was. */
  heard() {
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
    const was = this.#lost;
    this.#lost = false;
    if (was) this.options.told(true);
    clearTimeout(this.#next);
    this.#next = window.setTimeout(() => this.check(), ASK_EVERY);
  }

  /** Somebody else noticed that nobody answers. */
  watch() {
    if (!this.#lost) this.#silent();
  }

  /** The person asks to try now. */
  again() {
    sessionStorage.removeItem(LAST_RELOAD);
    void this.#reach();
  }

  stop() {
    clearTimeout(this.#next);
    clearTimeout(this.#alarm);
  }

  #silent() {
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
    this.#lost = true;
    this.options.told(false);
    void this.#reach();
  }

  /** Where the server answers but this page's own end does not, only a new page can help. */
  async #reach() {
    clearTimeout(this.#next);
    if (!this.#lost) return;
    if (document.querySelector("[data-cjm-slot=status]") && (await serverAnswers()) && this.#lost) {
      const last = Number(sessionStorage.getItem(LAST_RELOAD) ?? 0);
      if (Date.now() - last > RELOADS_APART) {
        sessionStorage.setItem(LAST_RELOAD, String(Date.now()));
        this.options.startAgain();
        return;
      }
    }
    try {
      this.options.ask();
    } catch {
      // Still gone; the next attempt is due anyway.
    }
    this.#next = window.setTimeout(() => void this.#reach(), TRY_EVERY);
  }
}

async function serverAnswers() {
  try {
    const answer = await fetch(new URL("/cjm/alive", location.href), { cache: "no-store" });
    return answer.ok;
  } catch {
    return false;
  }
}
