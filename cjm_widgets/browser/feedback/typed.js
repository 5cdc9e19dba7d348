// Figures that are typed: a row for each step of the map, a column for each group.

import { h, setText } from "../lib/dom.js";
import { chooseScale } from "./scale.js";
import { asTable, toldOfTyped } from "./telling.js";

/**
 * @param {import("./types.js").Page} page
 * @param {(table: string, told: import("./types.js").Told) => void} bring
 */
export function createTyped(page, bring) {
  let scale = "";
  const field = chooseScale({ label: "What the figures are", key: "typed-scale", chosen: "" }, (name) => {
    scale = name;
  });
  const table = h("table", { class: "cjm-fb-typed" });
  const say = h("p", { class: "cjm-error", role: "alert", hidden: true });
  const element = h(
    "div",
    { class: "cjm-fb-typing" },
    field,
    h("div", { class: "cjm-fb-scroll" }, table),
    h("div", { class: "cjm-fb-row" },
      h("button", { type: "button", class: "button", onclick: () => look() }, "Look at these figures"),
      h("button", { type: "button", class: "button bare", onclick: () => addGroup() }, "Add a group")),
    say,
  );
  let groups = 1;
  let drawn = "";

  function draw() {
    const steps = page.steps();
    const key = JSON.stringify([steps, groups]);
    if (key === drawn) return;
    drawn = key;
    const kept = new Map([...table.querySelectorAll("input")].map((field) => [field.dataset.key, field.value]));
    const cell = (/** @type {string} */ key, /** @type {string} */ label, more = {}) =>
      h("input", { type: "text", "data-key": key, "aria-label": label, value: kept.get(key) ?? null, autocomplete: "off", ...more });
    const each = Array.from({ length: groups }, (_, at) => at);
    const called = (/** @type {number} */ at) => (groups > 1 ? `, group ${at + 1}` : "");
    table.replaceChildren(
      h("caption", { class: "unseen" }, "Figures step by step; leave empty what nobody knows"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Step"), each.flatMap((at) => [
        h("th", { scope: "col" }, groups > 1 ? cell(`group-${at}`, `Name of group ${at + 1}`, { placeholder: `Group ${at + 1}` }) : "Figure"),
        h("th", { scope: "col" }, "People"),
      ]))),
      h("tbody", {}, steps.map((step, nth) => h("tr", {}, h("th", { scope: "row" }, `${nth + 1} ${step.name}`), each.flatMap((at) => [
        h("td", {}, cell(`${step.id}-${at}`, `${step.name}: figure${called(at)}`, { inputmode: "decimal" })),
        h("td", {}, cell(`n-${step.id}-${at}`, `${step.name}: how many people${called(at)}`, { inputmode: "numeric" })),
      ])))),
    );
  }

  function addGroup() {
    groups += 1;
    draw();
    /** @type {HTMLInputElement | null} */ (table.querySelector(`[data-key=group-${groups - 1}]`))?.focus();
  }

  function look() {
    const value = (/** @type {string} */ key) => /** @type {HTMLInputElement | null} */ (table.querySelector(`[data-key="${CSS.escape(key)}"]`))?.value ?? "";
    const rows = page.steps().flatMap((step) => Array.from({ length: groups }, (_, at) => ({
      step: step.name, group: groups > 1 ? value(`group-${at}`).trim() || `Group ${at + 1}` : "", figure: value(`${step.id}-${at}`), n: value(`n-${step.id}-${at}`),
    })));
    const some = rows.some(({ figure }) => figure.trim());
    const lacks = !some ? "Type at least one figure. Leave empty what nobody knows." : scale ? "" : "Say what the figures are.";
    say.hidden = !lacks;
    setText(say, lacks);
    if (!lacks) bring(asTable(rows), toldOfTyped(scale, groups > 1));
    else if (some) field.querySelector("select")?.focus();
  }

  return {
    element,
    begin() {
      draw();
      field.querySelector("select")?.focus();
    },
    update() {
      if (!element.hidden) draw();
    },
  };
}
