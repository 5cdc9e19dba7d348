// A state of what a page shows, with changes made as cjm_widgets/widgets/difference.py found them. What has not changed
// stays the very same object, so that whoever reads a part can tell by its identity that nothing changed there.

/** @typedef {import("./messages.js").Put | import("./messages.js").Keep} Difference */

/**
 * @param {any} state the state given is left as it is
 * @param {Difference[]} changes
 */
export function patched(state, changes) {
  return changes.reduce((made, one) => changedAt(made, one, 0), state);
}

/** @param {any} node @param {Difference} change @param {number} depth @returns {any} */
function changedAt(node, change, depth) {
  if (depth === change.path.length) return "keep" in change ? kept(node, change.keep) : change.new;
  const step = change.path[depth];
  if (!Array.isArray(node)) return { ...node, [step]: changedAt(node?.[step], change, depth + 1) };
  const found = typeof step === "number" ? step : node.findIndex((item) => item.id === step);
  const at = found < 0 ? node.length : found;
  return [...node.slice(0, at), changedAt(node[at], change, depth + 1), ...node.slice(at + 1)];
}

/** These of an object's keys, or the items of these ids in this order. @param {any} node @param {string[]} keep */
function kept(node, keep) {
  if (Array.isArray(node)) return keep.map((id) => node.find((item) => item.id === id));
  return Object.fromEntries(keep.map((key) => [key, node[key]]));
}
