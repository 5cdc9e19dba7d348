// The way to the page on which feedback is brought, from where its figures are seen.

import { h } from "../lib/dom.js";

/**
 * @param {HTMLElement} place
 * @param {{ link?: (place: string) => string }} host
 * @param {string} from  the page it is on, to which one comes back
 */
export function createBringLink(place, host, from) {
  const words = "Is there a survey, or a count of what happened? Put its figures beside your own.";
  const address = host.link?.("feedback.ipynb");
  place.append(
    h("div", { class: "cjm-bring" },
      h("p", {}, words),
      address
        ? h("a", { class: "button quiet", href: `${address}&from=${from}` }, "Bring feedback")
        : h("p", {}, "Open ", h("code", {}, "feedback.ipynb"), ".")),
  );
  return { update() {} };
}
