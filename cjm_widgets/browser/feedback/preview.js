// How it will look on the map: the real curves, and in sentences what they say and what they do not.

import { h } from "../lib/dom.js";
import { createMonitor } from "../picture/monitor.js";

const AT_ONCE = 4;

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
      const all = looked.says.map((one) => h("li", { class: one.about === "open" || one.about === "least" ? null : "called" }, one.say));
      says.replaceChildren(
        h("ul", {}, all.slice(0, AT_ONCE)),
        ...(all.length > AT_ONCE ? [h("details", {}, h("summary", {}, `${all.length - AT_ONCE} more`), h("ul", {}, all.slice(AT_ONCE)))] : []),
      );
    },
    destroy() {
      picture?.destroy();
    },
  };
}
