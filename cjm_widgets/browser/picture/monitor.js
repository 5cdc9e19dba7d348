/**
 * The heart monitor: satisfaction along the journey, drawn as people rate.
 *
 * @typedef {import("./ratings.js").Monitor} Monitor
 * @typedef {import("./ratings.js").Value} Value
 * @typedef {object} Host
 * @property {() => Monitor} monitor  what to draw, edits that wait to be saved laid over it
 * @property {(path: string, next: Value) => void} edit
 * @property {(text: string) => void} [announce]  says a sentence to those who do not see the picture
 * @property {(stepId: string) => void} [select]  somebody turned to a step here
 * @property {() => string | undefined} [current]  the step that people are at
 * @property {string} [title]  what the picture is called where it is not the page's heart monitor
 */

import { h, setText, svg, uid } from "../lib/dom.js";
import { disagreementSign, momentMark, momentSign, wordsMark } from "../lib/marks.js";
import { across, down, panels, plot } from "../lib/plot.js";
import { reachable } from "../lib/scrolling.js";
import { withNextFrame } from "../lib/timing.js";
import { isolated } from "../lib/words.js";
import { createCurveChoice } from "./curve_choice.js";
import { createHandles } from "./handles.js";
import { legendItems } from "./legend.js";
import { frameOf, furtherFrame, toldWithoutFigure, ratingPath, roomCurve, spoken, unratedBeside, valueOf, wholeSteps, withRating } from "./ratings.js";
import { createFigures } from "./table.js";
import { createThrough } from "./through.js";

const WIDE_FROM = 640;
const TITLE = 34; // px of a scale's title, where it has one
const BELOW = 13; // px from the worst place of the scale to its word
/**
 * @param {HTMLElement} root  empty; the picture fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createMonitor(root, host) {
  /** @type {"wide" | "narrow"} */
  let form = root.clientWidth >= WIDE_FROM ? "wide" : "narrow";
  /** @type {{step: string, value: Value} | null} */
  let draft = null;
  let chosen = "";
  let wasCurrent = host.current?.();
  let open = "";
  let scrolledTo = "";
  const toView = withNextFrame(bringIntoView);

  const { title = "Heart monitor" } = host;
  const parts = monitorParts(title);
  const figures = createFigures(`Figures of the ${title[0].toLowerCase()}${title.slice(1)}`);
  parts.figure.append(figures.element);
  const choice = createCurveChoice(() => update());
  const through = createThrough(() => update());
  parts.legend.before(through.element, choice.element);
  root.append(parts.figure);

  const handles = createHandles(parts.plot, parts.help.id, {
    monitor,
    frame,
    commit,
    draft(next) {
      draft = next;
      update();
    },
    choose(step) {
      if (chosen === step) return;
      chosen = step;
      update();
    },
    turnTo: (step) => host.select?.(step),
    open(step) {
      if (open === step) return;
      open = step;
      draw(choice.choose(monitor()));
    },
  });

  for (const [button, value] of /** @type {[HTMLElement, Value][]} */ ([[parts.unknown, "unknown"], [parts.remove, null]])) {
    button.addEventListener("click", () => commit(attended(), value));
  }

  const watch = new ResizeObserver(() => {
    const next = root.clientWidth >= WIDE_FROM ? "wide" : "narrow";
    if (next !== form) {
      form = next;
      update();
    }
  });
  watch.observe(root);
  const forget = reachable(parts.scroll, `${title}, scrolls sideways`);
  update();

  /** The monitor with what is being dragged at this moment. */
  function monitor() {
    const saved = through.of(host.monitor());
    return draft ? withRating(saved, draft.step, draft.value) : saved;
  }

  function frame() {
    return frameOf(monitor(), form);
  }

  /**
   * @param {string} step
   * @param {Value} value
   */
  function commit(step, value) {
    draft = null;
    const shown = host.monitor();
    const room = roomCurve(shown);
    const point = room?.points.find((other) => other.step === step);
    if (room && point && valueOf(point) !== value) {
      host.edit(ratingPath(step), value);
      host.announce?.(`${stepName(shown, step)}: ${spoken(value, room.scale)}`);
    }
    update();
  }

  function attended() {
    const shown = monitor();
    const known = (/** @type {string} */ id) => shown.steps.some((step) => step.id === id);
    const current = host.current?.() ?? "";
    return known(chosen) ? chosen : known(current) ? current : "";
  }

  function update() {
    const shown = monitor();
    const sizes = frame();
    if (host.current?.() !== wasCurrent) {
      wasCurrent = host.current?.();
      chosen = ""; // the page went on to another step
    }
    parts.figure.dataset.form = form;
    parts.figure.toggleAttribute("data-empty", shown.steps.length === 0);
    parts.figure.style.setProperty("--steps", String(Math.max(1, shown.steps.length)));
    parts.plot.style.setProperty("--plot", `${sizes.height}px`);
    const drawn = choice.choose(shown);
    legend(drawn);
    axes(drawn, sizes);
    draw(drawn);
    names(shown);
    handles.update();
    readout(shown);
    setText(parts.caption, [shown.narration, wholeSteps(shown)].filter(Boolean).join(" "));
    words(drawn);
    figures.update(shown);
    follow();
  }

  /** @param {Monitor} shown  with the curves that are chosen */
  function draw(shown) {
    const sizes = frame();
    const [first = shown, ...others] = panels(shown);
    parts.picture.setAttribute("height", String(sizes.height));
    parts.picture.replaceChildren(...plot(first, sizes, { current: attended(), open: shown.editable ? open : "" }));
    parts.further.replaceChildren(...others.map((panel) => {
      const own = furtherFrame(form);
      const label = `${panel.curves[0].scale.title}: ${panel.curves.map(({ title }) => title).join(", ")}`;
      const picture = svg("svg", { class: "picture", width: "100%", height: own.height, role: "img", "aria-label": label }, plot(panel, own, { current: attended() }));
      return h("div", { class: "of-scale" }, h("p", { class: "scale-title" }, panel.curves[0].scale.title), picture);
    }));
  }

  /** @param {Monitor} shown */
  function legend(shown) {
    const curves = legendItems(shown.curves.filter(({ points }) => points.some(({ height }) => height !== null)));
    const signs = new Map([...shown.steps, ...(shown.whole ?? [])].flatMap((step) => {
      const sign = momentSign(step);
      return sign ? [/** @type {const} */ ([sign.words, sign])] : [];
    }));
    const moments = [...signs].map(([words, sign]) => h("li", {}, momentMark(sign), h("span", {}, words)));
    const disagree = shown.steps.some((step) => step.disagrees)
      ? [h("li", {}, disagreementSign(), h("span", {}, "The room disagrees"))]
      : [];
    const told = toldWithoutFigure(shown).length ? [h("li", {}, wordsMark(), h("span", {}, "In words, without a figure"))] : [];
    parts.legend.replaceChildren(...curves, ...told, ...moments, ...disagree);
    parts.legend.hidden = parts.legend.childElementCount === 0;
  }

  /**
   * An axis for each scale; the only scale needs no title where its words say what it is.
   * @param {Monitor} shown
   * @param {import("../lib/plot.js").Frame} sizes
   */
  function axes(shown, sizes) {
    const scales = panels(shown).map(({ curves: [{ scale }] }) => scale);
    const [first] = scales;
    const titled = scales.length > 1 || (first !== undefined && first.name !== "felt");
    parts.left.replaceChildren(...scales.map((scale, at) => axis(scale, at ? furtherFrame(form) : sizes, titled)));
    parts.title.hidden = !titled;
    setText(parts.title, titled ? first.title : "");
    const words = first?.name === "felt" ? first.ticks : [];
    const from = titled ? TITLE : 0;
    setText(parts.best, words.at(-1)?.[1] ?? "");
    setText(parts.worst, words[0]?.[1] ?? "");
    parts.best.style.top = `${from + 3}px`;
    parts.worst.style.top = `${from + sizes.bottom + BELOW}px`;
    if (sizes.lane !== null && parts.left.firstElementChild) {
      parts.left.firstElementChild.append(h("span", { class: "tick lane", style: `top:${sizes.lane}px` }, "Not rated"));
    }
  }

  /** What was felt where there is no figure: a column has no room for it. @param {Monitor} shown  with the curves that are chosen */
  function words(shown) {
    const told = toldWithoutFigure(shown);
    parts.words.hidden = told.length === 0;
    parts.told.replaceChildren(...told.map(({ number, felt }) => h("li", {}, h("b", {}, String(number)), ` “${felt}”`)));
  }

  /** @param {Monitor} shown */
  function names(shown) {
    const current = attended();
    parts.steps.replaceChildren(
      ...shown.steps.map((step) => {
        const sign = momentSign(step);
        return h(
          "li",
          { "aria-current": step.id === current ? "step" : null, title: step.name || null },
          h("span", { class: "number" }, String(step.number)),
          step.disagrees ? h("span", { class: "sign" }, disagreementSign(), h("span", { class: "words" }, "The room disagrees")) : null,
          sign ? h("span", { class: sign.good ? "sign good" : "sign" }, momentMark(sign), h("span", { class: "words" }, sign.words)) : null,
          h("span", { class: "name" }, step.name || "No name yet"),
        );
      }),
    );
  }

  /** @param {Monitor} shown */
  function readout(shown) {
    const room = shown.editable ? roomCurve(shown) : null;
    parts.readout.hidden = !room || shown.steps.length === 0;
    if (!room) return;
    const step = shown.steps.find((other) => other.id === attended());
    const point = room.points.find((other) => other.step === step?.id);
    for (const button of [parts.unknown, parts.remove]) button.hidden = !step;
    if (!step || !point) {
      setText(parts.what, "Drag a point up or down, or choose one and use the arrow keys.");
      return;
    }
    const value = valueOf(point);
    setText(parts.what, `${step.number} ${stepName(shown, step.id)}: ${value === null ? unratedBeside(shown, step.id) : spoken(value, room.scale)}`);
    parts.unknown.setAttribute("aria-pressed", String(value === "unknown"));
    parts.remove.toggleAttribute("disabled", value === null);
    parts.remove.setAttribute("aria-label", `Remove the rating of ${stepName(shown, step.id)}`);
    parts.unknown.setAttribute("aria-label", `Nobody knows how ${stepName(shown, step.id)} feels`);
  }

  /** Bring the step that people turned to into view, sideways only and once. */
  function follow() {
    const current = attended();
    if (current === scrolledTo || draft) return;
    scrolledTo = current;
    toView.ask();
  }

  function bringIntoView() {
    const shown = monitor();
    const at = shown.steps.findIndex((step) => step.id === scrolledTo);
    if (at < 0 || parts.scroll.scrollWidth <= parts.scroll.clientWidth) return;
    const middle = (parts.plot.clientWidth * across(at, shown.steps.length)) / 100;
    const room = parts.scroll.clientWidth - parts.left.clientWidth;
    const seen = parts.scroll.scrollLeft;
    if (middle < seen + 20 || middle > seen + room - 20) parts.scroll.scrollLeft = middle - room / 2;
  }

  return {
    update,
    destroy() {
      watch.disconnect();
      toView.stop();
      forget();
      parts.figure.remove();
    },
  };
}

/** The elements that stay; what changes is put into them. @param {string} called */
function monitorParts(called) {
  const caption = h("figcaption", { id: uid() });
  const help = h(
    "p",
    { id: uid(), hidden: true },
    "Arrow keys change the rating. Question mark says that nobody knows. Delete removes it.",
  );
  const legend = h("ul", { class: "legend" });
  const picture = svg("svg", {
    class: "picture",
    width: "100%",
    role: "img",
    "aria-label": "Curve of satisfaction along the journey",
    "aria-describedby": caption.id,
  });
  const plotArea = h("div", { class: "plot" });
  plotArea.append(picture);
  const steps = h("ol", { class: "steps" });
  const left = h("div", { class: "axis left", "aria-hidden": "true" });
  const title = h("p", { class: "scale-title", hidden: true });
  const further = h("div", { class: "further" });
  const best = h("span", { class: "end best", "aria-hidden": "true" });
  const worst = h("span", { class: "end worst", "aria-hidden": "true" });
  const scroll = h("div", { class: "frame" }, left, h("div", { class: "middle" }, title, plotArea, further, steps));
  const what = h("span", { class: "what" });
  const unknown = h("button", { type: "button", class: "small" }, "Nobody knows");
  const remove = h("button", { type: "button", class: "small" }, "Remove the rating");
  const readout = h("div", { class: "readout" }, what, unknown, remove);
  const told = h("ol", {});
  const words = h("div", { class: "told", hidden: true }, h("p", {}, "In words, without a figure:"), told);
  const heading = h("h2", { id: uid() }, called);
  const figure = h(
    "figure",
    { class: "cjm-picture cjm-monitor cjm-framed", "aria-labelledby": heading.id },
    heading,
    legend,
    h("div", { class: "around" }, scroll, best, worst),
    words,
    readout,
    caption,
    help,
  );
  return { figure, words, told, legend, scroll, left, title, further, best, worst, plot: plotArea, picture, steps, readout, what, unknown, remove, caption, help };
}

/**
 * @param {import("./ratings.js").Scale} scale
 * @param {import("../lib/plot.js").Frame} sizes
 * @param {boolean} titled
 */
function axis(scale, sizes, titled) {
  const felt = scale.name === "felt";
  return h(
    "div",
    { class: `scale ${felt ? "felt" : "own"}${titled ? " titled" : ""}`, style: `height:${sizes.height}px` },
    ...scale.ticks.map(([height, label, figure]) =>
      h(
        "span",
        { class: "tick", style: `top:${down(height, sizes)}px` },
        felt ? h("span", { class: "words" }, label) : null,
        h("b", {}, felt ? figure : label),
      ),
    ),
  );
}

/**
 * @param {Monitor} shown
 * @param {string} id
 */
function stepName(shown, id) {
  const step = shown.steps.find((other) => other.id === id);
  return step ? isolated(step.name) || `Step ${step.number}` : "";
}
