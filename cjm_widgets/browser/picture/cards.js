/**
 * Persona cards: every field of the factsheet's template, two on a sheet of A4.
 *
 * @typedef {object} Host
 * @property {() => import("../lib/model.js").Journey} journey
 * @property {() => { sources?: Record<string, string> }} view  what each source is called
 */

import { h, uid } from "../lib/dom.js";
import { layOut, layOnPrint } from "./paper.js";

/** @type {[keyof import("../lib/model.js").Persona, string, string][]} */
const FIELDS = [
  ["demographics", "Demographics", "field"],
  ["goals", "Goals and challenges", "field"],
  ["values", "Values and fears", "field"],
  ["message", "Our marketing message", "field"],
  ["current", "Situation today", "field"],
  ["ideal", "Ideal situation", "field"],
  ["pitch", "Our elevator pitch", "field whole"],
];

/**
 * @param {HTMLElement} root  empty; the part fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createPersonaCards(root, host) {
  const say = h("p", { class: "soft" });
  const button = h("button", { type: "button", class: "button quiet" }, "Print the cards");
  const preview = h("div", { class: "cards" });
  const show = h("details", {}, h("summary", {}, "Show the cards"), preview);
  const heading = h("h2", { id: uid() }, "Persona cards");
  const element = h(
    "section",
    { class: "cjm-picture cjm-persona-cards cjm-framed", "aria-labelledby": heading.id },
    h("div", { class: "row" }, heading, button),
    say,
    show,
  );
  root.append(element);
  let asked = false;
  const stop = layOnPrint(() => {
    if (!asked) return null; // the page itself is printed
    asked = false;
    return layOut("cards", "cjm-persona-cards", ...cards(host));
  });
  button.addEventListener("click", () => {
    asked = true;
    window.print();
  });
  update();

  function update() {
    const { personas } = host.journey();
    say.textContent = personas.length
      ? "To hang on the wall or to deal out to groups: two on a sheet of A4."
      : "There is no persona yet. The printer gives two empty cards to fill by hand.";
    show.hidden = personas.length === 0;
    preview.replaceChildren(...(personas.length ? cards(host) : []));
  }

  return {
    update,
    destroy() {
      stop();
      element.remove();
    },
  };
}

/** @param {Host} host */
function cards(host) {
  const journey = host.journey();
  const { sources = {} } = host.view();
  /** @type {Partial<import("../lib/model.js").Persona>[]} */
  const shown = journey.personas.length ? journey.personas : [{}, {}];
  return shown.map((persona) => {
    const told = FIELDS.map(([name, title, size]) =>
      h("div", { class: size }, h("dt", {}, title), h("dd", { class: "typed" }, (persona[name] ?? "").trim())),
    );
    return h(
      "article",
      { class: "persona-card" },
      h("header", {}, h("h3", {}, persona.name || (persona.id ? "No name yet" : "Name:")), h("p", { class: "job" }, persona.job || (persona.id ? "" : "Job:"))),
      h("dl", {}, ...told),
      persona.id ? h("p", { class: "rests" }, `Rests on: ${sources[persona.source ?? ""] ?? "our own judgement, nobody was asked"}`) : null,
      journey.title ? h("footer", {}, journey.title) : null,
    );
  });
}
