/**
 * A map is a living document: keep it as it stands, and see what has changed since.
 *
 * @typedef {{id: string, name: string, date: string, date_note?: string, note: string, by: string, changes: string[]}} Edition
 * @typedef {object} Host
 * @property {() => {id?: string}} journey
 * @property {() => {editions?: Edition[], since?: string[]}} view  the latest edition first
 * @property {(name: string, content: object) => void} act
 * @property {(text: string) => void} [announce]
 */

import { shownDate } from "../lib/dates.js";
import { h, setAttributes, setText, uid } from "../lib/dom.js";

const SHOWN = 6; // more changes at once are folded

/**
 * @param {HTMLElement} root  empty; the card fills it
 * @param {Host} host
 * @returns {{update: () => void, refused: (message: {say: string, field?: string}) => void, destroy: () => void}}
 */
export function createEditions(root, host) {
  const heading = h("h2", { id: uid() }, "Editions of the map");
  const since = h("div", { class: "since" });
  const base = document.body.dataset.base; // only a server tells by how much chance moved what
  const moved = base && h("p", { class: "moved" }, h("a", { href: `${base}cjm/moved?journey=${host.journey().id}` }, "What moved since an edition, and what chance could have done"));
  const name = h("input", { type: "text", id: uid(), maxlength: 200, autocomplete: "off" });
  const note = h("textarea", { id: uid(), rows: 3, maxlength: 2000 });
  const hint = h("p", { class: "hint", id: uid() }, "For example “After the first workshop”.");
  const noteHint = h("p", { class: "hint", id: uid() }, "What is new, and what it rests on.");
  const error = h("p", { class: "error", id: uid(), hidden: true });
  const submit = h("button", { type: "submit", class: "button" }, "Keep this edition");
  const form = h("form", { novalidate: true, "aria-labelledby": uid() },
    h("h3", {}, "Keep the map as it stands"),
    h("label", { for: name.id }, "What do you call this edition?"), hint, error, name,
    h("label", { for: note.id }, "Note ", h("span", { class: "soft" }, "(optional)")), noteHint, note,
    submit);
  form.querySelector("h3")?.setAttribute("id", form.getAttribute("aria-labelledby") ?? "");
  setAttributes(name, { "aria-describedby": hint.id });
  setAttributes(note, { "aria-describedby": noteHint.id });
  const list = h("ol", { class: "kept" });
  const none = h("p", { class: "hint" }, "No edition is kept yet.");
  const box = h("section", { class: "cjm-picture cjm-editions cjm-framed", "aria-labelledby": heading.id },
    heading, since, moved, form, none, list);
  root.append(box);

  let drawn = "";
  let asked = false;
  let count = (host.view().editions ?? []).length;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const called = name.value.trim();
    refuse(called ? "" : "Give the edition a name, so that you find it again.");
    if (!called || asked) return;
    asked = true;
    host.act("keep-edition", { name: called, note: note.value.trim() });
  });
  update();

  /** @param {string} words */
  function refuse(words) {
    error.hidden = !words;
    setText(error, words);
    setAttributes(name, { "aria-invalid": words ? "true" : null, "aria-describedby": words ? `${error.id} ${hint.id}` : hint.id });
    if (words) name.focus();
  }

  function update() {
    const { editions = [], since: changes = [] } = host.view();
    if (asked && editions.length > count) {
      asked = false;
      name.value = note.value = "";
      refuse("");
      host.announce?.(`Kept as “${editions[0].name}”.`);
    }
    count = editions.length;
    const key = JSON.stringify([editions, changes]);
    if (key === drawn) return;
    drawn = key;
    none.hidden = editions.length > 0;
    list.hidden = editions.length === 0;
    const open = new Set([...list.querySelectorAll("details[open]")].map((each) => each.closest("li")?.dataset.id));
    list.replaceChildren(...editions.map((one) => edition(one, open.has(one.id))));
    since.hidden = editions.length === 0;
    since.replaceChildren(
      h("h3", {}, `Changed since ${editions[0]?.name ? `“${editions[0].name}”` : "the last edition"}`),
      changes.length ? sentences(changes) : h("p", { class: "hint" }, "Nothing has changed."),
    );
  }

  return {
    update,
    /** The kernel could not keep it; what was typed stays. */
    refused(message) {
      if (!asked) return;
      asked = false;
      refuse(message.say);
    },
    destroy: () => box.remove(),
  };
}

/** @param {Edition} one @param {boolean} open */
function edition(one, open) {
  const count = one.changes.length;
  const about = [shownDate(one.date) || one.date_note, one.by ? `kept by ${one.by}` : ""].filter(Boolean).join(", ");
  return h("li", { "data-id": one.id },
    h("h3", {}, one.name || "No name"),
    about ? h("p", { class: "hint" }, about) : null,
    one.note ? h("p", { class: "typed" }, one.note) : null,
    count ? h("details", { open }, h("summary", {}, count === 1 ? "1 change" : `${count} changes`), h("ul", {}, ...one.changes.map((words) => h("li", {}, words)))) : null);
}

/** @param {string[]} some */
function sentences(some) {
  const items = (/** @type {string[]} */ words) => words.map((each) => h("li", {}, each));
  const first = h("ul", {}, ...items(some.slice(0, SHOWN)));
  if (some.length <= SHOWN) return first;
  return h("div", {}, first, h("details", {}, h("summary", {}, `${some.length - SHOWN} more`), h("ul", {}, ...items(some.slice(SHOWN)))));
}
