// What became of something that was done for several teams.

import { h } from "../lib/dom.js";

/**
 * Why something was not done for some teams.
 * @param {{ title: string, say: string }[]} failed
 */
export function failures(failed) {
  return failed.map(({ title, say }) => h("li", {}, [h("b", {}, [title]), `: ${say}`]));
}
