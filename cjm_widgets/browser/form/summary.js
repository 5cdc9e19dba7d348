/** The list of what is wrong, at the top, when somebody wants to go on. */

import { h, uid } from "../lib/dom.js";

/** @typedef {{path: string, title: string, where: string, say: string}} Problem */

/** One line of the summary: the question, what is wrong, and the item it belongs to. @param {Omit<Problem, "path">} problem */
export function summaryLine({ title, where, say }) {
  const question = /[?!.:]$/.test(title) ? title : `${title}:`;
  return `${question} ${say}${where ? ` (${where})` : ""}`;
}

/**
 * @param {HTMLElement} home where it goes, before everything else there
 * @param {(path: string) => void} go moves focus to the control of a path
 */
export function errorSummary(home, go) {
  const title = uid();
  const list = h("ul", {});
  const box = h(
    "div",
    { class: "cjm-summary", tabindex: -1, role: "alert", "aria-labelledby": title },
    h("h2", { id: title }, "There is a problem"),
    list,
  );
  const element = h("div", { class: "cjm cjm-summary-home" }, box);
  const prefix = "Error: ";

  return {
    holdsFocus: () => box.contains(/** @type {Document | ShadowRoot} */ (box.getRootNode()).activeElement),
    shown: () => element.isConnected,
    /** @param {Problem[]} problems */
    show(problems) {
      list.replaceChildren(
        ...problems.map((problem) => {
          const link = h("a", { href: "#" }, summaryLine(problem));
          link.addEventListener("click", (event) => {
            event.preventDefault();
            go(problem.path);
          });
          return h("li", {}, link);
        }),
      );
      home.prepend(element);
      box.focus();
      if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
    },
    hide() {
      element.remove();
      if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
    },
  };
}
