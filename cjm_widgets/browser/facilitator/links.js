// The links of the teams: to be copied, to be read by a phone's camera, and as a sheet to hand out.

import { h, svg } from "../lib/dom.js";
import { layOut, layOnPrint } from "../picture/paper.js";

/** @typedef {import("./types.js").Host} Host @typedef {import("../lib/messages.js").Link} Link */

const QUIET = 4; // modules of white around the code, which a camera needs

export const ALONE =
  "Others cannot reach this computer yet, so there is no link to hand out. Stop the workbook with Ctrl+C and start it again with “--host 0.0.0.0” at the end of the command; each team then has a link here.";

/**
 * A QR code as one path: a square for each dark module.
 * @param {string[]} rows of 0 and 1 @param {string} name
 */
export function qrCode(rows, name) {
  const size = rows.length + 2 * QUIET;
  const dark = rows.flatMap((row, y) => Array.from(row.matchAll(/1+/g), (run) => `M${(run.index ?? 0) + QUIET} ${y + QUIET}h${run[0].length}v1h-${run[0].length}z`));
  return svg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, class: "cjm-qr", role: "img", "aria-label": name, "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#ffffff" }),
    svg("path", { d: dark.join(""), fill: "#000000" }),
  );
}

/** One team's link. @param {Host} host */
export function createLink(host) {
  const address = h("code", { class: "cjm-address" });
  const copy = h("button", { type: "button", class: "button quiet small" }, ["Copy"]);
  const code = h("div", { class: "cjm-qr-place" });
  const there = h("div", { hidden: true }, [h("p", { class: "cjm-link-row" }, [address, copy]), code]);
  const alone = h("p", { class: "soft" }, [ALONE]);
  const element = h("div", { class: "cjm-team-address" }, [there, alone]);
  let drawn = "";
  copy.addEventListener("click", () => void copied(address.textContent ?? "").then((done) => host.say(done ? "The link is copied." : "The link could not be copied. Select it and copy it yourself.")));
  return {
    element,
    /** @param {Link | undefined} found @param {string} title */
    update(found, title) {
      there.hidden = !found;
      alone.hidden = Boolean(found);
      if (!found || drawn === found.link) return;
      drawn = found.link;
      const [server, rest] = found.link.split(/(?=\/join\/)/);
      address.replaceChildren(server, h("wbr", {}), rest ?? "");
      copy.setAttribute("aria-label", `Copy the link of ${title}`);
      code.replaceChildren(qrCode(found.code, `QR code of the link of ${title}`));
    },
  };
}

/** @param {string} text */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text); // without https a browser has no clipboard to write to
  }
}

/** @param {string} text */
function copiedTheOldWay(text) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = h("textarea", { class: "unseen", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

/**
 * All links: a list to copy from, and a sheet for each team to print.
 * @param {HTMLElement} root @param {Host} host
 */
export function createHandouts(root, host) {
  const list = h("ul", { class: "cjm-links" });
  const print = h("button", { type: "button", class: "button" }, ["Print a sheet for each team"]);
  const there = h("div", { hidden: true }, [
    h("p", {}, ["A link opens the map of its team and no other. Everybody of a team uses the same one."]),
    list,
    h("p", { class: "row" }, [print]),
  ]);
  const alone = h("p", {}, [ALONE]);
  root.append(there, alone);
  /** @type {Record<string, Link>} */ let links = {};
  /** @type {Map<string, ReturnType<typeof createLink>>} */ const made = new Map();
  let asked = false;
  const stop = layOnPrint(() => {
    if (!asked) return null; // the page itself is printed
    asked = false;
    return layOut("cards", "cjm-handouts", ...teams().map(handout));
  });
  print.addEventListener("click", () => {
    asked = true;
    window.print();
  });

  function teams() {
    return [...host.state.teams.values()].filter(({ id }) => links[id]).sort((a, b) => a.title.localeCompare(b.title, "en", { numeric: true }));
  }

  /** @param {import("../lib/messages.js").Team} team */
  function handout({ id, title }) {
    return h("article", { class: "cjm-handout" }, [
      h("h2", {}, [title]),
      qrCode(links[id].code, ""),
      h("p", {}, ["Point the camera of your phone at the square, or type this address into a browser:"]),
      h("p", { class: "cjm-handout-link" }, [links[id].link]),
      h("p", { class: "cjm-handout-note" }, ["You must be in the same network as the facilitator’s computer. All you type is saved at once."]),
    ]);
  }

  return {
    /** @param {Record<string, Link>} found */
    linked(found) {
      links = found;
      const shown = teams();
      there.hidden = shown.length === 0;
      alone.hidden = shown.length > 0 || host.state.reached;
      list.replaceChildren(
        ...shown.map((team) => {
          const link = made.get(team.id) ?? createLink(host);
          made.set(team.id, link);
          link.update(found[team.id], team.title);
          return h("li", {}, [h("h3", {}, [team.title]), link.element]);
        }),
      );
    },
    destroy: stop,
  };
}
