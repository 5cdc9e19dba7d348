import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Line } from "../../cjm_widgets/browser/front/line.js";
import { packed, unpacked } from "../../cjm_widgets/browser/front/wire.js";
import { Time } from "./outbox_world.js";

class Socket extends EventTarget {
  readyState = 0;
  /** @type {any[]} */ sent = [];
  /** @type {any[]} */ metadata = [];

  send(data) {
    this.sent.push(unpacked(data).content.number);
    this.metadata.push(unpacked(data).metadata);
  }

  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  says(header, content = {}) {
    const data = packed({ channel: "iopub", header, parent_header: {}, metadata: {}, content });
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  closes() {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }

  close() {
    this.closes();
  }
}

function made({ there = /** @type {boolean | undefined} */ (true), chance = 1 } = {}) {
  const time = new Time();
  const world = { there, time, sockets: /** @type {Socket[]} */ ([]), told: /** @type {string[]} */ ([]), heard: /** @type {any[]} */ ([]), addresses: /** @type {string[]} */ ([]) };
  const line = new Line({
    address: "ws://here/channels",
    exists: async () => world.there,
    heard: (message) => void world.heard.push(message.content),
    told: (state) => void world.told.push(state),
    open: (address) => {
      const socket = new Socket();
      world.addresses.push(address);
      world.sockets.push(socket);
      return /** @type {any} */ (socket);
    },
    clock: time.clock,
    chance: () => chance,
  });
  line.open();
  const send = (number) => line.send("comm_msg", { number });
  return { world, line, send, time, last: () => /** @type {Socket} */ (world.sockets.at(-1)) };
}

const turn = () => new Promise((done) => setImmediate(done));

describe("a line", () => {
  test("says what it is, and passes on what it hears", () => {
    const { world, last } = made();
    last().opens();
    last().says({ msg_type: "comm_msg" }, { comm_id: "a" });
    last().says({ msg_type: "status" }, { execution_state: "busy" });
    assert.deepEqual(world.told, ["connecting", "connected"]);
    assert.deepEqual(world.heard, [{ comm_id: "a" }, { execution_state: "busy" }]);
  });

  test("keeps what is said before it is open, in its order", () => {
    const { send, last } = made();
    send(1);
    send(2);
    assert.deepEqual(last().sent, []);
    last().opens();
    send(3);
    assert.deepEqual(last().sent, [1, 2, 3]);
  });

  test("tells the process that nobody waits for it to be idle", () => {
    const { send, last } = made();
    last().opens();
    send(1);
    assert.deepEqual(last().metadata, [{ quiet: true }]);
  });

  test("keeps so much and no more, and says so", () => {
    const { send } = made();
    for (let number = 0; number < 64; number += 1) send(number);
    assert.throws(() => send(64), /not open/);
  });

  test("numbers its messages and names one session", () => {
    const { line, world, last } = made();
    last().opens();
    const raw = /** @type {any[]} */ ([]);
    last().send = (data) => void raw.push(unpacked(data).header);
    line.send("comm_msg", {});
    line.send("comm_msg", {});
    assert.equal(new Set(raw.map((one) => one.msg_id)).size, 2);
    assert.equal(world.addresses[0], `ws://here/channels?session_id=${raw[0].session}`);
  });
});

describe("a line that breaks", () => {
  test("opens again after half of its wait at the least, so that not all of a room do at the same moment", async () => {
    const { world, time, last } = made({ chance: 0 });
    last().opens();
    last().closes();
    await turn();
    await time.pass(124);
    assert.equal(world.sockets.length, 1);
    await time.pass(1);
    assert.equal(world.sockets.length, 2);
  });

  test("opens again as the same session, each time after twice as long, and carries on", async () => {
    const { world, send, time, last } = made();
    last().opens();
    for (const wait of [250, 500, 1000]) {
      last().closes();
      await turn();
      const before = world.sockets.length;
      await time.pass(wait - 1);
      assert.equal(world.sockets.length, before, `not before ${wait} ms`);
      await time.pass(2);
      assert.equal(world.sockets.length, before + 1);
    }
    send("said meanwhile");
    last().opens();
    assert.deepEqual(last().sent, ["said meanwhile"]);
    assert.deepEqual(world.told, ["connecting", "connected", "connecting", "connected"]);
    assert.equal(new Set(world.addresses).size, 1);
    last().says({ msg_type: "status" });
    last().closes();
    await turn();
    await time.pass(251);
    assert.equal(world.sockets.length, 5, "and waits no longer than at first");
  });

  test("that is taken and closed at once waits longer each time as well", async () => {
    const { world, time, last } = made();
    for (const wait of [250, 500, 1000, 2000]) {
      last().opens();
      last().closes();
      await turn();
      const before = world.sockets.length;
      await time.pass(wait - 1);
      assert.equal(world.sockets.length, before, `not before ${wait} ms`);
      await time.pass(2);
    }
  });

  for (const [what, data] of /** @type {[string, any][]} */ ([
    ["nothing", new ArrayBuffer(0)],
    ["a part of a message", packed({ channel: "iopub", header: {}, parent_header: {}, metadata: {}, content: {} }).slice(0, -1)],
    ["no end of parts", new Uint8Array(64).fill(255).buffer],
    ["text", "{}"],
  ])) {
    test(`opens again when ${what} comes, for it may have been something to know`, async () => {
      const { world, time, last } = made();
      last().opens();
      last().dispatchEvent(Object.assign(new Event("message"), { data }));
      await turn();
      await time.pass(251);
      assert.equal(world.sockets.length, 2);
      last().opens();
      assert.deepEqual(world.told, ["connecting", "connected", "connecting", "connected"]);
      assert.deepEqual(world.heard, []);
    });
  }

  test("waits no longer than eight seconds while the server is away", async () => {
    const { world, time, last } = made({ there: undefined });
    for (let times = 0; times < 12; times += 1) {
      last().closes();
      await turn();
      await time.pass(8_001);
    }
    assert.equal(world.sockets.length, 13);
    assert.deepEqual(world.told, ["connecting"]);
  });

  test("is lost when the server knows no such process, and stays so", async () => {
    const { world, send, time, last } = made();
    last().opens();
    world.there = false;
    last().closes();
    await turn();
    await time.pass(60_000);
    assert.deepEqual(world.told, ["connecting", "connected", "connecting", "lost"]);
    assert.equal(world.sockets.length, 1);
    assert.throws(() => send(1), /not open/);
  });

  for (const state of ["dead", "restarting", "autorestarting", "terminating"]) {
    test(`is lost when its process is ${state}`, async () => {
      const { world, time, last } = made();
      last().opens();
      last().says({ msg_type: "status" }, { execution_state: state });
      last().closes();
      await turn();
      await time.pass(60_000);
      assert.deepEqual(world.told, ["connecting", "connected", "lost"]);
      assert.equal(world.sockets.length, 1);
    });
  }
});
