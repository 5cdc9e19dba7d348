/**
 * What makes a served page's widgets work: it takes them out of the page, draws them, and connects them with their
 * process. The server writes each of our widgets into the page with its state, so that the form is there before the
 * line is. A workbook that shows other widgets gets Voilà's own front end instead.
 *
 * `window` gets "cjm:line" events, `detail.state` is "connecting", "connected" or "lost". What could not be drawn keeps
 * the attribute data-cjm-undrawn, with the value "failed".
 */

import { h } from "../lib/dom.js";
import { Line } from "./line.js";
import { Model } from "./models.js";

const WIDGET = "main .output > script[type='application/vnd.cjm.widget+json']";
const ANSWER_WITHIN = 5_000; // ms

const { base = "/", kernel = "" } = document.body.dataset;

/** @type {Map<string, Model>} */
const models = new Map();

const line = new Line({
  address: new URL(`${base}api/kernels/${kernel}/channels`, location.href).href.replace(/^http/, "ws"),
  async exists() {
    try {
      const answer = await fetch(`${base}api/kernels/${kernel}`, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN) });
      return answer.ok ? true : answer.status === 404 ? false : undefined;
    } catch {
      return undefined;
    }
  },
  heard({ header, content, buffers }) {
    if (header.msg_type === "comm_msg") models.get(content.comm_id)?.heard(content.data, buffers);
  },
  told(state) {
    if (state === "connected") for (const [id, model] of models) askAgain(id, model);
    window.dispatchEvent(new CustomEvent("cjm:line", { detail: { state } }));
  },
});

/**
 * What was said since the page was made, or while the line was away. A state with a revision belongs to a module that
 * asks for what it missed. @param {string} id @param {Model} model
 */
function askAgain(id, model) {
  if (model.get("revision") === undefined) line.send("comm_msg", { comm_id: id, data: { method: "request_state" } });
}

/** @param {HTMLScriptElement} script */
async function draw(script) {
  /** @type {{ id: string, state: Record<string, any> }} */
  const { id, state } = JSON.parse(script.textContent ?? "");
  const model = new Model(state, (data, buffers) => line.send("comm_msg", { comm_id: id, data }, buffers));
  models.set(id, model);
  const { default: widget } = await import(new URL(script.dataset.module ?? "", document.baseURI).href);
  await widget.initialize?.({ model });
  const el = h("div");
  const output = /** @type {HTMLElement} */ (script.parentElement);
  output.replaceChildren(el);
  try {
    await widget.render({ model, el });
    delete output.dataset.cjmUndrawn;
  } catch (error) {
    output.replaceChildren();
    throw error;
  }
}

let hasSaid = false;
function leave() {
  hasSaid = navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}`);
}
// Before the next page is asked for, which may need this one's place; who stays keeps the process by the open line.
// page.js has listened before, and lets nobody hear of it when the browser has to ask.
window.addEventListener("beforeunload", leave);
window.addEventListener("pagehide", () => hasSaid || leave()); // a phone says nothing before
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload(); // its process has ended
});

/** @type {NodeListOf<HTMLScriptElement>} */
const written = document.querySelectorAll(WIDGET);
if (written.length) line.open();
for (const script of written) {
  const output = /** @type {HTMLElement} */ (script.parentElement);
  draw(script).catch((error) => {
    output.dataset.cjmUndrawn = "failed";
    console.error(error);
  });
}
