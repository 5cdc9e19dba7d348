// How the room voted: a ranked list with bars and numbers.

import { h } from "../lib/dom.js";

/** @typedef {{ id: string, name: string, dots: number, people: number, place: number, tied: boolean, say: string }} Tally */

/** @param {HTMLElement} root */
export function createResult(root) {
  const none = h("p", { class: "soft" }, ["There is nothing that was voted on."]);
  const list = h("ol", { class: "cjm-votes" });
  root.append(none, list);
  let drawn = "";
  return {
    /** @param {import("./apart.js").Apart} apart */
    update({ tally = [] }) {
      const key = JSON.stringify(tally);
      if (key === drawn) return;
      drawn = key;
      none.hidden = tally.length > 0;
      const most = Math.max(1, ...tally.map(({ dots }) => dots));
      list.replaceChildren(...tally.map((one) => rank(one, most)));
    },
  };
}

/** @param {Tally} one @param {number} most */
function rank(one, most) {
  const bar = h("span", { class: "cjm-vote-bar", "aria-hidden": "true" }, [h("span")]);
  /** @type {HTMLElement} */ (bar.firstElementChild).style.inlineSize = `${(100 * one.dots) / most}%`;
  return h("li", { value: one.place }, [
    h("span", { class: "cjm-vote-place" }, [
      h("span", { class: "unseen" }, ["Place "]),
      String(one.place),
      ...(one.tied ? [h("small", {}, ["shared"])] : []),
      h("span", { class: "unseen" }, [": "]),
    ]),
    h("span", { class: "cjm-vote-name" }, [one.name]),
    h("span", { class: "cjm-vote-words" }, [one.say]),
    bar,
  ]);
}
