import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./tiny_dom.js";
import { across, down, panels, plot } from "../../cjm_widgets/browser/lib/plot.js";
import { EXTENTS, UNTOLD, curveLook, dashOf, extentsOf, momentSign, signOf, withLooks } from "../../cjm_widgets/browser/lib/marks.js";

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

test("a moment's sign stands beside the first figure of its step and takes no rater's place", () => {
  const picture = drawn(plot(monitor([curve("room", [null, 1]), curve("survey", [1, 0])], [{ moment: true }, { hot: true }]), FRAME));
  assert.equal(picture.all("moment").length, 2);
  assert.equal(picture.all("dots").flatMap((one) => one.all("moment")).length, 0);
  assert.equal(picture.all("dots").flatMap((one) => one.all("spot")).length, 3);
  assert.deepEqual(picture.all("beside").map(({ attributes: { x, y } }) => [x, y]), [["25%", "20"], ["75%", "20"]]);
  const moved = picture.all("beside").map(({ children: [inner] }) => inner.attributes.transform);
  assert.deepEqual(moved.map((one) => one.split("(")[1].split(" ")[0]), ["0", "0"]); // never towards another step
  assert.deepEqual(numbers(picture.all("moment-line"), "y1"), ["20", "20"]);
});

test("moments that can win customers and that can lose them have a shape and words of their own, hot or not", () => {
  const signs = ["engaged", "challenged", "both", ""].map((felt) => momentSign({ moment: true, hot: false, felt }));
  assert.deepEqual(signs.map(({ shape }) => shape), ["heart", "down", "diamond", "diamond"]);
  assert.equal(new Set(signs.map(({ words }) => words)).size, 4);
  assert.equal(momentSign({ hot: true, moment: true, felt: "challenged" })?.shape, "star");
  assert.equal(momentSign({ hot: true, moment: true, felt: "engaged" })?.shape, "heart");
  assert.equal(momentSign({ hot: false, moment: false, felt: "" }), null);
});

test("two scales are two pictures: nothing of the one is drawn on the other's axis", () => {
  const share = { name: "negative-share", ticks: [[0, "", "100"], [1, "", "0"]] };
  const both = monitor([curve("room", [0, 1]), curve("survey", [0.64, 1], share), curve("as-eve", [1, 1])]);
  assert.deepEqual(panels(both).map(({ curves }) => curves.map(({ rater }) => rater)), [["room", "as-eve"], ["survey"]]);
  const [first, second] = panels(both).map((panel) => drawn(plot(panel, FRAME)));
  assert.deepEqual(first.all("curve").map(({ attributes }) => attributes["data-rater"]), ["as-eve", "room"]);
  assert.equal(drawn(plot(both, FRAME)).all("curve").length, 2, "also where nobody parted them");
  assert.equal(second.all("half").length + second.all("zero").length, 0);
  assert.equal(second.all("grid").length, 2);
});

test("where a scale is cut, an edge is torn there", () => {
  const cut = { name: "nps", ticks: [[0, "", ""], [1, "", ""]], cut: ["bottom", "top"] };
  const torn = drawn(plot(monitor([curve("survey", [0, 1], cut)]), FRAME)).all("cut");
  assert.deepEqual(numbers(torn, "y"), ["224", "8"]);
  assert.equal(drawn(plot(monitor([curve("survey", [0, 1], { ...cut, cut: [] })]), FRAME)).all("cut").length, 0);
});

test("what a figure rests on is seen: measured whole and solid, reported half, assumed hollow and dotted", () => {
  const based = (basis) => drawn(plot(monitor([curve("room", [point(1, { basis }), point(0, { basis: "measured" })])]), FRAME));
  const [measured, reported, assumed] = ["measured", "reported", ""].map(based);
  assert.deepEqual([measured, reported, assumed].map((one) => one.all("measured").length - one.all("beat").filter(({ attributes }) => attributes.class.includes("measured")).length), [2, 1, 1]);
  assert.deepEqual([measured, reported, assumed].map((one) => one.all("dot-half").length), [0, 1, 0]);
  assert.deepEqual([measured, reported, assumed].map((one) => one.all("beat")[0].attributes["stroke-dasharray"]), [undefined, "9 5", "2 4"]);
});

test("a point says its figure, its sample and what it rests on", () => {
  const step = { name: "Security" };
  const survey = { ...curve("survey", [point(1, { words: "11 %", sample: "n = 410, 8 to 14 %", basis: "measured" })]), title: "Survey" };
  const [title] = drawn(plot(monitor([survey], [step]), FRAME)).all("spot")[0].children;
  assert.equal(title.text, "Security, Survey: 11 %; n = 410, 8 to 14 %; measured");
});

test("the step where people are has a column, the one that is open its five places", () => {
  const picture = drawn(plot(monitor([curve("room", [1, 1, 1, 1])]), FRAME, { current: "s1", open: "s2" }));
  assert.deepEqual(picture.all("column").map(({ attributes: { x, width } }) => [x, width]), [["25%", "25%"]]);
  assert.deepEqual(numbers(picture.all("place"), "cx"), Array(5).fill("62.5%"));
  assert.equal(picture.all("now").length, 1);
});

test("a room is its median, its middle half and a dot for each rating, beside whatever stands at its height", () => {
  const six = { height: 0.5, low: 0, high: 1, middle: [0.25, 0.75], ratings: [0, 0.25, 0.25, 0.75, 1, 1] };
  const alike = { height: 0.5, low: 0.5, high: 0.5, middle: [0.5, 0.5], ratings: Array(30).fill(0.5) };
  const picture = drawn(plot(monitor([curve("together", [six, alike]), curve("room", [0.25, 0.5])]), FRAME));
  assert.equal(picture.all("rating-dot").length, 36);
  assert.deepEqual([picture.all("half-of-ratings").length, picture.all("interval").length], [1, 0]);
  const places = picture.all("ratings").flatMap(({ attributes: { x, y }, children }) => children.map(({ attributes: dot }) => [x, y, dot.cx, dot.cy].join()));
  assert.equal(new Set(places).size, 36, "no dot hides another");
  const least = Math.min(...picture.all("rating-dot").map(({ attributes: { cx } }) => Math.abs(Number(cx))));
  assert.equal(least, 3, "close to its height where nothing else stands there");
  const [, ...seconds] = picture.all("ratings").filter(({ attributes: { x, y } }) => x === "75%" && y === "120").flatMap(({ children }) => children.map(({ attributes: { cx } }) => Math.abs(Number(cx))));
  assert.ok(Math.min(...seconds) > FRAME.radius * 2, "and outside of the points");
  const share = drawn(plot(monitor([curve("survey", [{ height: 0.5, low: 0.25, high: 0.75 }])]), FRAME));
  assert.equal(share.all("interval").length, 3, "a line and its two caps");
  assert.deepEqual(extentsOf(six).map(({ kind }) => EXTENTS[kind]), ["The middle half of the room’s ratings"]);
});

test("the people of several voices are dots side by side, each in the colour and the shape of their voice", () => {
  const said = (ratings) => ({ height: ratings[0], ratings });
  const picture = drawn(plot(monitor([{ ...curve("voice-customer", [said([0.5, 0.5, 0.25])]), place: 0 }, { ...curve("voice-manager", [said([0.5, 1, 0.5])]), place: 3 }]), FRAME));
  assert.equal(picture.all("rating-dot").length, 6);
  assert.deepEqual([curveLook(0), curveLook(3)].map(({ colour }) => picture.all(colour).filter(({ attributes }) => attributes.class.includes("rating-dot")).length), [3, 3]);
  const shapes = picture.all("rating-dot").map(({ attributes: { d } }) => d);
  assert.equal(new Set(shapes).size, 2, "one shape for each");
  const places = picture.all("ratings").flatMap(({ attributes: { x, y }, children }) => children.map(({ attributes }) => [x, y, attributes.transform].join()));
  assert.equal(new Set(places).size, 6, "no dot hides another");
});

test("the room's median looks like no curve and takes no curve's look", () => {
  const survey = { ...curve("survey", [1]), place: 1 };
  const room = { ...curve("room", [1]), place: 0 };
  const looks = withLooks([room, curve("together", [1]), survey]).map(({ look }) => look);
  assert.deepEqual([looks[0], looks[2]], withLooks([room, survey]).map(({ look }) => look));
  const eight = Array.from({ length: 8 }, (_, at) => curveLook(at));
  assert.ok(!eight.some(({ shape, colour }) => shape === looks[1].shape || colour === looks[1].colour));
});

test("a source that does not say what it is has a sign of its own", () => {
  const based = (basis) => drawn(plot(monitor([curve("room", [point(1, { basis })])]), FRAME));
  const cores = ["measured", "reported", "assumed", "", "a source that does not say what it is"].map((basis) => based(basis).all("dot-core").length);
  assert.deepEqual(cores, [0, 0, 0, 0, 1]);
  assert.equal(signOf("a source that does not say what it is"), UNTOLD);
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
  const picture = drawn(plot(monitor([curve("room", [0, 0.5, 1, 1])], [{}, {}, { hot: true }, {}]), { ...FRAME, filled: true }, { from: 2, count: 2 }));
  assert.deepEqual(numbers(picture.all("spot"), "x"), ["25%", "75%"]);
  assert.deepEqual(numbers(picture.all("beat"), "x1"), ["-75%", "-25%", "25%"]);
  assert.deepEqual(numbers(picture.all("moment-line"), "y2"), ["290"]);
  assert.deepEqual(picture.all("area").map(({ children }) => children[0].attributes.points), Array(2).fill("-75,120 -75,220 -25,120 -25,120"));
  assert.equal(picture.all("area")[0].attributes.viewBox, "0 0 100 120");
});

test("no two of eight curves look alike, in shape or in colour, and a line's dashes say only what it rests on", () => {
  const looks = withLooks(Array.from({ length: 8 }, (_, at) => curve(`r${at}`, [1]))).map(({ look }) => look);
  assert.equal(new Set(looks.map(({ shape }) => shape)).size, 8);
  assert.equal(new Set(looks.map(({ colour }) => colour)).size, 8);
  assert.deepEqual(["measured", "reported", "assumed"].map(dashOf), [null, "9 5", "2 4"]);
  const fifth = { ...curve("survey", [{ height: 0, basis: "measured" }, { height: 1, basis: "measured" }]), place: 4 };
  assert.deepEqual(drawn(plot(monitor([fifth]), FRAME)).all("beat").map(({ attributes }) => attributes["stroke-dasharray"]), [undefined], "measured is solid");
});

test("a curve keeps its look whichever others are shown, unless one before has it", () => {
  const [fifth, thirteenth] = [4, 12].map((at) => ({ ...curve(`r${at}`, [1]), look: curveLook(at) }));
  assert.deepEqual(withLooks([thirteenth])[0].look, curveLook(4));
  const [one, other] = withLooks([fifth, thirteenth]);
  assert.deepEqual(one.look, curveLook(4));
  assert.notEqual(other.look.shape, one.look.shape);
});

test("what is wanted is drawn its own way, wherever it stands, and no line joins it", () => {
  const [first, second] = withLooks([curve("wanted", [1, 1]), curve("room", [1, 1])]);
  assert.deepEqual([first.look.colour, second.look.colour], ["wanted", "data-2"]);
  const picture = drawn(plot(monitor([curve("wanted", [1, null])], [{ hot: true }, {}]), { ...FRAME, filled: true }));
  assert.equal(picture.all("goal").length, 1);
  for (const none of ["beat", "dot", "area", "empty", "moment"]) assert.equal(picture.all(none).length, 0, none);
});

test("without a curve there is nothing to draw but what stands at the steps", () => assert.deepEqual(plot({ steps: [], curves: [] }, FRAME), []));

test("touchpoints stand at their own places in the columns of their steps", () => {
  const steps = [{ place: 0.25 }, { place: 0.75 }, { place: 2.5 }];
  const picture = drawn(plot(monitor([curve("touchpoints", [0, 1, 0.5])], steps), FRAME, { columns: { first: 0, count: 4 } }));
  assert.deepEqual(numbers(picture.all("spot"), "x"), ["6.25%", "18.75%", "62.5%"]);
  assert.deepEqual(picture.all("beat").map(({ attributes: { x1, x2 } }) => [x1, x2]), [["6.25%", "18.75%"], ["18.75%", "62.5%"]]);
  const sheet = drawn(plot(monitor([curve("touchpoints", [0, 1, 0.5])], steps), FRAME, { from: 2, count: 1, columns: { first: 2, count: 2 } }));
  assert.deepEqual(numbers(sheet.all("spot"), "x"), ["25%"]);
});

test("what was felt in words waits as words where there is no figure, and is no point", () => {
  const room = { ...curve("room", [point(null, { felt: "Confused and rather cross" }), point(0.5, { felt: "Calm", words: "0", basis: "assumed" }), point(1, { felt: "Glad", words: "+2", basis: "measured" })]), title: "We" };
  const picture = drawn(plot(monitor([room]), FRAME));
  assert.deepEqual(picture.all("felt").map(({ text }) => text), ["“"], "a column has no room for words");
  assert.equal(picture.all("in-words")[0].children[0].text, "Step undefined, in words: “Confused and rather cross”; no figure");
  assert.deepEqual(picture.all("spot").map(({ children: [title] }) => title.text.split("; ").slice(1)), [["assumed", "our reading", "in words “Calm”"], ["measured"]]);
});

test("points of one figure stand side by side, the first curve's in the middle", () => {
  const curves = ["room", "as-a", "as-b", "wanted"].map((rater) => curve(rater, [0.5, rater === "as-b" ? 1 : 0.5]));
  const picture = drawn(plot(monitor(curves), FRAME));
  const aside = picture.all("dots").map((dots) => [dots.attributes["data-rater"], dots.all("spot").map(({ children }) => children.find(({ tag }) => tag === "g")?.attributes.transform ?? "")]);
  assert.deepEqual(Object.fromEntries(aside), { room: ["", ""], "as-a": ["translate(9 0)", "translate(9 0)"], "as-b": ["translate(-9 0)", ""], wanted: ["", ""] });
  assert.deepEqual([...new Set(numbers(picture.all("spot"), "x"))], ["25%", "75%"], "their place is the same");
});

test("a moment of a whole step stands over its touchpoints, in the middle of its column", () => {
  const points = { ...monitor([curve("touchpoints", [0, 1, 0.5])]), whole: [
    { id: "a", name: "Door", hot: true, moment: true, place: 0.5, first: 0, last: 1 },
    { id: "b", name: "Hall", hot: false, moment: true, felt: "engaged", place: 1.5, first: null, last: null },
  ] };
  points.steps.forEach((step, at) => (step.place = [0.25, 0.75, 2.5][at]));
  const onMap = drawn(plot(points, FRAME, { columns: { first: 0, count: 3 } }));
  assert.deepEqual(onMap.all("whole").map(({ attributes: { x }, children: [title] }) => [Math.round(parseFloat(x)), title.text]), [[17, "Door as a whole. Hot spot"], [50, "Hall as a whole. Moment of truth: can win them"]]);
  const inColumns = drawn(plot(points, FRAME));
  assert.deepEqual(inColumns.all("whole").map(({ attributes: { x } }) => Math.round(parseFloat(x))), [33], "without touchpoints it has no place here");
  assert.deepEqual(inColumns.all("moment-line").map(({ attributes: { x1, x2 } }) => [x1, x2].map((x) => Math.round(parseFloat(x)))), [[17, 50]]);
  assert.equal(drawn(plot(points, FRAME, { from: 2, count: 1, columns: { first: 2, count: 1 } })).all("whole").length, 0);
});

test("a curve looks alike wherever it is drawn, by its place among all", () => {
  const survey = { ...curve("survey", [1]), place: 1 };
  assert.deepEqual(withLooks([survey])[0].look, withLooks([{ ...curve("room", [1]), place: 0 }, survey])[1].look);
});

test("what is wanted leaves room for the points that it would lie over", () => {
  const path = (heights) => drawn(plot(monitor([curve("room", [heights[0]]), curve("as-a", [heights[0]]), curve("wanted", [heights[1]])]), FRAME)).all("goal")[0].attributes.d;
  const whole = path([0, 1]);
  const [inner] = path([1, 1]).match(/H-([\d.]+)/)[1].split(" ").map(Number);
  assert.ok(inner > 1.5 * FRAME.radius + FRAME.radius, "beyond the point that stands aside");
  assert.notEqual(path([1, 1]), whole);
  assert.ok(!/H-/.test(whole), "where none stands the line is whole");
});

test("what is aimed at and others' figures are bars across the column of their step, each with its words", () => {
  const aims = [{ kind: "target", name: "Target", height: 0.75, words: "Target 70 %" }, { kind: "benchmark", name: "Elsewhere", height: 0, words: "Elsewhere 10 %" }];
  const share = { ...felt, name: "positive-share" };
  const survey = curve("survey", [point(0.5, { aims }), 1, point(null, { aims: [{ ...aims[0], height: 0.5 }] }), 1], share);
  const bars = (shown) => drawn(plot(monitor([survey]), FRAME, shown)).all("aim");
  assert.deepEqual(bars().map(({ attributes, text, children: [, { attributes: { x1, x2, y1, y2 } }] }) => [attributes.class.split(" ")[1], text, x1, x2, y1, y2]), [
    ["target", "Target 70 %", "5%", "20%", "70", "70"],
    ["benchmark", "Elsewhere 10 %", "5%", "20%", "220", "220"],
    ["target", "Target 70 %", "55%", "70%", "120", "120"],
  ]);
  assert.deepEqual(bars({ from: 2, count: 2 }).map(({ children: [, { attributes: { x1, x2 } }] }) => [x1, x2]), [["10%", "40%"]]);
});
