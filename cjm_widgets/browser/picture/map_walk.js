/**
 * The map where there is little room: a step fills the screen, under a small curve of them all. One goes on by swiping,
 * by the buttons, by arrow keys, or by touching the curve.
 *
 * @typedef {import("./map_layers.js").Shown} Shown
 */

import { h, icon, setText, uid } from "../lib/dom.js";
import { LAYERS, editableAt } from "./map_layers.js";
import { SMALL, curveLegend, curvePictures } from "./map_curve.js";
import { stack, whereInJourney } from "./map_stack.js";
import { morph } from "./morph.js";

const FAR = 48; // px that a finger goes sideways before it is a swipe
const FLAT = 1.5; // how much more sideways than down

/**
 * Where keys lead from a step; the same where they lead nowhere.
 * @param {string} key @param {number} at @param {number} count
 */
export function steppedBy(key, at, count) {
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[key] ?? at;
  return Math.max(0, Math.min(count - 1, next));
}

/** Whether a finger swiped, and which way: 1 is on. @param {number} across  px @param {number} down */
export function swiped(across, down) {
  if (Math.abs(across) < FAR || Math.abs(across) < FLAT * Math.abs(down)) return 0;
  return across < 0 ? 1 : -1;
}

/**
 * @param {{went: (step: string) => void, settle: (draw: () => void) => void}} host
 *   went: somebody turned to a step; settle: draws while an editor that moves is not left
 */
export function createWalkThrough({ went, settle }) {
  /** @type {Shown | null} */ let shown = null;
  /** @type {import("./map_rows.js").Row[]} */ let rows = [];
  let chosen = "";
  const heading = h("h2", { id: uid() });
  const where = h("p", { class: "meta" });
  const back = button("Previous step", -1);
  const on = button("Next step", 1);
  const next = h("button", { type: "button", class: "button quiet next-step", onclick: () => go(1, "top") });
  const curve = h("div", { class: "curves" });
  const told = h("p", {});
  const legend = h("ul", { class: "legend" });
  const pulse = h("div", { class: "pulse", "data-layer": "satisfaction" }, curve, h("details", {}, h("summary", {}, "What the curve shows"), told, legend));
  const steps = h("div", { class: "each" });
  const status = h("div", { role: "status" }, heading, where);
  const own = h("div", { class: "own" });
  const naming = h("div", { class: "naming" }, status, own);
  const head = h("div", { class: "stepper" }, back, naming, on);
  const element = h("div", { class: "stacked", role: "group", "aria-label": "The map, step by step" }, head, pulse, steps, next);

  /** @param {string} name @param {1 | -1} way */
  function button(name, way) {
    return h("button", { type: "button", class: way < 0 ? "back" : "on", "aria-label": name, onclick: () => go(way) }, icon("open"));
  }

  /** Which step is seen: the one chosen, or the first. */
  function at() {
    return Math.max(0, shown?.journey.steps.findIndex(({ id }) => id === chosen) ?? 0);
  }

  /** @param {number} way @param {"top"} [where]  brings the head of the step into view */
  function go(way, where) {
    const all = shown?.journey.steps ?? [];
    turn(Math.max(0, Math.min(all.length - 1, at() + way)));
    if (!where) return;
    head.scrollIntoView({ block: "start" });
    (all.length - 1 > at() ? on : back).focus({ preventScroll: true });
  }

  /** @param {number} to */
  function turn(to) {
    const step = shown?.journey.steps[to];
    if (!step || to === at()) return;
    chosen = step.id;
    went(chosen);
    draw();
  }

  element.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey || /** @type {HTMLElement} */ (event.target).matches("input, select, textarea")) return;
    const to = steppedBy(key, at(), shown?.journey.steps.length ?? 0);
    if (to === at()) return;
    event.preventDefault();
    turn(to);
  });
  curve.addEventListener("click", (event) => {
    const box = curve.querySelector(".columns")?.getBoundingClientRect();
    const count = shown?.journey.steps.length ?? 0;
    if (box) turn(Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count))));
  });
  /** @type {{x: number, y: number, id: number} | null} */ let finger = null;
  element.addEventListener("pointerdown", (event) => {
    const typing = /** @type {HTMLElement} */ (event.target).closest("textarea, input, select");
    finger = event.pointerType === "mouse" || typing || !event.isPrimary ? null : { x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  element.addEventListener("pointercancel", () => (finger = null));
  element.addEventListener("pointerup", (event) => {
    const way = finger?.id === event.pointerId ? swiped(event.clientX - finger.x, event.clientY - finger.y) : 0;
    finger = null;
    if (way) go(way);
  });

  function draw() {
    if (!shown?.journey.steps.length) return;
    const all = shown.journey.steps;
    const now = at();
    const told_ = shown.narration;
    const monitor = shown.graded ?? shown.monitor;
    setText(heading, `${now + 1} ${all[now].name || "No name yet"}`);
    where.replaceChildren(...whereInJourney(shown, now));
    back.toggleAttribute("disabled", now === 0);
    on.toggleAttribute("disabled", now === all.length - 1);
    next.hidden = now === all.length - 1;
    setText(next, next.hidden ? "" : `Next: ${now + 2} ${all[now + 1].name || "No name yet"}`);
    pulse.hidden = !rows.some(({ key }) => key === "satisfaction") || monitor.curves.length === 0;
    element.style.setProperty("--at", String(now));
    if (!pulse.hidden) {
      morph(curve, h("div", { class: "curves" }, ...curvePictures(all, monitor, told_, SMALL)));
      setText(told, told_);
      legend.replaceChildren(...curveLegend(monitor));
    }
    changeable(shown, now);
    const wanted = h("div", { class: "each" }, ...stack(shown, rows, now, heading.id));
    settle(() => morph(steps, wanted));
  }

  /** The step that is seen is changed where its name stands, beside what is said of it. @param {Shown} now @param {number} to */
  function changeable(now, to) {
    const step = now.journey.steps[to];
    const name = editableAt(now, [], `steps/${step.id}/name`, `Name of step ${to + 1}`, LAYERS.steps.file);
    naming.setAttribute("data-item", `steps/${step.id}`);
    settle(() => morph(own, h("div", { class: "own" }, ...name, ...(now.adds?.("steps", step, LAYERS.steps.file) ?? []), ...(now.adds?.("stages", step, LAYERS.stages.file) ?? []))));
  }

  return {
    element,
    /** @param {Shown} next @param {import("./map_rows.js").Row[]} seen @param {string} step  where one was */
    update(next, seen, step) {
      [shown, rows] = [next, seen];
      chosen = step;
      draw();
    },
  };
}
