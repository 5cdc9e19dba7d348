// Advice as sentences, each with what to do and where the rule comes from; and the 5Cs verdict.
// A group may decide otherwise: its reason is kept, and the advice stands apart from then on.
// What is new waits until the card that somebody fills in is left: nobody is told off in mid-word.

import { h, setText } from "../lib/dom.js";
import { same } from "../lib/journey.js";
import { isWithin } from "../lib/paths.js";
import { isolated } from "../lib/words.js";
import { ownName } from "./who.js";

const SHOWN = 3; // more advice at once is not read; the most important comes first
const WAITS = "Advice comes when you leave the card.";

/** @typedef {{ key?: string, rule: string, say: string, do: string, source: string, at: string, enough?: string }} Advice */
/** @typedef {{ key: string, say: string, reason: string, by?: string }} Overruled */
/**
 * @typedef {object} Host
 * @property {() => { advice: Advice[], overruled?: Overruled[] }} view
 * @property {() => { overruled?: { id: string, reason: string }[] }} [journey] with what is not saved yet
 * @property {(path: string, next: any) => void} [edit]
 * @property {(text: string) => void} [announce]
 */

/**
 * @param {HTMLElement} root
 * @param {Host} host
 */
export function createAdvice(root, host) {
  const heading = h("h2", { id: "cjm-advice-title", tabindex: "-1" }, ["Advice"]);
  const list = h("ul", { class: "cjm-advice" });
  const rest = h("ul", { class: "cjm-advice" });
  const count = h("summary");
  const more = h("details", { class: "cjm-more-advice" }, [count, rest]);
  const none = h("p", { class: "soft" }, ["Nothing to mention on this page."]);
  const apartCount = h("summary");
  const apartList = h("ul", { class: "cjm-advice cjm-not-followed" });
  const apart = h("details", { class: "cjm-more-advice", hidden: true }, [apartCount, apartList]);
  const box = h("section", { class: "card", "aria-labelledby": "cjm-advice-title" }, [heading, none, list, more, apart]);
  root.append(box);

  /** @type {Map<string, { open: boolean, reason: string, error: string }>} what people began to write, by key */
  const drafts = new Map();
  /** @type {Map<string, Overruled>} decided here, and not yet told back by the kernel */
  const decided = new Map();
  let drawn = "";
  /** @type {Advice[] | null} */ let shown = null;
  /** @type {Element | null} the card that somebody fills in */ let inHand = null;
  // the focus goes to its next place only after these events
  const moved = () => setTimeout(() => {
    const card = cardInHand();
    if (card !== inHand) shown = null;
    inHand = card;
    draw(false);
  });
  document.addEventListener("focusin", moved);
  document.addEventListener("focusout", moved);

  function writing() {
    return document.activeElement?.tagName === "TEXTAREA" && box.contains(document.activeElement);
  }

  /** Advice that holds, and advice that the group does not follow, edits that wait to be saved among it. */
  function parted() {
    const view = host.view();
    const saved = view.overruled ?? [];
    const now = host.journey?.().overruled;
    const given = now ?? saved.map(({ key, reason }) => ({ id: key, reason }));
    const reasons = new Map(given.flatMap(({ id, reason }) => (reason?.trim() ? [[id, reason]] : []))); // as in Python
    for (const { key, say } of view.advice) if (key && reasons.has(key)) decided.set(key, { key, say, reason: "" });
    const known = new Map([...decided, ...saved.map((one) => /** @type {const} */ ([one.key, one]))]);
    return {
      advice: view.advice.filter(({ key }) => !key || !reasons.has(key)),
      overruled: [...known.values()].filter(({ key }) => reasons.has(key)).map((one) => ({ ...one, reason: reasons.get(one.key) ?? one.reason })),
    };
  }

  /** What is to be read now: in a card that is being filled in nothing is added, what is seen to goes, and what says another thing of it waits. @param {Advice[]} advice */
  function ripe(advice) {
    if (!shown || !inHand?.contains(document.activeElement)) return advice;
    const keyOf = (/** @type {Advice} */ one) => one.key ?? one.rule;
    const before = new Map(shown.map((one) => [keyOf(one), one]));
    const card = inHand.getAttribute("data-item") ?? "";
    const isElsewhere = (/** @type {string} */ at) => at !== "" && !isWithin(at, card) && !isWithin(card, at);
    return advice.filter((one) => {
      const known = before.get(keyOf(one));
      return known && (same(known, one) || isElsewhere(one.at));
    });
  }

  /** @param {boolean} anew */
  function draw(anew) {
    if (writing()) return; // nothing moves under somebody's hands; it is drawn when they leave the field
    const { advice: all, overruled } = parted();
    const advice = ripe(all);
    shown = advice;
    const key = JSON.stringify([advice, overruled]);
    if (key === drawn && !anew) return;
    drawn = key;
    const held = holding();
    none.hidden = advice.length > 0;
    setText(none, all.length ? WAITS : overruled.length ? "Nothing else to mention on this page." : "Nothing to mention on this page.");
    list.replaceChildren(...advice.slice(0, SHOWN).map(sentence));
    rest.replaceChildren(...advice.slice(SHOWN).map(sentence));
    more.hidden = advice.length <= SHOWN;
    count.textContent = `${advice.length - SHOWN} more`;
    apart.hidden = overruled.length === 0;
    apartCount.textContent = `Advice not followed (${overruled.length})`;
    apartList.replaceChildren(...overruled.map(notFollowed));
    if (held) /** @type {HTMLElement | null} */ (box.querySelector(held))?.focus({ preventScroll: true });
  }

  /** How to find what has the focus after the lists are drawn anew. */
  function holding() {
    const focused = document.activeElement;
    const item = focused?.closest("[data-key]");
    if (!focused || !item || !box.contains(item)) return "";
    const part = ["summary", "button"].find((tag) => focused.matches(tag));
    return part ? `[data-key="${CSS.escape(item.getAttribute("data-key") ?? "")}"] ${part}` : "";
  }

  /** @param {Advice} one */
  function sentence(one) {
    return h("li", { "data-rule": one.rule, "data-key": one.key }, [
      h("b", {}, [one.say]),
      ` ${one.do} `,
      h("span", { class: "cjm-source" }, [one.source]),
      ...(one.key && host.edit ? [...(one.enough ? [enough(one, one.key, one.enough)] : []), otherwise(one, one.key)] : []),
    ]);
  }

  /** Where a rule only asks for more of something. @param {Advice} one @param {string} key @param {string} reason */
  function enough(one, key, reason) {
    const button = h("button", { type: "button", class: "cjm-link", "aria-label": `This is enough for us: ${one.say}` }, ["This is enough for us"]);
    button.addEventListener("click", () => decide(one, key, reason));
    return h("div", { class: "cjm-enough" }, [button]);
  }

  /** @param {Advice} one @param {string} key @param {string} reason */
  function decide(one, key, reason) {
    drafts.delete(key);
    decided.set(key, { key, say: one.say, reason });
    host.edit?.(`overruled/${key}`, { reason, by: ownName() });
    draw(true);
    if (!apart.hidden) apartCount.focus();
    host.announce?.("Your decision is kept under “Advice not followed”.");
  }

  /** @param {Advice} one @param {string} key */
  function otherwise(one, key) {
    const draft = drafts.get(key) ?? { open: false, reason: "", error: "" };
    const [id, errorId] = [`cjm-reason-${key}`, `cjm-reason-error-${key}`];
    const reason = h("textarea", { id, rows: "2", maxlength: "2000" });
    const error = h("p", { class: "cjm-error", id: errorId });
    const button = h("button", { type: "button", class: "button quiet" }, ["Do not follow it"]);
    const fold = h("details", { class: "cjm-otherwise" }, [
      h("summary", { "aria-label": `We decide otherwise: ${one.say}` }, ["We decide otherwise"]),
      h("label", { for: id }, ["Why?"]),
      error,
      reason,
      button,
    ]);
    reason.value = draft.reason;
    fold.open = draft.open;
    complain(draft.error);
    fold.addEventListener("toggle", () => keep({ open: fold.open }));
    reason.addEventListener("input", () => {
      keep({ reason: reason.value });
      complain("");
    });
    button.addEventListener("click", () => {
      const words = reason.value.trim();
      if (!words) {
        complain("Write the reason first: it tells the others why.");
        reason.focus();
        return;
      }
      decide(one, key, words);
    });
    return fold;

    /** @param {string} words */
    function complain(words) {
      error.hidden = !words;
      error.textContent = words;
      if (words) {
        reason.setAttribute("aria-invalid", "true");
        reason.setAttribute("aria-describedby", errorId);
      } else {
        reason.removeAttribute("aria-invalid");
        reason.removeAttribute("aria-describedby");
      }
      keep({ error: words });
    }

    /** @param {Partial<typeof draft>} changed */
    function keep(changed) {
      Object.assign(draft, changed);
      drafts.set(key, draft);
    }
  }

  /** @param {Overruled} one */
  function notFollowed(one) {
    const again = h("button", { type: "button", class: "cjm-link", "aria-label": `Follow it again: ${one.say}` }, ["Follow it again"]);
    again.addEventListener("click", () => {
      decided.delete(one.key);
      host.edit?.(`overruled/${one.key}`, null);
      draw(true);
      (apart.hidden ? heading : apartCount).focus();
      host.announce?.("The advice stands again.");
    });
    return h("li", { "data-key": one.key }, [
      h("b", {}, [one.say]),
      h("span", { class: "cjm-reason" }, [`${one.by ? `${isolated(one.by)}: ` : ""}${one.reason}`]),
      ...(host.edit ? [again] : []),
    ]);
  }

  draw(false);
  return { update: () => draw(false), destroy };

  function destroy() {
    document.removeEventListener("focusin", moved);
    document.removeEventListener("focusout", moved);
  }
}

/** The card of a form that has the focus, the outermost of several. */
function cardInHand() {
  let found = null;
  for (let card = document.activeElement?.closest(".cjm-card"); card; card = card.parentElement?.closest(".cjm-card")) found = card;
  return found;
}

/**
 * @param {HTMLElement} root
 * @param {{ verdict: () => { verdict: string, title: string, say: string, note: string } }} host
 */
export function createVerdict(root, host) {
  const title = h("h2", { id: "cjm-verdict-title" });
  const say = h("p", {});
  const note = h("p", { class: "soft" });
  const box = h("section", { class: "card cjm-verdict", "aria-labelledby": "cjm-verdict-title" }, [
    title,
    h("div", { role: "status" }, [say]),
    note,
  ]);
  root.append(box);
  const update = () => {
    const verdict = host.verdict();
    box.dataset.verdict = verdict.verdict;
    for (const [element, text] of /** @type {[HTMLElement, string][]} */ ([[title, verdict.title], [say, verdict.say], [note, verdict.note]])) {
      setText(element, text);
    }
  };
  update();
  return { update };
}
