// The foot of the page: what the survey is called, and onto the map with it; what came of it, and the surveys there are.

import { dayOf, noDate, readDate, shownDate } from "../lib/dates.js";
import { h, setText, uid } from "../lib/dom.js";
import { askingButton } from "../lib/really.js";
import { counted, listed } from "../lib/words.js";
import { nameOfBoth, periodIn, proposedName } from "./called.js";
import { openIn } from "./telling.js";

/** @typedef {import("./types.js").Page} Page */

const MOST_QUOTED = 3;
const KEPT = "The old ones stay in the map’s history only.";

/** @param {HTMLElement} box @param {Page} page */
export function createFoot(box, page) {
  // of several lines if need be, so that a long name is seen whole
  const name = h("textarea", { rows: 1, id: uid(), maxlength: "200", autocomplete: "off", placeholder: "Such as Ward survey", onkeydown: (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") event.preventDefault();
  } });
  const called = () => name.value.replace(/\s+/g, " ").trim();
  const replaces = h("p", { class: "cjm-fb-small", id: uid(), role: "status" });
  name.setAttribute("aria-describedby", replaces.id);
  name.addEventListener("input", () => {
    tellOfOthers();
    lookAgain();
  });
  const date = h("input", { type: "text", id: uid(), maxlength: "40", autocomplete: "off", placeholder: "Such as May 2026" });
  date.addEventListener("input", () => lookAgain());
  const remember = h("input", { type: "checkbox", checked: true });
  const answers = h("input", { type: "checkbox", checked: true });
  const keep = h("label", { class: "cjm-fb-pick", hidden: true }, answers, h("span", {}, "Keep the answers as bare numbers: no names, dates or words"));
  const say = h("p", { class: "cjm-error", role: "alert", hidden: true });
  const asking = h("fieldset", { class: "cjm-fb-who", hidden: true });
  const put = h("button", { type: "button", class: "button", onclick: () => go() });
  const leave = h("button", { type: "button", class: "button quiet", onclick: () => page.host.act("stop-bringing", {}) }, "Leave");
  // what stays in sight is as low as it can be: whatever needs more room stands above it, on the page
  const before = h("div", { class: "cjm-fb-before", hidden: true },
    h("label", { class: "cjm-fb-pick" }, remember, h("span", {}, "Remember how it was read")),
    keep,
    replaces,
    asking);
  const bar = h("div", { class: "cjm-fb-foot", hidden: true },
    h("div", { class: "cjm-fb-called" }, h("label", { for: name.id }, "What the survey is called"), name),
    h("div", { class: "cjm-fb-called" }, h("label", { for: date.id }, "When was it asked?"), date),
    say,
    h("div", { class: "cjm-fb-row" }, leave, put));
  box.append(before, bar);
  const high = new ResizeObserver(() => document.documentElement.style.setProperty("--fb-foot", `${bar.offsetHeight}px`));
  high.observe(bar);
  let brought = "";
  let who = ""; // has answered
  let pressed = false; // “Put”, and something was lacking: that is told until it is there
  let both = false; // the survey of this name stays, and this one gets a name of its own
  /** @type {import("./types.js").Feedback["asking"]} */
  let asked = null;

  /** What is lacking before it can go onto the map, and what leads there. @returns {{ say: string, go?: () => void } | null} */
  function lacks() {
    const { looked } = page.state();
    const left = looked ? openIn(looked) : 0;
    const when = date.value.trim();
    const bare = page.withoutStep();
    if (left) return { say: left === 1 ? "One question above is still open." : `${left} questions above are still open.` };
    if (!called()) return { say: "Give the survey a name, so that you find it again.", go: () => name.focus() };
    if (when && !dayMeant()) return { say: noDate(when), go: () => date.focus() };
    if (both && !when) return { say: "Say when this one was asked, such as August 2026: its name is made of it.", go: () => date.focus() };
    if (bare.length) return { say: `Say for which step ${quoted(bare)} ${bare.length === 1 ? "is, or choose it" : "are, or choose them"} no longer.`, go: page.goToQuote };
    return null;
  }

  const dayMeant = () => readDate(date.value.trim(), dayOf());

  /** @param {boolean} [replaces]  somebody chose that the figures of this name go */
  function go(replaces = false) {
    const lack = lacks();
    pressed = lack !== null;
    complain(lack?.say ?? "");
    lack?.go?.();
    if (lack) return;
    const day = dayMeant();
    if (both) name.value = nameOfBoth(called(), shownDate(day ?? ""));
    both = false;
    page.host.act("put-on-map", { name: called(), date: day, remember: remember.checked, answers: answers.checked, quotes: page.quotes(), answered_by: who, replaces });
  }

  /** What is put right is no longer complained about. */
  function lookAgain() {
    complain(pressed ? lacks()?.say ?? "" : "");
  }

  /** @param {string} text */
  function complain(text) {
    say.hidden = !text;
    setText(say, text);
  }

  /** Asks who has answered, if the table does not tell. */
  function ask() {
    const now = page.state().asking;
    if (JSON.stringify(now) === JSON.stringify(asked)) return;
    asked = now;
    asking.hidden = !now;
    replaces.hidden = Boolean(now); // the question says it
    const buttons = (now?.options ?? []).map(([answer, words]) => h("button", { type: "button", class: "button quiet", onclick: () => said(answer) }, words));
    asking.replaceChildren(h("legend", {}, now?.say ?? ""), h("div", { class: "cjm-fb-answers" }, buttons));
    buttons[0]?.focus();
  }

  /** @param {string} answer */
  function said(answer) {
    both = answer === "both";
    if (answer === "same" || answer === "others") who = answer;
    go(answer === "replace");
  }

  /** Whether other figures stand on the map under this name. */
  function tellOfOthers() {
    const { looked, surveys } = page.state();
    const mine = called();
    const brings = looked && (looked.placed || looked.outcomes || looked.events.length);
    const there = brings && surveys.some((one) => one.name === mine);
    setText(replaces, there ? `“${mine}” is on the map already: its figures are replaced. ${KEPT} Give another name to keep both.` : "");
  }

  return {
    /** @param {string} text  why it did not go onto the map */
    complain(text) {
      pressed = false;
      complain(text);
    },
    destroy: () => high.disconnect(),
    update() {
      const { brought: now, looked, doing } = page.state();
      const quotes = page.quotes().length;
      const ready = Boolean(looked && (quotes || looked.placed || looked.outcomes || looked.events.length || openIn(looked)));
      bar.hidden = before.hidden = !ready;
      if (now && now.id !== brought && looked) {
        brought = now.id;
        who = "";
        both = pressed = false;
        const file = now.how === "file" ? now.name.replace(/\.\w+$/, "").replaceAll("_", " ") : "";
        name.value = proposedName({ planned: looked.planned, title: looked.file.title, file, when: looked.file.when });
        date.value = shownDate((periodIn(looked.file.title) ?? periodIn(file))?.date ?? looked.file.when);
        complain("");
      }
      ask();
      if (pressed || doing === "looking") lookAgain();
      if (!looked) return;
      tellOfOthers();
      keep.hidden = looked.layout !== "answers";
      const open = openIn(looked) > 0;
      bar.toggleAttribute("data-waits", open);
      put.classList.toggle("quiet", open);
      put.toggleAttribute("disabled", Boolean(doing) || looked.problems.length > 0);
      const what = [looked.placed && counted(looked.placed, "step"), looked.outcomes && counted(looked.outcomes, "outcome"), quotes && counted(quotes, "quote")].filter((one) => typeof one === "string");
      setText(put, `Put ${listed(what) || "it"} on the map`);
    },
  };
}

/** @param {{ words: string }[]} all */
function quoted(all) {
  const named = all.slice(0, MOST_QUOTED).map(({ words }) => `“${words.slice(0, 40).trim()}${words.length > 40 ? "…" : ""}”`);
  return listed(all.length > MOST_QUOTED ? [...named, `${all.length - MOST_QUOTED} more`] : named);
}

/** @param {Page} page */
export function whatWasDone(page) {
  const { done: told, surveys } = page.state();
  if (!told) return h("section", { hidden: true });
  const mine = surveys.find(({ name }) => name === told.name);
  const link = (/** @type {string} */ file, /** @type {string} */ words, spot = "") => page.host.link && h("a", { class: "button quiet", href: page.host.link(file) + spot }, words);
  return h("section", { class: "card cjm-fb-done", role: "status" },
    h("h2", { tabindex: "-1" }, `“${told.name}” is on the map`),
    h("p", {}, told.say),
    h("div", { class: "cjm-fb-row" }, link("04_satisfaction.ipynb", mine && !mine.curve ? "See the figures" : "See the curve", `#${encodeURIComponent(told.name)}`), link("07_map.ipynb", "See the map"),
      mine && !told.was_there && takingOff(page, mine, { label: "Undo: take it off again", class: "button bare" })));
}

/** @param {Page} page */
export function surveysThere(page) {
  const there = page.state().surveys;
  return h("section", { class: "card cjm-fb-surveys", hidden: !there.length, "aria-labelledby": "cjm-fb-surveys" },
    h("h2", { id: "cjm-fb-surveys" }, "Feedback on this map"),
    h("ul", {}, there.map((one) => h("li", {},
      h("span", {}, h("b", {}, one.name), ` ${counted(one.figures, "figure")}${one.when ? `, ${shownDate(one.when)}` : ""}`),
      takingOff(page, one)))));
}

/** @param {Page} page @param {import("./types.js").Survey} one @param {{ label: string, name?: string, class?: string }} [called] */
function takingOff(page, one, called = { label: "Take off", name: `Take off ${one.name}` }) {
  const history = h("input", { type: "checkbox" });
  const asking = askingButton({
    ...called,
    ask: `Take “${one.name}” off? Its ${counted(one.figures, "figure")} go, the quotes chosen from it, and the answers kept behind it.`,
    yes: "Take off",
    no: "Keep",
    also: page.state().leads ? h("label", { class: "cjm-fb-pick" }, history, h("span", {}, "Out of the history and the editions too: nothing brings it back")) : null,
    act: () => page.host.act("take-off", { survey: one.id, history: history.checked }),
  });
  asking.button.dataset.key = `${called.label}-${one.id}`;
  return asking.element;
}
