/**
 * Working on the map where it stands: changing text, adding, moving and removing, by mouse, finger and keyboard.
 *
 * @typedef {import("./map_moves.js").Way} Way
 * @typedef {import("./map_moves.js").Act} Act
 */

import { newId } from "../lib/ids.js";
import { createAdding } from "./map_add.js";
import { createDragging } from "./map_drag.js";
import { createEditing } from "./map_edit.js";
import { createGrid } from "./map_grid.js";
import { acted, added, cardPlaced, stepPlaced, thingAt } from "./map_moves.js";

/** @type {Record<string, Way>} */
const WAYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/**
 * @param {HTMLElement} root  all of the map
 * @param {HTMLTableElement} table
 * @param {HTMLElement} scroll
 * @param {{journey: () => import("../lib/model.js").Journey, value: (path: string) => any, edit: (path: string, next: any) => void, announce?: (text: string) => void, left: () => void, went: (step: string) => void}} host
 *   left: something that was open is shut, so that its cell can be drawn again. went: one goes on at another step
 */
export function createWork(root, table, scroll, { journey, value, edit, announce, left, went }) {
  const editing = createEditing(root, {
    value,
    edit,
    left,
    tool: (item, way, from) => (way === "add" || way === "stage" ? adding.open(box(way === "add" ? "steps" : "stages", thingAt(item).id)) : act(item, way, from)),
    mayBegin: (item) => box("stages", thingAt(item).id) !== null,
  });
  const adding = createAdding(root, {
    isSettling: editing.isSettling,
    add(kind, step, words) {
      const id = newId();
      const done = added(journey(), kind, step, words, id);
      if (kind === "stages") perform(done, done.focus, root.querySelector(".own"));
      else perform(done);
      if (!step) adding.open(box("steps", id)); // where the first was typed, no more can be seen
      return kind === "steps" ? id : kind === "stages" ? "" : step;
    },
  });
  const grid = createGrid(table);
  createDragging(table, scroll, (item, place) => {
    const { kind, id } = thingAt(item);
    if (kind === "stages") return carryStage(item, place.step);
    const placed = kind === "steps" ? stepPlaced(journey(), id, place.step, place.after) : cardPlaced(journey(), item, place.step, place.at);
    perform(placed, placed.focus);
  });

  /** @param {"steps" | "stages"} kind @param {string} step @returns {HTMLElement | null} */
  function box(kind, step) {
    const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(`[data-adds="${kind}"][data-step="${CSS.escape(step)}"]`)]);
    return all.find((one) => one.parentElement?.checkVisibility()) ?? null;
  }

  /** @param {Act} act @param {string} [focus] @param {Element | null} [near] where the focus goes if the thing cannot be seen */
  function perform({ edits, say }, focus, near) {
    for (const { path, next } of edits) edit(path, next);
    if (say) announce?.(say);
    if (focus === undefined || !edits.length) return;
    const things = focus ? root.querySelectorAll(`[data-item="${CSS.escape(focus)}"] .pencil`) : [];
    const rest = [...(near?.isConnected ? near.querySelectorAll("[data-spot]") : []), ...root.querySelectorAll(".stepper button:enabled"), scroll];
    const found = /** @type {HTMLElement | undefined} */ ([...things, ...rest].find((one) => one.checkVisibility()));
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {string} item @param {Way} way @param {HTMLElement} from */
  function act(item, way, from) {
    const done = acted(journey(), item, way);
    if (!done) return;
    if (way === "remove" && thingAt(item).kind === "steps") went(thingAt(done.focus).id);
    perform(done, done.focus, from.closest("td, [data-layer]"));
  }

  /** A stage is carried past as many others as lie between. @param {string} item @param {string} step */
  function carryStage(item, step) {
    const places = () => journey().steps;
    const mine = (/** @type {boolean} */ last) => places()[last ? "findLastIndex" : "findIndex"](({ stage }) => stage === thingAt(item).id);
    const at = () => places().findIndex(({ id }) => id === step);
    const way = at() < mine(false) ? "left" : "right";
    for (let left = places().length; left > 0 && (way === "left" ? at() < mine(false) : at() > mine(true)); left -= 1) act(item, way, table);
  }

  root.addEventListener("keydown", (event) => {
    const spot = /** @type {HTMLElement} */ (event.target);
    if (!spot.matches("[data-spot]") || event.ctrlKey || event.metaKey) return;
    const item = spot.matches(".pencil") ? spot.closest("[data-item]")?.getAttribute("data-item") : null;
    if (event.altKey && WAYS[event.key]) {
      event.preventDefault(); // no page back
      if (item) act(item, WAYS[event.key], spot);
    } else if (event.key === "F2") {
      event.preventDefault();
      spot.click();
    } else if (event.key === "Insert" || event.key === "+") {
      event.preventDefault();
      adding.open(spot.closest("td, th, [data-layer], .adding")?.querySelector(".adds"));
    } else if (event.key === "Delete" && spot.matches(".pencil")) {
      event.preventDefault();
      if (item) act(item, "remove", spot);
      else empty(spot.parentElement);
    }
  });

  /** @param {HTMLElement | null} cell */
  function empty(cell) {
    const path = cell?.dataset.path ?? "";
    if (!value(path)) return;
    edit(path, "");
    announce?.(`Emptied: ${cell?.dataset.label}. You can undo this now.`);
  }

  return { settle: editing.settle, oneStop: grid.oneStop };
}
