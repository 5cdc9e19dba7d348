/** The form's sentences, and what things are called. Pure functions. */

/** First letter large. */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a touchpoint", "an outcome". */
export function withArticle(noun) {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/**
 * What an item is called by the people who wrote it, or "".
 * @param {any} item
 * @param {string | undefined} label the field that names it
 * @param {(path: string) => any} value to look up the step that an item without a name belongs to
 */
export function nameOf(item, label, value) {
  const own = (label && item?.[label]) || item?.name || item?.title;
  if (typeof own === "string" && own.trim()) return own.trim();
  if (!item?.step) return "";
  const steps = value("steps");
  return (Array.isArray(steps) && steps.find((step) => step.id === item.step)?.name) || "";
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
  return labelOf(field) === "date" ? "No date yet" : "No name yet";
}

/** "Step 5: Security", or "Step 5" where it has no name yet. */
export function numbered(noun, number, name) {
  return `${capital(noun)} ${number}${name ? `: ${name}` : ""}`;
}

/** "steps" becomes "step"; used where a spec gives no noun. */
export function singular(list) {
  return list.replace(/ies$/, "y").replace(/s$/, "");
}

/**
 * What the items are called that a field points to.
 * @param {import("./types.js").Field} field
 */
export function nounsOf(field) {
  const list = (field.to ?? "").split("/").pop();
  return { noun: field.noun ?? singular(list), nouns: field.nouns ?? list };
}

/** "No goals or questions yet." from "goals and questions". */
export function noneOf(nouns) {
  return `No ${nouns.replaceAll(" and ", " or ")} yet.`;
}

/** "1 character left", "12 characters left", "3 characters too many". */
export function remaining(left) {
  const count = Math.abs(left);
  return `${count} character${count === 1 ? "" : "s"} ${left < 0 ? "too many" : "left"}`;
}

/** A figure as it stands on a rating card: with its sign where the scale goes below zero. */
export function figure(value, signed) {
  if (typeof value !== "number") return "";
  if (!signed || value === 0) return String(value).replace("-", "−");
  return `${value > 0 ? "+" : "−"}${Math.abs(value)}`;
}

const HUGE = 1e8; // such limits keep mistakes out; nobody needs to be told them

/** "100 000", as the form reads it; short figures as they are. */
function plain(number) {
  const [whole, rest] = String(Math.abs(number)).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : whole;
  return `${number < 0 ? "−" : ""}${grouped}${rest ? `.${rest}` : ""}`;
}

/** What is wrong with a number beyond its limits, in a sentence, or "". */
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

/** What is asked for where an answer is missing. */
export function missing(field) {
  if (field.kind === "items") return `Add at least one ${field.noun ?? "item"}.`;
  if (["choices", "references"].includes(field.kind)) return "Tick at least one.";
  if (["choice", "scale", "select", "reference"].includes(field.kind)) return "Choose an answer.";
  return "Fill this in.";
}
