"""What each team has to do, in a real browser."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from method_harness import parts_of_the_method, scrolls_sideways
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Journey, Moment, Solution, Step, Team, Touchpoint
from cjm_widgets.journey.teams import teams_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JOURNEY = Journey(
    id="visit",
    title="A visit",
    teams=(Team(id="desk", name="Front <b>desk</b>", lead="Bo, 2041"), Team(id="works", name="Works")),
    steps=(
        Step(id="in", name="I come in", touchpoints=(Touchpoint(id="bell", name="Bell", responsible="desk"),)),
        Step(id="out", name="I go", touchpoints=(Touchpoint(id="door", name="Door"),)),
    ),
    moments=(Moment(id="m", name="Nobody comes", step="in", hot_spot=True),),
    solutions=(
        Solution(id="sign", title="Put up a sign", team="desk", owner="Bo", due="2026-10", step="in"),
        Solution(id="paint", title="Paint the door", team="works", due="2027-01", state="under-way"),
        Solution(id="ask", title="Ask them"),
    ),
)


@pytest.fixture
def part(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    with parts_of_the_method(part_pages) as open_part:

        def opened(journey: Journey = JOURNEY, **options: Any) -> Any:
            work = [one.to_json() for one in teams_work(journey, date(2026, 11, 28))]
            return open_part("teams", journey, teams=work, **options)

        yield opened


def test_one_opens_ones_team_and_sees_what_it_has_to_do(part):
    page = part(links="/pages")
    details = page.locator("details")
    assert soon(page.locator("summary > b").all_inner_texts) == ["Nobody yet", "Front <b>desk</b>", "Works"]
    desk = details.nth(1)
    expect(desk).to_contain_text("Bo, 2041")
    expect(desk).to_contain_text("1 to do · delivers 1 touchpoint · 1 overdue")
    desk.locator("summary").focus()
    page.keyboard.press("Enter")
    assert soon(lambda: desk.locator("li").all_inner_texts()) == [
        "“Put up a sign” · I come in · Bo · due October 2026 · overdue",
        "Bell · I come in",
        "“Nobody comes” · hot spot",
    ]
    assert soon(lambda: desk.locator("li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")) == [
        "/pages#solutions",
        "/pages#steps",
        "/pages#moments",
    ]
    # what somebody opened stays open when another thing changes
    page.evaluate("give({view: {...window.view, teams: window.view.teams.slice(1)}})")
    expect(page.locator("details").first).to_have_attribute("open", "")


def test_what_nobody_is_responsible_for_comes_first(part):
    page = part()
    page.locator("summary").first.click()
    assert soon(lambda: page.locator("details").first.locator("li").all_inner_texts()) == [
        "“Ask them” · no date",
        "Door · I go",
    ]


def test_teams_with_nothing_else_to_do_stand_together_at_the_end(part):
    idle = Team(id="bell", name="Bell makers")
    page = part(JOURNEY.model_copy(update={"teams": (idle, *JOURNEY.teams)}))
    expect(page.locator(".teams > details").last).to_contain_text("1 team with nothing to do now")
    page.get_by_text("1 team with nothing").click()
    expect(page.get_by_text("Bell makers")).to_be_visible()


def test_paper_shows_every_team_open_and_the_screen_then_what_was_open(part):
    page = part()
    open_ones = "[...document.querySelectorAll('details')].map(one => one.open)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert soon(lambda: page.evaluate(open_ones)) == [True, True, True]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert soon(lambda: page.evaluate(open_ones)) == [False, False, False]


def test_where_there_is_no_team_it_says_what_to_do(part):
    page = part(Journey(id="visit"), links="/pages")
    expect(page.get_by_role("link", name="Add the teams")).to_have_attribute("href", "/pages#teams")


@pytest.mark.parametrize("width", [704, 320])
def test_nothing_keeps_people_out(part, width):
    page = part(width=width)
    for at in range(3):
        page.locator("summary").nth(at).click()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: not scrolls_sideways(page))
