/** A list as a table: typed cell by cell, or pasted; each line says what it becomes before it is taken. */

import { h, heading as headingOf, heard, icon, setAttributes, setText, uid } from "../lib/dom.js";
import { newId } from "../lib/ids.js";
import { askingButton } from "../lib/really.js";
import { capital, counted, isolated, nameOf } from "../lib/words.js";
import { canHaveSource, cellsOf, columnsFor, columnTitle, editsFor, guessed, readLines } from "./pasted.js";
import { unreadLine } from "./unread.js";
import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./pasted.js").Line} Line */
/** @typedef {{columns: string[], rows: string[][]}} Kept what was typed and not taken */

const LEAVING = ["cjm:leaving", "pagehide"];
const WIDE = ["text", "long", "items"];

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path of the list
 * @param {(edits: {path: string, next: any}[] | null, lost?: number) => void} done what is to be done and how many cells it leaves out, or null where it is left
 * @param {Kept[]} kept of earlier tables; the last is shown again, and what is left now is put there
 */
export function gridPanel(ctx, field, path, done, kept) {
  const noun = field.noun ?? "item";
  const nouns = field.nouns ?? "items";
  const title = headingOf(ctx.level, { class: "cjm-heading", id: uid(), tabindex: -1 });
  const say = h("p", { class: "cjm-hint" });
  const inner = h("div", { class: "cjm-paste-inner" });
  const close = h("button", { type: "button", class: "cjm-tool", "aria-label": "Leave the table", onclick: () => leave.click() }, icon("remove"));
  const take = h("button", { type: "button", class: "cjm-button", onclick: add });
  const { element: leaving, button: leave } = askingButton({
    label: "Leave", class: "cjm-button cjm-quiet", answers: ["cjm-button", "cjm-button cjm-quiet"], yes: "Leave them", no: "Stay here",
    ask: () => (untaken() === 0 ? "" : `${counted(untaken(), "cell")} ${untaken() === 1 ? "is" : "are"} not taken yet. Leave ${untaken() === 1 ? "it" : "them"}? On this page the table keeps what you typed.`),
    act: () => {
      keep(written());
      done(null);
    },
  });
  const source = h("input", { class: "cjm-input cjm-grid-source", id: uid(), dir: "auto", maxlength: 200, autocomplete: "off" });
  const names = (/** @type {string} */ list) => (ctx.value(list) ?? []).map((/** @type {import("./types.js").Item} */ item) => nameOf(item, undefined, ctx.value));
  const from = h("p", { class: "cjm-grid-from" }, h("label", { class: "cjm-label", for: source.id }, "Where does all of it come from?"), source, ...offered(source, names("sources")),
    h("span", { class: "cjm-hint" }, "A source by its name; leave it empty for your group’s own judgement."));
  // below the buttons, which would slip away under the finger otherwise
  const unread = unreadLine((line, at) => drawn[line]?.cells[at].focus());
  const element = h("section", { class: "cjm-card cjm-paste", "aria-labelledby": title.id },
    h("div", { class: "cjm-head" }, title, close), say, inner, from, h("div", { class: "cjm-walk" }, leaving, take), unread.element);
  element.addEventListener("focusout", () => setTimeout(tellUnread));
  const parts = columnsFor(field);
  const partOf = (/** @type {string} */ name) => parts.find((one) => one.name === name);
  /** @type {string[][]} */ let rows = [];
  /** @type {string[]} */ let columns = [];
  let heading = false;
  let typed = false;
  /** @type {string | undefined} */ let after;
  /** @type {Line[]} */ let lines = [];
  /** @type {{cells: HTMLInputElement[], says: HTMLElement, row: HTMLElement}[]} */ let drawn = [];

  element.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (typed) ctx.announce("What you typed is still here. “Leave” asks you first.");
      typed ? leave.focus() : done(null);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      take.click();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // what was typed by hand is not lost with the page
  const takeTyped = () => void (element.isConnected && typed && add());
  for (const event of LEAVING) window.addEventListener(event, takeTyped, true);

  /** An empty table. @param {string} [behind] the item that the new ones follow */
  function open(behind) {
    after = behind;
    columns = field.columns ?? [labelOf(field), ...parts.filter(({ name }) => name !== labelOf(field)).slice(0, 2).map(({ name }) => name)];
    const last = kept.pop();
    typed = last !== undefined;
    columns = last?.columns ?? columns;
    rows = [...(last?.rows ?? []), blank()];
    draw();
    drawn[rows.length - 1].cells[0].focus();
  }

  /** @param {string} text @param {string} [behind] */
  function read(text, behind = after) {
    after = behind;
    rows = cellsOf(text);
    ({ columns, heading } = guessed(rows, field, ctx.value));
    draw();
    title.focus();
  }

  /** What was typed by hand; what was pasted stands elsewhere too. */
  function written() {
    return typed ? rows.slice(heading ? 1 : 0).filter((cells) => cells.some((cell) => cell.trim())) : [];
  }

  const untaken = () => heldIn(written());

  /** @param {string[][]} left */
  function keep(left) {
    if (left.length > 0) kept.push({ columns, rows: left });
  }

  const blank = () => columns.map(() => "");

  /** @param {number} at @param {string} to */
  function choose(at, to) {
    columns = columns.map((one, place) => (place === at ? to : one === to ? "" : one));
    draw();
    /** @type {HTMLElement | null} */ (inner.querySelectorAll("select")[at])?.focus();
  }

  /** @param {string} name */
  function widen(name) {
    columns = [...columns, name];
    rows = rows.map((cells) => [...cells, ""]);
    draw();
    drawn[0]?.cells.at(-1)?.focus();
  }

  function draw() {
    const more = parts.filter(({ name }) => !columns.includes(name));
    const other = h("select", { class: "cjm-input cjm-select", "aria-label": "Another column" }, h("option", { value: "" }, "Another…"),
      ...more.map((part) => h("option", { value: part.name }, columnTitle(part))));
    other.addEventListener("change", () => widen(other.value));
    const lists = new Map(columns.map((name) => [name, h("datalist", { id: uid() }, ...answers(partOf(name)).map((words) => h("option", { value: words })))]));
    const body = h("tbody", {});
    drawn = [];
    const first = heading ? 1 : 0;
    const append = (/** @type {number} */ at) => {
      const line = rowOf(at, lists);
      drawn.push(line);
      body.append(line.row);
    };
    for (let at = first; at < rows.length; at += 1) append(at);
    inner.replaceChildren(
      h("div", { class: "cjm-paste-table", tabindex: 0, role: "region", "aria-label": "The table" },
        h("table", {}, h("thead", {}, h("tr", {}, ...columns.map(picker), h("th", { scope: "col" }, more.length > 0 ? other : heard("What it becomes")))), body)),
      ...[...lists.values()].filter((list) => list.childElementCount > 0), ...headingLine(),
    );
    refresh();

    /** The next line, which is made where there is none. @param {number} at */
    grow = (at) => {
      if (!drawn[at]) {
        rows.push(blank());
        append(rows.length - 1);
        refresh();
      }
      drawn[at].cells[0].focus();
    };
  }
  /** @type {(at: number) => void} */ let grow = () => {};

  /** @param {string} column @param {number} at */
  function picker(column, at) {
    const options = [...parts.map((part) => ({ name: part.name, title: columnTitle(part) })), { name: "", title: "Left out" }].map(({ name, title: words }) =>
      h("option", { value: name, selected: name === column }, words));
    const select = h("select", { class: "cjm-input cjm-select", "aria-label": `Column ${at + 1} is` }, ...options);
    select.addEventListener("change", () => choose(at, select.value));
    return h("th", { scope: "col", class: WIDE.includes(partOf(column)?.kind ?? "") ? "cjm-grid-wide" : ["reference", "select"].includes(partOf(column)?.kind ?? "") ? "cjm-grid-some" : "" }, select);
  }

  /** @param {number} at among all rows @param {Map<string, HTMLElement>} lists */
  function rowOf(at, lists) {
    const number = at + (heading ? 0 : 1);
    const cells = rows[at].map((cell, place) => {
      const part = partOf(columns[place]);
      const input = /** @type {HTMLInputElement} */ (h(WIDE.includes(part?.kind ?? "text") ? "textarea" : "input", {
        class: "cjm-cell", dir: "auto", rows: 1, autocomplete: "off", enterkeyhint: "next",
        "aria-label": `${capital(noun)} ${number}, ${part ? columnTitle(part) : "left out"}`, list: lists.get(columns[place])?.childElementCount ? lists.get(columns[place])?.id : undefined,
      }));
      input.value = cell;
      input.addEventListener("input", () => {
        typed = true;
        rows[at][place] = input.value;
        refresh();
      });
      input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => moved(event, at - (heading ? 1 : 0), place));
      input.addEventListener("paste", (/** @type {ClipboardEvent} */ event) => pasted(event, at, place));
      return input;
    });
    const says = h("td", { class: "cjm-grid-says" });
    return { cells, says, row: h("tr", {}, ...cells.map((cell) => h("td", {}, cell)), says) };
  }

  /** Enter goes to the next line, and from an empty one to the button. @param {KeyboardEvent} event @param {number} at @param {number} place */
  function moved(event, at, place) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const free = !drawn[at].cells[place].hasAttribute("list");
    if (event.key === "Enter") {
      if (drawn[at].cells.some((cell) => cell.value.trim())) grow(at + 1);
      else take.focus();
    } else if (free && event.key === "ArrowDown" && drawn[at + 1]) drawn[at + 1].cells[place].focus();
    else if (free && event.key === "ArrowUp" && drawn[at - 1]) drawn[at - 1].cells[place].focus();
    else return;
    event.preventDefault();
  }

  /** Cells of a spreadsheet fill the cells from here on; into an empty table they come with their own columns. @param {ClipboardEvent} event @param {number} at @param {number} place */
  function pasted(event, at, place) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\r\n\u2028]/.test(text.trim())) return;
    event.preventDefault();
    if (!rows.flat().some((cell) => cell.trim())) return read(text);
    typed = true;
    cellsOf(text).forEach((cells, down) => {
      rows[at + down] ??= blank();
      cells.slice(0, columns.length - place).forEach((cell, across) => (rows[at + down][place + across] = cell));
    });
    draw();
    drawn[at - (heading ? 1 : 0)].cells[place].focus();
  }

  /** What each line says now; the cells stay as they are. */
  function refresh() {
    const given = rows.slice(heading ? 1 : 0);
    lines = readLines(given.map((cells) => cells.map((cell) => cell.trim())), columns, field, ctx.value, path);
    const fresh = lines.filter(({ state }) => state === "new").length;
    lines.forEach((line, at) => {
      setText(drawn[at].says, given[at].some((cell) => cell.trim()) ? becomes(line) : "");
      drawn[at].row.classList.toggle("cjm-left-out", line.state !== "new");
    });
    title.textContent = typed || given.length === 0 || given.every((cells) => !cells.some(Boolean)) ? `${capital(nouns)} as a table` : `You pasted ${counted(rows.length, "line")}${columns.length > 1 ? `, ${counted(columns.length, "column")}` : ""}`;
    setText(say, `One ${noun} a line: Tab goes to the next cell, Enter to the next line. Or paste cells from a spreadsheet. Nothing is added until you say so.`);
    setText(take, fresh > 0 ? `Add ${counted(fresh, noun, nouns)}` : "Nothing to add");
    take.disabled = fresh === 0;
    from.hidden = !canHaveSource(field, columns);
    tellUnread();
  }

  /** Cells that hold what nobody can read; the one that is being typed in may still become something. */
  function tellUnread() {
    const found = lines.flatMap(({ unread: cells }, line) => cells.map((one) => ({ ...one, line })));
    const settled = found.filter(({ line, at }) => drawn[line].cells[at] !== ctx.active());
    drawn.forEach(({ cells }, line) => cells.forEach((cell, at) => setAttributes(cell, { "aria-invalid": settled.some((one) => one.line === line && one.at === at) ? "true" : null })));
    const part = settled[0] && partOf(columns[settled[0].at]);
    unread.update(settled, part ? columnTitle(part) : "", noun);
  }

  /** @param {Line} line */
  function becomes({ state, makes, unread, cells }) {
    const others = heldIn([cells]) - 1;
    if (state === "there") return `There already, left out${others > 0 ? `: ${counted(others, "other cell")} will not be added` : ""}`;
    if (state === "none") return "No name, left out";
    if (state === "long") return "The name is too long, left out";
    const also = makes.map(({ field: name }) => `a new ${partOf(name)?.noun ?? name}`);
    const lost = unread.map(({ cell }) => `“${isolated(cell)}” cannot be read`);
    return [`New${also.length > 0 ? `, with ${also.join(" and ")}` : ""}`, ...lost].join("; ");
  }

  /** The answers that a column takes, for those who do not know them by heart. @param {Field | undefined} part @returns {string[]} */
  function answers(part) {
    if (!part) return [];
    if (part.kind === "reference") return names(part.to ?? "");
    if (part.kind === "flag") return ["yes"];
    return ["select", "choice", "scale"].includes(part.kind) ? (part.choices ?? []).map(([, words]) => words.split(":")[0]) : [];
  }

  function headingLine() {
    if (typed || rows.length < 2) return [];
    const switched = h("button", { type: "button", class: "cjm-plain", onclick: () => {
      heading = !heading;
      draw();
      /** @type {HTMLElement | null} */ (inner.querySelector(".cjm-paste-heading button"))?.focus();
    } }, heading ? "It is none" : "It is a heading");
    return [h("p", { class: "cjm-paste-heading" }, `The first line was ${heading ? "" : "not "}taken as a heading.`, " ", switched)];
  }

  function add() {
    const left = lines.filter(({ state, cells }) => state !== "new" && heldIn([cells]) > (state === "there" ? 1 : 0));
    if (typed) keep(left.map(({ cells }) => cells));
    typed = false;
    done(lines.some(({ state }) => state === "new") ? editsFor(lines, field, ctx.value, { path, after, source: from.hidden ? "" : source.value, newId }) : null, lines.reduce((sum, one) => sum + one.unread.length, 0));
  }

  return {
    element,
    open,
    read,
    /** Takes what was typed; what was pasted and not taken yet goes. */
    end: () => (typed ? add() : done(null)),
    destroy: () => LEAVING.forEach((event) => window.removeEventListener(event, takeTyped, true)),
  };
}

/** How many cells hold something. @param {string[][]} rows */
export function heldIn(rows) {
  return rows.flat().filter((cell) => cell.trim()).length;
}

/** Names to choose from while one types. @param {HTMLInputElement} input @param {string[]} names */
function offered(input, names) {
  if (names.length === 0) return [];
  const list = h("datalist", { id: uid() }, ...names.map((name) => h("option", { value: name })));
  input.setAttribute("list", list.id);
  return [list];
}
