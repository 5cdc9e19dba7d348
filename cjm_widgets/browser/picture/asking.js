/**
 * What to ask next: what is not known, a sheet of three questions to print, and a form to type their answers back.
 *
 * @typedef {{kind: string, at: string, name: string, why: string, say: string, changes: number, question: string}} Unknown
 * @typedef {{at: string, question: string, answers: string[]}} Question
 * @typedef {{unknown: Unknown[], questions: Question[], typed: Record<string, Record<string, number[]>>, rule: string}} Ask
 * @typedef {object} Host
 * @property {() => {ask?: Ask | null, coverage?: import("./coverage.js").Coverage}} view  ask: null while everybody rates apart
 * @property {() => {id?: string, title?: string}} journey
 * @property {(name: string, content: object) => void} act
 */

import { h, setText, uid } from "../lib/dom.js";
import { counted } from "../lib/words.js";
import { printedSheet } from "./printed.js";
import { layOnPrint } from "./paper.js";
import { threeQuestions } from "./questions_sheet.js";
import { createTyping } from "./typing_back.js";

const ON_A_SHEET = 3;
const APART = "Shown when everybody has rated: it would give away what the group rated before.";
const NOTHING = "Nothing is left to ask for: each step is measured, and no answer would change which steps are lowest, the hot spots or the first three solutions.";

/**
 * @param {HTMLElement} root  empty; the part fills it
 * @param {Host} host
 * @returns {{update: () => void, refused: (message: {action?: string, say: string}) => void, destroy: () => void}}
 */
export function createAsk(root, host) {
  const count = h("span", { class: "soft" });
  const rests = h("p", { class: "rests" });
  const status = h("p", { class: "soft" });
  const first = h("ol", { class: "unknowns" });
  const others = h("ol", { class: "unknowns", start: ON_A_SHEET + 1 });
  const rule = h("p", { class: "soft" });
  const more = h("details", { class: "more" }, h("summary", {}, "The others, and how they are ranked"), others, rule);
  const print = h("button", { type: "button", class: "button quiet" }, "Print a sheet of three questions");
  const printed = printedSheet(() => host.journey().id ?? "");
  const typing = createTyping({ act: host.act, printed: printed.places });
  const typeBack = h("summary", {});
  const back = h("details", { class: "more" }, typeBack, typing.element);
  const title = h("h2", { id: uid() }, "What the ratings rest on, and what to ask next");
  const next = h("details", { class: "next" }, h("summary", {}, "What to ask next", count), status, first, more, h("p", { class: "buttons" }, print), back);
  const box = h("section", { class: "cjm-picture cjm-asking cjm-framed", "aria-labelledby": title.id }, title, rests, next);
  root.append(box);
  let asked = false;
  let drawn = "";

  const stop = layOnPrint(() => {
    if (!asked) return null; // the page itself is printed
    asked = false;
    return threeQuestions(host.journey().title ?? "", onSheet());
  });
  print.addEventListener("click", () => {
    asked = true;
    printed.keep(onSheet().map(({ at }) => at));
    window.print();
    offer();
  });
  update();

  function onSheet() {
    const { unknown = [], questions = [] } = host.view().ask ?? {};
    const places = unknown.slice(0, ON_A_SHEET).map(({ at }) => at);
    return places.flatMap((at) => questions.filter((one) => one.at === at));
  }

  function update() {
    const { ask, coverage } = host.view();
    const now = JSON.stringify([ask, coverage?.say]);
    if (now === drawn) return;
    drawn = now;
    const unknown = ask?.unknown ?? [];
    setText(count, ask && unknown.length ? `: ${counted(unknown.length, "open question")}` : "");
    setText(rests, coverage?.say ?? "");
    setText(status, ask ? (unknown.length ? "" : NOTHING) : APART);
    status.hidden = Boolean(unknown.length);
    first.replaceChildren(...unknown.slice(0, ON_A_SHEET).map(item));
    others.replaceChildren(...unknown.slice(ON_A_SHEET).map(item));
    setText(rule, ask?.rule ?? "");
    first.hidden = more.hidden = print.hidden = unknown.length === 0;
    offer();
    typing.update(ask ?? null, onSheet());
  }

  /** The answers are typed back where a sheet was printed here, or some were typed; elsewhere it is asked whether one was. */
  function offer() {
    const { ask } = host.view();
    const was = printed.places().length || Object.keys(ask?.typed ?? {}).length;
    back.hidden = !ask?.questions.length;
    setText(typeBack, was ? "Type the answers back" : "Was a sheet printed on another computer? Type the answers back");
  }

  return {
    update,
    refused: (message) => message.action === "type-back" && typing.refused(message.say),
    destroy() {
      stop();
      box.remove();
    },
  };
}

/** @param {Unknown} one */
function item({ why, say, question }) {
  return h("li", {},
    h("p", {}, h("b", {}, why)),
    h("p", {}, say),
    h("p", { class: "soft" }, `Ask: ${question}`));
}
