"""A page comes up on a computer or a network that is slow, and tries again by itself where something went missing."""

from __future__ import annotations

from typing import Any

import pytest
from soon import soon
from workbook_server import Served

MODULE = "**/cjm/widgets/*/page.js*"
FORM = "[data-ready] .cjm-page"
SAVED = "document.querySelector('[data-cjm-slot=status]').textContent.startsWith('Saved')"


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
    tab.wait_for_selector("body[data-connection=connected]")
    late, kept = kept, None
    for route in late:
        route.continue_()

    tab.wait_for_selector(FORM)
    type_and_wait_until_it_is_saved(tab)

    assert late
    assert len(tab.loads) == 1, "it was loaded again"


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

    assert len(tab.loads) == 3
    assert "takes longer than it should" in soon(lambda: tab.inner_text("[data-cjm-waiting]"))
    assert soon(lambda: "javascript error" not in tab.inner_text("main"))
