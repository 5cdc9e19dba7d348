// Figures that are typed: a row for each step of the map, a column for each group.

import { h, setText, uid } from "../lib/dom.js";
import { asTable, toldOfTyped } from "./telling.js";
import { SCALES } from "./words.js";

/**
 * @param {import("./types.js").Page} page
 * @param {(table: string, told: import("./types.js").Told) => void} bring
 */
export function createTyped(page, bring) {
  const scale = h("select", { id: uid() }, Object.entries(SCALES).map(([name, words]) => h("option", { value: name }, words)));
  const table = h("table", { class: "cjm-fb-typed" });
  const say = h("p", { class: "cjm-error", role: "alert", hidden: true });
  const element = h(
    "div",
    { class: "cjm-fb-typing" },
    h("label", { for: scale.id }, "What the figures are"),
    scale,
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
    const field = (/** @type {string} */ key, /** @type {string} */ label, more = {}) =>
      h("input", { type: "text", "data-key": key, "aria-label": label, value: kept.get(key) ?? null, autocomplete: "off", ...more });
    const each = Array.from({ length: groups }, (_, at) => at);
    const called = (/** @type {number} */ at) => (groups > 1 ? `, group ${at + 1}` : "");
    table.replaceChildren(
      h("caption", { class: "unseen" }, "Figures step by step; leave empty what nobody knows"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Step"), each.flatMap((at) => [
        h("th", { scope: "col" }, groups > 1 ? field(`group-${at}`, `Name of group ${at + 1}`, { placeholder: `Group ${at + 1}` }) : "Figure"),
        h("th", { scope: "col" }, "People"),
      ]))),
      h("tbody", {}, steps.map((step, nth) => h("tr", {}, h("th", { scope: "row" }, `${nth + 1} ${step.name}`), each.flatMap((at) => [
        h("td", {}, field(`${step.id}-${at}`, `${step.name}: figure${called(at)}`, { inputmode: "decimal" })),
        h("td", {}, field(`n-${step.id}-${at}`, `${step.name}: how many people${called(at)}`, { inputmode: "numeric" })),
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
    say.hidden = some;
    setText(say, some ? "" : "Type at least one figure. Leave empty what nobody knows.");
    if (some) bring(asTable(rows), toldOfTyped(scale.value, groups > 1));
  }

  return {
    element,
    begin() {
      draw();
      scale.focus();
    },
    update() {
      if (!element.hidden) draw();
    },
  };
}
