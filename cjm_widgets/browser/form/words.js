/** The form's sentences, and what things are called. Pure functions. */

/** @typedef {import("./types.js").Field} Field */

/** "a touchpoint", "an outcome". @param {string} noun */
export function withArticle(noun) {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/**
 * The field that names the items of a list. What has no name of its own is told apart by its date.
 * @param {import("./types.js").Field} field
 */
export function labelOf(field) {
  const asked = (field.fields ?? []).map(({ name }) => name);
  const own = field.label ?? "name";
  return !asked.includes(own) && !asked.includes("name") && asked.includes("date") ? "date" : own;
}

/** What stands in place of a name. @param {import("./types.js").Field} field */
export function unnamed(field) {
  const label = labelOf(field);
  return label === "date" ? "No date yet" : label === "words" ? "No words yet" : "No name yet";
}

/** "steps" becomes "step"; used where a spec gives no noun. @param {string} list */
export function singular(list) {
  return list.replace(/ies$/, "y").replace(/s$/, "");
}

/**
 * What the items are called that a field points to.
 * @param {import("./types.js").Field} field
 */
export function nounsOf(field) {
  const list = (field.to ?? "").split("/").at(-1) ?? "";
  return { noun: field.noun ?? singular(list), nouns: field.nouns ?? list };
}

/** "No goals or questions yet." from "goals and questions". @param {string} nouns */
export function noneOf(nouns) {
  return `No ${nouns.replaceAll(" and ", " or ")} yet.`;
}

/** "1 character left", "12 characters left", "3 characters too many". @param {number} left */
export function remaining(left) {
  const count = Math.abs(left);
  return `${count} character${count === 1 ? "" : "s"} ${left < 0 ? "too many" : "left"}`;
}

const HUGE = 1e8; // such limits keep mistakes out; nobody needs to be told them

/** "100 000", as the form reads it; short figures as they are. @param {number} number */
function plain(number) {
  const [whole, rest] = String(Math.abs(number)).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : whole;
  return `${number < 0 ? "−" : ""}${grouped}${rest ? `.${rest}` : ""}`;
}

/** What is wrong with a number beyond its limits, in a sentence, or "". @param {number} value @param {number | undefined} low @param {number | undefined} high @param {string} number */
function outside(value, low, high, number) {
  const below = low !== undefined && value < low;
  if (!below && !(high !== undefined && value > high)) return "";
  const from = low !== undefined && Math.abs(low) < HUGE;
  const to = high !== undefined && Math.abs(high) < HUGE;
  if (from && to) return `Write ${number} from ${plain(low)} to ${plain(high)}.`;
  if (below && from) return `Write ${number} of ${plain(low)} or more.`;
  if (!below && to) return `Write ${number} of ${plain(high)} or less.`;
  return below ? "This number is too low." : "This number is too high.";
}

/**
 * Read a number as people write it, with a comma or a point.
 * @param {string} text
 * @param {{low?: number, high?: number, whole?: boolean}} limits
 * @returns {{value: number | null} | {say: string}} null for an empty text
 */
export function readNumber(text, { low, high, whole }) {
  const figures = text.trim().replaceAll("−", "-").replace(/\s/g, "");
  if (figures === "") return { value: null };
  if (/^[-+]?[1-9]\d{0,2}(,\d{3})+$/.test(figures)) {
    return { say: `Write ${figures.replaceAll(",", "")} without a comma if you mean thousands.` };
  }
  if (!/^[-+]?(\d+[.,]?\d*|[.,]\d+)$/.test(figures)) return { say: whole ? "Write a whole number, such as 3." : "Write a number, such as 3 or 1.5." };
  const value = Number(figures.replace(",", "."));
  if (whole && !Number.isInteger(value)) return { say: "Write a whole number, such as 3." };
  const say = outside(value, low, high, whole ? "a whole number" : "a number");
  return say ? { say } : { value };
}

/** What is asked for where an answer is missing. @param {Field} field */
export function missing(field) {
  if (field.kind === "items") return `Add at least one ${field.noun ?? "item"}.`;
  if (["choices", "references"].includes(field.kind)) return "Tick at least one.";
  if (["choice", "scale", "select", "reference"].includes(field.kind)) return "Choose an answer.";
  return "Fill this in.";
}
