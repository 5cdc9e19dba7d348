// All maps side by side, a line each: how the journey felt, what that rests on, and what is still to do.

import { h, setText, svg } from "../lib/dom.js";
import { holdFocus, keepFocus } from "../lib/focus.js";
import { plot } from "../lib/plot.js";
import { NOBODY, asRead, filter, offer, sortHeads, sortedBy } from "./sorting.js";

/**
 * @typedef {{ title: string, scale: string, people: string, say: string, points: [number | null, string][] }} Small
 * @typedef {{ map: string, title: string, problem: string, kind: "own" | "example" | "archived", segment: string, owner: string, curve: Small | null,
 *             covered: [string, number][], rests: string, todos: { group: string, owners: string[] }[], review: string, late: boolean, days: number | null }} MapLine
 * @typedef {{ view: () => { maps: MapLine[], say: string, scale: string, owner: string, map_file: string }, link?: (file: string) => string, announce: (say: string) => void }} Host
 */

const FRAME = { height: 56, top: 6, bottom: 50, radius: 3.2, lane: null };
/** @type {Record<string, import("./sorting.js").Sortable>} */
const COLUMNS = {
  map: { words: "Map", ways: ["A to Z", "Z to A"] },
  rests: { words: "Steps rest on", ways: ["the least asked first", "the most asked first"] },
  todo: { words: "Still to do", ways: ["what needs attention first", "what needs attention last"] },
  review: { words: "To be looked at again", ways: ["the earliest first", "the latest first"] },
};
const GROUPS = { overdue: "overdue", soon: "in the next 30 days", open: "without an owner or a date", later: "later" };
const KINDS_OF_MAPS = { own: "Your maps", example: "Examples", archived: "Put away" };
const ASKED = ["measured", "reported"];

/** @param {HTMLElement} root @param {Host} host */
export function createAllMaps(root, host) {
  const nav = h("nav", { class: "cjm-views", "aria-label": "All maps", hidden: !host.link },
    h("a", { href: "00_start.ipynb" }, "Maps"), h("a", { href: "00_start.ipynb#due" }, "What is due"), h("a", { href: "#maps", "aria-current": "page" }, "Side by side"));
  const say = h("p", {});
  const scale = h("p", { class: "soft" });
  const who = filter("Who");
  const none = h("p", { class: "soft" }, "There is no map yet. Make one on the start page.");
  const table = h("table", { class: "cjm-todo-list cjm-side", "aria-label": "All maps" });
  const element = h("section", { class: "cjm-todos", id: "maps", "aria-label": "All maps side by side" }, say, scale, h("div", { class: "cjm-todo-filters" }, who.label), none, table);
  root.append(nav, element);
  /** @type {import("./sorting.js").Order} */ const order = { by: "todo", down: false };
  let chosen = host.view().owner;
  who.select.addEventListener("change", () => {
    chosen = who.select.value;
    update();
    host.announce(`${shown().length} of ${host.view().maps.length} maps.`);
  });
  update();
  return { update };

  function update() {
    const view = host.view();
    const names = view.maps.flatMap((one) => [...ownersOf(one), ...one.todos.flatMap(({ owners }) => (owners.length ? owners : [NOBODY]))]);
    chosen = offer(who.select, "Everybody", [...new Set(names)].sort(asRead).map((name) => [name, name]), chosen);
    setText(say, view.say);
    setText(scale, view.scale);
    scale.hidden = table.hidden = view.maps.length === 0;
    none.hidden = !table.hidden;
    const lines = shown();
    holdFocus(() => keepFocus(element, "data-key", () => {
      const [map, ...more] = sortHeads(COLUMNS, order, "maps", sort);
      table.replaceChildren(
        h("thead", {}, h("tr", {}, map, h("th", { scope: "col" }, "How it felt"), ...more)),
        ...Object.entries(KINDS_OF_MAPS).flatMap(([kind, words]) => {
          const some = lines.filter((one) => one.kind === kind);
          return some.length ? [h("tbody", {}, h("tr", { class: "group" }, h("th", { colspan: "5", scope: "rowgroup" }, `${words} (${some.length})`)), ...some.map(mapLine))] : [];
        }));
    }));
  }

  /** The lines of whom is chosen, each with what is theirs to do. */
  function shown() {
    const { maps } = host.view();
    const theirs = maps.flatMap((one) => {
      const todos = one.todos.filter(({ owners }) => !chosen || (chosen === NOBODY ? owners.length === 0 : owners.includes(chosen)));
      return !chosen || todos.length || ownersOf(one).includes(chosen) ? [{ ...one, todos }] : [];
    });
    return theirs.sort((one, other) => betweenMaps(one, other, order));
  }

  /** @param {string} by */
  function sort(by) {
    const words = sortedBy(order, by, COLUMNS);
    update();
    host.announce(words);
  }

  /** @param {MapLine} one */
  function mapLine(one) {
    const name = h("bdi", {}, one.title);
    const about = [one.segment, one.owner && `Looked after by ${one.owner}`].filter(Boolean).join(" · ");
    const address = host.link && `${host.view().map_file}?journey=${encodeURIComponent(one.map)}`;
    const head = h("th", { scope: "row" }, address && !one.problem ? h("a", { href: address, "data-key": one.map }, name) : name, about && h("small", { dir: "auto" }, about));
    if (one.problem) return h("tr", {}, head, h("td", { colspan: "4" }, one.problem));
    return h("tr", {}, head,
      h("td", { class: "curve", "data-label": "How it felt" }, one.curve ? smallCurve(one.title, one.curve) : h("span", { class: "soft" }, "Nothing is rated yet.")),
      h("td", { "data-label": COLUMNS.rests.words }, h("span", { class: "cjm-cover", "aria-hidden": "true" }, ...one.covered.map(([basis, count]) => h("i", { class: basis, style: `flex-grow:${count}` }))), h("small", {}, one.rests || "There are no steps yet.")),
      h("td", { "data-label": COLUMNS.todo.words }, stillToDo(one)),
      h("td", { "data-label": COLUMNS.review.words }, h("span", { class: one.late ? "late" : undefined }, one.review)));
  }
}

/** @param {MapLine} one */
function ownersOf(one) {
  return one.problem ? [] : [one.owner || NOBODY];
}

/** @param {string} title @param {Small} curve */
function smallCurve(title, curve) {
  const picture = svg("svg", { role: "img", width: "100%", height: FRAME.height, "aria-label": `${title}. ${curve.say}` });
  const points = curve.points.map(([height, basis], at) => ({ step: String(at), height, basis, unknown: false, words: "" }));
  const steps = points.map(({ step }, at) => ({ id: step, name: "", number: at + 1 }));
  const drawn = { rater: "small", title: curve.title, place: 0, scale: { name: "small", ticks: [[0], [0.5], [1]] }, points };
  picture.append(...plot(/** @type {any} */ ({ steps, curves: [drawn] }), FRAME));
  for (const words of picture.querySelectorAll("title")) words.remove(); // all of it is said of the picture as a whole
  return [h("div", { class: "cjm-picture" }, picture), h("small", {}, `${curve.title} · ${curve.scale} · ${curve.people}`)];
}

/** @param {MapLine} one */
function stillToDo(one) {
  const told = Object.entries(GROUPS).flatMap(([group, words]) => {
    const count = one.todos.filter((todo) => todo.group === group).length;
    return count ? [h("li", { class: group === "overdue" ? "late" : undefined }, `${count} ${words}`)] : [];
  });
  return told.length ? h("ul", {}, ...told) : h("span", { class: "soft" }, "Nothing");
}

/** @param {MapLine} one @param {MapLine} other @param {import("./sorting.js").Order} order */
function betweenMaps(one, other, { by, down }) {
  const way = down ? -1 : 1;
  const named = one.title.localeCompare(other.title);
  if (by === "map") return way * named;
  if (by === "review") return Number(one.days === null) - Number(other.days === null) || way * ((one.days ?? 0) - (other.days ?? 0)) || named;
  if (by === "rests") return way * (askedShare(one) - askedShare(other)) || named;
  return way * (Number(other.problem !== "") - Number(one.problem !== "") || attention(one, other)) || named;
}

/** @param {MapLine} one @param {MapLine} other */
function attention(one, other) {
  const count = (/** @type {MapLine} */ of, /** @type {string} */ group) => of.todos.filter((todo) => todo.group === group).length;
  return ["overdue", "soon", "open"].map((group) => count(other, group) - count(one, group)).find(Boolean) ?? 0;
}

/** How many of its steps somebody was asked about. @param {MapLine} one */
function askedShare({ covered }) {
  const of = (/** @type {[string, number][]} */ some) => some.reduce((sum, [, count]) => sum + count, 0);
  return of(covered.filter(([basis]) => ASKED.includes(basis))) / (of(covered) || 1);
}
