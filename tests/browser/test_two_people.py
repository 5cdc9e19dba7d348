"""Two people on one map: each sees the other's changes, and nobody's half-typed words are touched."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest
from kept import kept_text
from playwright.sync_api import expect
from soon import soon

if TYPE_CHECKING:
    from workbook_server import Served

from cjm_widgets.journey.edits import value_at
from cjm_widgets.store import Store

FEELINGS = (
    "[data-path='steps/booking/experience/feelings'] textarea, textarea[data-path='steps/booking/experience/feelings']"
)
ACTIONS = FEELINGS.replace("feelings", "actions")


@pytest.fixture
def two(chromium: Any, served: Served) -> Any:
    pages = []
    for name in ("Ana", "Ben"):
        context = chromium.new_context()
        context.add_init_script(f"localStorage.setItem('cjm:name', '{name}')")
        page = context.new_page()
        page.goto(served.address("04_satisfaction", "airport"))
        page.wait_for_selector(".cjm-page")
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()


def shows(page: Any, says: str) -> None:
    page.wait_for_function("says => document.body.innerText.includes(says)", arg=says)


def test_each_sees_the_other_in_the_header_and_in_the_field_and_no_more_when_they_have_left(
    two: Any, chromium: Any, served: Served
) -> None:
    ana, ben = two
    ben.get_by_role("button", name="1 other here: Ana").wait_for()
    ana.get_by_role("button", name="1 other here: Ben").click()
    assert soon(lambda: ana.locator("#cjm-here").inner_text().split("\n")) == ["Also here", "BE", "Ben", "on this page"]
    ana.keyboard.press("Escape")
    ana.locator(ACTIONS).focus()
    top = ana.locator(FEELINGS).bounding_box()["y"]

    ben.locator(FEELINGS).click()
    tag = ana.locator("[data-path='steps/booking/experience/feelings'] > .cjm-here-tag")
    tag.wait_for()

    assert soon(tag.inner_text) == "Ben is here"
    described = ana.locator(FEELINGS).get_attribute("aria-describedby").split()
    assert soon(lambda: tag.get_attribute("id") in described)
    assert soon(lambda: ana.locator(FEELINGS).bounding_box()["y"]) == top
    assert soon(lambda: ana.evaluate("document.activeElement.closest('[data-path]').dataset.path").endswith("/actions"))
    assert soon(lambda: ben.locator(".cjm-here-tag").all_inner_texts()) == ["Ana is here"]

    ben.get_by_role("tab", name="Boarding").click()
    ana.wait_for_function("!document.querySelector('.cjm-field > .cjm-here-tag')")
    ben.locator(FEELINGS.replace("booking", "boarding")).click()
    ana.locator(".cjm-tab > .cjm-here-tag").wait_for()
    assert "Boarding" in soon(lambda: ana.get_by_role("tab", name="Ben is here").inner_text())

    ben.goto(served.address("02_personas", "airport"))
    ben.wait_for_selector(".cjm-page")
    ana.wait_for_function("document.querySelector('.cjm-here-circle')?.title === 'Ben: Stakeholders and personas'")
    expect(ana.locator(".cjm-here-tag")).to_have_count(0)

    ben.context.close()
    ana.locator(".cjm-here-button").wait_for(state="hidden")
    assert soon(lambda: len(served.kernels())) == 1  # whoever is closed without a word would keep theirs for minutes


def test_the_last_letters_before_a_tab_is_closed_are_saved(two: Any, served: Served) -> None:
    ana, ben = two
    ben.locator(FEELINGS).click()
    ben.keyboard.press("Control+A")
    ben.keyboard.type("Words and no pause after them")
    ben.close(run_before_unload=True)

    ana.wait_for_function(
        "([where, what]) => document.querySelector(where).value === what",
        arg=[FEELINGS, "Words and no pause after them"],
    )
    assert "Words and no pause after them" in soon(lambda: kept_text(served.folder, "airport"))


def test_whose_process_is_killed_is_gone_within_seconds(two: Any, chromium: Any, served: Served) -> None:
    ana, _ = two
    before = set(served.kernels())
    page = chromium.new_page()
    page.goto(served.address("04_satisfaction", "airport"))
    ana.get_by_role("button", name="2 others here: Ben, Somebody").wait_for()

    (process,) = set(served.kernels()) - before
    page.context.set_offline(True)  # else it is back by itself before anybody could see that it was gone
    os.kill(process, signal.SIGKILL)

    ana.get_by_role("button", name="1 other here: Ben").wait_for()
    page.close()


def test_a_change_is_seen_by_the_other_who_is_told_of_it(two: Any) -> None:
    ana, ben = two
    ana.locator(FEELINGS).fill("Looking forward to it")
    ben.wait_for_function(
        "([where, what]) => document.querySelector(where).value === what",
        arg=[
            FEELINGS,
            "Looking forward to it",
        ],  # a page that waits for its turn on a busy machine is no failure: tests/bench measures
    )
    ben.wait_for_function("document.body.innerText.includes('Ana changed Booking: Feelings')")


def test_the_caret_and_half_typed_words_of_the_other_are_not_touched(two: Any) -> None:
    ana, ben = two
    ben.locator(ACTIONS).fill("")
    ben.locator(ACTIONS).click()
    ben.keyboard.type("Compares pri")
    ben.keyboard.press("ArrowLeft")
    ben.keyboard.press("ArrowLeft")

    ana.locator(FEELINGS).fill("Another word from Ana")
    ben.wait_for_function("where => document.querySelector(where).value === 'Another word from Ana'", arg=FEELINGS)

    caret = "[document.activeElement.value, document.activeElement.selectionStart]"
    assert soon(lambda: ben.evaluate(caret)) == ["Compares pri", 10]


def test_a_clash_keeps_the_earlier_words_one_click_away_and_tells_both(two: Any, served: Served) -> None:
    ana, ben = two
    where = FEELINGS.replace("booking", "boarding")
    for page in two:
        page.get_by_role("tab", name="Boarding").click()

    def kept() -> str:
        return value_at(Store(served.folder).open("airport"), "steps/boarding/experience/feelings")

    ana.locator(where).fill("")
    assert soon(kept) == ""
    expect(ben.locator(where)).to_have_value("")
    ben.locator(where).click()
    ana.locator(where).fill("Words of Ana")
    ben.get_by_text("Somebody else has just changed this").wait_for()
    ben.keyboard.type("B")  # Ben's field still shows what he began with: he has the caret in it
    ana.wait_for_function("document.body.innerText.includes('Ben has just changed Boarding: Feelings')")

    ana.get_by_role("button", name="Put the earlier words back").click()

    assert soon(kept) == "Words of Ana"
