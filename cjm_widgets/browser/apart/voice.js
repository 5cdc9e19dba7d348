// As whom this device speaks: asked once, calmly, where the rating apart begins, and folded away once it is answered.

import { h, setText, uid } from "../lib/dom.js";
import { ANSWERS, speaksAs } from "./speaks_as.js";

const WHY = "Say it once for this device. After the reveal, each voice of three people or more has a curve, and no page shows which is yours. Where all of you speak as the same, it is plain. It is kept in the workbook’s folder beside your ratings, under a random number and not your name. Who has the folder could read it; downloaded maps leave it out.";

/**
 * @param {HTMLElement} root
 * @param {import("./apart.js").Host} host
 */
export function createVoice(root, host) {
  const name = uid();
  const said = h("span");
  const summary = h("summary", {}, said);
  const boxes = ANSWERS.map(([value, words, more]) => {
    const box = h("input", { type: "radio", name, value });
    box.addEventListener("change", () => host.edit(`voices/${host.apart()?.person}/speaks_as`, value));
    return { box, element: h("label", { class: "cjm-voice-answer" }, box, h("span", {}, h("b", {}, words), h("small", {}, more))) };
  });
  const asked = h("fieldset", {}, h("legend", {}, "As whom do you speak?"), h("p", {}, WHY), ...boxes.map(({ element }) => element));
  const folded = h("details", { class: "cjm-voice", open: true }, summary, asked);
  const status = h("p", { class: "soft", role: "status" });
  root.append(folded, status);
  let before = /** @type {import("./speaks_as.js").SpeaksAs | null | undefined} */ (undefined);

  return {
    update() {
      const person = host.apart()?.person;
      folded.hidden = !person;
      const now = host.journey().voices?.find(({ id }) => id === person)?.speaks_as ?? null;
      if (now === before) return;
      // what one has just chosen stays in sight until one comes back to the page
      if (before === undefined && now) folded.open = false;
      setText(said, now ? speaksAs(now) : "As whom do you speak?");
      if (before !== undefined) setText(status, `${speaksAs(now)}. You can change it until the reveal.`);
      for (const { box } of boxes) box.checked = box.value === now;
      before = now;
    },
  };
}
