/** Making and patching elements. Text goes in as text only, so nothing that people typed is read as markup. */

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

/**
 * An element with its attributes and children.
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; "on…" names listen; undefined and false are left out
 * @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A small picture for a button; its meaning stands in the button's name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `cjm-icon cjm-icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** An id that no other element on the page has. */
export function uid() {
  last += 1;
  return `cjm-${seed}-${last}`;
}

/** Words that are heard but not seen. */
export function heard(text) {
  return h("span", { class: "cjm-heard" }, text);
}

/** Put a text into an element, touching it only if it says something else. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Set an attribute, or take it away where the value is empty. */
export function setAttribute(element, name, value) {
  if (value === "" || value === undefined || value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/**
 * Bring the children of an element into an order without moving the one that holds focus:
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

/** Parts of an id path, joined; empty parts fall out. */
export function join(...parts) {
  return parts.filter((part) => part !== "").join("/");
}
