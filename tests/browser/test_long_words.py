"""Words without a place to break, and names from right to left, on every page: nothing scrolls sideways or is cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers
from hostile_journey import journey
from tabs import Tabs, unfold

from cjm_widgets.pages.book import PAGES
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

pytestmark = pytest.mark.browser

SCREENS = {"laptop": (1366, 768), "phone": (390, 844), "narrow": (320, 640)}
LONG = (
    "https://example.org/an-address/that/has/no/place/to/break/and/goes/on/until/it/is/through?and=more&and=more",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzbeauftragtenstellvertreterinnen",
    "שלום־העולם־בלי־רווחים־עד־סוף־השורה־ועוד־קצת־ועוד־קצת־ועוד־קצת",
    "مرحبابالعالمبدونأيمسافةعلىالإطلاقحتىنهايةالسطروأكثرمنذلكبكثير",
)

# Texts that one sees and that stand out of what holds them: the window, a card, the column beside the form.
CUT = """() => {
  const holds = (one) => {
    for (let box = one; box; box = box.parentElement) {
      if (getComputedStyle(box).clipPath !== "none") return null; // heard, not seen
      const { overflowX } = getComputedStyle(box);
      if (["auto", "scroll"].includes(overflowX) && box.matches(".page > aside, .cjm-notices-box")) return box;
      if (["auto", "scroll"].includes(overflowX)) return null; // one can scroll there
      if (["hidden", "clip"].includes(overflowX)) return getComputedStyle(box).textOverflow === "ellipsis" ? null : box;
    }
    return document.documentElement;
  };
  const found = [];
  const texts = document.createTreeWalker(document.querySelector(".page"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const one = text.parentElement;
    if (!text.data.trim() || !one.checkVisibility() || one.closest("svg, option, textarea")) continue;
    const box = holds(one);
    if (!box) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const [inner, outer] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
    const right = Math.min(outer.right, document.documentElement.clientWidth);
    if (inner.right > right + 1 || inner.left < Math.max(0, outer.left) - 1) {
      found.push(`${one.tagName} in .${one.closest("[class]").className}: ${text.data.slice(0, 30)}`);
    }
  }
  return [...new Set(found)];
}"""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCROLLING = {"type": "rule", "values": ["scrollable-region-focusable"]}


def long_words(path: str, limit: int) -> str:
    return LONG[sum(map(ord, path)) % len(LONG)][: min(limit, 120)]


@dataclass(frozen=True)
class Found:
    """What was found on the pages.

    Args:
        files: those that were looked at.
        sideways: pages that scroll sideways, and on which screen.
        cut: texts that are cut off.
        unreachable: regions that scroll and that the keyboard does not reach.
    """

    files: list[str]
    sideways: list[str]
    cut: list[str]
    unreachable: list[str]


@pytest.fixture(scope="module")
def found(chromium: Any, served: Served) -> Found:
    store = Store(served.folder)
    store.create(journey(long_words, "long-words"))
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    tabs = Tabs([context.new_page(), context.new_page()])
    made = Found([], [], [], [])
    for file, page in tabs.each(served, "long-words", [page.file for page in PAGES]):
        unfold(page)
        for screen, (width, height) in SCREENS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function("width => document.documentElement.clientWidth <= width", arg=width)
            if page.evaluate(BEYOND) > 0:
                made.sideways.append(f"{file} on {screen}")
            made.cut.extend(f"{file} on {screen}: {one}" for one in page.evaluate(CUT))
            made.unreachable.extend(f"{file} on {screen}: {one}" for one in barriers(page, SCROLLING))
        page.set_viewport_size({"width": 1366, "height": 768})
        made.files.append(file)
    context.close()
    return made


def test_no_page_scrolls_sideways(found: Found) -> None:
    assert found.files == [page.file for page in PAGES]
    assert found.sideways == []


def test_no_word_is_cut(found: Found) -> None:
    assert found.cut == []


def test_what_scrolls_is_reached_by_keyboard(found: Found) -> None:
    assert found.unreachable == []
