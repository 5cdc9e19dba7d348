/** What was pasted into a list, shown before it is taken: what each column is, and what each line becomes. */

import { h, heading as headingOf, heard, icon, uid } from "../lib/dom.js";
import { newId } from "../lib/ids.js";
import { counted, isolated } from "../lib/words.js";
import { cellsOf, columnsFor, editsFor, guessed, readLines } from "./pasted.js";
import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./pasted.js").Line} Line */

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path of the list
 * @param {(edits: {path: string, next: any}[] | null) => void} done what is to be done, or null where it is left
 */
export function pastePanel(ctx, field, path, done) {
  const noun = field.noun ?? "item";
  const nouns = field.nouns ?? "items";
  const title = headingOf(ctx.level, { class: "cjm-heading", id: uid(), tabindex: -1 });
  const say = h("p", { class: "cjm-hint" });
  const inner = h("div", { class: "cjm-paste-inner" });
  const close = h("button", { type: "button", class: "cjm-tool", "aria-label": "Leave what was pasted", onclick: () => done(null) }, icon("remove"));
  const take = h("button", { type: "button", class: "cjm-button", onclick: add });
  const leave = h("button", { type: "button", class: "cjm-button cjm-quiet", onclick: () => done(null) }, "Leave");
  const foot = h("div", { class: "cjm-walk" }, leave, take);
  const element = h("section", { class: "cjm-card cjm-paste", "aria-labelledby": title.id },
    h("div", { class: "cjm-head" }, title, close), say, inner, foot);
  const parts = columnsFor(field);
  /** @type {string[][]} */ let rows = [];
  /** @type {string[]} */ let columns = [];
  let heading = false;
  /** @type {string | undefined} */ let after;
  /** @type {Line[]} */ let lines = [];

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    done(null);
  });

  /** Nothing is there yet: a place to paste into, for those who have no keys for it. */
  function ask() {
    const area = h("textarea", { class: "cjm-input cjm-area", id: uid(), rows: 6, dir: "auto" });
    title.textContent = `Paste a list of ${nouns}`;
    say.textContent = `One ${noun} a line, or cells from a spreadsheet. You see what it becomes before anything is added.`;
    const show = h("button", { type: "button", class: "cjm-button", onclick: () => area.value.trim() ? read(area.value) : area.focus() }, "Show what it becomes");
    area.addEventListener("paste", (/** @type {ClipboardEvent} */ event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (area.value.trim() || !text.trim()) return;
      event.preventDefault();
      read(text);
    });
    inner.replaceChildren(h("label", { class: "cjm-label", for: area.id }, "Your list"), area, show);
    foot.hidden = true;
    area.focus();
  }

  /** @param {string} text @param {string} [behind] the item that the new ones follow */
  function read(text, behind = after) {
    after = behind;
    rows = cellsOf(text);
    ({ columns, heading } = guessed(rows, field, ctx.value));
    draw();
    title.focus();
  }

  /** @param {number} at @param {string} to */
  function choose(at, to) {
    columns = columns.map((one, place) => (place === at ? to : one === to ? "" : one));
    draw();
    /** @type {HTMLElement | null} */ (inner.querySelectorAll("select")[at])?.focus();
  }

  function draw() {
    lines = readLines(heading ? rows.slice(1) : rows, columns, field, ctx.value, path);
    const fresh = lines.filter(({ state }) => state === "new").length;
    const width = rows[0]?.length ?? 0;
    title.textContent = `You pasted ${counted(rows.length, "line")}${width > 1 ? `, ${counted(width, "column")}` : ""}`;
    say.textContent = width > 1 ? "Nothing is added until you say so. Say what each column is:" : "Nothing is added until you say so.";
    foot.hidden = false;
    take.textContent = fresh > 0 ? `Add ${counted(fresh, noun, nouns)}` : "Nothing to add";
    take.disabled = fresh === 0;
    inner.replaceChildren(
      h("div", { class: "cjm-paste-table", tabindex: 0, role: "region", "aria-label": "What each line becomes" },
        h("table", {}, h("thead", {}, h("tr", {}, ...columns.map(picker), h("th", { scope: "col" }, heard("What it becomes")))),
          h("tbody", {}, ...lines.map(row)))),
      ...headingLine(),
    );
  }

  /** @param {string} column @param {number} at */
  function picker(column, at) {
    const options = [{ name: "", title: "Left out" }, ...parts].map(({ name, title }) =>
      h("option", { value: name, selected: name === column }, title));
    const select = h("select", { class: "cjm-input cjm-select", "aria-label": `Column ${at + 1} is` }, ...options);
    select.addEventListener("change", () => choose(at, select.value));
    return h("th", { scope: "col" }, select);
  }

  /** @param {Line} line */
  function row(line) {
    const cells = line.cells.map((cell, at) => {
      const attributes = { dir: "auto", class: columns[at] ? "" : "cjm-left-out" };
      return columns[at] === labelOf(field) ? h("th", { ...attributes, scope: "row" }, cell) : h("td", attributes, cell || "–");
    });
    return h("tr", { class: line.state === "new" ? "" : "cjm-left-out" }, ...cells, h("td", {}, becomes(line)));
  }

  /** @param {Line} line */
  function becomes({ state, makes, unread }) {
    if (state === "there") return "There already, left out";
    if (state === "none") return "No name, left out";
    if (state === "long") return "The name is too long, left out";
    const also = makes.map(({ field: name }) => `a new ${(parts.find((one) => one.name === name)?.title ?? "").toLowerCase()}`);
    const lost = unread.map((cell) => `“${isolated(cell)}” cannot be read`);
    return [`New${also.length > 0 ? `, with ${also.join(" and ")}` : ""}`, ...lost].join("; ");
  }

  function headingLine() {
    const switched = h("button", { type: "button", class: "cjm-plain", onclick: () => {
      heading = !heading;
      draw();
      /** @type {HTMLElement | null} */ (inner.querySelector(".cjm-paste-heading button"))?.focus();
    } }, heading ? "It is none" : "It is a heading");
    const words = `The first line was ${heading ? "" : "not "}taken as a heading.`;
    return rows.length > 1 ? [h("p", { class: "cjm-paste-heading" }, words, " ", switched)] : [];
  }

  function add() {
    done(editsFor(lines, field, ctx.value, { path, after, newId }));
  }

  return { element, ask, read };
}
