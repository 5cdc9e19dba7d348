/**
 * What the steps rest on, from how many people, and how old it is: one line for all, and a strip with each.
 *
 * @typedef {{step: string, number: number, name: string, basis: string, words: string, people: string, age: string}} Cover
 * @typedef {{say: string, steps: Cover[]}} Coverage  cjm_widgets/journey/coverage.py
 */

import { h, uid } from "../lib/dom.js";
import { basisMark } from "../lib/marks.js";

/** @param {Coverage | undefined} coverage @returns {Node[]} */
export function coverageLine(coverage) {
  return coverage?.say ? [h("p", { class: "length" }, coverage.say)] : [];
}

/** @param {Coverage | undefined} coverage @returns {Node[]} */
export function coverageStrip(coverage) {
  if (!coverage?.steps.length) return [];
  const heading = h("h2", { id: uid() }, "What each step rests on");
  const items = coverage.steps.map(({ number, name, basis, words, people, age }) =>
    h("li", { "data-basis": basis },
      h("b", {}, `${number} ${name}`),
      h("span", { class: "basis" }, basis === "nothing" ? null : basisMark(basis), ` ${words}`),
      h("small", {}, [people, age].filter(Boolean).join(", "))),
  );
  return [h("section", { class: "cjm-coverage", "aria-labelledby": heading.id, "data-key": "coverage" }, heading, h("ol", {}, ...items))];
}
