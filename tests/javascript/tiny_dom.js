// As much of a document as a picture needs to be drawn in: elements with attributes and children.

class Element {
  children = [];
  attributes = {};
  listeners = [];

  constructor(tag) {
    this.tag = tag;
  }
  append(...nodes) {
    this.children.push(...nodes);
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  addEventListener(name) {
    this.listeners.push(name);
  }
  /** All elements in it that have a class. */
  all(name) {
    const own = this.children.filter((child) => child instanceof Element);
    return own.flatMap((child) => [...((child.attributes.class ?? "").split(" ").includes(name) ? [child] : []), ...child.all(name)]);
  }
  get text() {
    return this.children.map((child) => (child instanceof Element ? child.text : child)).join("");
  }
}

globalThis.document = { createElement: (tag) => new Element(tag), createElementNS: (_, tag) => new Element(tag) };

/** Parts of a picture in one element, to look into. */
export function drawn(parts) {
  const box = new Element("box");
  box.append(...parts);
  return box;
}
