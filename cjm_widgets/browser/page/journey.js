// A journey as plain data in the browser: reading it by id path, and showing edits before they are saved.
// The same paths as in cjm_widgets/journey/edits.py, which decides; this only foresees what it will say.

/** @typedef {{ id: string, [field: string]: any }} Item */
/** @typedef {{ path: string, new: any }} Change */

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
      if (part === AFTER) return undefined;
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
 * The journey with one change made; the journey given is left as it is.
 * @param {any} journey
 * @param {Change} change
 * @param {ReadonlySet<string>} lists names of the fields that hold lists of items
 */
export function changed(journey, change, lists) {
  return inValue(journey, change.path.split("/"), change.new, lists);
}

/** @param {any} node @param {string[]} parts @param {any} next @param {ReadonlySet<string>} lists */
function inValue(node, parts, next, lists) {
  const [name, ...rest] = parts;
  const here = node && typeof node === "object" ? node : {};
  if (rest.length === 0) return { ...here, [name]: next };
  const inside = lists.has(name) ? inList(here[name] ?? [], rest, next, lists) : inValue(here[name], rest, next, lists);
  return { ...here, [name]: inside };
}

/** @param {Item[]} list @param {string[]} parts @param {any} next @param {ReadonlySet<string>} lists */
function inList(list, parts, next, lists) {
  const [id, ...rest] = parts;
  const found = list.find((item) => item.id === id);
  if (rest[0] === AFTER) return found ? moved(list, found, next) : list;
  if (rest.length === 0 && next === null) return list.filter((item) => item.id !== id);
  const item = rest.length === 0 ? { ...next, id } : inValue(found ?? { id }, rest, next, lists);
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
 */
export function same(a, b) {
  const plain = (/** @type {any} */ value) => (value === undefined || value === null ? "" : value);
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
