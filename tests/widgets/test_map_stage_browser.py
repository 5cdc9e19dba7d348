"""A stage begins on the map itself: at the head of a step, in the row of the stages, by mouse, keyboard and finger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from mapped import given, starter
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def opened(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    def open_map(*, stages: bool = True, width: int = 1366, touch: bool = False, **more: Any) -> Any:
        values = starter("airport").to_json()
        if not stages:
            values = {**values, "stages": [], "steps": [{**step, "stage": None} for step in values["steps"]]}
        return part_pages["map_page"].open(
            {"part": "map", **given(Journey.model_validate(values)), **more}, width=width, height=768, touch=touch
        )

    yield open_map
    part_pages["map_page"].done()


def stages(page: Any) -> list[tuple[str, int]]:
    """What the row of the stages says, and over how many steps."""
    return page.locator("tr[data-layer=stages] > .stage").evaluate_all(  # type: ignore[no-any-return]
        "all => all.map(one => [one.querySelector('.editable > span')?.textContent ?? '', one.colSpan])"
    )


def here(page: Any) -> str:
    return page.evaluate("document.activeElement.dataset.spot ?? document.activeElement.localName")  # type: ignore[no-any-return]


def said(page: Any) -> str:
    return page.evaluate("window.said")  # type: ignore[no-any-return]


def test_a_stage_begins_at_the_head_of_a_step_by_mouse(opened):
    page = opened()
    first, [name, width], *rest = stages(page)
    head = page.locator("th.step").nth(2)
    head.hover()
    head.get_by_role("button", name="New stage from 3 Bag tag on").click()
    page.keyboard.type("At the desk")
    assert barriers_in_both(page) == NONE
    page.keyboard.press("Enter")
    assert soon(lambda: stages(page)) == [first, [name, 1], ["At the desk", width - 1], *rest]
    assert soon(lambda: said(page)) == "Stage “At the desk” is added from Step 3: Bag tag on, with 2 steps."
    expect(page.locator(".adds[data-editing]")).to_have_count(0)
    assert soon(lambda: here(page).startswith("stages/"))  # one goes on at what was made
    head.hover()
    expect(head.get_by_role("button", name="New stage from")).to_have_count(0)  # one begins there now


def test_a_stage_begins_by_keyboard_and_escape_leaves_all_as_it_was(opened):
    page = opened()
    before = stages(page)
    page.locator("table.map [data-path='steps/bag-tag/name'] > .pencil").focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert soon(lambda: here(page)) == "add stages bag-tag"
    page.keyboard.press("Enter")
    page.keyboard.type("Not this")
    page.keyboard.press("Escape")
    assert soon(lambda: here(page)) == "add stages bag-tag"
    assert soon(lambda: stages(page)) == before
    page.keyboard.press("Enter")
    page.keyboard.type("At the desk")
    page.keyboard.press("Enter")
    assert soon(lambda: [one for one, _ in stages(page)][:3]) == [before[0][0], before[1][0], "At the desk"]
    page.keyboard.press("ArrowDown")
    assert soon(lambda: here(page)) == "steps/bag-tag/name"


def test_where_no_step_has_a_stage_their_row_asks_for_one(opened):
    page = opened(stages=False)
    steps = page.locator("th.step").count()
    row = page.locator("tr[data-layer=stages]")
    expect(row).to_be_visible()
    row.get_by_role("button", name="New stage from 1 Booking on").click()
    page.keyboard.type("Before the journey")
    page.keyboard.press("Enter")
    assert soon(lambda: stages(page)) == [["Before the journey", steps]]
    assert barriers_in_both(page) == NONE


def test_on_a_phone_a_stage_begins_from_the_tools_of_its_step(opened):
    page = opened(width=390, touch=True)
    for _ in range(2):
        page.get_by_role("button", name="Next step").tap()
    page.locator(".own .pencil").tap()
    page.get_by_role("button", name="New stage from this step on").tap()
    page.keyboard.type("At the desk")
    expect(page.get_by_role("textbox", name="New stage from 3 Bag tag on")).to_be_visible()
    assert barriers_in_both(page) == NONE
    page.get_by_role("button", name="Add", exact=True).tap()
    expect(page.locator(".stepper .meta")).to_contain_text("At the desk")
    page.locator(".own .pencil").tap()
    expect(page.get_by_role("button", name="Add a step after this one")).to_be_visible()
    expect(page.get_by_role("button", name="New stage from this step on")).to_have_count(0)


def test_what_is_only_read_and_paper_offer_no_stage(opened):
    page = opened(stages=False, closed=["03_steps.ipynb"])
    expect(page.locator("th.step").first).to_be_visible()
    expect(page.locator("[data-adds=stages], tr[data-layer=stages]")).to_have_count(0)
    page = opened(stages=False)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cjm-paper th.step").first).to_be_attached()
    expect(page.locator(".cjm-paper :is([data-adds], tr[data-layer=stages])")).to_have_count(0)
    expect(page.locator(".outline [data-key=stages]")).to_have_count(0)
