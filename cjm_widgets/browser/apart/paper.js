// What people without a device said on paper, counted by whoever facilitates: answers at each step, or dots on each item.

import { h, setText, uid } from "../lib/dom.js";
import { counted, nameOf, numbered, signed } from "../lib/words.js";

/** @typedef {import("./apart.js").Apart} Apart */
/** @typedef {import("./apart.js").Host} Host */

const MOST = 1000; // as in cjm_widgets/journey/parts/rounds.py
/** As in cjm_widgets/journey/on_paper.py. @type {[id: string, figure: number | "unknown"][]} */
const ANSWERS = [["p-paper-m2", -2], ["p-paper-m1", -1], ["p-paper-0", 0], ["p-paper-1", 1], ["p-paper-2", 2], ["p-paper-unknown", "unknown"]];
const DOTS = "p-paper-dots";
const LIMITS = `Write a whole number from 0 to ${MOST}.`;
const RATED = "For each step, how many gave each answer on paper. They count as everybody else does, and nobody else sees them before the reveal; what was miscounted can be corrected at any time.";
const VOTED = "How many voted on paper, and how many dots each got there. They count with the others, and nobody else sees them before the reveal; what was miscounted can be corrected at any time.";

/**
 * @param {HTMLElement} root
 * @param {Host} host
 * @param {Apart["about"]} about
 */
export function createPaper(root, host, about) {
  const rates = about === "satisfaction";
  const said = h("span", { class: "soft" });
  const list = h("ul", { class: "cjm-on-paper" });
  const voters = createCount(`rounds/${about}/on_paper`, "People who voted on paper", host);
  const excess = h("p", { role: "status" });
  const summary = h("summary", {}, "People without a device? Add what they said on paper ", said);
  const asked = location.hash === "#paper"; // the way from the facilitator's page
  if (asked) requestAnimationFrame(() => summary.focus());
  root.append(h("details", { class: "cjm-paper-tally", open: asked },
    summary,
    h("p", {}, rates ? RATED : VOTED),
    rates ? null : voters.element,
    rates ? null : voters.wrong,
    rates ? null : excess,
    list));
  /** @type {Map<string, ReturnType<typeof createPaperLine>>} */
  const lines = new Map();

  return {
    /** @param {Apart} apart */
    update({ limit = 0 }) {
      const journey = host.journey();
      const items = about === "satisfaction" ? journey.steps : journey[about];
      for (const [id, line] of lines) {
        if (items.some((one) => one.id === id)) continue;
        line.element.remove();
        lines.delete(id);
      }
      items.forEach((item, at) => {
        const line = lines.get(item.id) ?? createPaperLine(about, item.id, host);
        lines.set(item.id, line);
        if (list.children[at] !== line.element) list.insertBefore(line.element, list.children[at] ?? null);
        line.update(nameOf(item, undefined, host.value) || numbered(rates ? "Step" : about === "moments" ? "Moment of truth" : "Solution", at + 1, ""));
      });
      voters.update();
      const sums = [...lines.values()].map(({ sum }) => sum());
      const dots = sums.reduce((all, one) => all + one, 0);
      const people = voters.now();
      setText(said, rates ? (dots ? `up to ${Math.max(...sums)} at a step` : "") : dots ? counted(dots, "dot") : "");
      setText(excess, dots > people * limit ? tooMany(dots, people, limit) : "");
    },
  };
}

/** @param {number} dots @param {number} people @param {number} limit */
function tooMany(dots, people, limit) {
  if (!people) return "How many people voted on paper?";
  return `${counted(dots, "dot")} on paper are more than ${counted(people, "person has", "people have")}: ${limit} each.`;
}

/** The counts of a step or an item. @param {Apart["about"]} about @param {string} id @param {Host} host */
function createPaperLine(about, id, host) {
  const name = h("b", { id: uid() });
  const rates = about === "satisfaction";
  const counts = rates
    ? ANSWERS.map(([whose, figure]) => createCount(`steps/${id}/ratings/${whose}/n`, figure === "unknown" ? "?" : signed(figure), host, host.labels.full("scales/felt", figure).toLowerCase()))
    : [createCount(`${about}/${id}/dots/${DOTS}/n`, "Dots", host, "on paper")];
  const sum = () => counts.reduce((all, one) => all + one.now(), 0);
  const people = h("small", {});
  const fields = h("div", { class: "cjm-counts", role: "group", "aria-labelledby": name.id }, ...counts.map((one) => one.element));
  const element = h("li", {}, h("p", {}, name, " ", people), fields, ...counts.map((one) => one.wrong));
  return {
    element,
    sum,
    /** @param {string} called */
    update(called) {
      setText(name, called);
      for (const one of counts) one.update();
      setText(people, rates && sum() ? counted(sum(), "person", "people") : "");
    },
  };
}

/**
 * A field for a count. What is no count leaves the one that stood there, and is told beside it.
 * @param {string} path @param {string} title @param {Host} host @param {string} [more]  is heard after the title
 */
function createCount(path, title, host, more = "") {
  const now = () => Number(host.value(path) ?? 0) || 0;
  const wrong = h("p", { id: uid(), class: "cjm-count-wrong" });
  const input = h("input", { type: "number", min: 0, max: MOST, step: 1, inputmode: "numeric", "data-path": path, "aria-describedby": wrong.id });
  const element = h("label", { class: "cjm-count" }, h("span", {}, title, more ? h("span", { class: "unseen" }, ` ${more}`) : null), input);
  let kept = 0;
  let typed = "";
  const settle = () => { [kept, typed] = [now(), input.value]; };
  const fits = () => input.validity.valid && /^\d*$/.test(input.value); // 1e2 is a number to the browser
  const tell = () => setText(wrong, fits() ? "" : `${LIMITS} ${now()} is kept.`);
  input.addEventListener("focus", settle);
  input.addEventListener("change", () => fits() && settle());
  input.addEventListener("input", () => {
    // 200 on the way to 2000 was never meant: only a figure that is typed over stood
    if (!input.validity.badInput && !input.value.startsWith(typed)) kept = now();
    if (!input.validity.badInput) typed = input.value;
    const figure = fits() ? Number(input.value) : kept;
    input.toggleAttribute("data-wrong", !fits());
    input.setAttribute("aria-invalid", String(!fits()));
    if (figure !== now()) host.edit(path, figure);
    tell();
    if (!fits()) host.announce(LIMITS);
  });
  return {
    element,
    wrong,
    now,
    update() {
      if (fits() && document.activeElement !== input && Number(input.value) !== now()) input.value = now() ? String(now()) : "";
      tell();
    },
  };
}
