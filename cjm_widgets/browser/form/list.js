/** What can be done to a list of items: add, remove and take back, move. Every one of them is an edit. */

import { newId } from "../lib/ids.js";
import { join } from "../lib/paths.js";
import { standsAfter } from "../lib/journey.js";
import { capital, isolated, nameOf, numbered } from "../lib/words.js";
import { duplicateOf } from "./copy.js";
import { labelOf } from "./words.js";

/** @typedef {import("./types.js").Ctx} Ctx */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {{id: string, name: string, step?: import("../page/undo.js").Step}} Removed */
/** @typedef {{id: string, item: any, order: string[]}} Gone what the item held, and the order of the list that it stood in */

/**
 * @param {Ctx} ctx
 * @param {Field} field
 * @param {string} path of the list
 * @param {() => void} acted told of each thing that the user does to the list but removing
 */
export function listOf(ctx, field, path, acted) {
  const noun = field.noun ?? "item";
  const items = () => ctx.value(path) ?? [];
  const ids = () => items().map((/** @type {Item} */ item) => item.id);
  const find = (/** @type {string} */ id) => items().find((/** @type {Item} */ item) => item.id === id);
  const name = (/** @type {string} */ id) => nameOf(find(id), labelOf(field), ctx.value);
  const called = (/** @type {string} */ id) => name(id) || numbered(noun, ids().indexOf(id) + 1, "").toLowerCase();

  /** @param {string} id @param {string} before */
  function move(id, before) {
    const was = isolated(called(id));
    acted();
    ctx.edit(join(path, id, "@after"), before);
    ctx.changed();
    const place = `is now ${noun} ${ids().indexOf(id) + 1} of ${ids().length}`;
    ctx.announce(name(id) ? `${was} ${place}` : `The ${noun} ${place}`);
  }

  /** @param {Item} item @param {string} [after] */
  function put(item, after) {
    const last = ids().at(-1);
    acted();
    ctx.edit(join(path, item.id), item);
    if (after !== undefined && after !== last) ctx.edit(join(path, item.id, "@after"), after);
    return item.id;
  }

  return {
    noun,
    path,
    items,
    ids,
    name,
    /** How an item is called in a sentence or in a button's name. */
    called,
    heading: (/** @type {string} */ id) => numbered(noun, ids().indexOf(id) + 1, name(id)),

    /**
     * @param {Record<string, any>} [parts] what it holds
     * @param {string} [after] the item that it follows; it stands at the end if not given
     * @returns {string} the id of the new item
     */
    add(parts = {}, after) {
      const near = after === undefined ? items().at(-1) : find(after);
      const group = field.groups && near?.[field.groups] ? { [field.groups]: near[field.groups] } : {};
      return put({ id: newId(), ...group, ...parts }, after);
    },

    /** A second of it, right below. @param {string} id @returns {string} the id of the second */
    duplicate: (id) => put(duplicateOf(find(id), field, newId), id),

    /** Edits that belong together, and are taken back together. @param {{path: string, next: any}[]} edits */
    putAll(edits) {
      acted();
      for (const { path: to, next } of edits) ctx.edit(to, next);
      ctx.changed();
    },

    /** Where an item is chosen, each place by its name: it would lose its words with the item. @param {string} id @returns {string[]} */
    uses: (id) => [...new Set((field.held ?? []).flatMap((path) => chosenAt(ctx.value, path, id)))],

    /** What is about to be removed. @param {string} id @returns {Removed} */
    before: (id) => ({ id, name: name(id) || capital(called(id)) }),
    /** @param {Removed} removed which is told how to take it back */
    remove(removed) {
      ctx.edit(join(path, removed.id), null);
      removed.step = ctx.host.lastDone();
    },

    /** Put back what somebody else removed, where it stood. @param {Gone} gone */
    restore({ id, item, order }) {
      const there = ids();
      if (there.includes(id)) return; // somebody else brought it back, perhaps with newer words
      const before = standsAfter(id, order, there);
      ctx.edit(join(path, id), item);
      if (before !== there[there.length - 1] && there.length > 0) ctx.edit(join(path, id, "@after"), before);
    },

    /** Move after another item, or to the front with "". */
    move,

    /** One place up (-1) or down (1). */
    shift(/** @type {string} */ id, /** @type {number} */ by) {
      const order = ids();
      const at = order.indexOf(id);
      if (at + by < 0 || at + by >= order.length) {
        ctx.announce(`${isolated(capital(called(id)))} is already ${by < 0 ? "first" : "last"}`);
        return;
      }
      move(id, by < 0 ? (order[at - 2] ?? "") : order[at + 1]);
    },
  };
}

/** The names of those items of a list in which, or in whose own lists, a field holds an id. @param {import("./types.js").ValueAt} value @param {string} path @param {string} id @returns {string[]} */
function chosenAt(value, path, id) {
  const [list, ...rest] = path.split("/");
  const found = (/** @type {any} */ item) => rest.reduce((/** @type {any[]} */ items, name) => items.flatMap((one) => one[name] ?? []), [item]);
  const named = (/** @type {any} */ item, /** @type {number} */ at) => item.name || item.title || numbered(list.replace(/s$/, ""), at + 1, "");
  return (value(list) ?? []).flatMap((/** @type {any} */ item, /** @type {number} */ at) => (found(item).includes(id) ? [named(item, at)] : []));
}

/** @typedef {ReturnType<typeof listOf>} List */
