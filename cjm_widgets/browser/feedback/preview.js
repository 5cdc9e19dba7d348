// How it will look on the map: the real curves, and in sentences what they say and what they do not.

import { h } from "../lib/dom.js";
import { createMonitor } from "../picture/monitor.js";
import { firstOfEach } from "../picture/sayings.js";


/** @param {HTMLElement} box */
export function createPreview(box) {
  const heading = h("h2", { id: "cjm-fb-preview" }, "How it will look on the map");
  const place = h("div", {});
  const says = h("div", { class: "cjm-fb-says" });
  const element = h("section", { class: "card cjm-fb-preview", hidden: true, "aria-labelledby": heading.id }, heading, place, says);
  box.append(element);
  /** @type {import("../lib/types.js").Monitor | null} */ let shown = null;
  /** @type {ReturnType<typeof createMonitor> | null} */ let picture = null;

  return {
    /** @param {import("./types.js").Looked | null} looked */
    update(looked) {
      element.hidden = !looked?.monitor;
      if (!looked?.monitor) return;
      shown = looked.monitor;
      if (picture) picture.update();
      else picture = createMonitor(place, { monitor: () => /** @type {import("../lib/types.js").Monitor} */ (shown), edit() {} });
      const item = (/** @type {import("./types.js").Says} */ one) => h("li", { class: one.about === "open" || one.about === "least" ? null : "called" }, one.say);
      const { first, rest } = firstOfEach(looked.says);
      says.replaceChildren(
        h("ul", {}, first.map(item)),
        ...(rest.length ? [h("details", {}, h("summary", {}, `${rest.length} more`), h("ul", {}, rest.map(item)))] : []),
      );
    },
    destroy() {
      picture?.destroy();
    },
  };
}
