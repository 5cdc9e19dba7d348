// The heart monitor by itself, in the output of a notebook's cell.

import { h } from "../lib/dom.js";
import { createMonitor } from "./monitor.js";
import { withUnsaved } from "./ratings.js";

/** @param {{ model: any, el: HTMLElement }} context */
function render({ model, el }) {
  const place = h("div");
  const said = h("p", { role: "status", class: "cjm-said" });
  el.replaceChildren(h("div", { class: "cjm" }, place, said));

  /** @type {[string, import("./ratings.js").Value][]} edits that Python has not answered yet */
  let waiting = [];
  const picture = createMonitor(place, {
    monitor: () => withUnsaved(
      model.get("monitor"),
      (path) => waiting.some(([other]) => other === path),
      (path) => waiting.findLast(([other]) => other === path)?.[1],
    ),
    edit(path, next) {
      waiting.push([path, next]);
      model.send({ kind: "edit", path, next });
    },
    announce: (text) => (said.textContent = text),
  });
  const onMessage = (/** @type {import("../lib/messages.js").SentToMonitor} */ message) => {
    waiting = waiting.slice(1);
    if (message.kind === "refused") said.textContent = message.say;
    picture.update();
  };
  const changed = () => picture.update();
  model.on("change:monitor", changed);
  model.on("msg:custom", onMessage);
  return () => {
    model.off("change:monitor", changed);
    model.off("msg:custom", onMessage);
    picture.destroy();
  };
}

export default { render };
