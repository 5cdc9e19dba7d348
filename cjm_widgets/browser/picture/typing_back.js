/** The answers of a day's sheets, typed back: a row for each question, how many gave each answer. */

import { asDate, dayOf } from "../lib/dates.js";
import { h, setAttributes, setText, uid } from "../lib/dom.js";

const ROWS = 3;
const NO_DAY = "Say on which day they were answered.";
const NO_ANSWER = "Type how many gave each answer, for one question at least.";
const NO_NUMBER = "Type whole numbers only: how many ticked each answer.";

/** @param {{act: (name: string, content: object) => void, printed: () => string[]}} host  `printed`: what the sheet on paper asks about, in its order */
export function createTyping({ act, printed }) {
  const today = asDate(dayOf());
  const day = h("input", { type: "date", id: uid(), value: today, max: today });
  const rows = Array.from({ length: ROWS }, (_, at) => questionRow(at));
  const error = h("p", { class: "error", id: uid(), hidden: true });
  const before = h("p", { class: "soft", role: "status" });
  const element = h("form", { class: "typing", novalidate: true },
    h("p", { class: "soft" }, "Add up the sheets of one day, and type how many ticked each answer. Typing the same day again puts the new numbers in the place of the old."),
    h("label", { for: day.id }, "Answered on"), day, before,
    ...rows.map((row) => row.element), error,
    h("button", { type: "submit", class: "button" }, "Put the answers on the map"));
  /** @type {import("./asking.js").Ask | null} */ let ask = null;
  /** @type {import("./asking.js").Question[]} */ let first = [];
  let shown = "";
  let touched = false; // what somebody types is never overwritten by what another typed

  day.addEventListener("change", fill);
  for (const row of rows) row.element.addEventListener("input", () => (touched = true));
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = rows.map((row) => row.given()).filter(({ at }) => at);
    const wrong = answers.some(({ counts }) => counts.some((one) => !Number.isInteger(one) || one < 0));
    refuse(!day.value ? NO_DAY : wrong ? NO_NUMBER : answers.some(({ counts }) => counts.some(Boolean)) ? "" : NO_ANSWER);
    if (error.hidden) act("type-back", { day: day.value, answers });
  });

  /** @param {string} words */
  function refuse(words) {
    error.hidden = !words;
    setText(error, words);
    setAttributes(element, { "aria-describedby": words ? error.id : null });
    if (words) error.setAttribute("role", "alert");
  }

  /** What was typed for that day, or else the questions that the sheet has now. */
  function fill() {
    touched = false;
    const typed = ask?.typed[day.value] ?? {};
    const places = Object.keys(typed);
    setText(before, places.length ? "These are the numbers that were typed for this day." : "");
    const paper = [...new Set([...printed(), ...rows.map((row) => row.given().at)])].filter((at) => ask?.questions.some((one) => one.at === at));
    const rank = (/** @type {string} */ at) => (paper.includes(at) ? paper.indexOf(at) : paper.length);
    const others = [...printed().filter((at) => paper.includes(at)), ...first.map(({ at }) => at)];
    const asked = [...new Set([...places, ...others])].slice(0, ROWS).sort((one, other) => rank(one) - rank(other)); // as on paper
    rows.forEach((row, at) => row.fill(ask?.questions ?? [], asked[at] ?? "", typed[asked[at]] ?? []));
  }

  /** Whether what stands in the rows is what is on the map for that day. */
  function isKept() {
    const given = rows.map((row) => row.given()).filter(({ at, counts }) => at && counts.some(Boolean));
    const typed = ask?.typed[day.value] ?? {};
    return given.length === Object.keys(typed).length && given.every(({ at, counts }) => `${typed[at]}` === `${counts}`);
  }

  return {
    element,
    /** @param {import("./asking.js").Ask | null} now @param {import("./asking.js").Question[]} onSheet */
    update(now, onSheet) {
      ask = now;
      first = onSheet;
      const next = JSON.stringify([now?.questions, now?.typed]);
      if (next === shown) return;
      shown = next;
      if (!touched || isKept()) fill();
    },
    refused: refuse,
  };
}

/** @param {number} number */
function questionRow(number) {
  const about = h("select", { "aria-label": `What question ${number + 1} asked` });
  const counts = h("div", { class: "counts" });
  const total = h("p", { class: "soft", role: "status" });
  const element = h("fieldset", {}, h("legend", {}, `Question ${number + 1}`), about, counts, total);
  /** @type {import("./asking.js").Question[]} */ let questions = [];
  about.addEventListener("change", () => lay([]));
  counts.addEventListener("input", add);

  /** @param {number[]} typed */
  function lay(typed) {
    const answers = questions.find(({ at }) => at === about.value)?.answers ?? [];
    counts.replaceChildren(...answers.map((words, at) => {
      const input = h("input", { type: "number", min: 0, step: 1, inputmode: "numeric", id: uid(), value: typed[at] ?? "" });
      return h("div", {}, h("label", { for: input.id }, words), input);
    }));
    add();
  }

  function add() {
    const all = given().counts.reduce((sum, one) => sum + one, 0);
    setText(total, all ? `n = ${all.toLocaleString("en-GB")}` : "");
  }

  function given() {
    return { at: about.value, counts: [...counts.querySelectorAll("input")].map((input) => Number(input.value || 0)) };
  }

  return {
    element,
    given,
    /** @param {import("./asking.js").Question[]} all @param {string} at @param {number[]} typed */
    fill(all, at, typed) {
      questions = all;
      about.replaceChildren(h("option", { value: "" }, "No question"), ...all.map((one) => h("option", { value: one.at }, one.question)));
      about.value = all.some((one) => one.at === at) ? at : "";
      lay(typed);
    },
  };
}
