// The voices in the room after the reveal: a curve each, the gaps between them, and what customers said in surveys.

import { h, setText } from "../lib/dom.js";
import { onPrint } from "../lib/print.js";
import { counted } from "../lib/words.js";
import { createMonitor } from "../picture/monitor.js";

const FIRST = 3; // gaps that are seen at once

/**
 * @typedef {{ monitor: import("../lib/types.js").Monitor | null, beside: string[],
 *   gaps: { step: string, say: string, each: string }[] }} Voices
 */

/**
 * @param {HTMLElement} root
 * @param {import("./apart.js").Host} host
 */
export function createVoiceCurves(root, host) {
  const place = h("div", { class: "cjm-voices-picture" });
  const heading = h("h3", { id: "cjm-gaps-title" }, "Where the voices lie apart, the largest gap first");
  const gaps = h("ol", { class: "cjm-talk", "aria-labelledby": heading.id });
  const less = h("summary");
  const others = h("ol", { class: "cjm-talk" });
  const rest = h("details", { class: "cjm-talk-rest" }, less, others);
  const beside = h("ul", { class: "cjm-voices-beside" });
  root.append(place, heading, gaps, rest, beside);
  let wasOpen = false;
  const forget = onPrint((starts) => {
    if (starts) wasOpen = rest.open;
    rest.open = starts || wasOpen; // nobody unfolds paper
  });
  /** @type {Voices["monitor"]} */ let shown = null;
  /** @type {ReturnType<typeof createMonitor> | null} */ let picture = null;
  let drawn = "";
  return {
    /** @param {import("./apart.js").Apart} apart */
    update({ voices }) {
      const key = JSON.stringify(voices ?? null);
      if (key === drawn) return;
      drawn = key;
      shown = voices?.monitor ?? null;
      if (shown && !picture) picture = createMonitor(place, { monitor: () => /** @type {NonNullable<typeof shown>} */ (shown), edit: () => {}, title: "Voices in the room" });
      else if (shown) picture?.update();
      place.hidden = !shown;
      const lines = (voices?.gaps ?? []).map((gap) => gapLine(gap, host));
      gaps.replaceChildren(...lines.slice(0, FIRST));
      others.replaceChildren(...lines.slice(FIRST));
      heading.hidden = gaps.hidden = lines.length === 0;
      rest.hidden = lines.length <= FIRST;
      setText(less, counted(lines.length - FIRST, "more step where they lie apart", "more steps where they lie apart"));
      beside.replaceChildren(...(voices?.beside ?? []).map((say) => h("li", {}, say)));
    },
    destroy() {
      forget();
      picture?.destroy();
    },
  };
}

/** @param {Voices["gaps"][number]} gap @param {import("./apart.js").Host} host */
function gapLine({ step, say, each }, host) {
  const words = `${say}.`;
  const name = host.select
    ? h("button", { type: "button", class: "cjm-talk-step", onclick: () => host.go(`steps/${step}`) }, words)
    : words;
  return h("li", {}, name, each ? h("span", { class: "cjm-talk-words" }, each) : null);
}
