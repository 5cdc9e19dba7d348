// The start page: the maps there are, a form to make a new one, a way to bring one in, and what is due over all maps.

import { h, setAttributes, setText } from "../lib/dom.js";
import { createBringMap } from "./bring_map.js";
import { complaintAbout } from "./complaint.js";
import { createDueMaps } from "./due_maps.js";
import { isText } from "./fields.js";
import { createMaps } from "./maps.js";
import { SHORTCUTS, isMac, keysOf, listenForShortcuts } from "./shortcuts.js";

/**
 * @typedef {{ name: string, title: string, say: string }} Starter
 */

const DUE = ["settle-due", "undo-due", "calendar"];
const BROUGHT = ["bring-map", "make-brought", "propose-brought", "take-proposed", "undo-brought"];

/**
 * @param {HTMLElement} root
 * @param {{ view: () => { journeys: import("./maps.js").Entry[], due: import("./due_maps.js").DueView | null, deleted: import("./maps.js").Deleted[], days: number, starters: Starter[], bringing: import("./bring_map.js").Bringing | null } } & import("./bring_map.js").Host & import("./due_maps.js").Host} host
 */
export function createStart(root, host) {
  const maps = createMaps(host);
  const due = createDueMaps(host);
  const bring = createBringMap(host, () => host.view().journeys);
  const title = h("input", { type: "text", id: "cjm-new-title", maxlength: "200", "aria-describedby": "cjm-new-hint", autocomplete: "off" });
  const error = h("p", { class: "cjm-error", id: "cjm-new-error", hidden: true });
  const starters = h("div", { class: "cjm-starters" });
  const origin = h("span", { class: "soft" });
  const from = h("details", {}, h("summary", {}, "What do you start from? ", origin), h("fieldset", {}, h("legend", { class: "unseen" }, "What do you start from?"), starters));
  const form = h("form", { class: "card cjm-new", novalidate: true, "aria-labelledby": "cjm-new-heading" }, [
    h("h2", { id: "cjm-new-heading" }, ["Make a new map"]),
    h("div", { class: "cjm-field" }, [
      h("label", { for: "cjm-new-title" }, ["What is the journey called?"]),
      h("p", { class: "cjm-hint", id: "cjm-new-hint" }, ["For example: Enrolling on an evening course"]),
      error,
      title,
    ]),
    h("p", {}, [h("button", { type: "submit", class: "button" }, ["Make the map and begin"])]),
    from,
  ]);
  const late = h("span", {});
  const ways = [h("a", { href: "#maps" }, "Maps"), h("a", { href: "#due" }, "What is due", late)];
  const beside = h("a", { href: "all_maps.ipynb" }, "Side by side");
  const nav = h("nav", { class: "cjm-views", "aria-label": "All maps", hidden: true }, ...ways, beside);
  const brought = h("div", {}, bring.shown);
  const begin = h("div", {}, h("div", { class: "cjm-begin" }, h("div", { class: "cjm-begin-ways" }, form, bring.element), maps.element), maps.apart);
  root.append(brought, nav, begin, due.element);
  window.addEventListener("hashchange", arrive);
  const forget = listenForShortcuts(host.link ? document : root, { undo: takeBack }, () => false);
  starters.addEventListener("change", () => setText(origin, begunFrom()));
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
  arrive();
  /** @param {{ action: string, say: string }} message */
  const refused = (message) => {
    if (message.action === "make") refuse(message.say);
    else if (BROUGHT.includes(message.action)) bring.refused(message);
    else if (DUE.includes(message.action)) due.refused(message);
    else maps.refused(message.say);
  };
  return {
    update,
    refused,
    /** @param {any} message */
    hears: (message) => (message.kind === "calendar" ? due.hears(message) : bring.hears(message)),
    keys: SHORTCUTS.filter(({ name }) => name === "undo").map((one) => [keysOf(one, isMac()), "Undo what you settled last of what is due"]),
    destroy() {
      forget();
      window.removeEventListener("hashchange", arrive);
      bring.destroy();
    },
  };

  /** A field keeps its own letters. @param {KeyboardEvent} event */
  function takeBack(event) {
    if (!due.element.hidden && !isText(event.target) && due.undo()) event.preventDefault();
  }

  /** To the maps or to what is due, as the address says; in JupyterLab, whose address is its own, both stand below each other. */
  function turn() {
    const { due: shown } = host.view();
    nav.hidden = !host.link || !shown;
    const turned = !nav.hidden && location.hash.startsWith("#due");
    begin.hidden = brought.hidden = turned;
    due.element.hidden = !shown || !(turned || nav.hidden);
    ways.forEach((way, at) => setAttributes(way, { "aria-current": turned === (at === 1) ? "page" : null }));
  }

  /** Somebody came here by an address, such as that of what is overdue: it is brought into view once it is drawn. */
  function arrive() {
    turn();
    if (due.element.hidden || nav.hidden) return;
    const group = document.getElementById(location.hash.slice(1));
    requestAnimationFrame(() => (group ?? nav).scrollIntoView());
  }

  function update() {
    const { bringing, ...view } = host.view();
    bring.update(bringing);
    const key = JSON.stringify(view);
    if (key === drawn) return;
    drawn = key;
    due.update(view.due);
    const count = view.due?.todos.filter((one) => one.group === "overdue").length;
    setText(late, count ? ` (${count} overdue)` : "");
    turn();
    maps.update(view.journeys, view.deleted, view.days);
    if (!starters.childElementCount) starters.append(...view.starters.map(starter));
    setText(origin, begunFrom());
  }

  /** What is folded says what is chosen in it. */
  function begunFrom() {
    const chosen = starters.querySelector("input:checked");
    return chosen?.parentElement?.querySelector("label")?.textContent ?? "";
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
