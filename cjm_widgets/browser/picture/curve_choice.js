/** Which curves are drawn where there are more than anybody can tell apart: one chooses from a list. */

import { h, setText } from "../lib/dom.js";
import { MOST_CURVES, WANTED, withLooks } from "../lib/marks.js";

/** @typedef {import("../lib/types.js").Monitor} Monitor */
/** @typedef {import("../lib/types.js").Curve} Curve */

/** @param {() => void} changed */
export function createCurveChoice(changed) {
  /** @type {Set<string> | null} */
  let chosen = null;
  let drawn = "";
  const say = h("p", {});
  const list = h("ul", {});
  const drawnNow = h("b", {}); // also while the list is folded, and on paper: a curve that is left out is no secret
  const element = h("details", { class: "cjm-choice", hidden: true }, h("summary", {}, drawnNow, h("span", {}, " Choose curves")), say, list);

  /** @param {Curve[]} others @param {Set<string>} now */
  function show(others, now) {
    const key = JSON.stringify([others.map((curve) => [choiceOf(curve), curve.title, curve.scale.title]), [...now]]);
    if (key === drawn) return;
    drawn = key;
    const full = now.size >= MOST_CURVES;
    setText(say, `${MOST_CURVES} at most can be told apart. ${full ? "Take one away to add another. " : ""}The table has all.`);
    const focused = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.curve : undefined;
    list.replaceChildren(...others.map((curve) => {
      const one = choiceOf(curve);
      const box = h("input", { type: "checkbox", "data-curve": one, disabled: full && !now.has(one) });
      box.checked = now.has(one);
      box.addEventListener("change", () => {
        chosen = new Set(now);
        if (box.checked) chosen.add(one);
        else chosen.delete(one);
        changed();
      });
      return h("li", {}, h("label", {}, box, ` ${curve.title} `, h("small", {}, curve.scale.title)));
    }));
    const again = [...list.querySelectorAll("input")].find((box) => box.dataset.curve === focused);
    again?.focus();
  }

  return {
    element,
    /**
     * The monitor with those curves only that are drawn, each with a look of its own.
     * @param {Monitor} monitor
     * @returns {Monitor}
     */
    choose(monitor) {
      const others = monitor.curves.filter(({ rater }) => rater !== WANTED);
      element.hidden = others.length <= MOST_CURVES;
      if (element.hidden) return { ...monitor, curves: withLooks(monitor.curves) };
      const there = others.map(choiceOf);
      const kept = chosen ? there.filter((one) => chosen?.has(one)) : [];
      const now = new Set(chosen ? kept : there.slice(0, MOST_CURVES));
      show(others, now);
      const fewer = drawnOf(others, now);
      setText(drawnNow, fewer);
      return { ...monitor, fewer, curves: withLooks(monitor.curves.filter((curve) => curve.rater === WANTED || now.has(choiceOf(curve)))) };
    },
  };
}

/**
 * How many curves are drawn, of those of which anything is known.
 * @param {Curve[]} curves
 * @param {Set<string>} now the chosen ones
 */
export function drawnOf(curves, now) {
  const known = curves.filter(isDrawn);
  return `${known.filter((one) => now.has(choiceOf(one))).length} of ${known.length} curves are drawn.`;
}

/** Whether anything of a curve can be drawn: of one's own nothing is known before the first rating. @param {Curve} curve */
function isDrawn({ points }) {
  return points.some(({ height }) => height !== null);
}

/** @param {Curve} curve */
function choiceOf({ rater, scale }) {
  return `${rater}/${scale.name}`;
}
