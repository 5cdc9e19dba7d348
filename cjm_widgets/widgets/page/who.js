// The name under which a person's changes are shown to others; kept in this browser only.

import { make } from "./slots.js";

const KEY = "cjm:name";

export function nameOf() {
  try {
    return (localStorage.getItem(KEY) ?? "").slice(0, 80);
  } catch {
    return "";
  }
}

/** @param {string} name */
function initials(name) {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? `${words[0][0]}${words.at(-1)?.[0]}`.toUpperCase() : name.slice(0, 2).toUpperCase();
}

/** @param {HTMLElement} place */
export function createWho(place) {
  const field = /** @type {HTMLInputElement} */ (
    make("input", { type: "text", id: "cjm-name", maxlength: "80", autocomplete: "given-name" })
  );
  const button = make("button", { type: "button", class: "cjm-who-button", "aria-expanded": "false", "aria-controls": "cjm-who" });
  const box = make("form", { id: "cjm-who", class: "cjm-who-box", hidden: true }, [
    make("label", { for: "cjm-name" }, ["Your name"]),
    make("p", { class: "cjm-hint", id: "cjm-name-hint" }, ["So that the others see who changed something."]),
    field,
    make("button", { type: "submit", class: "button" }, ["Keep"]),
  ]);
  field.setAttribute("aria-describedby", "cjm-name-hint");

  const open = (/** @type {boolean} */ yes) => {
    box.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    if (yes) field.focus();
  };
  const show = () => {
    const name = nameOf();
    field.value = name;
    button.textContent = name ? initials(name) : "Your name";
    button.classList.toggle("cjm-who-known", name !== "");
    if (name) button.setAttribute("aria-label", `You are ${name}. Change your name`);
    else button.removeAttribute("aria-label");
  };
  button.addEventListener("click", () => open(Boolean(box.hidden)));
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      localStorage.setItem(KEY, field.value.trim());
    } catch {
      // Without storage the name is not kept; everything else works.
    }
    show();
    open(false);
    button.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    button.focus();
  });
  show();
  place.append(button, box);
  return { destroy: () => place.replaceChildren() };
}
