/** What a picture of curves is read by: whose each curve is, and what filled, half filled and hollow points rest on. */

import { h } from "../lib/dom.js";
import { EXTENTS, UNTOLD, WANTED, aimInKey, basisMark, basisOf, extentInKey, extentsOf, ratingMark, sample, signOf, withLooks } from "../lib/marks.js";

/** @typedef {import("../lib/types.js").Curve} Curve */

const OUR_GROUP = "Our group";
/** @type {[basis: string, words: string][]} */
export const BASES = [["measured", "Measured"], ["reported", "Reported to us"], ["assumed", "Assumed by us"], [UNTOLD, "From a source that does not say what it is"]];

/**
 * The items of a legend. The only curve of felt satisfaction needs no name; what is only wanted always has its own.
 * @param {Curve[]} curves
 * @returns {Node[]}
 */
export function legendItems(curves) {
  const [first] = curves;
  const alone = curves.length === 1 && first.scale.name === "felt" && first.rater !== WANTED && !isTold(first) && !sampleOfAll(first);
  const named = alone ? [] : withLooks(curves);
  const there = new Set(curves.filter(({ rater }) => rater !== WANTED).flatMap(saidBasesOf));
  const drawn = new Set(curves.flatMap(({ points }) => points.flatMap((point) => extentsOf(point).map(({ kind }) => kind))));
  const kinds = /** @type {(keyof typeof EXTENTS)[]} */ (Object.keys(EXTENTS)).filter((kind) => drawn.has(kind));
  return [
    ...named.map((curve) =>
      h("li", {}, sample(curve.look, mostly(curve)), h("span", {}, h("b", {}, curve.title), curve.rater === WANTED ? " Wanted, not experienced" : ` ${[curve.scale.title, sampleOfAll(curve)].filter(Boolean).join("; ")}`)),
    ),
    ...kinds.map((kind) => h("li", { class: `extent ${kind}` }, extentInKey(kind), h("span", {}, EXTENTS[kind]))),
    ...aimsOf(curves).map(([name, kind]) => h("li", { class: "aim" }, aimInKey(kind), h("span", {}, name))),
    ...(curves.some(({ points }) => points.some(({ ratings }) => ratings?.length)) ? [h("li", {}, ratingMark(), h("span", {}, "One person’s rating each"))] : []),
    ...(curves.some(({ points }) => points.some(({ asked = "" }) => asked.endsWith(" in all"))) ? [h("li", { class: "in-all" }, h("span", {}, "“In all”: so many answered, perhaps not every one at every step"))] : []),
    ...BASES.filter(([basis]) => there.has(basis)).map(([basis, words]) => h("li", { class: "basis" }, basisMark(basis), h("span", {}, words))),
  ];
}

/** What is aimed at and whose figures stand beside the curves, each once. @param {Curve[]} curves */
function aimsOf(curves) {
  const all = curves.flatMap(({ points }) => points.flatMap(({ aims = [] }) => aims));
  return [...new Map(all.map(({ name, kind }) => [name, kind]))];
}

/** Whether what the group agreed on is not its own, but what others told it. @param {Curve} curve */
function isTold({ rater, title }) {
  return rater === "room" && title !== OUR_GROUP;
}

/** How many people each figure of a curve rests on, where they are as many at every step: “n = 410”. @param {Curve} curve */
export function sampleOfAll({ points }) {
  const [asked = "", ...others] = new Set(points.filter(({ height }) => height !== null).map((point) => point.asked));
  return others.length ? "" : asked;
}

/** What each figure of a curve rests on, as its sign says it. @param {Curve} curve */
function saidBasesOf({ points }) {
  return points.filter(({ height }) => height !== null).map(({ basis }) => signOf(basis));
}

/** What most figures of a curve rest on. @param {Curve} curve */
function mostly(curve) {
  const bases = saidBasesOf(curve).map((basis) => basisOf(basis));
  const count = (/** @type {string} */ basis) => bases.filter((one) => one === basis).length;
  return BASES.map(([basis]) => basis).filter((basis) => basis !== UNTOLD).reduce((best, basis) => (count(basis) > count(best) ? basis : best), "assumed");
}
