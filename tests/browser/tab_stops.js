/**
 * Looks at each stop that Tab makes, just before the next: the page then is as a person sees it.
 * Leaves `window.tabStops`.
 */
() => {
  const CONTROLS = 'button:not([aria-hidden="true"]), a[href], input:not([aria-hidden="true"]), select, textarea, summary, [role="slider"], [role="tab"], [tabindex="0"]';
  const TOGETHER = '[role="tablist"], [role="radiogroup"], [role="toolbar"], [role="grid"], [role="listbox"], [role="menu"]';
  const STOPS_IN = { date: 4, "datetime-local": 7, time: 4, month: 3 };
  const EDGE = 1.5; // px: rounding
  const LINES = 84; // px of what is tall that are enough: three lines of a text field, the head of a part that scrolls

  /** @type {Set<Element>} */
  const reached = new Set();
  /** @type {Map<string, string>} */
  const unseen = new Map();
  /** @type {Set<Element>} what could be used at any time */
  const offered = new Set();
  /** @type {Element[]} */
  let trail = [];
  let rounds = 0;

  /** @param {Element} it */
  function called(it) {
    const by = (it.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
    const name = it.getAttribute("aria-label") || by.join(" ").trim() || it.labels?.[0]?.textContent || it.textContent || "";
    const group = it.closest("[aria-labelledby], section, fieldset, li")?.className ?? "";
    return `${it.localName} “${name.replace(/\s+/g, " ").trim().slice(0, 60)}” (.${it.getAttribute("class") ?? ""} in .${group})`;
  }

  /** What carries the sight of a control: a radio button is often seen by its label only. @param {Element} it */
  function sight(it) {
    const box = it.getBoundingClientRect();
    const bare = box.width <= 2 || box.height <= 2 || getComputedStyle(it).opacity === "0";
    return (bare && it.labels?.[0]) || it;
  }

  /** The part of a box that no scrolling part of the page cuts off. @param {Element} it @param {DOMRect} box */
  function uncut(it, box) {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    let [wide, high] = [innerWidth, innerHeight];
    const cut = (l, t, r, b) => {
      [left, top, right, bottom] = [Math.max(left, l), Math.max(top, t), Math.min(right, r), Math.min(bottom, b)];
      [wide, high] = [Math.min(wide, r - l), Math.min(high, b - t)];
    };
    cut(0, 0, innerWidth, innerHeight);
    let fixed = getComputedStyle(it).position === "fixed";
    for (let up = it.parentElement; up && up !== document.body && !fixed; up = up.parentElement) {
      const style = getComputedStyle(up);
      fixed = style.position === "fixed";
      if (style.overflow === "visible" || style.display === "inline" || style.display === "contents") continue;
      const edge = up.getBoundingClientRect();
      cut(edge.left, edge.top, edge.right, edge.bottom);
    }
    return { left, top, right, bottom, wide, high };
  }

  /** Why a control that has the focus cannot be seen whole; "" when it can. @param {Element} it */
  function trouble(it) {
    const shown = sight(it);
    const box = shown.getClientRects()[0];
    if (!box) return "is not drawn";
    const part = uncut(shown, box);
    if (part.right - part.left < 2 || part.bottom - part.top < 2) return "lies outside of what is seen";
    const height = it.matches("textarea, [role=region]") ? Math.min(box.height, LINES) : box.height;
    const cutAcross = part.right - part.left < Math.min(box.width, part.wide) - EDGE;
    const cutDown = part.bottom - part.top < Math.min(height, part.high) - EDGE;
    if (cutAcross || cutDown) return "is cut off";
    const hit = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
    const own = hit && (shown.contains(hit) || it.contains(hit) || hit.contains(shown) || [...(it.labels ?? [])].some((label) => label.contains(hit)));
    return own ? "" : `is covered by ${hit ? called(hit) : "nothing"}`;
  }

  function look() {
    const it = document.activeElement;
    if (!it || it === document.body) return;
    if (it === trail[0] && trail.length > 1) rounds += 1;
    if (rounds === 0) trail.push(it);
    reached.add(it);
    const wrong = trouble(it);
    if (wrong) unseen.set(called(it), wrong);
  }
  document.addEventListener("keydown", (event) => event.key === "Tab" && look(), true);

  // a sheet above the map closes when the focus leaves it: it is opened at its button, as one does
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("details.panel > summary")) return;
    target.parentElement.open = true;
    notice();
  });

  /** @param {Element} it */
  function canBeUsed(it) {
    return it.checkVisibility({ visibilityProperty: true }) && it.getClientRects().length > 0 && !it.matches(":disabled") && !it.closest("[inert]");
  }

  function notice() {
    for (const it of document.querySelectorAll(CONTROLS)) if (canBeUsed(it)) offered.add(it);
  }

  /** Whether Tab came to it, or to the one stop of the group in which arrow keys go on. @param {Element} it */
  function isReached(it) {
    if (reached.has(it)) return true;
    if (it.matches("[type=radio]")) return [...reached].some((one) => one.type === "radio" && one.name === it.name && one.form === it.form);
    const group = it.tabIndex < 0 ? it.closest(TOGETHER) : null;
    return Boolean(group && [...reached].some((one) => group.contains(one)));
  }

  notice();
  window.tabStops = {
    rounds: () => rounds,
    most: () => [...offered].reduce((sum, one) => sum + (STOPS_IN[one.type] ?? 1), 0) + 60,
    told() {
      notice();
      return {
        closed: rounds > 0,
        last: trail.slice(-6).map(called),
        stops: reached.size,
        missed: [...offered].filter((one) => one.isConnected && !isReached(one)).map(called),
        unseen: [...unseen].map(([name, wrong]) => `${name} ${wrong}`),
      };
    },
  };
}
