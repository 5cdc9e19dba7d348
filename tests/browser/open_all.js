/**
 * Opens one thing after the other on a page that is unfolded already: tabs, cards, tokens, panels, views and papers.
 * Gives whatever on the page would carry out words that people typed, after each of them.
 */
async () => {
  const drawn = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const found = new Set();
  const address = /^[\s\u0000-\u0020]*(javascript|vbscript|data:text)/i;

  const look = () => {
    for (const one of document.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        if (name.startsWith("on") || name === "srcdoc" || (/^(xlink:)?href$|src$|action$/.test(name) && address.test(value)))
          found.add(`${one.tagName} ${name}=${value}`);
      }
    }
    for (const one of document.querySelectorAll("img, iframe, object, embed, base")) found.add(one.outerHTML);
    for (const one of document.querySelectorAll("script")) {
      if (!one.type.endsWith("json") && /ran\s*=/.test(one.textContent)) found.add(one.outerHTML);
    }
  };

  window.print = () => {
    dispatchEvent(new Event("beforeprint"));
    look();
    dispatchEvent(new Event("afterprint"));
  };
  look();
  const seen = (one) => one.isConnected && (one.checkVisibility() || one.closest("details.panel"));
  const printed = new Set();
  const print = () => {
    for (const one of document.querySelectorAll("main button")) {
      if (printed.has(one) || !seen(one) || !one.textContent.startsWith("Print")) continue;
      printed.add(one);
      one.click();
    }
  };
  const openers = '[role=tab], [aria-expanded="false"], .cjm-picture button[aria-pressed="false"], .papers:not(.taking *) button';
  for (const one of document.querySelectorAll(`${openers}, .token[role=slider]`)) {
    if (!seen(one)) continue;
    if (one.matches("[role=slider]")) {
      one.focus();
      one.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));
    } else one.click();
    await drawn();
    print();
    look();
    // what shows the map in another way is put back, or it would hide all that comes after
    if (one.matches('[aria-pressed="true"]')) one.click();
  }
  print();
  for (const box of document.querySelectorAll(".map-bar select, .map-bar input[type=radio]")) {
    for (const option of box.options ?? [box]) {
      if (box.options) box.value = option.value;
      else box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
      await drawn();
      look();
    }
  }
  return [...found];
}
