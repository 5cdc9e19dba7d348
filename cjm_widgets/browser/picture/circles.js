/**
 * Circles of influence around the customer: where a stakeholder stands on the picture. Pure: nothing here touches the page.
 *
 * An angle of 0 is the top of the picture; angles grow clockwise. Circles are ellipses where there is width to use.
 *
 * @typedef {"strong" | "medium" | "slight"} Influence
 * @typedef {{id: string, name: string, influence: Influence | null, angle: number | null, relationship?: string, we_do?: string,
 *            they_do?: string}} Stakeholder
 * @typedef {{width: number, height: number}} Size
 * @typedef {{x: number, y: number}} Spot
 * @typedef {Spot & Size} Box  by its middle
 * @typedef {Size & {wide: boolean, rx: number[], ry: number[]}} Plane  `rx` and `ry`: how far out the customer and each
 *   circle reach, sideways and up
 * @typedef {Box & {id: string, angle: number, lines: string[] | null}} Place  `lines`: the name as it is written there;
 *   null where it does not fit, so that a number stands for it
 * @typedef {(text: string) => number} Measure  how wide a text is, in px
 */

export const INFLUENCES = /** @type {Influence[]} */ (["strong", "medium", "slight"]);
export const NOT_PLACED = "not placed yet";
export const LINE = 16; // px from one line of a name to the next
export const DISC = 28;

const WIDE_FROM = 500;
const WIDEST = 860;
const LARGEST_ROUND = 440;
const EDGES = { wide: [0.19, 0.52, 0.77, 1], round: [0.25, 0.5, 0.75, 1] };
const FLAT = 0.78; // height for width, where circles are ellipses
const AIR = 2; // px between a name and the edge of its circle
const APART = 4; // px between two names
const PADDING = { across: 6, down: 4 };
const MOST_LINES = 4;
const TURN = 3;
const MOST_TURN = 45; // degrees that a name may stand off the direction that somebody gave it
const OUT = [0.55, 0.65, 0.45, 0.75, 0.35, 0.85, 0.25]; // nearer the outer edge first: lines to the customer need room
const DIRECTIONS = ["at the top", "top right", "on the right", "bottom right", "at the bottom", "bottom left", "on the left", "top left"];

/**
 * What the circles are called, from labels such as “Some influence: they shape part of it”.
 * @param {import("../lib/labels.js").Called} labels
 */
export function circlesOf(labels) {
  return INFLUENCES.map((influence) => {
    const [title, means = ""] = labels.full("stakeholders/influence", influence).split(": ");
    return { influence, title, means, spoken: title.toLowerCase() };
  });
}

/** The circles in so much width. @param {number} width @returns {Plane} */
export function planeOf(width) {
  const wide = width >= WIDE_FROM;
  const across = (wide ? Math.min(width, WIDEST) : Math.min(width, LARGEST_ROUND)) / 2 - 2;
  const up = wide ? across * FLAT : across;
  const edges = wide ? EDGES.wide : EDGES.round;
  return { width, height: up * 2 + 4, wide, rx: edges.map((edge) => edge * across), ry: edges.map((edge) => edge * up) };
}

/** How far out a place in a circle is: 0 at its inner edge, 1 at its outer. @param {Influence} influence @param {number} angle @param {number} out @param {Plane} plane */
function along(influence, angle, out, { width, height, rx, ry }) {
  const at = INFLUENCES.indexOf(influence);
  const turn = (angle * Math.PI) / 180;
  const between = (/** @type {number[]} */ radii) => radii[at] + (radii[at + 1] - radii[at]) * out;
  return { x: width / 2 + between(rx) * Math.sin(turn), y: height / 2 - between(ry) * Math.cos(turn) };
}

/** The middle of a circle in a direction. @param {Influence} influence @param {number} angle @param {Plane} plane @returns {Spot} */
export function spot(influence, angle, plane) {
  return along(influence, angle, 0.5, plane);
}

/**
 * The circle and the direction nearest to a place in the picture.
 * @param {Spot} at
 * @param {Plane} plane
 * @returns {{influence: Influence, angle: number}}
 */
export function nearestPlace({ x, y }, plane) {
  const [right, up] = [(x - plane.width / 2) / plane.rx[3], (plane.height / 2 - y) / plane.ry[3]];
  const out = Math.hypot(right, up) * plane.rx[3];
  const found = INFLUENCES.findIndex((_, at) => out <= plane.rx[at + 1]);
  return {
    influence: INFLUENCES[found < 0 ? INFLUENCES.length - 1 : found],
    angle: turned(Math.round((Math.atan2(right, up) * 180) / Math.PI), 0),
  };
}

/** An angle turned on. @param {number} angle @param {number} by */
export function turned(angle, by) {
  return (angle + by + 360) % 360;
}

/** @param {number} angle */
export function direction(angle) {
  return DIRECTIONS[Math.round(angle / 45) % DIRECTIONS.length];
}

/**
 * A direction for everybody in a circle: their own, or the middle of the widest gap.
 * @param {Stakeholder[]} people
 * @returns {Map<string, number>}
 */
export function directions(people) {
  /** @type {Map<string, number>} */ const angles = new Map();
  for (const influence of INFLUENCES) {
    const here = people.filter((one) => one.influence === influence);
    const taken = here.flatMap(({ id, angle }) => {
      if (typeof angle !== "number") return [];
      angles.set(id, angle);
      return [angle];
    });
    for (const { id } of here) {
      if (angles.has(id)) continue;
      const angle = taken.length ? widestGap(taken) : 60 + INFLUENCES.indexOf(influence) * 50;
      angles.set(id, angle);
      taken.push(angle);
    }
  }
  return angles;
}

/** @param {number[]} taken */
function widestGap(taken) {
  const sorted = [...taken].sort((one, other) => one - other);
  const gaps = sorted.map((angle, at) => ({ angle, gap: (at + 1 < sorted.length ? sorted[at + 1] : sorted[0] + 360) - angle }));
  const widest = gaps.reduce((best, one) => (one.gap > best.gap ? one : best));
  return Math.round(turned(widest.angle, widest.gap / 2));
}

/**
 * Where everybody in a circle stands: within the circle, on nobody else and on no title, the name whole or a number.
 * @param {Stakeholder[]} people
 * @param {Plane} plane
 * @param {Measure} measure
 * @param {Box[]} taken  what stands on the picture already
 * @returns {Map<string, Place>}
 */
export function placesOf(people, plane, measure, taken) {
  const angles = directions(people);
  const filled = [...taken];
  /** @type {Map<string, Place>} */ const places = new Map();
  // whom somebody has put in a place is not moved for whom nobody has
  const order = [...people].sort((one, other) => Number(typeof other.angle === "number") - Number(typeof one.angle === "number"));
  for (const { id, name, influence, angle: own } of order) {
    if (!influence) continue;
    const angle = angles.get(id) ?? 0;
    const shapes = plane.wide ? shapesOf(name, measure) : [];
    const most = typeof own === "number" ? MOST_TURN : 180;
    const disc = { width: DISC, height: DISC, lines: null };
    const found = free(influence, angle, shapes, most, plane, filled)
      ?? free(influence, angle, [disc], 180, plane, filled)
      ?? { ...spot(influence, angle, plane), ...disc };
    filled.push(found);
    places.set(id, { ...found, id, angle });
  }
  return places;
}

/**
 * The free place nearest to a direction.
 * @param {Influence} influence
 * @param {number} angle
 * @param {(Size & {lines: string[] | null})[]} shapes
 * @param {number} most  degrees off the direction
 * @param {Plane} plane
 * @param {Box[]} filled
 */
function free(influence, angle, shapes, most, plane, filled) {
  if (!shapes.length) return null;
  for (let off = 0; off <= most; off += TURN) for (const sign of off ? [1, -1] : [1]) for (const shape of shapes) for (const out of OUT) {
    const box = { ...along(influence, turned(angle, off * sign), out, plane), ...shape };
    if (within(box, influence, plane) && !filled.some((other) => meets(box, other, APART))) return box;
  }
  return null;
}

/** Whether a name or a number stands wholly in a circle. @param {Box & {lines?: string[] | null}} box @param {Influence} influence @param {Plane} plane */
export function within(box, influence, { width, height, rx, ry }) {
  const at = INFLUENCES.indexOf(influence);
  const [x, y] = [Math.abs(box.x - width / 2), Math.abs(box.y - height / 2)];
  // a number stands on a disc, of which only one point is nearest to the edge
  const reach = box.lines === null ? DISC / 2 / (Math.hypot(x, y) || 1) : 0;
  const near = reach ? [x * (1 - reach), y * (1 - reach)] : [Math.max(0, x - box.width / 2), Math.max(0, y - box.height / 2)];
  const far = reach ? [x * (1 + reach), y * (1 + reach)] : [x + box.width / 2, y + box.height / 2];
  const out = (/** @type {number[]} */ [right, up], /** @type {number} */ by, /** @type {number} */ edge) => Math.hypot(right / (rx[edge] + by), up / (ry[edge] + by));
  return out(near, AIR, at) >= 1 && out(far, -AIR, at + 1) <= 1;
}

/** Whether two boxes stand on each other. @param {Box} one @param {Box} other @param {number} [apart] */
export function meets(one, other, apart = 0) {
  return Math.abs(one.x - other.x) < (one.width + other.width) / 2 + apart && Math.abs(one.y - other.y) < (one.height + other.height) / 2 + apart;
}

/**
 * The ways in which a name can be written, the least flat first.
 * @param {string} name
 * @param {Measure} measure
 */
export function shapesOf(name, measure) {
  const found = wrappings(name, measure, MOST_LINES).map((lines) => ({
    lines,
    width: Math.max(DISC, Math.ceil(Math.max(...lines.map(measure))) + 2 * PADDING.across),
    height: Math.max(DISC, lines.length * LINE + 2 * PADDING.down),
  }));
  return found.sort((one, other) => Math.abs(one.width - 2 * one.height) - Math.abs(other.width - 2 * other.height));
}

/**
 * A text over one line, two and so on, each as narrow as it can be.
 * @param {string} text
 * @param {Measure} measure
 * @param {number} most  lines
 * @returns {string[][]}
 */
export function wrappings(text, measure, most) {
  const words = text.trim().split(/\s+/);
  const widths = words.flatMap((_, from) => words.slice(from).map((__, count) => measure(words.slice(from, from + count + 1).join(" "))));
  /** @type {Map<number, string[]>} */ const found = new Map();
  for (const width of [...new Set(widths)].sort((one, other) => other - one)) {
    const lines = wrapped(words, width, measure);
    if (lines && lines.length <= most) found.set(lines.length, lines);
  }
  return [...found.values()];
}

/** @param {string[]} words @param {number} width @param {Measure} measure @returns {string[] | null} null if a word is wider */
function wrapped(words, width, measure) {
  /** @type {string[]} */ const lines = [];
  for (const word of words) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : "";
    if (longer && measure(longer) <= width) lines[lines.length - 1] = longer;
    else if (measure(word) <= width) lines.push(word);
    else return null;
  }
  return lines;
}

/**
 * Whom the centre is about, in as many lines as fit there.
 * @param {string} segment
 * @param {Plane} plane
 * @param {Measure} measure
 */
export function centreLines(segment, plane, measure) {
  const fits = (/** @type {string[]} */ lines) => Math.hypot((Math.max(...lines.map(measure)) / 2) / (plane.rx[0] - AIR), ((lines.length * LINE) / 2) / (plane.ry[0] - AIR)) <= 1;
  const ways = [segment, "The customer"].filter((text) => text.trim()).flatMap((text) => wrappings(text, measure, 6));
  return ways.find(fits) ?? [];
}

/** The words of the circles, which stand at the top of each. @param {{influence: Influence, title: string}[]} named @param {Plane} plane @param {Measure} measure @returns {(Box & {title: string})[]} */
export function titlesOf(named, plane, measure) {
  return named.map(({ influence, title }) => ({
    title,
    x: plane.width / 2,
    y: plane.height / 2 - plane.ry[INFLUENCES.indexOf(influence) + 1] + 12,
    width: measure(title) + 4,
    height: LINE,
  }));
}
