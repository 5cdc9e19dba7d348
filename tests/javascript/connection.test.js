import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Connection, LOST_SINCE } from "../../cjm_widgets/browser/page/connection.js";
import { Time } from "./outbox_world.js";

/** A page's connection; what the server says of the process, and what the line does, is set by hand. */
function page({ process = "lives", line = "connected", time = new Time(), session = kept() } = {}) {
  const world = { process: /** @type {any} */ (process), line, answers: false, isClosed: false, asked: /** @type {number[]} */ ([]) };
  const told = /** @type {string[]} */ ([]);
  const connection = new Connection(
    {
      ask() {
        world.asked.push(time.ms);
        if (world.isClosed) throw new Error("closed");
        if (world.answers) time.clock.after(20, () => connection.answered());
      },
      told: (there, process) => void told.push(there ? "there" : process && process in LOST_SINCE ? `lost: ${process}` : "lost"),
      startAgain: () => void told.push("again"),
    },
    { clock: time.clock, process: async () => world.process, line: () => world.line, session },
  );
  return { connection, world, told, time, session };
}

function kept(values = /** @type {Record<string, string>} */ ({})) {
  return {
    getItem: (key) => values[key] ?? null,
    setItem: (key, value) => void (values[key] = value),
    removeItem: (key) => void delete values[key],
  };
}

const turn = () => new Promise((done) => setImmediate(done));

/** Lets time pass in steps, so that what was asked of the server is answered in between. */
async function pass(time, ms) {
  for (let at = 0; at < ms; at += 500) {
    await time.pass(Math.min(500, ms - at));
    await turn();
  }
}

describe("a process that answers", () => {
  test("is asked every twenty seconds, and nothing is said", async () => {
    const { connection, world, told, time } = page();
    world.answers = true;
    connection.check();
    await pass(time, 61_000);
    assert.deepEqual(told, []);
    assert.deepEqual(world.asked.map(Math.round), [0, 20_020, 40_040, 60_060]);
  });

  test("is not asked twice at the same time", () => {
    const { connection, world } = page();
    connection.check();
    connection.check();
    assert.equal(world.asked.length, 1);
  });
});

describe("a line that was away and is back", () => {
  test("is asked at once, also where an answer to what was asked before is awaited", () => {
    const { connection, world } = page();
    connection.follow("connected");
    assert.equal(world.asked.length, 0);
    for (const line of ["connecting", "connected"]) connection.follow(line);
    assert.equal(world.asked.length, 1);
    for (const line of ["connecting", "connected"]) connection.follow(line);
    assert.equal(world.asked.length, 2);
  });
});

describe("a process that is busy", () => {
  test("for half a minute is neither lost nor loaded again", async () => {
    const { connection, world, told, time } = page();
    connection.check();
    await pass(time, 30_000);
    assert.deepEqual(told, []);
    world.answers = true;
    await pass(time, 30_000);
    assert.deepEqual(told, []);
    assert.ok(world.asked.length < 15);
  });

  test("is not loaded again when the server does not answer either, and is there again when it answers", async () => {
    const { connection, world, told, time } = page({ process: "unreachable" });
    connection.check();
    await pass(time, 20_000);
    assert.deepEqual(told, ["lost"]);
    world.process = "lives";
    await pass(time, 5000);
    assert.deepEqual(told, ["lost"]);
    world.answers = true;
    await pass(time, 5000);
    assert.deepEqual(told, ["lost", "there"]);
  });

  test("and cannot be asked any more is lost", async () => {
    const { connection, world, told, time } = page();
    connection.check();
    world.isClosed = true;
    await pass(time, 6000);
    assert.deepEqual(told, ["lost"]);
  });

  test("for longer than a minute hangs, and the page is loaded again", async () => {
    const { connection, told, time } = page();
    connection.check();
    await pass(time, 70_000);
    assert.deepEqual(told, ["lost", "again"]);
  });

  test("in JupyterLab is never loaded again", async () => {
    const { connection, told, time } = page({ process: "unknown" });
    connection.check();
    await pass(time, 30_000);
    assert.deepEqual(told, []);
    await pass(time, 200_000);
    assert.deepEqual(told, ["lost"]);
  });

  test("that answers while the server is asked is not lost", async () => {
    const { connection, world, told, time } = page();
    let say = (_) => {};
    world.process = new Promise((done) => (say = done));
    connection.check();
    await pass(time, 6000);
    connection.answered();
    say("gone");
    await turn();
    assert.deepEqual(told, []);
  });
});

describe("a process that is gone", () => {
  test("is said to be lost, and the page is loaded again", async () => {
    const { connection, told, time } = page({ process: "gone" });
    connection.check();
    await pass(time, 4000);
    assert.deepEqual(told, []);
    await pass(time, 1500);
    assert.deepEqual(told, ["lost", "again"]);
  });

  test("is not waited for where the line is closed already", async () => {
    const { connection, world, told } = page({ process: "gone" });
    world.isClosed = true;
    connection.check();
    await turn();
    assert.deepEqual(told, ["lost", "again"]);
  });

  test("is not loaded again in a circle, unless a person asks", async () => {
    const values = {};
    const time = new Time();
    const first = page({ process: "gone", time, session: kept(values) });
    first.connection.watch();
    await pass(time, 500);
    assert.deepEqual(first.told, ["lost", "again"]);
    const second = page({ process: "gone", time, session: kept(values) });
    second.connection.watch();
    await pass(time, 15_000);
    assert.deepEqual(second.told, ["lost"]);
    second.connection.again();
    await turn();
    assert.deepEqual(second.told, ["lost", "again"]);
    second.connection.stop();
    const third = page({ process: "gone", time, session: kept(values) });
    third.connection.watch();
    await pass(time, 25_000);
    assert.deepEqual(third.told, ["lost", "again"]);
  });

  test("is loaded again where the browser keeps nothing at all", async () => {
    const closed = () => {
      throw new Error("closed");
    };
    const { connection, told } = page({ process: "gone", session: { getItem: closed, setItem: closed, removeItem: closed } });
    connection.watch();
    await turn();
    assert.deepEqual(told, ["lost", "again"]);
    connection.again();
  });
});

describe("a line that is cut", () => {
  test("while nobody types is said to be lost within seconds", async () => {
    const { connection, told, time } = page({ process: "unreachable", line: "connecting" });
    connection.answered();
    connection.follow("connecting");
    await pass(time, 1500);
    assert.deepEqual(told, []);
    await pass(time, 1000);
    assert.deepEqual(told, ["lost"]);
  });

  test("and open again at once is no matter, and neither is one that was never open", async () => {
    const { connection, world, told, time } = page({ process: "unreachable", line: "connecting" });
    world.answers = true;
    connection.follow("connecting"); // a room that opens its pages at one moment
    await pass(time, 4000);
    connection.check();
    await pass(time, 500);
    connection.follow("connecting");
    await pass(time, 1500);
    world.line = "connected";
    connection.follow("connected");
    await pass(time, 6000);
    assert.deepEqual(told, []);
  });

  test("and opened again within seconds costs nothing but a word", async () => {
    const { connection, world, told, time } = page({ line: "connecting" });
    connection.watch();
    await pass(time, 6000);
    assert.deepEqual(told, ["lost"]);
    world.line = "connected";
    world.answers = true;
    await pass(time, 6000);
    assert.deepEqual(told, ["lost", "there"]);
  });

  test("and not opened again is loaded again", async () => {
    const { connection, told, time } = page({ line: "connecting" });
    connection.watch();
    await pass(time, 20_000);
    assert.deepEqual(told, ["lost", "again"]);
  });

  test("for good is loaded again as soon as the server is there", async () => {
    const { connection, world, told, time } = page({ process: "unreachable", line: "lost" });
    connection.watch();
    connection.watch();
    await pass(time, 30_000);
    assert.deepEqual(told, ["lost"]);
    world.process = "lives";
    await pass(time, 3500);
    assert.deepEqual(told, ["lost", "again"]);
  });

  test("that a proxy withholds is told once with its reason, and loading the page again would not help", async () => {
    const { connection, world, told, time } = page({ process: "withheld", line: "connecting" });
    connection.watch(); // the page has noticed before, and knows no reason
    await pass(time, 60_000);
    assert.deepEqual(told, ["lost", "lost: withheld"]);
    world.process = "lives"; // somebody has put it right
    await pass(time, 4000);
    assert.deepEqual(told, ["lost", "lost: withheld", "again"]);
  });

  test("whose person is logged out is told once, and comes back by itself when they have logged in elsewhere", async () => {
    const { connection, world, told, time } = page({ process: "shut", line: "connecting" });
    connection.watch();
    await pass(time, 60_000);
    assert.deepEqual(told, ["lost", "lost: shut"]);
    world.process = "unreachable"; // it is said already, and stays
    await pass(time, 10_000);
    world.process = "gone";
    await pass(time, 4000);
    assert.deepEqual(told, ["lost", "lost: shut", "again"]);
  });

  test("is nobody's any more when the page has gone", async () => {
    const { connection, told, time, world } = page({ process: "gone" });
    connection.check();
    connection.stop();
    await pass(time, 30_000);
    assert.deepEqual([told, world.asked.length], [[], 1]);
  });
});
