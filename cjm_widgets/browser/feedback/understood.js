// What was understood of the file, line by line, each with a way to change it.

import { h, uid } from "../lib/dom.js";
import { counted, listed } from "../lib/words.js";
import { asComments, chooseOf, groupsChange, layoutChange, unusedChange, ofColumns } from "./columns.js";
import { chooseScale } from "./scale.js";
import { COUNTS, ENCODINGS, LAYOUTS, SCALES, SEPARATORS } from "./words.js";

/** @typedef {import("./types.js").Page} Page */
/** @typedef {import("./types.js").Looked} Looked */

const ALSO_MISSING = "Also taken as missing: empty, N/A, -, *, <5.";
/** The questions whose answer is part of a scale. */
const ASKS_SCALE = ["scale", "good", "way", "which", "words"];
/** @type {Set<string>} lines whose change is open; they stay so while the file is looked through again */
const opened = new Set();

/** Another file is brought: nothing of the one before stays open. */
export function closeLines() {
  opened.clear();
}

/** @param {Page} page @param {Looked} looked */
export function understood(page, looked) {
  const { file, flags } = looked;
  const own = ofColumns(looked);
  const unused = file.unused.filter((one) => !own.includes(one));
  return h("section", { class: "card cjm-fb-understood", "aria-labelledby": "cjm-fb-understood" },
    h("h2", { id: "cjm-fb-understood", tabindex: "-1" }, "What was understood"),
    looked.planned && h("p", {}, "Read as “", h("b", {}, looked.planned), "” was read before. ",
      h("button", { type: "button", class: "cjm-fb-link", "data-key": "anew", onclick: () => page.how({ planned: false }) }, "Read it anew")),
    folded(Boolean(looked.planned), h("dl", {},
      factLine("File", fileWords(looked), () => fileChange(page, looked)),
      factLine("Layout", [LAYOUTS[looked.layout] ?? looked.layout], () => layoutChange(page, looked)),
      looked.scales.length > 0 && factLine("Scale", scaleWords(looked), () => scaleChange(page, looked)),
      looked.counts && factLine("Answers", [COUNTS.find(([is]) => is === looked.counts)?.[1] ?? ""], () => countsChange(page, looked)),
      looked.layout !== "events" && factLine("Groups", groupWords(looked), () => groupsChange(page, looked)),
      factLine("Missing", [`${looked.missing.count ? counted(looked.missing.count, looked.missing.of) : "None"}. ${looked.missing.said.length ? `You said: ${listed(looked.missing.said.map((one) => `“${one}”`))}. ` : ""}${ALSO_MISSING}`], () => missingChange(page, looked)),
      factLine("Left out", leftOut(looked)),
      own.length > 0 && factLine("Comments", own.map((one) => asComments(page, looked, one)), () => unusedChange(page, looked, own)),
      unused.length > 0 && factLine("Not used", [listed(unused.map((one) => `“${one}”`))], () => unusedChange(page, looked, unused)),
      (looked.targets > 0 || looked.benchmarks > 0) && factLine("Beside", [[looked.targets && counted(looked.targets, "target"), looked.benchmarks && counted(looked.benchmarks, "figure of others", "figures of others")].filter(Boolean).join(", ")]),
    )),
    flags.length > 0 && h("div", { class: "cjm-fb-flags" }, h("h3", {}, "What does not add up"), h("ul", {}, flags.map(rowSays))),
    file.remarks.length > 0 && h("ul", { class: "cjm-fb-remarks" }, file.remarks.map((one) => h("li", {}, one))),
  );
}

/** What is as last time needs nobody: it is one line. @param {boolean} needless @param {HTMLElement} lines */
function folded(needless, lines) {
  if (!needless) return lines;
  const fold = h("details", { class: "cjm-fb-fold", open: opened.has("") }, h("summary", { "data-key": "lines", onclick: () => opened[fold.open ? "delete" : "add"]("") }, "Line by line"), lines);
  return fold;
}

/** @param {string} name @param {(Node | string)[]} words @param {() => HTMLElement} [change] */
function factLine(name, words, change) {
  if (!change) return h("div", {}, h("dt", {}, name), h("dd", {}, words));
  const open = opened.has(name);
  const place = h("dd", { class: "cjm-fb-change", id: uid(), hidden: !open }, open ? change() : null);
  const button = h("button", { type: "button", class: "cjm-fb-link", "data-key": `change-${name}`, "aria-expanded": String(open), "aria-controls": place.id, onclick: () => {
    const now = !opened.delete(name);
    if (now) opened.add(name);
    place.hidden = !now;
    button.setAttribute("aria-expanded", String(now));
    place.replaceChildren(...(now ? [change()] : []));
  } }, "Change", h("span", { class: "unseen" }, ` ${name}`));
  return h("div", {}, h("dt", {}, name), h("dd", {}, words), h("dd", { class: "cjm-fb-button" }, button), place);
}

/** @param {{ row: number | null, why: string }} one */
function rowSays({ row, why }) {
  return h("li", {}, row ? `Row ${row}: ${why}` : why);
}

// ---- lines

/** @param {Looked} looked */
function fileWords({ file }) {
  const rows = file.heading_rows.length;
  const separator = SEPARATORS.find(([sign]) => sign === file.separator)?.[1] ?? (file.separator && `Columns apart by “${file.separator}”`);
  const letters = { "utf-8": "UTF-8", "utf-8-sig": "UTF-8", cp1252: "Windows letters", "utf-16": "UTF-16" }[file.encoding] ?? file.encoding;
  const parts = [separator, letters, file.sheet && `the sheet “${file.sheet}”`, rows === 1 ? `headings in row ${file.heading_rows[0]}` : `headings in rows ${listed(file.heading_rows.map(String))}`];
  return [`${parts.filter(Boolean).join(", ")}${file.title ? `; above them “${file.title}”` : ""}`];
}

/** @param {Looked} looked */
function scaleWords({ scales, asked }) {
  const open = new Set(asked.filter(({ id }) => ASKS_SCALE.includes(id)).map(({ column }) => column));
  return scales.flatMap((one, at) => {
    const words = one.columns.some((column) => open.has(column)) ? "Not known yet" : SCALES[one.name] ?? `${one.title}: ${one.better === "high" ? "more" : "less"} is better`;
    const of = scales.length > 1 ? ` (${listed(one.columns.map((column) => `“${column}”`))})` : "";
    return [at ? h("br") : "", h("b", {}, words), `${one.fraction ? ", written as 0.36 for 36 %" : ""}${of}`];
  });
}

/** @param {Looked} looked */
function groupWords({ groups, least }) {
  if (!groups.length) return [least === null ? "Not known yet" : `Fewer than ${least} people answered: of so few no figure is shown`];
  const sizes = (/** @type {number[]} */ ns) => (ns.length === 0 ? "nobody knows how many" : ns.length === 1 ? String(ns[0]) : `${ns[0]} to ${ns[ns.length - 1]}`);
  const shown = groups.flatMap(({ name, ns }, at) => [at ? ", " : "", h("b", {}, name || "All"), ` ${sizes(ns)}`]);
  return least === null ? shown : [...shown, `. One is shown from ${least} people on`];
}

/** @param {Looked} looked */
function leftOut({ left_out: rows, more_left_out: more }) {
  if (!rows.length) return ["No row"];
  const list = h("ul", {}, rows.map(rowSays));
  return rows.length <= 3 ? [list] : [h("details", {}, h("summary", {}, counted(rows.length + more, "row")), list, more ? `and ${more} more` : "")];
}

// ---- changes

/** @param {Page} page @param {Looked} looked */
function fileChange(page, { file }) {
  return h("div", {},
    file.encoding && chooseOf("Letters are written as", "encoding", ENCODINGS, file.encoding.replace("-sig", ""), (encoding) => page.tell({ encoding })),
    file.separator && chooseOf("Between columns stand", "separator", SEPARATORS, file.separator, (separator) => page.tell({ separator })),
    file.sheets.length > 1 && chooseOf("Sheet", "sheet", file.sheets.map((one) => [one, one]), file.sheet, (sheet) => page.tell({ sheet })),
    file.encoding ? null : h("p", { class: "cjm-fb-small" }, "An Excel or Parquet file says itself how it is written."));
}

/** @param {Page} page @param {Looked} looked */
function scaleChange(page, { scales, asked }) {
  const unknown = new Set(asked.filter(({ id }) => id === "scale").map(({ column }) => column));
  return h("div", {}, scales.map((one) => chooseScale(
    { label: listed(one.columns), key: `scale-${one.columns[0]}`, chosen: one.columns.some((column) => unknown.has(column)) ? "" : one.name, own: one.name in SCALES ? "" : one.title },
    (name) => name && page.tell({ scales: { ...page.told().scales, ...Object.fromEntries(one.columns.map((column) => [column, name])) } }))));
}

/** @param {Page} page @param {Looked} looked */
function countsChange(page, { counts }) {
  return h("div", {}, chooseOf("The columns of answers hold", "counts", COUNTS, counts, (is) => page.tell({ counted: is === "shares" ? "shares" : "people" })));
}

/** @param {Page} page @param {Looked} looked */
function missingChange(page, { missing }) {
  const id = uid();
  const field = h("input", { id, type: "text", "data-key": "missing", value: missing.said.join(", "), autocomplete: "off" });
  const use = () => page.tell({ missing: field.value.split(/[,;]/).map((one) => one.trim()).filter(Boolean) });
  field.addEventListener("change", use);
  return h("p", { class: "cjm-fb-field" }, h("label", { for: id }, "What else means “no answer”, such as 99; with commas between"), field);
}
