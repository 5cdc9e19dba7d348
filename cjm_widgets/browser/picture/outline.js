/**
 * The map as headings and sentences: every fact that is drawn, for whoever does not see the drawing. The same choice of
 * view, persona and layers holds, and the words are those of the map's own cells.
 *
 * @typedef {import("./map_layers.js").Shown} Shown
 * @typedef {import("./map_rows.js").Row} Row
 * @typedef {import("../lib/model.js").Step} Step
 * @typedef {{key: string, title: string, told: string[], parts: Heading[]}} Heading  what is told under it, and further headings
 * @typedef {{above: Row[], rows: Row[], below: Row[]}} Seen  which layers are seen, as `seenRows` gives them
 */

import { isolated } from "../lib/words.js";
import { WANTED, momentSign } from "../lib/marks.js";
import { BASES } from "./legend.js";
import { ended, inSentences } from "./in_sentences.js";
import { countsOf, numberedStep, timeOf } from "./map_cells.js";
import { curveLegend } from "./map_curve.js";
import { LAYERS, LINES } from "./map_layers.js";
import { wholeSteps } from "./ratings.js";
import { notes } from "./table.js";

const NOTHING = "Nothing here yet.";

/**
 * @param {Shown} shown
 * @param {Seen} seen
 * @param {{coverage?: import("./coverage.js").Coverage, loose: Node[]}} beside  what each step rests on, and what has no place
 * @returns {Heading[]}
 */
export function outlineOf(shown, { above, rows, below }, { coverage, loose }) {
  const whole = rows.filter(({ key }) => ["title", "curve"].includes(LAYERS[key].kind) || (key === "grades" && shown.touchpoints));
  return [
    headingOf("whole", "The journey as a whole", [shown.length, coverage?.say ?? ""].filter(Boolean).map(ended), [
      ...whole.map((row) => headingOf(row.key, layerTitle(row, rows), LAYERS[row.key].kind === "title" ? inSentences(LAYERS[row.key].whole?.(shown) ?? []) : curvesTold(shown, row))),
      ...above.map((row) => apartTold(shown, row)),
    ]),
    ...stagesOf(shown).map(({ key, title, stage, steps }) =>
      headingOf(key, title, [], [
        ...(stage ? rows.filter(({ key }) => LAYERS[key].kind === "stage" && key !== "stages").flatMap((row) => layerTold(shown, row, rows, stage)) : []),
        ...steps.map((step) => stepTold(shown, rows, step, coverage)),
      ])),
    ...below.map((row) => apartTold(shown, row)),
    ...(loose.length ? [headingOf("loose", "Not placed at a step", inSentences(loose))] : []),
  ];
}

/** @param {string} key @param {string} title @param {string[]} told @param {Heading[]} [parts] @returns {Heading} */
function headingOf(key, title, told, parts = []) {
  return { key, title, told: told.length || parts.length ? told : [NOTHING], parts };
}

/** What a layer is called, with the part of the source that it begins. @param {Row} row @param {Row[]} [rows] */
function layerTitle(row, rows = []) {
  const starts = row.group && row.group !== rows[rows.indexOf(row) - 1]?.group;
  return starts ? `${row.group}: ${row.title}` : row.title;
}

/** A layer that stands beside the table; its rings become headings of their own. @param {Shown} shown @param {Row} row */
function apartTold(shown, row) {
  const nodes = LAYERS[row.key].whole?.(shown) ?? [];
  const rings = nodes.flatMap((node) => (node instanceof Element ? [...node.querySelectorAll(".ring")] : []));
  if (!rings.length) return headingOf(row.key, layerTitle(row), inSentences(nodes));
  return headingOf(row.key, layerTitle(row), [], rings.map((ring, at) => {
    const [title, ...rest] = ring.children;
    return headingOf(`${row.key} ${at}`, title.textContent ?? "", inSentences(rest));
  }));
}

/** The runs of steps that share a stage, in the order of time. @param {Shown} shown */
function stagesOf({ journey }) {
  const stages = new Map(journey.stages.map((stage) => [stage.id, stage]));
  /** @type {{key: string, title: string, stage: import("../lib/model.js").Stage | undefined, steps: Step[]}[]} */
  const runs = [];
  for (const step of journey.steps) {
    const stage = stages.get(step.stage ?? "");
    const last = runs.at(-1);
    if (last && last.stage === stage) last.steps.push(step);
    else {
      const again = runs.some((one) => one.stage && one.stage === stage);
      const title = stage ? `${stage.name || "No name yet"}${again ? ", again" : ""}` : stages.size ? "Without a stage" : "The steps";
      runs.push({ key: `from ${step.id}`, title, stage: again ? undefined : stage, steps: [step] });
    }
  }
  return runs;
}

/**
 * @param {Shown} shown
 * @param {Row[]} rows
 * @param {Step} step
 * @param {import("./coverage.js").Coverage} [coverage]
 */
function stepTold(shown, rows, step, coverage) {
  const at = shown.journey.steps.indexOf(step);
  const sign = momentSign(shown.monitor.steps[at] ?? { moment: false, hot: false });
  const time = timeOf(step);
  const source = time ? shown.sources[step.time_source ?? ""] : "";
  const facts = [sign?.words ?? "", time && [`Time: ${time}`, source].filter(Boolean).map(ended).join(" ")].filter(Boolean).map(ended);
  const rests = (coverage?.steps ?? []).filter((one) => one.step === step.id).map(({ words, people, age }) => [words, people, age].filter(Boolean).map(ended).join(" "));
  const told = rows.filter(({ key }) => ["curve", "step"].includes(LAYERS[key].kind)).flatMap((row) => layerTold(shown, row, rows, step));
  return headingOf(`step ${step.id}`, numberedStep(shown, step), facts, [...told, ...(rests.length ? [headingOf("coverage", "What it rests on", rests)] : [])]);
}

/** What a layer says of a step or a stage; none where it says nothing and may be left out. @param {Shown} shown @param {Row} row @param {Row[]} rows @param {any} of */
function layerTold(shown, row, rows, of) {
  const { cell, kind, field, none } = LAYERS[row.key];
  const told = kind === "curve" ? figuresTold(shown.graded ?? shown.monitor, of)
    : row.key === "grades" && shown.touchpoints ? figuresTold(shown.touchpoints, of)
    : inSentences(cell?.(shown, of) ?? []);
  if (!told.length && !none && !(field && shown.empty)) return [];
  const line = LINES.get(row.key);
  return [headingOf(row.key, layerTitle(row, rows), told.length ? [...(line ? [ended(`Below the ${line.toLowerCase()}`)] : []), ...told] : none ? [ended(none)] : [])];
}

/** What the curves are, how they run and how they are read. @param {Shown} shown @param {Row} row */
function curvesTold({ graded, monitor, touchpoints, narration }, { key }) {
  const drawn = key === "grades" ? touchpoints : (graded ?? monitor);
  if (!drawn?.curves.length) return [narration];
  const story = drawn.columns ? [drawn.narration, wholeSteps(drawn)] : narration.split("\n");
  const scales = new Map(drawn.curves.map(({ scale }) => [scale.name, scale]));
  const ends = [...scales.values()].map(({ title, ticks }) => `${title}: drawn from “${ticks[0]?.[1]}” up to “${ticks.at(-1)?.[1]}”.`);
  const legend = curveLegend(drawn).filter((item) => !(item instanceof Element && item.matches(".basis"))); // each figure says it
  return [...story.filter(Boolean).map(ended), ...ends, ...inSentences(legend)];
}

/** The figures of all curves at a step, each with what it rests on, and what was counted. @param {import("./ratings.js").Monitor} monitor @param {Step} step */
function figuresTold({ steps, curves, columns }, step) {
  const told = curves.flatMap((curve) => curve.points.flatMap((point, at) => {
    const { id, at: of = id, number, name } = steps[at];
    if (of !== step.id) return [];
    const whose = columns ? `${number} ${isolated(name || "No name yet")}` : whoseCurve(curve, curves);
    const sign = columns ? (momentSign(steps[at])?.words ?? "") : "";
    return [[[`${whose}: ${point.words}`, ...groundsOf(curve, point)].join("; "), sign].filter(Boolean).map(ended).join(" ")];
  }));
  const counted = countsOf(step);
  return counted && !columns ? [...told, ended(`Counted: ${counted}`)] : told;
}

/** @param {import("./ratings.js").Curve} curve @param {import("./ratings.js").Curve[]} all */
function whoseCurve(curve, all) {
  const twice = all.some((one) => one !== curve && one.title === curve.title);
  return `${curve.rater === WANTED ? "Wanted" : isolated(curve.title)}${twice ? `, ${curve.scale.title}` : ""}`;
}

/** What a figure rests on, what was felt in words, and what is aimed at. @param {import("./ratings.js").Curve} curve @param {import("./ratings.js").Point} point */
function groundsOf(curve, point) {
  const basis = curve.rater === WANTED ? "" : BASES.find(([name]) => name === point.basis)?.[1].toLowerCase();
  const grounds = point.value === null ? [] : notes(point).map((note) => (note === point.basis ? (basis ?? note) : note)).filter(Boolean);
  const felt = point.height === null && point.felt ? `In words: “${isolated(point.felt)}”` : "";
  return [grounds.join(", "), felt, ...(point.aims ?? []).map(({ words }) => words)].filter(Boolean);
}
