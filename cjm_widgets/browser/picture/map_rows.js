/**
 * Which layers of a map are seen now, and where they stand. Pure: nothing here touches the page.
 *
 * @typedef {{key: string, title: string, hint: string, group: string, when: string}} Row
 * @typedef {{key: string, title: string, layers: Row[]}} View
 */

const OTHER = { current: "ideal", ideal: "current", both: "" };

/**
 * @param {View} view
 * @param {Pick<import("./map_choice.js").Choice, "when" | "empty" | "hidden">} choice
 * @param {(row: Row) => boolean} full  whether a layer has something to show
 * @param {(row: Row) => boolean} isApart  whether it stands outside the table
 */
export function seenRows(view, { when, empty, hidden }, full, isApart) {
  const away = new Set(hidden[view.key] ?? []);
  const offered = view.layers.filter((row) => !(row.when && row.when === OTHER[when]) && (empty || full(row)));
  const seen = offered.filter((row) => row.key === "steps" || !away.has(row.key));
  const first = view.layers.findIndex((row) => !isApart(row));
  const before = new Set(view.layers.slice(0, first).map(({ key }) => key));
  return {
    offered: offered.filter(({ key }) => key !== "steps"),
    rows: seen.filter((row) => !isApart(row)),
    above: seen.filter((row) => isApart(row) && before.has(row.key)),
    below: seen.filter((row) => isApart(row) && !before.has(row.key)),
  };
}

/**
 * Whether one of some layers stands in the view and is not hidden by choice, although it may be empty.
 * @param {View} view
 * @param {Record<string, string[]>} hidden
 * @param {string[]} keys
 */
export function wanted(view, hidden, keys) {
  return view.layers.some(({ key }) => keys.includes(key) && !hidden[view.key]?.includes(key));
}
