// The agenda: the step that everybody is at with its clock, and all steps, each to be begun, closed and opened.

import { h, setText } from "../lib/dom.js";
import { clockFace, secondsLeft } from "../page/clock.js";
import { askingButton } from "../lib/really.js";

/** @typedef {import("./types.js").Host} Host */

/**
 * @param {HTMLElement} root
 * @param {Host} host
 */
export function createStrip(root, host) {
  const title = h("p", { class: "cjm-now-title" });
  const face = h("p", { class: "cjm-now-clock", role: "timer" });
  const problem = h("p", { class: "cjm-error", hidden: true });
  const fewer = smallButton("−5", "Five minutes fewer", () => host.act("longer", { minutes: -5 }));
  const more = smallButton("+5", "Five minutes more", () => host.act("longer", { minutes: 5 }));
  const pause = smallButton("Pause", undefined, () => host.act(host.state.workshop.paused ? "resume" : "pause"));
  const end = smallButton("Finish", undefined, () => host.act("end"));
  const controls = h("div", { class: "cjm-now-controls", role: "group", "aria-label": "Clock of this step" }, [fewer, more, pause, end]);
  const list = h("ol", { class: "cjm-agenda-steps" });
  root.append(
    h("section", { class: "card cjm-agenda", "aria-labelledby": "cjm-agenda-title" }, [
      h("div", { class: "cjm-now" }, [h("h2", { id: "cjm-agenda-title" }, ["Agenda"]), title, face, controls, problem]),
      list,
    ]),
  );
  const steps = host.state.steps.map((step, at) => createStep(step, at + 1, host));
  list.append(...steps.map((step) => step.element));
  const timer = window.setInterval(tick, 1000);

  function tick() {
    const { workshop, toldAt } = host.state;
    const left = workshop.step ? secondsLeft(workshop, Date.now() - toldAt) : null;
    const text = left === null ? "" : clockFace(left);
    setText(face, text);
    face.classList.toggle("cjm-up", left !== null && left <= 0 && !workshop.paused);
    face.setAttribute("aria-label", left === null ? "" : left <= 0 ? "Time is up" : `${Math.ceil(left / 60)} minutes left`);
  }

  function update() {
    const { workshop } = host.state;
    const step = host.state.steps.find(({ name }) => name === workshop.step);
    const words = step ? `${step.title}${workshop.paused ? " (paused)" : ""}` : "No step has begun. Start one: everybody sees it, with the time that is left.";
    setText(title, words);
    title.classList.toggle("cjm-none", !step);
    face.hidden = controls.hidden = !step;
    pause.textContent = workshop.paused ? "Go on" : "Pause";
    problem.hidden = !workshop.problem;
    problem.textContent = workshop.problem;
    for (const one of steps) one.update();
    tick();
  }

  return { update, destroy: () => clearInterval(timer) };
}

/** @param {import("../lib/messages.js").Step} step @param {number} number @param {Host} host */
function createStep(step, number, host) {
  const state = h("span", { class: "cjm-step-state" });
  const start = smallButton("Start", `Start ${step.title} for everybody`, () => host.act("begin", { step: step.name }));
  const close = askingButton({
    label: "Close",
    name: `Close ${step.title}`,
    ask: "Close for all?",
    yes: "Yes",
    no: "No",
    act: () => host.act("close", { step: step.name }),
  });
  const open = smallButton("Open", `Open ${step.title} again`, () => host.act("open", { step: step.name }));
  const element = h("li", { class: "cjm-agenda-step", "data-step": step.name }, [
    h("span", { class: "cjm-step-head" }, [h("span", { class: "cjm-number", "aria-hidden": "true" }, [String(number)]), state]),
    h("span", { class: "cjm-step-title" }, [step.title]),
    h("span", { class: "cjm-step-buttons" }, [start, close.element, open]),
  ]);
  return {
    element,
    update() {
      const { workshop } = host.state;
      const now = workshop.step === step.name;
      const closed = workshop.closed.includes(step.name);
      const focused = element.contains(document.activeElement);
      element.classList.toggle("cjm-current", now);
      element.classList.toggle("cjm-is-closed", closed);
      if (now) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
      state.textContent = now ? "now" : closed ? "closed" : `${step.minutes} min`;
      start.hidden = now;
      close.element.hidden = closed;
      open.hidden = !closed;
      // the button that was pressed is gone: its opposite takes its place
      if (focused && !(document.activeElement instanceof HTMLElement && document.activeElement.offsetParent)) (closed ? open : close.button).focus();
    },
  };
}

/** @param {string} label @param {string | undefined} name @param {() => void} act */
function smallButton(label, name, act) {
  return h("button", { type: "button", class: "button quiet small", "aria-label": name, onclick: act }, [label]);
}
