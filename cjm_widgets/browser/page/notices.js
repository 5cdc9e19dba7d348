// What the page has to say beside the form: others' changes, clashes, trouble with saving. At most three at a time.

import { h, setText } from "../lib/dom.js";
import { reachable } from "../lib/scrolling.js";

const SHORT_NOTICE = 8000; // ms
const MOST = 3;
const GAP = 8; // px

/**
 * @param {HTMLElement} root
 * @param {{ putBack: (path: string, value: any) => void }} host
 */
export function createNotices(root, host) {
  const spoken = h("div", { role: "status", class: "cjm-notices cjm-notices-short" });
  const trouble = h("div", { role: "alert", class: "cjm-notices cjm-notices-trouble" });
  const clashes = h("div", { role: "status", class: "cjm-notices cjm-notices-clash" });
  const folded = h("p", { class: "cjm-notice cjm-notices-more", hidden: true });
  const box = h("div", { class: "cjm-notices-box" }, [trouble, spoken, clashes, folded]);
  const stack = h("div", { class: "cjm-notice-stack" }, [box]);
  // before the way on, which it sticks to and never covers
  const onward = document.querySelector("[data-cjm-slot=next]");
  if (onward) onward.before(stack);
  else root.append(stack);
  const forget = reachable(box, "Notices");
  let closed = "";
  /** @type {Element | null} */ let before = null;
  /** @type {number | undefined} */ let timer;

  /** The newest stand; older ones wait until there is room. */
  function fold() {
    const cards = /** @type {HTMLElement[]} */ ([...clashes.children]);
    const room = MOST - trouble.children.length - spoken.children.length;
    const waiting = Math.max(0, cards.length - room);
    cards.forEach((card, at) => (card.hidden = at >= room));
    folded.hidden = waiting === 0;
    setText(folded, waiting ? `And ${waiting} more: you see ${waiting === 1 ? "it" : "them"} when you have closed these.` : "");
  }

  /** @param {HTMLElement} parent @param {Node[]} shown */
  function put(parent, ...shown) {
    parent.replaceChildren(...shown);
    fold();
  }

  /** On a phone: under the header, and not over what has the focus. */
  function placeShort() {
    if (!spoken.firstChild) return;
    const header = document.querySelector("header.bar")?.getBoundingClientRect().bottom ?? 0;
    spoken.style.setProperty("--below-header", `${Math.max(0, header) + GAP}px`);
    spoken.removeAttribute("data-low");
    const field = document.activeElement?.matches("input, textarea, select") && document.activeElement.getBoundingClientRect();
    const { top, bottom } = spoken.getBoundingClientRect();
    spoken.toggleAttribute("data-low", Boolean(field && field.top < bottom && field.bottom > top));
  }

  /** Takes a notice away. The focus goes to the next one, or back to where it was. @param {HTMLElement} line */
  function close(line) {
    const held = line.contains(document.activeElement);
    if (line.parentElement === trouble) closed = line.querySelector("p")?.textContent ?? "";
    line.remove();
    fold();
    if (!held) return;
    const next = [...box.querySelectorAll("button")].find((button) => button.checkVisibility()) ?? before;
    if (next instanceof HTMLElement) next.focus();
  }

  document.addEventListener("focusin", placeShort);
  stack.addEventListener("focusin", (event) => {
    const from = /** @type {Element | null} */ (event.relatedTarget);
    if (from && !stack.contains(from)) before = from;
  });
  stack.addEventListener("keydown", (event) => {
    const line = /** @type {HTMLElement} */ (event.target).closest(".cjm-notice");
    if (event.key === "Escape" && line instanceof HTMLElement) close(line);
  });

  /** @param {string} words @param {() => void} act @param {boolean} [quiet] */
  const button = (words, act, quiet = true) => h("button", { type: "button", class: `button${quiet ? " quiet" : ""}`, onclick: act }, [words]);

  return {
    /** @param {string} text */
    say(text) {
      clearTimeout(timer);
      put(spoken, h("p", { class: "cjm-notice" }, [text]));
      placeShort();
      timer = window.setTimeout(() => put(spoken), SHORT_NOTICE);
    },

    /** Stands until it is past, or closed. @param {string} text @param {{ label: string, act: () => void }} [action] */
    trouble(text, action) {
      if (text === closed || trouble.querySelector("p")?.textContent === text) return;
      closed = "";
      const line = h("div", { class: "cjm-notice cjm-notice-trouble" }, [h("p", {}, [text])]);
      line.append(h("p", { class: "row" }, [action && button(action.label, action.act), button("Close", () => close(line))]));
      put(trouble, line);
    },

    fine() {
      closed = "";
      put(trouble);
    },

    /**
     * Two people changed one thing: the later stands, the earlier is one click away.
     * @param {import("../lib/messages.js").Clash} clash  kept: a removal that was not made; there is nothing to put back.
     *   gone: an item that another had removed; the way back is to remove it
     */
    clash(clash) {
      [...clashes.children].find((card) => card.getAttribute("data-path") === clash.path)?.remove();
      const line = h("div", { class: "cjm-notice cjm-notice-clash", "data-path": clash.path });
      const leave = button(clash.kept ? "Close" : "Leave it as it is", () => close(line));
      line.append(h("p", {}, [clash.say])); // our own sentence: `dir` would go by the name that it begins with
      if (clash.shown) line.append(h("blockquote", { dir: "auto" }, [clash.shown]));
      const back = () => {
        host.putBack(clash.path, clash.earlier);
        close(line);
      };
      line.append(h("p", { class: "row" }, clash.kept ? [leave] : [button(clash.gone ? "Remove it again" : "Put the earlier words back", back, false), leave]));
      clashes.prepend(line);
      fold();
    },

    destroy() {
      clearTimeout(timer);
      document.removeEventListener("focusin", placeShort);
      forget();
      stack.remove();
    },
  };
}
