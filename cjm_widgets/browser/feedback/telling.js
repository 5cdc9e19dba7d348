// What people say of a file, field by field, and what is still open. Pure.

/** @typedef {import("./types.js").Told} Told */
/** @typedef {import("./types.js").Looked} Looked */
/** @typedef {import("./types.js").Question} Question */

const SEVERAL = { value: "values", comment: "comments" };
const ONE = ["step", "group", "n", "target", "case", "time", "end", "channel"];

/** What a name of the file may become besides one of the map's steps. */
export const OUTCOME = "\u0000outcome";
export const NEW = "\u0000new";

/**
 * A name goes to a step, becomes one, is an outcome, or is left out.
 * @param {Told} told @param {string} name @param {string} to  a step's name, OUTCOME, NEW, or "" to leave it out
 * @returns {Told}
 */
export function goingTo(told, name, to) {
  const { [name]: _, ...steps } = told.steps ?? {};
  const outcomes = (told.outcomes ?? []).filter((one) => one !== name);
  if (to === OUTCOME) return { steps, outcomes: [...outcomes, name] };
  return { steps: { ...steps, [name]: to === NEW ? name : to }, outcomes };
}

/**
 * What is said of all columns after one was chosen. What nobody chose stays found out: only the one is said to be an
 * outcome, or to hold nothing.
 * @param {Told} told @param {Record<string, string>} roles by column @param {string} name @param {string} role
 * @returns {{ told: Told, before: string[] }} with the columns of which nothing is taken any more, as one can be this alone
 */
export function willHold(told, roles, name, role) {
  const before = ONE.includes(role) ? Object.keys(roles).filter((one) => one !== name && roles[one] === role) : [];
  const now = { ...roles, ...Object.fromEntries(before.map((one) => [one, ""])), [name]: role };
  const of = (/** @type {string} */ what) => Object.keys(now).filter((one) => now[one] === what);
  const others = (/** @type {string[] | undefined} */ names) => (names ?? []).filter((one) => one !== name);
  return {
    told: {
      ...Object.fromEntries(ONE.map((what) => [what, of(what)[0] ?? ""])),
      ...Object.fromEntries(Object.entries(SEVERAL).map(([what, field]) => [field, of(what)])),
      outcomes: [...others(told.outcomes), ...(role === "outcome" ? [name] : [])],
      unused: [...others(told.unused), ...(role ? [] : [name])],
    },
    before,
  };
}

/** The file's names that will be new steps. @param {Looked | null} looked */
export function newSteps(looked) {
  return (looked?.names ?? []).filter((one) => one.is === "step" && one.new).map(({ name }) => name);
}

/**
 * What an answer to a question says.
 * @param {Told} told @param {Question} question @param {string} answer @returns {Told}
 */
export function saidBy(told, question, answer) {
  const scales = told.scales ?? {};
  switch (question.id) {
    case "scale":
      return { scale: answer };
    case "words":
    case "answers":
    case "good":
    case "way":
    case "which":
    case "fraction":
      return { scales: { ...scales, [question.column]: answer } };
    case "people":
    case "value":
      return { values: answer ? [answer] : question.options.map(([name]) => name) };
    case "layout":
      return { [answer]: question.column };
    case "group":
      return { group: answer };
    case "missing":
      return { missing: [...(told.missing ?? []), ...question.options.map(([cell]) => cell)] };
    case "decimal":
      return { decimal: /** @type {"." | ","} */ (answer) };
    case "counted":
      return { counted: /** @type {"people" | "shares"} */ (answer) };
    case "day-first":
      return { day_first: answer === "day" };
    case "name":
      return goingTo(told, question.column, answer);
    default:
      return {};
  }
}

const MOST_POINTS = 100;

/**
 * A scale of a survey's own points, or what is lacking to know it.
 * @param {string} low @param {string} high @param {string} end  which of them is good: "low", "high", or "" where nobody has said
 * @returns {{ name: string, say: string }}
 */
export function ownPoints(low, high, end) {
  const lacks = (/** @type {string} */ say) => ({ name: "", say });
  const ends = [low, high].map((one) => one.trim());
  if (!ends.every((one) => /^[+-]?\d{1,3}$/.test(one))) return lacks("Say both ends as whole numbers, such as 1 and 7.");
  const width = Number(high) - Number(low);
  if (width <= 0) return lacks("The first number is the lower one.");
  if (width > MOST_POINTS) return lacks(`There are ${MOST_POINTS} points at most from the lowest to the highest.`);
  if (!end) return lacks("Say which end is good.");
  return { name: `${ends.join("-")}${end === "low" ? " low is good" : ""}`, say: "" };
}

/** Names that nobody has given a place. @param {Looked} looked */
export function homeless({ names, asked }) {
  const inQuestion = new Set(asked.filter(({ id }) => id === "name").map(({ column }) => column));
  return names.filter((one) => one.is === "step" && one.to === null && !inQuestion.has(one.name));
}

const SURE = ["The same name", "As last time", "About the journey as a whole"];

/** The names that somebody should look at: all whose place was proposed, chosen, or is open. @param {Looked} looked */
export function notSure({ names }) {
  return names.filter(({ why }) => !SURE.includes(why));
}

/**
 * The questions, of one code in several columns one: its answer holds for all of them.
 * @param {Question[]} asked @returns {(Question & { columns: string[] })[]}
 */
export function together(asked) {
  /** @type {Map<string, Question & { columns: string[] }>} */
  const found = new Map();
  for (const one of asked) {
    const key = one.id === "missing" ? JSON.stringify(one.options) : `${one.id} ${one.column}`;
    const first = found.get(key);
    if (first) first.columns.push(one.column);
    else found.set(key, { ...one, columns: [one.column] });
  }
  return [...found.values()];
}

/** How many questions are open. @param {Looked} looked */
export function openIn(looked) {
  return together(looked.asked).length + (homeless(looked).length ? 1 : 0);
}

/** A typed figure with a point before its decimals, where its comma can be nothing else. @param {string} figure */
const withPoint = (figure) => figure.trim().replace(/^([-−+]?)(\d+),(\d+)(?=\s*%?$)/, (all, sign, whole, rest) => (rest.length === 3 && Number(whole) && whole.length <= 3 ? all : `${sign}${whole}.${rest}`));

/**
 * Figures that were typed, as a table; unknown is no row.
 * @param {{ step: string, group: string, figure: string, n: string }[]} rows
 */
export function asTable(rows) {
  const filled = rows.filter(({ figure }) => figure.trim());
  const cell = (/** @type {string} */ text) => `"${text.trim().replaceAll('"', '""')}"`;
  const grouped = filled.some(({ group }) => group.trim());
  const lines = filled.map(({ step, group, figure, n }) => [step, ...(grouped ? [group] : []), withPoint(figure), n].map(cell).join(","));
  return [["Step", ...(grouped ? ["Group"] : []), "Figure", "n"].join(","), ...lines, ""].join("\n");
}

/** What is said of a table of typed figures. @param {string} scale @param {boolean} grouped @returns {Told} */
export function toldOfTyped(scale, grouped) {
  return { step: "Step", values: ["Figure"], n: "n", scale, ...(grouped && { group: "Group" }) };
}
