/** The map over the whole screen: nothing else of the page is seen, but what is said to people is. */

import { h, svg } from "../lib/dom.js";

const OUT = "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4";
const IN = "M6 2v4H2M14 6h-4V2M10 14v-4h4M2 10h4v4";

/** @param {HTMLElement} map @returns {{button: HTMLElement, destroy: () => void}} */
export function createFull(map) {
  const path = svg("path", { d: OUT, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round" });
  const button = h("button", { type: "button", class: "full", "aria-pressed": "false", "aria-label": "Full screen", title: "Full screen" },
    svg("svg", { viewBox: "0 0 16 16", width: 18, height: 18, "aria-hidden": "true", focusable: "false" }, path));
  const full = () => map.hasAttribute("data-full");

  /** @param {boolean} now */
  function show(now) {
    map.toggleAttribute("data-full", now);
    button.setAttribute("aria-pressed", String(now));
    path.setAttribute("d", now ? IN : OUT);
  }

  button.addEventListener("click", async () => {
    const now = !full();
    show(now);
    // a browser that gives no screen away still shows the map over the whole window
    if (now) await document.documentElement.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement) await document.exitFullscreen();
  });
  const left = () => {
    if (!document.fullscreenElement) show(false);
  };
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !full() || document.fullscreenElement) return;
    show(false);
    button.focus();
  };
  document.addEventListener("fullscreenchange", left);
  document.addEventListener("keydown", escape);
  return {
    button,
    destroy() {
      document.removeEventListener("fullscreenchange", left);
      document.removeEventListener("keydown", escape);
      if (full() && document.fullscreenElement) void document.exitFullscreen();
    },
  };
}
