/** What another page asks for: shown here, with the way to where it is changed. */

import { h, heard, setText } from "../lib/dom.js";
import { isEmpty } from "./check.js";

/**
 * @param {import("./types.js").Ctx} ctx
 * @param {import("./types.js").Field} field which says at which page it is asked
 * @param {string} path
 * @returns {import("./types.js").Control}
 */
export function saidField(ctx, field, path) {
  const words = h("b", { dir: "auto" });
  const href = ctx.host.link?.(field.at ?? "");
  const link = href ? h("a", { href }, "Change", heard(`: ${field.title}`)) : null;
  const element = h("p", { class: "cjm-field cjm-said", "data-path": path }, `${field.title} `, words, " ", link);
  return {
    element,
    update() {
      const value = ctx.value(path);
      setText(words, isEmpty(value) ? "Not said yet" : String(value));
    },
    focus(to) {
      if (to !== path || !link) return false;
      link.focus();
      return true;
    },
    destroy() {},
  };
}
