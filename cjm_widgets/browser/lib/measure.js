// How wide a text is, before it stands on the page.

import { h } from "./dom.js";

const AVERAGE = 0.56; // of the size of the letters, where nothing can be measured

/**
 * @param {number} size  of the letters, in px
 * @param {string} family
 * @param {number} [weight]
 * @returns {(text: string) => number} in px, rather too wide than too narrow
 */
export function measuring(size, family, weight = 400) {
  const context = h("canvas").getContext("2d");
  if (!context) return (text) => text.length * size * AVERAGE;
  context.font = `${weight} ${size}px ${family}`;
  return (text) => context.measureText(text).width * 1.03;
}
