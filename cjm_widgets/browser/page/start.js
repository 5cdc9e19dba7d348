// The start page: the journeys there are, what is done in each, and a form to make a new one.

import { h } from "../lib/dom.js";
import { complaintAbout } from "./complaint.js";

/**
 * @typedef {{ id: string, title: string, segment: string, problem: string, example: boolean, done: number, of: number, changed: string,
 *             next: { file: string, title: string } }} Entry
 * @typedef {{ name: string, title: string, say: string }} Starter
 */

/**
 * @param {HTMLElement} root
 * @param {{ view: () => { journeys: Entry[], starters: Starter[] }, act: (name: string, content: object) => void,
 *           link?: (file: string) => string }} host
 */
export function createStart(root, host) {
  const journeys = h("ul", { class: "cjm-journeys" });
  const title = h("input", { type: "text", id: "cjm-new-title", maxlength: "200", "aria-describedby": "cjm-new-hint", autocomplete: "off" });
  const error = h("p", { class: "cjm-error", id: "cjm-new-error", hidden: true });
  const starters = h("div", { class: "cjm-starters" });
  const form = h("form", { class: "card cjm-new", novalidate: true, "aria-labelledby": "cjm-new-heading" }, [
    h("h2", { id: "cjm-new-heading" }, ["Make a new map"]),
    h("div", { class: "cjm-field" }, [
      h("label", { for: "cjm-new-title" }, ["What is the journey called?"]),
      h("p", { class: "cjm-hint", id: "cjm-new-hint" }, ["For example: Enrolling on an evening course"]),
      error,
      title,
    ]),
    h("fieldset", {}, [h("legend", {}, ["What do you start from?"]), starters]),
    h("p", {}, [h("button", { type: "submit", class: "button" }, ["Make the map and begin"])]),
  ]);
  root.append(
    h("section", { "aria-labelledby": "cjm-journeys-heading" }, [
      h("h2", { id: "cjm-journeys-heading" }, ["Your maps"]),
      journeys,
    ]),
    form,
  );
  const refuse = complaintAbout(title, error, "cjm-new-hint");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=cjm-starter]:checked"));
    if (!title.value.trim()) {
      refuse("Give the journey a name, so that you find it again.");
      return;
    }
    refuse("");
    host.act("make", { title: title.value.trim(), starter: chosen?.value ?? "blank" });
  });

  let drawn = "";
  update();
  /** @param {{ say: string }} message */
  const refused = (message) => refuse(message.say);
  return { update, refused };

  function update() {
    const view = host.view();
    const key = JSON.stringify(view);
    if (key === drawn) return;
    drawn = key;
    journeys.replaceChildren(...view.journeys.map(card));
    if (!starters.childElementCount) starters.append(...view.starters.map(starter));
  }

  /** @param {Entry} entry */
  function card(entry) {
    if (entry.problem) {
      return h("li", { class: "card cjm-journey cjm-problem" }, [h("h3", {}, [entry.id]), h("p", {}, [entry.problem])]);
    }
    const address = (/** @type {string} */ file) => `${file}?journey=${encodeURIComponent(entry.id)}`;
    const title = host.link ? h("a", { href: address(entry.next.file) }, [entry.title]) : entry.title;
    return h("li", { class: "card cjm-journey" }, [
      h("div", {}, [
        h("h3", {}, [title]),
        ...(entry.example ? [h("p", { class: "cjm-example" }, ["Example"])] : []),
        h("p", { class: "soft" }, [entry.segment || "No customer group named yet"]),
      ]),
      h("div", { class: "cjm-journey-state" }, [
        h("progress", { max: String(entry.of), value: String(entry.done), "aria-label": `${entry.done} of ${entry.of} steps of the method done` }),
        h("p", { class: "soft" }, [entry.done === entry.of ? "All parts done" : `${entry.done} of ${entry.of} parts done, next: “${entry.next.title}”`, h("br"), `Changed ${entry.changed}`]),
      ]),
      host.link
        ? h("p", { class: "row" }, [
            ...(entry.done === entry.of
              ? []
              : [h("a", { href: address(entry.next.file), class: "button", "aria-label": `Go on with ${entry.title}` }, ["Go on"])]),
            h("a", { href: address("07_map.ipynb"), class: "button quiet", "aria-label": `See the map of ${entry.title}` }, ["See the map"]),
          ])
        : h("p", {}, ["In the other workbooks, write ", h("code", {}, [`journey = "${entry.id}"`]), " in the first code cell."]),
    ]);
  }

  /** @param {Starter} one @param {number} at */
  function starter(one, at) {
    const id = `cjm-starter-${one.name}`;
    return h("div", { class: "cjm-starter" }, [
      h("input", { type: "radio", name: "cjm-starter", id, value: one.name, checked: at === 0, "aria-describedby": `${id}-say` }),
      h("label", { for: id }, [one.title]),
      h("p", { class: "cjm-hint", id: `${id}-say` }, [one.say]),
    ]);
  }
}
