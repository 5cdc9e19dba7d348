// Where things go: the places that the served page offers, or places of the widget's own in JupyterLab.

import { h, setText } from "../lib/dom.js";
import { reachable } from "../lib/scrolling.js";

export class Slots {
  /** @type {Node[]} */ #placed = [];
  /** @type {HTMLElement[]} */ #beside = [];
  /** @type {(() => void)[]} */ #ended = [];

  /** @param {HTMLElement} root the widget's own element */
  constructor(root) {
    this.root = root;
    this.served = document.querySelector("[data-cjm-slot=status]") !== null;
    if (!this.served) root.classList.add("cjm-alone");
    for (const region of document.querySelectorAll(".page > aside, .guide table, pre.output")) {
      const label = region.matches("aside") ? undefined : "Scrolls sideways";
      if (this.served) this.#ended.push(reachable(/** @type {HTMLElement} */ (region), label));
    }
  }

  /** An element for a part of the page to draw in. @param {string} name "main", "aside", "undo", "who" */
  place(name) {
    const slot = this.#slot(name);
    if (!slot || name === "main") return this.root;
    const box = h("div", { class: `cjm-in-${name}` });
    slot.append(box);
    slot.hidden = false;
    this.#placed.push(box);
    if (name === "aside" && this.served) this.#beside.push(box);
    return box;
  }

  /** On a narrow page what stands beside the form follows it at once, before the way on. */
  followWidth() {
    const narrow = window.matchMedia("(max-width: 960px)");
    const put = () => {
      for (const box of this.#beside) (narrow.matches ? this.root : this.#slot("aside"))?.append(box);
    };
    narrow.addEventListener("change", put);
    this.#ended.push(() => narrow.removeEventListener("change", put));
    put();
  }

  /** While there are more steps to go through on this page, the way on to the next page stands back. @param {boolean} more */
  moreHere(more) {
    document.querySelector("[data-cjm-slot=next] [rel=next]")?.classList.toggle("quiet", more);
  }

  /** @param {string} name @param {string} text */
  fill(name, text) {
    const slot = this.#slot(name);
    if (slot) setText(slot, text);
    if (name === "title" && this.served && text) {
      const heading = document.title.replace(/^Error: /, "").split(": ")[0];
      const error = document.title.startsWith("Error: ") ? "Error: " : "";
      document.title = `${error}${heading}: ${text}`;
    }
  }

  /** The state of saving, in words. @param {string} state @param {string} words */
  state(state, words) {
    const slot = this.#slot("status");
    if (!slot) return;
    slot.dataset.state = state;
    setText(slot, words);
  }

  /** What is done, in the list of pages. @param {{ name: string, done: string, say: string }[]} pages */
  progress(pages) {
    for (const page of pages) {
      const link = document.querySelector(`[data-cjm-page="${page.name}"]`);
      if (!link) continue;
      link.classList.toggle("done", page.done === "done");
      link.classList.toggle("started", page.done === "started");
      const words = { done: "done", started: "begun" }[page.done] ?? "";
      let note = link.querySelector(".cjm-done-words");
      if (!note && words) link.append((note = h("span", { class: "cjm-done-words unseen" })));
      if (note) note.textContent = words && ` (${words})`;
    }
  }

  /** The address of another workbook with its journey. @param {string} file @param {string} journey */
  link(file, journey) {
    return journey ? `${file}?journey=${encodeURIComponent(journey)}` : file;
  }

  /**
   * Asks before a link to another workbook is followed: is the form in order, and is everything saved?
   * @param {() => boolean} inOrder @param {() => boolean} saved
   */
  onward(inOrder, saved) {
    for (const link of document.querySelectorAll("[data-cjm-slot=next] a, .pages a, header.bar .host")) {
      link.addEventListener("click", (event) => {
        const onward = link.closest("[data-cjm-slot=next]") && link.matches("[rel=next]");
        if (onward && !inOrder()) {
          event.preventDefault();
          return;
        }
        const click = /** @type {MouseEvent} */ (event);
        if (saved() || click.ctrlKey || click.metaKey || click.shiftKey) return;
        event.preventDefault();
        this.leave(/** @type {HTMLAnchorElement} */ (link).href, saved);
      });
    }
  }

  /** Goes to another page when all is saved, or has had its time. @param {string} address @param {() => boolean} saved */
  leave(address, saved) {
    const until = Date.now() + 1500;
    const go = () => {
      if (saved() || Date.now() > until) location.assign(address);
      else setTimeout(go, 40);
    };
    go();
  }

  clear() {
    for (const end of this.#ended) end();
    for (const node of this.#placed) node.parentNode?.removeChild(node);
  }

  /** @param {string} name @returns {HTMLElement | null} */
  #slot(name) {
    if (this.served) return document.querySelector(`[data-cjm-slot="${name}"]`);
    if (name === "main") return this.root;
    let own = /** @type {HTMLElement | null} */ (this.root.querySelector(`:scope > .cjm-own-${name}`));
    if (own) return own;
    if (!["status", "aside", "undo", "who"].includes(name)) return null;
    own = h("div", { class: `cjm-own-${name}`, ...(name === "status" && { role: "status" }) });
    if (name === "aside") this.root.append(own);
    else this.root.prepend(own);
    return own;
  }
}
