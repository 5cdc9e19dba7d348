/**
 * The map: the whole journey on one page, steps across and layers down; on a phone one step after another.
 *
 * @typedef {object} Host
 * @property {() => import("../lib/model.js").Journey} journey
 * @property {import("../lib/labels.js").Called} labels
 * @property {(path: string) => any} value
 * @property {() => import("./ratings.js").Monitor} monitor
 * @property {() => any} view  with `views`, `qia`, `customers` and `narrations` (cjm_widgets/views/map_view.py)
 * @property {(path: string, next: any) => void} [edit]  without it nothing can be changed
 * @property {(file: string) => boolean} [closed]  whether what is filled in in a workbook cannot be changed now
 * @property {(text: string) => void} [announce]
 * @property {(file: string, path: string) => string | null} [link]  where something on the map is filled in
 */

import { h, setText, uid } from "../lib/dom.js";
import { WANTED } from "../lib/marks.js";
import { coverageLine, coverageStrip } from "./coverage.js";
import { createCurveChoice } from "./curve_choice.js";
import { addBox } from "./map_add.js";
import { apart, createAparts } from "./map_apart.js";
import { createBar } from "./map_bar.js";
import { numberedStep, placeless, placelessStages } from "./map_cells.js";
import { rememberChoice, rememberStep, rememberedChoice, rememberedStep } from "./map_choice.js";
import { columnsOf, widthOf } from "./map_columns.js";
import { chosenCurves, story } from "./map_curve.js";
import { pencilled } from "./map_edit.js";
import { createColumnFolds } from "./map_fold.js";
import { createFull } from "./map_full.js";
import { MAP_KEYS } from "./map_grid.js";
import { LAYERS } from "./map_layers.js";
import { mayBeginStage } from "./map_moves.js";
import { mapOnA3, mapOnSheets } from "./map_print.js";
import { createReach } from "./map_reach.js";
import { seenRows, wanted } from "./map_rows.js";
import { hasContent, mapTable } from "./map_table.js";
import { createTaking } from "./map_take.js";
import { createWalkThrough } from "./map_walk.js";
import { createWork } from "./map_work.js";
import { createZoom } from "./map_zoom.js";
import { morph } from "./morph.js";
import { outlineOf } from "./outline.js";
import { layOnPrint } from "./paper.js";
import { createPresent } from "./present.js";
import { createReading, outlineOnPaper } from "./read_map.js";
import { blankSheet, qiaTable } from "./sheet.js";
import { surveysOnPaper } from "./surveys.js";
import { createThrough } from "./through.js";
import { walkAlong } from "./walk.js";

/** @typedef {import("./map_rows.js").Row} Row */
/** @typedef {import("./map_rows.js").View} View */

const SCROLLED = { on: 80, off: 8 }; // px from the top of the map

/**
 * @param {HTMLElement} root  empty; the map fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void, keys: typeof MAP_KEYS}}
 */
export function createMap(root, host) {
  const choice = rememberedChoice();
  const place = rememberedStep(host.journey().id);
  let drawn = "";
  let paper = "";
  const changed = () => {
    rememberChoice(choice);
    update();
  };
  const curveChoice = createCurveChoice(() => {
    drawn = "";
    update();
  });
  const through = createThrough(changed, choice);
  const aparts = createAparts(choice.open, () => rememberChoice(choice));
  const zoom = createZoom(choice, () => {
    rememberChoice(choice);
    resize();
  });
  const element = h("div", { class: "cjm-picture cjm-map" });
  const full = createFull(element);
  const table = h("table", { class: "map" });
  const folds = createColumnFolds(table, place, host.journey, () => {
    rememberStep(host.journey().id, place);
    update();
  });
  const bar = createBar(choice, {
    changed,
    print(kind) {
      paper = kind;
      window.print();
    },
    also: [folds.element, through.element, curveChoice.element],
    sizes: [zoom.element, full.button],
    taking: createTaking(choice, host.journey),
  });
  const above = h("div", { class: "apart above" });
  const below = h("div", { class: "apart below" });
  const scroll = h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Journey map, scrolls" }, table);
  const wide = h("div", { class: "wide" }, scroll, folds.said);
  const loose = h("section", { class: "loose", "aria-label": "Not placed at a step" });
  const length = h("p", { class: "length" });
  const rests = h("div", { class: "rests" });
  const strip = h("div", { class: "strip" });
  const nothing = h("div", { class: "nothing" }, h("p", {}, "The map is empty: name the steps of the journey first."));
  const after = h("p", { class: "unseen", tabindex: "-1", id: uid() }, "End of the map");
  const past = h("a", { class: "past", href: `#${after.id}` }, "Skip the cells of the map");
  past.addEventListener("click", (event) => {
    event.preventDefault(); // the address keeps its journey
    after.focus();
  });
  const walk = createWalkThrough({
    went(step) {
      place.at = step;
      rememberStep(host.journey().id, place);
    },
    settle: (draw) => work.settle(draw),
  });
  const leaveReach = createReach(element, host.journey, (step) => {
    if (!folds.reveal(step) && place.at === step) return;
    place.at = step;
    rememberStep(host.journey().id, place);
    drawn = "";
    update();
  });
  const reading = createReading(choice, changed);
  const present = createPresent(root, host);
  bar.element.append(reading.way, present.way);
  element.append(bar.element, reading.element, above, nothing, past, wide, walk.element, after, length, rests, strip, loose, below);
  root.append(element);

  /** @type {import("./map_layers.js").Shown} */ let shown = read();
  const work = createWork(element, table, scroll, {
    journey: host.journey,
    value: host.value,
    edit: (path, next) => host.edit?.(path, next),
    announce: host.announce,
    left() {
      drawn = "";
      update();
    },
    went: (step) => (place.at = step),
  });
  if (may(LAYERS.steps.file)) nothing.append(addBox("steps", "", ""));
  const stopPrinting = layOnPrint(() => {
    const kind = paper || (choice.text ? "text" : "a3");
    paper = "";
    if (kind === "sheet-a4" || kind === "sheet-a3") return blankSheet(kind, host.journey().title ?? "", choice.filled ? host.journey().steps.map(({ name }) => name) : []);
    if (kind === "walk") return walkAlong(host.journey().title ?? "", host.journey().steps.map(({ name }) => name));
    if (kind === "qia-a4" || kind === "qia-a3") return qiaTable(kind, shown.qia, host.value);
    const drawing = {
      journey: shown.journey,
      columns: columns(),
      table: (/** @type {import("./map_columns.js").Column[]} */ some) => h("table", { class: "map" }, ...tableOf(some, plainly)),
      above: () => [h("p", { class: "length" }, shown.length), ...coverageLine(host.view().coverage), ...parts().above.map((row) => apart(row, shown, plainly))],
      below: () => [...coverageStrip(host.view().coverage), ...surveysOnPaper(host.view().surveys), ...looseParts(), ...parts().below.map((row) => apart(row, shown, plainly))],
    };
    const onScreen = shown;
    shown = { ...toRead(), paper: true };
    const laid = kind === "text" ? outlineOnPaper(shown.journey, outline(), surveysOnPaper(host.view().surveys)) : kind === "a4" || kind === "a3-pages" ? mapOnSheets(kind, drawing) : mapOnA3(drawing);
    shown = onScreen;
    return laid;
  });
  const hint = () => {
    wide.toggleAttribute("data-more", scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 1);
    // smaller heads give room; they grow again only at the top, or what they push away would make them small again
    if (scroll.scrollTop > SCROLLED.on) wide.setAttribute("data-scrolled", "");
    else if (scroll.scrollTop < SCROLLED.off) wide.removeAttribute("data-scrolled");
  };
  const resize = () => {
    element.style.setProperty("--zoom", String(zoom.size(scroll.clientWidth, widthOf(columns()))));
    hint();
  };
  const watch = new ResizeObserver(resize);
  for (const part of [scroll, table]) watch.observe(part);
  scroll.addEventListener("scroll", hint, { passive: true });
  table.addEventListener("click", ({ target }) => {
    const key = /** @type {HTMLElement} */ (target).closest("[data-fold]")?.getAttribute("data-fold");
    if (!key) return;
    choice.folded = choice.folded.includes(key) ? choice.folded.filter((one) => one !== key) : [...choice.folded, key];
    changed();
  });
  update();

  function read() {
    const journey = host.journey();
    const view = host.view();
    const whole = host.monitor();
    const persona = [...journey.personas.map((one) => one.id), "all"].includes(choice.persona) ? choice.persona : "everyone";
    choice.persona = persona;
    if (!view.views.some((/** @type {View} */ one) => one.key === choice.view)) choice.view = view.views[0].key;
    const curves = curveChoice.choose(chosenCurves(whole, persona, choice.when));
    const told = story(curves, view.narrations ?? {}, nobodyRated(journey, persona, whole));
    const monitor = { ...curves, narration: told };
    // a view that has a row for the grades draws their curve there
    const elsewhere = choice.when === "ideal" || viewNow().layers.some((/** @type {Row} */ { key }) => key === "grades");
    const drawn = through.of(elsewhere ? { ...monitor, touchpoints: null, few: "" } : monitor);
    return { journey, monitor, graded: drawn.columns ? drawn : null, touchpoints: whole.touchpoints ?? null, qia: view.qia, customers: view.customers, sources: view.sources ?? {}, tellers: view.tellers ?? {}, length: view.length ?? "", happened: view.happened, labels: host.labels, value: host.value, narration: told, persona, when: choice.when, empty: choice.empty, mark: marks, adds };
  }

  /** @param {string} file */
  function may(file) {
    return Boolean(host.edit) && !host.closed?.(file);
  }

  /** Where nothing is changed: on paper, and as sentences. */
  function toRead() {
    return { ...shown, mark: undefined, adds: undefined };
  }

  /** @type {import("./map_edit.js").Mark} */
  function marks(content, spot) {
    return may(spot.file) ? pencilled(content, spot) : content;
  }

  /** @type {NonNullable<import("./map_layers.js").Shown["adds"]>} */
  function adds(kind, step, file) {
    const journey = host.journey();
    if (!may(file) || (kind === "stages" && !(wanted(viewNow(), choice.hidden, ["stages"]) && mayBeginStage(journey, step.id)))) return [];
    return [addBox(kind, step.id, numberedStep({ journey }, step))];
  }

  /** @param {import("../lib/model.js").Journey} journey @param {string} persona @param {import("./ratings.js").Monitor} whole */
  function nobodyRated(journey, persona, { curves }) {
    const one = journey.personas.find(({ id }) => id === persona);
    const missing = one && !curves.some(({ rater }) => rater === `as-${persona}`) ? `Nobody has rated as ${one.name || "this persona"} yet.` : "";
    if (choice.when !== "ideal") return missing || "No step is rated yet.";
    const drawn = curves.some(({ rater }) => rater === WANTED);
    return [missing, drawn ? "" : "Nobody has drawn the experience that we want yet."].filter(Boolean).join(" ");
  }

  function viewNow() {
    return host.view().views.find((/** @type {View} */ one) => one.key === choice.view);
  }

  /** The layers of the view that can be seen now, and where they stand. */
  function parts() {
    return seenRows(viewNow(), choice, (row) => hasContent(shown, row) || keeps(row), ({ key }) => LAYERS[key].kind === "apart");
  }

  /** A choice of persona that hides the curve says so in the curve's place; a row in which things can be added is there for the first of them. @param {Row} row */
  function keeps({ key }) {
    const { none, kind, adds: kinds, file } = LAYERS[key];
    if (none || (kind === "curve" && host.monitor().curves.length > 0)) return true;
    if (!shown.adds || choice.text || !may(file)) return false;
    return key === "stages" || kind === "curve" || Boolean(kinds);
  }

  function update() {
    const view = host.view();
    const now = JSON.stringify([host.journey(), host.monitor(), view.qia, view.customers, view.sources, view.narrations, view.coverage, view.happened, choice, place.folded, Object.values(LAYERS).map(({ file }) => may(file))]);
    if (now === drawn) return;
    drawn = now;
    present.update();
    shown = read();
    const { offered, rows, above: over, below: under } = parts();
    bar.update(shown.journey.personas, view.views, offered);
    const empty = shown.journey.steps.length === 0;
    nothing.hidden = !empty;
    setText(length, shown.length);
    length.hidden = !shown.length;
    rests.replaceChildren(...coverageLine(view.coverage));
    strip.replaceChildren(...coverageStrip(view.coverage));
    for (const part of [past, scroll, walk.element]) part.hidden = empty;
    element.dataset.view = choice.view;
    element.toggleAttribute("data-text", choice.text);
    reading.update(outline);
    element.style.setProperty("--steps", String(Math.max(1, widthOf(columns()))));
    walk.element.style.setProperty("--steps", String(Math.max(1, shown.journey.steps.length)));
    folds.update();
    work.settle(() => {
      morph(above, h("div", { class: "apart above" }, ...over.map((row) => apart(row, shown, linked, aparts))));
      morph(below, h("div", { class: "apart below" }, ...under.map((row) => apart(row, shown, linked, aparts))));
      const next = h("table", { class: "map", role: host.edit ? "grid" : null }, ...tableOf(columns(), linked, choice.folded));
      work.oneStop(next);
      morph(table, next);
      const left = looseParts();
      loose.replaceChildren(...left.flatMap((part) => [...part.childNodes]));
      loose.hidden = left.length === 0;
    });
    resize();
    walk.update(shown, rows, place.at);
  }

  function outline() {
    return outlineOf(toRead(), parts(), { coverage: host.view().coverage, loose: looseNodes() });
  }

  function columns() {
    return columnsOf(shown.journey, place.folded);
  }

  /** @param {import("./map_columns.js").Column[]} some @param {(text: string, file: string) => Node} link @param {string[]} [folded] */
  function tableOf(some, link, folded) {
    return mapTable(shown, parts().rows, { columns: some, all: columns(), link, folded, caption: `Map of ${shown.journey.title || "the journey"}` });
  }

  function looseParts() {
    const left = looseNodes();
    return left.length ? [h("section", { class: "loose" }, h("h2", {}, "Not placed at a step"), ...left)] : [];
  }

  function looseNodes() {
    const keys = new Set(parts().rows.map(({ key }) => key));
    // a stage without steps does not count as filling its row, so the row itself may be missing
    const withStages = wanted(viewNow(), choice.hidden, ["stages", "needs"]);
    return [
      ...(withStages ? placelessStages(shown.journey) : []),
      ...(["moments", "solutions", "qia-activities"].some((key) => keys.has(key)) ? placeless(shown.journey, host.labels) : []),
    ];
  }

  /** @param {string} text @param {string} file */
  function linked(text, file) {
    const address = host.link?.(file, "");
    return address ? h("a", { href: address }, text) : plainly(text);
  }

  return {
    keys: MAP_KEYS,
    update,
    destroy() {
      stopPrinting();
      leaveReach();
      full.destroy();
      present.destroy();
      watch.disconnect();
      element.remove();
    },
  };
}

/** @param {string} text */
function plainly(text) {
  return h("span", {}, text);
}
