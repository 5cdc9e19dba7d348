// Runs before the first paint, so that a page chosen dark never flashes light, and what was folded last time never
// opens for a moment. Not a module: those wait for the document.
(() => {
  /** @param {string} key */
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a browser that keeps nothing follows the system, and opens what the page opens
    }
  };
  const choice = kept("cjm-theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;

  new MutationObserver((_, watch) => {
    const fold = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-why]"));
    if (!fold) return;
    watch.disconnect();
    const how = kept(`cjm:why:${document.body.dataset.page}`);
    if (how) fold.open = how === "open";
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
