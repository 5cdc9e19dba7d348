// Maps for several teams in one go: a name on each line, and what they begin with.

import { h } from "../lib/dom.js";
import { complaintAbout } from "../page/complaint.js";
import { failures } from "./outcome.js";

/** @typedef {import("./types.js").Host} Host */

const MOST = 40;

/** @param {HTMLElement} root @param {Host} host */
export function createMake(root, host) {
  const names = h("textarea", { id: "cjm-make-names", rows: "5", "aria-describedby": "cjm-make-hint" });
  const error = h("p", { class: "cjm-error", id: "cjm-make-error", hidden: true });
  const count = h("input", { type: "number", id: "cjm-make-count", min: "1", max: String(MOST), value: "6" });
  const number = h("button", { type: "button", class: "button quiet small" }, ["Write the names"]);
  const begin = h("select", { id: "cjm-make-begin", "aria-describedby": "cjm-make-begin-hint" });
  const result = h("div", { class: "cjm-made", hidden: true, tabindex: "-1" });
  const form = h("form", { novalidate: true, class: "cjm-make" }, [
    h("div", { class: "cjm-field" }, [
      h("label", { for: "cjm-make-names" }, ["Names of the maps, one on each line"]),
      h("p", { class: "cjm-hint", id: "cjm-make-hint" }, ["For example the team and its journey: Team 1, enrolling on an evening course"]),
      error,
      names,
    ]),
    h("div", { class: "cjm-field" }, [
      h("label", { for: "cjm-make-count" }, ["Or number them: how many teams?"]),
      h("span", { class: "cjm-number-row" }, [count, number]),
    ]),
    h("div", { class: "cjm-field" }, [
      h("label", { for: "cjm-make-begin" }, ["What do they begin with?"]),
      h("p", { class: "cjm-hint", id: "cjm-make-begin-hint" }, ["Fill in scope and personas of one map beforehand, and give every team a copy of it."]),
      begin,
    ]),
    h("p", { class: "row" }, [h("button", { type: "submit", class: "button" }, ["Make the maps"])]),
    result,
  ]);
  root.append(form);
  number.addEventListener("click", () => {
    const wanted = Math.min(MOST, Math.max(1, Math.round(Number(count.value) || 1)));
    count.value = String(wanted);
    names.value = Array.from({ length: wanted }, (_, at) => `Team ${at + 1}`).join("\n");
    complain("");
    names.focus();
  });
  const complain = complaintAbout(names, error, "cjm-make-hint");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!names.value.trim()) {
      complain("Write the name of at least one team.");
      return;
    }
    complain("");
    host.act("make", { titles: names.value, begin: begin.value });
  });

  function offer() {
    const maps = [...host.state.teams.values()].filter(({ problem }) => !problem);
    const key = JSON.stringify(maps.map(({ id, title }) => [id, title]));
    if (begin.dataset.drawn === key || document.activeElement === begin) return;
    begin.dataset.drawn = key;
    const chosen = begin.value;
    begin.replaceChildren(
      h("optgroup", { label: "A new map" }, host.state.starters.map(({ name, title }) => h("option", { value: `starter:${name}` }, [title]))),
      ...(maps.length ? [h("optgroup", { label: "A copy of" }, maps.map(({ id, title }) => h("option", { value: `copy:${id}` }, [title])))] : []),
    );
    if (chosen) begin.value = chosen;
    if (begin.selectedIndex < 0) begin.selectedIndex = 0;
  }

  return {
    update: offer,
    /** @param {{ action: string, done: string[], failed: { title: string, say: string }[], say: string }} message */
    done(message) {
      if (message.action !== "make") return;
      names.value = message.failed.map(({ title }) => title).join("\n"); // what was not made stays, to be put right
      result.hidden = false;
      result.replaceChildren(
        h("p", {}, [message.say]),
        ...(message.done.length ? [h("ul", { class: "cjm-made-list" }, message.done.map(line))] : []),
        ...(message.failed.length ? [h("ul", { class: "cjm-failed" }, failures(message.failed))] : []),
      );
      result.focus();
    },
    /** @param {{ action: string, say: string }} message */
    refused: (message) => message.action === "make" && complain(message.say),
  };

  /** @param {string} id */
  function line(id) {
    const team = host.state.teams.get(id);
    const own = `00_start.ipynb`;
    return h("li", {}, [
      h("a", { href: team ? `01_diagnostic.ipynb?journey=${encodeURIComponent(id)}` : own }, [team?.title ?? id]),
      ...(team?.link ? [" ", h("code", { class: "cjm-address" }, [team.link])] : []),
    ]);
  }
}
