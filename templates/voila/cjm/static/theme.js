// Runs before the first paint, so that a page chosen dark never flashes light. Not a module: those wait for the document.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("cjm-theme");
  } catch {
    // A browser that keeps nothing follows the system.
  }
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
})();
