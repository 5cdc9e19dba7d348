/**
 * Opens what is folded away: every `details`, and the first item of each list whose items open one by one; also those
 * that come to light inside others. The first tab of a row of tabs is open by itself. The sheets above the map lie over
 * each other, and of these one is open at a time.
 * @param {number} sheet  which of them, from 0; -1: none
 */
async (sheet) => {
  const drawn = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const sheets = [...document.querySelectorAll("details.panel")];
  sheets.forEach((one, at) => (one.open = at === sheet));
  for (let round = 0; round < 6; round += 1) {
    const folds = [...document.querySelectorAll("main details:not([open], .panel), aside details:not([open])")];
    const items = [...document.querySelectorAll('li:first-child > .cjm-head .cjm-toggle[aria-expanded="false"]')];
    const shut = [...folds, ...items].filter((one) => one.checkVisibility());
    if (shut.length === 0 && round > 0) return;
    for (const fold of folds) fold.open = true;
    for (const item of items) item.click();
    await drawn();
  }
  throw new Error("Something folds itself away again.");
}
