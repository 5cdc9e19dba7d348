// What cannot be known from the file, and where names belong that the map does not know: asked side by side.

import { h } from "../lib/dom.js";
import { counted, listed } from "../lib/words.js";
import { otherPoints } from "./scale.js";
import { saidBy, homeless, NEW, openIn, goingTo, together } from "./telling.js";
import { inPlainWords, SCALES } from "./words.js";

const MOST_NAMED = 5;

/**
 * @param {import("./types.js").Page} page
 * @param {import("./types.js").Looked} looked
 */
export function questions(page, looked) {
  const left = openIn(looked);
  const without = homeless(looked);
  const all = [...together(looked.asked).map((one) => oneQuestion(page, one)), ...(without.length ? [places(page, without)] : [])];
  return h("section", { class: "card cjm-fb-questions", hidden: left === 0, "aria-labelledby": "cjm-fb-asked" },
    h("h2", { id: "cjm-fb-asked", tabindex: "-1" }, left === 1 ? "One question for you" : `${counted(left, "question")} for you`),
    h("div", { class: "cjm-fb-each" }, all));
}

/** @param {import("./types.js").Page} page @param {import("./types.js").Question & { columns: string[] }} one */
function oneQuestion(page, one) {
  const say = (/** @type {string} */ answer) => page.tell(saidBy(page.told(), one, answer));
  const key = `${one.id}-${one.column}`;
  const pick = (/** @type {string} */ answer, /** @type {string} */ words) => answerOf(key, answer, words, () => say(answer));
  const options = one.options.map(([answer, words]) => /** @type {[string, string]} */ ([answer, one.id === "scale" ? SCALES[answer] ?? words : words]));
  /** @type {Record<string, () => HTMLElement[]>} */
  const special = {
    scale: () => [...options.map(([answer, words]) => pick(answer, words)), otherPoints(key, say)],
    words: () => [inOrder(one, key, say)],
    answers: () => [inOrder(one, key, say), smallNote("If there was another answer, which nobody gave, put a column for it into the table, and bring it again.")],
    value: () => !options.length ? [] : [...options.map(([answer, words]) => pick(answer, words)), pick("", "All of them: each is a group")],
    people: () => [pick("", "No, each is a group"), smallNote("If it is, name them “Respondent 1”, “Respondent 2” and so on in the table, and bring it again.")],
    missing: () => [pick("yes", "Yes, nobody answered there"), smallNote("If it is a slip, correct the table and bring it again.")],
    name: () => [pick(one.options[0][0], "Yes"), pick(NEW, `No: make a step “${one.column}”`), pick("", "No: leave it out")],
  };
  const picks = special[one.id]?.() ?? options.map(([answer, words]) => pick(answer, words));
  return h("fieldset", {}, h("legend", {}, inPlainWords(one)), picks);
}

/** Answers in words, which people bring into their order. @param {import("./types.js").Question} one @param {string} key @param {(answer: string) => void} say */
function inOrder(one, key, say) {
  const places = one.options.map((_, at) => String(at + 1));
  const fields = one.options.map(([word], at) =>
    h("select", { "aria-label": `Place of “${word}”`, "data-key": `${key}-${word}` }, places.map((place) => h("option", { value: place, selected: place === String(at + 1) }, place))));
  const wrong = h("p", { class: "cjm-error", role: "alert", hidden: true }, "Give each answer a place of its own.");
  const use = () => {
    const order = one.options.map(([word], at) => ({ word, place: Number(fields[at].value) })).sort((a, b) => a.place - b.place);
    wrong.hidden = new Set(order.map(({ place }) => place)).size === order.length;
    if (wrong.hidden) say(order.map(({ word }) => word).join(" < "));
  };
  return h("div", {},
    one.options.map(([word], at) => h("label", { class: "cjm-fb-points" }, fields[at], h("span", {}, word))),
    smallNote("1 is the worst."), wrong,
    h("button", { type: "button", class: "button quiet small", onclick: use }, "Use this order"));
}

/** @param {import("./types.js").Page} page @param {import("./types.js").Name[]} without */
function places(page, without) {
  const names = without.slice(0, MOST_NAMED).map(({ name }) => `“${name}”`);
  if (without.length > MOST_NAMED) names.push(`${without.length - MOST_NAMED} more`);
  const all = (/** @type {string} */ to) => {
    let told = page.told();
    for (const { name } of without) told = { ...told, ...goingTo(told, name, to) };
    page.tell(told);
  };
  const one = without.length === 1;
  return h("fieldset", {},
    h("legend", {}, one ? `Where does ${names[0]} belong?` : `Where do ${listed(names)} belong?`),
    smallNote(one ? "No step of the map is called so." : "No steps of the map are called so."),
    answerOf("places", "new", one ? `Make a step ${names[0]}` : `Make ${without.length} new steps`, () => all(NEW)),
    answerOf("places", "out", one ? "Leave it out" : "Leave them out", () => all("")),
    smallNote(one ? "Or choose its step in the table below." : "Or choose the step of each in the table below."));
}

/** An answer acts at once, so it is a button: arrow keys would choose each radio that they pass. @param {string} key @param {string} value @param {string} words @param {() => void} act */
function answerOf(key, value, words, act) {
  return h("button", { type: "button", class: "button quiet cjm-fb-answer", "data-key": `${key}-${value}`, onclick: act }, words);
}

/** @param {string} text */
const smallNote = (text) => h("p", { class: "cjm-fb-small" }, text);
