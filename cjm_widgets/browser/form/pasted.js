/** Reading what was pasted, lines or cells, and what items it would make. Pure functions. */

import { join } from "../lib/paths.js";
import { asMeant, nameOf } from "../lib/words.js";
import { quantityOf, readCell, wordsOf } from "./cells.js";
import { labelOf } from "./words.js";

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
 * @property {{at: number, cell: string}[]} unread cells that say nothing that their column could take, and in which column
 */

const KINDS = ["text", "long", "number", "date", "quantity", "reference", "items", "select", "choice", "choices", "scale", "flag"];
const ALSO = /** @type {Record<string, string>} */ ({ duration: "time", "how long": "time", phase: "stage", channel: "touchpoints", channels: "touchpoints", contacts: "touchpoints", quote: "quotes", "what they said": "quotes", felt: "how it felt", feeling: "how it felt", feelings: "how it felt", satisfaction: "rating" });
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

/** The fields of an item that a column can be, with those that are asked on other pages. @param {Field} field */
export function columnsFor(field) {
  const asked = [...(field.fields ?? []), ...(field.besides ?? [])];
  return asked.filter((part) => KINDS.includes(part.kind) && !(part.to ?? "").includes("/") && !part.name.endsWith("source"));
}

/** What a column is called. @param {Field} part */
export function columnTitle(part) {
  return part.short ?? part.title;
}

/** Whether what stands in these columns can come from a source. @param {Field} field @param {string[]} columns */
export function canHaveSource(field, columns) {
  const own = (field.fields ?? []).some(({ name }) => name === "source");
  return own || columnsFor(field).some((part) => columns.includes(part.name) && (part.source || part.fields?.some(({ name }) => name === "source")));
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
  const word = asMeant(cell.replace(/\(.*\)\s*$/, "")).replace(/[?:*]+$/, "");
  if (word === "") return "";
  if ([field.noun, field.nouns, "name", "title"].includes(word)) return labelOf(field);
  const names = (/** @type {Field} */ part) => [part.name, asMeant(part.title).replace(/\?$/, ""), part.noun, part.nouns, asMeant(columnTitle(part))];
  return parts.find((part) => names(part).includes(ALSO[word] ?? word))?.name ?? "";
}

/** @param {Field} part @param {string[]} cells @param {ValueAt} value */
function isColumn(part, cells, value) {
  if (part.kind === "quantity") return cells.every((cell) => quantityOf(cell, part) !== null);
  const known = new Set((value(part.to ?? "") ?? []).map((/** @type {Item} */ item) => asMeant(nameOf(item, undefined, value))));
  const said = cells.map(asMeant);
  return said.some((cell) => known.has(cell)) || new Set(said).size < said.length;
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
  const asked = columnsFor(field);
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
      const part = asked.find((one) => one.name === column);
      const makes = part?.adds || (part && part.name === field.groups);
      if (part && column !== label && cells[at]) writeIn(line, part, at, value, Boolean(makes));
    }
    return line;
  });
}

/** @param {Line} line @param {Field} part @param {number} at which of its cells @param {ValueAt} value @param {boolean} makes whether what is not there is made */
function writeIn(line, part, at, value, makes) {
  const cell = line.cells[at];
  const found = readCell(part, cell, value);
  if (found !== undefined) line.parts[part.name] = found;
  else if (part.kind === "reference" && makes) line.makes.push({ list: part.to ?? "", name: cell, field: part.name });
  else line.unread.push({ at, cell });
  if (part.kind === "date" && part.note && found) line.parts[part.note] = wordsOf(found, cell);
}

/**
 * The edits that make the new lines items, each at its place: after the last of its group, else after `after`, else at the end.
 * @param {Line[]} lines
 * @param {Field} field
 * @param {ValueAt} value
 * @param {{path: string, after?: string, source?: string, newId: () => string}} to source: the name of what all of it comes from
 * @returns {{path: string, next: any}[]}
 */
export function editsFor(lines, field, value, { path, after, source = "", newId }) {
  const label = labelOf(field);
  /** @type {{path: string, next: any}[]} */ const edits = [];
  /** @type {Map<string, string>} */ const made = new Map();
  const order = (value(path) ?? []).map((/** @type {Item} */ item) => ({ id: item.id, group: field.groups ? item[field.groups] : undefined }));
  const asked = columnsFor(field);
  let behind = after;

  /** @param {string} list @param {string} name */
  function idOf(list, name) {
    const there = (value(list) ?? []).find((/** @type {Item} */ one) => asMeant(nameOf(one, undefined, value)) === asMeant(name));
    const key = `${list} ${asMeant(name)}`;
    if (there || made.has(key)) return there?.id ?? made.get(key);
    made.set(key, newId());
    edits.push({ path: join(list, made.get(key) ?? ""), next: { id: made.get(key), name } });
    return made.get(key);
  }

  const from = source.trim() && canHaveSource(field, asked.map(({ name }) => name)) ? { source: idOf("sources", source.trim()) } : {};
  for (const line of lines.filter(({ state }) => state === "new")) {
    const parts = { ...line.parts };
    for (const one of line.makes) parts[one.field] = idOf(one.list, one.name);
    if ((field.fields ?? []).some(({ name }) => name === "source")) Object.assign(parts, from);
    for (const part of asked) {
      if (part.kind !== "items" || !parts[part.name]) continue;
      const sourced = part.fields?.some(({ name }) => name === "source") ? from : {};
      parts[part.name] = parts[part.name].map((/** @type {object} */ one) => ({ id: newId(), ...one, ...sourced }));
    }
    const id = newId();
    const held = Object.entries(parts).filter(([name]) => !name.includes("/"));
    edits.push({ path: join(path, id), next: { id, [label]: line.name, ...Object.fromEntries(held) } });
    const group = field.groups ? parts[field.groups] : undefined;
    const last = group ? order.findLastIndex((/** @type {any} */ one) => one.group === group) : order.findIndex((/** @type {any} */ one) => one.id === behind);
    const at = last < 0 ? order.length : last + 1;
    if (at < order.length) edits.push({ path: join(path, id, "@after"), next: order[at - 1].id });
    order.splice(at, 0, { id, group });
    if (!group && behind !== undefined) behind = id;
    // what stands deeper in the item is filled in as on its own page
    for (const part of asked.filter(({ name }) => name.includes("/") && name in parts)) {
      edits.push({ path: join(path, id, part.name), next: parts[part.name] });
      if (part.source && from.source) edits.push({ path: join(path, id, part.source), next: from.source });
    }
  }
  return edits;
}
