// Which step each row of the file belongs to: its figures, where they go, and why that was proposed.

import { h } from "../lib/dom.js";
import { asMeant, counted } from "../lib/words.js";
import { newColumns } from "./new_columns.js";
import { NEW, OUTCOME, goingTo, notSure } from "./telling.js";

/** @typedef {import("./types.js").Looked} Looked */

const AT_ONCE = 8;
/** @type {{ file: string, all: boolean, rows: boolean }} what stays open while the same file is looked through again */
const open = { file: "", all: false, rows: false };

/**
 * What needs nobody is folded: all of it where each row is sure, and of a long table the rows that are.
 * @param {import("./types.js").Page} page
 * @param {Looked} looked
 */
export function fit(page, looked) {
  const { names, events } = looked;
  if (!names.length) return h("section", { hidden: true });
  const groups = [...new Set(names.flatMap(({ figures }) => figures.map(({ group }) => group)))];
  const ns = new Map(looked.groups.map((one) => [one.name, one.ns.length === 1 ? `n ${one.ns[0]}` : ""]));
  const heads = events.length
    ? ["Customers", "Contacts", "Came again"].map((words) => groupHead(words, ""))
    : groups.map((group) => groupHead(group || "All", ns.get(group) ?? ""));
  const file = page.state().brought?.id ?? "";
  const doubtful = notSure(looked);
  if (file !== open.file) Object.assign(open, { file, all: false, rows: false });
  open.all ||= doubtful.length > 0; // what somebody has answered does not fold under their hands
  const some = !open.rows && open.all && names.length > AT_ONCE && doubtful.length > 0;
  const body = (some ? doubtful : names).map((one) => fitRow(page, looked, one, groups));
  const rest = h("button", { type: "button", class: "button quiet small", "data-key": "all-rows", onclick: () => {
    open.rows = true;
    section.replaceWith(fit(page, looked));
  } }, `Show all ${names.length} rows`);
  const table = h("div", { class: "cjm-fb-scroll" },
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "In your table"), heads, h("th", { scope: "col" }, "Goes to"), h("th", { scope: "col" }, "Why"))),
      h("tbody", {}, body)));
  // also while a scale is asked about, when no figure is placed yet
  const placed = names.filter((one) => one.is === "step" && (one.to || one.new)).length;
  const outcomes = names.filter((one) => one.is === "outcome").length;
  const counts = [(placed > 0 || !outcomes) && counted(placed, "step"), outcomes > 0 && counted(outcomes, "outcome")].filter(Boolean).join(", ");
  const sure = h("details", { class: "cjm-fb-fold" }, h("summary", { "data-key": "fit" }, placed === 0 && outcomes > 0 ? counts : `${counts}, each ${looked.planned ? "as last time" : "by its own name"}`), table);
  const section = h("section", { class: "card cjm-fb-fit", "aria-labelledby": "cjm-fb-fit" },
    h("div", { class: "row" }, h("h2", { id: "cjm-fb-fit", tabindex: "-1" }, "Which step each row belongs to"), open.all && h("p", { class: "cjm-fb-small" }, counts)),
    newColumns(page, looked),
    open.all ? table : sure,
    some && h("p", { class: "cjm-fb-row" }, rest));
  return section;
}

/** @param {string} words @param {string} below */
function groupHead(words, below) {
  return h("th", { scope: "col", class: "num" }, h("b", {}, words), below);
}

/**
 * @param {import("./types.js").Page} page
 * @param {Looked} looked
 * @param {import("./types.js").Name} one
 * @param {string[]} groups
 */
function fitRow(page, looked, one, groups) {
  const event = looked.events.find(({ step }) => step === one.name);
  const cells = event
    ? [["Customers", event.cases], ["Contacts", event.contacts], ["Came again", event.repeats]].map(([head, value]) => fitCell(String(head), String(value)))
    : groups.map((group) => fitCell(group || "All", one.figures.filter((figure) => figure.group === group).map(({ words }) => words || "none").join(", ")));
  const open = one.is === "step" && one.to === null;
  const out = one.is === "outcome" || one.to === "";
  return h("tr", { class: open ? "quest" : out ? "out" : null },
    h("th", { scope: "row" }, one.name), cells,
    h("td", { class: "to" }, goesTo(page, one)),
    h("td", { class: "why" }, h("small", {}, one.why)));
}

/** @param {string} head @param {string} words */
function fitCell(head, words) {
  return h("td", { class: "num", "data-g": head }, words);
}

/** @param {import("./types.js").Page} page @param {import("./types.js").Name} one */
function goesTo(page, one) {
  const steps = page.steps();
  const chosen = one.is === "outcome" ? OUTCOME : one.new ? NEW : one.to === null ? "?" : one.to;
  /** @type {[string, string][]} */
  const options = [
    ...(chosen === "?" ? [/** @type {[string, string]} */ (["?", "Choose…"])] : []),
    ...steps.filter(({ name }) => name).map(({ name }, at) => /** @type {[string, string]} */ ([name, `${at + 1} ${name}`])),
    [NEW, `New step: ${one.name}`],
    [OUTCOME, "Outcome, not a step"],
    ["", "Leave out"],
  ];
  const same = steps.find(({ name }) => asMeant(name) === asMeant(String(one.to)))?.name;
  return h("select", { "aria-label": `${one.name} goes to`, "data-key": `to-${one.name}`, onchange: (/** @type {Event} */ event) => {
    const to = /** @type {HTMLSelectElement} */ (event.target).value;
    if (to !== "?") page.tell(goingTo(page.told(), one.name, to));
  } }, options.map(([value, words]) => h("option", { value, selected: value === chosen || (chosen === one.to && value === same) }, words)));
}

