/**
 * What has my team to do? For each team what it takes on, what it delivers, and the moments of truth there.
 *
 * @typedef {{at: string, name: string, place: string, who: string, due: string, state: string, overdue: boolean}} Task
 * @typedef {{at: string, name: string, place: string}} Line
 * @typedef {{at: string, name: string, hot: boolean}} TeamMoment
 * @typedef {{id: string, name: string, lead: string, tasks: Task[], done: number, lines: Line[],
 *            moments: TeamMoment[], nearby: TeamMoment[], say: string}} TeamWork
 * @typedef {object} Host
 * @property {() => {teams?: TeamWork[]}} view
 * @property {import("../lib/labels.js").Called} labels
 * @property {(path: string) => string} [link]  to the page where it is filled in
 */

import { h, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { createFolds } from "../lib/folds.js";
import { counted } from "../lib/words.js";

/**
 * @param {HTMLElement} root  empty; the picture fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createTeamWork(root, host) {
  const heading = h("h2", { id: uid() }, "What has my team to do?");
  const empty = h("p", { class: "empty" }, "No team is named yet. ",
    host.link ? h("a", { href: host.link("teams") }, "Add the teams") : "Add the teams", ", then choose who is responsible for each solution and touchpoint.");
  const list = h("div", { class: "teams" });
  const box = h("section", { class: "cjm-picture cjm-teams cjm-framed", "aria-labelledby": heading.id }, heading, empty, list);
  root.append(box);
  const folds = createFolds(list);
  let drawn = "";
  update();

  function update() {
    const all = host.view().teams ?? [];
    const now = JSON.stringify(all);
    if (now === drawn) return;
    drawn = now;
    keepFocus(list, "data-key", () => {
      const idle = all.filter(({ id, tasks }) => id && tasks.length === 0);
      list.replaceChildren(...all.filter((one) => !idle.includes(one)).map(team), ...(idle.length ? [rest(idle)] : []));
    });
    empty.hidden = all.length > 0;
  }

  /** Teams that at most deliver what they always do. @param {TeamWork[]} idle */
  function rest(idle) {
    const words = `${counted(idle.length, "team")} with nothing to do now`;
    const summary = h("summary", { "data-key": "rest" }, words);
    return folds.folded("@rest", summary, h("div", {}, ...idle.map(team)));
  }

  /** @param {TeamWork} one */
  function team(one) {
    const late = one.tasks.filter(({ overdue }) => overdue).length;
    const counts = [
      one.tasks.length ? `${one.tasks.length} to do` : "nothing to do",
      one.done ? `${one.done} done` : "",
      one.lines.length ? `delivers ${counted(one.lines.length, "touchpoint")}` : "",
    ].filter(Boolean).join(" · ");
    const summary = h("summary", { "data-key": `team ${one.id}` },
      h("b", {}, one.name), one.lead ? h("span", { class: "soft" }, ` · ${one.lead}`) : null,
      h("span", { class: "counts" }, counts, late ? h("b", { class: "late" }, ` · ${late} overdue`) : null));
    const element = folds.folded(one.id, summary,
      ...listUnder("To do", one.tasks.map(task)),
      ...listUnder("Delivers", one.lines.map((line) => h("li", {}, named("steps", line), h("span", { class: "soft" }, ` · ${line.place}`)))),
      ...listUnder("Moments of truth there", one.moments.map(moment)),
      ...listUnder("At the same step; nobody said at which touchpoint", one.nearby.map(moment)));
    element.classList.toggle("nobody", one.id === "");
    return element;
  }

  /** @param {TeamMoment} one */
  function moment(one) {
    return h("li", {}, named("moments", one), one.hot ? h("b", {}, " · hot spot") : null);
  }

  /** @param {Task} one */
  function task(one) {
    const state = host.labels.full("solutions/state", one.state);
    const facts = [one.place, one.who, one.due || "no date", state].filter(Boolean).join(" · ");
    return h("li", { "data-late": one.overdue ? "" : null }, named("solutions", one), h("span", { class: "soft" }, ` · ${facts}`), one.overdue ? h("b", { class: "late" }, " · overdue") : null);
  }

  /** @param {string} list @param {{at: string, name: string}} one */
  function named(list, one) {
    return host.link ? h("a", { href: host.link(list), "data-key": one.at }, one.name) : h("span", {}, one.name);
  }

  return {
    update,
    destroy() {
      folds.forget();
      box.remove();
    },
  };
}

/** @param {string} title @param {HTMLElement[]} items */
function listUnder(title, items) {
  return items.length ? [h("h3", {}, title), h("ul", {}, ...items)] : [];
}
