/**
 * What is overdue and what comes next, at the top of the page.
 *
 * @typedef {{what: "target" | "solution" | "review", at: string, name: string, who: string, due: string, days: number, overdue: boolean}} Due
 * @typedef {object} Host
 * @property {() => {due?: Due[], dated?: boolean}} view  `dated`: whether anything has a date at all
 * @property {(path: string) => unknown} [go]  to the field in the form
 * @property {(path: string) => string} [link]  to the page where it is filled in
 */

import { h, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { counted } from "../lib/words.js";

const NO_DATE = "Nothing has a date yet. Give the targets below a date, and each solution on “Solutions”.";
const NOT_DUE = "Nothing is due: all that has a date is measured, done or looked at.";
const DO = { target: "Measure", solution: "Do", review: "" };

/**
 * @param {HTMLElement} root  empty; the picture fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createDue(root, host) {
  const heading = h("h2", { id: uid() }, "What is due");
  const empty = h("p", { class: "empty" });
  const list = h("ul", { class: "dues" });
  const box = h("section", { class: "cjm-picture cjm-due cjm-framed", "aria-labelledby": heading.id }, heading, empty, list);
  root.append(box);
  let drawn = "";
  update();

  function update() {
    const { due: all = [], dated = false } = host.view();
    const now = JSON.stringify([all, dated]);
    if (now === drawn) return;
    drawn = now;
    keepFocus(list, "data-id", () => list.replaceChildren(...all.map(line)));
    empty.textContent = dated ? NOT_DUE : NO_DATE;
    empty.hidden = all.length > 0;
    list.hidden = all.length === 0;
  }

  /** @param {Due} one */
  function line(one) {
    const elsewhere = one.what === "solution";
    const name = elsewhere
      ? host.link ? h("a", { href: host.link("solutions"), "data-id": one.at }, one.name) : h("span", {}, one.name)
      : host.go ? h("button", { type: "button", "data-id": one.at, onclick: () => host.go?.(one.at) }, one.name) : h("span", {}, one.name);
    const told = one.overdue ? `Overdue by ${counted(-one.days, "day")}` : one.days === 0 ? "Today is the last day" : `${counted(one.days, "day")} left`;
    return h("li", { "data-late": one.overdue ? "" : undefined },
      h("span", { class: "what" }, DO[one.what] ? `${DO[one.what]}: ` : "", name, one.who ? h("span", { class: "who" }, ` · ${one.who}`) : null),
      h("span", { class: "when" }, `${one.due} · `, one.overdue ? h("b", {}, told) : told));
  }

  return { update, destroy: () => box.remove() };
}
