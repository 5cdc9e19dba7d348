/**
 * Folding the columns of the map: a stage or a step becomes narrow, and wide again. Kept in the browser, for each
 * journey.
 *
 * @typedef {import("./map_columns.js").Column} Column
 * @typedef {import("../lib/model.js").Journey} Journey
 */

import { h, icon, setText } from "../lib/dom.js";
import { listed, counted } from "../lib/words.js";
import { button } from "./board.js";
import { heldBy } from "./map_columns.js";

const QUIET = { class: "button quiet small" };

/** The button that folds a step or a stage. @param {string} id @param {string} name */
export function foldColumn(id, name) {
  const words = `Fold ${name || "No name yet"}`;
  return h("button", { type: "button", class: "fold fold-column", "data-column": id, "data-spot": `fold ${id}`, "aria-label": words, title: words }, icon("open"));
}

/** The head of a folded column, which unfolds it. @param {Column} column @param {boolean} unfolds  nothing does on paper */
export function foldedHead(column, unfolds) {
  const [{ id, stage }] = column.steps;
  const held = heldBy(column);
  const key = column.folded === "stage" ? (stage ?? "") : id;
  const words = [h("b", {}, column.name), held ? h("small", {}, ` ${held}`) : null];
  const head = unfolds
    ? [h("button", { type: "button", class: "unfold", "data-column": key, "data-spot": `fold ${key}`, title: `Unfold ${column.name}` }, icon("open"), h("span", { class: "unseen" }, "Unfold "), ...words)]
    : words;
  return h("th", { scope: "col", class: "step folded", "data-key": column.id }, ...head);
}

/** What is folded on a sheet of paper; "" where nothing is. @param {Column[]} columns */
export function foldedTold(columns) {
  const all = columns.filter(({ folded }) => folded);
  return all.length ? `Folded: ${listed(all.map((column) => (heldBy(column) ? `${column.name} (${heldBy(column)})` : column.name)))}` : "";
}

/**
 * @param {HTMLTableElement} table  of the map
 * @param {{folded: string[]}} place  is changed as people fold
 * @param {() => Journey} journey
 * @param {() => void} changed
 */
export function createColumnFolds(table, place, journey, changed) {
  const said = h("span", { class: "unseen", role: "status" });
  const all = button("Fold all stages", () => set(stagesWithSteps().map(({ id }) => id), `${counted(stagesWithSteps().length, "stage")} folded`), QUIET);
  const none = button("Show all", () => set([], "All steps are shown"), QUIET);
  const element = h("div", { class: "folds", role: "group", "aria-label": "Columns of the map" }, all, none);

  function stagesWithSteps() {
    const { steps, stages } = journey();
    return stages.filter(({ id }) => steps.some(({ stage }) => stage === id));
  }

  /** @param {string[]} folded @param {string} say */
  function set(folded, say) {
    place.folded = folded;
    changed();
    setText(said, say);
  }

  table.addEventListener("click", ({ target }) => {
    const id = /** @type {HTMLElement} */ (target).closest("[data-column]")?.getAttribute("data-column");
    if (!id) return;
    const { steps, stages } = journey();
    const name = [...stages, ...steps].find((one) => one.id === id)?.name || "No name yet";
    const shut = !place.folded.includes(id);
    set(shut ? [...place.folded, id] : place.folded.filter((one) => one !== id), `${name} ${shut ? "folded" : "unfolded"}`);
    /** @type {HTMLElement | null} */ (table.querySelector(`[data-column="${CSS.escape(id)}"]`))?.focus({ preventScroll: true });
  });

  return {
    element,
    /** What was folded last, said where it is heard although the choices are shut. */
    said,
    update() {
      all.hidden = stagesWithSteps().length === 0;
      none.hidden = place.folded.length === 0;
      element.hidden = all.hidden && none.hidden;
    },
    /** Unfolds what hides a step. @param {string} id @returns {boolean} whether something did */
    reveal(id) {
      const stage = journey().steps.find((step) => step.id === id)?.stage;
      const left = place.folded.filter((one) => one !== id && one !== stage);
      const hid = left.length < place.folded.length;
      place.folded = left;
      return hid;
    },
  };
}
