// What affects everybody is asked once more, where the button stood; nothing covers the page meanwhile.

import { h } from "./dom.js";

/**
 * A button that asks before it acts.
 * @param {{ label: string, name?: string, ask: string | (() => string), yes: string, no?: string, act: () => void, class?: string, answers?: [string, string], also?: HTMLElement | null }} options
 *   `ask` may say "" where there is nothing to ask; `answers` are the looks of yes and no;
 *   `name` tells the button from its like for those who do not see where it stands; `also` is chosen with the answer
 */
export function askingButton(options) {
  const asked = options.ask;
  const ask = typeof asked === "string" ? () => asked : asked;
  const [yesLook, noLook] = options.answers ?? ["button small", "button quiet small"];
  const button = h("button", { type: "button", class: options.class ?? "button quiet small", "aria-label": options.name }, [options.label]);
  const yes = h("button", { type: "button", class: yesLook, "aria-label": `${options.yes}: ${options.name ?? options.label}` }, [options.yes]);
  const no = h("button", { type: "button", class: noLook }, [options.no ?? "Cancel"]);
  const words = h("span", { class: "cjm-really-ask" }, typeof asked === "string" ? [asked] : []);
  const question = h("span", { class: "cjm-really", role: "group", "aria-label": typeof asked === "string" ? asked : undefined, hidden: true }, [
    words,
    ...(options.also ? [options.also] : []),
    yes,
    no,
  ]);
  const place = h("span", { class: "cjm-asking" }, [button, question]);

  const show = (/** @type {boolean} */ asking) => {
    button.hidden = asking;
    question.hidden = !asking;
  };
  button.addEventListener("click", () => {
    if (ask() === "") return options.act();
    words.textContent = ask();
    question.setAttribute("aria-label", ask());
    show(true);
    yes.focus();
  });
  yes.addEventListener("click", () => {
    show(false);
    button.focus();
    options.act();
  });
  no.addEventListener("click", () => {
    show(false);
    button.focus();
  });
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    button.focus();
  });
  return { element: place, button };
}
