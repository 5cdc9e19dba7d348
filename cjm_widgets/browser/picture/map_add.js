/** “+” in a cell of the map: type, Enter or “Add”, and it stands there; type the next. */

import { h, icon, uid } from "../lib/dom.js";
import { capital } from "../lib/words.js";
import { KINDS } from "./map_moves.js";

/** @typedef {import("./map_moves.js").Kind} Kind */

const LEAVING = ["cjm:leaving", "pagehide"];

/**
 * Where something can be added.
 * @param {Kind} kind
 * @param {string} step  its id; a step is added after it
 * @param {string} where  how the step is called; "" where there is none yet
 */
export function addBox(kind, step, where) {
  const { noun } = KINDS[kind];
  const says = kind === "stages" ? `New stage from ${where} on` : where ? `Add a ${noun} ${kind === "steps" ? "after" : "at"} ${where}` : `Add a ${noun}`;
  const button = h("button", { type: "button", class: "add", "data-spot": `add ${kind} ${step}`, "aria-label": says, title: says }, icon("add"), h("span", {}, capital(noun)));
  return h("div", { class: `adds adds-${kind}`, "data-key": `adds ${kind}`, "data-adds": kind, "data-step": step }, button);
}

/**
 * @param {HTMLElement} root
 * @param {{add: (kind: Kind, step: string, words: string) => string, isSettling: () => boolean}} host
 *   add: gives the step at or after which the next one goes; "" where none goes
 */
export function createAdding(root, { add, isSettling }) {
  /** @param {HTMLElement | null | undefined} box */
  function open(box) {
    if (!box || box.hasAttribute("data-editing")) return;
    const kind = /** @type {Kind} */ (box.dataset.adds);
    const { noun, field } = KINDS[kind];
    let step = box.dataset.step ?? "";
    let closed = false;
    const hint = h("small", { id: uid(), class: "keys" }, "Enter adds it, Esc ends");
    const says = box.querySelector(".add")?.getAttribute("aria-label") ?? "";
    const input = h("input", { type: "text", dir: "auto", autocomplete: "off", enterkeyhint: "enter", maxlength: field === "words" ? 1000 : 200, placeholder: `New ${noun}`, "aria-label": says, "aria-describedby": hint.id });
    // for fingers; by keys, Enter and Esc do it, and Tab leaves the line with what it holds
    const [more, done] = ["Add", "Done"].map((words) => h("button", { type: "button", class: "answer", tabindex: "-1" }, words));
    const line = h("div", { class: "line" }, input, h("div", { class: "leave" }, more, done, hint));
    box.setAttribute("data-editing", "");
    box.append(line);
    input.focus();

    function take() {
      const words = input.value.trim();
      if (!words) return false;
      input.value = "";
      // what stood here is a thing now: Ctrl+Z takes that back, and no letters of this line
      input.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
      step = add(kind, step, words);
      if (!step) close(false); // one is all that can be added there
      return true;
    }
    const leaving = () => void (box.isConnected && take());
    /** @param {boolean} back  whether the focus goes to the button */
    function close(back) {
      for (const event of LEAVING) window.removeEventListener(event, leaving, true);
      if (closed) return;
      closed = true; // what is removed loses the focus, and that closes it
      box?.removeAttribute("data-editing");
      line.remove();
      if (back) /** @type {HTMLElement | null | undefined} */ (box?.querySelector(".add"))?.focus();
    }
    // before the page sends what it holds
    for (const event of LEAVING) window.addEventListener(event, leaving, true);
    line.addEventListener("keydown", (event) => {
      const entered = event.key === "Enter" && event.target === input;
      if (event.isComposing || !(entered || event.key === "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape" || !take()) close(true);
    });
    line.addEventListener("mousedown", (event) => {
      if (event.target !== input) event.preventDefault(); // the field keeps the focus, and a phone its keyboard
    });
    more.addEventListener("click", () => {
      take();
      input.focus();
    });
    done.addEventListener("click", () => {
      take();
      close(true);
    });
    line.addEventListener("focusout", (event) => {
      const within = line.contains(/** @type {Node | null} */ (event.relatedTarget));
      if (closed || within || isSettling() || !document.hasFocus()) return;
      take();
      close(false);
    });
  }

  root.addEventListener("click", ({ target }) => open(/** @type {HTMLElement} */ (target).closest(".add")?.parentElement));
  return { open };
}
