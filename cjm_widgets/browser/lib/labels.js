// The words of the model's answers, as cjm_widgets/widgets/labels.py sends them. None is typed here.

/** @typedef {Record<string, Record<string, string>>} Labels by the path of a field, then by the answer */
/**
 * @typedef {object} Called
 * @property {(path: string, answer: unknown) => string} full the words of an answer, "" where there are none
 * @property {(path: string, answer: unknown) => string} short the same in a word or two, for a cell of the map
 */

/** @param {{ full: Labels, short: Labels }} labels @returns {Called} */
export function called({ full, short }) {
  const words = (/** @type {Labels} */ labels, /** @type {string} */ path, /** @type {unknown} */ answer) => labels[path]?.[String(answer)] ?? "";
  return {
    full: (path, answer) => words(full, path, answer),
    short: (path, answer) => words(short, path, answer) || words(full, path, answer),
  };
}
