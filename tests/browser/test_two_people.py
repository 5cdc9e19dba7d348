"""Two people on one map: each sees the other's changes, and nobody's half-typed words are touched."""

from __future__ import annotations

import json
import time
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


def test_a_change_is_seen_by_the_other_within_two_seconds(two: Any) -> None:
    ana, ben = two
    ana.locator(FEELINGS).fill("Looking forward to it")
    began = time.monotonic()

    ben.wait_for_function(
        "([where, what]) => document.querySelector(where).value === what",
        arg=[FEELINGS, "Looking forward to it"],
        timeout=2000,
    )

    assert time.monotonic() - began < 2
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
