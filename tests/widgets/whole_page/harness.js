// A whole page whose process is played by the test: it tells what a room's page was sent, moment by moment.
// The test writes window.given = {state, moments} before this page loads.

import page from "../../../cjm_widgets/browser/page/page.js";

const { state, moments } = window.given;
const listeners = { "msg:custom": new Set(), change: new Set() };
let now = moments[0].state;
Object.assign(window, { asked: 0, errors: [] });

/** A copy, as it would come over the line: nothing in it is the same object as before. */
const copied = (value) => JSON.parse(JSON.stringify(value));
const widget = { ...state, ...copied(now) };
const model = {
  get: (name) => widget[name],
  send(message) {
    if (message.kind !== "whole") return;
    window.asked += 1;
    queueMicrotask(answers);
  },
  on: (name, listener) => (listeners[name] ??= new Set()).add(listener),
  off: (name, listener) => listeners[name]?.delete(listener),
};

/** All of the state comes: then nothing is what it was, and every part is drawn again. */
function arrives() {
  Object.assign(widget, copied(now));
  for (const listener of listeners.change) listener();
}

/** What is said to a page that asked for all of it, as `Session.on_message` does. */
function answers() {
  arrives();
  for (const listener of listeners["msg:custom"]) listener({ kind: "pong", revision: now.revision });
}

/** The page has been laid out: what follows its own width has been told it, which is only then. */
const laidOut = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));

/** What a person finds on the page: its elements, and what its fields hold. */
function found() {
  const place = document.querySelector("#place");
  const fields = [...place.querySelectorAll("input, textarea, select")].map((one) => `${one.value} ${one.checked}`);
  return `${place.innerHTML}\n${fields.join("\n")}`;
}

/** Where two texts differ first. */
function difference(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 150), at + 80)}\n  is then\n${other.slice(Math.max(0, at - 150), at + 80)}`;
}

/** Tells what comes in each moment; where drawing everything again changes something, a part was forgotten. */
window.play = async () => {
  const forgotten = [];
  for (const [at, moment] of moments.entries()) {
    now = moment.state;
    for (const message of moment.messages) for (const listener of listeners["msg:custom"]) listener(copied(message));
    await laidOut();
    const drawn = found();
    arrives();
    await laidOut();
    const anew = found();
    if (drawn !== anew) forgotten.push(`moment ${at}: ${difference(drawn, anew)}`);
  }
  return forgotten;
};

page.render({ model, el: document.querySelector("#place") });
document.body.dataset.ready = "";
