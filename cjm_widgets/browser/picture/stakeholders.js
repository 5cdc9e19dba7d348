/**
 * The stakeholder map: the customer in the centre, around them three circles of influence.
 *
 * @typedef {import("./circles.js").Stakeholder} Stakeholder
 * @typedef {import("./circles.js").Influence} Influence
 * @typedef {object} Host
 * @property {() => import("../lib/model.js").Journey} journey
 * @property {import("../lib/labels.js").Called} labels
 * @property {(path: string, next: unknown) => void} edit
 * @property {(text: string) => void} [announce]
 * @property {(path: string) => unknown} [go]  to the card in the form
 */

import { arrange, h, setAttributes, setText, svg, uid } from "../lib/dom.js";
import { capital, isolated, listed } from "../lib/words.js";
import { holdFocus } from "../lib/focus.js";
import { button, createTable, setAble } from "./board.js";
import { carriable } from "./carry.js";
import { INFLUENCES, NOT_PLACED, circlesOf, direction, directions, nearestPlace, planeOf, spot, turned } from "./circles.js";
import { NO_NAME, circlesAndLines, laidOut, numberList, numbersOf, relationshipWords } from "./stakeholder_drawing.js";
import { tieLegend } from "./ties.js";

const TURN = 15;
const FALLBACK = 500; // px, before the page knows its width

/**
 * @param {HTMLElement} root  empty; the picture fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createStakeholders(root, host) {
  let chosen = "";
  /** @type {Map<string, number>} directions, own and given */
  let angles = new Map();
  /** @type {Map<string, HTMLElement>} */
  const tokens = new Map();
  const named = circlesOf(host.labels);
  const parts = stakeholderParts(named);
  const table = createTable("Stakeholders", ["Who", "Circle", "Relationship", "What we do for them", "What they do for us"]);
  const relationships = createTable("Relationships", ["From whom to whom, how it is, and what passes between them"], "Show the relationships in words");
  const act = {
    nearer: button("Nearer", () => nearer(1)),
    further: button("Further", () => nearer(-1)),
    back: button("Anticlockwise", () => around(-TURN)),
    on: button("Clockwise", () => around(TURN)),
    off: button("Take off", () => move(chosen, null, null)),
    open: button("Open the card", () => host.go?.(`stakeholders/${chosen}`)),
  };
  parts.buttons.append(act.nearer, act.further, act.back, act.on, act.off);
  if (host.go) parts.panel.append(act.open);
  parts.figure.append(table.element, relationships.element);
  root.append(parts.figure);
  parts.panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tokens.get(chosen)?.focus();
  });

  let measured = 0;
  const watch = new ResizeObserver(() => {
    if (parts.plot.clientWidth !== measured) update();
  });
  watch.observe(parts.plot);
  update();

  function people() {
    return host.journey().stakeholders ?? [];
  }

  /** @param {string} id */
  function person(id) {
    return people().find((other) => other.id === id);
  }

  function plane() {
    return planeOf(parts.plot.clientWidth || FALLBACK);
  }

  /**
   * @param {string} id
   * @param {Influence | null} influence
   * @param {number | null} angle  null: as it is
   */
  function move(id, influence, angle) {
    const one = person(id);
    if (!one) return;
    const next = { influence, angle: influence === null ? one.angle ?? null : angle ?? angles.get(id) ?? null };
    for (const name of /** @type {("influence" | "angle")[]} */ (["influence", "angle"])) {
      if ((person(id)?.[name] ?? null) !== next[name]) host.edit(`stakeholders/${id}/${name}`, next[name]);
    }
    update();
    host.announce?.(`${isolated(one.name) || NO_NAME}: ${whereabouts(id)}`);
  }

  /** @param {number} by  circles towards the customer */
  function nearer(by) {
    const one = person(chosen);
    if (!one) return;
    const at = one.influence ? INFLUENCES.indexOf(one.influence) - by : by > 0 ? INFLUENCES.length - 1 : -1;
    if (at < 0 || at >= INFLUENCES.length) return;
    move(chosen, INFLUENCES[at], null);
  }

  /** @param {number} by  degrees */
  function around(by) {
    const one = person(chosen);
    if (one?.influence) move(chosen, one.influence, turned(angles.get(chosen) ?? 0, by));
  }

  /** @param {string} id */
  function whereabouts(id) {
    const circle = named.find(({ influence }) => influence === person(id)?.influence);
    return circle ? `${circle.spoken}, ${direction(angles.get(id) ?? 0)}` : NOT_PLACED;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = person(chosen);
    const acts = {
      ArrowUp: () => nearer(1),
      ArrowDown: () => nearer(-1),
      ArrowLeft: () => around(-TURN),
      ArrowRight: () => around(TURN),
      Home: () => move(chosen, "slight", null),
      End: () => move(chosen, "strong", null),
      Delete: () => one?.influence && move(chosen, null, null),
      Backspace: () => one?.influence && move(chosen, null, null),
      Enter: () => parts.panel.focus(),
    };
    const does = acts[/** @type {keyof typeof acts} */ (event.key)];
    if (!does) return;
    event.preventDefault();
    does();
  }

  /** @param {string} id */
  function make(id) {
    const token = h(
      "div",
      { class: "token", role: "slider", tabindex: "0", "aria-orientation": "vertical", "aria-valuemin": 0,
        "aria-valuemax": INFLUENCES.length, "aria-describedby": parts.help.id, "data-id": id },
      h("span", { class: "number", "aria-hidden": "true" }),
      h("span", { class: "name" }),
    );
    token.addEventListener("focus", () => {
      if (chosen === id) return;
      chosen = id;
      update();
    });
    token.addEventListener("keydown", pressed);
    carriable(token, {
      over: (x, y) => preview(landing(x, y)),
      drop(x, y) {
        preview(null);
        const place = landing(x, y);
        if (place) move(id, place.influence, place.angle);
      },
      back: () => preview(null),
    });
    return token;
  }

  /** Where a token would land; null outside the picture. @param {number} clientX @param {number} clientY */
  function landing(clientX, clientY) {
    const box = parts.plot.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    return x < 0 || y < 0 || x > box.width || y > box.height ? null : nearestPlace({ x, y }, plane());
  }

  /** @param {{influence: Influence, angle: number} | null} place */
  function preview(place) {
    parts.landing.hidden = !place;
    for (const band of parts.picture.querySelectorAll(".band")) {
      band.classList.toggle("over", band.getAttribute("data-influence") === String(place?.influence));
    }
    if (place) put(parts.landing, spot(place.influence, place.angle, plane()));
  }

  /** @param {HTMLElement} element @param {{x: number, y: number}} at */
  function put(element, at) {
    const { width, height } = plane();
    element.style.left = `${(at.x / width) * 100}%`;
    element.style.top = `${(at.y / height) * 100}%`;
  }

  function update() {
    const journey = host.journey();
    const all = people();
    const laid = laidOut({ ...journey, stakeholders: all }, host.labels, parts.plot.clientWidth || FALLBACK);
    const lines = journey.relationships ?? [];
    measured = parts.plot.clientWidth;
    if (chosen && !person(chosen)) chosen = "";
    angles = directions(all);
    parts.figure.dataset.form = laid.plane.wide ? "wide" : "narrow";
    parts.plot.style.height = `${laid.plane.height}px`;
    // paper has another width, and nothing is laid out anew for it
    parts.plot.style.setProperty("--plot", `${laid.plane.width}px`);
    parts.plot.style.setProperty("--shape", `${laid.plane.width} / ${laid.plane.height}`);
    setAttributes(parts.picture, { viewBox: `0 0 ${laid.plane.width} ${laid.plane.height}`, height: laid.plane.height });
    parts.picture.replaceChildren(...circlesAndLines(laid, lines, chosen));
    for (const id of [...tokens.keys()]) if (!person(id)) tokens.delete(id);
    all.forEach((one, at) => {
      const token = tokens.get(one.id) ?? make(one.id);
      tokens.set(one.id, token);
      draw(token, one, at + 1, laid.places.get(one.id));
    });
    const waiting = all.filter((one) => !one.influence);
    parts.tray.hidden = waiting.length === 0;
    holdFocus(() => {
      arrange(parts.placed, all.filter((one) => one.influence).flatMap(({ id }) => tokens.get(id) ?? []), document.activeElement);
      arrange(parts.row, waiting.flatMap(({ id }) => tokens.get(id) ?? []), document.activeElement);
    });
    parts.help.hidden = all.length === 0;
    parts.empty.hidden = all.length > 0;
    parts.plot.hidden = all.length === 0;
    const numbered = numbersOf(all, laid);
    parts.names.hidden = numbered.length === 0;
    parts.names.replaceChildren(...numberList(numbered, chosen));
    parts.ties.replaceChildren(...tieLegend(lines, host.labels));
    parts.ties.hidden = lines.length === 0;
    panel();
    setText(parts.caption, all.length ? narration(all, journey.scope?.segment?.trim() ?? "", named, relationshipWords(journey, host.labels)) : "");
    table.update(all.map((one) => [
      one.name || NO_NAME,
      named.find(({ influence }) => influence === one.influence)?.title ?? "Not placed yet",
      one.relationship ?? "",
      one.we_do ?? "",
      one.they_do ?? "",
    ]));
    relationships.update(relationshipWords(journey, host.labels).map((words) => [words]));
  }

  /**
   * @param {HTMLElement} token
   * @param {Stakeholder} one
   * @param {number} number
   * @param {import("./circles.js").Place | undefined} place
   */
  function draw(token, one, number, place) {
    const name = one.name || NO_NAME;
    const [sign, words] = /** @type {HTMLElement[]} */ ([...token.children]);
    const whole = !place || place.lines !== null;
    setText(sign, String(number));
    sign.hidden = whole;
    words.hidden = !whole;
    words.replaceChildren(...(place?.lines ?? [name]).map((line) => h("span", {}, line, " ")));
    setAttributes(token, {
      "aria-label": whole ? name : `${number} ${name}`,
      title: name,
      "aria-valuenow": one.influence ? INFLUENCES.length - INFLUENCES.indexOf(one.influence) : 0,
      "aria-valuetext": whereabouts(one.id),
    });
    token.classList.toggle("chosen", one.id === chosen);
    token.classList.toggle("nameless", !one.name);
    token.style.inlineSize = place ? `${place.width}px` : "";
    token.style.blockSize = place ? `${place.height}px` : "";
    if (place) put(token, place);
    else token.style.left = token.style.top = "";
  }

  function panel() {
    const one = person(chosen);
    parts.panel.hidden = !one;
    if (!one) return;
    const name = one.name || NO_NAME;
    setText(parts.who, name);
    setText(parts.where, capital(whereabouts(one.id)));
    setText(act.nearer, one.influence ? "Nearer" : "Place in the circles");
    setAble(act.nearer, one.influence !== "strong");
    setAble(act.further, Boolean(one.influence && one.influence !== "slight"));
    for (const each of [act.back, act.on, act.off]) setAble(each, Boolean(one.influence));
    setAttributes(act.open, { "aria-label": `Open the card of ${name}` });
    for (const [element, text] of /** @type {[HTMLElement, string | undefined][]} */ ([[parts.weDo, one.we_do], [parts.theyDo, one.they_do]])) {
      setText(element, text?.trim() || "Nothing written yet");
      element.classList.toggle("none", !text?.trim());
    }
    const own = (host.journey().relationships ?? []).filter((line) => [line.from_whom, line.to_whom].includes(chosen));
    parts.lines.replaceChildren(...relationshipWords({ ...host.journey(), relationships: own }, host.labels).map((words) => h("li", {}, words)));
    parts.lines.hidden = own.length === 0;
  }

  return {
    update,
    destroy() {
      watch.disconnect();
      parts.figure.remove();
    },
  };
}

/** @param {Stakeholder[]} all @param {string} segment @param {ReturnType<typeof circlesOf>} circles @param {string[]} lines */
function narration(all, segment, circles, lines) {
  const named = (/** @type {Stakeholder[]} */ some) => listed(some.map(({ name }) => name || NO_NAME)) || "nobody yet";
  const waiting = all.filter(({ influence }) => !influence);
  return [
    `In the centre: ${segment || "the customer"}.`,
    ...circles.map(({ influence, title }) => `${title}: ${named(all.filter((one) => one.influence === influence))}.`),
    ...(waiting.length ? [`Not placed yet: ${named(waiting)}.`] : []),
    ...lines,
  ].join(" ");
}

/** The elements that stay; what changes is put into them. @param {ReturnType<typeof circlesOf>} named */
function stakeholderParts(named) {
  const heading = h("h2", { id: uid() }, "Stakeholder map");
  const caption = h("figcaption", { id: uid(), class: "unseen" });
  const help = h("p", { id: uid(), class: "help" },
    "Drag a name to its place, or choose one and use the arrow keys: up and down for nearer and further, left and right to go around. Enter opens what stands on the card, Delete takes it off the circles.");
  const empty = h("p", { class: "help" }, "Nobody is named yet. Each stakeholder that you add to the list appears here, ready to be placed.");
  const legend = h("ul", { class: "legend circles" },
    ...named.map(({ title, means }) => h("li", {}, h("span", {}, h("b", {}, title), ` ${means}`))));
  const picture = svg("svg", { class: "picture", width: "100%", role: "img", "aria-label": "Three circles of influence around the customer, and the relationships as lines", "aria-describedby": caption.id });
  const landing = h("div", { class: "landing", "aria-hidden": "true", hidden: true });
  const placed = h("div", { class: "placed" });
  const plot = h("div", { class: "plot" });
  plot.append(picture, landing, placed);
  const row = h("div", { class: "waiting" });
  const trayTitle = h("h3", { id: uid() }, "Not placed yet");
  const tray = h("div", { class: "tray", role: "group", "aria-labelledby": trayTitle.id }, trayTitle, row);
  const names = h("ol", { class: "names", "aria-hidden": "true" });
  const ties = h("ul", { class: "legend ties" });
  const lines = h("ul", { class: "lines" });
  const who = h("h3", { id: uid() });
  const where = h("p", { class: "where" });
  const buttons = h("div", { class: "buttons" });
  const weDo = h("dd");
  const theyDo = h("dd");
  const panel = h("section", { class: "panel", tabindex: "-1", "aria-labelledby": who.id, hidden: true }, who, where, buttons,
    h("dl", {}, h("div", {}, h("dt", {}, "What we do for them"), weDo), h("div", {}, h("dt", {}, "What they do for us"), theyDo)), lines);
  const figure = h("figure", { class: "cjm-picture cjm-board cjm-stakeholders cjm-framed", "aria-labelledby": heading.id },
    heading, help, empty, legend, tray, plot, names, ties, panel, caption);
  return { figure, caption, help, empty, picture, landing, placed, plot, row, tray, names, ties, lines, who, where, buttons, weDo, theyDo, panel };
}
