"""A map as one page: it asks nothing of a network, everybody can read it, and it comes back whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from going_out import back, out, small, starters, text_of, written
from hostile_journey import journey as hostile
from hostile_journey import script
from hypothesis import given, settings
from playwright.sync_api import expect

from cjm_widgets.formats import html_file
from cjm_widgets.formats.base import FormatError
from cjm_widgets.journey.model import Journey

AIRPORT = starters()[-1]


@settings(max_examples=8, deadline=None)
@given(small())
def test_a_page_brings_back_all_of_a_map(journey: Journey) -> None:
    found = back(html_file.FORMAT, journey)
    assert found.journey == journey
    assert (found.left_out, found.has_ids) == ((), True)


def test_hostile_words_stay_words_and_end_no_element() -> None:
    journey = hostile(script())
    made = written(html_file.FORMAT, journey)
    assert back(html_file.FORMAT, journey).journey == out(journey).journey
    text = text_of(made.data)
    assert text.count("<script") == 1, "the map itself, as data"
    assert not re.search(r"<(img|iframe|object|embed|form)\b", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize(
    ("page", "says"), [("<p>hello</p>", "no map of this workbook"), ("", "no map of this workbook")]
)
def test_another_page_is_a_sentence(page: str, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        html_file.read(page.encode(), "x.html")


def test_a_damaged_map_in_a_page_is_a_sentence() -> None:
    data = written(html_file.FORMAT, AIRPORT).data.replace(b'"title":', b'"title"')
    with pytest.raises(FormatError, match="is damaged"):
        html_file.read(data, "x.html")


@pytest.mark.parametrize("width", [1366, 390])
def test_it_asks_nothing_of_a_network_and_keeps_nobody_out(chromium: Any, tmp_path: Path, width: int) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(written(html_file.FORMAT, AIRPORT).data)
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name="Through the airport", exact=True)).to_be_visible()
    expect(page.get_by_role("columnheader", name="5. Security")).to_have_count(1)
    expect(page.get_by_role("rowheader", name="Feelings", exact=True)).to_have_count(1)
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert wrong == []
    assert barriers_in_both(page) == NONE
    context.close()
