"""A page comes up on a computer or a network that is slow, and tries again by itself where something went missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from soon import soon
from workbook_server import Served

MODULE = "**/cjm/widgets/*/page.js*"
FORM = "[data-ready] .cjm-page"
SAVED = "document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')"
CLOCK = Path(__file__).with_name("jumping_clock.js")
LONGER_THAN_ANYWIDGET_WAITS = 8_000
"""Milliseconds. It gives a widget two seconds from when the page is told of it, which takes as long again."""


@pytest.fixture
def tab(chromium: Any) -> Any:
    context = chromium.new_context()
    page = context.new_page()
    page.loads = []
    page.on("domcontentloaded", lambda _: page.loads.append(page.url))
    yield page
    context.close()


def type_and_wait_until_it_is_saved(tab: Any) -> None:
    tab.locator("main textarea").locator("visible=true").first.click()
    tab.keyboard.type("Typed late.")
    tab.wait_for_function(SAVED)


def test_a_form_whose_script_takes_long_comes_up_the_first_time_and_hears_that_it_saved(
    tab: Any, served: Served
) -> None:
    kept: list[Any] | None = []
    tab.route(MODULE, lambda route: route.continue_() if kept is None else kept.append(route))
    tab.goto(served.address("04_satisfaction", "airport"), wait_until="commit")
    tab.wait_for_timeout(LONGER_THAN_ANYWIDGET_WAITS)
    late, kept = kept, None
    for route in late:
        route.continue_()

    tab.wait_for_selector(FORM)
    type_and_wait_until_it_is_saved(tab)

    assert late
    assert len(tab.loads) == 1, "it was loaded again"


def test_a_form_that_the_front_end_gave_up_on_in_the_moment_it_came_is_drawn_all_the_same(
    tab: Any, served: Served
) -> None:
    tab.add_init_script(path=CLOCK)
    tab.goto(served.address("04_satisfaction", "airport"), wait_until="commit")

    tab.wait_for_selector(FORM)
    type_and_wait_until_it_is_saved(tab)

    assert len(tab.loads) == 1, "it was loaded again"
    expect(tab.locator("main .cjm-page")).to_have_count(1)
    assert soon(lambda: "not found" not in tab.inner_text("main"))


def test_a_page_whose_script_did_not_arrive_is_loaded_again_by_itself(tab: Any, served: Served) -> None:
    asked: list[str] = []

    def at_first_not(route: Any) -> None:
        asked.append(route.request.url)
        if len(asked) > 2:  # asked for ahead of time, and once more when it is needed
            route.continue_()
        else:
            route.abort()

    tab.route(MODULE, at_first_not)
    tab.goto(served.address("04_satisfaction", "airport"), wait_until="commit")

    tab.wait_for_selector(FORM)

    assert len(tab.loads) > 1


def test_a_page_whose_script_never_arrives_says_so_and_shows_no_error_of_a_script(tab: Any, served: Served) -> None:
    tab.route(MODULE, lambda route: route.abort())
    tab.goto(served.address("04_satisfaction", "airport"), wait_until="commit")

    tab.wait_for_selector("[data-cjm-waiting-again]:visible")
    tab.wait_for_timeout(1000)
    tab.wait_for_selector("[data-cjm-waiting-again]:visible")

    assert "takes longer than it should" in soon(lambda: tab.inner_text("[data-cjm-waiting]"))
    assert soon(lambda: "javascript error" not in tab.inner_text("main"))
