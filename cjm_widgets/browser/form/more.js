/** What is asked less often: behind a native disclosure that says what it holds and how much of it is filled in. */

import { h, setText } from "../lib/dom.js";
import { insideWords } from "./inside.js";
import { join } from "../lib/paths.js";
import { onPrint } from "../lib/print.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Control} Control */

/**
 * Fields behind a disclosure. They are made when it is first opened: by hand, by `focus`, on paper, or because
 * something is wrong with one of them.
 * @param {Ctx} ctx
 * @param {{fields: Field[], base: string, title: string | HTMLElement, build(): Control}} parts
 *   title: the words on the disclosure, or a heading. build: makes the control of what is inside.
 * @returns {Control}
 */
export function moreOf(ctx, { fields, base, title, build }) {
  const paths = fields.map((field) => join(base, field.name));
  const count = h("span", { class: "cjm-more-count", dir: "auto" });
  const flag = h("span", { class: "cjm-chip", hidden: true }, "Needs attention");
  const words = typeof title === "string" ? h("span", { class: "cjm-more-title" }, `${title}:`) : title;
  const summary = h("summary", { class: "cjm-summary-line" }, words, " ", count, " ", flag);
  const body = h("div", { class: "cjm-more-body" });
  const element = h("details", { class: "cjm-more" }, summary, body);
  /** @type {Control | null} */
  let inner = null;
  let wrong = "";
  let closedForPaper = false;

  function make() {
    if (inner) return;
    inner = build();
    body.append(inner.element);
    inner.update();
  }

  function open() {
    make();
    element.open = true;
  }

  // before it opens, so that it never opens empty; the second for whatever else opens it
  summary.addEventListener("click", make);
  element.addEventListener("toggle", () => {
    if (element.open) make();
    control.update();
  });
  const forget = onPrint((starts) => {
    if (starts) {
      closedForPaper = !element.open;
      open();
    } else if (closedForPaper) {
      element.open = false;
    }
  });

  const control = {
    element,
    update() {
      setText(count, insideWords(fields, base, ctx.value));
      const now = paths.filter((path) => ctx.errors.say(path) || ctx.errors.under(path)).join(" ");
      // opens once for each thing that goes wrong; who closes it then has seen it
      if (now !== wrong && now !== "") open();
      wrong = now;
      flag.hidden = element.open || now === "";
      inner?.update();
    },
    focus(/** @type {string} */ to) {
      if (!paths.some((path) => to === path || to.startsWith(`${path}/`))) return false;
      open();
      return inner?.focus(to) ?? false;
    },
    destroy() {
      forget();
      inner?.destroy();
    },
  };
  return control;
}
