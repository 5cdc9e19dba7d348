/** What the factsheet puts on a map and no other source does: figures from customers, and what closes each gap. */

import { h } from "../lib/dom.js";
import { teamNode } from "./map_cells.js";
import { happened } from "./map_happened.js";

/**
 * What customers told and what was counted at a step; what the group assumes or staff told is no customer data.
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("../lib/model.js").Step} step
 * @returns {Node[]}
 */
export function customerData(shown, step) {
  const told = (shown.customers?.[step.id] ?? []).map((one) => h("p", {}, one.say, h("small", {}, one.from)));
  return [...told, ...happened(shown, step)];
}

/**
 * The goals and questions of a stage that no touchpoint answers, each with the teams and the effort that would.
 * @param {import("./map_layers.js").Shown} shown
 * @param {import("../lib/model.js").Stage | undefined} stage
 * @returns {Node[]}
 */
export function gaps({ journey, labels }, stage) {
  const served = new Set(journey.steps.flatMap((step) => step.touchpoints.flatMap((point) => (point.name.trim() ? point.serves : []))));
  const open = (stage?.needs ?? []).filter((need) => need.name.trim() && !served.has(need.id));
  return open.flatMap((need) => {
    const planned = journey.solutions.filter((one) => one.need === need.id).map((one) => teamNode(one, labels, journey.teams));
    const gap = h("p", { class: "typed", "data-key": `gap ${need.id}` }, need.name);
    return [gap, ...(planned.length ? planned : [h("p", { class: "kind" }, "No solution yet")])];
  });
}
