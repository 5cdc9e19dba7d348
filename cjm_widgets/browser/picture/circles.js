/**
 * Circles of influence around the customer: where a stakeholder stands on the picture. Pure: nothing here touches the page.
 *
 * An angle of 0 is the top of the picture; angles grow clockwise.
 *
 * @typedef {"strong" | "medium" | "slight"} Influence
 * @typedef {{id: string, name: string, influence: Influence | null, angle: number | null, relationship?: string, we_do?: string,
 *            they_do?: string}} Stakeholder
 * @typedef {{width: number, height: number}} Size
 * @typedef {{width: number, height: number, radius: number, edges: number[], token: Size}} Plane  `edges`: how far out the
 *   customer and each circle reach, as parts of the radius
 * @typedef {{x: number, y: number}} Spot
 */

export const INFLUENCES = /** @type {Influence[]} */ (["strong", "medium", "slight"]);
export const NOT_PLACED = "not placed yet";

const APART = 3; // px between a name and the customer
const CANDIDATES = 36;
const ROOM_ENOUGH = 1.15;
const DIRECTIONS = ["at the top", "top right", "on the right", "bottom right", "at the bottom", "bottom left", "on the left", "top left"];

/**
 * What the circles are called, from labels such as “Close: shapes what the customer meets”.
 * @param {import("../lib/labels.js").Called} labels
 */
export function circlesOf(labels) {
  return INFLUENCES.map((influence) => {
    const [title, means = ""] = labels.full("stakeholders/influence", influence).split(": ");
    return { influence, title, means, spoken: title.toLowerCase() };
  });
}

/** How far out a circle's edge is; null for the customer. @param {null | Influence} influence @param {Plane} plane */
export function edge(influence, plane) {
  return plane.radius * plane.edges[influence === null ? 0 : INFLUENCES.indexOf(influence) + 1];
}

/** How far out the names in a circle stand. @param {Influence} influence @param {Plane} plane */
function middle(influence, plane) {
  return (plane.radius * (plane.edges[INFLUENCES.indexOf(influence)] + plane.edges[INFLUENCES.indexOf(influence) + 1])) / 2;
}

/**
 * Where the middle of a stakeholder's name stands.
 * @param {Influence} influence
 * @param {number} angle
 * @param {Plane} plane
 * @returns {Spot}
 */
export function spot(influence, angle, plane) {
  const turn = (angle * Math.PI) / 180;
  const out = clear(middle(influence, plane), turn, plane);
  return {
    x: within(plane.width / 2 + out * Math.sin(turn), plane.token.width / 2, plane.width),
    y: within(plane.height / 2 - out * Math.cos(turn), plane.token.height / 2, plane.height),
  };
}

/**
 * How far out a name stands so that it does not cover the customer: wide names go further out to the sides than above.
 * @param {number} out
 * @param {number} turn  in radians
 * @param {Plane} plane
 */
function clear(out, turn, plane) {
  const beside = (/** @type {number} */ at, /** @type {number} */ size) => Math.max(0, Math.abs(at) - size / 2);
  const reach = edge(null, plane) + APART;
  let found = out;
  while (Math.hypot(beside(found * Math.sin(turn), plane.token.width), beside(found * Math.cos(turn), plane.token.height)) < reach) found += 1;
  return found;
}

/**
 * The circle and the direction nearest to a place in the picture.
 * @param {Spot} at
 * @param {Plane} plane
 * @returns {{influence: Influence, angle: number}}
 */
export function nearestPlace({ x, y }, plane) {
  const [right, up] = [x - plane.width / 2, plane.height / 2 - y];
  const out = Math.hypot(right, up);
  const away = (/** @type {Influence} */ influence) => Math.abs(middle(influence, plane) - out);
  return {
    influence: INFLUENCES.reduce((best, influence) => (away(influence) < away(best) ? influence : best)),
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
 * A direction for everybody in a circle: their own, or the one with the most room.
 * @param {Stakeholder[]} people
 * @param {Plane} plane
 * @param {ReadonlyMap<string, number>} before  directions given earlier; kept where there is still room
 * @returns {Map<string, number>}
 */
export function directions(people, plane, before = new Map()) {
  const angles = new Map(people.flatMap(({ id, influence, angle }) => (influence && angle !== null && angle !== undefined ? [[id, angle]] : [])));
  /** @type {Map<Influence, number[]>} */
  const inRing = new Map(INFLUENCES.map((influence) => [influence, []]));
  const taken = [...titles(plane), customer(plane)];
  const settle = (/** @type {Stakeholder} */ { id, influence }, /** @type {number} */ angle) => {
    angles.set(id, angle);
    if (!influence) return;
    taken.push({ ...spot(influence, angle, plane), ...plane.token });
    inRing.get(influence)?.push(angle);
  };
  for (const person of people) if (angles.has(person.id)) settle(person, angles.get(person.id) ?? 0);
  for (const person of people) {
    if (!person.influence || angles.has(person.id)) continue;
    const kept = before.get(person.id);
    const fits = kept !== undefined && room(spot(person.influence, kept, plane), plane.token, taken) >= 1;
    settle(person, fits ? kept : freest(person.influence, plane, taken, inRing.get(person.influence) ?? []));
  }
  return angles;
}

/**
 * @param {Influence} influence
 * @param {Plane} plane
 * @param {(Spot & Size)[]} taken
 * @param {number[]} mates  directions of the others in this circle
 */
function freest(influence, plane, taken, mates) {
  let best = { angle: 0, worth: -1 };
  for (let at = 0; at < CANDIDATES; at += 1) {
    const angle = turned(70 + INFLUENCES.indexOf(influence) * 50, (at * 360) / CANDIDATES);
    const free = Math.min(ROOM_ENOUGH, room(spot(influence, angle, plane), plane.token, taken));
    const apart = Math.min(180, ...mates.map((other) => Math.min(turned(angle, -other), turned(other, -angle))));
    const worth = free + (0.3 * apart) / 180;
    if (worth > best.worth + 1e-9) best = { angle, worth };
  }
  return best.angle;
}

/**
 * How much room a place has: below 1 it overlaps something.
 * @param {Spot} at
 * @param {Size} size
 * @param {(Spot & Size)[]} taken
 */
function room(at, size, taken) {
  return Math.min(
    Infinity,
    ...taken.map((other) =>
      Math.max(
        Math.abs(at.x - other.x) / ((size.width + other.width) / 2),
        Math.abs(at.y - other.y) / ((size.height + other.height) / 2),
      ),
    ),
  );
}

/** The words of the circles, which stand at the top of each. @param {Plane} plane @returns {(Spot & Size)[]} */
function titles(plane) {
  return INFLUENCES.map((influence) => ({ x: plane.width / 2, y: titleAt(influence, plane), width: 70, height: 16 }));
}

/** The words in the centre. @param {Plane} plane @returns {Spot & Size} */
function customer(plane) {
  const reach = edge(null, plane);
  return { x: plane.width / 2, y: plane.height / 2, width: reach * 1.7, height: reach * 1.3 };
}

/** How far down the words of a circle stand. @param {Influence} influence @param {Plane} plane */
export function titleAt(influence, plane) {
  return plane.height / 2 - edge(influence, plane) + Math.min(13, plane.radius / 13);
}

/** @param {number} value @param {number} margin @param {number} whole */
function within(value, margin, whole) {
  return Math.min(whole - margin, Math.max(margin, value));
}
