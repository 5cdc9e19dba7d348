// Draws the heart monitors that come in, one a line with the steps of its journey, and says what somebody reads off each with a ruler: the map's own
// picture, its points measured against the figures at its own axis.

import { createInterface } from "node:readline";
import { drawn } from "../javascript/tiny_dom.js";
import { columnsOf } from "../../cjm_widgets/browser/picture/map_columns.js";
import { curveCell } from "../../cjm_widgets/browser/picture/map_curve.js";

const all = (element, tag) => element.children.flatMap((child) => (child.tag ? [...(child.tag === tag ? [child] : []), ...all(child, tag)] : []));
const figure = (text) => Number(text.replace("−", "-").replace(/[^\d.+-]/g, ""));

/** What stands at a height: between the figures that stand at the axis. */
function ruler(picture) {
  const [scale] = picture.all("ticks");
  const ticks = scale.children.map((tick) => ({ y: parseFloat(tick.attributes.style.slice("top:".length)), value: figure(tick.text) }));
  const [one, other] = [ticks[0], ticks.at(-1)];
  return (y) => one.value + ((y - one.y) * (other.value - one.value)) / (other.y - one.y);
}

function read(picture, steps) {
  const at = ruler(picture);
  const column = (x) => (parseFloat(x) * steps) / 100 - 0.5;
  const curves = picture.all("dots").map((dots) => ({
    rater: dots.attributes["data-rater"],
    points: dots.all("spot").map(({ attributes: { x, y }, children }) => {
      const look = all({ children }, "path")[0].attributes.class;
      const [basis = "wanted"] = ["assumed", "reported", "measured"].filter((one) => look.includes(one));
      return { at: column(x), y: Number(y), value: at(Number(y)), basis };
    }),
  }));
  const lines = picture.all("curve").map((curve) => ({
    rater: curve.attributes["data-rater"],
    ends: all(curve, "line").map(({ attributes: { x1, y1, x2, y2 } }) => [[column(x1), Number(y1)], [column(x2), Number(y2)]]),
  }));
  return { scale: picture.attributes["data-scale"], curves, lines };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { steps, monitor } = JSON.parse(line);
  const pictures = drawn(curveCell(columnsOf({ steps, stages: [] }), monitor, "")).all("of-scale");
  console.log(JSON.stringify(pictures.map((picture) => read(picture, steps.length))));
}
