// One page of the workbook: the form, the pictures and the advice, the state of saving, and the way on.
// It shows the journey it is given and sends edits; it never changes a journey by itself.

import { keptAs } from "../lib/browser.js";
import { clockTime } from "../lib/dates.js";
import { h } from "../lib/dom.js";
import { EditIds } from "../lib/ids.js";
import { emptyAt, valueAt } from "../lib/journey.js";
import { called } from "../lib/labels.js";
import { pageClock } from "../lib/timing.js";
import { counted } from "../lib/words.js";
import { monitorAsDrawn } from "../picture/ratings.js";
import { Connection, LOG_IN, LOST_SINCE } from "./connection.js";
import { Slots } from "./slots.js";
import { createAgenda } from "./agenda.js";
import { AT, createFinder } from "./finder.js";
import { createHands, taken } from "./hands.js";
import { createHere } from "./here.js";
import { createNotices } from "./notices.js";
import { browserStorage } from "./kept.js";
import { inAPause } from "./pause.js";
import { createUndoing } from "./undoing.js";
import { Outbox } from "./outbox.js";
import { drawnWhenChanged, PARTS } from "./parts.js";
import { askName, createWho, ownName } from "./who.js";
import { rememberPlace, returnToPlace } from "./place.js";
import { show } from "./show.js";
import { State } from "./state.js";
import { itemAt } from "./wording.js";

/** @typedef {import("./parts.js").Part} Part */

/** @param {{ model: any, el: HTMLElement }} context */
function render({ model, el }) {
  const root = h("div", { class: "cjm cjm-page" });
  el.replaceChildren(root);
  const slots = new Slots(root);
  const page = model.get("page");

  if (model.get("problem")) {
    root.append(problem(model.get("problem"), slots.served));
    slots.fill("status", "");
    return;
  }

  const send = (/** @type {import("../lib/messages.js").SentByPage | import("../lib/messages.js").SentByStart} */ message) => model.send(message);
  const lists = new Map(Object.entries(model.get("lists")));
  const notices = createNotices(root, { putBack: (path, value) => host.edit(path, value) });
  const ids = new EditIds(browserStorage());
  const outbox = new Outbox({
    journey: keptAs(page.journey_id),
    lists,
    by: ownName,
    newId: (path) => ids.next(path),
    send: (edits) => send({ kind: "edits", edits }),
    told: (state, say) => showState(state, say),
    storage: browserStorage(),
    clock: pageClock,
  });
  const connection = new Connection({
    ask: () => send({ kind: "ping" }),
    told: (there, process) => {
      why = there ? undefined : process;
      outbox.reachable(there);
      if (why && LOST_SINCE[why]) sayLost();
      if (there) here.again();
    },
    startAgain: () =>
      whenNobodyTypes(() => {
        if (isSafe()) loadAgain();
        else notices.trouble(LOAD_AGAIN, { label: "Load the page again", act: loadAgain });
      }),
  });
  const whenNobodyTypes = inAPause(root, pageClock);
  const isSafe = () => outbox.count === 0 || outbox.isKept;
  const loadAgain = () => {
    rememberPlace(root, form);
    location.reload();
  };

  const state = new State(model, () => send({ kind: "whole" }));
  let shown = outbox.over(state.journey);
  let savedAt = model.get("saved_at");
  /** @type {import("./connection.js").Process | undefined} */ let why; // the line is lost
  let before = ""; // the state of saving that was shown last
  let othersHere = 0;

  const asDrawn = monitorAsDrawn((path) => outbox.holds(path), (path) => valueAt(shown, path));
  const host = {
    journey: () => shown,
    labels: called(model.get("labels")),
    /** @param {string} path */
    value: (path) => valueAt(shown, path),
    view: () => state.view,
    apart() {
      const { apart } = state.view;
      return apart && othersHere ? { ...apart, here: othersHere + 1 } : apart;
    },
    monitor() {
      const { monitor } = state.view;
      return monitor && asDrawn(monitor);
    },
    profile: () => state.view.profile,
    verdict: () => state.view.verdict,
    /** @param {string} path @param {any} next */
    edit: (path, next) => (path.startsWith("rounds/") ? write(path, next) : undoing.edit(path, next)), // the room's state is led, not edited
    lastDone: () => undoing.last(),
    undo: (/** @type {any} */ step) => undoing.undo(step),
    announce: notices.say,
    /** @param {string} action @param {object} content */
    act: (action, content) => model.send({ kind: "action", by: ownName(), ...content, action }),
    /** @param {object} content */
    send: (content) => model.send(content),
    /** @param {object} content @param {ArrayBuffer} bytes */
    piece: (content, bytes) => model.send(content, undefined, [bytes]),
    current: () => form?.open,
    /** @param {string} step */
    select(step) {
      if (form) form.open = step;
      redraw();
    },
    // a workbook's file, or what is filled in there: a list of the journey or a place within it; in JupyterLab there are no such addresses
    link: slots.served
      ? (/** @type {string} */ place) => {
          const [list, within] = place.split("/", 2);
          return slots.link(page.homes[list] ?? place, page.journey_id) + (within ? AT + encodeURIComponent(place) : "");
        }
      : undefined,
    go: (/** @type {string} */ path) => form?.focus(path),
    /** Whether the facilitator keeps people for now from what is filled in in a workbook. @param {string} file */
    closed: (file) => state.page.pages.some((/** @type {any} */ one) => one.file === file && state.workshop.kept.includes(one.name)),
  };

  const area = slots.served ? document : root;
  const undoing = createUndoing(area, {
    value: host.value,
    empty: (path) => emptyAt(path, lists),
    write,
    spec: model.get("spec"),
    journey: page.journey_id ?? "",
    label: (path) => document.querySelector(`[data-label][data-path="${CSS.escape(path)}"]`)?.getAttribute("data-label") ?? "",
    say: notices.say,
    show(path) {
      show(path, form);
      redraw();
    },
    told: () => hands.update(),
  });
  const hands = createHands(root, area, slots.place("undo"), page.journey_id ? undoing : null);

  const finder = slots.served && page.journey_id ? createFinder(root, {
    value: host.value,
    item: (path) => itemAt(path, host.value, model.get("spec")),
    file: page.pages.find((/** @type {any} */ one) => one.name === page.name)?.file ?? "",
    link: (file) => slots.link(file, page.journey_id),
    show: (path) => show(path, form),
    leave: (address) => slots.leave(address, () => outbox.count === 0),
    shortcuts: () => hands.list(),
  }) : null;
  if (finder) {
    slots.place("undo").prepend(finder.button);
    hands.add({ find: taken(() => void finder.open()) });
  }

  /** @type {any} */ let form = null;
  /** @type {Part[]} */ const parts = [];
  /** @type {ReturnType<typeof drawnWhenChanged>[]} */ const draws = [];
  for (const [where, names] of Object.entries(page.parts)) {
    for (const name of names) {
      const place = h("div", { class: `cjm-part cjm-part-${name}` });
      slots.place(where).append(place);
      const part = PARTS[name].create(place, host, model.get("spec"));
      if (name === "form") form = part;
      if (part.keys) hands.tell(part.keys);
      parts.push(part);
      draws.push(drawnWhenChanged(part, PARTS[name].reads, reads()));
    }
  }
  slots.followWidth();
  const here = createHere(slots.place("who"), {
    page: page.name,
    titles: () => new Map(state.page.pages.map((/** @type {any} */ one) => [one.name, one.title])),
    send,
  });
  const who = createWho(slots.place("who"));
  const agenda = createAgenda(root, state, slots, { opened: () => outbox.flush(), say: (text) => notices.say(text) });
  if (page.in_room) askName(root, who);
  form?.onOpen?.(() => redraw());

  /** @param {string} path @param {any} next */
  function write(path, next) {
    outbox.add(path, valueAt(shown, path), next);
    form?.forgive?.(path);
    redraw();
  }

  /** @returns {import("./parts.js").Reads} */
  function reads() {
    return { journey: shown, view: state.view, monitor: host.monitor(), current: host.current(), others: othersHere, workshop: state.workshop };
  }

  function redraw() {
    shown = outbox.over(state.journey);
    slots.fill("title", shown.title || "CJM workbook");
    slots.fill("segment", shown.scope?.segment ?? "");
    slots.progress(state.page.pages);
    slots.moreHere(form?.open !== undefined && form.open !== null && shown.steps.at(-1)?.id !== form.open);
    const now = reads();
    for (const draw of draws) draw(now);
    here.update();
    agenda.update();
  }

  function sayLost() {
    const say = why === "shut" && !isSafe() ? SHUT_AND_UNKEPT : ((why && LOST_SINCE[why]) ?? (isSafe() ? LOST : LOST_AND_UNKEPT));
    notices.trouble(say, why === "shut" && isSafe() ? LOG_IN : { label: "Try again now", act: () => connection.again() });
  }

  /** @param {string} state @param {string} say */
  function showState(state, say) {
    const waiting = `${counted(outbox.count, "change")} ${isSafe() ? "kept here" : "on this page only"}`;
    const words = {
      saved: savedAt ? `Saved ${clockTime(savedAt)}` : "Nothing to save yet",
      saving: "Saving",
      slow: `Still saving: ${waiting}`,
      offline: outbox.count ? `Offline: ${waiting}` : "Offline",
      refusing: `Not saved: ${waiting}`,
    }[state] ?? "Saving";
    const held = form?.unsent().length ?? 0; // too long, or no number: kept in its field only
    if (state === "saved" && held) slots.state("refusing", `${counted(held, "answer is", "answers are")} not saved`);
    else slots.state(state, words);
    if (state === "offline" && before !== "offline") {
      sayLost();
    }
    if (state === "refusing") notices.trouble(say);
    if (state === "saved") notices.fine();
    if (state === "offline") connection.watch();
    if (state === "slow" && before !== "slow") connection.check();
    before = state;
  }

  /** @param {import("../lib/messages.js").SentToPage | import("../lib/messages.js").SentToStart | import("../lib/messages.js").SentToFeedback} message */
  function onMessage(message) {
    connection.answered();
    switch (message.kind) {
      case "pong":
        outbox.reachable(true); // and takes over what a closed tab left
        state.isAt(message.revision);
        break;
      case "changed":
        state.take(message.change, own);
        redraw();
        break;
      case "saved":
        savedAt = message.at;
        state.take(message.change, own);
        outbox.saved(message.ids);
        redraw();
        for (const clash of message.clashes ?? []) notices.clash(clash);
        break;
      case "refused":
        if (!outbox.refused(message.id)) break; // said before
        undoing.refused(message.path);
        if (message.notice) { // not a matter of what was typed: it was not the time, or not theirs to change
          notices.say(message.say);
          redraw();
        } else form?.showErrors([{ path: message.path, say: message.say }]);
        break;
      case "unsaved":
        outbox.unsaved(message.ids, message.say);
        break;
      case "notice":
        notices.say(message.say);
        break;
      case "people":
        here.people(message.people);
        if (othersHere !== message.people.length) {
          othersHere = message.people.length;
          redraw();
        }
        break;
      case "overwritten":
        // where newer words wait these will stand, which is told when they are saved: older ones are not offered over them
        for (const clash of message.clashes) if (clash.kept || !outbox.holds(clash.path)) notices.clash(clash);
        break;
      case "went":
        if (slots.served) location.assign(slots.link(message.file, message.journey));
        else notices.say(`The map is made. Open ${message.file} and write journey = "${message.journey}" in its first code cell.`);
        break;
      case "feedback":
      case "comments":
      case "taken":
      case "calendar":
        for (const part of parts) part.hears?.(message);
        break;
      case "action-refused":
        for (const part of parts) /** @type {any} */ (part).refused?.(message);
        break;
      default:
    }
  }

  const own = (/** @type {string} */ id) => outbox.edits.find((edit) => edit.id === id);
  const arrived = () => {
    state.arrived();
    redraw();
  };
  root.addEventListener("input", () => queueMicrotask(() => showState(outbox.state, outbox.say)));
  const leaving = (/** @type {Event} */ event) => {
    outbox.flush();
    if (!isSafe()) event.preventDefault(); // the browser asks first
  };
  const back = () => document.visibilityState === "visible" ? connection.check() : outbox.flush();
  const followLine = (/** @type {any} */ event) => {
    if (event.detail.state === "lost") event.preventDefault(); // said here, with the number of changes that are kept
    connection.follow(event.detail.state);
  };
  const offline = () => connection.doubt();
  window.addEventListener("cjm:connection", followLine);
  window.addEventListener("offline", offline);
  model.on("msg:custom", onMessage);
  model.on("change", arrived); // once for all that changed together
  window.addEventListener("cjm:leaving", leaving);
  window.addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", back);
  slots.onward(() => form === null || form.validate(), () => outbox.count === 0);

  showState(outbox.state, "");
  redraw();
  outbox.flush();
  connection.check();
  returnToPlace(root, form);
  document.dispatchEvent(new CustomEvent("cjm:ready"));

  return () => {
    outbox.flush();
    outbox.stop();
    connection.stop();
    window.removeEventListener("cjm:connection", followLine);
    window.removeEventListener("offline", offline);
    window.removeEventListener("cjm:leaving", leaving);
    window.removeEventListener("pagehide", leaving);
    document.removeEventListener("visibilitychange", back);
    model.off("msg:custom", onMessage);
    model.off("change", arrived);
    here.destroy();
    who.destroy();
    agenda.destroy();
    finder?.destroy();
    hands.destroy();
    undoing.destroy();
    notices.destroy();
    for (const part of parts) part.destroy?.();
    slots.clear();
  };
}

const LOST =
  "The connection to the workbook is lost. What you type is kept in this browser and is saved when the connection is back.";
const LOST_AND_UNKEPT =
  "The connection to the workbook is lost. What you type is saved when it is back. Leave this page open until then: this browser does not let it keep anything.";
const SHUT_AND_UNKEPT =
  "You are logged out, so nothing can be saved. Log in in another tab, and leave this page open until then: this browser does not let it keep what you typed.";
const LOAD_AGAIN =
  "This page has to be loaded again. This browser does not let it keep what is not saved yet: copy those words to another place first.";

/** @param {string} say @param {boolean} served */
function problem(say, served) {
  return h("section", { class: "card cjm-problem", role: "alert" }, [
    h("h2", {}, ["This page cannot be shown yet"]),
    h("p", {}, [say]),
    ...(served ? [h("p", {}, [h("a", { href: "00_start.ipynb", class: "button" }, ["Go to the start page"])])] : []),
  ]);
}

export default { render };
