// The voices that one may speak as, and which of them is one's own, in words. Pure.

/** @typedef {NonNullable<import("../lib/model.js").Voice["speaks_as"]>} SpeaksAs */

/** @type {[SpeaksAs, string, string][]} */
export const ANSWERS = [
  ["customer", "Customer or carer", "You go through it, or somebody close to you does."],
  ["front-line", "Front line", "You meet customers at work."],
  ["behind-the-scenes", "Behind the scenes", "Your work makes it happen, and customers do not meet you."],
  ["manager", "Manager", "You lead those who do it."],
  ["unsaid", "I would rather not say", "Your ratings count in the room’s as all others do."],
];

/** @param {SpeaksAs | null | undefined} answer */
export function speaksAs(answer) {
  const words = ANSWERS.find(([value]) => value === answer)?.[1];
  if (!words) return "You have not said as whom you speak";
  return answer === "unsaid" ? "You would rather not say as whom you speak" : `You speak as: ${words}`;
}
