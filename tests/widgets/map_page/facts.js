// What the drawing of the map says, piece by piece with the step it is said of, and what the outline says.

const DRAWN = "table.map td, table.map tr:not([data-layer=stages], [data-layer=steps]) > th[scope=row] > :is(a, span), table.map th.step, table.map th.stage, .cjm-map > .apart section details > *, .loose > *, .cjm-map > .length, .cjm-map > .rests > *, .cjm-coverage li";
const NONE = "button, svg, [aria-hidden=true], summary, .unseen[role=status], .basis:is(li), .kind > a, .cjm-scroll :is(caption, thead th:nth-child(-n + 2))";
const COLUMNS = "td[data-key], th.step[data-key]";

/** Every text that is drawn: [layer, step or "", words]. */
window.drawnFacts = () => {
  const ids = [...document.querySelectorAll("table.map th.step")].map((one) => one.dataset.key);
  const facts = [];
  for (const part of document.querySelectorAll(DRAWN)) {
    if (part.closest(NONE)) continue;
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode;
      if (text.parentElement.closest(NONE)) continue;
      const layer = text.parentElement.closest("[data-layer]")?.dataset.layer ?? "";
      const figure = text.parentElement.closest(".figures > li");
      const column = text.parentElement.closest(COLUMNS);
      const step = figure ? ids[[...figure.parentElement.children].indexOf(figure)] : column?.matches(":not([colspan])") ? column.dataset.key : "";
      for (const line of text.data.split("\n")) if (line.trim()) facts.push([layer, ids.includes(step) ? step : "", line.trim()]);
    }
  }
  return facts;
};

/** What the outline says of each layer at each step, as "layer step", and under "" all of it; without one layer. */
window.outlined = (without = "") => {
  const whole = document.querySelector(".outline").cloneNode(true);
  for (const part of whole.querySelectorAll(`[data-key="${without}"]`)) part.remove();
  const told = { "": "" };
  for (const one of whole.querySelectorAll("h2, h3, h4, li, p")) {
    const keys = [];
    for (let part = one.closest("[data-key]"); part; part = part.parentElement.closest("[data-key]")) keys.push(part.dataset.key);
    const step = keys.find((key) => key.startsWith("step "))?.slice(5) ?? "";
    const places = keys.flatMap((key) => [`${key} `, `${key} ${step}`]);
    for (const place of new Set(["", `steps ${step}`, ...places])) told[place] = `${told[place] ?? ""}\n${one.textContent}`;
  }
  return told;
};
