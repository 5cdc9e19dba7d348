"""Next quarter's file has columns that the one before had not: one press each says what they are, and that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers_in_both
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import Store

if TYPE_CHECKING:
    from workbook_server import Served

SCORE = "Points from 1 to 5, where 5 is the best"


def answers(*new: str) -> str:
    rows = ["\t".join(["Respondent ID", "Call", "Visit", *new])]
    rows += [
        "\t".join([str(1000 + at), *(str(1 + (at + more) % 5) for more in range(2 + len(new)))]) for at in range(20)
    ]
    return "\n".join(rows)


@pytest.fixture
def page(chromium: Any, served: Served) -> Any:
    steps = (Step(id="call", name="Call"), Step(id="visit", name="Visit"))
    trip = Store(served.folder).create(Journey(id="new-columns", title="A visit", steps=steps)).id
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page.goto(served.address("feedback", trip))
    page.wait_for_selector("[data-ready] .cjm-fb-bring textarea")
    yield page
    page.close()


def bring(page: Any, table: str) -> None:
    page.get_by_label("Paste a table").fill(table)
    page.get_by_role("button", name="Look at it").click()


def put(page: Any, when: str) -> None:
    page.get_by_label("What the survey is called").fill(f"Visits {when}")
    page.get_by_label("When was it asked?").fill(when)
    page.get_by_role("button", name="Put ").click()
    expect(page.get_by_role("heading", name=f"“Visits {when}” is on the map")).to_be_focused()


def test_of_each_new_column_it_is_said_by_keyboard_what_it_is(page: Any) -> None:
    bring(page, answers())
    page.get_by_role("button", name=SCORE).click()
    put(page, "March 2026")

    bring(page, answers("Parking", "Overall", "Visitor number"))
    new = page.get_by_role("group", name="3 columns that were not there last time")
    expect(new).to_be_visible()
    assert not [one for each in barriers_in_both(page).values() for one in each]
    new.get_by_role("button", name="A step “Parking”").press("Enter")
    expect(page.get_by_label("Parking goes to")).to_have_value("\0new")
    new = page.get_by_role("group", name="2 columns that were not there last time")
    assert soon(lambda: page.evaluate("document.activeElement.tagName")) == "H2"
    new.get_by_role("button", name="About the journey as a whole “Overall”").press("Space")
    page.get_by_role("button", name="Leave it out “Visitor number”").press("Enter")
    expect(page.locator(".cjm-fb-new")).to_have_count(0)
    expect(page.get_by_role("cell", name="You chose it")).to_have_count(2)
    expect(page.get_by_role("button", name="Put 3 steps and 1 outcome on the map")).to_be_enabled()
    put(page, "June 2026")

    bring(page, answers("Parking", "Overall", "Visitor number"))
    expect(page.get_by_text("3 steps, 1 outcome, each as last time")).to_be_visible()
    expect(page.locator(".cjm-fb-new, .cjm-fb-questions fieldset")).to_have_count(0)
