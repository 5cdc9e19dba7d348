/**
 * Which solutions come first, and how firm that order is.
 *
 * @typedef {{id: string, title: string, place: number, shown: string, impact: number, effort: number, top: number,
 *            firmness: "firm" | "likely" | "open", say: string, why?: string, quadrant?: string}} Ranked
 * @typedef {{id: string, title: string, missing?: string[], say?: string}} Unrated
 * @typedef {{ranked: Ranked[], unrated: Unrated[], say: string, rule: string, shaking: string,
 *            lines: {impact: number, effort: number}}} Ranking
 * @typedef {object} Host
 * @property {() => {ranking?: Ranking}} view
 * @property {() => {solutions?: {id: string, title?: string}[]}} [journey]  titles in full
 * @property {(path: string) => unknown} [go]  to the card in the form
 */

import { h, setText, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { numberIn } from "../lib/words.js";

const SHAKES = 100;
const TOP_THREE = 3;
const AMONG_THEM = { firm: "It stays among them.", likely: "It is likely to stay among them.", open: "Whether it belongs there is open." };
const NOT_AMONG_THEM = { firm: "It stays outside.", likely: "It is likely to stay outside.", open: "Whether it belongs there is open." };

/**
 * @param {HTMLElement} root  empty; the ranking fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createRanking(root, host) {
  const heading = h("h2", { id: uid() }, "What comes first");
  const summary = h("p", { class: "summary" });
  const list = h("ol", { class: "ranks" });
  const waitingTitle = h("h3", {}, "Not ranked");
  const waiting = h("ul", { class: "unranked" });
  const rule = h("p");
  const shaking = h("p");
  const how = h("details", { class: "how" }, h("summary", {}, "How this is worked out"), rule, shaking);
  const box = h("section", { class: "cjm-picture cjm-ranking cjm-framed", "aria-labelledby": heading.id },
    heading, summary, list, waitingTitle, waiting, how);
  root.append(box);
  let drawn = "";
  update();

  function update() {
    const ranking = host.view().ranking;
    const titles = host.journey?.().solutions?.map((one) => [one.id, one.title]);
    const key = JSON.stringify([ranking, titles]);
    if (key === drawn) return;
    drawn = key;
    const { ranked = [], unrated = [] } = ranking ?? {};
    setText(summary, ranking?.say ?? "No solution has both its value and its effort yet.");
    const several = ranked.length > TOP_THREE;
    keepFocus(list, "data-id", () => list.replaceChildren(...ranked.map((one) => rank(one, several))));
    keepFocus(waiting, "data-id", () => waiting.replaceChildren(
      ...unrated.map((one) => h("li", {}, title(one), one.say ? h("small", {}, one.say) : null)),
    ));
    list.hidden = ranked.length === 0;
    waiting.hidden = waitingTitle.hidden = unrated.length === 0;
    setText(rule, ranking?.rule ?? "");
    setText(shaking, ranking?.shaking ?? "");
    how.hidden = !ranking;
  }

  /** @param {{id: string, title: string}} one */
  function title(one) {
    const all = host.journey?.().solutions ?? [];
    const number = numberIn(all.map(({ id }) => id), one.id);
    const words = `${number ? `${number} ` : ""}${all[number - 1]?.title?.trim() || one.title}`;
    if (!host.go) return h("span", { class: "title" }, words);
    const button = h("button", { type: "button", class: "title", "data-id": one.id }, words);
    button.addEventListener("click", () => host.go?.(`solutions/${one.id}`));
    return button;
  }

  /** @param {Ranked} one @param {boolean} several  whether anything can be pushed out of the top three */
  function rank(one, several) {
    const inTop = Math.round(one.top * SHAKES);
    return h("li", { "data-id": one.id, "data-firmness": one.firmness },
      h("b", { class: "place" }, one.shown),
      h("div", {},
        title(one),
        h("p", { class: "words" }, `Value ${one.impact}, effort ${one.effort}${one.quadrant ? `: ${one.quadrant}` : ""}.`),
        several ? h("div", { class: "bar", "aria-hidden": "true" }, h("span", { style: `inline-size:${inTop}%` })) : null,
        h("p", { class: "words" }, several
          ? `In the top three in ${inTop} of ${SHAKES} tries with slightly different answers. ${(one.place > TOP_THREE ? NOT_AMONG_THEM : AMONG_THEM)[one.firmness] ?? ""} ${one.why ?? ""}`.trim()
          : one.say),
      ),
    );
  }

  return { update, destroy: () => box.remove() };
}
