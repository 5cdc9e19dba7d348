/**
 * The map: the whole journey on one page, steps across and layers down; on a phone one step after another.
 *
 * @typedef {object} Host
 * @property {() => any} journey
 * @property {() => import("./ratings.js").Monitor} monitor
 * @property {(file: string, path: string) => string | null} [link]  where something on the map is filled in
 */

import { freshId, html, svg } from "./element.js";
import { fitToPaper } from "./map_print.js";
import { curveStyle, inlineMark, momentSign, sample } from "./marks.js";
import { LAYERS, placeless, timeOf, words } from "./map_cells.js";
import { createMonitor } from "./monitor.js";
import { down, plot } from "./plot.js";

const KEPT_UNDER = "cjm-map-hidden-layers";
const FRAME = { height: 164, top: 18, bottom: 146, radius: 6, lane: null };
const FRAME_WITH_GAPS = { ...FRAME, height: 190, lane: 172 };

/**
 * @param {HTMLElement} root  empty; the map fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createMap(root, host) {
  const hidden = new Set(rememberedLayers());
  let drawn = "";
  const personas = html("section", { class: "personas", "aria-label": "Personas" });
  const chooser = html("fieldset", { class: "layers" }, html("legend", {}, "Layers"));
  const table = html("table", { class: "map" });
  const scroll = html(
    "div",
    { class: "scroll", role: "region", tabindex: "0", "aria-label": "Journey map, scrolls sideways" },
    table,
  );
  const pulse = html("div", { class: "pulse", "data-layer": "satisfaction" });
  const steps = html("div", { class: "each" });
  const stacked = html("div", { class: "stacked" }, pulse, steps);
  const loose = html("section", { class: "loose", "aria-label": "Not placed at a step" });
  const nothing = html("p", { class: "nothing" }, "The map is empty: name the steps of the journey first.");
  const element = html("div", { class: "cjm-picture cjm-map" }, personas, chooser, nothing, scroll, stacked, loose);
  root.append(element);
  const monitor = createMonitor(pulse, { monitor: () => ({ ...host.monitor(), editable: false }), edit: () => {} });
  const stopFitting = fitToPaper(element, scroll, table);
  chooser.append(...checkboxes());
  update();

  function checkboxes() {
    return LAYERS.map((layer) => {
      const box = /** @type {HTMLInputElement} */ (html("input", { type: "checkbox", value: layer.key }));
      box.checked = !hidden.has(layer.key);
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(layer.key);
        else hidden.add(layer.key);
        rememberLayers([...hidden]);
        showLayers();
      });
      return html("label", { "data-choice": layer.key }, box, ` ${layer.title}`);
    });
  }

  function showLayers() {
    for (const part of element.querySelectorAll("[data-layer]")) {
      part.toggleAttribute("hidden", hidden.has(/** @type {HTMLElement} */ (part).dataset.layer ?? ""));
    }
  }

  function update() {
    const journey = host.journey();
    const shown = host.monitor();
    const now = JSON.stringify([journey, shown]);
    if (now === drawn) return;
    drawn = now;
    const layers = LAYERS.filter(
      (layer) => !layer.onlyIfAny || journey.steps.some((/** @type {any} */ step) => layer.cell(step, journey).length > 0),
    );
    for (const choice of /** @type {NodeListOf<HTMLElement>} */ (chooser.querySelectorAll("[data-choice]"))) {
      choice.hidden = !layers.some((layer) => layer.key === choice.dataset.choice);
    }
    const empty = journey.steps.length === 0;
    nothing.hidden = !empty;
    for (const part of [chooser, scroll, stacked]) part.hidden = empty;
    element.style.setProperty("--steps", String(Math.max(1, journey.steps.length)));
    fillPersonas(personas, journey);
    fillTable(journey, shown, layers);
    fillSteps(journey, shown, layers);
    const left = placeless(journey);
    loose.replaceChildren(html("h2", {}, "Not placed at a step"), ...left);
    loose.hidden = left.length === 0;
    monitor.update();
    showLayers();
  }

  /**
   * @param {any} journey
   * @param {import("./ratings.js").Monitor} shown
   * @param {import("./map_cells.js").Layer[]} layers
   */
  function fillTable(journey, shown, layers) {
    const heads = journey.steps.map((/** @type {any} */ step, /** @type {number} */ at) => {
      const sign = momentSign(shown.steps[at] ?? { moment: false, hot: false });
      return html(
        "th",
        { scope: "col", class: sign ? `step ${sign.shape}` : "step" },
        html("span", { class: "number" }, `${at + 1} `),
        linked(step.name || "No name yet", "03_steps.ipynb", `steps/${step.id}`),
        sign ? html("small", { class: "sign" }, inlineMark(sign.shape, "dot moment"), ` ${sign.words}`) : null,
        timeOf(step) ? html("small", {}, timeOf(step)) : null,
      );
    });
    const rows = layers.map((layer) =>
      html(
        "tr",
        { "data-layer": layer.key },
        html(
          "th",
          { scope: "row" },
          linked(layer.title, layer.file, ""),
          layer.hint ? html("small", {}, layer.hint) : null,
          ...(layer.key === "satisfaction" ? axisOf(shown) : []),
        ),
        ...(layer.key === "satisfaction" ? [curveCell(shown)] : cells(layer, journey)),
      ),
    );
    table.replaceChildren(
      html("caption", { class: "unseen" }, `Map of ${journey.title || "the journey"}`),
      html("colgroup", {}, html("col", { class: "heads" }), ...heads.map(() => html("col"))),
      html("thead", {}, stageRow(journey), html("tr", {}, html("th", { scope: "row" }, "Journey steps", html("small", {}, "In time order")), ...heads)),
      html("tbody", {}, ...rows),
    );
  }

  /**
   * @param {any} journey
   * @param {import("./ratings.js").Monitor} shown
   * @param {import("./map_cells.js").Layer[]} layers
   */
  function fillSteps(journey, shown, layers) {
    steps.replaceChildren(
      ...journey.steps.map((/** @type {any} */ step, /** @type {number} */ at) => {
        const stage = journey.stages.find((/** @type {any} */ one) => one.id === step.stage);
        const when = [stage?.name, timeOf(step)].filter(Boolean).join(", ");
        const told = layers.flatMap((layer) => {
          const content = layer.key === "satisfaction" ? figuresOf(shown, at) : layer.cell(step, journey);
          if (!content.length) return [];
          return [html("div", { "data-layer": layer.key }, html("h3", {}, layer.title), ...content)];
        });
        const title = html("h2", { id: freshId("step") }, `${at + 1} ${step.name || "No name yet"}`);
        return html("section", { "aria-labelledby": title.id }, title, when ? html("p", { class: "when" }, when) : null, ...told);
      }),
    );
  }

  /**
   * @param {import("./map_cells.js").Layer} layer
   * @param {any} journey
   */
  function cells(layer, journey) {
    const filled = journey.steps.map((/** @type {any} */ step) => layer.cell(step, journey));
    if (filled.some((/** @type {Node[]} */ content) => content.length > 0)) {
      return filled.map((/** @type {Node[]} */ content) => html("td", {}, ...content));
    }
    return [html("td", { class: "none", colspan: Math.max(1, filled.length) }, "Nothing here yet")];
  }

  /**
   * @param {string} text
   * @param {string} file
   * @param {string} path
   */
  function linked(text, file, path) {
    const address = host.link?.(file, path);
    return address ? html("a", { href: address }, text) : html("span", {}, text);
  }

  return {
    update,
    destroy() {
      stopFitting();
      monitor.destroy();
      element.remove();
    },
  };
}

/**
 * The row of stages, each as wide as its steps; none where no step has a stage.
 * @param {any} journey
 */
function stageRow(journey) {
  const names = new Map(journey.stages.map((/** @type {any} */ stage) => [stage.id, stage.name || "No name yet"]));
  if (!journey.steps.some((/** @type {any} */ step) => names.has(step.stage))) return null;
  /** @type {{stage: string | null, width: number}[]} */
  const runs = [];
  for (const { stage } of journey.steps) {
    const last = runs.at(-1);
    if (last && last.stage === stage) last.width += 1;
    else runs.push({ stage, width: 1 });
  }
  return html(
    "tr",
    { class: "stages" },
    html("th", { scope: "row" }, "Stages"),
    ...runs.map(({ stage, width }) =>
      names.has(stage)
        ? html("th", { scope: "colgroup", colspan: width, class: "stage" }, names.get(stage) ?? "")
        : html("td", { colspan: width, class: "stage" }),
    ),
  );
}

/** @param {import("./ratings.js").Monitor} shown */
function frameOf(shown) {
  return shown.curves[0]?.points.some((point) => point.height === null) ? FRAME_WITH_GAPS : FRAME;
}

/**
 * The curves across all columns, and under them each step's figures in words.
 * @param {import("./ratings.js").Monitor} shown
 */
function curveCell(shown) {
  const count = Math.max(1, shown.steps.length);
  if (!shown.curves.length) return html("td", { class: "none", colspan: count }, shown.narration);
  const frame = frameOf(shown);
  const picture = svg(
    "svg",
    { class: "picture", width: "100%", height: frame.height, role: "img", "aria-label": shown.narration },
    ...plot(shown, frame),
  );
  const ticks = shown.curves.flatMap((curve, at) => {
    const earlier = shown.curves.findIndex((other) => other.scale.name === curve.scale.name);
    return at === 0 || earlier < at ? [] : axis(curve.scale, frame, `right ${curveStyle(at).colour}`);
  });
  const figures = shown.steps.map((_, at) => html("li", {}, ...figuresOf(shown, at)));
  return html(
    "td",
    { class: "curve-cell", colspan: count },
    html("div", { class: "columns" }, picture, ...ticks),
    html("ol", { class: "columns figures" }, ...figures),
  );
}

/**
 * @param {import("./ratings.js").Monitor} shown
 * @param {number} at
 */
function figuresOf(shown, at) {
  const several = shown.curves.length > 1;
  return shown.curves.map((curve) =>
    html("p", { class: "figure" }, several ? html("span", {}, `${curve.title}: `) : null, curve.points[at]?.words ?? ""),
  );
}

/** @param {import("./ratings.js").Monitor} shown */
function axisOf(shown) {
  const alone = shown.curves.length === 1 && shown.curves[0].scale.name === "felt";
  const legend = alone
    ? []
    : shown.curves.map((curve, at) => html("small", { class: "key" }, sample(at), html("span", {}, html("b", {}, curve.title), ` ${curve.scale.title}`)));
  return [...legend, ...(shown.curves[0] ? axis(shown.curves[0].scale, frameOf(shown), "left") : [])];
}

/**
 * @param {import("./ratings.js").Scale} scale
 * @param {import("./plot.js").Frame} frame
 * @param {string} side
 */
function axis(scale, frame, side) {
  return scale.ticks.map(([height, , figure]) =>
    html("span", { class: `tick ${side}`, style: `top:${down(height, frame)}px`, "aria-hidden": "true" }, figure),
  );
}

/**
 * @param {HTMLElement} place
 * @param {any} journey
 */
function fillPersonas(place, journey) {
  const cards = journey.personas.map((/** @type {any} */ persona) =>
    html(
      "li",
      {},
      html("b", {}, persona.name || "No name yet"),
      persona.job ? html("small", {}, persona.job) : null,
      ...words(persona.pitch || persona.goals),
    ),
  );
  place.replaceChildren(html("ul", {}, ...cards));
  place.hidden = cards.length === 0;
}

/** @returns {string[]} */
function rememberedLayers() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // no storage in this browser: all layers are shown
  }
}

/** @param {string[]} layers */
function rememberLayers(layers) {
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify(layers));
  } catch {
    // no storage: the choice holds until the page is closed
  }
}
