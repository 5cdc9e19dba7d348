/**
 * Messages as they go over the line between a page and its process: Jupyter's websocket protocol of parts,
 * https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html (v1.kernel.websocket.jupyter.org).
 *
 * A message is a count, so many offsets, and the parts that begin there: the channel, the header, the header of the
 * message it answers, its metadata, its content, then buffers.
 *
 * @typedef {{ channel: string, header: Record<string, any>, parent_header: Record<string, any>,
 *   metadata: Record<string, any>, content: Record<string, any>, buffers: DataView[] }} Message
 */

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

const WORD = 8; // bytes of a count or an offset, the smallest first
const PARTS = 5; // a message has at least so many

const writer = new TextEncoder();
const reader = new TextDecoder();

/**
 * @param {Omit<Message, "buffers">} message
 * @param {(ArrayBuffer | ArrayBufferView)[]} [buffers]
 * @returns {ArrayBuffer}
 */
export function packed({ channel, header, parent_header, metadata, content }, buffers = []) {
  const texts = [channel, ...[header, parent_header, metadata, content].map((part) => JSON.stringify(part))];
  const parts = [...texts.map((text) => writer.encode(text)), ...buffers.map(bytes)];
  const begins = [WORD * (parts.length + 2)];
  for (const part of parts) begins.push(/** @type {number} */ (begins.at(-1)) + part.length);
  const message = new Uint8Array(/** @type {number} */ (begins.at(-1)));
  const words = new DataView(message.buffer);
  [begins.length, ...begins].forEach((word, at) => words.setBigUint64(WORD * at, BigInt(word), true));
  parts.forEach((part, at) => message.set(part, begins[at]));
  return message.buffer;
}

/**
 * @param {ArrayBuffer} data
 * @returns {Message}
 * @throws {RangeError | SyntaxError | TypeError} if it is no such message
 */
export function unpacked(data) {
  const words = new DataView(data);
  const count = Number(words.getBigUint64(0, true));
  const begins = Array.from({ length: count }, (_, at) => Number(words.getBigUint64(WORD * (at + 1), true)));
  const part = (/** @type {number} */ at) => new Uint8Array(data, begins[at], begins[at + 1] - begins[at]);
  const [header, parent_header, metadata, content] = [1, 2, 3, 4].map((at) => JSON.parse(reader.decode(part(at))));
  const buffers = Array.from({ length: count - PARTS - 1 }, (_, at) => new DataView(data, begins[PARTS + at], begins[PARTS + at + 1] - begins[PARTS + at]));
  return { channel: reader.decode(part(0)), header, parent_header, metadata, content, buffers };
}

/** @param {ArrayBuffer | ArrayBufferView} buffer */
function bytes(buffer) {
  return ArrayBuffer.isView(buffer) ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer);
}
