/** Taking the map away as a file: the forms that the server offers, as the map is shown now; what a form cannot hold is said. */

import { shownDate } from "../lib/dates.js";
import { h, setText } from "../lib/dom.js";
import { saveAs } from "../lib/saving.js";

/**
 * @typedef {{name: string, title: string}} Way
 * @typedef {{name: string, title: string, ending: string, papers: Way[], figures: Way[]}} Form
 */

const WITHIN = 90_000; // ms
const WAYS = /** @type {const} */ ([
  { name: "paper", several: "papers", title: "Paper" },
  { name: "figure", several: "figures", title: "What" },
]);

/**
 * Where a file of the map is: the view, the persona and the layers as they are chosen.
 * @param {string} base  where the server's addresses begin
 * @param {string} form
 * @param {string} journey
 * @param {Pick<import("./map_choice.js").Choice, "view" | "persona" | "hidden">} choice
 * @param {string[]} personas  ids of those that there are
 * @param {Record<string, string>} [ways]  how the file is to be made
 */
export function fileAddress(base, form, journey, choice, personas, ways = {}) {
  const asked = new URLSearchParams({ view: choice.view, ...ways });
  if (personas.includes(choice.persona)) asked.set("persona", choice.persona);
  for (const layer of choice.hidden[choice.view] ?? []) asked.append("hide", layer);
  return `${base}cjm/export/${form}?journey=${journey}&${asked}`;
}

/**
 * What a form could not hold, in a sentence; "" for nothing.
 * @param {string | null} told  the header
 */
export function notInIt(told) {
  try {
    /** @type {string[]} */ const found = JSON.parse(decodeURIComponent(told ?? "")) ?? [];
    return found.length ? `Not in it: ${found.map((one) => one.replace(/ left out/, "")).join("; ")}.` : "";
  } catch {
    return "";
  }
}

/**
 * @param {import("./map_choice.js").Choice} choice
 * @param {() => import("../lib/model.js").Journey} journey
 */
export function createTaking(choice, journey) {
  const base = document.body.dataset.base ?? "";
  const list = h("ul", { class: "papers" });
  const says = h("p", { class: "said", role: "status" });
  const state = h("select", {});
  const states = h("label", { class: "way", hidden: true }, h("span", {}, "The map"), state);
  const element = h("div", { class: "taking" }, says, states, list);
  let asked = false;

  /** @param {Form} form @param {Record<string, string>} ways */
  async function take(form, ways) {
    setText(says, `Making ${form.title}…`);
    const { id, personas } = journey();
    const address = fileAddress(base, form.name, id, choice, personas.map((/** @type {{id: string}} */ one) => one.id), ways);
    try {
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(WITHIN) });
      if (!answer.ok) {
        const { say } = await answer.json();
        return setText(says, say);
      }
      const name = /filename="(.+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? `${id}${form.ending}`;
      saveAs(await answer.blob(), name);
      setText(says, `${name} is with your downloads. ${notInIt(answer.headers.get("X-Left-Out"))}`);
    } catch {
      setText(says, "The file did not come. Look whether this page is still connected, and try again.");
    }
  }

  /** @param {Form} form */
  function offered(form) {
    const asked = WAYS.filter(({ several }) => form[several].length).map(({ name, several, title }) => {
      const options = form[several].map((one) => h("option", { value: one.name }, one.title));
      return { name, title, box: h("select", { "aria-label": `${title} for ${form.title}` }, ...options) };
    });
    // what stands first is taken unasked
    const ways = () => Object.fromEntries([...asked, { name: "edition", box: state }].filter(({ box }) => box.selectedIndex > 0).map(({ name, box }) => [name, box.value]));
    const words = [h("b", {}, form.title), h("small", {}, form.ending)];
    return h("li", {},
      h("button", { type: "button", class: "choose", onclick: () => void take(form, ways()) }, ...words),
      ...asked.map(({ title, box }) => h("label", { class: "way" }, h("span", {}, title), box)));
  }

  /** The editions that can be had by now, not those that came with a map from elsewhere; what is chosen stays so. */
  function showStates() {
    const editions = journey().editions.filter((/** @type {{ revision: string }} */ one) => one.revision);
    const chosen = state.value;
    const named = (/** @type {{ name: string, date: string, date_note: string }} */ { name, date, date_note: note }) => [name, shownDate(date) || note].filter(Boolean).join(", ");
    state.replaceChildren(h("option", { value: "" }, "As it is now"), ...editions.reverse().map((one) => h("option", { value: one.id }, named(one))));
    state.value = editions.some((/** @type {{ id: string }} */ { id }) => id === chosen) ? chosen : "";
    states.hidden = editions.length === 0;
  }

  /** Asks once which forms there are. */
  async function offer() {
    showStates();
    if (asked) return;
    asked = true;
    try {
      /** @type {Form[]} */ const forms = await (await fetch(`${base}cjm/forms`)).json();
      list.replaceChildren(...forms.map(offered));
    } catch {
      asked = false;
      setText(says, "The forms cannot be had at this moment. Close this and try again.");
    }
  }

  return { element, offer, isServed: base !== "" };
}
