/**
 * The stakeholder map as a drawing: circles, names, lines, the customer in the centre. On page 2 people arrange it; on
 * the map and on paper it is only looked at.
 *
 * @typedef {import("../lib/model.js").Journey} Journey
 * @typedef {import("../lib/labels.js").Called} Called
 * @typedef {ReturnType<typeof laidOut>} Laid
 */

import { h, svg } from "../lib/dom.js";
import { measuring } from "../lib/measure.js";
import { INFLUENCES, LINE, centreLines, circlesOf, planeOf, placesOf, titlesOf } from "./circles.js";
import { CUSTOMER, tieLegend, tieWords, tiesDrawn } from "./ties.js";

const NAME = 13; // px
const TITLE = 12;
const WIDE = 780;
const ROUND = 350;
const FAMILY = '"Atkinson Hyperlegible Next", system-ui, sans-serif';
export const NO_NAME = "No name yet";

/**
 * Where everything stands in so much width.
 * @param {Pick<Journey, "stakeholders"> & {scope?: {segment?: string}}} journey
 * @param {Called} labels
 * @param {number} width
 */
export function laidOut(journey, labels, width) {
  const [name, bold] = [measuring(NAME, FAMILY), measuring(TITLE, FAMILY, 700)];
  const plane = planeOf(width);
  const titles = titlesOf(circlesOf(labels), plane, bold);
  const people = journey.stakeholders.map((one) => ({ ...one, name: one.name.trim() || NO_NAME }));
  return { plane, titles, places: placesOf(people, plane, name, titles), centre: centreLines(journey.scope?.segment ?? "", plane, bold) };
}

/**
 * Circles, lines and the customer, from the back to the front.
 * @param {Laid} laid
 * @param {Journey["relationships"]} relationships
 * @param {string} [chosen]
 */
export function circlesAndLines({ plane, titles, places, centre }, relationships, chosen) {
  const middle = { cx: plane.width / 2, cy: plane.height / 2 };
  return [
    ...[...INFLUENCES].reverse().map((influence) => {
      const at = INFLUENCES.indexOf(influence) + 1;
      return svg("ellipse", { class: "band", "data-influence": influence, ...middle, rx: plane.rx[at], ry: plane.ry[at] });
    }),
    ...tiesDrawn(relationships, places, plane, titles, chosen),
    ...titles.map(({ title, x, y }) => svg("text", { class: "title", x, y, "text-anchor": "middle", "dominant-baseline": "central" }, title)),
    svg("ellipse", { class: "customer", ...middle, rx: plane.rx[0], ry: plane.ry[0] }),
    written("centre", centre, middle.cx, middle.cy),
  ];
}

/** Lines of words around a middle. @param {string} name @param {string[]} lines @param {number} x @param {number} y */
function written(name, lines, x, y) {
  return svg("text", { class: name, "text-anchor": "middle", "dominant-baseline": "central" },
    ...lines.map((line, at) => svg("tspan", { x, y: y + (at - (lines.length - 1) / 2) * LINE }, line)));
}

/** The numbers of those whose names stand beside the picture. @param {Journey["stakeholders"]} all @param {Laid} laid */
export function numbersOf(all, { places }) {
  return all.map((one, at) => ({ one, number: at + 1 })).filter(({ one }) => places.get(one.id)?.lines === null);
}

/** Whose number is whose. @param {ReturnType<typeof numbersOf>} numbered @param {string} [chosen] */
export function numberList(numbered, chosen) {
  return numbered.map(({ one, number }) => h("li", { class: one.id === chosen ? "chosen" : null }, h("b", {}, String(number)), one.name || NO_NAME));
}

/** All relationships, a sentence each. @param {Pick<Journey, "stakeholders" | "relationships">} journey @param {Called} labels */
export function relationshipWords(journey, labels) {
  /** @param {string | null} id */
  const called = (id) => {
    if (id === CUSTOMER) return labels.full("relationships/from_whom", CUSTOMER);
    const one = journey.stakeholders.find((other) => other.id === id);
    return one ? one.name || NO_NAME : id ? "Somebody who was removed" : "An end not chosen yet";
  };
  return journey.relationships.map((one) => tieWords(one, called, labels));
}

/**
 * The drawing to look at, once wide and once for a phone; the page shows the one that fits.
 * @param {Journey} journey
 * @param {Called} labels
 */
export function stakeholderDrawing(journey, labels) {
  return h("div", { class: "cjm-stakeholders stakeholder-map" },
    ...[WIDE, ROUND].map((width) => {
      const laid = laidOut(journey, labels, width);
      const { plane } = laid;
      const numbered = numbersOf(journey.stakeholders, laid);
      return h("div", { class: plane.wide ? "drawing of-wide" : "drawing of-round" },
        svg("svg", { class: "picture", viewBox: `0 0 ${plane.width} ${plane.height}`, role: "img", "aria-label": "Stakeholders in circles of influence around the customer; the same stands in words below" },
          ...circlesAndLines(laid, journey.relationships), ...tokens(journey.stakeholders, laid)),
        numbered.length ? h("ol", { class: "names", "aria-hidden": "true" }, ...numberList(numbered)) : null);
    }),
    journey.relationships.length ? h("ul", { class: "legend ties" }, ...tieLegend(journey.relationships, labels)) : null);
}

/** Names in their circles, as they are only looked at. @param {Journey["stakeholders"]} all @param {Laid} laid */
function tokens(all, { places }) {
  return all.flatMap(({ id }, at) => {
    const place = places.get(id);
    if (!place) return [];
    const { x, y, width, height, lines } = place;
    return [svg("g", { class: "name-plate", "data-id": id },
      svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: Math.min(14, height / 2) }),
      written(lines ? "name" : "number", lines ?? [String(at + 1)], x, y))];
  });
}
