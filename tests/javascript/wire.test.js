import assert from "node:assert/strict";
import { test } from "node:test";
import { packed, unpacked } from "../../cjm_widgets/browser/front/wire.js";
import { wire } from "./from_python.js";

const bytes = (buffer) => [...new Uint8Array(buffer)];
const plain = (message) => ({ ...message, buffers: message.buffers.map((one) => bytes(one.buffer.slice(one.byteOffset, one.byteOffset + one.byteLength))) });

test("a message that Jupyter's server packs is read as it was meant", () => {
  assert.ok(wire.length > 3);
  for (const { message, packed: data } of wire) assert.deepEqual(plain(unpacked(Uint8Array.from(data).buffer)), message);
});

test("a message is packed as Jupyter's server packs it, byte for byte", () => {
  for (const { message, packed: data } of wire) {
    assert.deepEqual(bytes(packed(message, message.buffers.map((one) => Uint8Array.from(one)))), data);
  }
});

test("a part of other bytes is sent as that part", () => {
  const inside = new DataView(Uint8Array.from([9, 1, 2, 9]).buffer, 1, 2);
  const message = { channel: "shell", header: {}, parent_header: {}, metadata: {}, content: {} };
  assert.deepEqual(plain(unpacked(packed(message, [inside]))).buffers, [[1, 2]]);
});

test("what is no message is refused, whatever it is", () => {
  const [{ packed: data }] = wire;
  const whole = Uint8Array.from(data);
  for (let length = 0; length < whole.length - 1; length += 1) assert.throws(() => unpacked(whole.slice(0, length).buffer), undefined, `${length} bytes`);
  const many = whole.slice();
  many[7] = 255;
  assert.throws(() => unpacked(many.buffer), RangeError);
});
