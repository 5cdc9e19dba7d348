// What unfolds below a team's row: people, what is there in words, advice, and the link to hand out.

import { h } from "../lib/dom.js";
import { askingButton } from "../lib/really.js";
import { REVEAL_NOW, unfinished } from "../lib/unfinished.js";
import { counted } from "../lib/words.js";
import { createLink } from "./links.js";
import { inWords } from "./pulse.js";
import { roundInWords } from "./round.js";

/** @typedef {import("../lib/messages.js").Team} Team @typedef {import("./types.js").Host} Host */

const SHOWN = 6; // pieces of advice at once

/** @param {Host} host @param {string} id */
export function createDetails(host, id) {
  const people = h("ul", { class: "cjm-people-list" });
  const steps = h("ol", { class: "cjm-step-list" });
  const monitor = h("p", { class: "soft" });
  const advice = h("ul", { class: "cjm-advice" });
  const rest = h("ul", { class: "cjm-advice" });
  const restCount = h("summary");
  const more = h("details", { class: "cjm-more-advice", hidden: true }, [restCount, rest]);
  const adviceTitle = h("h3", {}, ["Advice"]);
  const rounds = h("ul", { class: "cjm-round-list" });
  const edition = h("p", { class: "soft" });
  const link = createLink(host);
  const element = h("div", { class: "cjm-details" }, [
    h("div", {}, [h("h3", {}, ["How far"]), steps, monitor, edition]),
    h("div", {}, [h("h3", {}, ["Who is here"]), people, h("h3", {}, ["Rating apart"]), rounds]),
    h("div", {}, [adviceTitle, advice, more]),
    h("div", {}, [h("h3", {}, ["Link of this team"]), link.element]),
  ]);
  let open = false;
  let asked = -1;
  let told = "";

  /** @param {Team} team @param {import("../lib/messages.js").Connected[]} here */
  function update(team, here) {
    if (!open) return;
    if (asked !== team.changed) {
      asked = team.changed;
      host.ask("advice", { journey: id });
    }
    fill(people, here.length ? here.map(({ name, title }) => `${name || "Somebody without a name"}${title ? `: ${title}` : ""}`) : ["Nobody has a page of this team open."]);
    fill(steps, team.steps.map(({ name, say }) => `${host.state.steps.find((step) => step.name === name)?.title}: ${say}`));
    monitor.textContent = inWords(team.pulse);
    edition.textContent = team.editions ? `${counted(team.editions, "edition")} kept, the latest “${team.edition}”.` : "No edition kept yet.";
    drawRounds(team, here.length);
  }

  /** @param {Team} team @param {number} count */
  function drawRounds(team, count) {
    const key = JSON.stringify([team.rounds, count]);
    // who is being asked answers first
    if (key === rounds.dataset.drawn || rounds.querySelector(".cjm-really:not([hidden])")) return;
    rounds.dataset.drawn = key;
    const focused = /** @type {HTMLElement | null} */ (rounds.contains(document.activeElement) ? document.activeElement : null)?.dataset.about;
    rounds.replaceChildren(
      ...team.rounds.map((round) => {
        const apart = round.state === "apart";
        const act = () => host.act(apart ? "reveal" : "hide", { about: round.about, journey: id });
        const verb = round.about === "satisfaction" ? "Rate" : "Vote";
        const label = apart ? "Reveal" : round.state === "off" ? `${verb} apart` : `${verb} apart again`;
        const { element: asking, button } = askingButton({ label, name: `${label}: ${round.title.toLowerCase()}`, ...REVEAL_NOW, ask: () => (apart ? unfinished(round, count) : ""), act });
        button.dataset.about = round.about;
        return h("li", {}, [h("span", {}, [`${round.title}: ${roundInWords(round, count)}`]), ...(apart && !round.counted ? [] : [asking])]);
      }),
    );
    if (focused) /** @type {HTMLElement | null} */ (rounds.querySelector(`[data-about="${focused}"]`))?.focus();
  }

  return {
    element,
    update,
    open() {
      open = true;
      const team = host.state.teams.get(id);
      if (team) update(team, host.state.people[id] ?? []);
      host.ask("links");
    },
    close() {
      open = false;
      asked = -1;
    },
    /** @param {{ page: string, say: string, do: string }[]} found */
    advised(found) {
      const key = JSON.stringify(found);
      if (key === told) return;
      told = key;
      adviceTitle.textContent = found.length ? `Advice (${found.length})` : "Advice";
      const items = found.map((one) => h("li", {}, [h("b", {}, [one.say]), ` ${one.do} `, h("span", { class: "cjm-source" }, [one.page])]));
      advice.replaceChildren(...(items.length ? items.slice(0, SHOWN) : [h("li", { class: "cjm-none" }, ["Nothing to mention."])]));
      more.hidden = items.length <= SHOWN;
      restCount.textContent = `${items.length - SHOWN} more`;
      rest.replaceChildren(...items.slice(SHOWN));
    },
    /** @param {{ link: string, code: string[] } | undefined} found */
    linked: (found) => link.update(found, host.state.teams.get(id)?.title ?? ""),
  };
}

/** @param {HTMLElement} list @param {string[]} lines */
function fill(list, lines) {
  const key = JSON.stringify(lines);
  if (list.dataset.drawn === key) return;
  list.dataset.drawn = key;
  list.replaceChildren(...lines.map((line) => h("li", {}, [line])));
}
