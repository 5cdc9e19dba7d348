// What a survey is called, and of when it is, as its file says; next quarter's is never called by the last one. Pure.

import { dayOf, readDate, shownDate } from "../lib/dates.js";

const MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
/** Each with the date in brackets, where it is not all of the words. */
const PERIODS = [
  /(?<!\d)20\d\d-\d\d-\d\d(?!\d)/,
  /(?<!\d)20\d\d-(?:0[1-9]|1[0-2])(?![\d-])/,
  /\b20\d\d[- ]Q[1-4]\b/i,
  /\b(?:Q[1-4](?: 20\d\d)? ?(?:to|–|-) ?)?(Q[1-4] 20\d\d)\b/i,
  new RegExp(`\\b(?:(?:\\d{1,2} )?${MONTH}(?: 20\\d\\d)? ?(?:to|until|–|-) ?)?((?:\\d{1,2} )?${MONTH} 20\\d\\d)\\b`, "i"),
  /(?<!\d)(20\d\d) ?[/–-] ?(?:20)?\d\d(?![\d-])/,
  /(?<!\d)20\d\d(?!\d)/,
];
/** A time of the year, and a wave: what the next survey of its kind is not, though no year says so. */
const PART = new RegExp(`\\b(?:Q[1-4]|(?:wave|round|week|month|quarter) ?\\d{1,3}|${MONTH}|spring|summer|autumn|winter)\\b`, "i");
/** What files are called that nobody gave a name. */
const NO_NAME = /^(?:\W*\w{1,3}|(?:book|copy|data|dump|export|file|output|paste|report|responses?|results?|sheet|survey|table|untitled)s?)?[\W\d]*$/i;

/** When a survey was asked, as far as its title or file says so plainly. @param {string} text */
export function periodIn(text) {
  const plain = text.replaceAll("_", " ");
  for (const shape of PERIODS) {
    const [words = "", said = words] = shape.exec(plain) ?? [];
    const date = words && readDate(said, dayOf());
    if (date) return { words, date };
  }
  return null;
}

/**
 * What a survey is called: as the last of its kind, with the time of this one; else as its title or file says.
 * @param {{ planned: string, title: string, file: string, when?: string }} known  when: the month of the last answer, by the file's own dates
 */
export function proposedName({ planned, title, file, when = "" }) {
  const own = title || (NO_NAME.test(file) ? "" : file);
  if (!planned) return own;
  const before = periodIn(planned);
  const words = before?.words ?? partIn(planned);
  const now = periodIn(title) ?? periodIn(file);
  if (now && before?.date === now.date) return planned;
  if (now) return words ? planned.replace(words, now.words) : `${planned} ${now.words}`.slice(0, 200);
  if (!words || isSame(words, before?.date ?? "", partIn(own), when)) return planned;
  return own || tidy(planned.replace(words, shownDate(when)));
}

/**
 * What a survey is called beside another of its name: by when it was asked.
 * @param {string} name @param {string} when  in words, such as “August 2026”
 */
export function nameOfBoth(name, when) {
  const known = periodIn(name);
  return (known ? name.replace(known.words, when) : `${name}, ${when}`).slice(0, 200);
}

/** @param {string} text */
const partIn = (text) => PART.exec(text.replaceAll("_", " "))?.[0] ?? "";

/** Whether a file is of the time that the survey before it is called by. @param {string} words @param {string} date @param {string} part @param {string} when */
function isSame(words, date, part, when) {
  if (part && !words.toLowerCase().includes(part.toLowerCase())) return false;
  if (!date || !when) return Boolean(part) && !date;
  const [year, month] = when.split("-");
  return when.startsWith(date) || `${year}-Q${Math.ceil(Number(month) / 3)}` === date;
}

/** A name without what a time leaves behind that is taken out. @param {string} name */
const tidy = (name) => name.replace(/\s{2,}/g, " ").replace(/[\s,:;–(-]+$/, "").replace(/^[\s,:;–-]+/, "");
