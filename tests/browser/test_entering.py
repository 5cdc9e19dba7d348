"""A journey that somebody knows is entered in half the time of before, and all of it stands in the map."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import library
from library import enter, missing

from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

SAMPLE = (Path(__file__).parent.parent / "data" / "journey_to_enter.md").read_text(encoding="utf-8")
MOST_CLICKS, MOST_SCREENS = 70, 30
MOST_MINUTES = 20.7 / 2


def test_the_journey_to_enter_takes_half_the_time_that_it_took_and_stands_in_the_map(
    chromium: Any, served: Served
) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page = context.new_page()
    did = enter(page, served.url)
    page.goto("about:blank")
    context.close()

    assert missing(Store(served.folder).open("registering-with-the-library").to_json()) == []
    assert did.clicks <= MOST_CLICKS
    assert sum(did.screens.values()) < MOST_SCREENS, did.screens
    assert did.seconds / 60 <= MOST_MINUTES


def test_what_is_entered_is_what_the_sample_says() -> None:
    plain = re.sub(r"[“”\"]", "", SAMPLE)
    entered = [library.TITLE, library.CUSTOMERS, library.STARTS, library.ENDS]
    entered += [cell for row in (*library.PERSONAS, *library.STEPS) for cell in row if cell]
    entered += [row[0] for row in (*library.MOMENTS, *library.SOLUTIONS)] + [library.FIGURE[0]]
    assert [words for words in entered if words not in plain] == []
