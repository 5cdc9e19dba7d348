// The maps of the start page: one's own, the examples, those that are put away and those that can be brought back.

import { arrange, h, setText } from "../lib/dom.js";
import { askingButton } from "../lib/really.js";
import { counted } from "../lib/words.js";

/**
 * @typedef {{ id: string, title: string, segment: string, problem: string, example: boolean, archived: boolean, done: number, of: number,
 *             changed: string, next: { file: string, title: string }, owner: string, review: string, overdue: boolean, copied: string }} Entry
 * @typedef {{ id: string, title: string, by: string, until: string }} Deleted
 * @typedef {{ act: (name: string, content: object) => void, link?: (file: string) => string }} Host
 */

/** @param {Host} host */
export function createMaps(host) {
  const own = h("ul", { class: "cjm-journeys" });
  const none = h("p", { class: "soft", hidden: true }, "There is none yet. Make one here, or look at an example.");
  const past = h("p", { class: "card cjm-past-review", hidden: true });
  const wrong = h("p", { class: "cjm-error", role: "alert", tabindex: "-1", hidden: true });
  const element = h("section", { "aria-labelledby": "cjm-journeys-heading" }, h("h2", { id: "cjm-journeys-heading" }, "Your maps"), wrong, past, none, own);
  const examples = section("Examples");
  const archived = fold("Archived maps");
  const deleted = fold("Deleted maps");
  const apart = h("div", {}, examples.element, archived.element, deleted.element);
  /** @type {{ id: string, done: () => boolean, where: () => HTMLElement | null } | null} what was asked for, and where its person goes on */
  let asked = null;
  /** @type {Map<string, { says: string, card: HTMLElement }>} */ const cards = new Map();
  /** @type {Entry[]} */ let entries = [];
  /** @type {Deleted[]} */ let gone = [];
  let days = 0;

  return {
    element,
    apart,
    /** @param {Entry[]} journeys @param {Deleted[]} removed @param {number} kept  for how many days */
    update(journeys, removed, kept) {
      const open = openEditor();
      entries = journeys;
      gone = removed;
      days = kept;
      const drawn = (/** @type {Entry} */ entry) => {
        const before = cards.get(entry.id);
        const says = JSON.stringify(entry);
        // what somebody is typing into stays, with its caret
        if (before && (before.says === says || before.card === open)) return before.card;
        const made = card(entry);
        const whole = made.querySelector("details");
        if (whole && !asked) whole.open = before?.card.querySelector("details")?.open ?? false;
        cards.set(entry.id, { says, card: made });
        return made;
      };
      arrange(own, journeys.filter((one) => !one.example && !one.archived).map(drawn), document.activeElement);
      none.hidden = own.childElementCount > 0;
      examples.fill(journeys.filter((one) => one.example).map(drawn));
      archived.fill(journeys.filter((one) => one.archived).map(drawn));
      deleted.fill(removed.map(deletedCard));
      const late = journeys.filter((one) => one.overdue && !one.archived).map((one) => `“${one.title}”`);
      past.hidden = late.length === 0;
      setText(past, `${counted(late.length, "map is", "maps are")} past the day of review: ${late.join(", ")}.`);
      wrong.hidden = true;
      goOn();
    },
    /** @param {string} say */
    refused(say) {
      asked = null;
      setText(wrong, say);
      wrong.hidden = false;
      wrong.focus();
    },
  };

  /** The card in which somebody writes at this moment. */
  function openEditor() {
    const field = document.activeElement;
    const editing = field instanceof HTMLInputElement && (element.contains(field) || apart.contains(field)) ? field : null;
    return editing?.closest("li.cjm-journey") instanceof HTMLElement && !asked ? /** @type {HTMLElement} */ (editing.closest("li.cjm-journey")) : null;
  }

  /** Where the card that was acted on is not any more, its person goes on at what has become of it. */
  function goOn() {
    if (!asked?.done()) return;
    const place = asked.where();
    asked = null;
    const within = place?.closest("details.cjm-kept-maps");
    if (within instanceof HTMLDetailsElement) within.open = true;
    place?.focus();
  }

  /** @param {string} action @param {string} id @param {object} content @param {() => boolean} done @param {() => HTMLElement | null} where */
  function act(action, id, content, done, where) {
    asked = { id, done, where };
    host.act(action, { journey: id, ...content });
  }

  /** @param {Entry} entry */
  function card(entry) {
    if (entry.problem) {
      return h("li", { class: "card cjm-journey cjm-problem", "data-id": entry.id }, h("h3", {}, entry.id), h("p", {}, entry.problem), h("p", { class: "row" }, deleting(entry)));
    }
    const address = (/** @type {string} */ file) => `${file}?journey=${encodeURIComponent(entry.id)}`;
    const title = host.link ? h("a", { href: address(entry.next.file) }, h("bdi", {}, entry.title)) : h("bdi", {}, entry.title);
    const kept = [entry.owner && `Looked after by ${entry.owner}`, entry.review && `${entry.overdue ? "Review was due" : "Review"} ${entry.review}`].filter(Boolean).join(" · ");
    return h("li", { class: "card cjm-journey", "data-id": entry.id }, [
      h("div", {}, [
        h("h3", {}, title),
        h("p", { class: "soft", dir: "auto" }, entry.segment || "No customer group named yet"),
        entry.copied && h("p", { class: "soft", dir: "auto" }, `Copy of “${entry.copied}”`),
        kept && h("p", { class: entry.overdue ? "cjm-overdue" : "soft", dir: "auto" }, kept),
      ]),
      h("div", { class: "cjm-journey-state" }, [
        h("progress", { max: String(entry.of), value: String(entry.done), "aria-label": `${entry.done} of ${entry.of} steps of the method done` }),
        h("p", { class: "soft" }, [entry.done === entry.of ? "All parts done" : `${entry.done} of ${entry.of} parts done, next: “${entry.next.title}”`, h("br"), `Changed ${entry.changed}`]),
      ]),
      host.link
        ? h("p", { class: "row" }, [
            entry.done !== entry.of && h("a", { href: address(entry.next.file), class: "button", "aria-label": `Go on with ${entry.title}` }, "Go on"),
            h("a", { href: address("07_map.ipynb"), class: "button quiet", "aria-label": `See the map of ${entry.title}` }, "See the map"),
          ])
        : h("p", {}, "In the other workbooks, write ", h("code", {}, `journey = "${entry.id}"`), " in the first code cell."),
      more(entry),
    ]);
  }

  /** What is done with a map as a whole. @param {Entry} entry */
  function more(entry) {
    const { base } = document.body.dataset; // only a server compares
    const fields = { title: input(entry.title), owner: input(entry.owner), review: input(entry.review) };
    const form = h("form", { class: "cjm-about", novalidate: true }, [
      labelled("Name of this map", fields.title),
      labelled("Who looks after it?", fields.owner),
      labelled("When is it looked at again? Such as “May 2027”", fields.review),
      h("p", { class: "row" }, h("button", { type: "submit", class: "button small" }, "Save")),
    ]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
      act("describe", entry.id, said, () => true, () => find(entry.id, "summary"));
    });
    const named = { name: `${entry.archived ? "Take out" : "Archive"} ${entry.title}` };
    return h("details", { class: "cjm-whole" }, [
      h("summary", { "aria-label": `Name, review, compare, copy, delete: ${entry.title}` }, "Name, review, compare, copy, delete"),
      form,
      h("p", { class: "row" }, [
        base && h("a", { class: "button quiet small", href: `${base}cjm/moved?journey=${encodeURIComponent(entry.id)}&from=start`, "aria-label": `Compare ${entry.title} with another map or an edition` }, "Compare…"),
        mapButton("Copy", `Copy ${entry.title}`, () => {
          const before = new Set(entries.map((one) => one.id));
          const made = () => entries.find((one) => !before.has(one.id));
          act("copy", entry.id, {}, () => made() !== undefined, () => find(made()?.id ?? "", "a, summary"));
        }),
        mapButton(entry.archived ? "Take out of the archive" : "Archive", named.name, () => {
          const there = () => entries.find((one) => one.id === entry.id)?.archived === !entry.archived;
          act("archive", entry.id, { archived: !entry.archived }, there, () => find(entry.id, "a, summary"));
        }),
        deleting(entry),
      ]),
    ]);
  }

  /** @param {Entry} entry */
  function deleting(entry) {
    return askingButton({
      label: "Delete",
      name: `Delete ${entry.title}`,
      ask: `Nobody can open it then. For ${counted(days, "day")} you can bring it back; after that it is gone for good, with its history and its answers.`,
      yes: "Yes, delete",
      act: () => act("delete", entry.id, {}, () => gone.some((one) => one.id === entry.id), () => find(entry.id, "button", deleted.element)),
    }).element;
  }

  /** @param {Deleted} one */
  function deletedCard(one) {
    return h("li", { class: "card cjm-journey", "data-id": one.id }, [
      h("h3", {}, h("bdi", {}, one.title)),
      h("p", { class: "soft" }, `Gone for good after ${one.until}, with its history and its answers.`, one.by && ` Deleted by ${one.by}.`),
      h("p", { class: "row" }, mapButton("Bring back", `Bring back ${one.title}`, () => {
        const back = () => entries.some((entry) => entry.id === one.id);
        act("bring-back", one.id, {}, back, () => find(one.id, "a, summary"));
      })),
    ]);
  }

  /** @param {string} id @param {string} what @param {HTMLElement} [within] @returns {HTMLElement | null} */
  function find(id, what, within) {
    for (const place of within ? [within] : [element, apart]) {
      const found = place.querySelector(`li[data-id="${CSS.escape(id)}"] :is(${what})`);
      if (found instanceof HTMLElement) return found;
    }
    return null;
  }
}

/** @param {string} title */
function section(title) {
  const list = h("ul", { class: "cjm-journeys" });
  const element = h("section", { hidden: true }, h("h2", {}, title), list);
  return { element, fill: filled(element, list) };
}

/** @param {string} title */
function fold(title) {
  const list = h("ul", { class: "cjm-journeys" });
  const count = h("span", { class: "soft" });
  const element = h("details", { class: "cjm-kept-maps", hidden: true }, h("summary", {}, h("span", {}, title), " ", count), list);
  const fill = filled(element, list);
  return {
    element,
    /** @param {HTMLElement[]} cards */
    fill(cards) {
      setText(count, `(${cards.length})`);
      fill(cards);
    },
  };
}

/** @param {HTMLElement} element @param {HTMLElement} list */
function filled(element, list) {
  return (/** @type {HTMLElement[]} */ cards) => {
    arrange(list, cards, document.activeElement);
    element.hidden = cards.length === 0;
  };
}

/** @param {string} value */
function input(value) {
  return h("input", { type: "text", value, maxlength: "200", autocomplete: "off", dir: "auto" });
}

/** @param {string} label @param {HTMLInputElement} field */
function labelled(label, field) {
  return h("label", {}, h("span", {}, label), field);
}

/** @param {string} label @param {string} name @param {() => void} act */
function mapButton(label, name, act) {
  return h("button", { type: "button", class: "button quiet small", "aria-label": name, onclick: act }, label);
}
