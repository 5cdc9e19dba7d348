// What the page has to say beside the form: others' changes, clashes, trouble with saving.

import { h } from "../lib/dom.js";

const SHORT_NOTICE = 8000; // ms

/**
 * @param {HTMLElement} root
 * @param {{ putBack: (path: string, value: any) => void }} host
 */
export function createNotices(root, host) {
  const spoken = h("div", { role: "status", class: "cjm-notices cjm-notices-short" });
  const trouble = h("div", { role: "alert", class: "cjm-notices cjm-notices-trouble" });
  const clashes = h("div", { role: "status", class: "cjm-notices cjm-notices-clash" });
  root.append(h("div", { class: "cjm-notice-stack" }, [trouble, clashes, spoken]));
  /** @type {number | undefined} */ let timer;

  return {
    /** @param {string} text */
    say(text) {
      clearTimeout(timer);
      spoken.replaceChildren(h("p", { class: "cjm-notice" }, [text]));
      timer = window.setTimeout(() => spoken.replaceChildren(), SHORT_NOTICE);
    },

    /** @param {string} text @param {{ label: string, act: () => void }} [action] */
    trouble(text, action) {
      if (trouble.firstChild?.firstChild?.textContent === text) return;
      const line = h("div", { class: "cjm-notice cjm-notice-trouble" }, [h("p", {}, [text])]);
      if (action) line.append(h("button", { type: "button", class: "button quiet", onclick: action.act }, [action.label]));
      trouble.replaceChildren(line);
    },

    fine() {
      trouble.replaceChildren();
    },

    /**
     * Two people changed one thing: the later stands, the earlier is one click away.
     * @param {import("../lib/messages.js").Clash} clash  kept: a removal that was not made; there is nothing to put back
     */
    clash(clash) {
      const before = Array.from(clashes.children).find((card) => card.getAttribute("data-path") === clash.path);
      const line = h("div", { class: "cjm-notice cjm-notice-clash", "data-path": clash.path });
      const close = h("button", { type: "button", class: "button quiet", onclick: () => line.remove() }, [clash.kept ? "Close" : "Leave it as it is"]);
      line.append(h("p", {}, [clash.say]));
      if (clash.shown) line.append(h("blockquote", {}, [clash.shown]));
      const back = () => {
        host.putBack(clash.path, clash.earlier);
        line.remove();
      };
      const again = h("button", { type: "button", class: "button", onclick: back }, ["Put the earlier words back"]);
      line.append(h("p", { class: "row" }, clash.kept ? [close] : [again, close]));
      if (before) before.replaceWith(line);
      else clashes.append(line);
    },
  };
}
