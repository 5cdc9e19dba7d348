"""What moved, as one page: it asks nothing of a network, everybody can read it, and it fits a phone and paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from hostile_journey import journey as hostile
from hostile_journey import script
from planted_changes import TODAY, airport
from playwright.sync_api import expect

from cjm_widgets.formats.difference_page import page_of
from cjm_widgets.journey.differing import Difference, difference
from cjm_widgets.journey.differing.account import Account, Part, Side, account
from cjm_widgets.journey.differing.values import Chart
from cjm_widgets.journey.model import Journey

TOLD = Account("Spring and now", differs=True, parts=(Part("charts", "Over all surveys", ("One step.",)),))


def made(before: Journey, after: Journey) -> bytes:
    found = difference(before, after, TODAY)
    return page_of(found, account(found, Side("Spring", "3 May 2026"), Side("Now")), "en-GB")


@pytest.mark.parametrize("width", [1366, 390])
def test_it_asks_nothing_of_a_network_and_keeps_nobody_out(chromium: Any, tmp_path: Path, width: int) -> None:
    file = tmp_path / "moved.html"
    file.write_bytes(made(*airport()))
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("What moved")
    expect(page.get_by_role("row", name="Bag drop")).to_contain_text("better")
    expect(page.locator("svg").first).to_contain_text("SITA 2026")
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert barriers_in_both(page) == NONE
    context.close()


def test_hostile_words_stay_words() -> None:
    words = script()
    text = made(hostile(words), hostile(script(1))).decode()
    assert not re.search(r"<(script|img|iframe|object|embed|form)\b", text)
    assert "default-src 'none'" in text


def test_a_series_is_drawn_over_its_whole_scale_with_the_middle_of_its_surveys() -> None:
    waves = (*[40.0, 60.0] * 5, 100.0, 0.0)
    text = page_of(
        Difference(charts=(Chart("a", "Wait", "positive-share", "Ward", waves, 50.0, moved=False),)), TOLD, ""
    ).decode()
    (picture,) = re.findall(r'<div class="waves">.*?</div>', text, re.DOTALL)
    assert 'd="M0,30.0H200"' in picture
    assert re.findall(r'cx="(\S+)" cy="(\S+)"', picture)[-2:] == [("181.8", "0.0"), ("200.0", "60.0")]
    assert (
        'aria-label="Wait, 12 surveys. Positive answers, %: 40 % first, 0 % last; the line is the middle, 50 %."'
        in picture
    )
    lower = page_of(
        Difference(charts=(Chart("a", "Wait", "negative-share", "Ward", waves, 30.0, moved=False),)), TOLD, ""
    ).decode()
    assert 'd="M0,18.0H200"' in lower, "few negative answers stand above"
