/** A date: typed as people say it, and shown as it was understood; or a day from the browser's own calendar. */

import { h, setText } from "../lib/dom.js";
import { dayOf, lastDay, noDate, readDate, shownDate } from "../lib/dates.js";
import { leaf } from "./leaf.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Value} Value */

/**
 * The words stand beside the date where they say more than it, such as “Next March”; words that are no date yet, from an
 * older file, are shown in its place.
 * @param {Ctx} ctx @param {Field} field @param {string} path
 */
export function dateField(ctx, field, path) {
  const input = h("input", { type: "text", class: "cjm-input", autocomplete: "off" });
  const calendar = h("input", { type: "date", class: "cjm-calendar", tabindex: -1, "aria-hidden": "true" });
  const open = h("button", { type: "button", class: "cjm-plain", "aria-label": `Calendar for “${field.title}”` }, "Calendar");
  const said = h("p", { class: "cjm-note" });
  const words = field.note ? `${path.slice(0, path.lastIndexOf("/") + 1)}${field.note}` : "";
  const noted = () => (words && ctx.value(words)) || "";
  const read = () => readDate(input.value, dayOf());

  const control = leaf(ctx, field, path, {
    control: h("div", { class: "cjm-date" }, input, open, calendar),
    controls: () => [input],
    extra: said,
    show(value) {
      const text = shownDate(value ?? "") || noted();
      if (input.value !== text) input.value = text;
    },
    shows: (value) => read() === (value ?? ""),
    always: tell,
  });
  if (words) control.element.dataset.words = words;

  function tell() {
    const date = read();
    const typed = input.value.trim();
    if (ctx.value(path)) {
      const own = noted() && noted() !== typed ? `In your words: “${noted()}”.` : "";
      setText(said, date && shownDate(date) !== typed ? `Understood as ${shownDate(date)}.` : own);
    } else {
      // words of an older file: nobody knows which year they meant
      const meant = date ? `If it means ${shownDate(date)}, write that.` : "It cannot be told whether it is past.";
      setText(said, typed ? `No date yet. ${meant}` : "");
    }
  }

  /** @param {string} date @param {string} typed */
  function keep(date, typed) {
    control.send(date);
    const more = date && ![date, shownDate(date).toLowerCase()].includes(typed.toLowerCase()) ? typed : "";
    if (words && more !== noted()) ctx.edit(words, more);
    tell();
  }

  input.addEventListener("input", () => {
    const typed = input.value.trim();
    const date = read();
    if (typed && !date) control.hold(input.value, noDate(typed));
    else keep(date, typed);
  });
  input.addEventListener("change", () => said.textContent && ctx.announce(said.textContent));
  open.addEventListener("click", () => {
    calendar.value = lastDay(/** @type {string} */ (ctx.value(path) ?? ""));
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    if (!lastDay(calendar.value)) return;
    input.value = shownDate(calendar.value);
    keep(calendar.value, "");
  });
  return control;
}
