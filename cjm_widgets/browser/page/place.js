// Where a person was on the page, kept over a reload that the page itself asks for.

import { inTab } from "../lib/browser.js";
import { AT } from "./finder.js";
import { show } from "./show.js";

const KEY = "cjm:place";

/** @param {HTMLElement} root @param {any} form */
export function rememberPlace(root, form) {
  const active = document.activeElement;
  const control = active instanceof HTMLElement ? active.closest("[data-path]") : null;
  const text = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement ? active : null;
  const place = {
    page: location.pathname + location.search,
    path: control?.getAttribute("data-path") ?? null,
    caret: caretOf(text),
    open: form?.open ?? null,
    scroll: window.scrollY,
  };
  inTab.set(KEY, JSON.stringify(place));
}

/** @param {HTMLElement} root @param {any} form */
export function returnToPlace(root, form) {
  const kept = inTab.get(KEY);
  if (!kept) return toFound(form) || toCurve();
  inTab.set(KEY, "");
  const place = JSON.parse(kept);
  if (place.page !== location.pathname + location.search) return;
  if (form && place.open) form.open = place.open;
  requestAnimationFrame(() => {
    if (form && place.path && form.focus(place.path)) {
      const active = document.activeElement;
      if (place.caret !== null && (active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement)) {
        active.setSelectionRange(place.caret, place.caret);
      }
    }
    window.scrollTo({ top: place.scroll });
  });
}

/** To what was found from another page (finder.js): once, so that the page loads again as any other. @param {any} form */
function toFound(form) {
  if (!location.hash.startsWith(AT)) return false;
  const path = decodeURIComponent(location.hash.slice(AT.length));
  history.replaceState(null, "", location.pathname + location.search);
  requestAnimationFrame(() => show(path, form));
  return true;
}

/** To the curve of the survey that the address names, or what else it says: no browser finds what is drawn after the page is there. */
function toCurve() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name) return;
  const drawn = [...document.querySelectorAll(".cjm-part-monitor .picture")];
  const curve = drawn.find((one) => one.getAttribute("aria-label")?.includes(name));
  const folds = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".cjm-part-surveys summary")]);
  const fold = curve ? undefined : folds.find((one) => one.textContent?.startsWith(name));
  fold?.click(); // as somebody opens it, so that it stays open
  requestAnimationFrame(() => (curve ?? fold ?? drawn[0])?.scrollIntoView({ block: "center" }));
}

/** @param {HTMLTextAreaElement | HTMLInputElement | null} text */
function caretOf(text) {
  try {
    return text?.selectionStart ?? null;
  } catch {
    return null;
  }
}
