"""Every page on every starter journey: reachable for everybody, and nothing asked of another server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import pytest
from barriers import COLOURS, barriers
from playwright.sync_api import expect
from soon import soon
from tabs import Tabs, unfold
from walked import WALKED

from cjm_widgets.pages.book import PAGES
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey, starter

if TYPE_CHECKING:
    from workbook_server import Served

LAPTOP = {"width": 1366, "height": 900}
TABLET = {"width": 768, "height": 900}
PHONE = {"width": 390, "height": 844}
"""Where what stands side by side stands below each other: axe looks there at one map, in light. What has another colour
there has one that is looked at on a laptop in light and in dark (tests/serve/test_serve_look.py)."""
FILES = [page.file for page in PAGES]
NARROW = {"a phone": {"width": 320, "height": 640}, "a tablet": {"width": 900, "height": 700}}
CORE = {"a laptop": ({"width": 1366, "height": 768}, 1.0), "a phone": (PHONE, 1.5)}
"""Screens within which the first field of each page stands: the first one, and one scroll of the thumb."""
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@dataclass(frozen=True)
class Walk:
    """What was found on a walk through all pages of one journey.

    Args:
        journey: its starter.
        files: the pages that were looked at.
        barriers: what axe reports, page by page; of colours, in light and in dark, where a page has parts that none
            before had.
        too_wide: pages that scroll sideways on a small screen.
        asked: all addresses that the pages asked for.
        broken: errors in their scripts.
    """

    journey: str
    files: list[str]
    barriers: list[str]
    too_wide: list[str]
    asked: set[str]
    broken: list[str]


@pytest.fixture(scope="module")
def journeys(served: Served) -> dict[str, str]:
    """The id of each starter's journey in the folder, which has some of them from the beginning."""
    store = Store(served.folder)
    for name in WALKED:
        if name != "blank" and name not in store.ids():
            store.create(starter(name))
    return {**{name: name for name in WALKED}, "blank": make_journey(store, "A blank map", "blank").id}


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The classes of all whose colours were looked at."""
    return set()


@pytest.fixture(scope="module", params=WALKED)
def walk(
    request: pytest.FixtureRequest,
    chromium: Any,
    served: Served,
    journeys: dict[str, str],
    seen: set[str],
) -> Walk:
    # the start page, and the sheets above the map, are the same for every journey
    first = request.param == WALKED[0]
    context = chromium.new_context(viewport=LAPTOP, reduced_motion="reduce")
    tabs = Tabs([context.new_page(), context.new_page()])
    files, kept_out, too_wide = [], [], []
    for file, page in tabs.each(served, journeys[request.param], FILES if first else FILES[1:]):
        unfold(page)
        new = set(page.evaluate(_CLASSES)) - seen  # else the colours of its parts were looked at on another page
        seen |= new
        kept_out += in_scheme(page, "light", WCAG, sheets=first, colours=first or bool(new))
        if new:
            kept_out += in_scheme(page, "dark", COLOURS, sheets=first)
        if first:
            page.set_viewport_size(PHONE)
            kept_out += in_scheme(page, "light, on a phone", WCAG, sheets=False)
            page.set_viewport_size(TABLET)  # in the colours of the phone and the laptop
            kept_out += [f"{page.url} on a tablet: {one}" for one in barriers(page, WCAG, colours=False)]
            page.set_viewport_size(LAPTOP)
        too_wide += [f"{file} on {screen}" for screen in NARROW if scrolls_sideways(page, NARROW[screen])]
        files.append(file)
    context.close()
    return Walk(request.param, files, kept_out, too_wide, tabs.asked, tabs.broken)


def in_scheme(page: Any, scheme: str, rules: dict[str, Any], *, sheets: bool, colours: bool = True) -> list[str]:
    """What axe finds on a page in light or in dark, and on each sheet that opens above it."""
    page.emulate_media(color_scheme=scheme.partition(",")[0])
    found = barriers(page, rules, colours=colours)
    for sheet in range(page.locator("details.panel").count() if sheets else 0):
        unfold(page, sheet)
        found += barriers(page, rules, "details.panel[open]")
    unfold(page)
    return [f"{page.url} in {scheme}: {one}" for one in found]


def scrolls_sideways(page: Any, size: dict[str, int]) -> bool:
    """Whether a page is wider than a screen, as it is or with one of the sheets that open above it."""
    page.set_viewport_size(size)
    page.evaluate(_DRAWN)
    beyond = []
    for sheet in range(-1, page.locator("details.panel").count()):
        unfold(page, sheet)
        beyond.append(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
    unfold(page)
    page.set_viewport_size(LAPTOP)
    return max(beyond) > 0


_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


_CLASSES = "[...document.querySelectorAll('body *')].flatMap((one) => [...one.classList])"

_FIRST = """() => {
  const fields = [...document.querySelectorAll("main :is(input, select, textarea, .cjm-toggle, [role=tab])")];
  const seen = fields.filter((one) => one.checkVisibility());
  return Math.min(...seen.map((one) => one.getBoundingClientRect().bottom + scrollY));
}"""

_TOGETHER = """() => {
  const box = (one) => document.querySelector(one).getBoundingClientRect();
  const [curve, rate] = [box(".cjm-glance"), box(".cjm-rate:has(:focus)")];
  const over = document.elementFromPoint(curve.x + curve.width / 2, curve.y + 20);
  if (!over.closest(".cjm-glance")) return `under ${over.outerHTML.slice(0, 80)}`;
  return curve.bottom <= rate.top && rate.bottom <= innerHeight ? "seen" : "apart";
}"""


_CUT = """() => [...document.querySelectorAll("[placeholder]:not([placeholder=''])")].filter((one) => {
  if (!one.checkVisibility()) return false;
  const held = one.value;
  one.value = one.placeholder;
  const cut = one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
  one.value = held;
  return cut;
}).map((one) => one.placeholder)"""


@dataclass(frozen=True)
class Core:
    """What was found on a walk through all pages that ask for something, as they open on a phone.

    Args:
        lowest: where the first field ends, by screen and page.
        cut: placeholders that are not seen whole on a phone, by page.
    """

    lowest: dict[str, dict[str, float]]
    cut: dict[str, list[str]]


@pytest.fixture(scope="module", params=["blank", "airport"])
def core(request: pytest.FixtureRequest, chromium: Any, served: Served, journeys: dict[str, str]) -> Core:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce", has_touch=True)
    tabs = Tabs([context.new_page(), context.new_page()])
    name = request.param
    asking = [file for file in FILES if name == "airport" or "satisfaction" not in file]  # asks nothing without steps
    found = Core({screen: {} for screen in CORE}, {})
    for file, page in tabs.each(served, journeys[name], asking):
        for screen, (size, _) in CORE.items() if asks(page) else ():
            page.set_viewport_size(size)
            found.lowest[screen][file] = page.evaluate(_FIRST)
        page.set_viewport_size(PHONE)
        unfold(page)
        found.cut[file] = page.evaluate(_CUT)
    context.close()
    assert set(asking) - set(found.lowest["a phone"]) == {"07_map.ipynb"}
    return found


@pytest.mark.parametrize("screen", CORE)
def test_the_first_field_of_each_page_is_in_the_first_screen_also_while_why_and_how_is_open(
    core: Core, screen: str
) -> None:
    size, screens = CORE[screen]
    assert {file: at for file, at in core.lowest[screen].items() if at > size["height"] * screens} == {}


def test_on_a_phone_no_placeholder_is_cut(core: Core) -> None:
    assert {file: words for file, words in core.cut.items() if words} == {}


def asks(page: Any) -> bool:
    return page.locator("main :is(.cjm-form, .cjm-new)").count() > 0


def test_on_a_phone_the_rating_and_the_curve_are_seen_together(chromium: Any, served: Served, journeys: Any) -> None:
    context = chromium.new_context(viewport=CORE["a phone"][0], reduced_motion="reduce", has_touch=True)
    page = context.new_page()
    page.goto(served.address("04_satisfaction", journeys["airport"]))
    rate = page.locator(".cjm-rate:visible").first
    rate.scroll_into_view_if_needed()
    rate.get_by_role("radio").focus()
    expect(page.locator(".cjm-glance")).to_be_in_viewport(ratio=1)
    assert soon(lambda: page.evaluate(_TOGETHER)) == "seen"
    others = [chromium.new_context() for _ in range(2)]
    for other in others:
        other.new_page().goto(served.address("07_map", journeys["airport"]), wait_until="commit")
    expect(page.locator("header.bar .cjm-here-circle").nth(1)).to_be_visible()  # the header has another row now
    assert soon(lambda: page.evaluate(_TOGETHER)) == "seen"
    for other in others:
        other.close()
    page.get_by_role("tab", name="Security").click()
    leap = page.get_by_role("tabpanel", name="Security").get_by_role("button", name="To the rating")
    for go in (leap.tap, lambda: leap.press("Enter")):
        go()
        expect(page.locator(".cjm-rate:has(:focus)")).to_be_visible()
        assert soon(lambda: page.evaluate(_TOGETHER)) == "seen"
    page.set_viewport_size(LAPTOP)
    expect(leap).to_be_hidden()
    context.close()


def test_axe_finds_no_barrier_in_light_or_dark_with_all_unfolded(walk: Walk) -> None:
    assert walk.files == (FILES if walk.journey == WALKED[0] else FILES[1:])
    assert walk.barriers == []


def test_a_small_screen_shows_every_page_without_scrolling_sideways(walk: Walk) -> None:
    assert walk.too_wide == []


def test_nothing_is_asked_of_another_server(walk: Walk, served: Served) -> None:
    own = {"data", "blob", "about"}
    here = (served.url, served.url.replace("http", "ws", 1))
    assert any(url.startswith(here) for url in walk.asked)
    assert {url for url in walk.asked if urlparse(url).scheme not in own and not url.startswith(here)} == set()


def test_no_script_breaks(walk: Walk) -> None:
    assert walk.broken == []


def test_a_map_that_does_not_exist_is_said_in_a_sentence(chromium: Any, served: Served) -> None:
    page = chromium.new_page()
    page.goto(served.address("04_satisfaction", "nowhere"))
    page.wait_for_selector(".cjm-problem")

    said = page.locator("main").inner_text()

    assert "There is no such map here" in said
    assert "Traceback" not in said
    expect(page.get_by_role("link", name="Go to the start page")).to_be_visible()
    page.close()
