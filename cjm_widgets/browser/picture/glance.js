/** The curve in a strip that stays in sight on a phone while one rates. For the eye only: the heart monitor below says it all. */

import { h, svg } from "../lib/dom.js";
import { plot } from "../lib/plot.js";

const FRAME = { height: 64, top: 10, bottom: 54, radius: 4.5, lane: 32 };

/**
 * @param {HTMLElement} root empty
 * @param {Pick<import("./monitor.js").Host, "monitor" | "current">} host
 */
export function createGlance(root, host) {
  const picture = svg("svg", { width: "100%", height: FRAME.height });
  root.append(h("div", { class: "cjm-picture cjm-glance", "aria-hidden": "true" }, picture));

  function update() {
    const shown = host.monitor();
    root.hidden = shown.steps.length === 0;
    picture.replaceChildren(...plot(shown, FRAME, { current: host.current?.() }));
    for (const title of picture.querySelectorAll("title")) title.remove(); // nobody points here
  }
  update();
  return { update };
}
