import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PIECE, Sending } from "../../cjm_widgets/browser/feedback/sending.js";
import { asTable, goingTo, homeless, NEW, newSteps, notSure, openIn, OUTCOME, ownPoints, saidBy, together, toldOfTyped, willHold } from "../../cjm_widgets/browser/feedback/telling.js";
import { nameOfBoth, periodIn, proposedName } from "../../cjm_widgets/browser/feedback/called.js";
import { firstOfEach } from "../../cjm_widgets/browser/picture/sayings.js";
import { inPlainWords } from "../../cjm_widgets/browser/feedback/words.js";
import "./tiny_dom.js";
import { groupsChange, layoutChange, unusedChange } from "../../cjm_widgets/browser/feedback/columns.js";
import { Time } from "./outbox_world.js";

const turn = () => new Promise((done) => setImmediate(done));

/** A table of so many bytes on its way. @param {number} size */
function sending(size, { fails = false } = {}) {
  const time = new Time();
  const sent = /** @type {[number, number][]} */ ([]);
  const one = new Sending("b1", new Blob([new Uint8Array(size)]), {
    piece(/** @type {any} */ { at }, bytes) {
      sent.push([at, bytes.byteLength]);
      if (fails) throw new Error("closed");
    },
    told() {},
    clock: time.clock,
  });
  return { one, sent, time };
}

describe("a table on its way", () => {
  test("goes a piece at a time, the next when the one before was taken", async () => {
    const { one, sent } = sending(PIECE + 3);
    one.taken(0);
    await turn();
    assert.deepEqual(sent, [[0, PIECE]]);
    one.taken(PIECE);
    await turn();
    assert.deepEqual(sent, [[0, PIECE], [PIECE, 3]]);
    one.taken(PIECE + 3);
    await turn();
    assert.equal(sent.length, 2);
  });

  test("is sent again from where it was taken to, when nobody answers or the line is away", async () => {
    const { one, sent, time } = sending(10, { fails: true });
    one.taken(4);
    await turn();
    await time.pass(16_000);
    await turn();
    assert.deepEqual(sent, [[4, 6], [4, 6]]);
  });

  test("stops when it is told to", async () => {
    const { one, sent, time } = sending(10);
    one.stop();
    one.taken(0);
    await turn();
    await time.pass(60_000);
    assert.deepEqual(sent, []);
  });
});

describe("what is said of a file", () => {
  const told = { steps: { A: "x" }, outcomes: ["B"], missing: ["9"], scales: { c: "nps" } };

  test("a name goes to a step, becomes one, is an outcome, or is left out", () => {
    assert.deepEqual(goingTo(told, "B", "y"), { steps: { A: "x", B: "y" }, outcomes: [] });
    assert.deepEqual(goingTo(told, "A", NEW), { steps: { A: "A" }, outcomes: ["B"] });
    assert.deepEqual(goingTo(told, "A", OUTCOME), { steps: {}, outcomes: ["B", "A"] });
    assert.deepEqual(goingTo(told, "A", ""), { steps: { A: "" }, outcomes: ["B"] });
  });

  test("columns are told all together", () => {
    const { told: said } = willHold({}, { a: "step", b: "value", c: "", d: "", e: "comment", f: "n" }, "c", "value");
    assert.deepEqual([said.step, said.values, said.comments, said.n, said.group], ["a", ["b", "c"], ["e"], "f", ""]);
  });

  test("of outcomes and of what holds nothing, only the column that somebody chose is said", () => {
    const roles = { a: "value", b: "outcome", c: "outcome", d: "" };
    const { told: first } = willHold({ outcomes: ["a row"] }, roles, "c", "");
    assert.deepEqual([first.outcomes, first.unused], [["a row"], ["c"]]);
    const { told: then } = willHold(first, { ...roles, c: "" }, "d", "outcome");
    assert.deepEqual([then.outcomes, then.unused], [["a row", "d"], ["c"]]);
    const { told: back } = willHold(then, { ...roles, c: "", d: "outcome" }, "c", "value");
    assert.deepEqual([back.outcomes, back.unused, back.values], [["a row", "d"], [], ["a", "c"]]);
  });

  test("of what one column can be alone, the one before is no longer used", () => {
    const { told: now, before } = willHold({}, { a: "group", b: "", c: "value" }, "b", "group");
    assert.deepEqual([now.group, before], ["b", ["a"]]);
    assert.deepEqual(willHold({}, { a: "value", b: "" }, "b", "value").before, []);
    assert.deepEqual(willHold({}, { a: "", b: "step" }, "b", "").before, []);
  });

  test("a time that a title or a file says plainly is understood", () => {
    for (const [text, date] of [["ward_2026-05", "2026-05"], ["Ward 2026-05-31", "2026-05-31"], ["Q2 2026 survey", "2026-Q2"], ["ward 2026-q2", "2026-Q2"], ["Ward, May 2026", "2026-05"], ["31 May 2026", "2026-05-31"], ["Passengers 2026", "2026"], ["Period: April to June 2026", "2026-06"], ["Ward 2025/26", "2025"], ["room 120265", undefined], ["ward q2", undefined]]) {
      assert.equal(periodIn(/** @type {string} */ (text))?.date, date, text);
    }
  });

  test("the next file of a survey is called like the last, with its own time where one is known", () => {
    const called = (planned = "", title = "", file = "") => proposedName({ planned, title, file });
    assert.equal(called("", "", "ward q2"), "ward q2");
    assert.equal(called("", "Ward survey", "x"), "Ward survey");
    for (const file of ["com", "x", "", "export (2)", "Book1", "data 2026-05"]) assert.equal(called("", "", file), "");
    for (const file of ["com visitors", "Surveyed wards", "datasets of May"]) assert.equal(called("", "", file), file);
    assert.equal(called("Ward", "", "ward q2"), "Ward");
    assert.equal(called("Ward", "", "ward 2026-09"), "Ward 2026-09");
    assert.equal(called("Ward Q1 2026", "Ward, Q2 2026", "x"), "Ward Q2 2026");
    assert.equal(called("Ward May 2026", "", "ward 2026-05"), "Ward May 2026");
    assert.equal(called("FFT January to March 2026", "FFT April to June 2026"), "FFT April to June 2026");
    assert.equal(called("Ward 2025/26", "", "ward 2026-27"), "Ward 2026-27");
  });

  test("the next file of a survey is never called by the time of the last", () => {
    const called = (/** @type {string} */ planned, file = "", when = "") => proposedName({ planned, title: "", file, when });
    assert.equal(called("respondents Q1 2026", "respondents Q2 same", "2026-06"), "respondents Q2 same");
    assert.equal(called("respondents Q1 2026", "respondents", "2026-06"), "respondents");
    assert.equal(called("respondents Q1 2026", "export", "2026-06"), "respondents June 2026");
    assert.equal(called("respondents Q1 2026", "export"), "respondents");
    assert.equal(called("respondents Q1 2026", "export", "2026-02"), "respondents Q1 2026", "the same quarter once more");
    assert.equal(called("respondents Q1 2026", "respondents Q1", "2027-02"), "respondents Q1");
    assert.equal(called("Ward May 2026", "", "2026-05"), "Ward May 2026");
    assert.equal(called("ward Q1", "ward Q2"), "ward Q2");
    assert.equal(called("ward Q1", "ward Q1"), "ward Q1");
    assert.equal(called("ward wave 1", "", "2026-05"), "ward May 2026");
    assert.equal(called("Ward survey", "ward survey q2", "2026-06"), "Ward survey", "it has no time of its own");
  });

  test("a survey beside another of its name is called by its own time", () => {
    assert.equal(nameOfBoth("Ward survey", "August 2026"), "Ward survey, August 2026");
    assert.equal(nameOfBoth("Ward survey, May 2026", "August 2026"), "Ward survey, August 2026");
  });

  test("steps that are being made are those of the file's names that are new", () => {
    const names = [{ name: "A", is: "step", new: true }, { name: "B", is: "step", new: false }, { name: "C", is: "outcome", new: false }];
    assert.deepEqual(newSteps(/** @type {any} */ ({ names })), ["A"]);
    assert.deepEqual(newSteps(null), []);
  });

  test("each question has an answer that says something", () => {
    const ask = (/** @type {string} */ id, /** @type {string} */ answer, /** @type {[string, string][]} */ options = [["p", "P"], ["q", "Q"]]) => saidBy(told, { id, say: "", column: "c", options }, answer);
    assert.deepEqual(ask("scale", "nps"), { scale: "nps" });
    assert.deepEqual(ask("fraction", "s"), { scales: { c: "s" } });
    assert.deepEqual(ask("words", "no < yes"), { scales: { c: "no < yes" } });
    assert.deepEqual(ask("answers", "no < yes"), { scales: { c: "no < yes" } });
    assert.deepEqual(ask("good", "nps"), { scales: { c: "nps" } });
    assert.deepEqual(ask("value", "p"), { values: ["p"] });
    assert.deepEqual(ask("value", ""), { values: ["p", "q"] });
    assert.deepEqual(ask("missing", "yes"), { missing: ["9", "p", "q"] });
    assert.deepEqual(ask("decimal", ","), { decimal: "," });
    assert.deepEqual(ask("day-first", "day"), { day_first: true });
    assert.deepEqual(ask("day-first", "month"), { day_first: false });
    assert.deepEqual(ask("counted", "people"), { counted: "people" });
    assert.deepEqual(ask("layout", "group"), { group: "c" });
    assert.deepEqual(ask("group", "q"), { group: "q" });
    assert.deepEqual(ask("name", "y"), { steps: { A: "x", c: "y" }, outcomes: ["B"] });
    assert.deepEqual(ask("what nobody asks", "x"), {});
  });

  test("one code in several columns is one question, which names them", () => {
    const asked = [["missing", "A", "99"], ["scale", "A", "nps"], ["missing", "B", "99"], ["missing", "C", "98"], ["scale", "B", "nps"]].map(([id, column, option]) => ({ id, column, say: "", options: /** @type {[string, string][]} */ ([[option, ""]]) }));
    assert.deepEqual(together(asked).map(({ id, columns }) => [id, ...columns]), [["missing", "A", "B"], ["scale", "A"], ["missing", "C"], ["scale", "B"]]);
    assert.equal(openIn(/** @type {any} */ ({ asked, names: [] })), 4);
    assert.equal(inPlainWords(together(asked)[0]), "“A” and “B” hold “99”, which their scale does not reach. Does that mean “no answer”?");
    assert.deepEqual(asked.length, 5, "what was asked stays as it is");
  });

  test("names without a place are one question, and those that are asked about are not asked twice", () => {
    const name = (/** @type {string} */ one, /** @type {string | null} */ to, is = "step") => ({ name: one, to, is });
    const looked = /** @type {any} */ ({ asked: [{ id: "name", column: "N" }, { id: "scale", column: "c" }], names: [name("N", null), name("H", null), name("L", ""), name("O", null, "outcome")] });
    assert.deepEqual(homeless(looked).map((one) => one.name), ["H"]);
    assert.equal(openIn(looked), 3);
    assert.equal(openIn({ ...looked, names: [name("L", "")] }), 2);
  });

  test("points of a survey's own have two ends and a good one, or a sentence says what is lacking", () => {
    const lacks = (/** @type {[string, string, string]} */ ...said) => {
      const { name, say } = ownPoints(...said);
      return name || say.split(" ").slice(0, 3).join(" ");
    };
    assert.equal(lacks("1", " 7 ", "high"), "1-7");
    assert.equal(lacks("-3", "3", "low"), "-3-3 low is good");
    assert.equal(lacks("0", "100", "high"), "0-100");
    assert.equal(lacks("0", "101", "high"), "There are 100");
    assert.equal(lacks("1", "7", ""), "Say which end");
    for (const [low, high] of [["7", "1"], ["4", "4"]]) assert.equal(lacks(low, high, "high"), "The first number");
    for (const [low, high] of [["", "7"], ["1", ""], ["1.5", "7"], ["1", "x"], ["1", "1000"]]) assert.equal(lacks(low, high, "high"), "Say both ends");
  });

  test("whoever looks at where rows go need not look at those that are sure", () => {
    const names = ["The same name", "As last time", "About the journey as a whole", "You chose it", "Nearly “Desk”"].map((why) => ({ name: why, why }));
    assert.deepEqual(notSure(/** @type {any} */ ({ names })).map(({ name }) => name), ["You chose it", "Nearly “Desk”"]);
  });

  test("figures that were typed are a table; what is unknown is no row", () => {
    const row = (/** @type {string} */ step, /** @type {string} */ figure, group = "") => ({ step, group, figure, n: "7" });
    assert.equal(asTable([row('The "desk"', " 3,5 "), row("Hall", " ")]), 'Step,Figure,n\n"The ""desk""","3.5","7"\n');
    const typed = (/** @type {string} */ figure) => asTable([row("Hall", figure)]).split(",\"").slice(1, -1).join().replaceAll('"', "");
    assert.deepEqual(["61,5", "0,36", "-0,125", "61,5 %", "1,234", "0.36", "1.234,5", "36"].map(typed), ["61.5", "0.36", "-0.125", "61.5 %", "1,234", "0.36", "1.234,5", "36"]);
    assert.equal(asTable([row("Hall", "2", "Night")]), 'Step,Group,Figure,n\n"Hall","Night","2","7"\n');
    assert.deepEqual(toldOfTyped("nps", true), { step: "Step", values: ["Figure"], n: "n", scale: "nps", group: "Group" });
    assert.equal(toldOfTyped("nps", false).group, undefined);
  });
});

test("of many sentences the first three about each thing are shown, and nothing is lost", () => {
  const all = ["a", "a", "b", "a", "a", "c", "a"].map((about, at) => ({ about, at }));
  const { first, rest } = firstOfEach(all);
  assert.deepEqual([first, rest].map((some) => some.map(({ at }) => at)), [[0, 1, 2, 3, 5], [4, 6]]);
});

test("what is changed at a line is what belongs to it", () => {
  const column = (/** @type {string} */ name, /** @type {string} */ is) => ({ name, is, asks: "", cells: [] });
  const columns = [column("Item", "step"), column("N", "n"), column("All", "value"), column("Day", "value"), column("Goal", "target"), column("Id", "")];
  const looked = /** @type {any} */ ({ columns, layout: "groups across", least: null, file: { unused: ["Id"] } });
  const texts = (/** @type {any} */ one) => (one.tag === "label" || one.tag === "summary" ? [one.text] : (one.children ?? []).flatMap(texts));
  const page = /** @type {any} */ ({});
  assert.deepEqual(texts(groupsChange(page, looked)), ["Which group", "How many people", "All", "Day"]);
  assert.deepEqual(texts(groupsChange(page, { ...looked, layout: "answers", least: 5 })), ["Which group", "How many people", "Show a group from how many people"]);
  assert.deepEqual(texts(layoutChange(page, looked)), ["Which step", "All", "Day", "Goal"]);
  assert.deepEqual(texts(layoutChange(page, { ...looked, layout: "events" })).slice(0, 5), ["Which step", "Which customer", "When", "When it was over", "By which channel"]);
  const many = Array.from({ length: 7 }, (_, at) => column(`Q${at}`, "value"));
  assert.deepEqual(texts(layoutChange(page, { ...looked, columns: many })).slice(0, 2), ["Which step", "7 more columns"]);
  assert.deepEqual(texts(unusedChange(page, looked, looked.file.unused)), ["Id"]);
});
