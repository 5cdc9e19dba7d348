/** The outline of the map on the page, in the place of the drawing, and on paper. */

import { h, heading, uid } from "../lib/dom.js";
import { paperHead } from "./map_print.js";
import { morph } from "./morph.js";
import { layOut } from "./paper.js";

/** @typedef {import("./outline.js").Heading} Heading */

const FIRST = 2; // the page has h1

/**
 * @param {{text: boolean}} choice  is changed as people choose
 * @param {() => void} changed
 */
export function createReading(choice, changed) {
  const own = uid();
  const way = h("button", { type: "button", class: "button quiet read", onclick: turn }, "Read as text");
  const body = h("div", {});
  const element = h("section", { class: "outline", "aria-label": "The map as text", onclick: follow }, body);

  function turn() {
    choice.text = !choice.text;
    changed();
  }

  /** To a heading; the address keeps its journey. @param {MouseEvent} event */
  function follow(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("nav a");
    const there = link && element.querySelector(`[id="${link.getAttribute("href")?.slice(1)}"]`);
    if (!(there instanceof HTMLElement)) return;
    event.preventDefault();
    there.focus({ preventScroll: true });
    there.scrollIntoView({ block: "start" });
  }

  return {
    way,
    element,
    /** @param {() => Heading[]} outline  is asked for only while it is read */
    update(outline) {
      way.setAttribute("aria-pressed", String(choice.text));
      element.hidden = !choice.text;
      if (!choice.text) return;
      const all = outline();
      const idOf = (/** @type {Heading} */ { key }) => `${own} ${key}`.replaceAll(/\s+/g, "-");
      const links = all.map((one) => h("li", {}, h("a", { href: `#${idOf(one)}` }, one.title)));
      const nav = h("nav", { "aria-label": "Parts of the map" }, h("ul", {}, ...links));
      morph(body, h("div", {}, nav, ...headings(all, FIRST, idOf)));
    },
  };
}

/** The outline on sheets of A4. @param {import("../lib/model.js").Journey} journey @param {Heading[]} outline @param {Node[]} after */
export function outlineOnPaper(journey, outline, after) {
  return layOut("text", "cjm-map", paperHead(journey, ""), h("div", { class: "outline" }, ...headings(outline, FIRST), ...after));
}

/**
 * @param {Heading[]} all
 * @param {number} level
 * @param {(one: Heading) => string} [idOf]  for headings to which a link leads
 * @returns {HTMLElement[]}
 */
function headings(all, level, idOf) {
  return all.map((one) =>
    h("section", { "data-key": one.key },
      heading(level, { id: idOf?.(one), tabindex: idOf ? "-1" : null }, one.title),
      ...(one.told.length > 1 ? [h("ul", {}, ...one.told.map((words) => h("li", { dir: "auto" }, words)))] : one.told.map((words) => h("p", { dir: "auto" }, words))),
      ...headings(one.parts, level + 1)));
}
