/** A sheet to take along when one accompanies a customer, or works beside those who meet them: a row for each step. */

import { h } from "../lib/dom.js";
import { layOut } from "./paper.js";

const ROWS = 8; // as many as a sheet of A4 has room to write in
const ASKED = ["Begins, ends", "What they do, and with what", "What they say, in their words", "How they seem: face, voice, hands", "How long they wait"];

/**
 * @param {string} title  of the journey; may be empty
 * @param {string[]} steps  the names of the steps that are known; empty rows follow
 */
export function walkAlong(title, steps) {
  const sheets = Math.max(1, Math.ceil((steps.length + 1) / ROWS)); // one more at least, for what nobody foresaw
  const made = Array.from({ length: sheets }, (_, sheet) => {
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const at = sheet * ROWS + row;
      return h("tr", {}, h("th", { scope: "row" }, at < steps.length ? `${at + 1} ${steps[at]}` : ""), ...ASKED.map(() => h("td")));
    });
    return h("section", {},
      h("div", {},
        h("h1", {}, title ? `Walk-along: ${title}` : "Walk-along"),
        h("p", { class: "by-hand" }, h("span", { class: "names" }, "Who goes along: "), h("span", {}, "With whom (no name): "), h("span", {}, "Date: "), sheets > 1 ? h("b", {}, `Sheet ${sheet + 1} of ${sheets}`) : null)),
      h("table", {},
        h("caption", { class: "unseen" }, "A sheet to take along"),
        h("colgroup", {}, h("col", { class: "heads" }), h("col", { class: "time" }), ...ASKED.slice(1).map(() => h("col"))),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Step"), ...ASKED.map((asked) => h("th", { scope: "col" }, asked)))),
        h("tbody", {}, ...rows)),
      h("p", { class: "after" }, "Ask before you go along, and write no name. Afterwards, on “Satisfaction”: what was said and seen as quotes of its step, with this walk as their source; the time on “Journey steps”."));
  });
  return layOut("walk", "cjm-blank cjm-walk", ...made);
}
