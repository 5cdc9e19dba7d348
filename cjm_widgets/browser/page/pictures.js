// Pictures drawn on demand: they cost the computer that serves the room a few seconds.

import { h } from "../lib/dom.js";

/** @param {{ model: any, el: HTMLElement }} context */
function render({ model, el }) {
  const status = h("p", { role: "status", class: "soft" });
  const button = h("button", { type: "button", class: "button quiet" }, ["Draw the figures for a report"]);
  const place = h("div", { class: "cjm-drawn" });
  const root = h("section", { class: "cjm cjm-pictures", "aria-label": "Figures for a report" }, [
    h("p", {}, [button]),
    status,
    place,
  ]);
  el.replaceChildren(root);

  button.addEventListener("click", () => {
    status.textContent = "Drawing…";
    model.send({ kind: "draw" });
  });
  const onMessage = (/** @type {import("../lib/messages.js").SentToPictures} */ message) => {
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
  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
