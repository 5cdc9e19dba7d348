// Where nobody has come yet, and what usually keeps phones from a laptop, with the address to try.

import { h, setText } from "../lib/dom.js";
import { counted } from "../lib/words.js";

/** @param {HTMLElement} root @param {import("./types.js").Host} host */
export function createNobody(root, host) {
  const words = h("span", {});
  const where = h("p", {});
  const address = h("code", { class: "cjm-address" });
  const element = h("details", { class: "cjm-nobody", hidden: true }, [
    h("summary", {}, words),
    where,
    h("p", {}, "Type this address into the browser of one phone: ", address),
    h("ul", {}, [
      h("li", {}, h("b", {}, "It opens here but on no phone, and the phones use mobile data or another Wi-Fi: "), "put them in the same network as this computer."),
      h("li", {}, h("b", {}, "It is a guest Wi-Fi: "), "many keep devices apart, so that none reaches another. Use another network or a phone’s hotspot; start the workbook again, then hand the new links out."),
      h("li", {}, h("b", {}, "A firewall on this computer turns phones away: "), "let Python be reached from private networks. On a work computer, ask whoever looks after it."),
      h("li", {}, h("b", {}, "It opens on one phone and not on others: "), "the network is right; look at those phones’ Wi-Fi, and switch their VPN off."),
    ]),
  ]);
  root.append(element);
  /** @type {Set<string>} the teams of which somebody was here since this page was opened */
  const met = new Set();
  return {
    update() {
      const { teams, people, reached } = host.state;
      for (const [id, here] of Object.entries(people)) if (here.length) met.add(id);
      const waited = [...teams.values()].filter(({ id, link }) => link && !met.has(id));
      element.hidden = !reached || waited.length === 0;
      if (element.hidden) return;
      setText(words, `Nobody has come yet to ${waited.length} of ${counted(teams.size, "map")}: what keeps phones away`);
      setText(where, `Nobody yet: ${waited.map(({ title }) => `“${title}”`).join(", ")}.`);
      setText(address, waited[0].link ?? "");
    },
  };
}
