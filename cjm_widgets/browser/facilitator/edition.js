// An edition of every map, under one name.

import { h } from "../lib/dom.js";
import { complaintAbout } from "../page/complaint.js";
import { failures } from "./outcome.js";

/** @typedef {import("./types.js").Host} Host */

/** @param {HTMLElement} root @param {Host} host */
export function createEdition(root, host) {
  const name = h("input", { type: "text", id: "cjm-edition-name", maxlength: "200", "aria-describedby": "cjm-edition-hint", autocomplete: "off" });
  const note = h("textarea", { id: "cjm-edition-note", rows: "2", maxlength: "2000" });
  const error = h("p", { class: "cjm-error", id: "cjm-edition-error", hidden: true });
  const failed = h("ul", { class: "cjm-failed", hidden: true });
  const form = h("form", { novalidate: true }, [
    h("p", {}, ["Each team’s map is kept as it stands now, under one name. The page “Evaluate” shows what changed since."]),
    h("div", { class: "cjm-field" }, [
      h("label", { for: "cjm-edition-name" }, ["Name of the edition"]),
      h("p", { class: "cjm-hint", id: "cjm-edition-hint" }, ["For example: After the first workshop"]),
      error,
      name,
    ]),
    h("div", { class: "cjm-field" }, [h("label", { for: "cjm-edition-note" }, ["Note (optional)"]), note]),
    h("p", { class: "row" }, [h("button", { type: "submit", class: "button" }, ["Keep it for all teams"])]),
    failed,
  ]);
  root.append(form);
  const complain = complaintAbout(name, error, "cjm-edition-hint");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    complain(name.value.trim() ? "" : "Give the edition a name, such as “After the first workshop”.");
    if (name.value.trim()) host.act("keep-edition", { name: name.value.trim(), note: note.value.trim() });
  });

  return {
    /** @param {any} message */
    done(message) {
      if (message.action !== "keep-edition") return;
      failed.hidden = message.failed.length === 0;
      failed.replaceChildren(...failures(message.failed));
      name.value = note.value = "";
    },
    /** @param {any} message */
    refused: (message) => message.action === "keep-edition" && complain(message.say),
  };
}
