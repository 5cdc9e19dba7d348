// How the room voted: a ranked list with bars and numbers.

import { make } from "../page/slots.js";

/** @typedef {{ id: string, name: string, dots: number, people: number, place: number, tied: boolean, say: string }} Tally */

/** @param {HTMLElement} root */
export function createResult(root) {
  const none = make("p", { class: "soft" }, ["There is nothing that was voted on."]);
  const list = make("ol", { class: "cjm-votes" });
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
  const bar = make("span", { class: "cjm-vote-bar", "aria-hidden": "true" }, [make("span")]);
  /** @type {HTMLElement} */ (bar.firstElementChild).style.inlineSize = `${(100 * one.dots) / most}%`;
  return make("li", { value: one.place }, [
    make("span", { class: "cjm-vote-place" }, [
      make("span", { class: "unseen" }, ["Place "]),
      String(one.place),
      ...(one.tied ? [make("small", {}, ["shared"])] : []),
      make("span", { class: "unseen" }, [": "]),
    ]),
    make("span", { class: "cjm-vote-name" }, [one.name]),
    make("span", { class: "cjm-vote-words" }, [one.say]),
    bar,
  ]);
}
