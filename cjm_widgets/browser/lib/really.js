// What affects everybody is asked once more, where the button stood; nothing covers the page meanwhile.

import { h } from "./dom.js";

/**
 * A button that asks before it acts.
 * @param {{ label: string, name?: string, ask: string, yes: string, no?: string, act: () => void, class?: string, also?: HTMLElement | null }} options
 *   `name` tells the button from its like for those who do not see where it stands; `also` is chosen with the answer
 */
export function askingButton(options) {
  const button = h("button", { type: "button", class: options.class ?? "button quiet small", "aria-label": options.name }, [options.label]);
  const yes = h("button", { type: "button", class: "button small", "aria-label": `${options.yes}: ${options.name ?? options.label}` }, [options.yes]);
  const no = h("button", { type: "button", class: "button quiet small" }, [options.no ?? "Cancel"]);
  const question = h("span", { class: "cjm-really", role: "group", "aria-label": options.ask, hidden: true }, [
    h("span", { class: "cjm-really-ask" }, [options.ask]),
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
