/** What is found, or taken back, is reached on the map: one goes to its step. */

import { beforeShowing } from "../lib/showing.js";
import { stepOf } from "./map_cells.js";

/** @typedef {import("../lib/model.js").Journey} Journey */

/**
 * The step at which a place of the journey stands on the map; "" where it stands at none.
 * @param {Journey} journey
 * @param {string} path
 */
export function stepAt(journey, path) {
  const [list, id] = path.split("/");
  const known = (/** @type {string | null | undefined} */ step) => (journey.steps.some((one) => one.id === step) ? (step ?? "") : "");
  if (list === "steps") return known(id);
  if (list === "stages") return journey.steps.find(({ stage }) => stage === id)?.id ?? "";
  if (list === "moments") return known(journey.moments.find((one) => one.id === id)?.step);
  const solution = list === "solutions" ? journey.solutions.find((one) => one.id === id) : undefined;
  return solution ? known(stepOf(solution, journey)) : "";
}

/**
 * @param {HTMLElement} root  of the map
 * @param {() => Journey} journey
 * @param {(step: string) => void} go  makes the map show a step
 * @returns {() => void}  stops it
 */
export function createReach(root, journey, go) {
  return beforeShowing((path) => {
    const step = stepAt(journey(), path);
    if (!step) return;
    go(step);
    const heads = [root.querySelector(".stacked"), root.querySelector(`.scroll th[data-key="${CSS.escape(step)}"]`)];
    heads.find((head) => head?.checkVisibility())?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
