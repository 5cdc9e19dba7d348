// The world of outbox_world.js with the workbook's own store at the other end, which test_outbox_with_store.py is:
// a line of JSON out, a line of JSON back.

import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { runs, Store, WORDS } from "./outbox_world.js";
import { valueAt } from "../../cjm_widgets/browser/lib/journey.js";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** @param {any} question */
async function ask(question) {
  process.stdout.write(`${JSON.stringify(question)}\n`);
  return JSON.parse((await lines.next()).value);
}

class RealStore extends Store {
  #begun = false;

  /** @param {any[]} edits */
  async save(edits) {
    if (!edits.length) return [];
    const { answers, journey } = await ask({ edits, isNew: !this.#begun });
    this.#begun = true;
    this.journey = journey;
    return answers;
  }

  /** @param {any} expected */
  check(expected) {
    const picture = (journey) => [
      ...WORDS.map((path) => valueAt(journey, path) ?? ""),
      ...journey.steps.map(({ id, name, wanted }) => [id, name, wanted ?? ""]),
    ];
    assert.deepEqual(picture(this.journey), picture(expected));
  }
}

try {
  await runs(Number(process.argv[2]), Number(process.argv[3]), () => new RealStore());
  process.stdout.write(`${JSON.stringify({ done: true })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ done: false, say: String(error.stack) })}\n`);
}
process.exit(0);
