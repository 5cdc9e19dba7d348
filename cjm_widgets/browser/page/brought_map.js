// What was read of a map that is brought: made a new one, or laid beside one that is there, whose changes are ticked.

import { h, setText, uid } from "../lib/dom.js";
import { counted } from "../lib/words.js";
import { complaintAbout } from "./complaint.js";

/** @typedef {import("./bring_map.js").Bringing} Bringing */

const HERE = "On the map now";
const THERE = "In what you bring";
const FEW = 6; // lines that are seen without unfolding

/** @param {import("./bring_map.js").Host} host @param {() => import("./maps.js").Entry[]} maps @param {() => void} leave */
export function createBroughtMap(host, maps, leave) {
  let drawn = "";
  let proposing = false;
  let sought = ""; // what is offered, and of which map
  const heading = h("h2", { tabindex: "-1", id: uid() });
  const what = h("div", {});
  const title = h("input", { type: "text", id: uid(), maxlength: "200", autocomplete: "off", dir: "auto" });
  const hint = h("p", { class: "cjm-hint", id: uid() }, "As you and others find it again.");
  const error = h("p", { class: "cjm-error", id: uid(), role: "alert", hidden: true });
  const refuse = complaintAbout(title, error, hint.id);
  const propose = h("button", { type: "button", class: "button quiet", "aria-expanded": "false", onclick: () => {
    proposing = !proposing;
    showProposing();
    if (proposing) map.focus();
  } }, "Propose it to a map that is there…");
  const make = h("form", { novalidate: true },
    h("div", { class: "cjm-field" }, h("label", { for: title.id }, "Name of the new map"), hint, error, title),
    h("p", { class: "row" },
      h("button", { type: "submit", class: "button" }, "Make this map"),
      propose,
      h("button", { type: "button", class: "button quiet", onclick: leave }, "Leave it")));
  const map = h("select", { id: uid() });
  const whoseHint = h("p", { class: "cjm-hint", id: uid() }, "Another group’s ratings stand apart under its name, such as “Night shift”. Empty: it is your own.");
  const whose = h("input", { type: "text", id: uid(), maxlength: "80", autocomplete: "off", dir: "auto", "aria-describedby": whoseHint.id });
  const trouble = h("p", { class: "cjm-error", role: "alert", hidden: true });
  const ask = h("form", { novalidate: true },
    h("div", { class: "cjm-field" }, h("label", { for: map.id }, "To which map?"), map),
    h("div", { class: "cjm-field" }, h("label", { for: whose.id }, "Whose is it?"), whoseHint, whose),
    h("p", { class: "row" }, h("button", { type: "submit", class: "button quiet" }, "Show what is different")));
  const offer = h("form", { novalidate: true });
  const element = h("section", { class: "card cjm-new cjm-brought", "aria-labelledby": heading.id, hidden: true }, heading, what, make, ask, trouble, offer);

  make.addEventListener("submit", (event) => {
    event.preventDefault();
    refuse(title.value.trim() ? "" : "Give the map a name, so that you find it again.");
    if (title.value.trim()) host.act("make-brought", { title: title.value.trim() });
  });
  ask.addEventListener("submit", (event) => {
    event.preventDefault();
    complain("");
    sought = "";
    host.act("propose-brought", { journey: map.value, whose: whose.value.trim() });
  });
  offer.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = boxes().flatMap((box, at) => (box.checked ? [at] : []));
    complain(chosen.length ? "" : "Tick what is to be taken.");
    if (chosen.length) host.act("take-proposed", { chosen });
  });
  offer.addEventListener("change", count);

  return {
    element,
    /** @param {Bringing} now */
    update(now) {
      const key = JSON.stringify([now.brought?.id, now.read, now.done]);
      if (key !== drawn) {
        drawn = key;
        draw(now);
      }
      fillMaps();
      const asked = now.into ? JSON.stringify([now.into, now.offered]) : "";
      if (!now.into) offer.replaceChildren();
      else if (asked !== sought) {
        offer.replaceChildren(...offered(now));
        count();
        offer.querySelector("h3")?.focus();
      }
      sought = asked;
    },
    /** @param {{ action: string, say: string }} message */
    refused(message) {
      if (message.action === "make-brought") refuse(message.say);
      else complain(message.say);
    },
  };

  /** @param {Bringing} now */
  function draw({ read, done, brought }) {
    element.hidden = !read && !done;
    make.hidden = !read;
    proposing = false;
    complain("");
    showProposing();
    if (done) {
      setText(heading, done.say);
      what.replaceChildren(h("p", { class: "row" }, done.journey && wayTo(done),
        done.undo && h("button", { type: "button", class: "button quiet", onclick: () => host.act("undo-brought", {}) }, "Undo")));
    } else if (read) {
      setText(heading, brought?.name ? `What is in “${brought.name}”` : "What is in the text");
      what.replaceChildren(...contents(read));
      title.value = read.title;
      refuse("");
    }
    if (element.hidden) return;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }

  /** @param {{ journey: string, title: string }} map */
  function wayTo({ journey, title: name }) {
    if (!host.link) return `Open 07_map.ipynb with journey = "${journey}".`;
    return h("a", { class: "button", href: `07_map.ipynb?journey=${encodeURIComponent(journey)}` }, `See the map of “${name}”`);
  }

  function showProposing() {
    propose.setAttribute("aria-expanded", String(proposing));
    ask.hidden = !proposing;
    offer.hidden = !proposing;
  }

  function fillMaps() {
    const there = maps().filter((one) => !one.problem && !one.archived);
    const key = there.map((one) => [one.id, one.title]).join("\n");
    propose.hidden = !there.length;
    if (map.dataset.of === key) return;
    const before = map.value;
    map.dataset.of = key;
    map.replaceChildren(...there.map((one) => h("option", { value: one.id }, one.title)));
    if (there.some((one) => one.id === before)) map.value = before;
  }

  /** @param {Bringing} now @returns {HTMLElement[]} */
  function offered({ into, offered: all }) {
    const name = maps().find((one) => one.id === into?.journey)?.title ?? "";
    if (!all.length) return [h("h3", { tabindex: "-1" }, `“${name}” has all of this already.`)];
    const changes = all.filter((one) => !one.removes);
    const removals = all.filter((one) => one.removes);
    return [
      h("h3", { tabindex: "-1" }, changes.length ? `${counted(changes.length, "difference")} from “${name}”. Nothing is taken yet.` : `Something is gone that “${name}” has. Nothing is taken yet.`),
      ...(changes.length ? [tableOf("What is otherwise in what you bring", changes)] : []),
      ...(removals.length ? [
        h("h3", {}, `Gone from what you bring (${removals.length})`),
        h("p", { class: "cjm-hint" }, `All of this stays on “${name}”. Tick what is to be removed there too.`),
        tableOf("What is gone from what you bring", removals)] : []),
      h("div", { class: "row" },
        h("button", { type: "submit", class: "button" }, "Take what is ticked"),
        changes.length > 1 && h("button", { type: "button", class: "button quiet", onclick: tickAll }, removals.length ? "Tick all differences or none" : "Tick all or none"),
        h("p", { class: "soft", role: "status" })),
    ];
  }

  /** @param {string} caption @param {import("./bring_map.js").Offered[]} some */
  function tableOf(caption, some) {
    const row = (/** @type {import("./bring_map.js").Offered} */ one) => {
      const box = h("input", { type: "checkbox", checked: !one.removes, id: uid(), "data-removes": one.removes });
      return h("tr", {},
        h("th", { scope: "row" }, h("label", { for: box.id }, box, h("bdi", {}, one.removes ? `Remove: ${one.where}` : one.where))),
        h("td", { "data-head": HERE, dir: "auto" }, one.here || h("span", { class: "soft" }, "Nothing")),
        h("td", { "data-head": THERE, dir: "auto" }, one.removes ? h("span", { class: "soft" }, "Nothing any more") : one.there));
    };
    return h("table", {},
      h("caption", { class: "unseen" }, caption),
      h("thead", {}, h("tr", {}, ["Where", HERE, THERE].map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, some.map(row)));
  }

  function boxes() {
    return /** @type {HTMLInputElement[]} */ ([...offer.querySelectorAll("input[type=checkbox]")]);
  }

  function tickAll() {
    const some = boxes().filter((one) => one.dataset.removes === undefined);
    const all = some.every((one) => one.checked);
    for (const one of some) one.checked = !all;
    count();
  }

  function count() {
    const words = offer.querySelector("[role=status]");
    if (words) setText(words, `${boxes().filter((one) => one.checked).length} of ${boxes().length} ticked`);
  }

  /** @param {string} say */
  function complain(say) {
    trouble.hidden = !say;
    setText(trouble, say);
  }
}

/** @param {import("./bring_map.js").ReadMap} read */
function contents({ stages, left_out: left, changed, more }) {
  const steps = stages.reduce((sum, one) => sum + one.steps.length, 0);
  const named = stages.filter((one) => one.name).length;
  return [
    h("p", {}, `${counted(named, "stage")}, ${counted(steps, "step")}`),
    h("ul", {}, stages.map((one) => h("li", { dir: "auto" }, h("b", {}, one.name || "In no stage"), `: ${one.steps.join(" · ") || "no steps"}`))),
    ...saidOfLines("Left out", left),
    ...saidOfLines("Read otherwise than it is written", changed),
    ...(more ? [h("p", { class: "soft" }, `${counted(more, "more line")} of this kind.`)] : []),
  ];
}

/** @param {string} name @param {import("./bring_map.js").Said[]} said */
function saidOfLines(name, said) {
  if (!said.length) return [];
  const item = (/** @type {import("./bring_map.js").Said} */ one) => h("li", { dir: "auto" }, one.line ? `Line ${one.line}: ${one.say}` : one.say);
  const rest = said.slice(FEW);
  return [
    h("h3", {}, `${name} (${said.length})`),
    h("ul", {}, said.slice(0, FEW).map(item)),
    ...(rest.length ? [h("details", {}, h("summary", {}, `${rest.length} more`), h("ul", {}, rest.map(item)))] : []),
  ];
}
