// A team's heart monitor in small. All stand on the same five places, so that one look compares them.

import { h, setAttributes, svg } from "../lib/dom.js";
import { across, down, plot } from "../lib/plot.js";

const FRAME = { height: 52, top: 7, bottom: 45, radius: 3.2, lane: null };
const DISAGREES = 3.5; // px from the upper edge

/** The picture of one team; `update` takes what cjm_widgets/pages/facilitator.py gives. */
export function createPulse() {
  const picture = svg("svg", { class: "picture", role: "img", height: FRAME.height, width: "100%" });
  const element = h("div", { class: "cjm-picture cjm-pulse" }, picture);
  let drawn = "";
  return {
    element,
    /** @param {any} pulse @param {string} team */
    update(pulse, team) {
      const key = JSON.stringify(pulse);
      if (key === drawn) return;
      drawn = key;
      setAttributes(picture, { "aria-label": `${team}: ${inWords(pulse)}` });
      const curves = pulse.curves.length ? pulse.curves : [{ scale: { name: "felt", ticks: [[0], [0.25], [0.5], [0.75], [1]] }, rater: "", points: [] }];
      const count = pulse.steps.length;
      const split = pulse.steps.flatMap((/** @type {any} */ step, /** @type {number} */ at) =>
        step.split ? [svg("text", { x: `${across(at, count)}%`, y: DISAGREES + 8, class: "cjm-split", "text-anchor": "middle" }, "≠")] : [],
      );
      picture.replaceChildren(...(count && pulse.curves.length ? plot({ ...pulse, curves }, FRAME) : empty()), ...split);
    },
  };
}

/** A scale without a curve. */
function empty() {
  return [0, 0.5, 1].map((height) =>
    svg("line", { x1: 0, x2: "100%", y1: down(height, FRAME), y2: down(height, FRAME), class: height === 0.5 ? "zero" : "grid" }),
  );
}

/** @param {any} pulse */
export function inWords(pulse) {
  const split = pulse.steps.filter((/** @type {any} */ step) => step.split).map((/** @type {any} */ step) => step.name);
  return [
    pulse.title && pulse.title !== "Our group" ? `${pulse.title}: ${pulse.say}` : pulse.say,
    ...(split.length ? [`The room disagrees on ${split.join(", ")}.`] : []),
  ].join(" ");
}
