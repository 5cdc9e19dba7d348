/**
 * Dates as people write them, as cjm_widgets/journey/dates.py reads them; tests/data/dates.json holds both to the same
 * answers. A date is kept as "2026", "2026-Q2", "2026-05" or "2026-05-03". Pure functions.
 */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const NUMBERS = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const KEPT = /^(\d{4})(?:-Q([1-4])|-(\d{1,2})(?:-(\d{1,2}))?)?$/i;
const FIGURES = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/;
const DAY = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)(?: (\d{4}))?$/;
const MONTH = /^(?:(next|this) )?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?$/;
const QUARTER = /^(?:q([1-4])(?: (\d{4}))?|(\d{4}) q([1-4]))$/;
const AROUND = /^(?:(?:by|until|in|on) )?(?:the )?(?:(?:end|start|beginning|middle) of |(?:early|mid|late)[ -])?/;
const SPAN = new RegExp(`^in (one|\\d{1,3}|${NUMBERS.join("|")}) (day|week|month|year)s?$`);
const NEAR = /^(next|this) (week|month|quarter|year)$/;

/** @typedef {{year: number, month: number, day: number}} Day  month: 1 to 12 */

/** The day it is on this computer. @param {Date} [now] @returns {Day} */
export function dayOf(now = new Date()) {
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** "2026-11-28". @param {Day} day */
export function asDate({ year, month, day }) {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** "09:05" on this computer. Not by toLocaleTimeString, which takes a phone a tenth of a second the first time. @param {string} time */
export function clockTime(time) {
  const at = new Date(time);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The last day that a date can mean, written; "" if it is none. @param {string} text */
export function lastDay(text) {
  const found = KEPT.exec(text.trim());
  if (!found) return "";
  const year = Number(found[1]);
  const month = found[2] ? Number(found[2]) * 3 : Number(found[3] ?? 12);
  if (year < 1 || month < 1 || month > 12) return "";
  const last = daysIn(year, month);
  const day = found[4] ? Number(found[4]) : last;
  return day >= 1 && day <= last ? asDate({ year, month, day }) : "";
}

/**
 * A date out of what somebody wrote, as it is kept; "" if it is none.
 * @param {string} text @param {Day} today
 */
export function readDate(text, today) {
  const words = text.replaceAll(",", " ").split(/\s+/).filter(Boolean).join(" ");
  let found = KEPT.exec(words);
  if (found) {
    const [, year, quarter, ...rest] = found;
    return checked(quarter ? `${year}-Q${quarter}` : [year, ...rest.filter(Boolean).map(two)].join("-"));
  }
  const near = nearby(words.toLowerCase(), today);
  if (near) return near;
  const plain = words.toLowerCase().replace(AROUND, "");
  if (/^\d{4}$/.test(plain)) return checked(plain);
  if ((found = FIGURES.exec(plain))) {
    const [, day, month, year] = found;
    return checked([year, month, day].filter(Boolean).map(two).join("-"));
  }
  if ((found = QUARTER.exec(plain))) {
    const quarter = found[1] ?? found[4];
    return coming((year) => `${year}-Q${quarter}`, found[2] ?? found[3], today);
  }
  if ((found = DAY.exec(plain))) return inMonth(found[2], found[1], found[3], today);
  if ((found = MONTH.exec(plain))) {
    const [, which, name, day, year] = found;
    if (which && (day || year)) return "";
    const later = which === "next" && monthOf(name) === today.month;
    return inMonth(name, day, later ? String(today.year + 1) : year, today);
  }
  return "";
}

/** A date as people read it: "3 May 2026", "May 2026", "Q2 2026", "2026"; what is no date stays as it is. @param {string} text */
export function shownDate(text) {
  const found = KEPT.exec(text.trim());
  if (!found || !lastDay(text)) return text.trim();
  const [, year, quarter, month, day] = found;
  if (quarter) return `Q${quarter} ${year}`;
  return [day ? Number(day) : "", month ? MONTHS[Number(month) - 1] : "", year].filter(Boolean).join(" ");
}

/** What is said of words that are no date. @param {string} text */
export function noDate(text) {
  return `“${text.trim()}” is no date. Write a day, a month or a quarter, such as “3 May 2026”, “May 2026” or “Q2 2026”.`;
}

/** "Today", "next month", "in two weeks"; "" for other words. @param {string} plain @param {Day} today */
function nearby(plain, today) {
  if (plain === "today" || plain === "tomorrow") return after(today, plain === "tomorrow" ? 1 : 0);
  const span = SPAN.exec(plain);
  if (span) {
    const [, words, unit] = span;
    return ahead(today, Number(words) || (words === "one" ? 1 : NUMBERS.indexOf(words) + 1), unit, false);
  }
  const near = NEAR.exec(plain);
  return near ? ahead(today, near[1] === "next" ? 1 : 0, near[2], true) : "";
}

/** @param {Day} today @param {number} count @param {string} unit @param {boolean} rough  named, and not counted from today */
function ahead(today, count, unit, rough) {
  if (unit === "day" || unit === "week") {
    const weekday = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 6) % 7; // from Monday
    return after(today, rough ? 6 - weekday + 7 * count : count * (unit === "week" ? 7 : 1));
  }
  if (unit === "year" && rough) return String(today.year + count);
  const months = today.year * 12 + today.month - 1 + count * { month: 1, quarter: 3, year: 12 }[/** @type {"month"} */ (unit)];
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return unit === "quarter" ? `${year}-Q${Math.ceil(month / 3)}` : `${year}-${two(month)}`;
}

/** @param {Day} day @param {number} days */
function after({ year, month, day }, days) {
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The number of a month by its name or its first three letters or more; 0 for other words. @param {string} name */
function monthOf(name) {
  return name.length > 2 ? MONTHS.findIndex((one) => one.toLowerCase().startsWith(name)) + 1 : 0;
}

/** @param {string} name @param {string | undefined} day @param {string | undefined} year @param {Day} today */
function inMonth(name, day, year, today) {
  const month = monthOf(name);
  return month ? coming((one) => `${one}-${two(month)}${day ? `-${two(day)}` : ""}`, year, today) : "";
}

/** A date in the year that is said, or else the first from today on that is not past. @param {(year: number | string) => string} made @param {string | undefined} year @param {Day} today */
function coming(made, year, today) {
  if (year) return checked(made(year));
  for (let more = 0; more <= 8; more += 1) {
    const found = made(today.year + more); // a 29 February comes after eight years at most
    if (lastDay(found) >= asDate(today)) return found;
  }
  return "";
}

/** @param {string} text */
function checked(text) {
  return lastDay(text) ? text : "";
}

/** @param {number} year @param {number} month */
function daysIn(year, month) {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** @param {number | string} figure */
function two(figure) {
  return String(figure).padStart(2, "0");
}
