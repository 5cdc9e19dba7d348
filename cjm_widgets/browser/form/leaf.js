/** What every control has in common: label, hint and error, and the rule that nobody's hands are disturbed. */

import { h, heard, setAttributes, setText, uid } from "../lib/dom.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Control} Control */
/** @typedef {import("./types.js").Value} Value */

const ELSEWHERE = "Somebody else has just changed this. Leave the field to see it.";

/** The words of a label, with "(optional)" in words. @param {Field} field */
export function labelWords(field) {
  const words = [h("span", {}, field.title)];
  if (field.optional && field.kind !== "flag") words.push(h("span", { class: "cjm-optional" }, " (optional)"));
  return words;
}

/**
 * @typedef {object} Parts
 * @property {HTMLElement} control what the person uses, or holds what they use
 * @property {() => HTMLElement[]} [controls] the elements that take focus; `control` if not given
 * @property {string} [role] makes it a fieldset of that role
 * @property {boolean} [flag] the label follows the control
 * @property {HTMLElement} [extra] stands after the control
 * @property {(value: Value) => void} show puts a value into the control
 * @property {(value: Value) => boolean} [shows] whether the control already says this value
 * @property {() => void} [always] redraws what depends on the answer
 */

/**
 * One answer on the page.
 *
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path
 * @param {Parts} parts
 * @returns {import("./types.js").Leaf}
 */
export function leaf(ctx, field, path, parts) {
  const controls = parts.controls ?? (() => [parts.control]);
  const ids = { hint: uid(), error: uid(), note: uid(), extra: uid() };
  const hint = field.hint ? h("p", { class: "cjm-hint", id: ids.hint }, field.hint) : null;
  const errorText = h("span");
  const error = h("p", { class: "cjm-error", id: ids.error, hidden: true }, heard("Error: "), errorText);
  const note = h("p", { class: "cjm-note", id: ids.note, hidden: true });
  if (parts.extra) parts.extra.id = ids.extra;
  const element = frame(field, parts, { hint, error, note }, controls);
  element.dataset.path = path;
  /** @type {Value} */ let entered;
  let others = false;

  const inHands = () => controls().includes(/** @type {any} */ (ctx.active()));

  const saysMore = () => parts.extra && !parts.extra.hidden && parts.extra.textContent !== "";

  function describe() {
    const others = element.querySelector(":scope > .cjm-here-tag")?.id;
    const shown = [hint && ids.hint, !error.hidden && ids.error, saysMore() && ids.extra, !note.hidden && ids.note, others];
    const target = parts.role ? element : controls()[0];
    if (target) setAttributes(target, { "aria-describedby": shown.filter(Boolean).join(" ") || null });
  }

  /** @param {string} say */
  function showError(say) {
    setText(errorText, say);
    error.hidden = !say;
    element.classList.toggle("cjm-wrong", Boolean(say));
    const marked = parts.role === "radiogroup" ? [element] : controls();
    for (const target of marked) setAttributes(target, { "aria-invalid": say ? "true" : null });
  }

  const control = {
    element,
    send(/** @type {Value} */ value) {
      entered = value;
      ctx.errors.touched(path);
      ctx.edit(path, value);
      // a host that finds nothing changed draws nothing, yet an error may be past
      control.update();
    },
    hold(/** @type {Value} */ value, /** @type {string} */ say) {
      entered = value;
      ctx.errors.touched(path);
      ctx.errors.hold(path, say);
      control.update();
    },
    update() {
      const say = ctx.errors.say(path);
      const hands = inHands();
      // a number that is half typed is not called wrong yet
      if (!(hands && ctx.errors.isHeld(path) && error.hidden)) showError(say);
      const value = ctx.value(path);
      if (ctx.errors.keeps(path)) {
        if (ctx.errors.isRefused(path) && entered !== undefined && !hands) parts.show(entered);
      } else if (hands) {
        others = parts.shows !== undefined && !parts.shows(value);
      } else {
        others = false;
        parts.show(value);
      }
      parts.always?.();
      element.toggleAttribute("data-overtaken", others);
      setText(note, others ? ELSEWHERE : "");
      note.hidden = !others;
      describe();
    },
    focus(/** @type {string} */ wanted) {
      if (wanted !== path) return false;
      const target = controls().find((one) => /** @type {any} */ (one).checked) ?? controls()[0];
      target?.focus();
      return target !== undefined;
    },
    destroy() {},
  };
  element.addEventListener("cjm:described", describe); // who else is in this field is said by the page around
  // when the whole window loses focus the field keeps it, which shows only after this event
  element.addEventListener("focusout", () => setTimeout(() => element.isConnected && control.update()));
  return control;
}

/**
 * @param {Field} field
 * @param {Parts} parts
 * @param {{hint: HTMLElement | null, error: HTMLElement, note: HTMLElement}} said
 * @param {() => HTMLElement[]} controls
 * @returns {HTMLElement}
 */
function frame(field, parts, { hint, error, note }, controls) {
  const name = `cjm-field cjm-kind-${field.kind}${field.quiet ? " cjm-hush" : ""}`;
  const answer = [parts.control, parts.extra, note];
  if (parts.role) {
    const role = parts.role === "group" ? undefined : parts.role;
    const legend = h("legend", { class: "cjm-label" }, ...labelWords(field));
    return h("fieldset", { class: name, role }, legend, hint, error, ...answer);
  }
  const [target] = controls();
  target.id ||= uid();
  const label = h("label", { class: "cjm-label", for: target.id }, ...labelWords(field));
  if (parts.flag) return h("div", { class: name }, h("div", { class: "cjm-option" }, target, label), hint, error, note);
  const ask = h("div", { class: "cjm-ask" }, label, hint, error);
  return h("div", { class: name }, ask, h("div", { class: "cjm-answer" }, ...answer));
}
