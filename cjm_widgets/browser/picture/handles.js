/**
 * What takes hold of the room's points: a slider for each step, moved by keys, by drag, or by a tap on a place.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {import("./ratings.js").Value} Value
 * @typedef {object} Hold
 * @property {() => Monitor} monitor
 * @property {() => import("../lib/plot.js").Frame} frame
 * @property {(step: string, value: Value) => void} commit
 * @property {(draft: {step: string, value: Value} | null) => void} draft  what the point would be if it were let go now
 * @property {(step: string) => void} choose  this step has the focus here
 * @property {(step: string) => void} turnTo  the page may show this step: after a tap or a drag, never for keys
 * @property {(step: string) => void} open  offer the five places of this step; "" for none
 */

import { h, setAttributes } from "../lib/dom.js";
import { draggable } from "../lib/drag.js";
import { across, down } from "../lib/plot.js";
import { HIGHEST, LOWEST, keyed, nearest, roomCurve, spoken, valueOf } from "./ratings.js";

const NEAR_A_PLACE = 15;

/**
 * @param {HTMLElement} plot  where the curve is drawn
 * @param {string} help  id of the sentence about the keys
 * @param {Hold} hold
 */
export function createHandles(plot, help, hold) {
  /** @type {Map<string, HTMLElement>} */
  const handles = new Map();
  let dragging = false;
  let offered = "";
  const list = h("div", { class: "handles" });
  plot.append(list);

  plot.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && !dragging) offer(stepAt(event.clientX));
  });
  plot.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") offer(""); // a finger leaves with every tap
  });
  plot.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("[role=slider]")) return;
    tapped(event);
  });

  function editable() {
    const shown = hold.monitor();
    return shown.editable ? roomCurve(shown) : null;
  }

  /** @param {string} step */
  function offer(step) {
    offered = step;
    hold.open(step);
  }

  /** @param {number} clientX */
  function stepAt(clientX) {
    const { left, width } = plot.getBoundingClientRect();
    const steps = hold.monitor().steps;
    return steps[Math.floor(((clientX - left) / width) * steps.length)]?.id ?? "";
  }

  /** @param {number} clientY */
  function heightAt(clientY) {
    const frame = hold.frame();
    return (frame.bottom - (clientY - plot.getBoundingClientRect().top)) / (frame.bottom - frame.top);
  }

  /**
   * A tap in a column: an unrated step takes the nearest place; a rated one only a place that was on offer, so that
   * nobody changes a rating by turning to a step.
   * @param {MouseEvent} event
   */
  function tapped(event) {
    const step = stepAt(event.clientX);
    const room = editable();
    const point = room?.points.find((other) => other.step === step);
    if (!step) return;
    if (!room || !point) {
      hold.choose(step);
      hold.turnTo(step);
      return;
    }
    const frame = hold.frame();
    const value = nearest(heightAt(event.clientY));
    const y = event.clientY - plot.getBoundingClientRect().top;
    const place = down((value - LOWEST) / (HIGHEST - LOWEST), frame);
    const inScale = y > frame.top - NEAR_A_PLACE && y < frame.bottom + NEAR_A_PLACE;
    const free = point.value === null && !point.unknown;
    const takes = free ? inScale : offered === step && Math.abs(y - place) <= NEAR_A_PLACE;
    handles.get(step)?.focus({ preventScroll: true });
    hold.choose(step);
    offer(step);
    if (takes) hold.commit(step, value);
    hold.turnTo(step);
  }

  /** @param {string} step */
  function make(step) {
    const handle = h("div", {
      class: "handle",
      role: "slider",
      tabindex: "0",
      "aria-orientation": "vertical",
      "aria-valuemin": LOWEST,
      "aria-valuemax": HIGHEST,
      "aria-describedby": help,
      "data-step": step,
    });
    handle.addEventListener("focus", () => hold.choose(step));
    handle.addEventListener("keydown", (event) => pressed(event, step));
    const held = (/** @type {boolean} */ yes) => {
      dragging = yes;
      handle.classList.toggle("held", yes);
    };
    draggable(handle, {
      over(_, event) {
        held(true);
        hold.draft({ step, value: nearest(heightAt(event.clientY)) });
      },
      drop(_, event) {
        held(false);
        hold.commit(step, nearest(heightAt(event.clientY)));
        hold.turnTo(step);
      },
      back() {
        held(false);
        hold.draft(null);
      },
    }, { upright: true });
    return handle;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} step
   */
  function pressed(event, step) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const point = editable()?.points.find((other) => other.step === step);
    const next = point ? keyed(event.key, valueOf(point)) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    hold.commit(step, next);
  }

  function update() {
    const room = editable();
    const shown = hold.monitor();
    const wanted = room ? shown.steps : [];
    for (const [step, handle] of handles) {
      if (wanted.some((other) => other.id === step)) continue;
      handle.remove();
      handles.delete(step);
    }
    const frame = hold.frame();
    wanted.forEach((step, at) => {
      const point = room?.points[at];
      if (!room || !point) return;
      const handle = handles.get(step.id) ?? make(step.id);
      handles.set(step.id, handle);
      place(handle, at);
      const value = valueOf(point);
      const name = step.name || `Step ${step.number}`;
      setAttributes(handle, {
        "aria-label": `Satisfaction at step ${step.number}`,
        // a slider must have a figure; what people hear is the text
        "aria-valuenow": typeof value === "number" ? value : 0,
        "aria-valuetext": `${name}: ${spoken(value, room.scale)}`,
      });
      handle.style.left = `${across(at, wanted.length)}%`;
      handle.style.top = `${point.height === null ? frame.lane : down(point.height, frame)}px`;
    });
  }

  /**
   * Put a handle in its place in the order; moving one in the page would take the focus from it, so only where needed.
   * @param {HTMLElement} handle
   * @param {number} at
   */
  function place(handle, at) {
    if (list.children[at] === handle) return;
    const focused = document.activeElement === handle;
    list.insertBefore(handle, list.children[at] ?? null);
    if (focused) handle.focus({ preventScroll: true });
  }

  return { update };
}
