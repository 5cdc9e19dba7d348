// Undo and redo on a page, by key (shortcuts.js) and by button: letters of the field that one is in are the browser's to
// take back; everything else is taken back here, wherever on the page it was done, and the page shows where.

import { isText } from "./fields.js";
import { Letters } from "./letters.js";
import { History } from "./undo.js";
import { recalled, remember } from "./undo_kept.js";
import { about, told, whatOf } from "./wording.js";

/** @typedef {"undo" | "redo"} Way */

/**
 * @param {HTMLElement | Document} area  where its keys are pressed: the whole page, or a widget in a notebook
 * @param {{ value: (path: string) => any, write: (path: string, next: any) => void, empty: (path: string) => any, spec: any,
 *           journey: string, label: (path: string) => string, say: (text: string) => void, show: (path: string) => void, told: () => void }} host
 *   journey: its id, under which this tab remembers what was done on its pages. told: what can be taken back, or done again, is another thing now. write: makes an edit. label: how a picture calls a place. show: brings a place into view, and the focus there if it belongs there.
 */
export function createUndoing(area, host) {
  const history = new History(host);
  history.goOn(recalled(host.journey));
  const leaving = () => remember(host.journey, history.remembered, (step) => whatOf(step, host));
  const letters = new Letters();
  let visits = 0;
  let tasks = 0;
  let within = false;
  /** @type {{ field: Element | null, text: HTMLInputElement, held: string, way: Way } | null} */ let astray = null;

  /** What belongs together: the words of one stay in a field, or all that one press or one drop did. @param {string} path */
  function gesture(path) {
    const active = document.activeElement;
    const field = isText(active) && /** @type {HTMLElement | null | undefined} */ (active?.closest("[data-path]"));
    if (field && [field.dataset.path, field.dataset.words].includes(path)) return `stay ${visits}`;
    if (!within) {
      within = true;
      tasks += 1;
      queueMicrotask(() => (within = false));
    }
    return `task ${tasks}`;
  }

  /** @param {Way} way @param {import("./undo.js").Step} [step] */
  function go(way, step) {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    visits += 1;
    letters.enter(null, null);
    // a field in one's hands is not written into; this is the one change that is meant to be seen there
    const paths = (step ?? history[way === "undo" ? "last" : "next"])?.edits.map(({ path }) => path) ?? [];
    if (paths.includes(active?.closest("[data-path]")?.getAttribute("data-path") ?? "")) active?.blur();
    const outcome = way === "undo" ? history.undo(step) : history.redo();
    if (outcome?.state === "done") host.show(outcome.step.edits[0].path);
    host.told();
    host.say(outcome ? told(outcome, way, host) : `There is nothing to ${way === "undo" ? "undo" : "do again"}.`);
  }

  /** Its key was pressed. @param {KeyboardEvent} event @param {Way} way */
  function pressed(event, way) {
    const active = document.activeElement;
    const own = isText(active) && letters.has(active, way);
    if (own && !isOvertaken(active)) return;
    event.preventDefault();
    event.stopPropagation();
    if (own) keepLetters(active, way);
    else if (!active?.closest("dialog")) go(way);
  }

  /** Fewer letters would replace what somebody else has put there since. @param {any} field @param {Way} way */
  function keepLetters(field, way) {
    const path = field.closest("[data-path]")?.getAttribute("data-path") ?? "";
    const step = { gesture: "", edits: [{ path, old: null, next: null }] };
    host.say(told({ step, state: "changed" }, way, host));
  }

  const entered = () => {
    const active = document.activeElement;
    visits += 1;
    letters.enter(active, isText(active) ? textOf(active) : null);
  };

  /** From the browser's own menu it cannot be held back: it is set right before anybody hears of it. @param {any} event */
  function before(event) {
    if (!event.inputType?.startsWith("history")) return;
    const way = event.inputType === "historyUndo" ? "undo" : "redo";
    const field = document.activeElement;
    if (event.target === field && letters.has(field, way) && !isOvertaken(field)) return;
    astray = { field, text: event.target, held: event.target.value, way };
  }

  /** @param {any} event */
  function changed(event) {
    const found = astray;
    if (found && found.text === event.target && event.inputType?.startsWith("history")) {
      const { field, text, held, way } = found;
      astray = null;
      event.stopImmediatePropagation();
      text.value = held;
      if (field === text && letters.has(field, way)) {
        letters.enter(null, null); // the browser's own way ends where a value was set
        letters.enter(field, held);
        keepLetters(field, way);
        return;
      }
      if (field !== text) text.blur();
      if (field instanceof HTMLElement && field !== text) field.focus({ preventScroll: true });
      go(way);
    } else if (isText(event.target)) {
      letters.changed(event.target, textOf(event.target), event.inputType ?? "");
    }
  }

  const listeners = /** @type {[string, (event: any) => void][]} */ ([
    ["focusin", entered], ["beforeinput", before], ["input", changed],
  ]);
  for (const [type, listener] of listeners) area.addEventListener(type, listener, true);
  window.addEventListener("pagehide", leaving);
  entered();

  return {
    /** Makes an edit that can be taken back. @param {string} path @param {any} next */
    edit(path, next) {
      history.edit(path, next, gesture(path));
      host.told();
    },
    last: () => history.last,
    /** @param {import("./undo.js").Step} [step] */
    undo: (step) => go("undo", step),
    redo: () => go("redo"),
    pressed,
    /** What would be taken back, or done again, in words; "" for nothing. @param {Way} way */
    next(way) {
      const step = way === "undo" ? history.last : history.next;
      return step ? about(step, way, host) : "";
    },
    /** @param {string} path */
    refused(path) {
      history.refused(path);
      host.told();
    },
    destroy() {
      for (const [type, listener] of listeners) area.removeEventListener(type, listener, true);
      window.removeEventListener("pagehide", leaving);
    },
  };
}

/** Whether somebody else has changed what one has in hands. @param {Element | null} field */
const isOvertaken = (field) => Boolean(field?.closest("[data-overtaken]"));

/** @param {any} element @returns {string} */
const textOf = (element) => element.value ?? element.textContent ?? "";
