import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./tiny_dom.js";
import { across, down, lookOf, plot } from "../../cjm_widgets/browser/lib/plot.js";
import { curveLook, momentSign } from "../../cjm_widgets/browser/lib/marks.js";

const FRAME = { height: 290, top: 20, bottom: 220, radius: 6, lane: 260 };
const felt = { name: "felt", ticks: [[0, "", "−2"], [0.25, "", "−1"], [0.5, "", "0"], [0.75, "", "+1"], [1, "", "+2"]] };
const point = (height, more = {}) => ({ height, unknown: false, ...more });
const curve = (rater, heights, scale = felt) => ({ rater, scale, points: heights.map((height, at) => ({ step: `s${at}`, ...(typeof height === "object" && height ? height : point(height)) })) });
const monitor = (curves, steps = {}) => ({
  steps: curves[0].points.map((_, at) => ({ id: `s${at}`, moment: false, hot: false, ...steps[at] })),
  curves,
});
const numbers = (elements, name) => elements.map(({ attributes }) => attributes[name]);

test("a step stands in the middle of its column, a rating at its height", () => {
  assert.deepEqual([0, 1, 3].map((at) => across(at, 4)), [12.5, 37.5, 87.5]);
  assert.deepEqual([0, 0.5, 1].map((height) => down(height, FRAME)), [220, 120, 20]);
});

test("ratings are joined from step to step, and a gap stays a gap", () => {
  const picture = drawn(plot(monitor([curve("room", [0, 0.5, null, 1, 1])]), FRAME));
  const beats = picture.all("beat");
  assert.deepEqual(beats.map(({ attributes: { x1, x2, y1, y2 } }) => [x1, y1, x2, y2]), [["10%", "220", "30%", "120"], ["70%", "20", "90%", "20"]]);
  assert.deepEqual(numbers(picture.all("spot"), "x"), ["10%", "30%", "70%", "90%"]);
});

test("a step that is not rated waits below the scale; one that nobody knows has a question mark", () => {
  const room = curve("room", [0.5, null, { height: null, unknown: true }]);
  const picture = drawn(plot(monitor([room]), FRAME, { current: "s1" }));
  assert.deepEqual(numbers(picture.all("empty"), "cy"), ["260"]);
  assert.deepEqual(numbers(picture.all("empty"), "r"), ["8"], "larger where people are");
  assert.deepEqual(picture.all("unknown").map(({ text }) => text), ["?"]);
  assert.equal(drawn(plot(monitor([room]), { ...FRAME, lane: null })).all("empty").length, 0);
});

test("only the first curve's gaps wait", () => {
  assert.equal(drawn(plot(monitor([curve("room", [1, 1]), curve("survey", [null, 1])]), FRAME)).all("empty").length, 0);
});

test("a moment of truth is marked once, on the first curve that has a figure there", () => {
  const picture = drawn(plot(monitor([curve("room", [null, 1]), curve("survey", [1, 0])], [{ moment: true }, { hot: true }]), FRAME));
  assert.equal(picture.all("moment").length, 2);
  const [survey, room] = picture.all("dots");
  assert.equal(survey.attributes["data-rater"], "survey", "the first curve stands before the others");
  assert.equal(survey.all("moment").length, 1);
  assert.equal(room.all("moment").length, 1);
  assert.deepEqual(numbers(picture.all("moment-line"), "y1"), ["20", "20"]);
});

test("a hot spot is a star, a moment of truth a diamond, any other step has no sign", () => {
  assert.equal(momentSign({ hot: true, moment: true })?.shape, "star");
  assert.equal(momentSign({ hot: false, moment: true })?.shape, "diamond");
  assert.equal(momentSign({ hot: false, moment: false }), null);
});

test("the step where people are has a column, the one that is open its five places", () => {
  const picture = drawn(plot(monitor([curve("room", [1, 1, 1, 1])]), FRAME, { current: "s1", open: "s2" }));
  assert.deepEqual(picture.all("column").map(({ attributes: { x, width } }) => [x, width]), [["25%", "25%"]]);
  assert.deepEqual(numbers(picture.all("place"), "cx"), Array(5).fill("62.5%"));
  assert.equal(picture.all("now").length, 1);
});

test("the room's spread is a line from the lowest to the highest, with its middle half", () => {
  const spread = curve("together", [{ height: 0.5, low: 0, high: 1, middle: [0.25, 0.75] }, { height: 0.5, low: 0.5, high: 0.5, middle: [0.5, 0.5] }, { height: 0.5, low: 0, high: 1, middle: [0.5, 0.5] }]);
  const picture = drawn(plot(monitor([spread]), FRAME));
  assert.deepEqual(picture.all("spread").map(({ attributes: { y1, y2 } }) => [y1, y2]), [["220", "20"], ["220", "20"]]);
  assert.equal(picture.all("middle-half").length, 1);
  assert.equal(drawn(plot(monitor([spread]), { ...FRAME, filled: true })).all("spread").length, 0);
});

test("the halves of the scale are told apart only where satisfaction is felt", () => {
  const own = { name: "nps", ticks: [[0, "", ""], [0.5, "", ""], [1, "", ""]] };
  const halves = (scale, frame = FRAME) => drawn(plot(monitor([curve("room", [0, 1], scale)]), frame)).all("half").length;
  assert.equal(halves(felt), 2);
  assert.equal(halves(own), 0);
  assert.equal(drawn(plot(monitor([curve("room", [0, 1], own)]), FRAME)).all("zero").length, 0);
  assert.equal(drawn(plot(monitor([curve("room", [0, 1])]), FRAME)).all("zero").length, 1);
});

test("a sheet of a map shows its own steps, and lines run on over its edges", () => {
  const picture = drawn(plot(monitor([curve("room", [0, 0.5, 1, 1])], [{}, {}, { hot: true }, {}]), { ...FRAME, filled: true, sign: 8 }, { from: 2, count: 2 }));
  assert.deepEqual(numbers(picture.all("spot"), "x"), ["25%", "75%"]);
  assert.deepEqual(numbers(picture.all("beat"), "x1"), ["-75%", "-25%", "25%"]);
  assert.deepEqual(numbers(picture.all("moment-line"), "y2"), ["290"]);
  assert.match(picture.all("data-1").at(-1).attributes.d, /^M-6 /, "only a sign is larger");
  assert.deepEqual(picture.all("area").map(({ children }) => children[0].attributes.points), Array(2).fill("-1.5,120 -1.5,220 -0.5,120 -0.5,120"));
  assert.equal(picture.all("area")[0].attributes.viewBox, "0 0 2 120");
});

test("each curve has its own colour with its own shape; the fifth looks like none of the first four", () => {
  const looks = [0, 1, 2, 3, 4, 5].map((at) => JSON.stringify(curveLook(at)));
  assert.equal(new Set(looks).size, 6);
  assert.equal(curveLook(4).colour, curveLook(0).colour);
  assert.notEqual(curveLook(4).shape, curveLook(0).shape);
  const own = { shape: "circle", dash: "", colour: "wanted" };
  const curves = [curve("room", [1]), { ...curve("wanted", [1]), look: own }];
  assert.equal(lookOf(monitor(curves), curves[1]), own);
  assert.deepEqual(lookOf(monitor(curves), curves[0]), curveLook(0));
});

test("without a curve there is nothing to draw but what stands at the steps", () => assert.deepEqual(plot({ steps: [], curves: [] }, FRAME), []));
