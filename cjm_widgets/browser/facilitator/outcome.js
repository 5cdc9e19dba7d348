// What became of something that was done for several teams.

import { make } from "../page/slots.js";

/**
 * Why something was not done for some teams.
 * @param {{ title: string, say: string }[]} failed
 */
export function failures(failed) {
  return failed.map(({ title, say }) => make("li", {}, [make("b", {}, [title]), `: ${say}`]));
}
