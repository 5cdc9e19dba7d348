/** The line at the end of a list: type a name, Enter, type the next. Several lines are shown before they are taken. */

import { h, icon, setText, uid } from "../lib/dom.js";
import { labelOf, withArticle } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */

const LEAVING = ["cjm:leaving", "pagehide"];

/** Whether the items of a list are named by a line of text that is asked for here, so that typing it makes one. @param {Field} field */
export function isTyped(field) {
  const label = (field.fields ?? []).find(({ name }) => name === labelOf(field));
  return !field.fixed && label?.kind === "text";
}

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {"li" | "div"} tag
 * @param {{add(name: string): void, open(): void, paste(text: string): void, close?(): void, number(): number}} told
 *   open: "Add" was pressed with nothing typed. paste: several lines or cells came. close: of a line between two, it is not needed now.
 */
export function entryLine(ctx, field, tag, told) {
  const noun = field.noun ?? "item";
  const limit = (field.fields ?? []).find(({ name }) => name === labelOf(field))?.limit;
  const nth = h("span", { class: "cjm-entry-nth", "aria-hidden": "true" });
  // on a phone there is no room for more, and “Add” stands beside it
  const words = `${told.close ? "New" : "Next"} ${noun}${matchMedia("(max-width: 560px)").matches ? "" : ": type, Enter, type"}`;
  const input = h("input", {
    type: "text", class: "cjm-entry-input", id: uid(), dir: "auto", maxlength: limit, autocomplete: "off", enterkeyhint: "enter",
    "aria-label": told.close ? `New ${noun} here: its name, then Enter` : `Next ${noun}: its name, then Enter`, placeholder: words,
  });
  const button = h("button", { type: "button", class: "cjm-add", "aria-label": `Add ${withArticle(noun)}` }, icon("add"), h("span", {}, "Add"));
  const element = h(tag, { class: `cjm-entry${told.close ? " cjm-between" : ""}` }, nth, input, button);

  const typed = () => input.value.trim();

  function take() {
    const name = typed();
    if (!name) return;
    input.value = "";
    // what stood here is an item now: Ctrl+Z takes that back, and no letters of this line
    input.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    told.add(name);
  }

  const gone = () => {
    if (typed()) take();
  };
  // before the page sends what it holds
  const leaving = () => void (element.isConnected && gone());
  for (const event of LEAVING) window.addEventListener(event, leaving, true);

  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (typed()) take();
      else ctx.announce(`Type the name of the ${noun} first.`);
    } else if (event.key === "Escape" && (typed() || told.close)) {
      event.preventDefault();
      event.stopPropagation();
      input.value = "";
      told.close?.();
    }
  });
  input.addEventListener("paste", (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\r\n\u2028]/.test(text.trim())) return;
    event.preventDefault();
    told.paste(text);
  });
  button.addEventListener("click", () => {
    if (!typed()) return told.open();
    take();
    input.focus();
  });
  // where the focus goes is known only after this event
  if (told.close) element.addEventListener("focusout", () => setTimeout(() => {
    if (!element.isConnected || element.contains(ctx.active())) return;
    gone();
    told.close?.();
  }));

  return {
    element,
    input,
    update: () => setText(nth, told.close ? "+" : String(told.number())),
    focus: () => input.focus(),
    destroy: () => LEAVING.forEach((event) => window.removeEventListener(event, leaving, true)),
  };
}
