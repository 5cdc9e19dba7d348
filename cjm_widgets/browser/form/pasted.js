/** Reading what was pasted, lines or cells, and what items it would make. Pure functions. */

import { join } from "../lib/paths.js";
import { asMeant, nameOf } from "../lib/words.js";
import { labelOf, readNumber } from "./words.js";

/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").ValueAt} ValueAt */
/**
 * @typedef {object} Line what one pasted line becomes
 * @property {string} name
 * @property {string[]} cells
 * @property {"new" | "there" | "long" | "none"} state there: an item of that name stands already
 * @property {Record<string, any>} parts what a new item holds besides its name
 * @property {{list: string, name: string, field: string}[]} makes the items of other lists that it needs and that are not there
 * @property {string[]} unread cells that say nothing that their column could take
 */

const KINDS = ["text", "long", "number", "quantity", "reference", "items", "select", "choice"];
const ALSO = /** @type {Record<string, string>} */ ({ duration: "time", "how long": "time", phase: "stage", channel: "touchpoints", channels: "touchpoints", contacts: "touchpoints" });
const MARK = /^(?:[-*+•‣▪◦·–—]|\(?\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\))\s+/iu;

/**
 * The cells of a pasted text, row by row: of a spreadsheet where there are tabs, else a cell a line. Bullets, numbers
 * before a line, empty lines and empty columns at the end fall out; all rows are equally long.
 * @param {string} text
 */
export function cellsOf(text) {
  const rows = splitUp(text.replace(/^\ufeff/, "").replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n"));
  const clean = rows.map((cells) => cells.map((cell) => cell.replace(/[\s\u00a0]+/g, " ").trim()));
  const listed = clean.map(([first, ...others]) => [first.replace(MARK, ""), ...others]);
  const filled = listed.filter((cells) => cells.some(Boolean));
  const width = Math.max(0, ...filled.map((cells) => cells.findLastIndex(Boolean) + 1));
  return filled.map((cells) => Array.from({ length: width }, (_, at) => cells[at] ?? ""));
}

/** A spreadsheet writes a cell in quotes where it holds a line's end, a tab or a quote; other quotes are people's own. @param {string} text */
function splitUp(text) {
  const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
  const bare = /[^\t\n]*/y;
  /** @type {string[][]} */ const rows = [[]];
  let at = 0;
  while (at <= text.length) {
    quoted.lastIndex = bare.lastIndex = at;
    const found = quoted.exec(text);
    const own = found && /[\n\t]|""/.test(found[1]) ? found : null;
    const cell = own ?? bare.exec(text);
    rows[rows.length - 1].push(own ? own[1].replaceAll('""', '"') : (cell?.[0] ?? ""));
    at += cell?.[0].length ?? 0;
    if (text[at] === "\n") rows.push([]);
    at += 1;
  }
  return rows;
}

/** The fields of an item that a column can be. @param {Field} field */
export function columnsFor(field) {
  return (field.fields ?? []).filter((part) => KINDS.includes(part.kind) && !(part.to ?? "").includes("/") && !part.name.endsWith("source"));
}

/**
 * What each column is, by its first line if that is a heading, else by what stands in it. "" is left out.
 * @param {string[][]} rows
 * @param {Field} field
 * @param {ValueAt} value
 * @returns {{columns: string[], heading: boolean}}
 */
export function guessed(rows, field, value) {
  const parts = columnsFor(field);
  const titled = (rows[0] ?? []).map((cell) => headed(cell, parts, field));
  const label = labelOf(field);
  if (titled.includes(label) || new Set(titled.filter(Boolean)).size > 1) {
    if (!titled.includes(label)) titled[Math.max(0, titled.indexOf(""))] = label;
    return { columns: titled, heading: rows.length > 1 };
  }
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, () => "");
  const cells = (/** @type {number} */ at) => rows.map((row) => row[at]).filter(Boolean);
  for (const part of parts) {
    if (part.kind !== "quantity" && part.kind !== "reference") continue;
    const fits = columns.findIndex((taken, at) => !taken && width > 1 && cells(at).length > 0 && isColumn(part, cells(at), value));
    if (fits >= 0 && columns.filter((taken) => !taken).length > 1) columns[fits] = part.name;
  }
  columns[columns.indexOf("")] = label;
  const many = parts.find(({ kind }) => kind === "items");
  const rest = columns.indexOf("");
  if (many && rest >= 0) columns[rest] = many.name;
  return { columns, heading: false };
}

/** Which field a heading names, or "". @param {string} cell @param {Field[]} parts @param {Field} field */
function headed(cell, parts, field) {
  const word = asMeant(cell).replace(/[?:*]+$/, "");
  if (word === "") return "";
  if ([field.noun, field.nouns, "name", "title"].includes(word)) return labelOf(field);
  const names = (/** @type {Field} */ part) => [part.name, asMeant(part.title).replace(/\?$/, ""), part.noun, part.nouns];
  return parts.find((part) => names(part).includes(ALSO[word] ?? word))?.name ?? "";
}

/** @param {Field} part @param {string[]} cells @param {ValueAt} value */
function isColumn(part, cells, value) {
  if (part.kind === "quantity") return cells.every((cell) => quantityOf(cell, part) !== null);
  const known = new Set((value(part.to ?? "") ?? []).map((/** @type {Item} */ item) => asMeant(nameOf(item, undefined, value))));
  const said = cells.map(asMeant);
  return said.some((cell) => known.has(cell)) || new Set(said).size < said.length;
}

/** "15 weeks", "10 min", "1,5 h": the amount and its unit; null where it is none. @param {string} cell @param {Field} part */
export function quantityOf(cell, part) {
  const found = /^[~≈]?\s*([\d.,]+)\s*(\p{L}+)\.?$/u.exec(cell.trim());
  const read = found ? readNumber(found[1], {}) : null;
  if (!found || !read || !("value" in read) || read.value === null) return null;
  const word = asMeant(found[2]).replace(/^mins?$/, "minutes").replace(/^hrs?$/, "hours").replace(/^mo$/, "months");
  const units = (part.fields ?? []).find(({ choices }) => choices)?.choices ?? [];
  const unit = units.map(([key]) => String(key)).find((key) => key.startsWith(word));
  return unit === undefined ? null : { amount: read.value, unit };
}

/**
 * What each line becomes. Nothing is made by it.
 * @param {string[][]} rows without a heading
 * @param {string[]} columns the field of each column, "" for none
 * @param {Field} field
 * @param {ValueAt} value
 * @param {string} path of the list
 * @returns {Line[]}
 */
export function readLines(rows, columns, field, value, path) {
  const label = labelOf(field);
  const limit = (field.fields ?? []).find(({ name }) => name === label)?.limit ?? Infinity;
  const there = new Set((value(path) ?? []).map((/** @type {Item} */ item) => asMeant(nameOf(item, label, value))).filter(Boolean));
  return rows.map((cells) => {
    const name = cells[columns.indexOf(label)] ?? "";
    /** @type {Line} */
    const line = { name, cells, state: "new", parts: {}, makes: [], unread: [] };
    if (name === "") line.state = "none";
    else if (there.has(asMeant(name))) line.state = "there";
    else if ([...name].length > limit) line.state = "long";
    if (line.state !== "new") return line;
    there.add(asMeant(name));
    for (const [at, column] of columns.entries()) {
      const part = (field.fields ?? []).find((one) => one.name === column);
      if (part && column !== label && cells[at]) writeIn(line, part, cells[at], value);
    }
    return line;
  });
}

/** @param {Line} line @param {Field} part @param {string} cell @param {ValueAt} value */
function writeIn(line, part, cell, value) {
  const found = readCell(part, cell, value);
  if (found !== undefined) line.parts[part.name] = found;
  else if (part.kind === "reference") line.makes.push({ list: part.to ?? "", name: cell, field: part.name });
  else line.unread.push(cell);
}

/** What a cell says in a field; undefined where it says nothing there. @param {Field} part @param {string} cell @param {ValueAt} value */
function readCell(part, cell, value) {
  switch (part.kind) {
    case "quantity":
      return quantityOf(cell, part) ?? undefined;
    case "number": {
      const read = readNumber(cell, part);
      return "value" in read ? read.value : undefined;
    }
    case "reference":
      return (value(part.to ?? "") ?? []).find((/** @type {Item} */ item) => asMeant(nameOf(item, undefined, value)) === asMeant(cell))?.id;
    case "select":
    case "choice":
      return (part.choices ?? []).find(([key, words]) => [String(key), words, words.split(":")[0]].some((one) => asMeant(one) === asMeant(cell)))?.[0];
    case "items":
      return cell.split(/[;,\n]/).map((one) => one.trim()).filter(Boolean);
    default:
      return [...cell].length > (part.limit ?? Infinity) ? undefined : cell;
  }
}

/**
 * The edits that make the new lines items, each at its place: after the last of its group, else after `after`, else at the end.
 * @param {Line[]} lines
 * @param {Field} field
 * @param {ValueAt} value
 * @param {{path: string, after?: string, newId: () => string}} to
 * @returns {{path: string, next: any}[]}
 */
export function editsFor(lines, field, value, { path, after, newId }) {
  const label = labelOf(field);
  /** @type {{path: string, next: any}[]} */ const edits = [];
  /** @type {Map<string, string>} */ const made = new Map();
  const order = (value(path) ?? []).map((/** @type {Item} */ item) => ({ id: item.id, group: field.groups ? item[field.groups] : undefined }));
  let behind = after;
  for (const line of lines.filter(({ state }) => state === "new")) {
    const parts = { ...line.parts };
    for (const one of line.makes) {
      const key = `${one.list} ${asMeant(one.name)}`;
      if (!made.has(key)) {
        made.set(key, newId());
        edits.push({ path: join(one.list, made.get(key) ?? ""), next: { id: made.get(key), name: one.name } });
      }
      parts[one.field] = made.get(key);
    }
    for (const part of field.fields ?? []) {
      if (part.kind !== "items" || !parts[part.name]) continue;
      parts[part.name] = parts[part.name].map((/** @type {string} */ name) => ({ id: newId(), [labelOf(part)]: name }));
    }
    const id = newId();
    edits.push({ path: join(path, id), next: { id, [label]: line.name, ...parts } });
    const group = field.groups ? parts[field.groups] : undefined;
    const last = group ? order.findLastIndex((/** @type {any} */ one) => one.group === group) : order.findIndex((/** @type {any} */ one) => one.id === behind);
    const at = last < 0 ? order.length : last + 1;
    if (at < order.length) edits.push({ path: join(path, id, "@after"), next: order[at - 1].id });
    order.splice(at, 0, { id, group });
    if (!group && behind !== undefined) behind = id;
  }
  return edits;
}
