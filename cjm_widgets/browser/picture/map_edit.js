/** Text on the map that is changed where it stands. What is typed goes out letter by letter; others' changes wait outside. */

import { h, svg, uid } from "../lib/dom.js";

const LIMITS = { short: 200, long: 4000 };

/**
 * What stands in a cell, with a button to change it.
 * @param {Node[]} content
 * @param {string} path
 * @param {string} label
 */
export function pencilled(content, path, label) {
  const button = h("button", { type: "button", class: "pencil", "aria-label": `Change: ${label}`, title: "Change" }, pencil());
  return [h("div", { class: "editable", "data-key": path, "data-path": path, "data-label": label }, ...content, button)];
}

function pencil() {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M2 14l.8-3.4L11 2.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L5.4 13.2 2 14z", fill: "none", stroke: "currentColor", "stroke-width": "1.4", "stroke-linejoin": "round" }),
  );
}

/**
 * Lets people change what stands below an element.
 * @param {HTMLElement} root
 * @param {{value: (path: string) => any, edit: (path: string, next: string) => void, left: () => void}} host
 *   `left`: an editor was closed, so that the cell can be drawn again
 */
export function createEditing(root, { value, edit, left }) {
  let settling = false;

  /** @param {HTMLElement} cell */
  function open(cell) {
    if (cell.hasAttribute("data-editing")) return;
    const path = cell.dataset.path ?? "";
    const label = cell.dataset.label ?? "";
    const short = path.endsWith("/name");
    const hint = h("small", { id: uid() }, short ? "Enter or Esc when done" : "Esc or Ctrl+Enter when done");
    const box = h("textarea", { "aria-label": label, "aria-describedby": hint.id, maxlength: short ? LIMITS.short : LIMITS.long, rows: short ? 2 : 4 });
    box.value = value(path) ?? "";
    cell.setAttribute("data-editing", "");
    const done = h("button", { type: "button", class: "done" }, "Done");
    const editor = h("div", { class: "editor" }, box, h("div", { class: "leave" }, done, hint));
    cell.append(editor);
    box.focus();
    box.addEventListener("input", () => edit(path, short ? box.value.replace(/\s*\n\s*/g, " ") : box.value));
    const leave = () => {
      close(cell);
      /** @type {HTMLElement | null} */ (cell.querySelector(".pencil"))?.focus();
    };
    editor.addEventListener("keydown", (event) => {
      const entered = event.key === "Enter" && event.target === box && (short || event.ctrlKey || event.metaKey);
      if (event.isComposing || !(event.key === "Escape" || entered)) return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    });
    done.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus until the click
    done.addEventListener("click", leave);
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

  /** @param {Event} event @param {string} what */
  const cellOf = (event, what) => /** @type {HTMLElement} */ (event.target).closest(what)?.closest(".editable, td, th");

  /** @param {Element | null | undefined} cell */
  function openIn(cell) {
    const editable = cell?.matches(".editable") ? cell : cell?.querySelector(".editable");
    if (editable) open(/** @type {HTMLElement} */ (editable));
  }

  root.addEventListener("click", (event) => openIn(cellOf(event, ".pencil")));
  root.addEventListener("dblclick", (event) => {
    if (!(/** @type {HTMLElement} */ (event.target).closest("a, button, textarea"))) openIn(cellOf(event, ".editable, td, th"));
  });
  root.addEventListener("keydown", (event) => {
    if (/** @type {HTMLElement} */ (event.target).matches(".pencil")) step(event);
  });

  /** Arrow keys go from pencil to pencil. @param {KeyboardEvent} event */
  function step(event) {
    const button = /** @type {HTMLElement} */ (event.target);
    const cell = button.closest("td, th");
    const row = cell?.closest("tr");
    if (!cell || !row) return;
    const at = [...row.children].indexOf(cell);
    const next = { ArrowRight: cell.nextElementSibling, ArrowLeft: cell.previousElementSibling }[event.key];
    const rows = [...(row.closest("table")?.rows ?? [])].filter((one) => one.querySelector(".pencil"));
    const there = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0)];
    const found = (next ?? (there === row ? null : there?.children[at]))?.querySelector(".pencil");
    if (!found) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (found).focus();
  }

  return {
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
