// All teams in a table, a row each. Rows are made once and then changed in place, so that nothing jumps or loses focus.

import { h, setText } from "../lib/dom.js";
import { momentMark, momentSign } from "../lib/marks.js";
import { counted } from "../lib/words.js";
import { createDetails } from "./details.js";
import { createPulse } from "./pulse.js";
import { createRound } from "./round.js";

const DOTS = 6; // more people than this on one step are counted rather than drawn
const NAMES = 3;
const SIGNS = [[true, ""], [true, "engaged"], [false, "engaged"], [false, "challenged"], [false, ""]].flatMap(([hot, felt]) => momentSign({ moment: true, hot: Boolean(hot), felt: String(felt) }) ?? []);

/** @typedef {import("../lib/messages.js").Team} Team @typedef {import("./types.js").Host} Host */

/**
 * @param {HTMLElement} root
 * @param {Host} host
 */
export function createTeams(root, host) {
  // roles are written out: on a phone the rows are laid out as cards, and stay rows of a table
  const columns = ["Team", "How far", "Heart monitor", "Here", "Advice", "Rating apart", ""];
  const head = h("thead", { role: "rowgroup" }, [
    h("tr", { role: "row" }, columns.map((words) => h(words ? "th" : "td", { role: words ? "columnheader" : "cell", scope: words ? "col" : false }, [words]))),
  ]);
  const body = h("tbody", { role: "rowgroup" });
  const none = h("p", { class: "soft", hidden: true }, ["There is no map in this folder yet. Make one for each team above."]);
  root.append(
    h("section", { class: "cjm-teams", "aria-labelledby": "cjm-teams-title" }, [
      h("h2", { id: "cjm-teams-title", class: "unseen" }, ["Teams"]),
      h("table", { role: "table", class: "cjm-team-table", "aria-labelledby": "cjm-teams-title" }, [head, body]),
      h("p", { class: "cjm-key soft", "aria-hidden": "true" }, [
        explained("cjm-cell done", "1", "done"),
        explained("cjm-cell started", "1", "begun"),
        explained("cjm-cell", "1", "untouched"),
        explained("cjm-dot", "", "a person working on it"),
        ...SIGNS.map((sign) => explained("cjm-picture", momentMark(sign), sign.words.toLowerCase())),
        explained("cjm-key-split", "≠", "the room disagrees"),
      ]),
      none,
    ]),
  );
  // those that were put away stand below all others, under a heading of their own
  const away = h("tr", { role: "row", class: "cjm-away", hidden: true }, [h("th", { role: "rowheader", colspan: "7" }, ["Archived maps"])]);
  body.append(away);
  /** @type {Map<string, ReturnType<typeof createRow>>} */
  const rows = new Map();

  return {
    update() {
      const { teams } = host.state;
      for (const [id, row] of rows) {
        if (teams.has(id)) continue;
        row.remove();
        rows.delete(id);
      }
      for (const team of sorted(teams)) {
        let row = rows.get(team.id);
        if (!row) {
          row = createRow(host, team.id);
          rows.set(team.id, row);
          place(row, team);
        } else if (row.archived() !== Boolean(team.archived)) place(row, team);
        row.update(team);
      }
      away.hidden = ![...teams.values()].some(({ archived }) => archived);
      none.hidden = teams.size > 0;
      head.parentElement?.toggleAttribute("hidden", teams.size === 0);
    },
    /** @param {{ journey: string, advice: any[] }} message */
    advised: (message) => rows.get(message.journey)?.details.advised(message.advice),
    /** @param {Record<string, { link: string, code: string[] }>} links */
    linked(links) {
      for (const [id, row] of rows) row.details.linked(links[id]);
    },
    tick() {
      for (const [id, row] of rows) row.tick(host.state.teams.get(id)?.changed ?? 0);
    },
  };

  /** A new row goes to its place; those that are there stay where they are. @param {ReturnType<typeof createRow>} row @param {Team} team */
  function place(row, team) {
    const order = sorted(host.state.teams);
    const next = order.slice(order.indexOf(team) + 1).find(({ id, archived }) => rows.has(id) && Boolean(archived) === Boolean(team.archived));
    const before = next ? rows.get(next.id)?.row ?? null : team.archived ? null : away;
    body.insertBefore(row.row, before);
    body.insertBefore(row.detail, before);
  }
}

/** @param {Map<string, Team>} teams */
function sorted(teams) {
  return [...teams.values()].sort((a, b) => Number(a.archived ?? false) - Number(b.archived ?? false) || a.title.localeCompare(b.title, "en", { numeric: true }) || a.id.localeCompare(b.id));
}

/** @param {Host} host @param {string} id */
function createRow(host, id) {
  let away = false;
  const link = h("a", { class: "cjm-team-link" });
  const when = h("span", { class: "soft cjm-when" });
  const cells = host.state.steps.map((step, at) => createCell(step, at + 1));
  const steps = h("ul", { class: "cjm-cells" }, cells.map((cell) => cell.element));
  const pulse = createPulse();
  const source = h("span", { class: "soft cjm-source" });
  const names = h("span", { class: "cjm-names" });
  const advice = h("span", { class: "cjm-count" });
  const round = createRound(host, id);
  const details = createDetails(host, id);
  const toggle = h("button", { type: "button", class: "button quiet small cjm-toggle", "aria-expanded": "false" }, ["Details"]);
  const problem = h("td", { role: "cell", class: "cjm-team-problem", colspan: "6", hidden: true });
  const heading = h("th", { role: "rowheader", scope: "row" }, [link, when]);
  const parts = [
    cell("cjm-how-far", "How far", steps),
    cell("cjm-monitor-cell", "Heart monitor", pulse.element, source),
    cell("cjm-here", "Here", names),
    cell("cjm-advice-count", "Advice", advice),
    cell("cjm-round-cell", "Rating apart", round.element),
    cell("cjm-more", "", toggle),
  ];
  const row = h("tr", { role: "row", class: "cjm-team", "data-team": id }, [heading, ...parts, problem]);
  const detail = h("tr", { role: "row", class: "cjm-team-details", hidden: true }, [h("td", { role: "cell", colspan: "7" }, [details.element])]);
  toggle.addEventListener("click", () => {
    const open = Boolean(detail.hidden);
    detail.hidden = !open;
    row.classList.toggle("cjm-open", open);
    toggle.setAttribute("aria-expanded", String(open));
    if (open) details.open();
    else details.close();
  });

  /** @param {Team} team */
  function update(team) {
    away = Boolean(team.archived);
    setText(link, team.title);
    link.setAttribute("href", `07_map.ipynb?journey=${encodeURIComponent(id)}`);
    toggle.setAttribute("aria-label", `Details of ${team.title}`);
    problem.hidden = !team.problem;
    setText(problem, team.problem);
    for (const part of parts) part.hidden = Boolean(team.problem);
    tick(team.changed);
    if (team.problem) return;
    const people = host.state.people[id] ?? [];
    for (const [at, one] of cells.entries()) one.update(team.steps[at], people, host.state.workshop);
    pulse.update(team.pulse, team.title);
    setText(source, team.pulse.felt || !team.pulse.title ? "" : `${team.pulse.title}, on its own scale`);
    setText(names, inShort(people));
    setText(advice, String(team.advice));
    advice.setAttribute("aria-label", `${counted(team.advice, "piece")} of advice outstanding`);
    round.update(team, people.length);
    details.update(team, people);
  }

  /** @param {number} changed */
  function tick(changed) {
    setText(when, changed ? ago(Date.now() / 1000 - changed) : "");
  }

  return {
    row,
    detail,
    details,
    archived: () => away,
    update,
    tick,
    remove() {
      row.remove();
      detail.remove();
    },
  };
}

/** @param {string} name @param {string} title for the card that a row is on a phone @param {...Node} content */
function cell(name, title, ...content) {
  return h("td", { role: "cell", class: name, "data-title": title }, content);
}

/** @param {import("../lib/messages.js").Step} step @param {number} number */
function createCell(step, number) {
  const words = h("span", { class: "unseen" });
  const box = h("span", { class: "cjm-cell", "aria-hidden": "true" }, [String(number)]);
  const dots = h("span", { class: "cjm-dots", "aria-hidden": "true" });
  const element = h("li", { "data-step": step.name }, [box, dots, words]);
  return {
    element,
    /** @param {import("../lib/messages.js").Progress} done @param {import("../lib/messages.js").Connected[]} people @param {import("../lib/messages.js").Agenda} workshop */
    update(done, people, workshop) {
      const here = people.filter(({ page }) => page === step.name).length;
      box.className = `cjm-cell ${done.state}`;
      element.classList.toggle("cjm-current", workshop.step === step.name);
      element.title = `${step.title}: ${done.say}`;
      if (dots.dataset.count !== String(here)) {
        dots.dataset.count = String(here);
        dots.replaceChildren(...(here > DOTS ? [String(here)] : Array.from({ length: here }, () => h("span", { class: "cjm-dot" }))));
      }
      const state = { done: "done", started: "begun", empty: "untouched" }[done.state];
      setText(words, `${step.title}: ${state}, ${done.say}${here ? `, ${counted(here, "person", "people")} here` : ""}.`);
    },
  };
}

/** @param {import("../lib/messages.js").Connected[]} people */
function inShort(people) {
  if (!people.length) return "Nobody";
  const named = people.filter(({ name }) => name).map(({ name }) => name);
  const shown = named.slice(0, NAMES);
  const others = people.length - shown.length;
  if (!shown.length) return counted(people.length, "person", "people");
  return `${shown.join(", ")}${others ? ` and ${others} more` : ""}`;
}

/** @param {number} seconds */
export function ago(seconds) {
  if (seconds < 60) return "changed just now";
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `changed ${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `changed ${counted(hours, "hour")} ago`;
  const days = Math.floor(hours / 24);
  return `changed ${counted(days, "day")} ago`;
}

/** A sign and what it means, on one line. @param {string} name @param {string | SVGElement} sign @param {string} words */
function explained(name, sign, words) {
  return h("span", { class: "cjm-keyed" }, [h("span", { class: name }, [sign]), words]);
}
