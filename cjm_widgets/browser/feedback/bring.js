// What is brought: a table that is pasted, a file that is chosen or dropped, or figures that are typed.

import { h, setText, uid } from "../lib/dom.js";
import { pageClock } from "../lib/timing.js";
import { Sending } from "./sending.js";
import { createTyped } from "./typed.js";
import { bytesInWords } from "./words.js";

const LIMIT = "CSV, TSV, Excel or Parquet, up to 100 MB. Or drop one anywhere on this page.";

/** @type {Record<string, string>} */
const HOW = { pasted: "a table, pasted", typed: "figures, typed" };

/**
 * @param {HTMLElement} box
 * @param {import("./types.js").Page} page
 */
export function createBring(box, page) {
  /** @type {Sending | null} */ let sending = null;
  let had = false;
  let open = false; // somebody opened what is folded once the table is understood
  const say = h("p", { class: "cjm-error", id: uid(), role: "alert", hidden: true });
  const hint = h("p", { class: "cjm-fb-small", id: uid() }, LIMIT);
  const paste = h("textarea", { id: uid(), spellcheck: "false", rows: "7", "aria-describedby": hint.id, placeholder: "Copy the cells in your spreadsheet, with their headings, and paste them here" });
  const file = h("input", { type: "file", hidden: true, accept: ".csv,.tsv,.txt,.xlsx,.xls,.ods,.parquet", "aria-label": "A file with feedback" });
  const choose = h("button", { type: "button", class: "button quiet", onclick: () => file.click() }, "Choose a file");
  const look = h("button", { type: "button", class: "button", onclick: () => pasted() }, "Look at it");
  const type = h("button", { type: "button", class: "button bare", "aria-expanded": "false", onclick: () => showTyped(typed.element.hidden === true) }, "Type figures");
  const name = h("p", { class: "cjm-fb-small" });
  const change = h("button", { type: "button", class: "cjm-fb-link", "aria-expanded": "false", hidden: true, onclick: () => {
    open = !open;
    fold();
  } }, "Change", h("span", { class: "unseen" }, " what you bring"));
  const bar = h("progress", { max: "1", value: "0", "aria-label": "How much of the file is here" });
  const words = h("p", { class: "cjm-fb-small", role: "status" });
  const cancel = h("button", { type: "button", class: "button quiet", onclick: () => stop() }, "Cancel");
  const busy = h("div", { class: "cjm-fb-busy", hidden: true }, bar, words, cancel);
  const typed = createTyped(page, (table, told) => bring(new Blob([table]), "", "typed", told));
  typed.element.hidden = true;
  const inside = h("div", {},
    h("label", { for: paste.id }, "Paste a table"),
    paste,
    h("div", { class: "cjm-fb-row" }, look, choose, type),
    hint,
    typed.element);
  box.append(
    h("div", { class: "row" }, h("h2", {}, "What you bring"), name, change),
    file,
    inside,
    say,
    busy,
  );
  paste.addEventListener("paste", () => setTimeout(pasted));
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) bring(chosen, chosen.name, "file");
    file.value = "";
  });

  function pasted() {
    const text = paste.value;
    if (text.trim()) bring(new Blob([text]), "", "pasted");
    else complain("Paste a table first: its headings, and the rows below them.");
  }

  /** A table that is understood is one line. */
  function fold() {
    const { looked, problems } = page.state();
    const needless = Boolean(looked) && !problems.length && !looked?.problems.length;
    open &&= needless;
    change.hidden = !needless;
    change.setAttribute("aria-expanded", String(open));
    if (needless && !open && inside.contains(document.activeElement)) change.focus();
    inside.hidden = needless && !open;
  }

  /** @param {boolean} shown */
  function showTyped(shown) {
    typed.element.hidden = !shown;
    type.setAttribute("aria-expanded", String(shown));
    if (shown) typed.begin();
  }

  /** @param {Blob} blob @param {string} called @param {string} how @param {import("./types.js").Told} [told] */
  function bring(blob, called, how, told) {
    sending?.stop();
    sending = null;
    const { largest } = page.state();
    if (blob.size > largest) {
      complain(`“${called}” is ${bytesInWords(blob.size)} large, and ${bytesInWords(largest)} can be brought. Save only the columns that are needed.`);
      return;
    }
    complain("");
    if (how !== "pasted") paste.value = "";
    if (how !== "typed") showTyped(false);
    const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
    sending = new Sending(id, blob, { piece: page.host.piece, told: progress, clock: pageClock });
    page.host.act("bring", { id, name: called, size: blob.size, how, ...(told && { told }) });
  }

  function stop() {
    sending?.stop();
    sending = null;
    page.host.act("stop-bringing", {});
    choose.focus();
  }

  /** @param {string} text */
  function complain(text) {
    say.hidden = !text;
    setText(say, text);
  }

  function progress() {
    const { brought, doing } = page.state();
    if (doing !== "receiving" || !brought) return;
    const at = sending?.id === brought.id ? sending.at : 0;
    bar.value = brought.size ? at / brought.size : 0;
    setText(words, `${bytesInWords(at)} of ${bytesInWords(brought.size)}${sending?.speed ? `, ${bytesInWords(sending.speed)} a second` : ""}`);
  }

  return {
    bring,
    complain,
    /** @param {string} id @param {number} at */
    taken(id, at) {
      if (sending?.id === id) sending.taken(at);
    },
    update() {
      const { brought, doing, stage } = page.state();
      busy.hidden = !doing;
      bar.hidden = false;
      cancel.hidden = doing === "putting";
      if (doing === "receiving") progress();
      else if (doing) {
        bar.removeAttribute("value");
        setText(words, doing === "putting" ? "Putting it on the map…" : `${stage || "Reading the table"}…`);
      }
      setText(name, !brought ? "" : brought.how === "file" ? `${brought.name}, ${bytesInWords(brought.size)}` : HOW[brought.how] ?? "");
      name.hidden = !name.textContent;
      fold();
      if (had && !brought) paste.value = "";
      had = Boolean(brought);
      typed.update();
    },
    destroy() {
      sending?.stop();
    },
  };
}
