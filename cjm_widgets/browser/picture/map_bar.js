/** The line above the map: which view of the method, as whom, how things are or should be, layers, size, paper. */

import { h, setText, uid } from "../lib/dom.js";

const WHEN = [["current", "Current"], ["ideal", "Ideal"], ["both", "Both"]];

/** @type {[string, string, string][]} */
const PAPERS = [
  ["a3", "One A3 page", "All on one sheet; much text becomes small."],
  ["a3-pages", "A3 pages", "Up to nine steps a page, in a size for reading."],
  ["a4", "A4 pages", "Up to six steps a page, in a size for reading."],
  ["text", "As text, A4", "Headings and sentences with every fact."],
  ["qia-a4", "The QIA table, A4", "A plain table with lines, seven steps a page."],
  ["qia-a3", "The QIA table, A3", "The same, ten steps a page."],
  ["sheet-a4", "A blank sheet, A4", "The same table to fill by hand."],
  ["sheet-a3", "A blank sheet, A3", "The same with more room, for the wall."],
  ["walk", "A walk-along sheet, A4", "To take along when you accompany a customer."],
];

/**
 * @param {import("./map_choice.js").Choice} choice  is changed as people choose
 * @param {{changed: () => void, print: (paper: string) => void, also: Node[], sizes: Node[], taking: ReturnType<typeof import("./map_take.js").createTaking>}} host
 *   also: what else is chosen beside the layers; sizes: what makes the map smaller and larger
 */
export function createBar(choice, { changed, print, also, sizes, taking }) {
  const view = select("View", "View", (value) => (choice.view = value));
  const persona = select("As", "As which persona", (value) => (choice.persona = value));
  const group = uid();
  const when = h(
    "fieldset",
    { class: "when" },
    h("legend", { class: "unseen" }, "Show how things are or should be"),
    ...WHEN.map(([value, title]) => {
      const radio = h("input", { type: "radio", name: group, value });
      radio.checked = choice.when === value;
      radio.addEventListener("change", () => {
        choice.when = /** @type {import("./map_choice.js").When} */ (value);
        changed();
      });
      return h("label", {}, radio, h("span", {}, title));
    }),
  );
  const boxes = h("fieldset", { class: "boxes" });
  const empty = checkbox("Show empty layers", (checked) => (choice.empty = checked));
  const count = h("span", { class: "count" });
  const layers = panel([h("span", {}, "Layers"), count], boxes, h("div", { class: "also" }, empty.label), ...also);
  const filled = checkbox("Write our steps on the blank sheet", (checked) => (choice.filled = checked));
  const papers = panel(
    [h("span", {}, "Print")],
    h(
      "ul",
      { class: "papers" },
      ...PAPERS.map(([paper, title, say]) => {
        const button = h("button", { type: "button", class: "choose" }, h("b", {}, title), h("small", {}, say));
        button.addEventListener("click", () => {
          papers.removeAttribute("open");
          print(paper);
        });
        return h("li", {}, button);
      }),
    ),
    h("div", { class: "also" }, filled.label),
  );
  const download = panel([h("span", {}, "Download")], taking.element);
  download.hidden = !taking.isServed;
  download.addEventListener("toggle", () => download.hasAttribute("open") && void taking.offer());
  const choices = h("div", { class: "choices", id: uid() }, view.label, persona.label, when, layers);
  // where there is little room, what is chosen stands behind one button that says it
  const chosen = h("span", {});
  const more = h("button", { type: "button", class: "button quiet more", "aria-expanded": "false", "aria-controls": choices.id }, chosen);
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(choices.toggleAttribute("data-open"))));
  const element = h("div", { class: "map-bar", role: "group", "aria-label": "What the map shows" }, more, choices, h("div", { class: "sizes" }, ...sizes), papers, download);
  empty.box.checked = choice.empty;
  filled.box.checked = choice.filled;
  let offered = "";

  /** @param {string} title @param {string} name @param {(value: string) => void} set */
  function select(title, name, set) {
    const box = h("select", { "aria-label": name });
    box.addEventListener("change", () => {
      set(box.value);
      changed();
    });
    return { box, label: h("label", { class: "pick" }, h("span", {}, title), box) };
  }

  /** @param {string} title @param {(checked: boolean) => void} set */
  function checkbox(title, set) {
    const box = h("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      set(box.checked);
      changed();
    });
    return { box, label: h("label", {}, box, h("span", {}, title)) };
  }

  /** @param {Node[]} title @param {...Node} content */
  function panel(title, ...content) {
    const sheet = h("div", { class: "sheet" }, ...content);
    const details = h("details", { class: "panel" }, h("summary", { class: "button quiet" }, ...title), sheet);
    // a sheet begins below its button, or further to the left where it would stand out of the bar
    details.addEventListener("toggle", () => {
      sheet.style.marginInlineStart = "";
      if (!details.hasAttribute("open")) return;
      const beyond = sheet.getBoundingClientRect().right - element.getBoundingClientRect().right;
      if (beyond > 0) sheet.style.marginInlineStart = `${-beyond}px`;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.hasAttribute("open")) return;
      details.removeAttribute("open");
      details.querySelector("summary")?.focus();
    });
    details.addEventListener("focusout", (event) => {
      const next = /** @type {Node | null} */ (event.relatedTarget);
      if (next && !details.contains(next)) details.removeAttribute("open");
    });
    return details;
  }

  /** @param {HTMLSelectElement} box @param {string[][]} options @param {string} value */
  function fill(box, options, value) {
    const now = JSON.stringify(options);
    if (box.dataset.options !== now) {
      box.dataset.options = now;
      box.replaceChildren(...options.map(([key, title]) => h("option", { value: key }, title)));
    }
    box.value = value;
  }

  return {
    element,
    /**
     * @param {any[]} personas
     * @param {import("./map_rows.js").View[]} views
     * @param {import("./map_rows.js").Row[]} rows  that can be hidden in this view, those that are empty left out
     */
    update(personas, views, rows) {
      const each = personas.map((one) => [one.id, one.name || "No name yet"]);
      fill(persona.box, [["everyone", "Everyone"], ...each, ["all", "All together"]], choice.persona);
      fill(view.box, views.map(({ key, title }) => [key, title]), choice.view);
      persona.label.hidden = each.length === 0;
      setText(chosen, [view, persona].filter(({ label }) => !label.hidden).map(({ box }) => box.selectedOptions[0]?.text ?? "").join(", "));
      const away = rows.filter(({ key }) => choice.hidden[choice.view]?.includes(key)).length;
      setText(count, `${rows.length - away} of ${rows.length}`);
      const now = JSON.stringify([choice.view, rows]);
      if (now === offered) return;
      offered = now;
      const view_ = choice.view;
      const choices = rows.map(({ key, title }) => {
        const { box, label } = checkbox(title, (checked) => {
          const hidden = new Set(choice.hidden[view_] ?? []);
          if (checked) hidden.delete(key);
          else hidden.add(key);
          choice.hidden[view_] = [...hidden];
        });
        box.checked = !choice.hidden[view_]?.includes(key);
        box.value = key;
        return label;
      });
      boxes.replaceChildren(h("legend", {}, "Layers that are shown"), ...choices);
    },
  };
}
