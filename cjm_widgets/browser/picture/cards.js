/**
 * Persona cards: every field of the factsheet's template, two on a sheet of A4.
 *
 * @typedef {object} Host
 * @property {() => any} journey
 */

import { freshId, html } from "./element.js";
import { layOut, onPrint } from "./paper.js";

/** @type {[string, string, string][]} */
const FIELDS = [
  ["demographics", "Demographics", "field"],
  ["goals", "Goals and challenges", "field"],
  ["values", "Values and fears", "field"],
  ["message", "Marketing message", "field"],
  ["current", "Situation today", "field"],
  ["ideal", "Ideal situation", "field"],
  ["pitch", "Elevator pitch", "field whole"],
];

/**
 * @param {HTMLElement} root  empty; the part fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createPersonaCards(root, host) {
  const say = html("p", { class: "soft" });
  const button = html("button", { type: "button", class: "button quiet" }, "Print the cards");
  const preview = html("div", { class: "cards" });
  const show = html("details", {}, html("summary", {}, "Show the cards"), preview);
  const heading = html("h2", { id: freshId("cards") }, "Persona cards");
  const element = html(
    "section",
    { class: "cjm-picture cjm-persona-cards cjm-framed", "aria-labelledby": heading.id },
    html("div", { class: "row" }, heading, button),
    say,
    show,
  );
  root.append(element);
  let asked = false;
  const stop = onPrint(() => {
    if (!asked) return null; // the page itself is printed
    asked = false;
    return layOut("cards", "cjm-persona-cards", ...cards(host.journey()));
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
    preview.replaceChildren(...(personas.length ? cards(host.journey()) : []));
  }

  return {
    update,
    destroy() {
      stop();
      element.remove();
    },
  };
}

/** @param {any} journey */
function cards(journey) {
  const shown = journey.personas.length ? journey.personas : [{}, {}];
  return shown.map((/** @type {any} */ persona) => {
    const told = FIELDS.map(([name, title, size]) =>
      html("div", { class: size }, html("dt", {}, title), html("dd", { class: "typed" }, (persona[name] ?? "").trim())),
    );
    return html(
      "article",
      { class: "persona-card" },
      html("header", {}, html("h3", {}, persona.name || (persona.id ? "No name yet" : "Name:")), html("p", { class: "job" }, persona.job || (persona.id ? "" : "Job:"))),
      html("dl", {}, ...told),
      journey.title ? html("footer", {}, journey.title) : null,
    );
  });
}
