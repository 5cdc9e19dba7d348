// Hosts the outboxes of a crowd: the browser's own file, with a storage for each person, on the computer's own clock.
// Each line that comes in is a call, answered by one line; what an outbox sends by itself is a line without a number.

import { createInterface } from "node:readline";
import { EditIds } from "../../cjm_widgets/browser/lib/ids.js";
import { pageClock } from "../../cjm_widgets/browser/lib/timing.js";
import { Outbox } from "../../cjm_widgets/browser/page/outbox.js";

/** @type {Map<string, Box>} */ const boxes = new Map();
const tell = (/** @type {object} */ what) => process.stdout.write(`${JSON.stringify(what)}\n`);

function storage() {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (/** @type {number} */ at) => [...kept.keys()][at] ?? null,
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
  };
}

/** What one person has typed into one journey: an outbox for each page that they had, one after the other. */
class Box {
  isUp = false;
  storage = storage();

  /** @param {string} name @param {string} journey @param {string} by */
  constructor(name, journey, by) {
    this.options = { name, journey, by };
    this.outbox = this.page();
  }

  page() {
    const { name, journey, by } = this.options;
    const ids = new EditIds(this.storage);
    return new Outbox({
      journey,
      lists: new Map(),
      by: () => by,
      newId: (path) => ids.next(path),
      storage: this.storage,
      clock: pageClock,
      send: (edits) => {
        if (!this.isUp) throw new Error("there is no page");
        tell({ box: name, edits });
      },
      told: (state) => tell({ box: name, state }),
    });
  }

  /** @param {any} call */
  take(call) {
    const { outbox } = this;
    if (call.do === "add") outbox.add(call.path, call.old, call.new);
    else if (call.do === "saved") outbox.saved(call.ids);
    else if (call.do === "refused") outbox.refused(call.id);
    else if (call.do === "unsaved") outbox.unsaved(call.ids, call.say);
    else if (call.do === "flush") outbox.flush();
    else if (call.do === "gone") this.isUp = false;
    else if (call.do === "stop") outbox.stop();
    else if (call.do === "up") {
      outbox.stop();
      this.isUp = true;
      this.outbox = this.page();
      this.outbox.flush();
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line);
  if (!boxes.has(call.box)) boxes.set(call.box, new Box(call.box, call.journey, call.by));
  const box = /** @type {Box} */ (boxes.get(call.box));
  box.take(call);
  tell({ number: call.number, waiting: box.outbox.edits });
}
process.exit(0); // nobody asks any more, whatever still waits
