/**
 * Beside the moments and the solutions: what the customer goes through at their step, and what people said there.
 *
 * @typedef {object} Host
 * @property {() => import("../lib/model.js").Journey} journey
 * @property {() => { tellers?: Record<string, string> }} view  what each source is called where one person is quoted
 * @property {import("../lib/labels.js").Called} labels
 * @property {(page: string) => string} [link]
 */

import { h, uid } from "../lib/dom.js";
import { counted } from "../lib/words.js";
import { words } from "./map_cells.js";
import { countedQuotes, saidBeside, toldOf } from "./said.js";

const LENSES = /** @type {const} */ (["actions", "responses", "language", "feelings", "emotions", "thoughts"]);
const NONE = { moments: "Once a moment has a step, what people said there stands here.", solutions: "Once a solution has a step or a moment, what people said there stands here." };

/**
 * @param {HTMLElement} root  empty; the card fills it
 * @param {Host} host
 * @param {"moments" | "solutions"} of
 * @returns {{update: () => void, destroy: () => void}}
 */
export function createVoices(root, host, of) {
  const heading = h("h2", { id: uid() }, "What people go through there");
  const none = h("p", { class: "soft" }, NONE[of]);
  const list = h("ul", {});
  const box = h("section", { class: "cjm-picture cjm-voices cjm-framed", "aria-labelledby": heading.id }, heading, none, list);
  root.append(box);
  /** @type {Set<string>} */
  const open = new Set();
  let drawn = "";
  update();

  function update() {
    const journey = host.journey();
    const placed = journey[of].filter((one) => saidBeside(one, journey).step);
    const now = JSON.stringify([placed, journey.steps.map(({ id, name, quotes, experience }) => [id, name, quotes, experience]), host.view().tellers, journey.sources, journey.moments]);
    if (now === drawn) return;
    drawn = now;
    const focused = /** @type {HTMLElement | null} */ (list.contains(document.activeElement) ? document.activeElement?.closest("[data-id]") : null)?.dataset.id;
    list.replaceChildren(...placed.map((one) => item(one, journey)));
    none.hidden = placed.length > 0;
    if (focused) [...list.querySelectorAll("summary")].find((one) => one.parentElement?.dataset.id === focused)?.focus();
  }

  /** @param {import("../lib/model.js").Moment | import("../lib/model.js").Solution} one @param {import("../lib/model.js").Journey} journey */
  function item(one, journey) {
    const { step, quotes } = saidBeside(one, journey);
    const seen = LENSES.filter((lens) => String(step?.experience[lens] ?? "").trim());
    const name = ("title" in one ? one.title : one.name).trim() || (of === "moments" ? "A moment without words" : "No title yet");
    const where = `At ${step?.name || "a step without a name"}`;
    const lenses = seen.filter((lens) => lens !== "thoughts").length; // thoughts stand beside the five
    const looked = [lenses ? counted(lenses, "lens", "lenses") : "", seen.length > lenses ? "thoughts" : ""].filter(Boolean).join(" and ");
    const known = [countedQuotes(quotes, host.labels, journey.sources), looked].filter(Boolean).join(" · ");
    const head = [h("b", {}, name), h("small", {}, `${where} · ${known || "nothing is written down yet"}`)];
    if (!known) return h("li", {}, ...head);
    const details = h("details", { "data-id": one.id, open: open.has(one.id) },
      h("summary", {}, ...head),
      ...quotes.map((quote) => h("figure", { class: "quote" }, h("blockquote", { class: "typed" }, quote.words.trim()), h("figcaption", {}, toldOf(quote, host.view().tellers ?? {}, host.labels, journey.sources)))),
      seen.length ? h("dl", {}, ...seen.flatMap((lens) => [h("dt", {}, host.labels.full("steps/quotes/lens", lens)), h("dd", {}, ...words(step?.experience[lens]))])) : null);
    details.addEventListener("toggle", () => (details.hasAttribute("open") ? open.add(one.id) : open.delete(one.id)));
    return h("li", {}, details);
  }

  return { update, destroy: () => box.remove() };
}
