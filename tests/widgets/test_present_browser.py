"""Presenting ends with what belongs to the whole journey: what stands at no step is no less a part of it."""

from __future__ import annotations

from typing import Any

import pytest
from barriers import NONE, barriers_in_both
from mapped import given, starter
from playwright.sync_api import expect

from cjm_widgets.journey.model import Journey

LOOSE = {"solutions": {"id": "pass", "title": "One pass for all of it"}, "moments": {"id": "sign", "name": "No sign"}}


@pytest.fixture
def presented(part_pages: dict[str, Any]) -> Any:
    def present(*loose: str, width: int = 1366) -> Any:
        values = starter("airport").to_json()
        for name in loose:
            values[name] = [*values[name], LOOSE[name]]
        page = part_pages["map_page"].open(
            {"part": "map", **given(Journey.model_validate(values))}, width=width, height=768
        )
        page.get_by_role("link", name="Present").click()
        return page

    yield present
    part_pages["map_page"].done()


@pytest.mark.parametrize("width", [390, 1366])
def test_the_last_screen_shows_what_stands_at_no_step(presented, width):
    page = presented("solutions", "moments", width=width)
    page.keyboard.press("End")
    screen = page.locator(".cjm-present .screen")
    for told in ("For the whole journey", "One pass for all of it", "No sign"):
        expect(screen).to_contain_text(told)
    expect(page.locator(".cjm-present [role=status]")).to_have_text("For the whole journey")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    assert barriers_in_both(page) == NONE
    page.get_by_role("button", name="Back", exact=True).click()
    expect(screen).to_contain_text("10 of 10")


def test_without_such_things_the_last_step_is_the_last_screen(presented):
    page = presented()
    page.keyboard.press("End")
    expect(page.locator(".cjm-present .screen")).to_contain_text("10 of 10")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="For the whole journey")).to_have_count(0)


def test_a_quote_that_stays_in_the_group_is_counted_and_a_rating_stands_apart_from_whose_it_is(part_pages):
    quotes = [{"id": "q", "words": "I rang eleven times"}]
    ratings = [{"id": "room", "scale": "felt", "value": -2}]
    values = {"id": "begun", "steps": [{"id": "ring", "name": "Rings", "quotes": quotes, "ratings": ratings}]}
    page = part_pages["map_page"].open({"part": "map", **given(Journey.model_validate(values))}, width=1366, height=768)
    page.get_by_role("link", name="Present").click()
    page.keyboard.press("1")
    screen = page.locator(".cjm-present .screen")
    expect(screen).to_contain_text("Not shown: 1 quote not settled yet whether to be quoted.")
    expect(screen).not_to_contain_text("eleven")
    expect(screen.locator(".figure p")).to_have_text(["−2 very dissatisfied", "Our group, assumed"])
    part_pages["map_page"].done()
