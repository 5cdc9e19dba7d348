/** Kinds of the form that belong to rating apart: why the group's rating waits, and how the room rated a step. */

import { h, setText } from "../lib/dom.js";
import { signed } from "../lib/words.js";
import { disagreement, spreadPicture } from "./spread.js";

/** @typedef {import("../form/types.js").Ctx} Ctx */
/** @typedef {import("../form/types.js").Field} Field */
/** @typedef {import("../form/types.js").Value} Value */

const SOFTLY = "The rating of your group waits until your facilitator reveals what each person rated. Then all see how the ratings spread, talk, and agree on one.";

/** Stands in place of the group's rating while everybody rates by themselves. */
export function waitsField() {
  return still(h("p", { class: "cjm-waits" }, SOFTLY));
}

/**
 * How the room rated the step, and a start for the group's own rating.
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path steps/ID/ratings/spread
 */
export function spreadField(ctx, field, path) {
  const step = path.split("/")[1];
  const room = `steps/${step}/ratings/room/value`;
  const picture = h("div", { class: "cjm-spread-picture" });
  const mark = h("div", { hidden: true }, disagreement("The room disagrees here: talk about this step first.", "p"));
  const take = h("div", { class: "cjm-take" });
  const element = h("figure", { class: "cjm-field cjm-spread", "aria-label": field.title }, h("figcaption", { class: "cjm-label" }, field.title), mark, picture, take);
  let drawn = "";

  return {
    element,
    update() {
      const spread = ctx.host.apart?.()?.spreads?.find((one) => one.step === step);
      const key = JSON.stringify(spread ?? null);
      if (key !== drawn) {
        drawn = key;
        const open = picture.querySelector("details")?.open ?? false;
        picture.replaceChildren(...(spread ? spreadPicture(spread, ctx.host.labels) : []));
        const table = picture.querySelector("details");
        if (table) table.open = open;
        mark.hidden = !spread?.disagrees;
        take.replaceChildren(...(spread ? offers(spread) : []));
      }
      for (const button of take.querySelectorAll("button")) {
        const taken = String(ctx.value(room) ?? "") === button.dataset.value;
        button.setAttribute("aria-pressed", String(taken));
      }
    },
    focus: (/** @type {string} */ wanted) => wanted === path && (element.querySelector("button")?.focus(), true),
    destroy() {},
  };

  /** One button for a median on the scale, two where it lies between two places: which, the talk decides. */
  function offers(/** @type {import("./spread.js").Spread} */ spread) {
    if (spread.whole.length === 0) return [];
    const buttons = spread.whole.map((/** @type {Value} */ value) => {
      const words = spread.whole.length === 1 ? `Take the median: ${signed(value)}` : `Take ${signed(value)}`;
      const look = { type: "button", class: "cjm-button cjm-quiet", "data-value": String(value), "aria-pressed": "false" };
      return h("button", { ...look, onclick: () => taken(value) }, words);
    });
    const note = spread.whole.length === 1
      ? "A start for the rating of your group; the talk decides."
      : `The median ${signed(spread.median ?? 0)} lies between two places. A start for the rating of your group; the talk decides.`;
    return [...buttons, h("p", { class: "cjm-hint" }, note)];
  }

  /** @param {Value} value */
  function taken(value) {
    ctx.edit(room, value);
    ctx.announce(`The rating of your group is now ${signed(value)}.`);
  }
}

/** @param {HTMLElement} element */
function still(element) {
  return { element, update: () => setText(element, SOFTLY), focus: () => false, destroy() {} };
}
