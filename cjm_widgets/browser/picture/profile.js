/**
 * The five Cs as a profile of bars. A C that nobody rated has no bar: nothing is not the same as none.
 *
 * @typedef {{key: string, title: string, rating: 0 | 1 | 2 | "unknown" | null, words: string}} C
 * @typedef {object} Host
 * @property {() => C[]} profile
 * @property {import("../lib/labels.js").Called} labels
 * @property {() => {verdict: string, title?: string, say: string} | undefined} [verdict]
 */

import { h, setText, uid } from "../lib/dom.js";

const MOST = 2;

/**
 * @param {HTMLElement} root  empty; the picture fills it
 * @param {Host} host
 * @param {{verdict?: boolean}} [options]  whether the verdict's words stand under the bars; pages that show the
 *   verdict by itself leave it out
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createProfile(root, host, { verdict: withVerdict = false } = {}) {
  const heading = h("h2", { id: uid() }, "The five Cs");
  const list = h("ul", { class: "bars" });
  const ends = h("div", { class: "ends", "aria-hidden": "true" }, ...[0, 1, MOST].map((end) => h("span", {}, host.labels.full("diagnostic/complex/rating", end))));
  const caption = h("figcaption");
  const figure = h(
    "figure",
    { class: "cjm-picture cjm-profile cjm-framed", "aria-labelledby": heading.id },
    heading,
    list,
    ends,
    caption,
  );
  root.append(figure);
  update();

  function update() {
    list.replaceChildren(...host.profile().map(bar));
    const verdict = withVerdict ? host.verdict?.() : undefined;
    setText(caption, verdict?.say ?? "");
    caption.hidden = !verdict;
  }

  return { update, destroy: () => figure.remove() };
}

/** @param {C} c */
function bar(c) {
  const known = typeof c.rating === "number";
  const track = h("span", { class: "track", "aria-hidden": "true" });
  if (known) track.append(h("span", { class: "fill", style: `inline-size:${(Number(c.rating) / MOST) * 100}%` }));
  return h(
    "li",
    { class: known ? null : "none", "data-key": c.key },
    h("b", {}, c.title),
    h("span", { class: "words" }, c.words),
    track,
  );
}
