// What the columns of a file hold, and how that is changed: of a whole file, or of what belongs to one line of what was understood.

import { h, uid } from "../lib/dom.js";
import { counted, listed } from "../lib/words.js";
import { willHold } from "./telling.js";
import { FOUND, ROLES } from "./words.js";

/** @typedef {import("./types.js").Page} Page */
/** @typedef {import("./types.js").Column} Column */

const AT_ONCE = 6;
const OF_GROUPS = ["group", "n"];
const OF_A_LOG = ["case", "time", "end", "channel"];

/** @param {string} words @param {string} key @param {[string, string][]} options @param {string} chosen @param {(value: string) => void} act */
export function chooseOf(words, key, options, chosen, act) {
  const id = uid();
  const field = h("select", { id, "data-key": key, onchange: (/** @type {Event} */ event) => act(/** @type {HTMLSelectElement} */ (event.target).value) },
    options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)));
  return h("p", { class: "cjm-fb-field" }, h("label", { for: id }, words), field);
}

/** What each column holds, all of them. @param {Page} page @param {Column[]} columns */
export function columnsChange(page, columns) {
  return h("div", { class: "cjm-fb-columns" },
    h("p", { class: "cjm-fb-small" }, "What each column holds. Figures and comments may stand in several columns, all else in one."),
    columns.map((one) => oneColumn(page, columns, one, "all")));
}

/** Which columns say what a row is, and which hold the figures. @param {Page} page @param {import("./types.js").Looked} looked */
export function layoutChange(page, { columns, layout }) {
  const alone = ["step", ...(layout === "events" ? OF_A_LOG : [])];
  const others = columns.filter(({ is }) => is && !alone.includes(is) && !OF_GROUPS.includes(is));
  const rows = others.map((one) => oneColumn(page, columns, one, "layout"));
  return h("div", {},
    alone.map((role) => columnOf(page, columns, role)),
    rows.length > AT_ONCE ? h("details", {}, h("summary", {}, counted(rows.length, "more column")), rows) : rows);
}

/** Which columns are groups, or name them, and from how many people one is shown. @param {Page} page @param {import("./types.js").Looked} looked */
export function groupsChange(page, { columns, layout, least }) {
  const across = layout === "groups across" ? columns.filter(({ is }) => is === "value") : [];
  return h("div", {},
    OF_GROUPS.map((role) => columnOf(page, columns, role)),
    across.map((one) => oneColumn(page, columns, one, "groups")),
    least === null ? null : leastChange(page, least));
}

/** Columns that nothing is taken from. @param {Page} page @param {import("./types.js").Looked} looked @param {string[]} unused */
export function unusedChange(page, { columns }, unused) {
  return h("div", {}, columns.filter(({ name }) => unused.includes(name)).map((one) => oneColumn(page, columns, one, "unused")));
}

/** The columns that look like what people wrote, and that nobody has said anything of. @param {import("./types.js").Looked} looked */
export function ofColumns({ columns, file }) {
  return columns.filter(({ name, own_words: own }) => own && file.unused.includes(name)).map(({ name }) => name);
}

/** What people wrote becomes comments at one press. @param {Page} page @param {import("./types.js").Looked} looked @param {string} name */
export function asComments(page, { columns }, name) {
  return h("div", {}, h("b", {}, `“${name}”`), " holds what people wrote. Attach some of it as quotes?",
    h("button", { type: "button", class: "button quiet small cjm-fb-answer", "data-key": `comments-${name}`, onclick: () => sayHolds(page, columns, name, "comment") },
      "Choose quotes", h("span", { class: "unseen" }, ` from “${name}”`)));
}

/** @param {Page} page @param {number} least */
function leastChange(page, least) {
  const id = uid();
  const field = h("input", { id, type: "number", min: "2", max: "1000", value: String(least), "data-key": "least", onchange: () => {
    if (field.value && field.checkValidity()) page.how({ least: Number(field.value) });
    else field.reportValidity();
  } });
  return h("p", { class: "cjm-fb-field" }, h("label", { for: id }, "Show a group from how many people"), field);
}

/** Which column has a role that one column has alone. @param {Page} page @param {Column[]} columns @param {string} role */
function columnOf(page, columns, role) {
  const words = ROLES.find(([name]) => name === role)?.[1] ?? role;
  const options = /** @type {[string, string][]} */ ([["", "No column"], ...columns.map(({ name }) => [name, name])]);
  const now = columns.find(({ is }) => is === role)?.name ?? "";
  return chooseOf(words, `role-${role}`, options, now, (name) => (name ? sayHolds(page, columns, name, role) : sayHolds(page, columns, now, "")));
}

/** @param {Page} page @param {Column[]} columns @param {Column} one @param {string} line */
export function oneColumn(page, columns, one, line) {
  const known = ROLES.some(([role]) => role === one.is) ? ROLES : [/** @type {[string, string]} */ ([one.is, FOUND[one.is] ?? one.is]), ...ROLES];
  const field = chooseOf(one.name, `${line}-${one.name}`, known, one.is, (role) => sayHolds(page, columns, one.name, role));
  if (one.cells.length) field.append(h("span", { class: "cjm-fb-small" }, one.cells.join(", ").slice(0, 60)));
  return field;
}

/** Says what one column holds, and what else follows from it. @param {Page} page @param {Column[]} columns @param {string} name @param {string} role @param {import("./types.js").Told} [more] */
export function sayHolds(page, columns, name, role, more = {}) {
  const { told, before } = willHold(page.told(), Object.fromEntries(columns.map((one) => [one.name, one.is])), name, role);
  page.tell({ ...told, ...more });
  if (before.length) page.host.announce(`One column can be used for that: ${listed(before.map((one) => `“${one}”`))} is no longer used.`);
}
