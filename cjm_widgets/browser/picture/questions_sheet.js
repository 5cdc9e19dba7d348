/** Three questions to hand to customers: each to be answered with one tick, two copies on a sheet of A4 to cut apart. */

import { h, svg } from "../lib/dom.js";
import { layOut } from "./paper.js";

const COPIES = 2;
const FACES = 5;

/**
 * @param {string} title  of the journey; may be empty
 * @param {import("./asking.js").Question[]} questions
 */
export function threeQuestions(title, questions) {
  return layOut("questions", "cjm-questions", ...Array.from({ length: COPIES }, () => copy(title, questions)));
}

/** @param {string} title @param {import("./asking.js").Question[]} questions */
function copy(title, questions) {
  return h("section", {},
    h("h1", {}, "Three questions", title ? h("small", {}, title) : null),
    h("p", {}, "Please tick one box in each row. Leave out what you cannot say. Write no name: nobody needs to know who you are."),
    h("ol", {}, ...questions.map(({ question, answers }) =>
      h("li", {},
        h("p", { class: "question", dir: "auto" }, question),
        h("ul", { class: answers.length === FACES ? "five" : "two" }, ...answers.map((words, at) => h("li", {}, answers.length === FACES ? face(at) : null, h("span", { class: "tick" }), words)))))),
    h("footer", {}, h("span", { class: "date" }, "Date:"), "Thank you."));
}

/** A face from very unhappy to very happy; the words stand beside it. @param {number} at */
function face(at) {
  const bend = (at - 2) * 3;
  return svg("svg", { viewBox: "-12 -12 24 24", class: "face", "aria-hidden": "true" },
    svg("circle", { r: 10.5 }), svg("circle", { cx: -3.6, cy: -3, r: 1.1, class: "eye" }), svg("circle", { cx: 3.6, cy: -3, r: 1.1, class: "eye" }),
    svg("path", { d: `M-5 ${4 - bend / 2}Q0 ${4 + bend} 5 ${4 - bend / 2}` }));
}
