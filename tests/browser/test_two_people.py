"""Two people on one map: each sees the other's changes, and nobody's half-typed words are touched."""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from workbook_server import Served

pytestmark = pytest.mark.browser

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
        page.wait_for_selector(".cjm-page", timeout=60_000)
        pages.append(page)
    yield pages
    for page in pages:
        page.context.close()


def shows(page: Any, says: str) -> None:
    page.wait_for_function("says => document.body.innerText.includes(says)", arg=says, timeout=5000)


def test_each_sees_the_other_in_the_header_and_in_the_field_and_no_more_when_they_have_left(
    two: Any, chromium: Any, served: Served
) -> None:
    ana, ben = two
    ben.get_by_role("button", name="1 other here: Ana").wait_for()
    ana.get_by_role("button", name="1 other here: Ben").click()
    assert ana.locator("#cjm-here").inner_text().split("\n") == ["Also here", "BE", "Ben", "on this page"]
    ana.keyboard.press("Escape")
    ana.locator(ACTIONS).focus()
    top = ana.locator(FEELINGS).bounding_box()["y"]

    ben.locator(FEELINGS).click()
    tag = ana.locator("[data-path='steps/booking/experience/feelings'] > .cjm-here-tag")
    tag.wait_for(timeout=5000)

    assert tag.inner_text() == "Ben is here"
    described = ana.locator(FEELINGS).get_attribute("aria-describedby").split()
    assert tag.get_attribute("id") in described
    assert ana.locator(FEELINGS).bounding_box()["y"] == top
    assert ana.evaluate("document.activeElement.closest('[data-path]').dataset.path").endswith("/actions")
    assert ben.locator(".cjm-here-tag").all_inner_texts() == ["Ana is here"]

    ben.get_by_role("tab", name="Boarding").click()
    ana.wait_for_function("!document.querySelector('.cjm-field > .cjm-here-tag')")
    ben.locator(FEELINGS.replace("booking", "boarding")).click()
    ana.locator(".cjm-tab > .cjm-here-tag").wait_for()
    assert "Boarding" in ana.get_by_role("tab", name="Ben is here").inner_text()

    ben.goto(served.address("02_personas", "airport"))
    ben.wait_for_selector(".cjm-page", timeout=60_000)
    ana.wait_for_function("document.querySelector('.cjm-here-circle')?.title === 'Ben: Stakeholders and personas'")
    assert ana.locator(".cjm-here-tag").count() == 0

    ben.goto("about:blank")
    ana.locator(".cjm-here-button").wait_for(state="hidden", timeout=15_000)


def test_the_last_letters_before_a_tab_is_closed_are_saved(two: Any, served: Served) -> None:
    ana, ben = two
    ben.locator(FEELINGS).click()
    ben.keyboard.press("Control+A")
    ben.keyboard.type("Words and no pause after them")
    ben.close(run_before_unload=True)

    ana.wait_for_function(
        "([where, what]) => document.querySelector(where).value === what",
        arg=[FEELINGS, "Words and no pause after them"],
        timeout=15_000,
    )
    assert "Words and no pause after them" in (served.folder / "airport.json").read_text(encoding="utf-8")


def test_whose_process_is_killed_is_gone_within_seconds(two: Any, chromium: Any, served: Served) -> None:
    ana, _ = two
    before = set(served.kernels())
    page = chromium.new_page()
    page.goto(served.address("04_satisfaction", "airport"))
    ana.get_by_role("button", name="2 others here: Ben, Somebody").wait_for()

    (process,) = set(served.kernels()) - before
    page.context.set_offline(True)  # else it is back by itself before anybody could see that it was gone
    os.kill(process, signal.SIGKILL)

    ana.get_by_role("button", name="1 other here: Ben").wait_for(timeout=15_000)
    page.close()


def test_a_change_is_seen_by_the_other_within_a_second(two: Any) -> None:
    ana, ben = two
    ana.locator(FEELINGS).fill("Looking forward to it")
    ben.wait_for_function(
        "([where, what]) => document.querySelector(where).value === what",
        arg=[FEELINGS, "Looking forward to it"],
        timeout=5000,  # a page that waits for its turn on a busy machine is no failure: tests/bench measures
    )
    ben.wait_for_function("document.body.innerText.includes('Ana changed Booking: Feelings')", timeout=2000)


def test_the_caret_and_half_typed_words_of_the_other_are_not_touched(two: Any) -> None:
    ana, ben = two
    ben.locator(ACTIONS).fill("")
    ben.locator(ACTIONS).click()
    ben.keyboard.type("Compares pri")
    ben.keyboard.press("ArrowLeft")
    ben.keyboard.press("ArrowLeft")

    ana.locator(FEELINGS).fill("Another word from Ana")
    ben.wait_for_function(
        "where => document.querySelector(where).value === 'Another word from Ana'", arg=FEELINGS, timeout=3000
    )

    caret = ben.evaluate("where => [document.activeElement.value, document.activeElement.selectionStart]", ACTIONS)
    assert caret == ["Compares pri", 10]


def test_a_clash_keeps_the_earlier_words_one_click_away_and_tells_both(two: Any, served: Served) -> None:
    ana, ben = two
    where = FEELINGS.replace("booking", "boarding")
    for page in two:
        page.get_by_role("tab", name="Boarding").click()
    ana.locator(where).fill("")
    ana.wait_for_timeout(1200)
    ben.locator(where).click()
    ana.locator(where).fill("Words of Ana")
    ana.wait_for_function("document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')")
    ben.wait_for_timeout(700)
    ben.keyboard.type("B")  # Ben's field still shows what he began with: he has the caret in it
    ana.wait_for_function("document.body.innerText.includes('Ben has just changed Boarding: Feelings')", timeout=5000)

    ana.get_by_role("button", name="Put the earlier words back").click()
    ana.wait_for_timeout(800)

    journey = json.loads((served.folder / "airport.json").read_text(encoding="utf-8"))
    assert next(s for s in journey["steps"] if s["id"] == "boarding")["experience"]["feelings"] == "Words of Ana"
