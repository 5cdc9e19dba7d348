/** Who stands around the journey: stakeholders, personas and outcomes, beside the table of the map. */

import { h } from "../lib/dom.js";
import { capital, listed } from "../lib/words.js";
import { INFLUENCES, NOT_PLACED } from "./circles.js";
import { relationshipWords, stakeholderDrawing } from "./stakeholder_drawing.js";
import { words } from "./map_cells.js";

/**
 * @param {import("./map_layers.js").Shown} shown
 * @returns {Node[]}
 */
export function stakeholders({ journey, labels }) {
  const groups = [...INFLUENCES, null].flatMap((influence) => {
    const title = labels.full("stakeholders/influence", influence).split(":")[0] || capital(NOT_PLACED);
    const here = journey.stakeholders.filter((one) => one.influence === influence);
    if (!here.length) return [];
    const items = here.map((one) =>
      h(
        "li",
        {},
        h("b", {}, one.name || "No name yet"),
        ...words(one.relationship),
        ...titled("We do for them", one.we_do),
        ...titled("They do for us", one.they_do),
      ),
    );
    return [h("div", { class: "ring" }, h("h3", {}, title), h("ul", { class: "people" }, ...items))];
  });
  if (!groups.length) return [];
  const lines = relationshipWords(journey, labels);
  const told = lines.length ? [h("div", { class: "ring" }, h("h3", {}, "Relationships"), h("ul", { class: "points" }, ...lines.map((words) => h("li", {}, words))))] : [];
  return [stakeholderDrawing(journey, labels), h("div", { class: "rings" }, ...groups, ...told)];
}

/**
 * The personas in a few words each; the one that is chosen with everything.
 * @param {import("./map_layers.js").Shown} shown
 * @returns {Node[]}
 */
export function personaStrip(shown) {
  const one = shown.journey.personas.some((other) => other.id === shown.persona);
  return personas(one ? shown : { ...shown, when: null });
}

/**
 * @param {Omit<import("./map_layers.js").Shown, "when"> & {when: string | null}} shown  `when` null: no situations
 * @returns {Node[]}
 */
export function personas({ journey, persona, when, sources }) {
  const chosen = journey.personas.filter((one) => !journey.personas.some((other) => other.id === persona) || one.id === persona);
  if (!chosen.length) return [];
  const cards = chosen.map((one) =>
    h(
      "li",
      { "data-persona": one.id },
      h("b", {}, one.name || "No name yet"),
      one.job ? h("small", {}, one.job) : null,
      ...(one.pitch.trim() ? titled("Our pitch", one.pitch) : words(one.goals)),
      ...(when === "ideal" || when === null ? [] : titled("Today", one.current)),
      ...(when === "current" || when === null ? [] : titled("Ideal", one.ideal)),
      ...titled("Rests on", sources[one.source ?? ""] ?? ""),
    ),
  );
  return [h("ul", { class: "people" }, ...cards)];
}

/**
 * @param {import("./map_layers.js").Shown} shown
 * @returns {Node[]}
 */
export function outcomes({ journey, persona }) {
  const names = new Map(journey.personas.map((one) => [one.id, one.name || "No name yet"]));
  const chosen = journey.outcomes.filter((one) => !names.has(persona) || !names.has(one.persona ?? "") || one.persona === persona);
  if (!chosen.length) return [];
  const items = chosen.map((one) =>
    h(
      "li",
      {},
      h("b", {}, one.name || "No name yet"),
      names.has(one.persona ?? "") ? h("small", {}, `For ${names.get(one.persona ?? "")}`) : null,
      ...words(one.actions),
      one.steps.length ? h("small", {}, `Through: ${listed(stepsOf(journey, one))}`) : null,
    ),
  );
  return [h("ul", { class: "people" }, ...items)];
}

/** The names of the steps that lead to an outcome, in their order. @param {import("../lib/model.js").Journey} journey @param {import("../lib/model.js").Outcome} one */
function stepsOf({ steps }, one) {
  return steps.filter(({ id }) => one.steps.includes(id)).map(({ name }) => name || "a step without a name");
}

/**
 * @param {string} title
 * @param {string} text
 * @returns {Node[]}
 */
function titled(title, text) {
  const clean = (text ?? "").trim();
  return clean ? [h("p", { class: "typed" }, h("span", { class: "kind" }, `${title}: `), clean)] : [];
}
