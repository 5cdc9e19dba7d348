/** The map on one sheet of A3 across: wide enough for its words, small enough for the sheet. */

const PX_PER_MM = 96 / 25.4;
const SHEET = { width: (420 - 24) * PX_PER_MM, height: (297 - 24) * PX_PER_MM };
const LARGEST = 1.5;
const SMALLEST = 0.3;
const STEP = 0.05;
const BLEED = 14; // the table's outer gaps
const ABOVE = 70; // the page's own heading

/**
 * @param {HTMLElement} map
 * @param {HTMLElement} scroll
 * @param {HTMLElement} table
 * @returns {() => void}  stops fitting
 */
export function fitToPaper(map, scroll, table) {
  function fit() {
    map.classList.add("on-paper");
    let zoom = LARGEST;
    while (zoom > SMALLEST && !fits(zoom)) zoom -= STEP;
    map.style.setProperty("--on-paper", zoom.toFixed(2));
    map.style.setProperty("--sheet", `${SHEET.width / zoom}px`);
  }

  /** @param {number} zoom */
  function fits(zoom) {
    map.style.setProperty("--sheet", `${SHEET.width / zoom}px`);
    const wide = (table.scrollWidth - BLEED) * zoom <= SHEET.width;
    return wide && map.scrollHeight * zoom <= SHEET.height - ABOVE;
  }

  function back() {
    map.classList.remove("on-paper");
    map.style.removeProperty("--on-paper");
    map.style.removeProperty("--sheet");
  }

  window.addEventListener("beforeprint", fit);
  window.addEventListener("afterprint", back);
  return () => {
    window.removeEventListener("beforeprint", fit);
    window.removeEventListener("afterprint", back);
  };
}
