// Making and changing elements. Text goes in as text only, so nothing that people typed is read as markup.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  up: "M12 19V6m-6 6 6-6 6 6",
  down: "M12 5v13m-6-6 6 6 6-6",
  remove: "M6 6l12 12M18 6 6 18",
  open: "m9 5 7 7-7 7",
  add: "M12 5v14M5 12h14",
  handle: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
};
// two copies of this module on one page must not hand out the same ids
const seed = Math.random().toString(36).slice(2, 6);
let last = 0;

/** @typedef {Node | string | null | undefined | false} Child what is nothing, or an empty text, is left out */
/**
 * @typedef {Record<string, unknown>} Attributes "on…" names listen; undefined, null and false are left out, true gives
 *   an empty attribute
 */

/**
 * An HTML element with its attributes and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  return filledWith(document.createElement(tag), attributes, children);
}

/**
 * An SVG element with its attributes and children.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes = {}, ...children) {
  return filledWith(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * A heading; none is deeper than h6.
 * @param {number} level
 * @param {Attributes} [attributes]
 * @param {...Child} children
 */
export function heading(level, attributes, ...children) {
  return h(/** @type {"h6"} */ (`h${Math.min(level, 6)}`), attributes, ...children);
}

/**
 * @template {Element} Made
 * @param {Made} element
 * @param {Attributes} attributes
 * @param {(Child | Child[])[]} children
 */
function filledWith(element, attributes, children) {
  setAttributes(element, attributes);
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/**
 * @param {Element} element
 * @param {Attributes} attributes what is nothing is taken away; what stands already is not touched
 */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else {
      const text = value === true ? "" : String(value);
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
}

/**
 * Puts a text into an element, touching it only if it says something else: a live region speaks once.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A small picture for a button; its meaning stands in the button's name.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: `cjm-icon cjm-icon-${name}`, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** Words that are heard but not seen. @param {string} text */
export function heard(text) {
  return h("span", { class: "cjm-heard" }, text);
}

/** An id that no other element of the page has. */
export function uid() {
  last += 1;
  return `cjm-${seed}-${last}`;
}

/**
 * Brings the children of an element into an order without moving the one that holds focus:
 * an element that is moved in the document loses focus, and with it the caret.
 * @param {Element} parent
 * @param {Element[]} nodes all its children, in their new order
 * @param {Element | null} active what has focus
 */
export function arrange(parent, nodes, active) {
  for (const child of [...parent.children]) if (!nodes.includes(child)) child.remove();
  const kept = nodes.findIndex((node) => active !== null && node.contains(active) && node.parentNode === parent);
  const before = kept < 0 ? [] : nodes.slice(0, kept);
  for (const [at, node] of before.entries()) {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at]);
  }
  for (let at = nodes.length - 1; at > kept; at -= 1) {
    const next = nodes[at + 1] ?? null;
    if (nodes[at].parentNode !== parent || nodes[at].nextElementSibling !== next) parent.insertBefore(nodes[at], next);
  }
}
