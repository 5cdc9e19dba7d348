/**
 * What the feedback says: for each survey what follows from it in sentences, its groups and the personas side by side,
 * and what goes with an outcome. All of it was worked out when the file was attached (cjm_widgets/journey/feedback.py, outcomes.py).
 *
 * @typedef {{about: string, say: string, steps: string[]}} Said
 * @typedef {{step: string, name: string, value: number, low: number, high: number, n: number, called: boolean, first: boolean,
 *            moment: boolean, part: number | null, part_low: number | null, part_high: number | null, reach: string, part_reach: string}} Goes
 * @typedef {{name: string, steps: Goes[], explained: number | null, alike: {step: string, name: string, n: number}[], same: number | null}} Outcome
 * @typedef {{say: string, value: number, sample: string}} Cell
 * @typedef {{step: string, name: string, cells: (Cell | null)[], lowest: number | null}} Row
 * @typedef {{source: string, name: string, said: Said[], outcomes: Outcome[],
 *            columns: {title: string, kind: string, scale: string}[], rows: Row[], wholes: Whole[]}} Survey
 * @typedef {{name: string, scale: string, groups: {group: string, say: string, sample: string}[]}} Whole
 */

import { h, svg, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";
import { createFolds } from "../lib/folds.js";
import { firstOfEach } from "./sayings.js";
import { small } from "./table.js";

const TITLE = "What the feedback says";
const GOES = "0: no tie. 1 would mean that whoever is happier here is happier in the end; −1, the other way round. It says what goes together, not why.";
const DRAWS = "Each draw is one of the sets of true figures, of all customers, that these answers allow.";
/** What is called stands in the open, of each the first. */
const CALLED = ["changed", "goes-with", "lowest"];
const WIDE = 120; // px of the axis from −1 to 1
const ROW = 16; // px

/**
 * @param {HTMLElement} root  empty; the part fills it
 * @param {{view: () => {surveys?: Survey[]}}} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createSurveys(root, host) {
  const heading = h("h2", { id: uid() }, TITLE);
  const list = h("div", {});
  const box = h("section", { class: "cjm-picture cjm-surveys cjm-framed", "aria-labelledby": heading.id }, heading, list);
  root.append(box);
  const folds = createFolds(list);
  let drawn = "";
  update();

  function update() {
    const all = host.view().surveys ?? [];
    const now = JSON.stringify(all);
    if (now === drawn) return;
    drawn = now;
    box.hidden = all.length === 0;
    keepFocus(list, "data-key", () => list.replaceChildren(...all.map(folded)));
  }

  /** @param {Survey} one */
  function folded(one) {
    const called = calledIn(one).map((say) => h("small", { class: "called" }, say));
    const summary = h("summary", { "data-key": one.source }, one.name, ...called);
    const rest = (/** @type {HTMLElement[]} */ more) => {
      const id = `${one.source} more`;
      return folds.folded(id, h("summary", { "data-key": id }, `${more.length} more`), h("ul", { class: "says" }, ...more));
    };
    return folds.folded(one.source, summary, sayings(one, rest), ...one.wholes.map((each) => wholeTable(each, one.name)), ...one.outcomes.filter(({ same }) => !same).map((each) => going(each, one.name)), ...(one.rows.length ? [sideBySide(one)] : []));
  }

  return {
    update,
    destroy() {
      folds.forget();
      box.remove();
    },
  };
}

/** The sentences alone, for a map on paper. @param {Survey[] | undefined} surveys @returns {Node[]} */
export function surveysOnPaper(surveys = []) {
  const told = surveys.filter(({ said }) => said.length);
  if (!told.length) return [];
  const heading = h("h2", { id: uid() }, TITLE);
  return [h("section", { class: "cjm-surveys", "aria-labelledby": heading.id, "data-key": "surveys" }, heading,
    ...told.flatMap((one) => [h("h3", {}, one.name), sayings(one)]))];
}

/** What is more than chance, of each kind the first sentence. @param {Survey} one */
export function calledIn({ said }) {
  return CALLED.flatMap((kind) => said.find(({ about, steps }) => about === kind && steps.length)?.say ?? []);
}

/** An outcome as each group says it. @param {Whole} whole @param {string} survey */
export function wholeTable({ name, scale, groups }, survey) {
  const head = h("tr", {}, h("th", { scope: "col" }, "Who"), h("th", { scope: "col" }, name || "As a whole", small(scale)));
  const rows = groups.map(({ group, say, sample }) => h("tr", {},
    h("th", { scope: "row" }, group || "All"),
    h("td", {}, say, smalls(sample.split(", ")))));
  return toldTable("The journey as a whole", survey, head, rows);
}

/** @param {Survey} one @param {(rest: HTMLElement[]) => HTMLElement} [folded]  folds what is left of many sentences; paper has them all */
function sayings({ said: all, rows }, folded) {
  const said = folded ? all.filter(({ about }) => about !== "outcome") : all; // where a table has it
  const bare = all.every(({ about }) => about === "least");
  const none = bare ? h("p", { class: "soft" }, "No more than its curve: it has no outcome and no groups that can be compared, and fewer than six steps.") : null;
  if (!said.length) return none ?? h("div", {});
  const item = (/** @type {Said} */ { about, say }) => h("li", { "data-about": about }, say);
  const { first, rest } = folded ? firstOfEach(said) : { first: said, rest: [] };
  const list = h("ul", { class: "says" }, ...first.map(item));
  return h("div", {}, none, list, folded && rest.length ? folded(rest.map(item)) : null, rows.some(({ lowest }) => lowest !== null) ? h("p", { class: "soft" }, DRAWS) : null);
}

/** @param {Outcome} outcome @param {string} survey */
function going({ name, steps, alike }, survey) {
  const parts = steps.some(({ part }) => part !== null);
  const head = h("tr", {}, h("th", { scope: "col" }, "Step"), h("th", { scope: "col" }, "Goes with it", small("−1 to 1")),
    parts ? h("th", { scope: "col" }, "Its part", small("of what all steps tell together")) : null);
  const alone = steps.filter((one) => one.first).length === 1;
  /** @param {Goes} one */
  const way = ({ called, first, value }) => {
    if (!called) return "";
    if (value < 0) return `${first && alone ? "goes most" : "goes"} against it: check which end is good`;
    return first ? (alone ? "goes most" : "among the strongest") : "";
  };
  const rows = steps.map((one) => h("tr", {},
    h("th", { scope: "row" }, one.name, small([one.moment ? "moment of truth" : "", way(one)].filter(Boolean).join(", "))),
    h("td", {}, strip(one), ` ${figure(one.value)}`, smalls([one.reach, `n = ${one.n.toLocaleString("en-GB")}`])),
    parts ? h("td", {}, share(one.part), small(one.part_reach)) : null));
  const unsaid = alike.map((one) => h("tr", {},
    h("th", { scope: "row" }, one.name),
    h("td", { class: "none", colspan: parts ? 2 : null }, "nobody can say: all answered alike", small(`n = ${one.n.toLocaleString("en-GB")}`))));
  return toldTable(`What goes with “${name}”`, survey, head, [...rows, ...unsaid], GOES);
}

/** Where a correlation and its interval lie from −1 to 1. @param {Goes} one */
function strip({ value, low, high, called }) {
  const x = (/** @type {number} */ at) => ((at + 1) * WIDE) / 2;
  return svg("svg", { class: "strip data-1", width: WIDE, height: ROW, "aria-hidden": "true" },
    svg("line", { x1: 0, x2: WIDE, y1: ROW / 2, y2: ROW / 2, class: "grid" }),
    svg("line", { x1: WIDE / 2, x2: WIDE / 2, y1: 1, y2: ROW - 1, class: "zero" }),
    svg("line", { x1: x(low), x2: x(high), y1: ROW / 2, y2: ROW / 2, class: "interval" }),
    svg("circle", { cx: x(value), cy: ROW / 2, r: 4, class: called ? "dot measured" : "dot" }));
}

/** @param {Survey} one */
function sideBySide({ name, columns, rows }) {
  const head = h("tr", {}, h("th", { scope: "col" }, "Step"), ...columns.map(({ title, kind, scale }) =>
    h("th", { scope: "col" }, title, small(kind === "persona" ? `${scale}; the group’s own view` : scale))));
  const body = rows.map((row) => h("tr", {},
    h("th", { scope: "row" }, row.name, small(row.lowest === null ? "" : `lowest three: ${row.lowest} of 100 draws`)),
    ...row.cells.map((cell) => cell
      ? h("td", {}, cell.say, smalls(cell.sample.split(", ")))
      : h("td", { class: "none" }, "no figure"))));
  const title = columns.length > 1 ? "Side by side" : "Step by step";
  return toldTable(title, name, head, body);
}

/** @param {string} caption @param {string} survey @param {Node} head @param {Node[]} rows @param {string} [note] */
function toldTable(caption, survey, head, rows, note) {
  return h("div", { class: "told" }, h("h3", {}, caption),
    h("div", { class: "cjm-scroll", tabindex: "0", role: "region", "aria-label": `${survey}: ${caption}` },
      h("table", { class: "cjm-figures" }, h("caption", { class: "unseen" }, caption), h("thead", {}, head), h("tbody", {}, ...rows))),
    note ? h("p", { class: "soft" }, note) : null);
}

/** What stands small beneath a figure; a narrow column breaks it between its parts only. @param {string[]} parts */
function smalls(parts) {
  const told = parts.filter(Boolean);
  return told.length ? h("small", {}, told.flatMap((one, at) => [at ? " " : "", h("span", {}, at < told.length - 1 ? `${one},` : one)])) : null;
}

/** @param {number} value */
function figure(value) {
  return (Math.round(value * 100) / 100 || 0).toFixed(2).replace("-", "−"); // no minus before nought
}

/** @param {number | null} part */
function share(part) {
  return part === null ? "" : `${Math.round(100 * part)} %`;
}
