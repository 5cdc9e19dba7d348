// How it will look on the map: the real curves, and in sentences what they say and what they do not.

import { h } from "../lib/dom.js";
import { createMonitor } from "../picture/monitor.js";
import { firstOfEach } from "../picture/sayings.js";
import { wholeTable } from "../picture/surveys.js";

/** @param {HTMLElement} box */
export function createPreview(box) {
  const heading = h("h2", { id: "cjm-fb-preview" }, "How it will look on the map");
  const place = h("div", {});
  const wholes = h("div", { class: "cjm-surveys" });
  const says = h("div", { class: "cjm-fb-says" });
  const element = h("section", { class: "card cjm-fb-preview", hidden: true, "aria-labelledby": heading.id }, heading, place, wholes, says);
  box.append(element);
  /** @type {import("../lib/types.js").Monitor | null} */ let shown = null;
  /** @type {ReturnType<typeof createMonitor> | null} */ let picture = null;

  return {
    /** @param {import("./types.js").Looked | null} looked */
    update(looked) {
      place.hidden = !looked?.monitor;
      element.hidden = !looked || !(looked.monitor || looked.wholes.length);
      if (!looked || element.hidden) return;
      wholes.replaceChildren(...looked.wholes.map((one) => wholeTable(one, "How it will look on the map")));
      if (looked.monitor) shown = looked.monitor;
      if (looked.monitor && picture) picture.update();
      else if (looked.monitor) picture = createMonitor(place, { monitor: () => /** @type {import("../lib/types.js").Monitor} */ (shown), edit() {} });
      const item = (/** @type {import("./types.js").Says} */ one) => h("li", { class: one.about === "open" || one.about === "least" ? null : "called" }, one.say);
      const { first, rest } = firstOfEach(looked.says.filter(({ about }) => about !== "outcome"));
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
