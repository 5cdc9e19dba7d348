// Where something was done on this page: brought into view, with the focus where one would go on.

import { aboutToShow } from "../lib/showing.js";

/**
 * @param {string} path
 * @param {{ focus(path: string): boolean } | null} form
 */
export function show(path, form) {
  const place = path.replace("/@after", "");
  aboutToShow(place);
  const active = document.activeElement;
  const part = active?.closest(".cjm-part:not(.cjm-part-form)");
  // in a picture one stays in the picture, if what was done can be seen there
  if (part && bring(spots(part, place), true)) return;
  if (form?.focus(place) || form?.focus(place.slice(0, place.lastIndexOf("/")))) return bring([document.activeElement], false);
  bring(spots(document, place), active === null || active === document.body);
}

/** @param {ParentNode} within @param {string} place */
function spots(within, place) {
  const [, id = "none"] = place.split("/");
  const marks = [`[data-path="${CSS.escape(place)}"]`, `[data-item="${CSS.escape(place)}"]`, `[role=slider]:is([data-id="${CSS.escape(id)}"], [data-step="${CSS.escape(id)}"])`];
  return marks.flatMap((mark) => [...within.querySelectorAll(mark)]);
}

/** @param {(Element | null)[]} found @param {boolean} focus @returns {boolean} */
function bring(found, focus) {
  const seen = /** @type {HTMLElement | undefined} */ (found.find((one) => one?.checkVisibility()));
  if (!seen) return false;
  const target = /** @type {HTMLElement | null} */ (seen.matches("[tabindex], input, select, textarea, button") ? seen : seen.querySelector("button, input, select, textarea"));
  if (focus) target?.focus({ preventScroll: true });
  seen.scrollIntoView({ block: "nearest" });
  return true;
}
