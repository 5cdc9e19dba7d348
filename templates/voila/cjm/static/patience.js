/**
 * A busy computer needs longer than the libraries of the front end allow for. Two of their limits would leave a page
 * without a working form for good, though all that it needs arrives a moment later:
 *
 * - anywidget gives a form two seconds to load its script; after that the form is drawn, but never hears anything.
 * - ipywidgets looks for a form for two seconds and then writes that there is none, without a last look.
 */

const PATIENCE = 120_000; // ms
const LOOK_EVERY = 100; // ms
const OUTPUT = 'main .output > script[type="application/vnd.voila.cell-output+json"]';
const VIEW = "application/vnd.jupyter.widget-view+json";
const NOT_FOUND = "Error displaying widget";

const timeout = AbortSignal.timeout;
AbortSignal.timeout = (wait) => timeout.call(AbortSignal, Math.max(wait, PATIENCE));

/** @type {Map<HTMLElement, string>} where a form belongs, and its id */
const forms = new Map();
for (const script of document.querySelectorAll(OUTPUT)) {
  const id = JSON.parse(script.textContent ?? "{}").data?.[VIEW]?.model_id;
  if (id && script.parentElement) forms.set(script.parentElement, id);
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

const watch = new MutationObserver(() => {
  for (const [output, id] of forms) {
    if (!output.textContent?.startsWith(NOT_FOUND)) continue;
    forms.delete(output);
    draw(output, id).catch((error) => console.error(error));
  }
});
const main = document.querySelector("main");
if (main && forms.size) watch.observe(main, { childList: true, subtree: true, characterData: true });
