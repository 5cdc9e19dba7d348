// The facilitator's page: it shows what its process tells, piece by piece, and asks for what is to be done.

import { h, setText } from "../lib/dom.js";
import { counted } from "../lib/words.js";
import { Connection, LOG_IN, LOST_SINCE } from "../page/connection.js";
import { createNotices } from "../page/notices.js";
import { Slots } from "../page/slots.js";
import { createWho, ownName } from "../page/who.js";
import { createNobody } from "./nobody.js";
import { createRoundsForAll } from "./round.js";
import { createStrip } from "./strip.js";
import { createTeams } from "./teams.js";
import { createTools } from "./tools.js";

const TICK = 10_000; // ms: “changed two minutes ago”

/** @param {{ model: any, el: HTMLElement }} context */
function render({ model, el }) {
  const root = h("div", { class: "cjm cjm-page cjm-facilitator" });
  el.replaceChildren(root);
  const slots = new Slots(root);
  const notices = createNotices(root, { putBack() {} });
  const state = stateFrom(model.get("view"));
  /** @type {import("./types.js").Host} */
  const host = {
    state,
    act: (action, content) => model.send({ kind: "action", by: ownName(), ...content, action }),
    ask: (kind, content) => model.send({ kind, ...content }),
    say: notices.say,
  };
  const connection = new Connection({
    ask: () => model.send({ kind: "ping" }),
    told: (there, process) => {
      slots.state(there ? "saved" : "offline", there ? live() : "Offline: this is how it was");
      const why = process && LOST_SINCE[process];
      if (why) notices.trouble(why, process === "shut" ? LOG_IN : undefined);
      if (there) host.ask("hello");
    },
    startAgain: () => location.reload(),
  });

  const count = h("p", { class: "cjm-teams-count soft" });
  const strip = createStrip(root, host);
  const tools = createTools(root, host);
  root.querySelector(".cjm-tools")?.append(count);
  const rounds = createRoundsForAll(root, host);
  const failed = h("div", { class: "cjm-not-done", role: "status" });
  root.append(failed);
  const nobody = createNobody(root, host);
  const teams = createTeams(root, host);
  const who = createWho(slots.place("who"));
  const timer = window.setInterval(() => teams.tick(), TICK);

  function live() {
    return "Live";
  }

  function redraw() {
    const people = Object.values(state.people).reduce((sum, here) => sum + here.length, 0);
    const words = `${counted([...state.teams.values()].filter(({ archived }) => !archived).length, "team")}, ${counted(people, "person", "people")} connected`;
    setText(count, words);
    strip.update();
    tools.update();
    rounds.update();
    nobody.update();
    teams.update();
  }

  /** @param {import("../lib/messages.js").SentToFacilitator} message */
  function onMessage(message) {
    connection.answered();
    switch (message.kind) {
      case "all":
        Object.assign(state, stateFrom(message));
        redraw();
        break;
      case "teams":
        for (const team of message.teams) state.teams.set(team.id, team);
        for (const id of message.gone) state.teams.delete(id);
        redraw();
        break;
      case "people":
        state.people = message.people;
        redraw();
        break;
      case "workshop":
        state.workshop = message.workshop;
        state.toldAt = Date.now();
        redraw();
        break;
      case "advice":
        teams.advised(message);
        break;
      case "links":
        teams.linked(message.links);
        tools.linked(message.links);
        break;
      case "done":
        notices.say(message.say);
        showDone(message);
        break;
      case "action-refused":
        tools.refused(message);
        if (!["make", "keep-edition"].includes(message.action)) notices.say(message.say);
        break;
    }
  }

  /** @param {import("../lib/messages.js").Done} message */
  function showDone(message) {
    tools.done(message);
    const elsewhere = ["make", "keep-edition"].includes(message.action) || message.failed.length === 0;
    failed.replaceChildren(...(elsewhere ? [] : [h("p", {}, ["It could not be done for:"]), h("ul", {}, message.failed.map((one) => h("li", {}, [`${one.title}: ${one.say}`])))]));
  }

  const followLine = (/** @type {any} */ event) => {
    if (event.detail.state === "lost") event.preventDefault(); // said here
    connection.follow(event.detail.state);
  };
  const back = () => document.visibilityState === "visible" && connection.check();
  window.addEventListener("cjm:connection", followLine);
  document.addEventListener("visibilitychange", back);
  model.on("msg:custom", onMessage);
  slots.fill("title", "All teams");
  slots.state("saved", live());
  redraw();
  host.ask("hello");
  connection.check();
  document.dispatchEvent(new CustomEvent("cjm:ready"));

  return () => {
    clearInterval(timer);
    connection.stop();
    window.removeEventListener("cjm:connection", followLine);
    document.removeEventListener("visibilitychange", back);
    model.off("msg:custom", onMessage);
    strip.destroy();
    notices.destroy();
    tools.destroy();
    who.destroy();
    slots.clear();
  };
}

/** @param {Omit<import("../lib/messages.js").Everything, "kind">} told @returns {import("./types.js").State} */
function stateFrom(told) {
  return {
    teams: new Map(told.teams.map((team) => [team.id, team])),
    people: told.people,
    workshop: told.workshop,
    toldAt: Date.now(),
    steps: told.steps,
    starters: told.starters,
    reached: told.reached,
  };
}

export default { render };
