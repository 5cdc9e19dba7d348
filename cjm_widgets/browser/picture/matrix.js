/**
 * Solutions by value and effort: what is worth doing first.
 *
 * @typedef {import("./cells.js").Solution} Solution
 * @typedef {import("./cells.js").Cell} Cell
 * @typedef {import("./cells.js").Figure} Figure
 * @typedef {import("./ranking.js").Ranking} Ranking
 * @typedef {object} Host
 * @property {() => {solutions?: Solution[]}} journey
 * @property {() => {ranking?: Ranking}} view
 * @property {(path: string, next: unknown) => void} edit
 * @property {(text: string) => void} [announce]
 * @property {(path: string) => unknown} [go]  to the card in the form
 */

import { arrange, h, setAttributes, setText, svg, uid } from "../lib/dom.js";
import { capital, isolated, listed, numberIn } from "../lib/words.js";
import { holdFocus } from "../lib/focus.js";
import { button, createTable, setAble } from "./board.js";
import { carriable } from "./carry.js";
import { FIELDS, HIGHEST, LINES, LOWEST, MIDDLE, cellOf, fieldOf, onScale, middleOf, nearestCell, spotsOf } from "./cells.js";

const NO_TITLE = "No words yet";
const NOT_RATED = "not rated yet";
/** What waits for nothing has no place among what is to do first. */
const ENDED = /** @type {Record<string, {word: string, sign: string}>} */ ({
  done: { word: "done", sign: "✓" },
  dropped: { word: "dropped", sign: "×" },
});
/** What only others can decide has none either. */
const OTHERS = { word: "for others to decide", sign: "–" };

/**
 * @param {HTMLElement} root  empty; the picture fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createMatrix(root, host) {
  let chosen = "";
  /** @type {Map<string, HTMLElement>} */
  const tokens = new Map();
  /** @type {Map<string, HTMLElement>} */
  const entries = new Map();
  const parts = matrixParts();
  const table = createTable("Solutions by value and effort", ["Solution", "Place", "Value", "Effort", "Field"]);
  const act = {
    more: button("More value", () => change("impact", 1)),
    less: button("Less value", () => change("impact", -1)),
    easier: button("Less effort", () => change("effort", -1)),
    harder: button("More effort", () => change("effort", 1)),
    off: button("Remove the rating", () => rate(chosen, null)),
    open: button("Open the card", () => host.go?.(`solutions/${chosen}`)),
  };
  parts.buttons.append(act.more, act.less, act.easier, act.harder, act.off);
  if (host.go) parts.buttons.append(act.open);
  parts.figure.append(table.element);
  root.append(parts.figure);
  parts.panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tokens.get(chosen)?.focus();
  });
  update();

  function solutions() {
    return host.journey().solutions ?? [];
  }

  /** @param {string} id */
  function solution(id) {
    return solutions().find((other) => other.id === id);
  }

  function lines() {
    return host.view().ranking?.lines ?? LINES;
  }

  /** @param {Solution} one */
  function titleOf(one) {
    const { ranked = [], unrated = [] } = host.view().ranking ?? {};
    return one.title?.trim() || [...ranked, ...unrated].find(({ id }) => id === one.id)?.title || NO_TITLE;
  }

  /** @param {string} id */
  function rankedAs(id) {
    return host.view().ranking?.ranked.find((other) => other.id === id) ?? null;
  }

  /** @param {string} id @param {{impact: Figure | null, effort: Figure | null} | null} cell */
  function rate(id, cell) {
    const one = solution(id);
    if (!one) return;
    for (const name of /** @type {("impact" | "effort")[]} */ (["impact", "effort"])) {
      const next = cell?.[name] ?? null;
      if ((solution(id)?.[name] ?? null) !== next) host.edit(`solutions/${id}/${name}`, next);
    }
    update();
    const now = solution(id);
    if (now) host.announce?.(`${isolated(titleOf(now))}: ${whereabouts(now)}`);
  }

  /** @param {"impact" | "effort"} name @param {number} by */
  function change(name, by) {
    const one = solution(chosen);
    const cell = one && cellOf(one);
    if (!one) return;
    if (cell) rate(chosen, { ...cell, [name]: onScale(cell[name] + by) });
    else rate(chosen, { impact: one.impact ?? MIDDLE, effort: one.effort ?? MIDDLE });
  }

  /** @param {Solution} one */
  function whereabouts(one) {
    const cell = cellOf(one);
    const words = cell
      ? `value ${cell.impact} of ${HIGHEST}, effort ${cell.effort} of ${HIGHEST}, ${fieldOf(cell, lines()).key}`
      : NOT_RATED;
    return [words, ...endedAs(one)].join(", ");
  }

  /** @param {Solution} one */
  function endedAs(one) {
    const apart = apartAs(one);
    return apart ? [apart.word] : [];
  }

  /** @param {Solution} one  its number in the list, or a sign where there is nothing left to decide */
  function signOf(one) {
    return apartAs(one)?.sign ?? String(numberOf(one));
  }

  /** @param {Solution} one */
  function numberOf(one) {
    return numberIn(solutions().map(({ id }) => id), one.id);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = solution(chosen);
    if (!one) return;
    const rated = cellOf(one) !== null;
    const acts = {
      ArrowUp: () => change("impact", 1),
      ArrowDown: () => change("impact", -1),
      ArrowLeft: () => change("effort", -1),
      ArrowRight: () => change("effort", 1),
      Delete: () => rate(chosen, null),
      Backspace: () => rate(chosen, null),
      Enter: () => (rated ? parts.panel.focus() : change("impact", 0)),
    };
    const does = acts[/** @type {keyof typeof acts} */ (event.key)];
    if (!does) return;
    event.preventDefault();
    does();
  }

  /** @param {string} id */
  function choose(id) {
    if (chosen === id) return;
    chosen = id;
    update();
  }

  /** @param {string} id */
  function make(id) {
    const token = h(
      "div",
      { class: "token", role: "slider", tabindex: "0", "aria-orientation": "vertical", "aria-valuemin": 0,
        "aria-valuemax": HIGHEST, "aria-describedby": parts.help.id, "data-id": id },
      h("span", { class: "number" }),
      h("span", { class: "name" }),
    );
    token.addEventListener("focus", () => choose(id));
    token.addEventListener("keydown", pressed);
    carriable(token, {
      over: (x, y) => preview(landing(x, y)),
      drop(x, y) {
        preview(null);
        const cell = landing(x, y);
        if (cell) rate(id, cell);
      },
      back: () => preview(null),
    });
    return token;
  }

  /** The cell where a token would land; null outside the picture. @param {number} clientX @param {number} clientY */
  function landing(clientX, clientY) {
    const box = parts.plot.getBoundingClientRect();
    const [x, y] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    return x < 0 || y < 0 || x > 1 || y > 1 ? null : nearestCell({ x, y });
  }

  /** @param {Cell | null} cell */
  function preview(cell) {
    parts.landing.hidden = !cell;
    if (cell) put(parts.landing, middleOf(cell));
  }

  function update() {
    const all = solutions();
    if (chosen && !solution(chosen)) chosen = "";
    fields();
    const places = spotsOf(all);
    for (const id of [...tokens.keys()]) {
      if (solution(id)) continue;
      tokens.delete(id);
      entries.delete(id);
    }
    for (const one of all) {
      const token = tokens.get(one.id) ?? make(one.id);
      tokens.set(one.id, token);
      draw(token, one, places.get(one.id));
    }
    const rated = all.filter((one) => places.has(one.id));
    const waiting = all.filter((one) => !places.has(one.id));
    parts.tray.hidden = waiting.length === 0;
    holdFocus(() => {
      arrange(parts.placed, rated.flatMap(({ id }) => tokens.get(id) ?? []), document.activeElement);
      arrange(parts.row, waiting.flatMap(({ id }) => tokens.get(id) ?? []), document.activeElement);
    });
    list(rated);
    parts.help.hidden = all.length === 0;
    parts.empty.hidden = all.length > 0;
    panel();
    setText(parts.caption, all.length ? narration(rated, waiting) : "");
    table.update([...byPlace(rated), ...waiting].map((one) => {
      const cell = cellOf(one);
      const ranked = rankedAs(one.id);
      return [`${numberOf(one)} ${titleOf(one)}`, ranked ? ranked.shown : capital(endedAs(one)[0] ?? "–"), one.impact ? String(one.impact) : "not said", one.effort ? String(one.effort) : "not said",
        cell ? fieldOf(cell, lines()).key : "–"];
    }));
  }

  /**
   * @param {HTMLElement} token
   * @param {Solution} one
   * @param {import("./cells.js").Spot | undefined} at
   */
  function draw(token, one, at) {
    const title = titleOf(one);
    setText(/** @type {Element} */ (token.children[0]), at ? signOf(one) : "");
    setText(/** @type {Element} */ (token.children[1]), title);
    setAttributes(token, {
      "aria-label": at && !apartAs(one) ? `${signOf(one)} ${title}` : title,
      "aria-valuenow": at ? one.impact : 0,
      "aria-valuetext": whereabouts(one),
    });
    token.classList.toggle("chosen", one.id === chosen);
    token.dataset.side = (one.effort ?? MIDDLE) < MIDDLE ? "start" : (one.effort ?? MIDDLE) > MIDDLE ? "end" : "";
    token.dataset.below = String(one.impact === HIGHEST);
    if (at) put(token, at);
    else token.style.left = token.style.top = "";
  }

  /** The best first; those that Python has not placed yet last. @param {Solution[]} some */
  function byPlace(some) {
    const place = (/** @type {Solution} */ one) => rankedAs(one.id)?.place ?? Infinity;
    return [...some].sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
  }

  /** @param {Solution[]} rated */
  function list(rated) {
    const inOrder = rated.map((one) => {
      const entry = entries.get(one.id) ?? h("li", { "data-id": one.id }, h("b", {}), h("button", { type: "button" }));
      if (!entries.has(one.id)) entry.addEventListener("click", () => choose(one.id));
      entries.set(one.id, entry);
      setText(/** @type {Element} */ (entry.children[0]), signOf(one));
      setText(/** @type {Element} */ (entry.children[1]), [titleOf(one), ...endedAs(one)].join(", "));
      setAttributes(/** @type {Element} */ (entry.children[1]), { "aria-pressed": String(one.id === chosen) });
      return entry;
    });
    arrange(parts.list, inOrder, document.activeElement);
    parts.beside.hidden = rated.length === 0;
  }

  function fields() {
    const { impact, effort } = lines();
    const key = `${impact} ${effort}`;
    if (parts.picture.dataset.key === key) return;
    parts.picture.dataset.key = key;
    const x = ((effort - 0.5) / HIGHEST) * 100;
    const y = ((HIGHEST + 0.5 - impact) / HIGHEST) * 100;
    const percent = (/** @type {number} */ value) => `${value}%`;
    const inner = Array.from({ length: HIGHEST - LOWEST }, (_, at) => percent(((at + 1) / HIGHEST) * 100));
    parts.picture.replaceChildren(
      ...FIELDS.map(({ key: name, high, much }) =>
        svg("rect", { class: "field", "data-field": name, x: percent(much ? x : 0), y: percent(high ? 0 : y),
          width: percent(much ? 100 - x : x), height: percent(high ? y : 100 - y) }),
      ),
      ...inner.flatMap((at) => [
        svg("line", { class: "grid", x1: at, x2: at, y1: 0, y2: "100%" }),
        svg("line", { class: "grid", x1: 0, x2: "100%", y1: at, y2: at }),
      ]),
      svg("line", { class: "parting", x1: percent(x), x2: percent(x), y1: 0, y2: "100%" }),
      svg("line", { class: "parting", x1: 0, x2: "100%", y1: percent(y), y2: percent(y) }),
    );
    parts.titles.replaceChildren(
      ...FIELDS.map(({ key: name, title, high, much }) =>
        h("span", { class: "field-title", "data-field": name,
          style: `left:${percent(much ? x : 0)};inline-size:${percent(much ? 100 - x : x)};${high ? "top:0" : "bottom:0"}` }, title),
      ),
    );
  }

  function panel() {
    const one = solution(chosen);
    parts.panel.hidden = !one;
    if (!one) return;
    const cell = cellOf(one);
    const title = titleOf(one);
    const words = whereabouts(one);
    setText(parts.what, title);
    setText(parts.where, capital(words));
    setText(act.more, cell ? "More value" : "Put in the middle");
    setAble(act.more, cell?.impact !== HIGHEST);
    setAble(act.less, Boolean(cell && cell.impact > LOWEST));
    setAble(act.easier, Boolean(cell && cell.effort > LOWEST));
    setAble(act.harder, Boolean(cell && cell.effort < HIGHEST));
    setAble(act.off, Boolean(one.impact || one.effort));
    setAttributes(act.open, { "aria-label": `Open the card of ${title}` });
  }

  /** @param {Solution[]} rated @param {Solution[]} waiting */
  function narration(rated, waiting) {
    const found = FIELDS.flatMap(({ key, title }) => {
      return told(title, rated.filter((one) => !endedAs(one).length && fieldOf(/** @type {Cell} */ (cellOf(one)), lines()).key === key));
    });
    const ended = [...Object.values(ENDED), OTHERS].flatMap((kind) => told(capital(kind.word), [...rated, ...waiting].filter((one) => apartAs(one) === kind)));
    return [...found, ...told("Not rated yet", waiting.filter((one) => !endedAs(one).length)), ...ended].join(" ");
  }

  /** @param {string} what @param {Solution[]} some */
  function told(what, some) {
    return some.length ? [`${what}: ${listed(some.map(titleOf))}.`] : [];
  }

  return { update, destroy: () => parts.figure.remove() };
}

/** Why a solution has no place in the ranking, where that is not for want of a figure. @param {Solution} one */
function apartAs({ state, control }) {
  return ENDED[state ?? ""] ?? (control === "not-ours" ? OTHERS : null);
}

/** @param {HTMLElement} element @param {import("./cells.js").Spot} at */
function put(element, at) {
  const to = (/** @type {number} */ share, /** @type {number} */ discs) => `calc(${share * 100}% + ${discs} * var(--apart, 0px))`;
  element.style.left = to(at.x, at.right ?? 0);
  element.style.top = to(at.y, at.down ?? 0);
}

/** The elements that stay; what changes is put into them. */
function matrixParts() {
  const heading = h("h2", { id: uid() }, "Value and effort");
  const caption = h("figcaption", { id: uid(), class: "unseen" });
  const help = h("p", { id: uid(), class: "help" },
    "Drag a solution to its place, or choose one and use the arrow keys: up and down for the value, left and right for the effort. Enter places one that is not rated yet in the middle, Delete removes a rating.");
  const empty = h("p", { class: "help" }, "There is no solution yet. Each one that you add to the list appears here, ready to be placed.");
  const picture = svg("svg", { class: "picture", width: "100%", height: "100%", role: "img", "aria-label": "Solutions by value, upwards, and effort, to the right", "aria-describedby": caption.id });
  const titles = h("div", { class: "titles", "aria-hidden": "true" });
  const landing = h("div", { class: "landing", "aria-hidden": "true", hidden: true });
  const placed = h("div", { class: "placed" });
  const plot = h("div", { class: "plot" });
  plot.append(picture, titles, landing, placed);
  const figures = (/** @type {number[]} */ some) => some.map((each) => h("span", {}, String(each)));
  const area = h("div", { class: "area" },
    h("div", { class: "up", "aria-hidden": "true" }, h("b", {}, "Value for the customer")),
    h("div", { class: "figures left", "aria-hidden": "true" }, ...figures([5, 4, 3, 2, 1])),
    plot,
    h("div", { class: "figures under", "aria-hidden": "true" }, ...figures([1, 2, 3, 4, 5])),
    h("div", { class: "right", "aria-hidden": "true" }, h("b", {}, "Effort")));
  const list = h("ol", { class: "list" });
  const listTitle = h("h3", { id: uid() }, "Which is which");
  const beside = h("div", { class: "beside", role: "group", "aria-labelledby": listTitle.id }, listTitle, list);
  const row = h("div", { class: "waiting" });
  const trayTitle = h("h3", { id: uid() }, "Not rated yet");
  const tray = h("div", { class: "tray", role: "group", "aria-labelledby": trayTitle.id }, trayTitle, row);
  const what = h("h3", { id: uid() });
  const where = h("p", { class: "where" });
  const buttons = h("div", { class: "buttons" });
  const panel = h("section", { class: "panel", tabindex: "-1", "aria-labelledby": what.id, hidden: true }, what, where, buttons);
  const figure = h("figure", { class: "cjm-picture cjm-board cjm-matrix cjm-framed", "aria-labelledby": heading.id },
    heading, help, empty, h("div", { class: "both" }, h("div", {}, tray, area, panel), beside), caption);
  return { figure, caption, help, empty, picture, titles, landing, placed, plot, list, beside, row, tray, what, where, buttons, panel };
}
