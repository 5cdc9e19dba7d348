// Dots to place: a row for each moment of truth or solution, with buttons for one dot more and one fewer.

import { h, setText } from "../lib/dom.js";
import { nameOf, numbered } from "../lib/words.js";

/** @typedef {import("./apart.js").Apart} Apart */

const NOTHING = {
  moments: "There is nothing to vote on yet. Add moments of truth below; they appear here at once.",
  solutions: "There is nothing to vote on yet. Add solutions below; they appear here at once.",
};

/**
 * @param {HTMLElement} root
 * @param {import("./apart.js").Host} host
 */
export function createBallot(root, host) {
  const left = h("p", { class: "cjm-ballot-left", role: "status" });
  const none = h("p", { class: "soft" });
  const list = h("ul", { class: "cjm-ballot" });
  const own = h("p", { class: "soft" });
  root.append(left, none, list, own);
  /** @type {Map<string, ReturnType<typeof row>>} */
  const rows = new Map();

  /** @param {Apart} apart */
  function update(apart) {
    const { about, person, limit = 0 } = apart;
    const items = votedOn(host.journey(), about);
    const given = new Map(items.map((item) => [item.id, dotsOf(item, person)]));
    const rest = Math.max(0, limit - [...given.values()].reduce((sum, n) => sum + n, 0));
    none.hidden = items.length > 0;
    none.textContent = about === "satisfaction" ? "" : NOTHING[about];
    left.hidden = items.length === 0 || !person;
    own.hidden = left.hidden;
    setText(own, `That each has ${limit} dots is the workbook’s own choice.`);
    setText(left, rest === 0 ? `All ${limit} of your dots are placed.` : `${rest} of your ${limit} dots left.`);
    for (const [id, one] of rows) {
      if (given.has(id)) continue;
      one.element.remove();
      rows.delete(id);
    }
    items.forEach((item, at) => {
      let one = rows.get(item.id);
      if (!one) rows.set(item.id, (one = row((by) => move(item.id, by))));
      if (list.children[at] !== one.element) list.insertBefore(one.element, list.children[at] ?? null);
      one.update(nameOf(item, undefined, host.value) || numbered(about === "moments" ? "Moment of truth" : "Solution", at + 1, ""), given.get(item.id) ?? 0, rest, Boolean(person));
    });
  }

  /** @param {string} id @param {number} by */
  function move(id, by) {
    const { about, person, limit = 0 } = /** @type {Apart} */ (host.apart());
    const items = votedOn(host.journey(), about);
    const now = dotsOf(items.find((item) => item.id === id), person);
    const all = dotsPlaced(host.journey(), about, person);
    if (now + by < 0 || all + by > limit) {
      host.announce(by > 0 ? "All your dots are placed. Take one from another place first." : "You have no dot here.");
      return;
    }
    host.edit(`${about}/${id}/dots/${person}/n`, now + by);
  }

  return { update };
}

/** @param {(by: number) => void} move */
function row(move) {
  const name = h("span", { class: "cjm-ballot-name" });
  const dots = h("span", { class: "cjm-ballot-dots", "aria-hidden": "true" });
  const words = h("span", { class: "cjm-ballot-words" });
  const fewer = h("button", { type: "button", class: "cjm-ballot-button", onclick: () => move(-1) }, ["−"]);
  const more = h("button", { type: "button", class: "cjm-ballot-button", onclick: () => move(1) }, ["+"]);
  const element = h("li", {}, [name, h("span", { class: "cjm-ballot-own" }, [fewer, h("span", { class: "cjm-ballot-given" }, [dots, words]), more])]);
  return {
    element,
    /** @param {string} called @param {number} n @param {number} rest @param {boolean} may */
    update(called, n, rest, may) {
      setText(name, called);
      setText(dots, "●".repeat(n));
      setText(words, n === 0 ? "no dots" : n === 1 ? "1 dot" : `${n} dots`);
      for (const [button, label, off] of /** @type {[HTMLElement, string, boolean][]} */ ([
        [fewer, `One dot fewer for ${called}`, n === 0],
        [more, `One dot more for ${called}`, rest === 0],
      ])) {
        button.setAttribute("aria-label", label);
        button.hidden = !may;
        // not `disabled`: a button that is disabled under the finger loses focus
        if (off) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    },
  };
}

/** How many dots somebody has placed. @param {import("../lib/model.js").Journey} journey @param {Apart["about"]} about @param {string} person */
export function dotsPlaced(journey, about, person) {
  return votedOn(journey, about).reduce((sum, item) => sum + dotsOf(item, person), 0);
}

/** What people vote on. @param {import("../lib/model.js").Journey} journey @param {Apart["about"]} about @returns {(import("../lib/model.js").Moment | import("../lib/model.js").Solution)[]} */
function votedOn(journey, about) {
  return about === "satisfaction" ? [] : (journey[about] ?? []);
}

/** @param {import("../lib/model.js").Moment | import("../lib/model.js").Solution | undefined} item @param {string} person */
function dotsOf(item, person) {
  return item?.dots?.find((dot) => dot.id === person)?.n ?? 0;
}
