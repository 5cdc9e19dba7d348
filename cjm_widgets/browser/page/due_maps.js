// What is due over all maps: who does it, on which map, by when; settled where it stands, and put back.

import { dayOf, noDate, readDate } from "../lib/dates.js";
import { h, setText } from "../lib/dom.js";
import { holdFocus, keepFocus } from "../lib/focus.js";
import { saveAs } from "../lib/saving.js";
import { AT } from "./finder.js";
import { NOBODY, asRead, filter, offer, sortHeads, sortedBy } from "./sorting.js";

/**
 * @typedef {{ map: string, title: string, group: string, what: "solution" | "target" | "review", at: string, name: string, detail: string, owners: string[],
 *             due: string, days: number | null, lacks: string[], ready: boolean, who: string, when: string, file: string, shows: string }} ToDo
 * @typedef {{ today: string, days: number, todos: ToDo[], examples: ToDo[], undo: string, settled: number }} DueView  `settled`: how much this page settled
 * @typedef {{ act: (name: string, content: object) => void, link?: (file: string) => string, announce: (say: string) => void }} Host
 */

/** By which column the lines of each group can stand, and what is said of it. @type {Record<string, import("./sorting.js").Sortable>} */
const COLUMNS = {
  what: { words: "What", ways: ["A to Z", "Z to A"] },
  map: { words: "Map", ways: ["A to Z", "Z to A"] },
  who: { words: "Who", ways: ["A to Z", "Z to A"] },
  due: { words: "Due", ways: ["the earliest first", "the latest first"] },
};
const KINDS = { solution: "Solutions", target: "Figures", review: "Reviews" };

/** @param {Host} host */
export function createDueMaps(host) {
  const today = h("span", { class: "soft" });
  const sum = h("p", { class: "cjm-todo-sum" });
  const filters = { who: filter("Who"), map: filter("Map"), what: filter("What") };
  const undoSays = h("span", { dir: "auto" });
  const undo = h("button", { type: "button", class: "button quiet small", onclick: takeBack }, "Undo");
  const undone = h("p", { class: "cjm-todo-undo", hidden: true }, undoSays, undo);
  const wrong = h("p", { class: "cjm-error", role: "alert", tabindex: "-1", hidden: true });
  const title = h("h2", { id: "cjm-due-heading", tabindex: "-1" }, "What is due");
  const calendar = h("button", { type: "button", class: "button quiet small", onclick: () => host.act("calendar", { owner: chosen.who, map: chosen.map }) }, "Into my calendar");
  const none = h("p", { class: "soft" });
  const own = todoTable("What is due, the latest first");
  const shown = todoTable("What is due on the examples");
  const examples = h("details", { class: "cjm-kept-maps" }, h("summary", {}, "Examples"), shown);
  const element = h("section", { class: "cjm-todos", "aria-labelledby": title.id },
    h("div", { class: "row" }, h("div", { class: "cjm-todo-title" }, title, today), calendar),
    sum, h("div", { class: "cjm-todo-filters" }, ...Object.values(filters).map(({ label }) => label)), wrong, undone, none, own, examples);
  const chosen = { who: "", map: "", what: "" };
  /** @type {import("./sorting.js").Order} */ const order = { by: "due", down: false };
  const later = { [own.id]: false, [shown.id]: false };
  /** @type {{ key: string, row: HTMLElement, refuse: (say: string) => void } | null} the row in which somebody writes */
  let open = null;
  /** @type {((before: Set<string>) => HTMLElement | null) | null} where the person goes on who asked for something */
  let goOn = null;
  /** @type {DueView | null} */ let view = null;

  for (const [name, { select }] of Object.entries(filters)) {
    select.addEventListener("change", () => {
      chosen[/** @type {"who" | "map" | "what"} */ (name)] = select.value;
      draw();
    });
  }

  return {
    element,
    title,
    /** @param {DueView | null} now */
    update(now) {
      if (!now) return;
      const before = new Set(keys());
      view = now;
      if (goOn) open = null;
      setText(undoSays, now.undo);
      draw();
      undone.hidden = !now.undo;
      goOn?.(before)?.focus();
      goOn = null;
    },
    /** Takes back what was settled last, if anything was, and says whether it did. */
    undo() {
      if (undone.hidden || goOn) return false;
      takeBack();
      return true;
    },
    /** @param {{ action: string, say: string }} message */
    refused(message) {
      goOn = null;
      if (open && message.action === "settle-due") return open.refuse(message.say);
      setText(wrong, message.say);
      wrong.hidden = false;
      wrong.focus();
    },
    /** @param {{ name: string, text: string }} message */
    hears(message) {
      if (message.text) saveAs(new Blob([message.text], { type: "text/calendar" }), message.name);
      host.announce(message.text ? `${message.name} is with your downloads. Open it with your calendar.` : "Nothing here has a date.");
    },
  };

  function keys() {
    return view ? [...view.todos, ...view.examples].map(todoKey) : [];
  }

  function draw() {
    if (!view) return;
    const { todos, examples: theirs, days } = view;
    const all = [...todos, ...theirs];
    setText(today, view.today);
    chosen.who = offer(filters.who.select, "Everybody", [...new Set(all.flatMap((one) => (one.owners.length ? one.owners : [NOBODY])))].sort(asRead).map((name) => [name, name]), chosen.who);
    chosen.map = offer(filters.map.select, "All maps", [...new Map(all.map((one) => [one.map, one.title]))].sort(([, one], [, other]) => asRead(one, other)), chosen.map);
    chosen.what = offer(filters.what.select, "Everything", Object.entries(KINDS), chosen.what);
    if (open && !keys().includes(open.key)) open = null;
    const mine = todos.filter(fits);
    holdFocus(() => keepFocus(element, "data-key", () => {
      const groups = titles(days).map(([group, words]) => ({ group, words, count: mine.filter((one) => one.group === group).length }));
      sum.replaceChildren(...groups.slice(0, 3).map(({ group, words, count }) => counter(group, words.toLowerCase(), count)));
      own.replaceChildren(head(own), ...bodies(own, mine, days));
      shown.replaceChildren(head(own), ...bodies(shown, theirs.filter(fits), days));
    }));
    own.hidden = mine.length === 0;
    none.hidden = !own.hidden;
    setText(none, todos.length ? "Nothing of this is left to do." : "Nothing is left to do on your maps. Give each solution an owner and a date on “Solutions”, and each map a day of review.");
    examples.hidden = theirs.filter(fits).length === 0;
  }

  /** @param {ToDo} one */
  function fits(one) {
    const who = !chosen.who || (chosen.who === NOBODY ? one.owners.length === 0 : one.owners.includes(chosen.who));
    return who && (!chosen.map || one.map === chosen.map) && (!chosen.what || one.what === chosen.what);
  }

  /** @param {string} group @param {string} words @param {number} count */
  function counter(group, words, count) {
    const says = [h("b", {}, String(count)), ` ${words}`];
    const look = group === "overdue" && count ? "late" : undefined;
    return host.link && count ? h("a", { href: `#due-${group}`, class: look, "data-key": `sum-${group}` }, ...says) : h("span", { class: look }, ...says);
  }

  /** @param {HTMLElement} place */
  function head(place) {
    return h("thead", {}, h("tr", {}, ...sortHeads(COLUMNS, order, place.id, sort), h("th", { scope: "col" }, h("span", { class: "unseen" }, "Do"))));
  }

  /** @param {string} by */
  function sort(by) {
    const say = sortedBy(order, by, COLUMNS);
    draw();
    host.announce(say);
  }

  /** @param {HTMLElement} place @param {ToDo[]} todos @param {number} days */
  function bodies(place, todos, days) {
    return titles(days).flatMap(([group, words]) => {
      const some = todos.filter((one) => one.group === group).sort((one, other) => byColumn(one, other, order));
      if (!some.length) return [];
      const folds = group === "later";
      const unfolded = !folds || later[place.id];
      const says = `${words} (${some.length})`;
      const fold = () => {
        later[place.id] = !later[place.id];
        draw();
      };
      const named = folds ? h("button", { type: "button", class: "cjm-todo-fold", "aria-expanded": String(unfolded), "data-key": `${place.id}-later`, onclick: fold }, says) : says;
      return [h("tbody", { id: place === own ? `due-${group}` : undefined }, h("tr", { class: "group" }, h("th", { colspan: "5", scope: "rowgroup" }, named)), ...(unfolded ? some.flatMap(line) : []))];
    });
  }

  /** @param {ToDo} one @returns {HTMLElement[]} */
  function line(one) {
    const key = todoKey(one);
    const address = host.link && `${one.file}?journey=${encodeURIComponent(one.map)}${AT}${encodeURIComponent(one.shows)}`;
    const late = one.group === "overdue" ? "late" : undefined;
    const name = h("bdi", {}, one.name);
    const row = h("tr", {},
      h("th", { scope: "row" }, address ? h("a", { href: address, "data-key": key }, name) : name, h("small", {}, one.detail)),
      h("td", { "data-label": "Map" }, h("bdi", {}, one.title)),
      h("td", { "data-label": "Who" }, h("bdi", {}, one.who)),
      h("td", { class: "when" }, h("span", { class: late }, one.when || "No date"), one.due && h("small", {}, one.due)),
      h("td", { class: "act" }, settling(one, address), " ", h("button", { type: "button", class: "button quiet small", "data-key": `${key} move`, "aria-expanded": String(open?.key === key), "aria-label": `${moving(one)}: ${one.name}`, onclick: () => toggle(one) }, moving(one))));
    return open?.key === key ? [row, open.row] : [row];
  }

  /** What says at once that it is done. @param {ToDo} one @param {string | undefined} address */
  function settling(one, address) {
    if (one.what === "target") return address ? h("a", { class: "button quiet small", href: address, "data-key": `${todoKey(one)} enter`, "aria-label": `Enter it: ${one.name}` }, "Enter it") : "";
    if (!one.ready) return "";
    const [words, how] = one.what === "review" ? ["Still true", "still-true"] : ["Done", "done"];
    const spoken = one.what === "review" ? one.title : one.name;
    return h("button", { type: "button", class: "button quiet small", "data-key": `${todoKey(one)} settle`, "aria-label": `${words}: ${spoken}`, onclick: () => settleAs(one, { how }) }, words);
  }

  /** @param {ToDo} one @param {{ how: string, due?: string, owner?: string }} said */
  function settleAs(one, said) {
    const before = keys();
    const at = before.indexOf(todoKey(one));
    // where it is gone, its person goes on with the next; no button that acts, so that a second press does nothing
    goOn = () => [before[at], ...before.slice(at + 1), ...before.slice(0, at).reverse()].map(nameAt).find(Boolean) ?? title;
    wrong.hidden = true;
    host.act("settle-due", { journey: one.map, at: one.at, ...said });
  }

  function takeBack() {
    goOn = (before) => keys().filter((key) => !before.has(key)).map(nameAt).find(Boolean) ?? (undone.hidden ? title : undo);
    wrong.hidden = true;
    host.act("undo-due", {});
  }

  /** @param {string} key @returns {HTMLElement | null} */
  function nameAt(key) {
    return element.querySelector(`a[data-key="${CSS.escape(key)}"]`);
  }

  /** @param {ToDo} one */
  function toggle(one) {
    const key = todoKey(one);
    open = open?.key === key ? null : { key, ...writing(one) };
    draw();
    open?.row.querySelector("input")?.focus();
  }

  /** The row in which a date is written, and who takes it on where nobody does. @param {ToDo} one */
  function writing(one) {
    const error = h("p", { class: "cjm-error", id: "cjm-todo-error", hidden: true });
    const due = h("input", { type: "text", autocomplete: "off", maxlength: "80", "aria-describedby": error.id });
    const owner = one.lacks.includes("owner") ? h("input", { type: "text", autocomplete: "off", maxlength: "200", dir: "auto" }) : null;
    const close = () => {
      open = null;
      draw();
      /** @type {HTMLElement | null} */ (element.querySelector(`button[data-key="${CSS.escape(`${todoKey(one)} move`)}"]`))?.focus();
    };
    const refuse = (/** @type {string} */ say) => {
      setText(error, say);
      error.hidden = false;
      due.setAttribute("aria-invalid", "true");
      due.focus();
    };
    const form = h("form", { novalidate: true, "aria-label": `${moving(one)}: ${one.name}` },
      h("label", {}, h("span", {}, "By when? Such as “May 2027”"), due),
      owner && h("label", {}, h("span", {}, "Who takes it on?"), owner),
      h("p", {}, h("button", { type: "submit", class: "button small" }, "Save"), " ", h("button", { type: "button", class: "button quiet small", onclick: close }, "Cancel")),
      error);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const typed = due.value.trim();
      if (typed ? !readDate(typed, dayOf()) : !owner?.value.trim()) return refuse(typed ? noDate(typed) : "Write a date, or a name.");
      settleAs(one, { how: "move", due: typed, owner: owner?.value.trim() ?? "" });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    return { row: h("tr", { class: "writing" }, h("td", { colspan: "5" }, form)), refuse };
  }
}

/** @param {ToDo} one */
function todoKey(one) {
  return `${one.map}/${one.at}`;
}

/** @param {ToDo} one */
function moving(one) {
  if (one.lacks.includes("date")) return one.lacks.includes("owner") ? "Set both" : "Set a date";
  return one.lacks.includes("owner") ? "Set an owner" : "Move date";
}

/** @param {number} days @returns {[string, string][]} */
function titles(days) {
  return [["overdue", "Overdue"], ["soon", `In the next ${days} days`], ["open", "Without an owner or a date"], ["later", "Later"]];
}

/** What has no date comes last either way. @param {ToDo} one @param {ToDo} other @param {import("./sorting.js").Order} order */
function byColumn(one, other, { by, down }) {
  const way = down ? -1 : 1;
  if (by === "due") return Number(one.days === null) - Number(other.days === null) || way * ((one.days ?? 0) - (other.days ?? 0));
  const read = (/** @type {ToDo} */ of) => (by === "what" ? of.name : by === "map" ? of.title : of.who);
  return way * asRead(read(one), read(other));
}

let tables = 0;

/** @param {string} name */
function todoTable(name) {
  return h("table", { class: "cjm-todo-list", id: `cjm-todo-${++tables}`, "aria-label": name });
}
