// What takes letters: a field that has the focus keeps the keys that are typed.

const NO_TEXT = ["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"];

/** @param {any} element */
export function isText(element) {
  if (element?.isContentEditable || element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !NO_TEXT.includes(element.type);
}

/** A list to choose from takes letters too: it goes to what begins with them. @param {any} element */
export const takesLetters = (element) => isText(element) || element instanceof HTMLSelectElement;
