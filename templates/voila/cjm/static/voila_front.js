/**
 * Beside Voilà's own front end, which draws the workbooks that show other widgets than ours: what page.js wants to
 * know of it, and the patience that it lacks.
 *
 * A busy computer needs longer than its libraries allow for. Two of their limits would leave a page without a working
 * form for good, though all that it needs arrives a moment later:
 *
 * - anywidget gives a form two seconds to load its script; after that the form is drawn, but never hears anything.
 * - ipywidgets looks for a form for two seconds and then writes that there is none, without a last look.
 */

const PATIENCE = 120_000; // ms
const LOOK_EVERY = 100; // ms
const OUTPUT = "main .output[data-cjm-undrawn]";
const VIEW = "application/vnd.jupyter.widget-view+json";
const NOT_YET = /^(Loading widget|Error displaying widget)/; // what it writes where the form is not there (yet)
const NOT_FOUND = "Error displaying widget";
const NO_FORM = ".jupyter-widgets-error-widget"; // and where it could not be drawn
const DEAD = new Set(["dead", "restarting", "autorestarting", "terminating"]);

const timeout = AbortSignal.timeout;
AbortSignal.timeout = (wait) => timeout.call(AbortSignal, Math.max(wait, PATIENCE));

const outputs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(OUTPUT)]);

/** @type {Map<HTMLElement, string>} where a form belongs, and its id */
const forms = new Map();
for (const output of outputs) {
  const id = JSON.parse(output.querySelector(":scope > script")?.textContent ?? "{}").data?.[VIEW]?.model_id;
  if (id) forms.set(output, id);
}

/** Draws a form that the front end has given up on, as soon as it is there. @param {HTMLElement} output @param {string} id */
async function draw(output, id) {
  const until = Date.now() + PATIENCE;
  let manager;
  while (!(manager = /** @type {any} */ (window).jupyterapp?.widgetManager)?.has_model(id)) {
    if (Date.now() > until) return; // then the page loads itself again
    await new Promise((later) => setTimeout(later, LOOK_EVERY));
  }
  const view = await manager.create_view(await manager.get_model(id));
  output.replaceChildren();
  view.luminoWidget.constructor.attach(view.luminoWidget, output);
}

function look() {
  for (const output of outputs) {
    const id = forms.get(output);
    if (id && output.textContent?.startsWith(NOT_FOUND)) {
      forms.delete(output);
      draw(output, id).catch((error) => console.error(error));
    }
    const isDrawn = output.childElementCount > 0 && !output.querySelector(":scope > script") && !NOT_YET.test(output.textContent?.trim() ?? "");
    if (output.querySelector(NO_FORM)) output.dataset.cjmUndrawn = "failed";
    else if (isDrawn) delete output.dataset.cjmUndrawn;
  }
}
const main = document.querySelector("main");
if (main && outputs.length) new MutationObserver(look).observe(main, { childList: true, subtree: true, characterData: true });
look();

/** Says what the line to the page's process is. */
const find = setInterval(() => {
  const app = /** @type {any} */ (window).jupyterapp;
  if (!app) return;
  // The front end names its hidden shell "main" as well: an id belongs to one element.
  if (app.shell.id === "main") app.shell.id = "jupyter-shell";
  const kernel = app.widgetManager?.kernel;
  if (!kernel) return;
  clearInterval(find);
  /** @param {string} state */
  const tell = (state) => window.dispatchEvent(new CustomEvent("cjm:line", { detail: { state } }));
  const heard = () => {
    if (DEAD.has(kernel.status) || kernel.connectionStatus === "disconnected") tell("lost");
    else tell(kernel.connectionStatus === "connected" ? "connected" : "connecting");
  };
  kernel.connectionStatusChanged.connect(heard);
  kernel.statusChanged.connect(heard);
  kernel.disposed.connect(() => tell("lost"));
  heard();
}, 100);
