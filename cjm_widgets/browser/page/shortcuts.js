// The keys that do something wherever one is on a page: one list, from which they are heard and told.

import { takesLetters } from "./fields.js";
import { wayOf } from "./letters.js";

/** @typedef {Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} Pressed */
/**
 * @typedef {object} Way  one way to press a shortcut
 * @property {string[]} keys  as they are told; "Ctrl" is ⌘ on a Mac
 * @property {(event: Pressed, mac: boolean) => boolean} hit
 * @property {boolean} [letter]  a sign that is also typed: heard outside fields only, and can be switched off
 * @property {boolean} [elsewhere]  not on a Mac
 */
/** @typedef {{ name: "find" | "undo" | "redo" | "list", says: string, ways: Way[] }} Shortcut */

/** @param {string} sign @returns {Way} */
const bySign = (sign) => ({ keys: [sign], letter: true, hit: ({ key, ctrlKey, metaKey, altKey }) => key === sign && ctrlKey === altKey && !metaKey });

/** @type {Way["hit"]} */
const findHit = ({ key, ctrlKey, metaKey, altKey, shiftKey }, mac) =>
  key.toLowerCase() === "k" && !altKey && !shiftKey && (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey);

/** @type {Shortcut[]} */
export const SHORTCUTS = [
  { name: "find", says: "Find something on this map", ways: [bySign("/"), { keys: ["Ctrl", "K"], hit: findHit }] },
  { name: "undo", says: "Undo what you did last on this page", ways: [{ keys: ["Ctrl", "Z"], hit: (event, mac) => wayOf(event, mac) === "undo" }] },
  {
    name: "redo",
    says: "Redo what you have undone",
    ways: [
      { keys: ["Ctrl", "Y"], elsewhere: true, hit: (event, mac) => !event.shiftKey && wayOf(event, mac) === "redo" },
      { keys: ["Ctrl", "Shift", "Z"], hit: (event, mac) => event.shiftKey && wayOf(event, mac) === "redo" },
    ],
  },
  { name: "list", says: "Show these shortcuts", ways: [bySign("?")] },
];

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** The ways to press one on this computer. @param {Shortcut} shortcut @param {boolean} mac @returns {string[][]} */
export function keysOf(shortcut, mac) {
  return shortcut.ways.filter((way) => !(mac && way.elsewhere)).map(({ keys }) => keys.map((key) => (mac && key === "Ctrl" ? "⌘" : key)));
}

/**
 * Which of them a key is.
 * @param {Pressed} event
 * @param {{ mac: boolean, typing: boolean, letters: boolean }} now  typing: a field has the focus. letters: those of one sign are on
 */
export function shortcutOf(event, { mac, typing, letters }) {
  return SHORTCUTS.find(({ ways }) => ways.some((way) => (!way.letter || (letters && !typing)) && way.hit(event, mac)))?.name;
}

/**
 * @param {HTMLElement | Document} area  where the keys are pressed: the whole page, or a widget in a notebook
 * @param {Partial<Record<Shortcut["name"], (event: KeyboardEvent) => void>>} acts  what this page has of them
 * @param {() => boolean} letters  whether those of one sign are on
 */
export function listenForShortcuts(area, acts, letters) {
  const mac = isMac();
  const pressed = (/** @type {any} */ event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const name = shortcutOf(event, { mac, typing: takesLetters(event.target), letters: letters() });
    if (!name) return;
    const within = name !== "undo" && name !== "redo" && document.querySelector("dialog:modal");
    if (!within) acts[name]?.(event);
  };
  area.addEventListener("keydown", pressed, true);
  return () => area.removeEventListener("keydown", pressed, true);
}
