/**
 * Presenting: the journey step by step for a projector, one screen each. It can be linked to: “#s6” opens step 6.
 */

import { h, icon, setText } from "../lib/dom.js";
import { WHOLE, closing, curveAbove, hasLoose, opening, slide } from "./present_slides.js";
import { placeIn, placeAfter, typedOn } from "./present_place.js";

/** @typedef {import("./map.js").Host} Host */

const NARROW = 720; // px, as in present.css
const SMALLEST = 15; // px of the words of a full screen
const LARGEST = 0.052; // of the shorter side of the window
const LARGER = 1.3; // how much the name of a step may outdo what is told beside it
const SWIPE = 60; // px

/**
 * @param {HTMLElement} root  where it stands while it is shut
 * @param {Host} host
 * @returns {{way: HTMLElement, update: () => void, destroy: () => void}}  `way` opens it
 */
export function createPresent(root, host) {
  let at = 0;
  let number = { typed: "", when: 0 };
  let touched = { x: 0, y: 0 };
  const way = h("a", { class: "button quiet present", href: "#s0", onclick: opened }, "Present");
  const title = h("b", {});
  const who = h("small", {});
  const shut = button("Back to the map (Esc)", () => dialog.close(), icon("remove"));
  const spine = h("div", { class: "spine" });
  const screen = h("section", { class: "screen" });
  const said = h("p", { class: "unseen", role: "status" });
  const back = h("button", { type: "button", class: "button quiet", onclick: () => go(at - 1) }, "Back");
  const next = h("button", { type: "button", class: "button", onclick: () => go(at + 1) }, "Next");
  const numbers = h("ol", { class: "numbers" });
  const full = h("button", { type: "button", class: "button quiet wide", onclick: fullScreen }, "Full screen");
  const keys = h("small", { class: "wide keys" }, ...["←", "→", "F full screen", "B blank"].map((one) => h("kbd", {}, one)));
  const blank = h("button", { type: "button", class: "blank", hidden: true, "aria-label": "The screen is blank. Go on presenting", onclick: unblank });
  const all = h("div", { class: "cjm cjm-picture all" },
    h("header", {}, h("p", {}, title, " ", who), shut),
    spine,
    screen,
    h("nav", { "aria-label": "Steps" }, back, numbers, keys, document.fullscreenEnabled ? full : null, next),
    said,
    blank);
  const dialog = h("dialog", { class: "cjm-present", tabindex: "-1", onkeydown: pressed, oncancel: escaped, onclose: closed }, all);
  root.append(dialog);

  screen.addEventListener("touchstart", ({ changedTouches: [touch] }) => (touched = { x: touch.clientX, y: touch.clientY }), { passive: true });
  screen.addEventListener("touchend", ({ changedTouches: [touch] }) => {
    const [across, along] = [touch.clientX - touched.x, touch.clientY - touched.y];
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(along)) go(at + (across < 0 ? 1 : -1));
  }, { passive: true });
  const watch = new ResizeObserver(() => {
    if (dialog.open) draw();
  });
  watch.observe(all);
  window.addEventListener("hashchange", follow);
  requestAnimationFrame(follow); // when it stands on the page
  update();

  /** @param {string} name @param {() => void} act @param {Node} sign */
  function button(name, act, sign) {
    return h("button", { type: "button", class: "button quiet shut", "aria-label": name, title: name, onclick: act }, sign);
  }

  function steps() {
    return host.journey().steps.length;
  }

  /** The last place: that of the last step, or of what stands at none. */
  function last() {
    return steps() + (hasLoose(host) ? 1 : 0);
  }

  /** What a place is called. @param {number} place */
  function called(place) {
    return place === 0 ? "What the map is" : place > steps() ? WHOLE : `Step ${place}`;
  }

  /** @param {Event} event */
  function opened(event) {
    event.preventDefault(); // the address keeps its journey
    open(0);
  }

  /** As the address says. */
  function follow() {
    const place = placeIn(location.hash, last());
    if (place === null || !root.isConnected || steps() === 0) return;
    open(place);
  }

  /** @param {number} place */
  function open(place) {
    if (!dialog.open) dialog.showModal();
    dialog.focus();
    go(place);
  }

  /** @param {number} place */
  function go(place) {
    at = Math.max(0, Math.min(last(), place));
    say(`#s${at}`);
    draw();
    screen.scrollTop = 0;
    const step = host.journey().steps[at - 1];
    setText(said, step ? `${called(at)} of ${steps()}: ${step.name}` : called(at));
  }

  /** The address, without a step back for each screen. @param {string} hash */
  function say(hash) {
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }

  function draw() {
    const { title: name, scope } = host.journey();
    at = Math.min(at, last());
    dialog.setAttribute("aria-label", `Presenting ${name || "the map"}`);
    setText(title, name || "A journey without a name");
    setText(who, scope?.segment ?? "");
    screen.setAttribute("aria-label", at > 0 && at <= steps() ? `${called(at)} of ${steps()}` : called(at));
    const height = Math.round(window.innerWidth < NARROW ? 88 : Math.min(340, Math.max(92, window.innerHeight * 0.19)));
    spine.replaceChildren(...curveAbove(host, at - 1, height));
    screen.replaceChildren(...(at === 0 ? opening(host) : at > steps() ? closing(host) : slide(host, at - 1)));
    numbers.replaceChildren(...Array.from({ length: last() + 1 }, (_, place) => {
      return h("li", {}, h("button", { type: "button", "aria-label": called(place), "aria-current": place === at ? "step" : null, onclick: () => go(place) }, place > 0 && place <= steps() ? String(place) : "•"));
    }));
    numbers.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    back.disabled = at === 0;
    next.disabled = at === last();
    fit();
  }

  /** Each half as large as the screen allows: short ones fill it, long ones still fit; where even small words do not, it scrolls. */
  function fit() {
    const halves = /** @type {HTMLElement[]} */ ([...screen.children]);
    for (const half of halves) half.style.removeProperty("font-size");
    if (window.innerWidth >= NARROW) {
      const style = getComputedStyle(screen);
      const room = screen.clientHeight - parseFloat(style.paddingBlockStart) - parseFloat(style.paddingBlockEnd);
            const [what, told] = halves;
      const words = fill(told, room, Math.min(window.innerWidth, window.innerHeight) * LARGEST);
      fill(what, room, words * LARGER);
    }
    // who has no mouse scrolls it as well; what does not scroll needs no focus
    if (screen.scrollHeight > screen.clientHeight) screen.tabIndex = 0;
    else screen.removeAttribute("tabindex");
  }

  /** @param {HTMLElement} half @param {number} room px @param {number} most px */
  function fill(half, room, most) {
    let [small, large] = [SMALLEST, Math.max(SMALLEST, most)];
    while (large - small > 0.5) {
      const size = (small + large) / 2;
      half.style.fontSize = `${size}px`;
      if (half.scrollHeight > room || half.scrollWidth > half.clientWidth) large = size;
      else small = size;
    }
    half.style.fontSize = `${small}px`;
    return small;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    let place = placeAfter(key, at, last());
    if (/^\d$/.test(key)) {
      number = typedOn(number, key, event.timeStamp, steps());
      place = Number(number.typed);
    }
    if (key === "b" || key === "B" || key === ".") blank.hidden ? darken() : unblank();
    else if (key === "f" || key === "F") fullScreen();
    else if (place !== null) go(place);
    else return;
    event.preventDefault();
  }

  function darken() {
    blank.hidden = false;
    blank.focus();
  }

  function unblank() {
    blank.hidden = true;
    dialog.focus();
  }

  /** @param {Event} event */
  function escaped(event) {
    if (blank.hidden) return;
    event.preventDefault(); // out of the dark first
    unblank();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else all.requestFullscreen?.().catch(() => {}); // where the browser does not let it, the window stays as it is
  }

  function closed() {
    if (document.fullscreenElement) document.exitFullscreen();
    blank.hidden = true;
    say("");
    way.focus();
  }

  function update() {
    way.hidden = steps() === 0;
    if (dialog.open) steps() ? draw() : dialog.close();
  }

  return {
    way,
    update,
    destroy() {
      watch.disconnect();
      window.removeEventListener("hashchange", follow);
      dialog.remove();
    },
  };
}
