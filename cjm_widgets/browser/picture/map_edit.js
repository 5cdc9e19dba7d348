/** Text on the map that is changed where it stands. What is typed goes out letter by letter; others' changes wait outside. */

import { h, icon, svg, uid } from "../lib/dom.js";
import { KINDS, thingAt } from "./map_moves.js";

/**
 * @typedef {import("./map_moves.js").Way} Way
 * @typedef {{path: string, label: string, file: string}} Spot  a text on the map, and the workbook where it is filled in
 * @typedef {(content: Node[], spot: Spot) => Node[]} Mark  makes what stands there one that can be changed
 */

const LIMITS = { short: 200, long: 4000, words: 1000 };
const HEARD = 120; // letters of a text that its button says

/**
 * What stands in a cell, with a button to change it.
 * @param {Node[]} content
 * @param {{path: string, label: string}} spot
 */
export function pencilled(content, { path, label }) {
  return [h("div", { class: "editable", "data-key": path, "data-path": path, "data-label": label }, ...content, pencilOf(path, label, content))];
}

/** @param {string} path @param {string} label @param {Node[]} content */
export function pencilOf(path, label, content) {
  const words = content.map(({ textContent }) => textContent ?? "").join(" ").replace(/\s+/g, " ").trim();
  const says = `Change: ${label}${words ? `: ${words.length > HEARD ? `${words.slice(0, HEARD - 1)}…` : words}` : ""}`;
  return h("button", { type: "button", class: "pencil", "data-spot": path, "aria-label": says, title: "Change" }, pencil());
}

function pencil() {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M2 14l.8-3.4L11 2.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L5.4 13.2 2 14z", fill: "none", stroke: "currentColor", "stroke-width": "1.4", "stroke-linejoin": "round" }),
  );
}

/** A line over the steps from one on. */
function stageSign() {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, svg("path", { d: "M4 20V5h16M4 5l3 3M4 5l3-3" }));
}

/** @type {Record<Way, string>} */
const CARD = { left: "To the step before", up: "Up", down: "Down", right: "To the next step", remove: "Remove" };
/** @type {Partial<Record<Way, string>>} */
const COLUMN = { left: "Earlier", right: "Later", remove: "Remove" };

/** What else can be done to a thing, for fingers and for those who do not know the keys. @param {string} item @param {boolean} begins  whether a stage can begin there */
function toolsBeside(item, begins) {
  const { kind } = thingAt(item);
  const ways = Object.entries(kind === "steps" || kind === "stages" ? COLUMN : CARD);
  const tool = (/** @type {string} */ way, /** @type {string} */ says, /** @type {Node} */ sign) => h("button", { type: "button", class: `tool to-${way}`, "data-way": way, "aria-label": says, title: says }, sign);
  const more = kind === "steps" ? [tool("add", "Add a step after this one", icon("add")), ...(begins ? [tool("stage", "New stage from this step on", stageSign())] : [])] : [];
  const tools = ways.map(([way, says]) => tool(way, way === "remove" ? `${says} this ${KINDS[kind].noun}` : says, icon(way === "remove" ? "remove" : way === "down" ? "down" : "up")));
  return h("div", { class: "tools" }, ...tools.slice(0, -1), ...more, ...tools.slice(-1));
}

/**
 * Lets people change what stands below an element.
 * @param {HTMLElement} root
 * @param {{value: (path: string) => any, edit: (path: string, next: string) => void, left: () => void, mayBegin: (item: string) => boolean, tool: (item: string, way: Way | "add" | "stage", from: HTMLElement) => void}} host
 *   `left`: an editor was closed, so that the cell can be drawn again. `mayBegin`: whether a stage can begin at a step. `tool`: what a button beside the text does
 */
export function createEditing(root, { value, edit, left, mayBegin, tool }) {
  let settling = false;

  /** @param {HTMLElement} cell */
  function open(cell) {
    if (cell.hasAttribute("data-editing")) return;
    const path = cell.dataset.path ?? "";
    const label = cell.dataset.label ?? "";
    const short = /\/(name|title)$/.test(path);
    const item = cell.closest("[data-item]")?.getAttribute("data-item");
    const hint = h("small", { id: uid(), class: "keys" }, short ? "Enter keeps it, Esc puts it back" : "Ctrl+Enter keeps it, Esc puts it back");
    const limit = short ? LIMITS.short : path.endsWith("/words") ? LIMITS.words : LIMITS.long;
    const box = h("textarea", { "aria-label": label, "aria-describedby": hint.id, maxlength: limit, rows: short ? 2 : 3, dir: "auto" });
    const before = value(path) ?? "";
    let sent = before;
    box.value = before;
    cell.setAttribute("data-editing", "");
    const done = h("button", { type: "button", class: "answer" }, "Done");
    const back = h("button", { type: "button", class: "answer" }, "Put back");
    const editor = h("div", { class: "editor" }, box, h("div", { class: "leave" }, done, back, hint), item ? toolsBeside(item, mayBegin(item)) : null);
    cell.append(editor);
    box.focus();
    if (short) box.select();
    const put = (/** @type {string} */ next) => edit(path, (sent = next));
    box.addEventListener("input", () => put(short ? box.value.replace(/\s*\n\s*/g, " ") : box.value));
    // what somebody else has put there since is not taken away
    const restore = () => void (sent !== before && (value(path) ?? "") === sent && put(before));
    const leave = () => {
      close(cell);
      /** @type {HTMLElement | null} */ (cell.querySelector(".pencil"))?.focus();
    };
    editor.addEventListener("keydown", (event) => {
      const entered = event.key === "Enter" && event.target === box && (short || event.ctrlKey || event.metaKey);
      if (event.isComposing || !(event.key === "Escape" || entered)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") restore();
      leave();
    });
    editor.addEventListener("mousedown", (event) => {
      if (event.target !== box) event.preventDefault(); // the box keeps the focus until the click
    });
    editor.addEventListener("click", ({ target }) => {
      const button = /** @type {HTMLElement} */ (target).closest("button");
      if (button === back) restore();
      if (button) leave();
      if (button?.dataset.way && item) tool(item, /** @type {Way} */ (button.dataset.way), cell);
    });
    editor.addEventListener("focusout", (event) => {
      const within = editor.contains(/** @type {Node | null} */ (event.relatedTarget));
      if (!settling && document.hasFocus() && !within) close(cell);
    });
  }

  /** @param {HTMLElement} cell */
  function close(cell) {
    if (!cell.hasAttribute("data-editing")) return;
    cell.removeAttribute("data-editing");
    cell.querySelector(".editor")?.remove();
    left();
  }

  root.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const pencil = target.closest(".pencil");
    if (pencil) return open(/** @type {HTMLElement} */ (pencil.parentElement));
    // a finger that touches words wants to read or to scroll; words that are marked are to be copied
    const reads = /** @type {PointerEvent} */ (event).pointerType === "touch" || String(getSelection()) !== "";
    if (reads || target.closest("a, button, textarea, input, summary")) return;
    const found = target.closest("[data-item], .editable, td, th");
    const all = found?.matches(".editable") ? [found] : [...(found?.querySelectorAll(".editable") ?? [])];
    if (all.length === 1) open(/** @type {HTMLElement} */ (all[0]));
  });

  return {
    isSettling: () => settling,
    /** Runs a redrawing during which an editor that moves is not left. @param {() => void} draw */
    settle(draw) {
      settling = true;
      try {
        draw();
      } finally {
        settling = false;
      }
    },
  };
}
