// Our line and our models against a page's real process: a trait both ways, bytes, and a message of their own.

import { Line } from "../../cjm_widgets/browser/front/line.js";
import { Model } from "../../cjm_widgets/browser/front/models.js";

const { address, cookie, id } = JSON.parse(process.argv[2]);
const states = [];
const line = new Line({
  address,
  exists: async () => true,
  heard: ({ header, content, buffers }) => {
    if (header.msg_type === "comm_msg" && content.comm_id === id) model.heard(content.data, buffers);
  },
  told: (state) => states.push(state),
  open: (where, protocol) => new WebSocket(where, { protocols: [protocol], headers: { cookie } }),
});
const model = new Model({}, (data, buffers) => line.send("comm_msg", { comm_id: id, data }, buffers));
const when = (name) => new Promise((done) => model.on(name, done));

line.open();
const told = when("change:count");
line.send("comm_msg", { comm_id: id, data: { method: "request_state" } });
await told;
const begins = [model.get("count"), model.get("answer")];

const answered = when("change:answer");
model.set("count", 5);
model.save_changes();
await answered;

const turned = when("change:turned");
model.set("raw", Uint8Array.from({ length: 256 }, (_, at) => at));
model.save_changes();
await turned;
const turnedBytes = model.get("turned");

const said = new Promise((done) => model.on("msg:custom", (heard, buffers) => done({ heard, buffers: [...new Uint8Array(buffers[0].buffer, buffers[0].byteOffset, buffers[0].byteLength)] })));
model.send({ kind: "hello", words: "grüße" }, undefined, [Uint8Array.from([1, 2, 3])]);
const custom = await said;

const bytes = Buffer.from(turnedBytes.buffer, turnedBytes.byteOffset, turnedBytes.byteLength).toString("base64");
process.stdout.write(JSON.stringify({ states, begins, answer: model.get("answer"), bytes, custom }), () => process.exit(0));
