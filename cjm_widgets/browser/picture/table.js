/** The figures of a picture as a table, behind “Show as a table”. */

import { h } from "../lib/dom.js";
import { momentSign, readingOf } from "../lib/marks.js";

/**
 * A folded table that stays open or shut while its rows change.
 * @param {string} caption
 */
export function createFigures(caption) {
  const table = h("table", { class: "cjm-figures" });
  const region = h("div", { class: "cjm-scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
  const element = h("details", { class: "cjm-table" }, h("summary", {}, "Show as a table"), region);
  return {
    element,
    /** @param {import("./ratings.js").Monitor} monitor */
    update(monitor) {
      const shared = monitor.curves.map(sharedNotes);
      const head = h(
        "tr",
        {},
        h("th", { scope: "col" }, "Step"),
        ...monitor.curves.map((curve, at) =>
          h("th", { scope: "col" }, curve.title, small(curve.scale.title), small(shared[at].join(", "))),
        ),
      );
      const rows = monitor.steps.map((step, at) => {
        const sign = momentSign(step);
        return h(
          "tr",
          { "data-step": step.id },
          h("th", { scope: "row" }, `${step.number} ${step.name || "No name yet"}`, small(sign ? sign.words : ""), small(step.disagrees ? "The room disagrees" : "")),
          ...monitor.curves.map((curve, order) => {
            const point = curve.points[at];
            const told = point.value === null ? feltAt(point) : notes(point).filter((note) => !shared[order].includes(note));
            const own = [...told, ...(point.aims ?? []).map(({ words }) => words)];
            return h("td", { class: point.value === null ? "none" : null }, point.words, small(own.join(", ")));
          }),
        );
      });
      table.replaceChildren(
        h("caption", {}, caption),
        h("thead", {}, head),
        h("tbody", {}, ...rows),
      );
    },
  };
}

/**
 * What is said of all figures of a curve alike, once in its heading.
 * @param {import("./ratings.js").Curve} curve
 */
function sharedNotes(curve) {
  const [first = [], ...others] = curve.points.filter((point) => point.value !== null).map(notes);
  return first.filter((note) => others.every((other) => other.includes(note)));
}

/** What a figure rests on, from how many, and how far chance reaches. @param {import("./ratings.js").Point} point */
export function notes(point) {
  return [point.basis ?? "", point.asked ?? "", point.reach ?? "", point.source ?? "", readingOf(point)].filter(Boolean);
}

/** What was felt where there is no figure. @param {import("./ratings.js").Point} point */
function feltAt({ felt }) {
  return felt ? [`in words “${felt}”`] : [];
}

/** What stands in small letters under a figure. @param {string} text */
export function small(text) {
  return text ? h("small", {}, text) : null;
}
