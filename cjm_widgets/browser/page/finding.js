// What on a map is found by words, whichever page it is filled in on. Accents and case do not matter. Pure.

/** @typedef {[file: string, page: string, path: string, title: string]} Place  as cjm_widgets/pages/findable.py gives them */
/** @typedef {{ file: string, page: string, path: string, field: string, item: string, text: string }} Found  a page itself has no path */

/** @param {string} text */
export const withoutMarks = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * The best first: what begins with the words, then what holds them, then what stands in a field, an item or a page of that name.
 * @param {string} words
 * @param {Place[]} places
 * @param {{ value: (path: string) => any, item: (path: string) => string, file: string }} map
 *   item: how people call what a place belongs to. file: of this page, where a thing is shown if it is filled in here too
 * @returns {Found[]}
 */
export function found(words, places, { value, item, file }) {
  const asked = withoutMarks(words).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  /** @type {Map<string, { rank: number, one: Found }>} */ const all = new Map();
  for (const one of [...places].sort((a, b) => Number(b[0] === file) - Number(a[0] === file))) {
    for (const [path, text] of texts(one[2], value)) {
      if (all.has(path)) continue;
      const made = { file: one[0], page: one[1], path, field: one[3], item: item(path), text };
      const rank = rankOf(asked, made);
      if (rank >= 0) all.set(path, { rank, one: made });
    }
  }
  const pages = new Map(places.map(([at, page]) => [at, page]));
  for (const [at, page] of pages) {
    const made = { file: at, page, path: "", field: "", item: "", text: page };
    if (asked.every((word) => withoutMarks(page).includes(word))) all.set(`page ${at}`, { rank: 1, one: made });
  }
  return [...all.values()].sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

/** @param {string[]} asked @param {Found} found @returns {number} -1: not found */
function rankOf(asked, { path, text, field, item, page }) {
  const own = withoutMarks(text);
  if (!asked.every((word) => withoutMarks(`${text} ${item} ${field} ${page}`).includes(word))) return -1;
  if (!asked.every((word) => own.includes(word))) return 4;
  return (own.startsWith(asked[0]) ? 0 : 2) + (/(^|\/)(name|title)$/.test(path) ? 0 : 1);
}

/**
 * The words that stand at the places of a pattern, each with its path.
 * @param {string} pattern such as "steps/*\/name" @param {(path: string) => any} value @returns {[string, string][]}
 */
function texts(pattern, value) {
  const at = pattern.indexOf("/*");
  if (at < 0) {
    const text = value(pattern);
    return typeof text === "string" && text.trim() ? [[pattern, text.trim().replace(/\s+/g, " ")]] : [];
  }
  const [list, rest] = [pattern.slice(0, at), pattern.slice(at + 2)];
  const items = value(list);
  return Array.isArray(items) ? items.flatMap((/** @type {{ id: string }} */ one) => texts(`${list}/${one.id}${rest}`, value)) : [];
}
