import assert from "node:assert/strict";
import { test } from "node:test";
import "./tiny_dom.js";
import { cellOf, fieldOf, middleOf, nearestCell, onScale, spotsOf } from "../../cjm_widgets/browser/picture/cells.js";
import { INFLUENCES, circlesOf, direction, directions, edge, nearestPlace, spot, titleAt, turned } from "../../cjm_widgets/browser/picture/circles.js";
import { seenRows, wanted } from "../../cjm_widgets/browser/picture/map_rows.js";
import { chosenCurves, figuresOf, story } from "../../cjm_widgets/browser/picture/map_curve.js";
import { legendItems } from "../../cjm_widgets/browser/picture/legend.js";
import { countsOf, points, stepOf, timeOf } from "../../cjm_widgets/browser/picture/map_cells.js";
import { called } from "../../cjm_widgets/browser/lib/labels.js";
import { labels } from "./from_python.js";

const LINES = { impact: 2.5, effort: 3.5 };

test("value and effort make four fields; a figure on neither side of a line belongs to one", () => {
  const field = (impact, effort) => fieldOf({ impact, effort }, LINES).key;
  assert.deepEqual([field(3, 3), field(3, 4), field(2, 3), field(2, 4)], ["quick win", "big project", "small extra", "think again"]);
  assert.equal(fieldOf({ impact: 3, effort: 3 }, { impact: 3, effort: 3 }).key, "small extra");
});

test("a place on the picture is the nearest cell, and a cell's middle leads back to it", () => {
  for (const impact of [1, 3, 5]) for (const effort of [1, 4, 5]) assert.deepEqual(nearestCell(middleOf({ impact, effort })), { impact, effort });
  assert.deepEqual(nearestCell({ x: 0, y: 0 }), { impact: 5, effort: 1 });
  assert.deepEqual(nearestCell({ x: 1, y: 1 }), { impact: 1, effort: 5 });
  assert.deepEqual([0, 2.4, 9].map(onScale), [1, 2, 5]);
  assert.equal(cellOf({ impact: 3 }), null);
});

test("solutions of one cell stand side by side, those without both figures nowhere", () => {
  const found = spotsOf([{ id: "a", impact: 3, effort: 3 }, { id: "b", impact: 3, effort: 3 }, { id: "c", impact: 3 }, { id: "d", impact: 1, effort: 1 }]);
  assert.deepEqual([...found.keys()], ["a", "b", "d"]);
  assert.deepEqual([found.get("a").right, found.get("b").right], [-0.5, 0.5]);
  assert.deepEqual([found.get("d").right, found.get("d").down], [0, 0]);
  const many = [...spotsOf(Array.from({ length: 7 }, (_, at) => ({ id: `s${at}`, impact: 2, effort: 2 }))).values()];
  assert.equal(new Set(many.map(({ right, down }) => `${right} ${down}`)).size, 7);
  assert.ok(Math.abs(many.reduce((sum, { down }) => sum + down, 0)) < 7);
});

const PLANE = { width: 460, height: 460, radius: 228, edges: [0.2, 0.56, 0.82, 1], token: { width: 96, height: 50 } };

test("the circles are called as the model calls them", () => {
  assert.deepEqual(circlesOf(called(labels)), [
    { influence: "strong", title: "Strong influence", spoken: "strong influence", means: "what they do makes or breaks it" },
    { influence: "medium", title: "Some influence", spoken: "some influence", means: "they shape part of it" },
    { influence: "slight", title: "Little influence", spoken: "little influence", means: "they are touched by it more than they shape it" },
  ]);
});

test("a stakeholder's place leads back to its circle and direction", () => {
  for (const influence of INFLUENCES) for (const angle of [0, 90, 200]) {
    const small = { ...PLANE, token: { width: 10, height: 10 } };
    assert.deepEqual(nearestPlace(spot(influence, angle, small), small), { influence, angle });
  }
});

test("a wide name does not cover the customer, nor stand out of the picture", () => {
  const beside = spot("strong", 90, PLANE);
  assert.ok(beside.x - PLANE.token.width / 2 - PLANE.width / 2 >= edge(null, PLANE));
  assert.ok(spot("slight", 90, PLANE).x + PLANE.token.width / 2 <= PLANE.width);
  assert.ok(titleAt("strong", PLANE) > titleAt("slight", PLANE));
});

test("directions go round, and have words", () => {
  assert.deepEqual([turned(350, 15), turned(5, -15), turned(0, 0)], [5, 350, 0]);
  assert.deepEqual([0, 44, 45, 90, 180, 315, 350].map(direction), ["at the top", "top right", "top right", "on the right", "at the bottom", "top left", "at the top"]);
});

test("who has no direction gets a free one and keeps it; nobody stands on somebody else", () => {
  const people = [{ id: "own", name: "", influence: "medium", angle: 10 }, ...["a", "b", "c", "d"].map((id) => ({ id, name: "", influence: "medium", angle: null })), { id: "off", name: "", influence: null, angle: null }];
  const given = directions(people, PLANE);
  assert.equal(given.get("own"), 10);
  assert.ok(!given.has("off"));
  assert.deepEqual(directions(people, PLANE, given), given);
  const places = people.filter(({ influence }) => influence).map(({ id }) => spot("medium", given.get(id), PLANE));
  for (const [at, one] of places.entries()) for (const other of places.slice(at + 1)) {
    assert.ok(Math.abs(one.x - other.x) >= 96 || Math.abs(one.y - other.y) >= 50, JSON.stringify([one, other]));
  }
  assert.equal(directions(people, PLANE, new Map([["a", 140]])).get("a"), 140, "an earlier direction is kept where there is room");
  const moved = directions(people.map((one) => (one.id === "a" ? { ...one, angle: given.get("b") } : one)), PLANE, given);
  assert.notEqual(moved.get("b"), given.get("b"), "where the room is taken, another is given");
});

const row = (key, when = "") => ({ key, title: key, hint: "", group: "", when });
const VIEW = { key: "all", title: "All", layers: [row("people"), row("stages"), row("steps"), row("moods"), row("now", "current"), row("wish", "ideal"), row("outcomes")] };
const isApart = ({ key }) => key === "people" || key === "outcomes";
const keys = (rows) => rows.map(({ key }) => key);
const seen = (choice = {}, full = () => true) => seenRows(VIEW, { when: "both", empty: false, hidden: {}, ...choice }, full, isApart);

test("layers outside the table stand above it or below it, as in the view", () => {
  assert.deepEqual(keys(seen().above), ["people"]);
  assert.deepEqual(keys(seen().rows), ["stages", "steps", "moods", "now", "wish"]);
  assert.deepEqual(keys(seen().below), ["outcomes"]);
});

test("a layer of how things are is not seen where only how they should be is wanted", () => {
  assert.deepEqual(keys(seen({ when: "current" }).rows), ["stages", "steps", "moods", "now"]);
  assert.deepEqual(keys(seen({ when: "ideal" }).rows), ["stages", "steps", "moods", "wish"]);
});

test("empty layers are offered on request only", () => {
  const full = ({ key }) => key !== "moods";
  assert.ok(!keys(seen({}, full).offered).includes("moods"));
  assert.ok(keys(seen({ empty: true }, full).offered).includes("moods"));
});

test("a hidden layer can be had again, and the steps cannot be hidden", () => {
  const some = seen({ hidden: { all: ["moods", "steps", "people"], other: ["stages"] } });
  assert.deepEqual(keys(some.rows), ["stages", "steps", "now", "wish"]);
  assert.deepEqual(some.above, []);
  assert.deepEqual(keys(some.offered), ["people", "stages", "moods", "now", "wish", "outcomes"]);
});

test("a layer is wanted where the view has it and nobody hides it, although it may be empty", () => {
  assert.ok(wanted(VIEW, {}, ["needs", "stages"]));
  assert.ok(!wanted(VIEW, { all: ["stages"] }, ["needs", "stages"]));
  assert.ok(wanted(VIEW, { other: ["stages"] }, ["stages"]));
});

const curve = (rater) => ({ rater, title: rater, scale: { name: "felt" }, points: [] });
const MONITOR = { steps: [], curves: ["room", "survey", "as-eve", "as-ben", "wanted"].map(curve), editable: false, narration: "Nothing." };
const raters = (persona, when) => chosenCurves(MONITOR, persona, when).curves.map(({ rater }) => rater);

test("curves are chosen by whose they are and by how things are or should be", () => {
  assert.deepEqual(raters("everyone", "current"), ["room", "survey"]);
  assert.deepEqual(raters("everyone", "both"), ["room", "survey", "wanted"]);
  assert.deepEqual(raters("eve", "both"), ["as-eve", "wanted"]);
  assert.deepEqual(raters("all", "current"), ["room", "survey", "as-eve", "as-ben"]);
  assert.deepEqual(raters("everyone", "ideal"), ["wanted"]);
});

test("a curve looks the same whichever others are shown", () => {
  const look = (persona) => chosenCurves(MONITOR, persona, "both").curves.find(({ rater }) => rater === "as-eve").look;
  assert.deepEqual(look("eve"), look("all"));
});

test("the story is that of the curves that are shown; what is wanted is never told as experience", () => {
  const told = { "room/felt": "Falls at the desk.", "survey/felt": "Rises.", "wanted/felt": "Stays high." };
  const of = (persona, when, nobody = "Nobody.") => story(chosenCurves(MONITOR, persona, when), told, nobody);
  const goal = "The double lines are what we want for customers, not what they say.";
  assert.equal(of("everyone", "both"), `room: falls at the desk.\nsurvey: rises.\n${goal}`);
  assert.equal(of("everyone", "ideal", ""), goal);
  assert.equal(of("moira", "both", "Nobody has rated as Moira yet."), `Nobody has rated as Moira yet.\n${goal}`);
  assert.equal(of("eve", "current"), "Nobody.");
  assert.equal(story({ ...MONITOR, curves: [] }, told, ""), "");
});

test("a legend names what is wanted also where it is alone, and says what the points rest on", () => {
  const rated = (rater, basis) => ({ rater, title: rater, scale: { name: "felt", title: "Satisfaction" }, points: [{ height: 1, basis }] });
  const text = (...curves) => legendItems(curves).map((item) => item.text);
  assert.deepEqual(text(rated("wanted", "assumed")), ["wanted Wanted, not experienced"]);
  assert.deepEqual(text({ ...rated("room", "reported"), title: "Our group" }), ["Reported to us"]);
  assert.deepEqual(text({ ...rated("room", "reported"), title: "Focus group" }), ["Focus group Satisfaction", "Reported to us"]);
  assert.deepEqual(text(rated("room", ""), rated("survey", "measured")), ["room Satisfaction", "survey Satisfaction", "Measured", "Assumed by us"]);
});

test("how many answered stands once where they are as many at every step, else at each figure", () => {
  const survey = (...counts) => ({ rater: "survey", title: "Survey", scale: { name: "share", title: "Share" }, points: counts.map((n) => ({ height: 1, asked: `n = ${n}`, words: "11 %", sample: `n = ${n}, 8 to 14 %`, reach: "8 to 14 %" })) });
  const figure = (curve) => figuresOf({ steps: [{ id: "a" }], curves: [curve] }, { id: "a", touchpoints: [] })[0].text;
  assert.equal(legendItems([survey(410, 410)])[0].text, "Survey Share; n = 410");
  assert.equal(figure(survey(410, 410)), "11 % (8 to 14 %)");
  assert.equal(legendItems([survey(410, 200)])[0].text, "Survey Share");
  assert.equal(figure(survey(410, 200)), "11 % (n = 410, 8 to 14 %)");
});

test("a time has its unit in the number of the figure, and nothing where nobody knows", () => {
  assert.equal(timeOf({ time: { amount: 1, unit: "hours" } }), "1 hour");
  assert.equal(timeOf({ time: { amount: 1200.5, unit: "days" } }), "1,200.5 days");
  assert.equal(timeOf({ time: { amount: 0, unit: "days" } }), "0 days");
  for (const none of [{}, { time: { amount: null, unit: "days" } }]) assert.equal(timeOf(none), "");
});

test("contacts are added up, and said to be the least where some are not known", () => {
  const step = (...contacts) => ({ touchpoints: contacts.map((each) => ({ contacts: each })) });
  assert.equal(countsOf(step(2, 3)), "5 contacts");
  assert.equal(countsOf(step(1, null)), "at least 1 contact");
  assert.equal(countsOf({ ...step(null), time: { amount: 2, unit: "days" } }), "2 days");
});

test("text with a point a line becomes a list", () => {
  assert.equal(points("one\n\n two ")[0].children.length, 2);
  assert.equal(points(" one ")[0].text, "one");
  assert.deepEqual(points(" \n "), []);
});

test("a solution belongs to its own step, else to that of its moment of truth", () => {
  const journey = { moments: [{ id: "m", step: "a" }] };
  assert.equal(stepOf({ step: "b", moment: "m" }, journey), "b");
  assert.equal(stepOf({ step: null, moment: "m" }, journey), "a");
  assert.equal(stepOf({ step: null, moment: "x" }, journey), undefined);
});
