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

/** "Step 5: Security", or "Step 5" where it has no name yet. */
export function numbered(noun, number, name) {
  return `${capital(noun)} ${number}${name ? `: ${name}` : ""}`;
}

/** "steps" becomes "step"; used where a spec gives no noun. */
export function singular(list) {
  return list.replace(/ies$/, "y").replace(/s$/, "");
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

/**
 * Read a number as people write it, with a comma or a point.
 * @param {string} text
 * @param {{low?: number, high?: number}} limits
 * @returns {{value: number | null} | {say: string}} null for an empty text
 */
export function readNumber(text, { low, high }) {
  const plain = text.trim().replaceAll("−", "-").replace(/\s/g, "");
  if (plain === "") return { value: null };
  if (/^[-+]?[1-9]\d{0,2}(,\d{3})+$/.test(plain)) {
    return { say: `Write ${plain.replaceAll(",", "")} without a comma if you mean thousands.` };
  }
  if (!/^[-+]?(\d+[.,]?\d*|[.,]\d+)$/.test(plain)) return { say: "Write a number, such as 3 or 1.5." };
  const value = Number(plain.replace(",", "."));
  const range = low !== undefined && high !== undefined ? `from ${low} to ${high}` : "";
  if (low !== undefined && value < low) return { say: `Write a number ${range || `of ${low} or more`}.` };
  if (high !== undefined && value > high) return { say: `Write a number ${range || `of ${high} or less`}.` };
  return { value };
}

/** What is asked for where an answer is missing. */
export function missing(field) {
  if (field.kind === "items") return `Add at least one ${field.noun ?? "item"}.`;
  if (field.kind === "choices") return "Tick at least one.";
  if (["choice", "scale", "select", "reference"].includes(field.kind)) return "Choose an answer.";
  return "Fill this in.";
}
