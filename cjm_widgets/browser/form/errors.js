/** What is wrong with which field, and why: not fit to send, refused by the store, or missing on "Continue". */

/** @typedef {ReturnType<typeof createErrors>} Errors */

/** An empty record of errors, by path. */
export function createErrors() {
  /** @type {Map<string, string>} typed here but not sent */
  const held = new Map();
  /** @type {Map<string, string>} sent, and not accepted */
  const refused = new Map();
  /** @type {Map<string, string>} not answered when it was asked for */
  const missing = new Map();
  const kinds = [held, refused, missing];

  return {
    /** The sentence to show at a field, or "". */
    say: (/** @type {string} */ path) => held.get(path) || refused.get(path) || missing.get(path) || "",
    /** Whether what stands in the control must stay although the journey says something else. */
    keeps: (/** @type {string} */ path) => held.has(path) || refused.has(path),
    isRefused: (/** @type {string} */ path) => refused.has(path),
    isHeld: (/** @type {string} */ path) => held.has(path),
    /** Keep a value from being sent, and say why. */
    hold: (/** @type {string} */ path, /** @type {string} */ say) => void held.set(path, say),
    /** The user gave another value: earlier errors are past. */
    touched: (/** @type {string} */ path) => kinds.forEach((kind) => kind.delete(path)),
    /** An answer came. */
    answered: (/** @type {string} */ path) => void missing.delete(path),
    /** Add what was refused; an empty list forgets all that was. */
    refuse(/** @type {{path: string, say: string}[]} */ list) {
      if (list.length === 0) refused.clear();
      for (const { path, say } of list) refused.set(path, say);
    },
    /** Put what is missing in place of what was missing before. */
    ask(/** @type {{path: string, say: string}[]} */ list) {
      missing.clear();
      for (const { path, say } of list) missing.set(path, say);
    },
    /** Forget a part of the journey that was removed. */
    drop(/** @type {string} */ prefix) {
      for (const kind of kinds) {
        for (const path of [...kind.keys()]) if (path === prefix || path.startsWith(`${prefix}/`)) kind.delete(path);
      }
    },
    /** Whether something is wrong at or below a path. */
    under: (/** @type {string} */ prefix) => kinds.some((kind) => [...kind].some(([path, say]) => say && path.startsWith(`${prefix}/`))),
    /** Paths whose text is kept in its control only. */
    unsent: () => [...held.keys()],
    missing: () => [...missing.keys()],
    any: () => kinds.some((kind) => [...kind.values()].some(Boolean)),
  };
}
