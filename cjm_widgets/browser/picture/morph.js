/**
 * Brings what stands on the page to what should stand there, and leaves alone what is already right, so that focus,
 * scrolling and what somebody is typing stay where they are. Elements with the same data-key are the same.
 */

/**
 * @param {Element} stands
 * @param {Element} wanted  is used up
 */
export function morph(stands, wanted) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const inside = focused !== null && stands.contains(focused);
  become(stands, wanted);
  if (inside && focused.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

/**
 * @param {Element} stands
 * @param {Element} wanted
 */
function become(stands, wanted) {
  if (stands.hasAttribute("data-editing") || stands.isEqualNode(wanted)) return;
  for (const { name } of [...stands.attributes]) if (!wanted.hasAttribute(name)) stands.removeAttribute(name);
  for (const { name, value } of [...wanted.attributes]) if (stands.getAttribute(name) !== value) stands.setAttribute(name, value);
  children(stands, wanted);
}

/**
 * @param {Element} stands
 * @param {Element} wanted
 */
function children(stands, wanted) {
  const keyed = new Map([...stands.children].flatMap((child) => (keyOf(child) ? [[keyOf(child), child]] : [])));
  let at = stands.firstChild;
  for (const next of [...wanted.childNodes]) {
    const key = keyOf(next);
    /** @type {Node | null | undefined} */
    let found = key ? keyed.get(key) : at;
    if (!key && found && keyOf(found)) found = null;
    if (!found || found.nodeName !== next.nodeName) {
      stands.insertBefore(next, at);
      continue;
    }
    if (found === at) at = at.nextSibling;
    else stands.insertBefore(found, at);
    if (found instanceof Element) become(found, /** @type {Element} */ (next));
    else if (found.nodeValue !== next.nodeValue) found.nodeValue = next.nodeValue;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof Element ? (node.getAttribute("data-key") ?? "") : "";
}
