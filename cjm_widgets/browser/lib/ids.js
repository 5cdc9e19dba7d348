// Ids of what people make, and of the edits by which they make it.

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SIGNS = `${LETTERS}0123456789`;

/** A new id: a letter, then letters and digits. @param {number} [length] */
export function newId(length = 8) {
  const random = crypto.getRandomValues(new Uint32Array(length));
  return Array.from(random, (number, at) => (at === 0 ? LETTERS[number % 26] : SIGNS[number % 36])).join("");
}

/**
 * Ids of edits, each AUTHOR-PAGE-SEQ: whose edit it is, in which page it was made, and the how manieth there. Private
 * edits have another author and page, so that no history links a name to what somebody rated for themselves.
 */
export class EditIds {
  #open;
  #private;

  /** @param {Pick<Storage, "getItem" | "setItem"> | undefined} storage of the browser; where there is none an author lasts as long as the page */
  constructor(storage) {
    this.#open = series(author(storage, "cjm:author"));
    this.#private = series(author(storage, "cjm:author-private"));
  }

  /** The id of a new edit. @param {string} path what it changes */
  next(path) {
    return isPrivate(path) ? this.#private() : this.#open();
  }
}

/** @param {string} author */
function series(author) {
  const page = newId(6);
  let made = 0;
  return () => `${author}-${page}-${(made += 1)}`;
}

/** @param {Pick<Storage, "getItem" | "setItem"> | undefined} storage @param {string} key */
function author(storage, key) {
  const fresh = newId(10);
  try {
    const kept = storage?.getItem(key) ?? "";
    if (/^[a-z0-9]{10}$/.test(kept)) return kept;
    storage?.setItem(key, fresh);
  } catch {
    // Without storage the author lasts as long as the page.
  }
  return fresh;
}

/**
 * Whether a path leads to what one person rated, voted or said for themselves, as `cjm_widgets/journey/apart.py` says it.
 * @param {string} path
 */
export function isPrivate(path) {
  const [list, whose, own, who] = path.split("/");
  if (list === "voices") return whose !== undefined;
  if (who === undefined) return false;
  if (own === "dots") return list === "moments" || list === "solutions";
  return list === "steps" && own === "ratings" && who.startsWith("p-");
}
