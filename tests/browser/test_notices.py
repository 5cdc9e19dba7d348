"""Notices: few, never over the way on, never out of the window, and closed from the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from barriers import barriers
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.edits import set_value
from cjm_widgets.pages.start_session import make_journey
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook_server import Served

pytestmark = pytest.mark.browser

WINDOWS = {"laptop": (1366, 768), "phone": (390, 844), "narrow": (320, 640)}
PLACE = "steps/booking/experience"
FIELD = f"[data-path='{PLACE}/{{}}'] textarea"
LENSES = ("actions", "responses", "language", "feelings", "emotions")
LONG = "Ana’s words, with https://example.org/an/address/that/has/no/place/to/break/and/goes/on/for/very/long"
# what the box of the notices lies over, at the top, in the middle and at the end of the page; where nothing stands
# beside the form, it has a place of its own at the end
COVERED = """() => [0, 0.5, 1].flatMap((part) => {
  window.scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * part);
  const box = document.querySelector(".cjm-notices-box").getBoundingClientRect();
  const out = box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
  const alone = getComputedStyle(document.querySelector(".cjm-notice-stack")).position === "sticky";
  const own = alone && part === 1 ? ", .cjm-part :is(a, button, input, select, textarea, summary)" : "";
  const over = [...document.querySelectorAll(`.pages a, .next a, header.bar${own}`)].filter((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
  });
  return [...(out ? [`out of the window at ${part}`] : []), ...over.map((one) => `over ${one.textContent} at ${part}`)];
})"""


@pytest.fixture
def opened(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens a page of a map of its own: `opened("phone")`."""
    contexts = []

    def open_page(window: str = "laptop") -> Any:
        width, height = WINDOWS[window]
        context = chromium.new_context(viewport={"width": width, "height": height})
        context.add_init_script("localStorage.setItem('cjm:name', 'Ana')")
        contexts.append(context)
        page = context.new_page()
        journey = make_journey(Store(served.folder), f"Notices {uuid4().hex}", "airport").id
        page.goto(served.address("04_satisfaction", journey))
        page.wait_for_selector(".cjm-page")
        page.journey = journey
        return page

    yield open_page
    for context in contexts:
        context.close()


def replaced(page: Any, served: Served, names: tuple[str, ...] = LENSES, by: str = "Ben") -> None:
    """Ana writes into several fields, and Ben replaces all she wrote."""
    for name in names:
        page.locator(FIELD.format(name)).fill(f"{LONG} {name}")
    saved(page)
    store = Store(served.folder)
    for name in names:
        store.save(page.journey, [set_value(store.open(page.journey), f"{PLACE}/{name}", "Ben’s words", by=by)])
    page.wait_for_function("count => document.querySelectorAll('.cjm-notice-clash').length === count", arg=len(names))


def saved(page: Any) -> None:
    page.wait_for_selector("[data-cjm-slot=status][data-state=saved]")


def seen(page: Any) -> list[str]:
    """The notices that one sees, from the top."""
    return page.locator(".cjm-notice:visible").all_inner_texts()  # type: ignore[no-any-return]


def test_ones_own_defaults_are_no_clash(opened: Callable[..., Any]) -> None:
    page = opened()
    page.evaluate(
        """() => {
          const room = document.querySelector("[data-path='steps/booking/ratings/room/value']");
          const source = document.querySelector("[data-path='steps/booking/ratings/room/source'] select");
          room.querySelector("input").click();
          source.value = [...source.options].at(-1).value;
          source.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }"""
    )
    saved(page)

    expect(page.locator(".cjm-notice-clash")).to_have_count(0)


def test_notices_are_three_at_most_and_lie_over_no_way_on(opened: Callable[..., Any], served: Served) -> None:
    page = opened()
    replaced(page, served)

    for width, height in WINDOWS.values():
        page.set_viewport_size({"width": width, "height": height})
        shown = seen(page)
        assert len(shown) == 4
        assert "Ben has just changed Booking: Emotions" in shown[0]
        assert shown[3] == "And 2 more: you see them when you have closed these."
        assert soon(lambda: page.evaluate("innerWidth")) == width
        assert soon(lambda: page.evaluate(COVERED)) == []
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert soon(lambda: page.evaluate(beyond)) == 0
        assert barriers(page, within=".cjm-notice-stack") == []


@pytest.mark.parametrize(("file", "over"), [("06_solutions", ".cjm-board .token"), ("07_map", ".cjm-map .wide::after")])
def test_nothing_of_a_picture_stands_over_a_notice(
    opened: Callable[..., Any], served: Served, file: str, over: str
) -> None:
    page = opened("narrow" if file == "06_solutions" else "laptop")
    page.goto(served.address(file, page.journey))
    page.locator(over.removesuffix("::after")).first.wait_for()
    page.keyboard.press("Control+z")
    page.get_by_text("There is nothing to undo.").wait_for()
    # what is drawn there lies where the notice is, and takes the pointer
    both = f"{over}, .cjm-notice {{ pointer-events: auto !important }}"
    page.add_style_tag(content=f"{both} {over} {{ z-index: 6 !important }}")
    look = """over => {
      const notice = document.querySelector(".cjm-notice:not([hidden])");
      const behind = document.querySelector(over);
      behind.scrollIntoView({ block: "end" });
      const box = notice.getBoundingClientRect(), other = behind.getBoundingClientRect();
      window.scrollBy(0, (other.top + other.bottom - box.top - box.bottom) / 2);
      const { left, right, top, bottom } = notice.getBoundingClientRect();
      const middle = (top + bottom) / 2;
      const marks = [left + 4, (left + right) / 2, right - 4].map((x) => document.elementFromPoint(x, middle));
      return marks.every((one) => one && notice.contains(one));
    }"""
    assert soon(lambda: page.evaluate(look, over.removesuffix("::after")))


def test_a_notice_is_closed_from_the_keyboard_and_the_focus_goes_back(
    opened: Callable[..., Any], served: Served
) -> None:
    page = opened()
    replaced(page, served)
    page.locator(FIELD.format("feelings")).focus()
    page.get_by_role("button", name="Leave it as it is").first.focus()
    for left in (4, 3, 2, 1):
        page.keyboard.press("Escape")
        page.wait_for_function("count => document.querySelectorAll('.cjm-notice-clash').length === count", arg=left)
        assert soon(lambda: page.evaluate("document.activeElement.closest('.cjm-notice') !== null"))
        assert soon(lambda: len(seen(page))) <= 4
    page.keyboard.press("Enter")  # on “Put the earlier words back”, or “Leave it as it is”

    page.wait_for_function("document.querySelectorAll('.cjm-notice-clash').length === 0")
    assert (
        soon(lambda: page.evaluate("document.activeElement.closest('[data-path]')?.dataset.path"))
        == f"{PLACE}/feelings"
    )


def test_a_name_from_right_to_left_does_not_turn_a_notice_round(opened: Callable[..., Any], served: Served) -> None:
    page = opened()
    replaced(page, served, ("feelings",), by="بسمة")
    notice = page.locator(".cjm-notice-clash p").first
    expect(notice).to_contain_text("has just changed")
    assert soon(lambda: notice.evaluate("one => getComputedStyle(one).direction")) == "ltr"


def test_a_clash_says_labels_and_no_codes(opened: Callable[..., Any], served: Served) -> None:
    page = opened()
    place = "steps/booking/ratings/room/source"
    page.locator("[data-path='steps/booking/ratings/room/value'] input").first.check()
    page.locator(f"[data-path='{place}'] select").select_option(label="SITA 2015")
    saved(page)
    store = Store(served.folder)
    store.save(page.journey, [set_value(store.open(page.journey), place, "assumed", by="Ben")])

    notice = page.locator(".cjm-notice-clash")
    notice.wait_for()
    assert "SITA 2015" in soon(notice.inner_text)
    assert soon(lambda: "sita-2015" not in notice.inner_text())
