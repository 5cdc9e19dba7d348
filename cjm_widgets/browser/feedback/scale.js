// Which scale figures are on: one of those with a name, or points of a survey's own.

import { h, setText, uid } from "../lib/dom.js";
import { ownPoints } from "./telling.js";
import { SCALES } from "./words.js";

const OTHER = "\u0000other";

/** Points of a survey's own, from where to where and which end is good. @param {string} key @param {(scale: string) => void} say */
export function otherPoints(key, say) {
  const low = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", "aria-label": "The lowest point", "data-key": `${key}-low` });
  const high = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", "aria-label": "The highest point", "data-key": `${key}-high` });
  const end = h("select", { "aria-label": "Which end is good", "data-key": `${key}-end` },
    [["", "Which end is good?"], ["high", "the highest is the best"], ["low", "the lowest is the best"]].map(([value, words]) => h("option", { value }, words)));
  const wrong = h("p", { class: "cjm-error", role: "alert", hidden: true });
  const use = () => {
    const { name, say: lacks } = ownPoints(low.value, high.value, end.value);
    wrong.hidden = !lacks;
    setText(wrong, lacks);
    if (name) say(name);
  };
  return h("div", { class: "cjm-fb-points" }, "Other points, from ", low, " to ", high, end,
    h("button", { type: "button", class: "button quiet small", "data-key": `${key}-use`, onclick: use }, "Use these"), wrong);
}

/**
 * A list of scales, at its end points of a survey's own.
 * @param {{ label: string, key: string, chosen: string, own?: string }} about  `own`: what a scale without a name of its own is called; `chosen` is "" where nobody has said
 * @param {(scale: string) => void} act  also with "" while it is not known
 */
export function chooseScale({ label, key, chosen, own = "" }, act) {
  const id = uid();
  const points = h("div", { hidden: true });
  const options = [...(chosen ? [] : [["", "Choose…"]]), ...(own && chosen ? [[chosen, own]] : []), ...Object.entries(SCALES), [OTHER, "Other points…"]];
  const select = h("select", { id, "data-key": key, onchange: () => {
    const other = select.value === OTHER;
    points.hidden = !other;
    points.replaceChildren(...(other ? [otherPoints(key, said)] : []));
    act(other ? "" : select.value);
  } }, options.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
  const said = (/** @type {string} */ scale) => {
    const there = [...select.options].find(({ value }) => value === scale) ?? select.insertBefore(h("option", { value: scale }, `Points from ${scale.replace(/(?<=\d)-/, " to ").replace(" low", ", low")}`), select.options[select.length - 1]);
    there.selected = true;
    points.hidden = true;
    select.focus();
    act(scale);
  };
  return h("div", { class: "cjm-fb-field" }, h("label", { for: id }, label), select, points);
}
