// The start page: the journeys there are, what is done in each, and a form to make a new one.

import { complaintAbout } from "./complaint.js";
import { make } from "./slots.js";

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
  const journeys = make("ul", { class: "cjm-journeys" });
  const title = /** @type {HTMLInputElement} */ (
    make("input", { type: "text", id: "cjm-new-title", maxlength: "200", "aria-describedby": "cjm-new-hint", autocomplete: "off" })
  );
  const error = make("p", { class: "cjm-error", id: "cjm-new-error", hidden: true });
  const starters = make("div", { class: "cjm-starters" });
  const form = make("form", { class: "card cjm-new", novalidate: true, "aria-labelledby": "cjm-new-heading" }, [
    make("h2", { id: "cjm-new-heading" }, ["Make a new map"]),
    make("div", { class: "cjm-field" }, [
      make("label", { for: "cjm-new-title" }, ["What is the journey called?"]),
      make("p", { class: "cjm-hint", id: "cjm-new-hint" }, ["For example: Enrolling on an evening course"]),
      error,
      title,
    ]),
    make("fieldset", {}, [make("legend", {}, ["What do you start from?"]), starters]),
    make("p", {}, [make("button", { type: "submit", class: "button" }, ["Make the map and begin"])]),
  ]);
  root.append(
    make("section", { "aria-labelledby": "cjm-journeys-heading" }, [
      make("h2", { id: "cjm-journeys-heading" }, ["Your maps"]),
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
  return {
    update() {
      const view = host.view();
      const key = JSON.stringify(view);
      if (key === drawn) return;
      drawn = key;
      journeys.replaceChildren(...view.journeys.map(card));
      if (!starters.childElementCount) starters.append(...view.starters.map(starter));
    },
    /** @param {{ say: string }} message */
    refused: (message) => refuse(message.say),
  };

  /** @param {Entry} entry */
  function card(entry) {
    if (entry.problem) {
      return make("li", { class: "card cjm-journey cjm-problem" }, [make("h3", {}, [entry.id]), make("p", {}, [entry.problem])]);
    }
    const address = (/** @type {string} */ file) => `${file}?journey=${encodeURIComponent(entry.id)}`;
    const title = host.link ? make("a", { href: address(entry.next.file) }, [entry.title]) : entry.title;
    return make("li", { class: "card cjm-journey" }, [
      make("div", {}, [
        make("h3", {}, [title]),
        ...(entry.example ? [make("p", { class: "cjm-example" }, ["Example"])] : []),
        make("p", { class: "soft" }, [entry.segment || "No customer group named yet"]),
      ]),
      make("div", { class: "cjm-journey-state" }, [
        make("progress", { max: String(entry.of), value: String(entry.done), "aria-label": `${entry.done} of ${entry.of} steps of the method done` }),
        make("p", { class: "soft" }, [entry.done === entry.of ? "All parts done" : `${entry.done} of ${entry.of} parts done, next: “${entry.next.title}”`, make("br"), `Changed ${entry.changed}`]),
      ]),
      host.link
        ? make("p", { class: "row" }, [
            ...(entry.done === entry.of
              ? []
              : [make("a", { href: address(entry.next.file), class: "button", "aria-label": `Go on with ${entry.title}` }, ["Go on"])]),
            make("a", { href: address("07_map.ipynb"), class: "button quiet", "aria-label": `See the map of ${entry.title}` }, ["See the map"]),
          ])
        : make("p", {}, ["In the other workbooks, write ", make("code", {}, [`journey = "${entry.id}"`]), " in the first code cell."]),
    ]);
  }

  /** @param {Starter} one @param {number} at */
  function starter(one, at) {
    const id = `cjm-starter-${one.name}`;
    return make("div", { class: "cjm-starter" }, [
      make("input", { type: "radio", name: "cjm-starter", id, value: one.name, checked: at === 0, "aria-describedby": `${id}-say` }),
      make("label", { for: id }, [one.title]),
      make("p", { class: "cjm-hint", id: `${id}-say` }, [one.say]),
    ]);
  }
}
