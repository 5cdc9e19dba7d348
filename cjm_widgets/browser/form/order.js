/** The order of a list's items on the page, where some are kept that others removed. Pure functions. */

/**
 * The ids of a list, and those that are gone where they stood.
 * @param {string[]} ids of the items there are
 * @param {string[]} gone removed by somebody else, while a person here is in the middle of them
 * @param {string[]} before the order that was shown
 */
export function withGone(ids, gone, before) {
  const shown = [...ids];
  for (const id of gone) shown.splice(Math.max(0, before.indexOf(id)), 0, id);
  return shown;
}

/**
 * Which one is open next: the wanted one, else the one that is open, else its neighbour.
 * @param {string[]} order
 * @param {{open: string, wanted: string, before: string[]}} was before: the order that was shown
 */
export function openNext(order, { open, wanted, before }) {
  if (order.includes(wanted)) return wanted;
  if (order.includes(open)) return open;
  const at = Math.max(0, before.indexOf(open));
  return order[Math.min(at, order.length - 1)] ?? "";
}

/**
 * Where a key leads from one tab to another; undefined where it leads nowhere. The ends are joined.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export function walked(key, at, count) {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
