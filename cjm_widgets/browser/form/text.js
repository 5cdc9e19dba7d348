/** Fields that are typed into: a line, several lines, a number, a number with its unit. */

import { h, setText, uid } from "../lib/dom.js";
import { join } from "../lib/paths.js";
import { labelWords, leaf } from "./leaf.js";
import { selectField } from "./choose.js";
import { readNumber, remaining } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Value} Value */

const SAID_AFTER_MS = 1000; // a reader of the screen is not interrupted at each key

/** One line of text. @param {Ctx} ctx @param {Field} field @param {string} path */
export function textField(ctx, field, path) {
  return typing(ctx, field, path, h("input", { type: "text", class: "cjm-input", autocomplete: "off", dir: "auto" }));
}

/** Several lines of text; the field grows with them. @param {Ctx} ctx @param {Field} field @param {string} path */
export function longField(ctx, field, path) {
  const area = h("textarea", { class: "cjm-input cjm-area", rows: 2, dir: "auto" });
  const control = typing(ctx, field, path, area);
  if (CSS.supports("field-sizing", "content")) return control;
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  area.addEventListener("input", fit);
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (area.clientWidth === width) return;
    width = area.clientWidth;
    fit();
  });
  watch.observe(area);
  const { update } = control;
  return {
    ...control,
    update() {
      const before = area.value;
      update();
      if (area.value !== before) fit();
    },
    destroy: () => watch.disconnect(),
  };
}

/** @param {Ctx} ctx @param {Field} field @param {string} path @param {HTMLInputElement | HTMLTextAreaElement} input */
function typing(ctx, field, path, input) {
  const count = h("p", { class: "cjm-count" });
  let timer = 0;
  // as the store counts: by characters, not by the halves that JavaScript keeps some of them in
  const left = () => (field.limit ? field.limit - [...input.value].length : Infinity);
  // said only towards the end: never before four fifths are used
  const near = field.limit ? Math.min(field.limit / 5, Math.max(20, field.limit / 10), 200) : 0;

  function showCount() {
    setText(count, left() <= near ? remaining(left()) : "");
    count.classList.toggle("cjm-over", left() < 0);
  }

  const control = leaf(ctx, field, path, {
    control: input,
    extra: count,
    show(value) {
      const text = value ?? "";
      if (input.value !== text) input.value = text;
      showCount();
    },
    shows: (value) => (value ?? "") === input.value,
  });

  input.addEventListener("input", () => {
    showCount();
    clearTimeout(timer);
    if (left() <= near) timer = setTimeout(() => ctx.announce(remaining(left())), SAID_AFTER_MS);
    if (left() < 0) {
      const over = remaining(left()).replace(" too many", "");
      control.hold(input.value, `This is ${over} too long. It stays on this page, but is saved only once it is shorter.`);
    } else {
      control.send(input.value);
    }
  });
  return control;
}

/** A number, written with a comma or a point. @param {Ctx} ctx @param {Field} field @param {string} path */
export function numberField(ctx, field, path) {
  const look = "cjm-input cjm-number-input";
  // the keypads for figures have no minus on some telephones
  const pad = field.low !== undefined && field.low < 0 ? undefined : field.whole ? "numeric" : "decimal";
  const input = h("input", { type: "text", inputmode: pad, class: look, autocomplete: "off" });
  const reads = (/** @type {Value} */ value) => {
    const read = readNumber(input.value, {});
    return "value" in read && read.value === (value ?? null);
  };
  const control = leaf(ctx, field, path, {
    control: input,
    show(value) {
      // "1,5" stays as it was typed: it says the same as 1.5
      if (!reads(value)) input.value = value ?? "";
    },
    shows: reads,
  });
  input.addEventListener("input", () => {
    const read = readNumber(input.value, field);
    if ("say" in read) control.hold(input.value, read.say);
    else control.send(read.value);
  });
  return control;
}

/** A number with its unit, side by side. @param {Ctx} ctx @param {Field} field @param {string} base */
export function quantityField(ctx, field, base) {
  const path = join(base, field.name);
  const [amount, unit] = field.fields ?? [];
  const hintId = uid();
  const parts = [
    numberField(ctx, { ...amount, quiet: true }, join(path, amount.name)),
    selectField(ctx, { ...unit, quiet: true }, join(path, unit.name)),
  ];
  const element = h(
    "fieldset",
    { class: "cjm-field cjm-kind-quantity", "aria-describedby": field.hint ? hintId : undefined },
    h("legend", { class: "cjm-label" }, ...labelWords(field)),
    field.hint ? h("p", { class: "cjm-hint", id: hintId }, field.hint) : null,
    h("div", { class: "cjm-pair" }, ...parts.map((part) => part.element)),
  );
  return {
    element,
    update: () => parts.forEach((part) => part.update()),
    focus: (/** @type {string} */ wanted) => parts.some((part) => part.focus(wanted === path ? join(path, amount.name) : wanted)),
    destroy: () => parts.forEach((part) => part.destroy()),
  };
}
