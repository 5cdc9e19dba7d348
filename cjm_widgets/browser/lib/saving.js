// A file that was made, put with what somebody has downloaded.

import { h } from "./dom.js";

const KEPT = 60_000; // until the browser has surely read it

/** @param {Blob} file @param {string} name */
export function saveAs(file, name) {
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
