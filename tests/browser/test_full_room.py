"""A room with one place: who comes second is told so in words, and comes in by themselves when there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from playwright.sync_api import expect
from soon import soon
from workbook_server import Served, serving

FORM = "[data-ready] .cjm-page"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("full"), "--host", "0.0.0.0", "--most", "1") as running:
        yield running


@pytest.fixture
def comes(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """Gives the page of somebody new who opens a link; all leave at the end."""
    contexts = []

    def come(link: str) -> Any:
        contexts.append(chromium.new_context(viewport=PHONE, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.goto(link)
        return page

    yield come
    for context in contexts:
        context.close()


def test_the_second_reads_why_they_wait_and_comes_in_without_a_click_when_the_first_has_left(
    served: Served, comes: Callable[[str], Any]
) -> None:
    employer, airport = served.links().teams
    ana = comes(airport)
    ana.wait_for_selector(FORM)
    ben = comes(employer)
    assert soon(lambda: ben.locator("h1").inner_text()) == "The room is full"
    assert "Yours comes as soon as another is closed" in soon(ben.locator("main").inner_text)
    assert "tries again by itself" in soon(ben.locator("main").inner_text)
    expect(ben.locator(FORM)).to_have_count(0)
    assert barriers_in_both(ben) == NONE
    assert soon(lambda: ben.evaluate("document.documentElement.scrollWidth")) <= PHONE["width"]

    fay = comes(served.links().leads)
    fay.wait_for_selector(FORM)
    ana.reload()
    ana.wait_for_selector(FORM)
    assert soon(lambda: ben.locator("h1").inner_text()) == "The room is full", (
        "a page that is loaded again keeps its place"
    )

    ana.goto("about:blank")
    ben.wait_for_selector(FORM)
    assert "journey=employer" in ben.url
    assert served.process.poll() is None
