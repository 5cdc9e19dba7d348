/**
 * Value against effort, both in whole numbers from 1 to 5: where a solution stands. Pure: nothing here touches the page.
 *
 * @typedef {1 | 2 | 3 | 4 | 5} Figure
 * @typedef {{id: string, title?: string, impact?: Figure | null, effort?: Figure | null, state?: string | null, control?: string | null}} Solution
 * @typedef {{impact: Figure, effort: Figure}} Cell
 * @typedef {{x: number, y: number, right?: number, down?: number}} Spot  parts of the picture's width and height, from its
 *   top left corner; `right` and `down` in discs, for those that share a cell
 */

export const LOWEST = 1;
export const HIGHEST = 5;
export const MIDDLE = /** @type {Figure} */ (3);

/** Where the fields part, if Python has not said. */
export const LINES = { impact: 2.5, effort: 3.5 };

/** @type {{key: string, title: string, high: boolean, much: boolean}[]} */
export const FIELDS = [
  { key: "quick win", title: "Quick wins", high: true, much: false },
  { key: "big project", title: "Big projects", high: true, much: true },
  { key: "small extra", title: "Small extras", high: false, much: false },
  { key: "think again", title: "Think again", high: false, much: true },
];

/** @param {Cell} cell @param {{impact: number, effort: number}} lines */
export function fieldOf(cell, lines) {
  return FIELDS.find(({ high, much }) => high === cell.impact > lines.impact && much === cell.effort > lines.effort) ?? FIELDS[0];
}

/** @param {Solution} solution @returns {Cell | null} */
export function cellOf({ impact, effort }) {
  return impact && effort ? { impact, effort } : null;
}

/** @param {Cell} cell @returns {Spot} */
export function middleOf({ impact, effort }) {
  return { x: (effort - 0.5) / HIGHEST, y: (HIGHEST - impact + 0.5) / HIGHEST };
}

/** @param {Spot} at @returns {Cell} */
export function nearestCell({ x, y }) {
  return { impact: onScale(HIGHEST + 0.5 - y * HIGHEST), effort: onScale(x * HIGHEST + 0.5) };
}

/** @param {number} value @returns {Figure} */
export function onScale(value) {
  return /** @type {Figure} */ (Math.min(HIGHEST, Math.max(LOWEST, Math.round(value))));
}

/**
 * Where each solution stands; several of one cell stand side by side in it.
 * @param {Solution[]} solutions
 * @returns {Map<string, Spot>}
 */
export function spotsOf(solutions) {
  /** @type {Map<string, string[]>} */
  const cells = new Map();
  for (const solution of solutions) {
    const cell = cellOf(solution);
    if (!cell) continue;
    const key = `${cell.impact} ${cell.effort}`;
    cells.set(key, [...(cells.get(key) ?? []), solution.id]);
  }
  const all = new Map();
  for (const solution of solutions) {
    const cell = cellOf(solution);
    if (!cell) continue;
    const mates = cells.get(`${cell.impact} ${cell.effort}`) ?? [];
    const { x, y } = middleOf(cell);
    const [right, down] = fanned(mates.indexOf(solution.id), mates.length);
    all.set(solution.id, { x, y, right, down });
  }
  return all;
}

/**
 * A place in a cell, in discs away from its middle. From the fifth on, discs overlap a little.
 * @param {number} at
 * @param {number} count
 * @returns {[number, number]}
 */
function fanned(at, count) {
  if (count === 1) return [0, 0];
  const across = count <= 2 ? 2 : Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / across);
  const row = Math.floor(at / across);
  const inRow = row === rows - 1 ? count - across * row : across;
  const apart = across === 2 ? 1 : 1.6 / (across - 1);
  return [((at % across) - (inRow - 1) / 2) * apart, (row - (rows - 1) / 2) * apart];
}
