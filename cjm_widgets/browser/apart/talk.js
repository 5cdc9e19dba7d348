// Where to talk first: the steps on which the room differs, the widest apart in front.

import { h } from "../lib/dom.js";
import { counted } from "../lib/words.js";
import { disagreement } from "./spread.js";

/**
 * @param {HTMLElement} root
 * @param {import("./apart.js").Host} host
 */
export function createTalk(root, host) {
  const heading = h("h3", { id: "cjm-talk-title" });
  const list = h("ol", { class: "cjm-talk", "aria-labelledby": heading.id });
  const rule = h("details", { class: "cjm-talk-rule" }, [
    h("summary", {}, ["When does the room disagree?"]),
    h("p", {}, ["Where the middle half of the ratings spans two places of the scale or more, or where one in six people or more is three places or more away from the median. The median is the rating in the middle: half of the people rated higher, half lower. No source says when a room disagrees: this rule is the workbook’s own."]),
  ]);
  const less = h("summary");
  const others = h("ol", { class: "cjm-talk" });
  const rest = h("details", { class: "cjm-talk-rest" }, [less, others]);
  root.append(heading, list, rest, rule);
  let drawn = "";
  return {
    /** @param {import("./apart.js").Apart} apart */
    update({ spreads = [], talk = [] }) {
      const key = JSON.stringify([spreads, talk]);
      if (key === drawn) return;
      drawn = key;
      const order = talk.flatMap((id) => spreads.filter((spread) => spread.step === id));
      const first = order.filter(({ disagrees }) => disagrees);
      const later = order.filter(({ disagrees }) => !disagrees);
      const apart = first.length;
      const nobody = spreads.every(({ rated }) => rated === 0);
      heading.textContent = nobody
        ? "Nobody has given a figure."
        : apart === 0
          ? "The room agrees: no step is far apart."
          : `Talk about ${apart === 1 ? "this step" : `these ${apart} steps`} first`;
      const lines = (/** @type {typeof order} */ some) => some.map((spread) => line(spread, spreads.indexOf(spread) + 1, host));
      list.hidden = apart === 0;
      list.replaceChildren(...lines(first));
      rest.hidden = later.length === 0;
      less.textContent = counted(later.length, "step where people differ a little", "steps where people differ a little");
      others.replaceChildren(...lines(later));
    },
  };
}

/** @param {import("./spread.js").Spread} spread @param {number} number @param {import("./apart.js").Host} host */
function line(spread, number, host) {
  const called = `${number}. ${spread.name.trim() || "No name yet"}`;
  const name = host.select
    ? h("button", { type: "button", class: "cjm-talk-step", onclick: () => host.go(`steps/${spread.step}`) }, [called])
    : called;
  return h("li", { "data-disagrees": spread.disagrees ? "yes" : "no" }, [
    name,
    h("span", { class: "cjm-talk-words" }, [spread.say]),
    ...(spread.disagrees ? [disagreement("The room disagrees")] : []),
  ]);
}
