// Regions that scroll by themselves: whoever has no mouse reaches them with the Tab key, as long as they do scroll.

import { setAttributes } from "./dom.js";
import { withNextFrame } from "./timing.js";

/**
 * @param {HTMLElement} region
 * @param {string} [label] where it has no name of its own
 * @returns {() => void} no more
 */
export function reachable(region, label) {
  const look = () => {
    const { overflowX, overflowY } = getComputedStyle(region);
    const beyond = (/** @type {number} */ inside, /** @type {number} */ seen, /** @type {string} */ overflow) => inside > seen + 1 && /auto|scroll/.test(overflow);
    const scrolls = beyond(region.scrollHeight, region.clientHeight, overflowY) || beyond(region.scrollWidth, region.clientWidth, overflowX);
    if (scrolls || document.activeElement === region) setAttributes(region, { tabindex: 0, ...(label && { role: "region", "aria-label": label }) });
    else setAttributes(region, { tabindex: null, ...(label && { role: null, "aria-label": null }) });
  };
  const later = withNextFrame(look);
  const size = new ResizeObserver(look); // which looks at once, when the page has been laid out
  const content = new MutationObserver(later.ask);
  size.observe(region);
  content.observe(region, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["hidden", "open"] });
  return () => {
    later.stop();
    size.disconnect();
    content.disconnect();
  };
}
