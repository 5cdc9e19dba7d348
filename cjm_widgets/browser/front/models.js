/**
 * The widgets of a page as their modules see them: `render({ model, el })` of https://anywidget.dev/en/afm/, over the
 * widget messages of https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md.
 *
 * @typedef {ArrayBuffer | ArrayBufferView} Bytes
 * @typedef {{ get(key: string): any, set(key: string, value: any): void, save_changes(): void,
 *   on(name: string, callback: Function): void, off(name?: string | null, callback?: Function | null): void,
 *   send(content: any, callbacks?: any, buffers?: Bytes[]): void }} AnyModel
 */

/** @implements {AnyModel} */
export class Model {
  /** @type {Map<string, Set<Function>>} */ #listening = new Map();
  /** @type {Set<string>} */ #changed = new Set();

  /**
   * @param {Record<string, any>} state
   * @param {(data: Record<string, any>, buffers: Bytes[]) => void} tell sends a widget message to the process
   */
  constructor(state, tell) {
    this.state = { ...state };
    this.tell = tell;
  }

  /** @param {string} key */
  get(key) {
    return this.state[key];
  }

  /** @param {string} key @param {any} value */
  set(key, value) {
    if (this.#take({ [key]: value })) this.#changed.add(key);
  }

  /** Sends what was set. Bytes are sent as they are where they are all of a value. */
  save_changes() {
    const changed = [...this.#changed];
    if (!changed.length) return;
    const raw = changed.filter((key) => isBytes(this.state[key]));
    const state = Object.fromEntries(changed.filter((key) => !raw.includes(key)).map((key) => [key, this.state[key]]));
    this.tell({ method: "update", state, buffer_paths: raw.map((key) => [key]) }, raw.map((key) => this.state[key]));
    this.#changed.clear(); // only now: what could not be sent is still to be said
  }

  /** @param {any} content @param {any} [_callbacks] nobody here has any @param {Bytes[]} [buffers] */
  send(content, _callbacks, buffers = []) {
    this.tell({ method: "custom", content }, buffers);
  }

  /** @param {string} name "change", "change:key" or "msg:custom" @param {Function} callback */
  on(name, callback) {
    const listening = this.#listening.get(name) ?? new Set();
    this.#listening.set(name, listening.add(callback));
  }

  /** @param {string | null} [name] without one, all @param {Function | null} [callback] without one, all of the name */
  off(name, callback) {
    if (name == null) this.#listening.clear();
    else if (callback == null) this.#listening.delete(name);
    else this.#listening.get(name)?.delete(callback);
  }

  /** What the process says. @param {Record<string, any>} data of a comm_msg @param {DataView[]} [buffers] */
  heard(data, buffers = []) {
    if (data.method === "custom") this.#call("msg:custom", data.content, buffers);
    if (data.method !== "update") return;
    for (const [at, path] of (data.buffer_paths ?? []).entries()) putBytes(data.state, path, buffers[at]);
    this.#take(data.state);
  }

  /** @param {Record<string, any>} state @returns {boolean} whether it says anything new */
  #take(state) {
    const changed = Object.keys(state).filter((key) => !equal(this.state[key], state[key]));
    if (!changed.length) return false;
    Object.assign(this.state, state);
    for (const key of changed) this.#call(`change:${key}`, this, state[key]);
    this.#call("change", this);
    return true;
  }

  /** @param {string} name @param {...any} content */
  #call(name, ...content) {
    for (const callback of [...(this.#listening.get(name) ?? [])]) {
      try {
        callback(...content);
      } catch (error) {
        console.error(error); // one part that fails keeps no other from hearing
      }
    }
  }
}

/** @param {any} value @returns {value is Bytes} */
const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** Puts bytes where they belong in a state that came without. @param {any} state @param {(string | number)[]} path @param {DataView} buffer */
function putBytes(state, path, buffer) {
  const last = /** @type {string | number} */ (path.at(-1));
  path.slice(0, -1).reduce((inside, key) => inside[key], state)[last] = buffer;
}

/** Whether two values of JSON say the same; bytes are taken for new. @param {any} one @param {any} other @returns {boolean} */
function equal(one, other) {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other || isBytes(one) || isBytes(other)) return false;
  const keys = Object.keys(one);
  return Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length
    && keys.every((key) => equal(one[key], other[key]));
}
