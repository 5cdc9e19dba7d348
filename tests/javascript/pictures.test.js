import assert from "node:assert/strict";
import { test } from "node:test";
import "./tiny_dom.js";
import { cellOf, fieldOf, middleOf, nearestCell, onScale, spotsOf } from "../../cjm_widgets/browser/picture/cells.js";
import { INFLUENCES, centreLines, circlesOf, direction, directions, meets, nearestPlace, placesOf, planeOf, spot, titlesOf, turned, within, wrappings } from "../../cjm_widgets/browser/picture/circles.js";
import { circlesAndLines } from "../../cjm_widgets/browser/picture/stakeholder_drawing.js";
import { tiesDrawn } from "../../cjm_widgets/browser/picture/ties.js";
import { drawn } from "./tiny_dom.js";
import { seenRows, wanted } from "../../cjm_widgets/browser/picture/map_rows.js";
import { chosenCurves, curveCell, figuresOf, story } from "../../cjm_widgets/browser/picture/map_curve.js";
import { drawnOf } from "../../cjm_widgets/browser/picture/curve_choice.js";
import { legendItems } from "../../cjm_widgets/browser/picture/legend.js";
import { countsOf, points, stepOf, timeOf } from "../../cjm_widgets/browser/picture/map_cells.js";
import { called } from "../../cjm_widgets/browser/lib/labels.js";
import { clinic, journey as airport, labels } from "./from_python.js";

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

test("the circles are called as the model calls them", () => {
  assert.deepEqual(circlesOf(called(labels)), [
    { influence: "strong", title: "Strong influence", spoken: "strong influence", means: "what they do makes or breaks it" },
    { influence: "medium", title: "Some influence", spoken: "some influence", means: "they shape part of it" },
    { influence: "slight", title: "Little influence", spoken: "little influence", means: "they are touched by it more than they shape it" },
  ]);
});

test("a stakeholder's place leads back to its circle and direction", () => {
  for (const width of [320, 624, 900]) for (const influence of INFLUENCES) for (const angle of [0, 45, 90, 200]) {
    const plane = planeOf(width);
    assert.deepEqual(nearestPlace(spot(influence, angle, plane), plane), { influence, angle });
  }
});

const measure = (text) => text.length * 7;
const crowd = (count, name, own) => INFLUENCES.flatMap((influence) => Array.from({ length: count }, (_, at) => (
  { id: `${influence}-${at}`, name, influence, angle: own ? (at * 360) / count : null })));

test("names stand wholly in their circles and not on each other, or a number stands for them", () => {
  for (const width of [320, 390, 500, 624, 860, 1200]) for (const count of [1, 3, 5]) for (const own of [true, false]) {
    for (const name of ["GP", "Airline and its ground staff", "Consultants", "Donaudampfschifffahrtsgesellschaftskapitän"]) {
      const [plane, people] = [planeOf(width), crowd(count, name, own)];
      const titles = titlesOf(circlesOf(called(labels)), plane, measure);
      const places = placesOf(people, plane, measure, titles);
      assert.equal(places.size, people.length);
      for (const { id, influence } of people) {
        const place = places.get(id);
        const where = JSON.stringify([width, count, own, name, place]);
        assert.ok(within(place, influence, plane), where);
        assert.ok(place.lines === null || place.lines.join(" ") === name, where);
        assert.ok(!titles.some((title) => meets(title, place)), where);
        assert.ok(![...places.values()].some((other) => other !== place && meets(other, place)), where);
      }
    }
  }
});

test("a name that fits is written; one that does not, or on a phone, has a number", () => {
  const lines = (width, name) => placesOf([{ id: "a", name, influence: "strong", angle: 0 }], planeOf(width), measure, []).get("a").lines;
  assert.deepEqual(lines(700, "Ward sister"), ["Ward", "sister"]);
  assert.equal(lines(700, "Donaudampfschifffahrtsgesellschaftskapitän"), null);
  assert.equal(lines(360, "Ward sister"), null);
});

test("a name is written in as many ways as it has words, and none is cut", () => {
  assert.deepEqual(wrappings("a bb ccc", measure, 4), [["a bb ccc"], ["a bb", "ccc"], ["a", "bb", "ccc"]]);
  assert.deepEqual(wrappings("a bb ccc", measure, 2).map((lines) => lines.length), [1, 2]);
});

test("the centre names the customers where they fit, and else the customer", () => {
  assert.deepEqual(centreLines("Patients", planeOf(700), measure), ["Patients"]);
  assert.equal(centreLines("Everybody who was referred to the clinic by a general practitioner in the county", planeOf(320), measure).join(" "), "The customer");
});

test("a line begins and ends at its names, passes behind few others, and looks as it is", () => {
  const box = (x, y) => ({ x, y, width: 60, height: 30 });
  const plane = planeOf(600);
  const places = new Map([["a", box(80, 230)], ["b", box(520, 230)], ["c", box(300, 60)]]);
  const tie = (from_whom, to_whom, state) => ({ id: `${from_whom}-${to_whom}`, from_whom, to_whom, state, kind: null, name: "" });
  const drawn = tiesDrawn([tie("a", "b", "good"), tie("a", "c", "strained"), tie("a", "@customer", null), tie("a", "gone", "good"), tie(null, "a", null), tie("a", "a", "good")], places, plane);
  assert.deepEqual(drawn.map((one) => one.getAttribute("class")), ["tie good", "tie strained", "tie unsaid"]);
});

/** As stakeholder_drawing.js lays it out, but for the measuring, which needs a browser. */
const laidIn = (journey, width) => {
  const plane = planeOf(width);
  const titles = titlesOf(circlesOf(called(labels)), plane, measure);
  return { plane, titles, places: placesOf(journey.stakeholders, plane, measure, titles), centre: centreLines("", plane, measure) };
};

test("whoever pays stands in the circle of their influence, and their relationships are drawn to them", () => {
  const laid = laidIn(clinic, 780);
  const payers = clinic.relationships.filter(({ kind }) => kind === "pays");
  assert.ok(payers.length, "the example has somebody who pays");
  const ties = drawn(circlesAndLines(laid, clinic.relationships)).all("tie").map((one) => one.getAttribute("data-id"));
  for (const { id, from_whom } of payers) {
    const who = clinic.stakeholders.find((one) => one.id === from_whom);
    assert.ok(within(laid.places.get(from_whom), who.influence, laid.plane), `${who.name}: ${who.influence}`);
    assert.ok(ties.includes(id));
  }
});

test("no sign of a line stands under a name or a title, or on another sign", () => {
  for (const journey of [clinic, airport]) for (const width of [780, 560, 350]) {
    const laid = laidIn(journey, width);
    const picture = drawn(circlesAndLines(laid, journey.relationships));
    const signs = picture.all("sign").map((one) => {
      const [x, y] = one.getAttribute("transform").match(/[\d.]+/g).map(Number);
      return { x, y, width: 14, height: 14 };
    });
    assert.ok(signs.length > 0);
    const others = [...laid.places.values(), ...laid.titles];
    for (const [at, sign] of signs.entries()) for (const other of [...others, ...signs.slice(at + 1)]) assert.ok(!meets(sign, other), `${width}: ${JSON.stringify([sign, other])}`);
  }
});

test("directions go round, and have words", () => {
  assert.deepEqual([turned(350, 15), turned(5, -15), turned(0, 0)], [5, 350, 0]);
  assert.deepEqual([0, 44, 45, 90, 180, 315, 350].map(direction), ["at the top", "top right", "top right", "on the right", "at the bottom", "top left", "at the top"]);
});

test("who has no direction gets the middle of the widest gap, and keeps it when others come", () => {
  const person = (id, angle = null) => ({ id, name: id, influence: "medium", angle });
  const before = directions([person("own", 10), person("a"), person("b"), { ...person("off"), influence: null }]);
  assert.deepEqual([...before], [["own", 10], ["a", 190], ["b", 100]]);
  assert.deepEqual([...directions([person("own", 10), person("a"), person("b"), person("c")])].slice(0, 3), [...before]);
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

test("a legend names each figure that stands beside the curves once", () => {
  const aims = [{ kind: "target", name: "Target", height: 1, words: "" }, { kind: "benchmark", name: "National average", height: 1, words: "" }];
  const points = [aims, [aims[0]], undefined].map((aims) => ({ height: 1, basis: "measured", asked: "", aims }));
  const texts = legendItems([{ rater: "survey", title: "Survey", scale: { name: "share", title: "Share" }, points }]).map((item) => item.text);
  assert.deepEqual(texts.filter((text) => ["Target", "National average"].includes(text)), ["Target", "National average"]);
});

test("a legend names what is wanted also where it is alone, and says what the points rest on", () => {
  const rated = (rater, basis) => ({ rater, title: rater, scale: { name: "felt", title: "Satisfaction" }, points: [{ height: 1, basis }] });
  const text = (...curves) => legendItems(curves).map((item) => item.text);
  assert.deepEqual(text(rated("wanted", "assumed")), ["wanted Wanted, not experienced"]);
  assert.deepEqual(text({ ...rated("room", "reported"), title: "Our group" }), ["Reported to us"]);
  assert.deepEqual(text({ ...rated("room", "reported"), title: "Focus group" }), ["Focus group Satisfaction", "Reported to us"]);
  assert.deepEqual(text(rated("room", ""), rated("survey", "measured")), ["room Satisfaction", "survey Satisfaction", "Measured", "Assumed by us"]);
  assert.deepEqual(text(rated("survey", "a source that does not say what it is")).at(-1), "From a source that does not say what it is");
});

test("the map says below its curve, on paper too, how many of all curves are drawn", () => {
  const legend = (more) => drawn(curveCell([], { steps: [], curves: [], ...more }, "")).all("legend")[0].text;
  assert.equal(legend({ fewer: "8 of 9 curves are drawn." }), "8 of 9 curves are drawn.");
  assert.equal(legend({}), "");
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

test("how many curves are drawn counts only those of which anything is known", () => {
  const curve = (rater, height) => ({ rater, title: rater, scale: { name: "felt", title: "Satisfaction" }, points: [{ height, basis: "measured" }] });
  const surveys = Array.from({ length: 8 }, (_, at) => curve(`survey ${at}`, 1));
  const seven = new Set(["room/felt", ...surveys.slice(0, 7).map(({ rater }) => `${rater}/felt`)]);
  assert.equal(drawnOf([curve("room", null), ...surveys], seven), "7 of 8 curves are drawn.");
  assert.equal(drawnOf([curve("room", 0), ...surveys], seven), "8 of 9 curves are drawn.");
});
