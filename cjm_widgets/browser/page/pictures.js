// Pictures drawn on demand: they cost the computer that serves the room a few seconds.

import { make } from "./slots.js";

/** @param {{ model: any, el: HTMLElement }} context */
function render({ model, el }) {
  const status = make("p", { role: "status", class: "soft" });
  const button = make("button", { type: "button", class: "button quiet" }, ["Draw the figures for a report"]);
  const place = make("div", { class: "cjm-drawn" });
  const root = make("section", { class: "cjm cjm-pictures", "aria-label": "Figures for a report" }, [
    make("p", {}, [button]),
    status,
    place,
  ]);
  el.replaceChildren(root);

  button.addEventListener("click", () => {
    status.textContent = "Drawing…";
    model.send({ kind: "draw" });
  });
  const heard = (/** @type {any} */ message) => {
    if (message.kind === "failed") {
      status.textContent = message.say;
      return;
    }
    if (message.kind !== "drawn") return;
    // Markup of our own template, which escapes whatever people typed; scripts in it would not run either.
    place.innerHTML = message.markup;
    status.textContent = "Here are the figures as they are now.";
    button.textContent = "Draw them again";
  };
  model.on("msg:custom", heard);
  return () => model.off("msg:custom", heard);
}

export default { render };
