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
    page.wait_for_selector("[data-cjm-slot=status][data-state=saved]", timeout=60_000)
    page.opened = lambda: Store(served.folder).open(journey)
    yield page
    context.close()


def ground(page: Any) -> tuple[str, str]:
    journey = page.opened()
    found = rests_on(journey, next(one for one in journey.steps[0].ratings if one.id == "room"))
    return found.basis, found.name


def test_a_source_is_named_where_it_is_chosen_and_its_kind_makes_the_figure_firmer(page: Any) -> None:
    page.locator(ROOM).get_by_role("button", name=re.compile("^Add a source")).click()
    page.keyboard.type("Focus group")
    page.keyboard.press("Enter")
    assert soon(lambda: ground(page)) == ("assumed", "Focus group")
    page.get_by_role("heading", name="Sources").first.click()
    (source,) = [one for one in page.opened().sources if one.name == "Focus group"]
    page.get_by_role("button", name=re.compile("^Source .*Focus group")).click()
    page.locator(f"[data-path='sources/{source.id}/kind'] select").select_option(label="A focus group")
    assert soon(lambda: ground(page)) == ("reported", "Focus group")
    expect(page.locator(".legend").first).to_contain_text("Our group and Focus group")

    page.get_by_role("button", name="Remove Focus group").click()
    stays = "“Focus group” is chosen at Employer calls. Choose something else there first; then it can be removed."
    expect(page.locator(".cjm-undo")).to_contain_text(stays)
    assert ground(page) == ("reported", "Focus group")
