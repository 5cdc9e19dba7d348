/** A whole form, drawn from a spec: shows what stands in a journey and hands on what people change. */

import { h, uid } from "../lib/dom.js";
import { allLeaves, nearestField, isEmpty } from "./check.js";
import { createErrors } from "./errors.js";
import { fieldsTogether, singleField } from "./fields.js";
import { itemsField } from "./items.js";
import { moreOf } from "./more.js";
import { onPaper } from "./paper.js";
import { errorSummary } from "./summary.js";
import { tabsField } from "./tabs.js";
import { missing } from "./words.js";

/** @typedef {import("./types.js").FormHost} FormHost */
/** @typedef {import("./types.js").FormSpec} FormSpec */
/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Control} Control */
/** @typedef {import("./types.js").Section} Section */

/**
 * Draw a form into an element.
 *
 * @param {HTMLElement} root empty, and in the document
 * @param {FormSpec} spec
 * @param {FormHost} host
 */
export function createForm(root, spec, host) {
  const errors = createErrors();
  /** @type {ReturnType<typeof tabsField>[]} */ const tabs = [];
  /** @type {Set<(id: string | undefined) => void>} */ const listeners = new Set();

  /** @type {Ctx} */
  const ctx = {
    host,
    spec,
    errors,
    level: 3,
    value: (path) => host.value(path),
    edit: (path, next) => host.edit(path, next),
    announce: (text) => host.announce(text),
    active: () => /** @type {any} */ (root.getRootNode()).activeElement ?? null,
    changed: () => update(),
    go: (path) => void focus(path),
    opened: (id) => listeners.forEach((tell) => tell(id)),
    part(from, field, base) {
      if (field.kind !== "items") return singleField(from, field, base);
      if (field.layout !== "tabs") return itemsField(from, field, base);
      const made = tabsField(from, field, base);
      tabs.push(made);
      return made;
    },
  };

  const unplaced = h("div", { class: "cjm-unplaced", hidden: true });
  const sections = spec.sections.map((section) => sectionOf(ctx, section));
  root.classList.add("cjm", "cjm-form");
  // keys typed here are for the fields, not for the notebook around them
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.replaceChildren(unplaced, ...sections.map((section) => section.element));
  const summary = errorSummary(host.summary ?? root, focus);
  const forgetPaper = onPaper(root);

  function update() {
    for (const path of errors.missing()) if (!isEmpty(host.value(path))) errors.answered(path);
    sections.forEach((section) => section.update());
    if (summary.shown() && !errors.any() && !summary.holdsFocus()) summary.hide();
  }

  /** @param {string} path */
  function focus(path) {
    return sections.some((section) => section.focus(path));
  }

  /** What is wrong now, in the order of the page. */
  function problems() {
    return [...allLeaves(spec, ctx.value)]
      .map(({ path, title, where }) => ({ path, title, where, say: errors.say(path) }))
      .filter(({ say }) => say !== "");
  }

  update();

  return {
    /** The journey has changed, by this person or by others. */
    update,

    /**
     * Show what was refused beside its field; what was typed stays. It goes when the field is changed; an empty
     * list takes all of it away.
     * @param {{path: string, say: string}[]} list
     */
    showErrors(list) {
      const paths = [...allLeaves(spec, ctx.value)].map((leaf) => leaf.path);
      const placed = list.map(({ path, say }) => ({ path: nearestField(path, paths), say }));
      const found = placed.filter(({ path }) => path !== "");
      const rest = placed.filter(({ path }) => path === "");
      if (found.length > 0 || list.length === 0) errors.refuse(found);
      unplaced.replaceChildren(...rest.map(({ say }) => h("p", { class: "cjm-error" }, say)));
      unplaced.hidden = rest.length === 0;
      update();
    },

    /**
     * Whether the page can be left: nothing refused, nothing unreadable, nothing missing that is not optional.
     * If not, the summary at the top takes focus.
     * @returns {boolean}
     */
    validate() {
      const all = [...allLeaves(spec, ctx.value)];
      const empty = all.filter(({ path, field }) => asked(field) && isEmpty(host.value(path)));
      errors.ask(empty.map(({ path, field }) => ({ path, say: missing(field) })));
      update();
      const found = problems();
      if (found.length === 0) summary.hide();
      else summary.show(found);
      return found.length === 0;
    },

    /** Move focus to the control of a path, opening what it stands in. */
    focus,

    /** What was wrong with a field is past: it holds something else now. @param {string} path */
    forgive: (path) => errors.touched(path),

    /** Paths of what is typed here but cannot be sent: no number, or too long. */
    unsent: () => errors.unsent(),

    /** The id of the item whose tab is open. Setting it opens a tab and leaves the focus alone. */
    get open() {
      return tabs[0]?.open();
    },
    set open(id) {
      if (id !== undefined) tabs[0]?.show(id);
    },

    /**
     * Be told which tab was opened.
     * @param {(id: string | undefined) => void} tell
     * @returns {() => void} stop being told
     */
    onOpen(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },

    destroy() {
      summary.hide();
      forgetPaper();
      sections.forEach((section) => section.destroy());
      listeners.clear();
      root.replaceChildren();
      root.classList.remove("cjm", "cjm-form");
    },
  };
}

/** Only what the spec says is not optional is asked for; where it says nothing, it may stay empty. @param {Field} field */
function asked(field) {
  return field.optional === false && field.kind !== "flag";
}

/** A section: its heading, then cards of fields, groups and lists in their order; all of it may be folded away. @param {Ctx} ctx @param {Section} section */
function sectionOf(ctx, section) {
  const title = section.title ? h("h2", { id: uid(), class: "cjm-section-title" }, section.title) : null;
  const hint = section.hint ? h("p", { class: "cjm-section-hint" }, section.hint) : null;
  const { fields, path } = section;
  const all = section.more
    ? moreOf(ctx, { fields, base: path, title: title ?? "More", build: () => blocksOf(ctx, section, hint) })
    : blocksOf(ctx, section, hint);
  const parts = section.more ? [all.element] : [title, ...all.element.childNodes];
  const element = h("section", { class: "cjm-section", "aria-labelledby": title?.id }, ...parts);
  return { ...all, element };
}

/** What stands below the heading of a section. @param {Ctx} ctx @param {Section} section @param {HTMLElement | null} hint */
function blocksOf(ctx, section, hint) {
  /** @type {Control[]} */ const blocks = [];
  /** @type {Field[]} */ let run = [];
  const close = () => {
    const look = section.layout === "two" ? "two" : "";
    if (run.length > 0) blocks.push(card(fieldsTogether(ctx, run, section.path, { look })));
    run = [];
  };
  for (const field of section.fields) {
    if (field.kind !== "items" && field.kind !== "group") {
      run.push(field);
      continue;
    }
    close();
    // a list that says the same as the section's heading does not say it twice
    const shown = field.kind === "items" && field.title === section.title ? { ...field, title: "" } : field;
    const made = ctx.part({ ...ctx, level: section.title ? 3 : 2 }, shown, section.path);
    blocks.push(field.kind === "group" ? card(made) : made);
  }
  close();
  return {
    element: h("div", { class: "cjm-blocks" }, hint, ...blocks.map((block) => block.element)),
    update: () => blocks.forEach((block) => block.update()),
    focus: (/** @type {string} */ path) => blocks.some((block) => block.focus(path)),
    destroy: () => blocks.forEach((block) => block.destroy()),
  };
}

/** @param {Control} control */
function card(control) {
  return { ...control, element: h("div", { class: "cjm-card" }, control.element) };
}
