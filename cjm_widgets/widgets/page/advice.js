// Advice as sentences, each with what to do and where the rule comes from; and the 5Cs verdict.

import { make } from "./slots.js";

const SHOWN = 4; // more advice at once is not read; the most important comes first

/** @typedef {{ rule: string, say: string, do: string, source: string, at: string }} Advice */

/**
 * @param {HTMLElement} root
 * @param {{ view: () => { advice: Advice[] }, go: (path: string) => any }} host
 */
export function createAdvice(root, host) {
  const list = make("ul", { class: "cjm-advice" });
  const rest = make("ul", { class: "cjm-advice" });
  const count = make("summary");
  const more = make("details", { class: "cjm-more-advice" }, [count, rest]);
  const none = make("p", { class: "soft" }, ["Nothing to mention on this page."]);
  root.append(
    make("section", { class: "card", "aria-labelledby": "cjm-advice-title" }, [
      make("h2", { id: "cjm-advice-title" }, ["Advice"]),
      none,
      list,
      more,
    ]),
  );
  let drawn = "";
  return {
    update() {
      const { advice } = host.view();
      const key = JSON.stringify(advice);
      if (key === drawn) return;
      drawn = key;
      none.hidden = advice.length > 0;
      list.replaceChildren(...advice.slice(0, SHOWN).map(sentence));
      rest.replaceChildren(...advice.slice(SHOWN).map(sentence));
      more.hidden = advice.length <= SHOWN;
      count.textContent = `${advice.length - SHOWN} more`;
    },
  };
}

/** @param {Advice} one */
function sentence(one) {
  return make("li", { "data-rule": one.rule }, [
    make("b", {}, [one.say]),
    ` ${one.do} `,
    make("span", { class: "cjm-source" }, [one.source]),
  ]);
}

/**
 * @param {HTMLElement} root
 * @param {{ verdict: () => { verdict: string, title: string, say: string, note: string } }} host
 */
export function createVerdict(root, host) {
  const title = make("h2", { id: "cjm-verdict-title" });
  const say = make("p", {});
  const note = make("p", { class: "soft" });
  const box = make("section", { class: "card cjm-verdict", "aria-labelledby": "cjm-verdict-title" }, [
    title,
    make("div", { role: "status" }, [say]),
    note,
  ]);
  root.append(box);
  return {
    update() {
      const verdict = host.verdict();
      box.dataset.verdict = verdict.verdict;
      for (const [element, text] of /** @type {[HTMLElement, string][]} */ ([[title, verdict.title], [say, verdict.say], [note, verdict.note]])) {
        if (element.textContent !== text) element.textContent = text;
      }
    },
  };
}
