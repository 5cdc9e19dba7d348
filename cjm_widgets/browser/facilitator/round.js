// What a team rates apart, and the buttons that show it to all or let people rate apart again.

import { h, setAttributes, setText } from "../lib/dom.js";
import { counted } from "../lib/words.js";
import { askingButton } from "../lib/really.js";
import { REVEAL_NOW, unfinished } from "../lib/unfinished.js";

/** @typedef {import("../lib/messages.js").Team} Team @typedef {import("../lib/messages.js").Round} Round @typedef {import("./types.js").Host} Host */

/**
 * The round that matters now: of the current step, else the latest in which somebody has rated.
 * @param {Round[]} rounds @param {string} step
 */
export function roundNow(rounds, step) {
  return rounds.find(({ page }) => page === step) ?? rounds.filter(({ counted }) => counted > 0).at(-1) ?? rounds[0];
}

/** How far a round is. @param {Round} round @param {number} people connected */
export function roundInWords(round, people) {
  if (round.state === "off") return "together";
  const of = people > round.counted ? ` of ${people}` : "";
  const rated = round.counted ? `${round.counted}${of} ${round.about === "satisfaction" ? "rated" : "voted"}` : "nobody yet";
  return round.state === "together" ? `${rated}, shown` : rated;
}

/**
 * The cell of a team's row.
 * @param {Host} host @param {string} id
 */
export function createRound(host, id) {
  const words = h("span", { class: "cjm-round-words" });
  /** @type {Round | null} */ let now = null;
  let here = 0;
  const { element: asking, button: reveal } = askingButton({
    label: "Reveal",
    ...REVEAL_NOW,
    ask: () => (now ? unfinished(now, here) : ""),
    act: () => now && host.act("reveal", { about: now.about, journey: id }),
  });
  const paper = h("a", { class: "cjm-round-paper" }, ["Add from paper"]);
  const element = h("span", { class: "cjm-round" }, [words, asking, paper]);
  return {
    element,
    /** @param {Team} team @param {number} people */
    update(team, people) {
      now = roundNow(team.rounds, host.state.workshop.step);
      here = people;
      const text = `${now.about === "satisfaction" ? "" : `${now.title}: `}${roundInWords(now, people)}`;
      setText(words, text);
      const file = host.state.steps.find(({ name }) => name === now?.page)?.file;
      paper.hidden = now.state === "off" || !file;
      setAttributes(paper, { href: `${file}?journey=${encodeURIComponent(id)}#paper`, "aria-label": `Add from paper: what people without a device said, ${team.title}` });
      const offers = now.state === "apart" && now.counted > 0;
      const had = asking.contains(document.activeElement);
      asking.hidden = !offers;
      reveal.setAttribute("aria-label", `Reveal to ${team.title}: ${now.title.toLowerCase()}`);
      if (had && !offers) /** @type {HTMLElement | null} */ (element.closest("tr")?.querySelector(".cjm-toggle"))?.focus();
    },
  };
}

/**
 * For all teams at once: a line for each round in which somebody has rated, or that the current step is about.
 * @param {HTMLElement} root @param {Host} host
 */
export function createRoundsForAll(root, host) {
  const list = h("ul", { class: "cjm-rounds" });
  root.append(list);
  /** @type {Map<string, ReturnType<typeof createLine>>} */
  const lines = new Map();
  return {
    update() {
      const teams = [...host.state.teams.values()].filter(({ problem }) => !problem);
      for (const round of teams[0]?.rounds ?? []) {
        const all = teams.flatMap(({ rounds }) => rounds.filter(({ about }) => about === round.about));
        const apart = all.filter(({ state }) => state === "apart");
        const matters = all.some(({ counted, state }) => counted > 0 && state !== "off") || (round.page === host.state.workshop.step && apart.length > 0);
        let line = lines.get(round.about);
        if (!line && matters) {
          line = createLine(round, host);
          lines.set(round.about, line);
          list.append(line.element);
        }
        line?.update(all, matters);
      }
      list.hidden = ![...lines.values()].some(({ element }) => !element.hidden);
    },
  };
}

/** @param {Round} round @param {Host} host */
function createLine(round, host) {
  const words = h("span", {});
  const noun = round.title;
  const votes = round.about !== "satisfaction";
  const reveal = askingButton({
    label: "Reveal for all teams",
    name: `Reveal for all teams: ${noun.toLowerCase()}`,
    ask: votes ? "Show every team how it voted?" : "Show every team how it rated?",
    yes: "Reveal",
    act: () => host.act("reveal", { about: round.about }),
  });
  const again = askingButton({
    label: votes ? "Vote apart again" : "Rate apart again",
    name: `${votes ? "Vote apart again" : "Rate apart again"} in all teams: ${noun.toLowerCase()}`,
    ask: `Hide the result in every team? What people ${votes ? "voted" : "rated"} is kept.`,
    yes: "Hide",
    act: () => host.act("hide", { about: round.about }),
  });
  const element = h("li", { "data-round": round.about }, [h("b", {}, [noun]), words, reveal.element, again.element]);
  return {
    element,
    /** @param {Round[]} all @param {boolean} matters */
    update(all, matters) {
      element.hidden = !matters;
      const people = all.reduce((sum, { counted }) => sum + counted, 0);
      const shown = all.filter(({ state }) => state === "together").length;
      const apart = all.filter(({ state }) => state === "apart").length;
      const verb = votes ? "voted" : "rated";
      words.textContent = `${counted(people, "person has", "people have")} ${verb}; ${shown ? `revealed to ${shown} of ${shown + apart} teams` : "not revealed"}`;
      const focused = element.contains(document.activeElement);
      reveal.element.hidden = !all.some(({ state, counted }) => state === "apart" && counted > 0); // the others still rate
      again.element.hidden = shown === 0;
      if (focused && document.activeElement instanceof HTMLElement && !document.activeElement.offsetParent) (reveal.element.hidden ? again : reveal).button.focus();
    },
  };
}
