"""Stages and steps of the map are folded to narrow columns and back: by mouse, keyboard and finger, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from drawn_journey import drawn
from mapped import given
from playwright.sync_api import expect
from soon import soon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCREEN = ".scroll > table.map"


@pytest.fixture
def opened(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    def open_map(width: int = 1366) -> Any:
        return part_pages["map_page"].open({"part": "map", **given(drawn())}, width=width, height=768, theme="light")

    yield open_map
    part_pages["map_page"].done()


def unfold(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=f"Unfold {name}")


def middles(page: Any, what: str) -> list[float]:
    return page.locator(f"{SCREEN} {what}").evaluate_all(  # type: ignore[no-any-return]
        "all => all.map(one => { const { left, width } = one.getBoundingClientRect(); return left + width / 2; })"
    )


def widths(page: Any) -> list[float]:
    return page.locator(f"{SCREEN} th.step").evaluate_all("all => all.map(one => one.offsetWidth)")  # type: ignore[no-any-return]


def test_a_stage_folds_to_a_narrow_column_with_its_steps_its_worst_and_its_best_rating_and_back(opened):
    page = opened()
    page.get_by_role("button", name="Fold stage At the airport").click()
    head = page.locator(f"{SCREEN} th.step").nth(2)
    expect(head).to_contain_text("At the airport 6 steps")
    expect(page.locator(f"{SCREEN} th.step")).to_have_count(3)
    expect(page.get_by_role("status").filter(has_text="At the airport folded")).to_be_attached()
    assert soon(lambda: widths(page)[2] < 0.6 * widths(page)[0])
    figures = page.locator(f"{SCREEN} .figures li").nth(2)
    expect(figures).to_contain_text("worst −2")
    expect(figures).to_contain_text("worst 36 %, best ")
    expect(figures).to_contain_text("n = 5,871")
    unfold(page, "At the airport").click()
    expect(page.locator(f"{SCREEN} th.step")).to_have_count(8)
    expect(page.get_by_role("button", name="Fold stage At the airport")).to_be_focused()


def test_a_step_folds_by_keyboard_stays_folded_and_the_focus_stays_with_it(opened):
    page = opened()
    page.get_by_role("button", name="Fold step 5 Security").focus()
    page.keyboard.press("Enter")
    expect(unfold(page, "5 Security")).to_be_focused()
    assert barriers_in_both(page) == NONE
    page.reload()
    page.wait_for_selector("body[data-ready]")
    unfold(page, "5 Security").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fold step 5 Security")).to_be_focused()


def test_nothing_covers_the_tools_of_a_step_that_is_written_in(opened):
    page = opened()
    step = page.locator(f"{SCREEN} th.step").filter(has_text="Security")
    step.hover()
    step.locator(".pencil").first.click()
    remove = step.get_by_role("button", name="Remove this step")
    expect(remove).to_be_visible()
    expect(step.locator("> .fold-column")).to_be_hidden()
    expect(step.locator(".adds-steps")).to_be_hidden()
    remove.click()
    expect(page.locator(f"{SCREEN} th.step")).to_have_count(7)


def test_points_of_the_curve_and_their_figures_stand_in_the_middle_of_folded_columns_too(opened):
    page = opened()
    page.get_by_role("button", name="Fold stage Before leaving").click()
    page.get_by_role("button", name="Fold step 5 Security").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{SCREEN} th.folded")).to_have_count(2)
    heads = middles(page, "th.step")
    assert soon(lambda: middles(page, ".figures li") == pytest.approx(heads, abs=1.5))
    dots = middles(page, ".of-scale:first-of-type .dots .spot path")
    assert dots
    wide = widths(page)[0]  # of a stage: its worst and its best stand on either side of the middle
    places = [heads[0] - wide / 4, heads[0] + wide / 4, *heads]
    assert [dot for dot in dots if not any(abs(dot - place) < 1.5 for place in places)] == []
    assert min(dots) == pytest.approx(places[0], abs=1.5)


def test_all_stages_are_folded_and_all_is_shown_again(opened):
    page = opened()
    page.get_by_text("Layers", exact=True).click()
    page.get_by_role("button", name="Fold all stages").click()
    expect(page.locator(f"{SCREEN} th.step")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 stages folded")).to_be_attached()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(f"{SCREEN} th.step")).to_have_count(8)
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


@pytest.mark.parametrize("paper", ["One A3 page", "A4 pages"])
def test_paper_shows_what_the_screen_shows_and_says_what_is_folded(opened, paper):
    page = opened()
    page.get_by_role("button", name="Fold stage Before leaving").click()
    page.get_by_text("Print", exact=True).click()
    page.get_by_role("button", name=paper).click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    heads = page.locator(".cjm-paper th.step")
    expect(heads).to_have_count(7)
    expect(heads.first).to_have_text("Before leaving 2 steps")
    expect(page.locator(".cjm-paper .paper-head").first).to_contain_text("Folded: Before leaving (2 steps)")
    expect(page.locator(".cjm-paper button:visible")).to_have_count(0)


def test_the_map_fits_its_width_larger_when_much_is_folded(opened):
    page = opened(width=1000)
    page.get_by_role("button", name="Fit to the width").click()
    size = "getComputedStyle(document.querySelector('.cjm-map')).getPropertyValue('--zoom')"
    before = float(page.evaluate(size))
    page.get_by_text("Layers", exact=True).click()
    page.get_by_role("button", name="Fold all stages").click()
    assert soon(lambda: float(page.evaluate(size)) > before)
