// What the browser keeps for us. One that is closed to pages or full is no error: then a value lasts as long as the page.

class Keeping {
  #open;
  /** @type {Map<string, string>} */ #own = new Map();

  /** @param {() => Storage} open  throws where the browser lets pages keep nothing */
  constructor(open) {
    this.#open = open;
  }

  /** @param {string} key @returns {string} "" where nothing is kept */
  get(key) {
    try {
      return this.#own.get(key) ?? this.#open().getItem(key) ?? "";
    } catch {
      return this.#own.get(key) ?? "";
    }
  }

  /** @param {string} key @param {string} value */
  set(key, value) {
    this.#own.delete(key);
    try {
      this.#open().setItem(key, value);
    } catch {
      this.#own.set(key, value);
    }
  }
}

/** The name under which something of a map is kept: behind one address there may be several workbooks. @param {string} journey  its id */
export const keptAs = (journey) => {
  const base = globalThis.document?.body?.dataset?.base ?? "/";
  return base === "/" ? journey : base + journey;
};

/** For all tabs of the browser, as long as nobody clears it. */
export const inBrowser = new Keeping(() => window.localStorage);

/** For this tab, also when it is loaded again. */
export const inTab = new Keeping(() => window.sessionStorage);
