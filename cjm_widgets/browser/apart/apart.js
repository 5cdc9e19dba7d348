// Rating apart, then together, on the page itself: what is asked now, who has answered, and how the room rated or voted.
//
// What the kernel gives: which state the round is in and how many have rated; how they did only after the reveal.

import { h, setText } from "../lib/dom.js";
import { askingButton } from "../lib/really.js";
import { REVEAL_NOW, unfinished } from "../lib/unfinished.js";
import { counted } from "../lib/words.js";
import { createBallot, dotsPlaced } from "./ballot.js";
import { createPaper } from "./paper.js";
import { createResult } from "./result.js";
import { createTalk } from "./talk.js";
import { createVoice } from "./voice.js";
import { createVoiceCurves } from "./voice_curves.js";

/**
 * @typedef {"off" | "apart" | "together"} State
 * @typedef {{ about: "satisfaction" | "moments" | "solutions", state: State, leads: boolean, person: string,
 *   counted: number, finished: number, here?: number, in_room: boolean, limit?: number, tally?: import("./result.js").Tally[],
 *   spreads?: import("./spread.js").Spread[], talk?: string[], voices?: import("./voice_curves.js").Voices | null }} Apart
 * @typedef {{ apart: () => Apart | undefined, journey: () => import("../lib/model.js").Journey, value: (path: string) => any,
 *   labels: import("../lib/labels.js").Called, edit: (path: string, next: any) => void, announce: (text: string) => void, select?: (step: string) => void,
 *   go: (path: string) => void }} Host
 */

/** The states that a facilitator can choose from here, with the words on the button. @typedef {Record<State, [State, string][]>} Lead */

/** @type {Lead} */
const RATE = {
  off: [["apart", "Rate apart first"]],
  apart: [["together", "Reveal the ratings"], ["off", "Rate together instead"]],
  together: [["apart", "Rate again apart"], ["off", "Close this"]],
};
/** @type {Lead} */
const VOTE = {
  off: [["apart", "Vote with dots"]],
  apart: [["together", "Reveal the votes"], ["off", "Do without a vote"]],
  together: [["apart", "Vote again"], ["off", "Close this"]],
};
const SEVERAL = "Several people, each on their own device?";

/** @param {string} which the things that one votes for, and how to choose among them */
const vote = (which) => ({
  apart: "Vote on your own first",
  ask: `Put your dots on the ${which}, several on one if you like. All see the result when your facilitator reveals it. No page shows whose vote is whose, and your name is not kept with it.`,
  together: "How the room voted",
  told: "Who gave which dots stays with them.",
  did: "voted",
  off: "Everybody places their dots by themselves first, and all see the result when you reveal it.",
  several: SEVERAL,
  lead: VOTE,
});

const WORDS = {
  satisfaction: {
    apart: "Rate on your own first",
    ask: "Rate each step by yourself, and do not talk about it yet: the first opinion that one hears pulls one’s own. Look through the lenses afterwards, and agree on a figure last; this round is the workbook’s own. No page shows how you rated, and your name is not kept with it. When your facilitator reveals the ratings, all see how they spread.",
    together: "How the room rated",
    told: "Your own ratings are kept: each dot is one person, and nobody sees whose it is. Talk where the room disagrees, then agree on your group’s rating for each step.",
    did: "rated",
    off: "Everybody rates by themselves first, and all see how the ratings spread when you reveal them.",
    several: SEVERAL,
    lead: RATE,
  },
  moments: vote("moments that matter most"),
  solutions: vote("solutions that you would begin with"),
};

/**
 * @param {HTMLElement} root
 * @param {Host} host
 */
export function createApart(root, host) {
  const title = h("h2", { id: "cjm-apart-title", tabindex: "-1" });
  const words = h("p");
  const count = h("p", { class: "cjm-apart-count", role: "status" });
  const body = h("div", { class: "cjm-apart-body" });
  const paper = h("div", {});
  const lead = h("div", { class: "cjm-apart-lead" });
  const folded = h("details");
  const box = h("section", { class: "card cjm-apart-card", "aria-label": "Apart, then together" });
  let drawn = "";
  /** @type {{ update(apart: Apart): void, destroy?(): void }[]} */ let inner = [];

  function update() {
    const apart = host.apart();
    if (!apart || (apart.state === "off" && !(apart.leads && apart.person))) {
      drawn = "";
      clear();
      box.remove();
      return;
    }
    if (!box.isConnected) root.append(box);
    const { about, state } = apart;
    box.dataset.state = state;
    const key = `${about} ${state} ${apart.leads}`;
    if (key !== drawn) {
      const held = drawn !== "" && box.contains(document.activeElement);
      drawn = key;
      draw(apart);
      // what had the focus is gone
      if (held) (apart.state === "off" ? folded.querySelector("summary") : title)?.focus({ preventScroll: true });
    }
    setText(count, turnout(apart, host.journey()));
    for (const one of inner) one.update(apart);
  }

  function clear() {
    for (const one of inner) one.destroy?.();
    inner = [];
    body.replaceChildren();
    paper.replaceChildren();
  }

  /** @param {Apart} apart */
  function draw({ about, state, leads }) {
    const said = WORDS[about];
    setText(title, state === "together" ? said.together : said.apart);
    setText(words, state === "apart" ? said.ask : state === "together" ? said.told : said.off);
    if (state === "off") box.replaceChildren(folded);
    else box.replaceChildren(title, words, body, paper, count, lead);
    if (state === "off") folded.replaceChildren(h("summary", {}, [said.several]), words, lead);
    clear();
    const rated = about === "satisfaction";
    if (state === "apart") inner = [rated ? createVoice(body, host) : createBallot(body, host)];
    if (state === "together") inner = rated ? [createTalk(body, host), createVoiceCurves(body, host)] : [createResult(body)];
    if (leads && state !== "off") inner.push(createPaper(paper, host, about));
    const buttons = leads ? said.lead[state] : [];
    lead.hidden = buttons.length === 0;
    lead.replaceChildren(
      ...buttons.map(([next, label], at) => {
        const look = at === 0 && state === "apart" ? "button" : "button quiet";
        const act = () => host.edit(`rounds/${about}/state`, next);
        if (next === "together") return askingButton({ label, class: look, answers: ["button", "button quiet"], ask: stillAt, ...REVEAL_NOW, act }).element;
        return h("button", { type: "button", class: look, onclick: act }, [label]);
      }),
    );
  }

  /** What is asked before the reveal. Who leads and has not begun waits for the others. */
  function stillAt() {
    const apart = host.apart();
    if (!apart) return "";
    const { here = 0 } = apart;
    return unfinished(apart, apart.leads && !answersOf(apart, host.journey()) ? here - 1 : here);
  }

  update();
  return { update };
}

/**
 * How many have rated; of those who are here, where that is known.
 * @param {Apart} apart @param {import("../lib/model.js").Journey} journey
 */
function turnout(apart, journey) {
  const { did } = WORDS[apart.about];
  const have = apart.counted === 1 ? "has" : "have";
  if (apart.state === "together") return `${counted(apart.counted, "person", "people")} ${did}.`;
  const all = apart.about === "satisfaction" ? "every step" : "with all their dots";
  const through = apart.finished === 0 ? "" : apart.finished === apart.counted ? ` ${all}` : `, ${apart.finished} of them ${all}`;
  const people = apart.counted === 0
    ? `Nobody has ${did} yet.`
    : apart.here && apart.here >= apart.counted
      ? `${apart.counted} of ${apart.here} people here ${have} ${did}${through}.`
      : `${counted(apart.counted, "person", "people")} ${have} ${did} so far${through}.`;
  if (apart.about !== "satisfaction" || !apart.person) return people;
  return `You have rated ${answersOf(apart, journey)} of ${journey.steps?.length ?? 0} steps. ${people}`;
}

/** How many steps one has rated oneself, or dots placed. @param {Apart} apart @param {import("../lib/model.js").Journey} journey */
function answersOf({ about, person }, journey) {
  if (about !== "satisfaction") return dotsPlaced(journey, about, person);
  return (journey.steps ?? []).filter((step) => {
    const rating = step.ratings?.find((one) => one.id === person);
    return rating && rating.value !== null && rating.value !== undefined;
  }).length;
}
