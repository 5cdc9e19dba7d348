// What is done for all teams at once: make maps, hand out links, keep an edition, take all maps home.

import { h } from "../lib/dom.js";
import { createEdition } from "./edition.js";
import { createHandouts } from "./links.js";
import { createMake } from "./make.js";

/** @typedef {import("./types.js").Host} Host */

/**
 * @param {HTMLElement} root
 * @param {Host} host
 */
export function createTools(root, host) {
  const panels = [
    { name: "make", label: "Make maps", create: createMake },
    { name: "links", label: "Hand out links", create: createHandouts },
    { name: "edition", label: "Keep an edition of all", create: createEdition },
  ].map(({ name, label, create }) => {
    const id = `cjm-panel-${name}`;
    const button = h("button", { type: "button", class: "button quiet", "aria-expanded": "false", "aria-controls": id }, [label]);
    const box = h("section", { class: "card cjm-panel", id, "aria-label": label, hidden: true });
    const part = /** @type {any} */ (create(box, host));
    button.addEventListener("click", () => open(box.hidden ? name : ""));
    return { name, button, box, part };
  });
  const download = h("a", { class: "button quiet", href: "../../cjm/journeys.zip", download: "journeys.zip" }, ["Download all maps (zip)"]);
  root.append(
    h("div", { class: "cjm-tools", role: "group", "aria-label": "For all teams" }, [...panels.map(({ button }) => button), download]),
    ...panels.map(({ box }) => box),
  );

  /** @param {string} which "" for none */
  function open(which) {
    for (const { name, button, box } of panels) {
      box.hidden = name !== which;
      button.setAttribute("aria-expanded", String(name === which));
    }
    if (which === "links") host.ask("links");
  }

  return {
    update() {
      for (const { part } of panels) part.update?.();
    },
    /** @param {{ action: string, done: string[], failed: { title: string, say: string }[] }} message */
    done(message) {
      for (const { part } of panels) part.done?.(message);
    },
    /** @param {{ action: string, say: string }} message */
    refused(message) {
      for (const { part } of panels) part.refused?.(message);
    },
    /** @param {Record<string, any>} links */
    linked(links) {
      for (const { part } of panels) part.linked?.(links);
    },
    destroy() {
      for (const { part } of panels) part.destroy?.();
    },
  };
}
