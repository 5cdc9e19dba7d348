/**
 * Where what customers want and what they meet do not fit together.
 *
 * @typedef {{id: string, title: string, team: string, effort: number | null}} Answer
 * @typedef {{key: string, kind: "unanswered" | "purposeless", say: string, do?: string, at: string, stage: string,
 *            solutions: Answer[], by?: string, team?: string, ranked?: string, effort?: number | null, priority: string}} Mismatch
 * @typedef {object} Host
 * @property {() => {mismatches?: Mismatch[], priority_rule?: string}} view
 * @property {() => import("../lib/model.js").Journey} [journey]
 * @property {(text: string) => void} [announce]
 * @property {(place: string) => string} [link]  the address of the workbook in which a list is filled in
 * @property {(path: string) => unknown} [go]  true where the form of this page has the place
 */

import { h, setText, uid } from "../lib/dom.js";
import { keepFocus } from "../lib/focus.js";

const KINDS = /** @type {const} */ ([
  ["unanswered", "Nothing answers these"],
  ["purposeless", "These answer nothing"],
]);
const NONE = "Every goal and question is answered by a touchpoint, and every touchpoint answers one – as far as they are written down.";

/**
 * @param {HTMLElement} root  empty; the card fills it
 * @param {Host} host
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createMismatches(root, host) {
  const heading = h("h2", { id: uid() }, "Mismatches");
  const status = h("p", { role: "status", class: "status" });
  const lists = KINDS.map(([kind, title]) => {
    const head = h("h3", { id: uid() }, title);
    return { kind, head, list: h("ul", { "aria-labelledby": head.id }) };
  });
  const rule = h("p", {});
  const how = h("details", { class: "how" }, h("summary", {}, "How the priority is found"), rule);
  const box = h("section", { class: "cjm-picture cjm-mismatches cjm-framed", "aria-labelledby": heading.id },
    heading, status, ...lists.flatMap(({ head, list }) => [head, list]), how);
  root.append(box);
  let drawn = "";
  update();

  function update() {
    const found = host.view().mismatches ?? [];
    const missing = found.length === 0 && host.journey !== undefined ? notWritten(host.journey()) : "";
    const key = JSON.stringify([found, missing]);
    if (key === drawn) return;
    drawn = key;
    // a live region speaks where its text changes, so the number stands in it
    setText(status, missing ? missing : found.length === 0 ? NONE : found.length === 1 ? "1 mismatch." : `${found.length} mismatches.`);
    setText(rule, host.view().priority_rule ?? "");
    how.hidden = !found.some(({ kind }) => kind === "unanswered");
    keepFocus(box, "data-at", () => {
      for (const { kind, head, list } of lists) {
        const some = found.filter((one) => one.kind === kind);
        list.replaceChildren(...some.map(item));
        head.hidden = list.hidden = some.length === 0;
      }
    });
  }

  /** @param {Mismatch} one */
  function item(one) {
    const effort = one.effort ?? null;
    const facts = one.kind === "unanswered"
      ? [
          one.by ? ["By", one.by] : null,
          one.team ? ["Team", one.team] : null,
          effort === null ? null : ["Effort", `${effort} of 5`],
          one.ranked ? ["In the ranking", one.ranked] : null,
          ["Priority", one.priority],
        ]
      : [];
    return h("li", { "data-key": one.key },
      h("p", { class: "say" }, one.say),
      one.do ? h("p", { class: "do" }, one.do) : null,
      h("div", { class: "foot" },
        ...facts.flatMap((fact) => (fact ? [h("span", { class: "fact" }, `${fact[0]}: `, h("b", {}, fact[1]))] : [])),
        way(one)));
  }

  /** The way to the place: on this page if its form has it, else in the workbook that asks for it. @param {Mismatch} one */
  function way(one) {
    const words = one.kind === "unanswered" ? "Go to the question" : "Go to the touchpoint";
    const href = host.link?.(one.at.split("/")[0]);
    const given = { "data-at": one.at, "aria-label": `${words}: ${one.say}` };
    if (href) {
      const link = h("a", { ...given, href }, words);
      link.addEventListener("click", (event) => {
        const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
        if (!elsewhere && host.go?.(answerAt(one))) event.preventDefault();
      });
      return link;
    }
    if (!host.go) return null;
    const button = h("button", { type: "button", ...given }, words);
    button.addEventListener("click", () => host.go?.(answerAt(one)));
    return button;
  }

  return { update, destroy: () => box.remove() };
}

/** Where the answer is given: at a touchpoint, in what it serves. @param {Mismatch} one */
function answerAt(one) {
  return one.kind === "purposeless" ? `${one.at}/serves` : one.at;
}

/** What there is too little of to compare, as a sentence; "" if nothing is. @param {import("../lib/model.js").Journey} journey */
function notWritten(journey) {
  const needs = (journey.stages ?? []).some((stage) => (stage.needs ?? []).some((need) => need.name.trim()));
  const touchpoints = (journey.steps ?? []).some((step) => (step.touchpoints ?? []).some((one) => one.name.trim()));
  const missing = [needs ? [] : ["goals", "questions"], touchpoints ? [] : ["touchpoints"]].flat();
  if (missing.length === 0) return "";
  const there = needs ? " to answer the goals and questions" : touchpoints ? " to compare the touchpoints with" : "";
  return `No ${missing.slice(0, -1).join(", ")}${missing.length > 1 ? " or " : ""}${missing.at(-1)} are written down yet${there}.`;
}
