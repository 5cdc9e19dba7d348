// A map that is brought in: chosen, dropped or pasted beside the form for a new one; what it holds is shown before it is made.

import { h, setText, uid } from "../lib/dom.js";
import { pageClock } from "../lib/timing.js";
import { counted } from "../lib/words.js";
import { bytesInWords } from "../feedback/words.js";
import { Sending } from "../feedback/sending.js";
import { createBroughtMap } from "./brought_map.js";

/**
 * @typedef {{ line: number, say: string }} Said
 * @typedef {{ title: string, stages: { name: string, steps: string[] }[], left_out: Said[], changed: Said[], more: number }} ReadMap
 * @typedef {{ where: string, here: string, there: string, removes: boolean }} Offered  what is removed stands last
 * @typedef {object} Bringing  what the page's process tells: cjm_widgets/pages/brought_map.py
 * @property {number} largest
 * @property {string[]} endings
 * @property {{ id: string, name: string, size: number } | null} brought
 * @property {"" | "receiving" | "reading"} doing
 * @property {string} problem
 * @property {ReadMap | null} read
 * @property {{ journey: string, whose: string } | null} into
 * @property {Offered[]} offered
 * @property {{ say: string, journey: string, title: string, undo: boolean } | null} done  journey: "" where it is no more
 * @typedef {{ act: (name: string, content: object) => void, piece: (content: object, bytes: ArrayBuffer) => void, link?: (file: string) => string }} Host
 */

const KINDS = "An Excel, CSV, Markdown, Mermaid or OpenJourney file, or one that this workbook made. Or drop it on this page.";

/** @param {Host} host @param {() => import("./maps.js").Entry[]} maps  those it can be proposed to */
export function createBringMap(host, maps) {
  /** @type {Bringing | null} */ let state = null;
  /** @type {Sending | null} */ let sending = null;
  const hint = h("p", { class: "cjm-hint", id: uid() }, KINDS);
  const wrong = h("p", { class: "cjm-error", role: "alert", hidden: true });
  const file = h("input", { type: "file", hidden: true, "aria-label": "A file with a map" });
  const choose = h("button", { type: "button", class: "button quiet", "aria-describedby": hint.id, onclick: () => file.click() }, "Choose a file");
  const text = h("textarea", { id: uid(), rows: "6", spellcheck: "false" });
  const pasting = h("form", { class: "cjm-bring-paste", hidden: true },
    h("label", { for: text.id }, "A table, Markdown or Mermaid"),
    text,
    h("p", { class: "row" }, h("button", { type: "submit", class: "button small" }, "Read it")));
  const paste = h("button", { type: "button", class: "button quiet", "aria-expanded": "false", onclick: () => {
    showPasting(pasting.hidden === true);
    if (!pasting.hidden) text.focus();
  } }, "Paste text");
  const words = h("p", { role: "status", class: "soft" });
  const cancel = h("button", { type: "button", class: "button quiet small", hidden: true, onclick: leave }, "Cancel");
  const element = h("section", { class: "card cjm-new", "aria-labelledby": "cjm-bring-heading" },
    h("h2", { id: "cjm-bring-heading" }, "Bring a map in"),
    hint, file, h("p", { class: "row" }, choose, paste), wrong, pasting, h("div", { class: "row cjm-bring-state" }, words, cancel));
  const shown = createBroughtMap(host, maps, leave);

  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) bring(chosen, chosen.name, false);
    file.value = "";
  });
  pasting.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) bring(new Blob([text.value]), "", true);
    else complain("Paste the text of a map first.");
  });
  const over = (/** @type {DragEvent} */ event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  const dropped = (/** @type {DragEvent} */ event) => {
    const [one] = event.dataTransfer?.files ?? [];
    if (!one) return;
    event.preventDefault();
    bring(one, one.name, false);
  };
  document.addEventListener("dragover", over);
  document.addEventListener("drop", dropped);

  /** @param {Blob} blob @param {string} name @param {boolean} pasted */
  function bring(blob, name, pasted) {
    sending?.stop();
    sending = null;
    if (!state) return;
    if (blob.size > state.largest) {
      complain(`“${name}” has ${bytesInWords(blob.size)}; a map has at most ${bytesInWords(state.largest)}. Is it the right file?`);
      return;
    }
    complain("");
    const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
    sending = new Sending(id, blob, { piece: host.piece, told: say, clock: pageClock });
    host.act("bring-map", { id, name, size: blob.size, pasted });
  }

  function leave() {
    sending?.stop();
    sending = null;
    host.act("stop-bringing", {});
    choose.focus();
  }

  /** @param {boolean} open */
  function showPasting(open) {
    pasting.hidden = !open;
    paste.setAttribute("aria-expanded", String(open));
  }

  /** @param {string} sentence */
  function complain(sentence) {
    setText(wrong, sentence);
    wrong.hidden = !sentence;
  }

  function say() {
    const { doing = "", brought = null } = state ?? {};
    const at = sending?.id === brought?.id ? sending?.at ?? 0 : 0;
    setText(words, doing === "receiving" ? `${bytesInWords(at)} of ${bytesInWords(brought?.size ?? 0)}…` : doing ? "Reading it…" : state?.read ? "Read. Nothing is made yet." : "");
  }

  return {
    element,
    shown: shown.element,
    /** @param {Bringing | null} now */
    update(now) {
      element.hidden = !now;
      if (!now) return;
      const before = state;
      state = now;
      file.accept = now.endings.join(",");
      cancel.hidden = !now.doing;
      if (now.problem !== before?.problem || now.brought?.id !== before?.brought?.id) complain(now.problem);
      if (now.read && !before?.read) {
        text.value = "";
        showPasting(false);
      }
      say();
      shown.update(now);
    },
    /** @param {{ action: string, say: string }} message */
    refused(message) {
      if (message.action === "bring-map") complain(message.say);
      else shown.refused(message);
    },
    /** @param {{ id: string, at: number }} message */
    hears(message) {
      if (sending?.id === message.id) sending.taken(message.at);
    },
    destroy() {
      sending?.stop();
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", dropped);
    },
  };
}
