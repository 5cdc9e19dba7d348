"""A source is entered where it is chosen, what follows from it is seen at once, and it stays while it is chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.grounds import rests_on
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_server import Served

ROOM = "[data-path='steps/call/ratings/room/source']"


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    """“Satisfaction” of a new copy of the employer's journey, with `page.opened()`, the journey as it is saved."""
    store = Store(served.folder)
    journey = make_journey(store, f"Employer {uuid4().hex}", "employer").id
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(served.address("04_satisfaction", journey))
    page.wait_for_selector("[data-cjm-slot=status][data-state=saved]")
    page.opened = lambda: Store(served.folder).open(journey)
    yield page
    context.close()


def ground(page: Any) -> tuple[str, str]:
    journey = page.opened()
    found = rests_on(journey, next(one for one in journey.steps[0].ratings if one.id == "room"))
    return found.basis, found.name


def add_a_source(page: Any, name: str) -> None:
    page.locator(ROOM).get_by_role("button", name=re.compile("^Add a source")).click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def filled(page: Any) -> Any:
    return page.locator(".cjm-more-count", has_text="filled").last


def test_a_source_says_what_it_is_where_it_is_chosen_and_makes_the_figure_firmer(page: Any) -> None:
    before = len(page.opened().sources)
    add_a_source(page, "Focus group")
    kind = page.locator(ROOM).get_by_label("What is it?")
    expect(kind).to_be_focused()
    kind.select_option(label="A focus group")
    page.locator(ROOM).get_by_role("button", name="Add the source").click()
    assert soon(lambda: ground(page)) == ("reported", "Focus group")
    expect(page.locator(".legend").first).to_contain_text("Our group and Focus group")
    expect(filled(page)).to_contain_text(f" · {before + 1} of {before + 1} filled")

    page.get_by_role("heading", name="Sources").first.click()
    page.get_by_role("button", name="Remove Focus group").click()
    stays = "“Focus group” is chosen at Employer calls. Choose something else there first; then it can be removed."
    expect(page.locator(".cjm-undo")).to_contain_text(stays)
    assert ground(page) == ("reported", "Focus group")


def test_a_source_is_unfinished_until_it_says_what_it_is(page: Any) -> None:
    before = len(page.opened().sources)
    add_a_source(page, "Focus group")
    page.locator(ROOM).get_by_role("button", name="Add the source").click()
    assert soon(lambda: ground(page)) == ("assumed", "Focus group")
    expect(filled(page)).to_contain_text(f" · {before} of {before + 1} filled")

    add_a_source(page, "focus  group")
    page.locator(ROOM).get_by_label("What is it?").select_option(label="A focus group")
    page.locator(ROOM).get_by_role("button", name="Add the source").click()
    assert soon(lambda: ground(page)) == ("reported", "Focus group")
    expect(filled(page)).to_contain_text(f" · {before + 1} of {before + 1} filled")
    assert len(page.opened().sources) == before + 1


@pytest.mark.parametrize("leave", ["another field", "the page"])
def test_a_source_that_was_named_is_kept_when_it_is_left_before_it_says_what_it_is(page: Any, leave: str) -> None:
    before = len(page.opened().sources)
    add_a_source(page, "Focus group")
    expect(page.locator(ROOM).get_by_label("What is it?")).to_be_focused()
    if leave == "the page":
        page.goto(page.url.replace("04_satisfaction", "02_personas"))
    else:
        page.locator(ROOM).get_by_role("combobox").first.focus()
    assert soon(lambda: ground(page)) == ("assumed", "Focus group")
    assert [one.name for one in page.opened().sources][before:] == ["Focus group"]
    assert page.opened().sources[-1].kind is None
