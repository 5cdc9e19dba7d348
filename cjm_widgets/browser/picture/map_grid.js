/**
 * The map as a grid: arrow keys go from thing to thing, and one stop of the Tab key stands for all of them.
 *
 * @typedef {{from: number, to: number, spots: number}} Cell  the columns it covers, and how many things in it take the focus
 * @typedef {{row: number, cell: number, spot: number, column: number}} At  column: the one that one goes up and down in
 */

/** What can be pressed on the map, as the list of shortcuts tells it. @type {[string[][], string][]} */
export const MAP_KEYS = [
  [[["←"], ["→"], ["↑"], ["↓"]], "Go from cell to cell on the map"],
  [[["Enter"], ["F2"]], "Change what stands there"],
  [[["Insert"], ["+"]], "Add something there; at a step, a step after it"],
  [[["Alt", "arrow"]], "Move a step, a stage or what stands in a cell"],
  [[["Delete"]], "Remove it"],
];

/**
 * Where a key leads in a grid; undefined where it leads nowhere.
 * @param {Cell[][]} rows @param {At} at @param {string} key @param {boolean} [ctrl]
 * @returns {At | undefined}
 */
export function walkedTo(rows, at, key, ctrl = false) {
  const { row, cell, spot, column } = at;
  switch (key) {
    case "ArrowLeft":
      return alongRow(rows, row, cell - 1, -1, spot);
    case "ArrowRight":
      return alongRow(rows, row, cell + 1, 1, spot);
    case "ArrowDown":
      return spot + 1 < (rows[row][cell]?.spots ?? 0) ? { ...at, spot: spot + 1 } : alongColumn(rows, row + 1, 1, column);
    case "ArrowUp":
      return spot > 0 ? { ...at, spot: spot - 1 } : alongColumn(rows, row - 1, -1, column);
    case "Home":
      return ctrl ? alongColumn(rows, 0, 1, 0) ?? alongRow(rows, 0, 0, 1, 0) : alongRow(rows, row, 0, 1, 0);
    case "End":
      return ctrl ? alongRow(rows, lastRow(rows), rows[lastRow(rows)].length - 1, -1, 0) : alongRow(rows, row, rows[row].length - 1, -1, 0);
    default:
      return undefined;
  }
}

/** @param {Cell[][]} rows */
const lastRow = (rows) => Math.max(0, rows.findLastIndex((cells) => cells.some(({ spots }) => spots > 0)));

/** @param {Cell[][]} rows @param {number} row @param {number} start @param {1 | -1} way @param {number} spot @returns {At | undefined} */
function alongRow(rows, row, start, way, spot) {
  for (let cell = start; rows[row]?.[cell]; cell += way) {
    const { spots, from } = rows[row][cell];
    if (spots > 0) return { row, cell, spot: Math.min(spot, spots - 1), column: from };
  }
  return undefined;
}

/** @param {Cell[][]} rows @param {number} start @param {1 | -1} way @param {number} column @returns {At | undefined} */
function alongColumn(rows, start, way, column) {
  for (let row = start; rows[row]; row += way) {
    const cell = rows[row].findIndex(({ from, to, spots }) => spots > 0 && from <= column && column < to);
    if (cell >= 0) return { row, cell, spot: way > 0 ? 0 : rows[row][cell].spots - 1, column };
  }
  return undefined;
}

const SPOT = "[data-spot]";

/** @param {Element} cell @returns {HTMLElement[]} */
const spotsIn = (cell) => [...cell.querySelectorAll(SPOT)].map((one) => /** @type {HTMLElement} */ (one));

/** @param {HTMLTableElement} table */
export function createGrid(table) {
  let held = ""; // the spot that the Tab key comes to
  let column = -1;

  /** @param {HTMLElement} spot */
  function at(spot) {
    const rows = [...table.rows].map((row) => {
      let from = 0;
      return [...row.cells].map((cell) => ({ from, to: (from += cell.colSpan), spots: spotsIn(cell).length }));
    });
    const own = /** @type {HTMLTableCellElement} */ (spot.closest("td, th"));
    const place = { row: [...table.rows].findIndex((row) => row.contains(own)), cell: own.cellIndex, spot: spotsIn(own).indexOf(spot) };
    const { from, to } = rows[place.row][place.cell];
    return { rows, place: { ...place, column: from <= column && column < to ? column : from } };
  }

  table.addEventListener("keydown", (event) => {
    const spot = /** @type {HTMLElement} */ (event.target);
    if (!spot.matches(SPOT) || event.altKey || event.metaKey || event.shiftKey) return;
    const { rows, place } = at(spot);
    const next = walkedTo(rows, place, event.key, event.ctrlKey);
    if (!next) return;
    event.preventDefault();
    spotsIn(table.rows[next.row].cells[next.cell])[next.spot]?.focus();
    column = next.column;
  });
  table.addEventListener("focusin", ({ target }) => {
    const spot = /** @type {HTMLElement} */ (target);
    if (!spot.matches(SPOT)) return;
    const { place } = at(spot);
    column = place.column;
    held = spot.dataset.spot ?? "";
    oneStop(table);
  });

  /** @param {HTMLElement} within */
  function oneStop(within) {
    const all = spotsIn(within);
    const one = all.find(({ dataset }) => dataset.spot === held) ?? all[0];
    for (const spot of all) spot.tabIndex = spot === one ? 0 : -1;
  }
  return { /** Before a table is shown. */ oneStop };
}
