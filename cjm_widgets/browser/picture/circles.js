/**
 * Circles of influence around the customer: where a stakeholder stands on the picture. Pure: nothing here touches the page.
 *
 * An angle of 0 is the top of the picture; angles grow clockwise.
 *
 * @typedef {1 | 2 | 3} Ring
 * @typedef {{id: string, name: string, ring: Ring | null, angle: number | null, relationship?: string, we_do?: string,
 *            they_do?: string}} Stakeholder
 * @typedef {{width: number, height: number}} Size
 * @typedef {{width: number, height: number, radius: number, edges: number[], token: Size}} Plane  `edges`: how far out the
 *   customer and each circle reach, as parts of the radius
 * @typedef {{x: number, y: number}} Spot
 */

export const RINGS = /** @type {Ring[]} */ ([1, 2, 3]);
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
  return RINGS.map((ring) => {
    const [title, means = ""] = labels.full("stakeholders/ring", ring).split(": ");
    const name = title.toLowerCase();
    return { ring, title, means, spoken: name.includes(" ") ? `circle ${name}` : `${name} circle` };
  });
}

/** How far out a circle's edge is; 0 for the customer. @param {0 | Ring} ring @param {Plane} plane */
export function edge(ring, plane) {
  return plane.radius * plane.edges[ring];
}

/** How far out the names in a circle stand. @param {Ring} ring @param {Plane} plane */
function middle(ring, plane) {
  return (plane.radius * (plane.edges[ring - 1] + plane.edges[ring])) / 2;
}

/**
 * Where the middle of a stakeholder's name stands.
 * @param {Ring} ring
 * @param {number} angle
 * @param {Plane} plane
 * @returns {Spot}
 */
export function spot(ring, angle, plane) {
  const turn = (angle * Math.PI) / 180;
  const out = clear(middle(ring, plane), turn, plane);
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
  const reach = edge(0, plane) + APART;
  let found = out;
  while (Math.hypot(beside(found * Math.sin(turn), plane.token.width), beside(found * Math.cos(turn), plane.token.height)) < reach) found += 1;
  return found;
}

/**
 * The circle and the direction nearest to a place in the picture.
 * @param {Spot} at
 * @param {Plane} plane
 * @returns {{ring: Ring, angle: number}}
 */
export function nearestPlace({ x, y }, plane) {
  const [right, up] = [x - plane.width / 2, plane.height / 2 - y];
  const out = Math.hypot(right, up);
  const away = (/** @type {Ring} */ ring) => Math.abs(middle(ring, plane) - out);
  return {
    ring: RINGS.reduce((best, ring) => (away(ring) < away(best) ? ring : best)),
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
  const angles = new Map(people.flatMap(({ id, ring, angle }) => (ring && angle !== null && angle !== undefined ? [[id, angle]] : [])));
  /** @type {Map<Ring, number[]>} */
  const inRing = new Map(RINGS.map((ring) => [ring, []]));
  const taken = [...titles(plane), customer(plane)];
  const settle = (/** @type {Stakeholder} */ { id, ring }, /** @type {number} */ angle) => {
    angles.set(id, angle);
    if (!ring) return;
    taken.push({ ...spot(ring, angle, plane), ...plane.token });
    inRing.get(ring)?.push(angle);
  };
  for (const person of people) if (angles.has(person.id)) settle(person, angles.get(person.id) ?? 0);
  for (const person of people) {
    if (!person.ring || angles.has(person.id)) continue;
    const kept = before.get(person.id);
    const fits = kept !== undefined && room(spot(person.ring, kept, plane), plane.token, taken) >= 1;
    settle(person, fits ? kept : freest(person.ring, plane, taken, inRing.get(person.ring) ?? []));
  }
  return angles;
}

/**
 * @param {Ring} ring
 * @param {Plane} plane
 * @param {(Spot & Size)[]} taken
 * @param {number[]} mates  directions of the others in this circle
 */
function freest(ring, plane, taken, mates) {
  let best = { angle: 0, worth: -1 };
  for (let at = 0; at < CANDIDATES; at += 1) {
    const angle = turned(20 + ring * 50, (at * 360) / CANDIDATES);
    const free = Math.min(ROOM_ENOUGH, room(spot(ring, angle, plane), plane.token, taken));
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
  return RINGS.map((ring) => ({ x: plane.width / 2, y: titleAt(ring, plane), width: 70, height: 16 }));
}

/** The words in the centre. @param {Plane} plane @returns {Spot & Size} */
function customer(plane) {
  const reach = edge(0, plane);
  return { x: plane.width / 2, y: plane.height / 2, width: reach * 1.7, height: reach * 1.3 };
}

/** How far down the words of a circle stand. @param {Ring} ring @param {Plane} plane */
export function titleAt(ring, plane) {
  return plane.height / 2 - edge(ring, plane) + Math.min(13, plane.radius / 13);
}

/** @param {number} value @param {number} margin @param {number} whole */
function within(value, margin, whole) {
  return Math.min(whole - margin, Math.max(margin, value));
}
