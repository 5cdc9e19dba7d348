// Quick hands: undo and redo beside the state of saving, and the list of shortcuts.

import { inBrowser } from "../lib/browser.js";
import { createDialog } from "../lib/dialog.js";
import { h, setAttributes, svg } from "../lib/dom.js";
import { SHORTCUTS, isMac, keysOf, listenForShortcuts } from "./shortcuts.js";

/** @typedef {import("./undoing.js").Way} Way @typedef {import("./shortcuts.js").Shortcut} Shortcut */

const OFF = "cjm:letters-off";
const ARROWS = { undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3", redo: "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3" };

/**
 * @param {HTMLElement} root  the page
 * @param {HTMLElement | Document} area  where its keys are pressed
 * @param {HTMLElement} place  beside the state of saving
 * @param {{ pressed: (event: KeyboardEvent, way: Way) => void, undo: () => void, redo: () => void, next: (way: Way) => string } | null} undoing
 *   null where nothing is edited
 */
export function createHands(root, area, place, undoing) {
  const letters = () => inBrowser.get(OFF) === "";
  /** @type {Parameters<typeof listenForShortcuts>[1]} */
  const acts = {};
  /** @type {[string[][], string][]} */ const also = [];
  const list = createList(root, (name) => name in acts, also);
  acts.list = taken(list.open);
  if (undoing) for (const way of /** @type {Way[]} */ (["undo", "redo"])) acts[way] = (event) => undoing.pressed(event, way);
  const forget = listenForShortcuts(area, acts, letters);
  const buttons = /** @type {Way[]} */ (undoing ? ["undo", "redo"] : []).map((way) => {
    const arrow = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ARROWS[way] }));
    const element = h("button", { type: "button", class: "cjm-bar-button", "data-way": way }, arrow);
    element.addEventListener("click", () => {
      if (element.ariaDisabled === "true") return;
      undoing?.[way]();
      element.focus({ preventScroll: true }); // once more is one press away
    });
    return { way, element };
  });
  place.append(...buttons.map(({ element }) => element));

  function update() {
    for (const { way, element } of buttons) {
      const what = undoing?.next(way);
      const verb = way === "undo" ? "Undo" : "Redo";
      const says = what ? `${verb}: ${what}` : `Nothing to ${way}`;
      setAttributes(element, { "aria-label": says, title: says, "aria-disabled": what ? null : "true" });
    }
  }
  update();

  return {
    update,
    /** @param {Parameters<typeof listenForShortcuts>[1]} more  what else can be pressed on this page */
    add: (more) => Object.assign(acts, more),
    /** @param {[string[][], string][]} keys  what a part of the page hears itself: ways to press it, and what it does */
    tell: (keys) => also.push(...keys),
    list: list.open,
    destroy() {
      forget();
      list.element.remove();
      for (const { element } of buttons) element.remove();
    },
  };
}

/** The page takes the key; the browser does not search as well. @param {() => void} act */
export const taken = (act) => (/** @type {KeyboardEvent} */ event) => {
  event.preventDefault();
  act();
};

/** @param {HTMLElement} root @param {(name: Shortcut["name"]) => boolean} has @param {[string[][], string][]} also */
function createList(root, has, also) {
  const switched = h("input", { type: "checkbox", id: "cjm-letters", checked: inBrowser.get(OFF) === "" });
  switched.addEventListener("change", () => inBrowser.set(OFF, switched.checked ? "" : "off"));
  const rows = h("dl", { class: "cjm-keys" });
  const element = createDialog(root, "Shortcuts", "cjm-shortcuts", [
    rows,
    h("p", { class: "cjm-letters" }, switched, h("label", { for: "cjm-letters" }, "Single signs are shortcuts, outside fields")),
  ]);
  return {
    element,
    open() {
      const row = (/** @type {string} */ says, /** @type {string[][]} */ ways) => [h("dt", {}, says), h("dd", {}, ...pressable(ways))];
      const own = SHORTCUTS.filter(({ name }) => has(name)).flatMap((one) => row(one.says, keysOf(one, isMac())));
      rows.replaceChildren(...own, ...also.flatMap(([ways, says]) => row(says, ways)));
      element.showModal();
    },
  };
}

/** @param {string[][]} ways */
function pressable(ways) {
  return ways.flatMap((keys, at) => [at ? " or " : "", ...keys.flatMap((key, one) => [one ? " + " : "", h("kbd", {}, key)])]);
}
