/** What is drawn in the cells of the map, as sentences for whoever does not see it. */

const ENDED = /[.!?…:;]["”’»)\]\u2069]*$/;
const SILENT = "svg, button, [aria-hidden='true']";
const ALONE = "p, li, figure, tr, small, h3, .moment, .solution";
const APART = "p, li, b, small, blockquote, figcaption, .name";

/**
 * Each thing that is drawn as a paragraph of sentences.
 * @param {Node[]} nodes
 * @returns {string[]}
 */
export function inSentences(nodes) {
  return nodes.flatMap(paragraphs).map((pieces) => pieces.map(ended).join(" "));
}

/** A sentence ends with a stop. @param {string} words */
export function ended(words) {
  return ENDED.test(words) ? words : `${words}.`;
}

/** @param {Node} node @returns {string[][]} */
function paragraphs(node) {
  if (!(node instanceof Element)) return some(clean(node.textContent));
  if (node.matches(SILENT)) return [];
  if (node.matches("table")) return lines(/** @type {HTMLTableElement} */ (node));
  if (node.matches(ALONE)) return some(...pieces(node));
  return [...node.childNodes].flatMap(paragraphs);
}

/** @param {...string} told @returns {string[][]} */
function some(...told) {
  const said = told.filter(Boolean);
  return said.length ? [said] : [];
}

/**
 * What is said in turn within one paragraph: what stands apart in the picture is a sentence of its own.
 * @param {Element} element
 */
function pieces(element) {
  /** @type {string[]} */ const told = [];
  let open = "";
  const end = () => {
    for (const piece of open.split("\n").map(clean).filter(Boolean)) {
      const before = piece.startsWith("(") ? told.pop() : ""; // a bracket is about what stands before it
      told.push(before ? `${before} ${piece}` : piece);
    }
    open = "";
  };
  /** @param {Node} node */
  const go = (node) => {
    if (!(node instanceof Element)) open += node.textContent;
    else if (!node.matches(SILENT)) {
      const apart = node.matches(APART);
      if (apart) end();
      if (node.matches("blockquote")) open += `“${clean(node.textContent)}”`;
      else node.childNodes.forEach(go);
      if (apart) end();
    }
  };
  element.childNodes.forEach(go);
  end();
  return told;
}

/** Each line of a table, every figure after the heading of its column. @param {HTMLTableElement} table */
function lines(table) {
  const [head, ...rows] = table.rows;
  const heads = [...head.cells].map(({ textContent }) => clean(textContent));
  return rows.flatMap(({ cells }) => {
    const all = [...cells];
    const names = all.filter((cell) => cell.tagName === "TH").map(({ textContent }) => clean(textContent));
    const figures = all.flatMap((cell, at) => (cell.tagName === "TD" && clean(cell.textContent) ? [`${heads[at]}: ${clean(cell.textContent)}`] : []));
    return some(names.filter(Boolean).join(", "), ...figures);
  });
}

/** @param {string | null} text */
function clean(text) {
  return (text ?? "").replace(/[^\S\n]+/g, " ").trim();
}
