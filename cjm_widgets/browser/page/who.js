// The name under which a person's changes are shown to others; kept in this browser only.

import { inBrowser, inTab } from "../lib/browser.js";
import { h } from "../lib/dom.js";

const KEY = "cjm:name";
const LATER = "cjm:name-later"; // asked once in a tab
/** Told to the document when the name has changed. */
export const NAMED = "cjm:name";

/** Where people have logged in, it is known who they are. @returns {DOMStringMap} */
const loggedIn = () => document.body.dataset;

export function ownName() {
  const known = loggedIn().name;
  if (known) return known;
  return inBrowser.get(KEY).slice(0, 80);
}

/** @param {string} name */
function keepName(name) {
  inBrowser.set(KEY, name.trim());
  document.dispatchEvent(new CustomEvent(NAMED));
}

/** By whole signs: half of an emoji is no sign. @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/).map((word) => [...word]);
  const last = words.at(-1) ?? [];
  return (words.length > 1 ? `${words[0][0]}${last[0]}` : last.slice(0, 2).join("")).toUpperCase();
}

/**
 * A button that opens a box, and Escape closes it.
 * @param {HTMLElement} button @param {HTMLElement} box @param {HTMLElement} first  takes the focus
 */
function folding(button, box, first) {
  const open = (/** @type {boolean} */ yes) => {
    box.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) first.focus();
  };
  button.addEventListener("click", () => open(Boolean(box.hidden)));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    button.focus();
  });
  return open;
}

/** Who has logged in reads as whom, and logs out. @param {HTMLElement} place */
function createKnown(place) {
  const out = h("a", { class: "button quiet", href: loggedIn().out }, ["Log out"]);
  const box = h("div", { id: "cjm-who", class: "cjm-who-box", hidden: true }, [
    h("p", {}, ["You are logged in as ", h("strong", {}, [ownName()]), "."]),
    out,
  ]);
  const button = h("button", { type: "button", class: "cjm-who-button cjm-who-known", "aria-expanded": "false", "aria-controls": "cjm-who", "aria-label": `You are ${ownName()}. Log out` }, [initials(ownName())]);
  folding(button, box, out);
  place.append(button, box);
  return { destroy: () => place.replaceChildren(), focus: () => button.focus({ preventScroll: true }) };
}

/** Under which number they rate in a room: nothing else leads from them to their ratings. */
function ownNumber() {
  const { number } = loggedIn();
  if (!number) return [];
  return [h("p", { class: "cjm-hint cjm-who-number" }, ["What you rate by yourself is kept without your name, under the number ", h("strong", {}, [number]), ". Tell it to whoever looks after the maps if your ratings are to be taken out."])];
}

/** @param {HTMLElement} place */
export function createWho(place) {
  return loggedIn().name ? createKnown(place) : createAsked(place);
}

/** @param {HTMLElement} place */
function createAsked(place) {
  const field = h("input", { type: "text", id: "cjm-name", maxlength: "80", autocomplete: "given-name" });
  const button = h("button", { type: "button", class: "cjm-who-button", "aria-expanded": "false", "aria-controls": "cjm-who" });
  const box = h("form", { id: "cjm-who", class: "cjm-who-box", hidden: true }, [
    h("label", { for: "cjm-name" }, ["Your name"]),
    h("p", { class: "cjm-hint", id: "cjm-name-hint" }, ["So that the others see who changed something."]),
    field,
    h("button", { type: "submit", class: "button" }, ["Keep"]),
    ...ownNumber(),
  ]);
  field.setAttribute("aria-describedby", "cjm-name-hint");

  const open = folding(button, box, field);
  const show = () => {
    const name = ownName();
    field.value = name;
    button.textContent = name ? initials(name) : "Your name";
    button.classList.toggle("cjm-who-known", name !== "");
    if (name) button.setAttribute("aria-label", `You are ${name}. Change your name`);
    else button.removeAttribute("aria-label");
  };
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    keepName(field.value);
    open(false);
    button.focus();
  });
  document.addEventListener(NAMED, show);
  show();
  place.append(button, box);
  return {
    destroy() {
      document.removeEventListener(NAMED, show);
      place.replaceChildren();
    },
    focus: () => button.focus({ preventScroll: true }),
  };
}

/**
 * Asks once for the name, where others are in the room; it keeps nobody from anything.
 * @param {HTMLElement} root the page, which it stands at the top of
 * @param {{ focus(): void }} who takes the focus when the question is answered
 */
export function askName(root, who) {
  if (ownName() || inTab.get(LATER)) return;
  const field = h("input", { type: "text", id: "cjm-ask-name", maxlength: "80", autocomplete: "given-name", "aria-describedby": "cjm-ask-hint" });
  const later = h("button", { type: "button", class: "button quiet" }, ["Not now"]);
  const card = h("form", { class: "card cjm-ask-name" }, [
    h("label", { for: "cjm-ask-name" }, ["What is your name?"]),
    h("p", { class: "cjm-hint", id: "cjm-ask-hint" }, ["So that the others see who is here and who changed something. A first name is enough."]),
    h("div", { class: "row" }, [field, h("button", { type: "submit", class: "button" }, ["Keep"]), later]),
  ]);
  const done = () => {
    inTab.set(LATER, "yes");
    const inHands = card.contains(document.activeElement);
    card.remove();
    document.removeEventListener(NAMED, done);
    if (inHands) who.focus();
  };
  card.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) keepName(field.value);
    else field.focus();
  });
  later.addEventListener("click", done);
  document.addEventListener(NAMED, done);
  root.prepend(card);
}
