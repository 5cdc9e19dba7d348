// A journey as plain data in the browser: reading it by id path, and showing edits before they are saved.
// The same paths as in cjm_widgets/journey/edits.py, which decides; this only foresees what it will say.

/** @typedef {{ id: string, [field: string]: any }} Item */
/** @typedef {{ path: string, new: any }} Change */
/** @typedef {ReadonlyMap<string, Record<string, any>>} Lists the fields that hold lists of items, with what a new item holds */

const AFTER = "@after";

/**
 * What stands at a path; undefined where there is nothing.
 * @param {any} journey
 * @param {string} path
 */
export function valueAt(journey, path) {
  let node = journey;
  for (const [at, part] of path.split("/").entries()) {
    if (node === null || node === undefined) return undefined;
    if (Array.isArray(node)) {
      const list = node;
      node = list.find((item) => item.id === part);
      if (path.split("/")[at + 1] === AFTER) return node && idBefore(list, part);
    } else {
      node = typeof node === "object" ? node[part] : undefined;
    }
  }
  return node;
}

/** @param {Item[]} list @param {string} id */
export function idBefore(list, id) {
  const at = list.findIndex((item) => item.id === id);
  return at > 0 ? list[at - 1].id : "";
}

/**
 * After which item one stands when it comes back to its place: the nearest of those before it that is still there.
 * @param {string} id @param {string[]} order the list as it was @param {string[]} there the ids that are there now
 */
export function standsAfter(id, order, there) {
  return order.slice(0, order.indexOf(id)).reverse().find((other) => there.includes(other)) ?? "";
}

/**
 * What a place in an item holds before anybody has put something there.
 * @param {string} path @param {Lists} lists
 */
export function emptyAt(path, lists) {
  let blank, rest = path.split("/");
  while (rest.length > 2) {
    const at = rest.findIndex((part) => lists.has(part));
    if (at < 0) break;
    blank = lists.get(rest[at]);
    rest = rest.slice(at + 2); // the list and the item's id
  }
  return blank && rest.length ? valueAt(blank, rest.join("/")) : undefined;
}

/**
 * The journey with one change made; the journey given is left as it is.
 * @param {any} journey
 * @param {Change} change
 * @param {Lists} lists
 */
export function changed(journey, change, lists) {
  return inValue(journey, change.path.split("/"), change.new, lists);
}

/** @param {any} node @param {string[]} parts @param {any} next @param {Lists} lists @returns {any} */
function inValue(node, parts, next, lists) {
  const [name, ...rest] = parts;
  const here = node && typeof node === "object" ? node : {};
  if (rest.length === 0) return { ...here, [name]: next };
  const inside = lists.has(name) ? inList(here[name] ?? [], rest, next, lists, name) : inValue(here[name], rest, next, lists);
  return { ...here, [name]: inside };
}

/** @param {Item[]} list @param {string[]} parts @param {any} next @param {Lists} lists @param {string} field @returns {Item[]} */
function inList(list, parts, next, lists, field) {
  const [id, ...rest] = parts;
  const found = list.find((item) => item.id === id);
  if (rest[0] === AFTER) return found ? moved(list, found, next) : list;
  if (rest.length === 0 && next === null) return list.filter((item) => item.id !== id);
  const blank = { ...lists.get(field), id };
  const item = rest.length === 0 ? { ...blank, ...next, id } : inValue(found ?? blank, rest, next, lists);
  return found ? list.map((other) => (other.id === id ? item : other)) : [...list, item];
}

/** @param {Item[]} list @param {Item} item @param {string} after */
function moved(list, item, after) {
  const others = list.filter((other) => other.id !== item.id);
  const at = after === "" ? 0 : others.findIndex((other) => other.id === after) + 1;
  if (at === 0 && after !== "") return list;
  return [...others.slice(0, at), item, ...others.slice(at)];
}

/**
 * Whether two plain values are the same for a person: nothing, null and empty text count as one.
 * @param {any} a @param {any} b
 * @returns {boolean}
 */
export function same(a, b) {
  const plain = (/** @type {any} */ value) => (value === undefined || value === null ? "" : value);
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return plain(a) === plain(b);
  if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}
