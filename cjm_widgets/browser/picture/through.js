/** Whether the heart monitor runs through the steps or through the grades of the touchpoints: chosen where it is drawn. */

import { h, setText, uid } from "../lib/dom.js";

/** @typedef {import("../lib/types.js").Monitor} Monitor */

/** @type {["steps" | "touchpoints", string][]} */
const WAYS = [["steps", "Steps"], ["touchpoints", "Touchpoints"]];

/**
 * @param {() => void} changed
 * @param {{through: string}} [kept]  where the choice is remembered
 */
export function createThrough(changed, kept = { through: "steps" }) {
  const name = uid();
  const radios = WAYS.map(([value, title]) => {
    const radio = h("input", { type: "radio", name, value });
    radio.addEventListener("change", () => {
      kept.through = value;
      changed();
    });
    return { radio, label: h("label", {}, radio, ` ${title}`) };
  });
  const choice = h("fieldset", {}, h("legend", {}, "The curve runs through"), ...radios.map(({ label }) => label));
  const say = h("p", {});
  const element = h("div", { class: "cjm-through", hidden: true }, choice, say);

  return {
    element,
    /**
     * The monitor as it is to be drawn.
     * @param {Monitor} monitor
     * @returns {Monitor}
     */
    of(monitor) {
      const { touchpoints = null, few = "" } = monitor;
      element.hidden = !touchpoints && !few;
      choice.hidden = !touchpoints;
      say.hidden = !few;
      setText(say, few);
      const now = touchpoints && kept.through === "touchpoints" ? "touchpoints" : "steps";
      for (const { radio } of radios) radio.checked = radio.value === now;
      return now === "touchpoints" && touchpoints ? touchpoints : monitor;
    },
  };
}
