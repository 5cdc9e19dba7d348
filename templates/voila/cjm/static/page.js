/**
 * What a page of the workbook does by itself, besides the form in it: the journey goes along to the other pages,
 * light or dark and what was read are remembered, and a page that does not come up says so and tries again.
 *
 * Other scripts may listen: `window` gets "cjm:connection" events, `detail.state` is "connected", "connecting" or "lost".
 * Who says it to people in its own words calls preventDefault(), and the page keeps quiet.
 * "cjm:leaving" comes when the page is about to go and the connection is still there.
 * Who prevents it says that words would be lost: the browser then asks whether the person wants to leave.
 */

const READY_AFTER = 20_000; // then the page says that it takes long, and offers a button
const AGAIN_AFTER = 20_000; // when nothing more has arrived for so long and still there is no form: load the page again
const AGAIN_AT_MOST = 2;
const BROKEN_AFTER = 700; // a page that says that it failed is loaded again after this, or up to twice as long
const STAYS_AFTER = 5_000; // who is still here so long after the page was about to go has stayed
const UNDRAWN = "data-cjm-undrawn"; // on what the front end has to draw: "", "failed", or "foreign" to our own front end
const TRIES = `cjm-tries:${location.pathname}`;

/**
 * The tries counted in this tab; a browser that keeps nothing gets no automatic try.
 * @param {number} [set] a new count
 * @returns {number}
 */
function tries(set) {
  try {
    if (set !== undefined) sessionStorage.setItem(TRIES, String(set));
    return Number(sessionStorage.getItem(TRIES) ?? 0);
  } catch {
    return AGAIN_AT_MOST;
  }
}

/**
 * Let every link to another workbook name the journey that this page is about.
 * @param {ParentNode} within
 */
function carryJourney(within) {
  const journey = new URLSearchParams(location.search).get("journey");
  if (!journey) {
    // the steps need a map: until one is chosen the list only shows what lies ahead
    for (const link of within.querySelectorAll('.pages a:not([aria-current], [data-cjm-page="start"])')) link.removeAttribute("href");
    return;
  }
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (within.querySelectorAll('a[href$=".ipynb"]'))) {
    const there = new URL(link.href, location.href);
    if (there.origin !== location.origin) continue;
    there.searchParams.set("journey", journey);
    link.href = there.href;
  }
}

/** Light, dark or as the system says: early.js reads the choice before the first paint. */
function offerTheme() {
  const root = document.documentElement;
  for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("[data-theme-choice]"))) {
    select.value = root.dataset.theme ?? "system";
    select.addEventListener("change", () => {
      if (select.value === "system") delete root.dataset.theme;
      else root.dataset.theme = select.value;
      try {
        localStorage.setItem("cjm-theme", select.value);
      } catch {
        // Then the choice holds for this page only.
      }
      root.dispatchEvent(new CustomEvent("cjm:theme", { bubbles: true, detail: { theme: select.value } }));
    });
  }
}

/** @returns {boolean} whether something of the form, or the sentence that it failed, is on the page */
function isUp() {
  const parts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`main .output:not([${UNDRAWN}]), main [data-cjm-broken]`));
  return [...parts].some((part) => part.clientHeight > 0 && part.textContent?.trim());
}

/** Take the placeholder away when the form is up; say so, and try again, when it is not. */
function waitForForm() {
  const waiting = /** @type {HTMLElement | null} */ (document.querySelector("[data-cjm-waiting]"));
  const main = document.querySelector("main");
  if (!waiting || !main) return;
  const says = /** @type {HTMLElement} */ (waiting.querySelector("[data-cjm-waiting-says]"));
  const again = /** @type {HTMLElement} */ (waiting.querySelector("[data-cjm-waiting-again]"));

  const offer = () => {
    says.textContent = "This takes longer than it should. Nothing is lost: try again, or wait a little.";
    again.hidden = false;
  };
  const slow = setTimeout(offer, READY_AFTER);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;

  const loadAgain = () => {
    tries(tries() + 1);
    location.reload();
  };

  const look = () => {
    const broken = /** @type {HTMLElement | null} */ (main.querySelector("[data-cjm-broken]"));
    const undrawn = /** @type {HTMLElement | null} */ (main.querySelector(`[${UNDRAWN}=failed]`));
    if (undrawn) {
      undrawn.hidden = true; // it shows an error in a script to whoever clicks on it
      offer();
    }
    if (main.querySelector(`[${UNDRAWN}=foreign]`) && tries() < AGAIN_AT_MOST) {
      watch.disconnect();
      loadAgain(); // the server knows now which front end this workbook needs
      return;
    }
    const failed = broken ?? undrawn;
    if (failed && tries() < AGAIN_AT_MOST) {
      watch.disconnect();
      clearTimeout(slow);
      clearTimeout(retry);
      failed.hidden = true;
      again.hidden = true;
      says.textContent = "Something went wrong while your page was made. It is tried again…";
      setTimeout(loadAgain, BROKEN_AFTER + Math.random() * BROKEN_AFTER); // not all of a room at the same moment
      return;
    }
    if (!isUp()) return;
    watch.disconnect();
    clearTimeout(slow);
    clearTimeout(retry);
    if (!broken) tries(0);
    waiting.remove();
    document.body.dataset.ready = "true";
  };
  const watch = new MutationObserver(() => requestAnimationFrame(look));
  watch.observe(main, { childList: true, subtree: true, attributeFilter: [UNDRAWN] });

  const loaded = () => {
    if (!main.querySelector(".output, [data-cjm-broken]")) {
      waiting.remove(); // a page of words only
      watch.disconnect();
      clearTimeout(slow);
      document.body.dataset.ready = "true";
      return;
    }
    look();
    let arrived = -1;
    const still = () => {
      const now = performance.getEntriesByType("resource").length;
      if (now !== arrived) retry = setTimeout(still, AGAIN_AFTER); // a busy computer: loading again would make it busier
      else if (waiting.isConnected && tries() < AGAIN_AT_MOST) loadAgain();
      arrived = now;
    };
    still();
  };
  if (document.readyState === "complete") loaded();
  else window.addEventListener("load", loaded);
}

/** Follow the connection to the server, tell the scripts of the page, and say it when the page cannot work any more. */
function followConnection() {
  const lost = /** @type {HTMLElement | null} */ (document.querySelector("[data-cjm-lost]"));
  /** @param {"connected" | "connecting" | "lost"} state */
  const tell = (state) => {
    document.body.dataset.connection = state;
    const event = new CustomEvent("cjm:connection", { cancelable: true, detail: { state } });
    const said = !window.dispatchEvent(event);
    if (lost) lost.hidden = said || state !== "lost";
  };
  let leaving = false;
  /** @type {("connected" | "connecting" | "lost")[]} */
  const unsaid = [];
  const stays = () => {
    leaving = false;
    for (const state of unsaid.splice(0)) tell(state);
  };
  window.addEventListener("beforeunload", (event) => {
    // Last words: this listener was there before that of the front end, which closes the connection at once.
    leaving = window.dispatchEvent(new CustomEvent("cjm:leaving", { cancelable: true }));
    if (leaving) {
      setTimeout(stays, STAYS_AFTER);
      return;
    }
    event.preventDefault(); // the browser asks; who stays still needs the connection
    event.stopImmediatePropagation();
  });
  window.addEventListener("cjm:line", (event) => {
    const { state } = /** @type {CustomEvent} */ (event).detail;
    if (leaving) unsaid.push(state);
    else tell(state);
  });
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-again]")) location.reload();
});
/** Where the tabs do not fit, the current one is in view; turning a phone changes where that is. */
function showCurrentTab() {
  const tabs = document.querySelector(".pages ol");
  const current = /** @type {HTMLElement | null | undefined} */ (tabs?.querySelector("[aria-current]"));
  if (!tabs || !current) return;
  new ResizeObserver(() => (tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2)).observe(tabs);
}

/** How much of the header stays in sight: it has another row when people come, and what stays below it makes room. */
function measureBar() {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("header.bar"));
  if (!bar) return;
  const measure = () => {
    const stays = bar.offsetHeight + (parseFloat(getComputedStyle(bar).insetBlockStart) || 0);
    document.documentElement.style.setProperty("--bar", `${stays}px`);
  };
  new ResizeObserver(measure).observe(bar);
}

/** Why and how is open until somebody has begun with the page or gone on from it, and from then on as they left it. */
function rememberWhy() {
  const fold = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-why]"));
  const key = `cjm:why:${document.body.dataset.page}`;
  /** @param {string} how */
  const keep = (how) => {
    try {
      localStorage.setItem(key, how);
    } catch {
      // Then it is open again the next time.
    }
  };
  let chosen = false;
  fold?.querySelector("summary")?.addEventListener("click", () => {
    chosen = true;
    keep(fold.open ? "folded" : "open"); // it comes before the change
  });
  /** @param {Event} event */
  const read = ({ type, target }) => {
    if (!fold?.open || chosen || !(target instanceof Element)) return;
    if (type === "click" ? target.closest('a[href*=".ipynb"]') : target.closest(".output")) keep("folded");
  };
  for (const type of ["input", "click"]) document.addEventListener(type, read);
}

// where the list scrolls sideways, a browser leaves a link that has the focus half in view
document.querySelector(".pages")?.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
carryJourney(document);
showCurrentTab();
measureBar();
rememberWhy();
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node instanceof Element) carryJourney(node.parentElement ?? node);
}).observe(document.body, { childList: true, subtree: true });
offerTheme();
waitForForm();
followConnection();
