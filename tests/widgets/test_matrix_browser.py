"""Solutions by value and effort, their ranking, and the mismatches, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from method_harness import edits, focused, parts_of_the_method, said, scrolls_sideways, seen
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.mismatch import PRIORITY_RULE
from cjm_widgets.journey.model import Journey, Need, Solution, Stage, Step, Team, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOLUTIONS = (
    Solution(id="signs", title="Put up <i>signs</i>", impact=4, effort=1),
    Solution(id="desk", title="Move the desk", impact=4, effort=1),
    Solution(id="app", title="Build an app", impact=3, effort=5),
    Solution(id="hours", title="Open later", impact=2, effort=4),
    Solution(id="call", title="Call people back"),
)


def journey(*solutions: Solution) -> Journey:
    return Journey(id="visit", title="A visit", solutions=solutions or SOLUTIONS)


@pytest.fixture
def part(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    with parts_of_the_method(part_pages) as open_part:
        yield lambda name, given=None, **options: open_part(name, given or journey(), **options)


def token(page: Any, solution: str) -> Any:
    return page.locator(f"[role=slider][data-id={solution}]")


def drag(page: Any, solution: str, impact: float, effort: float) -> None:
    token(page, solution).hover()
    page.mouse.down()
    plot = page.locator(".plot").bounding_box()
    x = plot["x"] + (effort - 0.5) / 5 * plot["width"]
    y = plot["y"] + (5.5 - impact) / 5 * plot["height"]
    page.mouse.move(x, y, steps=3)


def follow(page: Any) -> None:
    """Python's answer to the edits so far."""
    page.evaluate("view => window.give({view})", seen(Journey.model_validate(page.evaluate("window.journey"))))


def test_a_disc_carries_the_number_of_its_solution_and_says_where_it_stands(part):
    page = part("matrix")
    for at, one in enumerate(SOLUTIONS, 1):
        if one.impact and one.effort:
            expect(token(page, one.id).locator(".number")).to_have_text(str(at))
            expect(page.locator(f".list li[data-id={one.id}] b")).to_have_text(str(at))
    expect(token(page, "app")).to_have_attribute("aria-valuetext", "value 3 of 5, effort 5 of 5, big project")
    expect(page.get_by_role("slider", name="Call people back")).to_have_attribute("aria-valuetext", "not rated yet")
    expect(page.locator("i")).to_have_count(0)
    others = journey(*(one.model_copy(update={"control": "not-ours"}) if one.id == "app" else one for one in SOLUTIONS))
    page.evaluate("given => window.give(given)", {"view": seen(others), "journey": others.to_json()})
    assert soon(lambda: token(page, "app").locator(".number").inner_text()) == "–"
    expect(token(page, "app")).to_have_attribute(
        "aria-valuetext", "value 3 of 5, effort 5 of 5, big project, for others to decide"
    )


def test_arrow_keys_change_value_and_effort_within_the_scale(part):
    page = part("matrix")
    token(page, "app").focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    assert soon(lambda: edits(page)) == [
        ["solutions/app/impact", 4],
        ["solutions/app/effort", 4],
        ["solutions/app/impact", 3],
    ]
    assert soon(lambda: said(page)) == "Build an app: value 3 of 5, effort 4 of 5, big project"
    assert soon(lambda: focused(page)) == "app"


def test_an_unrated_one_is_placed_in_the_middle_with_enter_and_taken_out_with_delete(part):
    page = part("matrix")
    token(page, "call").focus()
    page.keyboard.press("Enter")
    assert soon(lambda: edits(page)) == [["solutions/call/impact", 3], ["solutions/call/effort", 3]]
    assert soon(lambda: focused(page)) == "call"
    expect(page.locator(".tray")).to_be_hidden()
    page.keyboard.press("Delete")
    assert soon(lambda: edits(page)[2:]) == [["solutions/call/impact", None], ["solutions/call/effort", None]]
    assert soon(lambda: focused(page)) == "call"


def test_a_half_rated_one_waits_and_keeps_what_it_has(part):
    page = part("matrix", journey(Solution(id="half", title="Half", effort=5)))
    expect(page.locator(".tray")).to_be_visible()
    token(page, "half").focus()
    page.keyboard.press("Enter")
    assert soon(lambda: edits(page)) == [["solutions/half/impact", 3]]


def test_a_drag_snaps_to_whole_numbers_and_the_ranking_follows(part):
    page = part("matrix")
    drag(page, "call", 5.2, 1.3)
    assert soon(lambda: edits(page)) == []
    page.mouse.up()
    assert soon(lambda: edits(page)) == [["solutions/call/impact", 5], ["solutions/call/effort", 1]]
    follow(page)
    page.get_by_text("Show as a table").click()
    expect(page.get_by_role("row", name=re.compile("Call people back 1st 5 1"))).to_be_visible()


def test_a_long_name_taken_by_its_end_lands_in_the_square_that_is_pointed_at(part):
    page = part("matrix")
    chip = page.locator(".waiting .token").first
    solution = chip.get_attribute("data-id")
    box = chip.bounding_box()
    for end in (6, box["width"] - 6):
        page.mouse.move(box["x"] + end, box["y"] + box["height"] / 2)
        page.mouse.down()
        plot = page.locator(".plot").bounding_box()
        # just within the square of value 4 and effort 2
        x = plot["x"] + plot["width"] * (0.22 if end > 6 else 0.38)
        page.mouse.move(x, plot["y"] + 0.3 * plot["height"], steps=3)
        held = chip.bounding_box()
        assert abs(held["x"] + held["width"] / 2 - x) < 2, "it hangs where one points"
        page.mouse.up()
        assert soon(lambda: edits(page)[-2:]) == [
            [f"solutions/{solution}/impact", 4],
            [f"solutions/{solution}/effort", 2],
        ]
        page.locator(f".token[data-id={solution}]").focus()
        page.keyboard.press("Delete")
        chip = page.locator(f".waiting .token[data-id={solution}]")
        chip.wait_for()
        box = chip.bounding_box()


def test_a_drag_is_given_up_with_escape_and_outside_the_picture(part):
    page = part("matrix")
    drag(page, "app", 5, 1)
    page.keyboard.press("Escape")
    page.mouse.up()
    drag(page, "app", -1, 1)
    page.mouse.up()
    assert soon(lambda: edits(page)) == []


def test_buttons_and_the_list_do_the_same_as_a_drag(part):
    page = part("matrix")
    page.get_by_role("button", name="Build an app", exact=True).click()
    for name in ("More value", "Less effort", "Less value", "More effort", "More effort"):
        page.get_by_role("button", name=name).click(force=True)  # the last has nothing to do
    assert soon(lambda: edits(page)) == [
        ["solutions/app/impact", 4],
        ["solutions/app/effort", 4],
        ["solutions/app/impact", 3],
        ["solutions/app/effort", 5],
    ]
    page.get_by_role("button", name="Open the card of Build an app").click()
    assert soon(lambda: page.evaluate("window.went")) == ["solutions/app"]


@pytest.mark.parametrize("width", [704, 320])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_several_of_one_cell_stand_side_by_side(part, width, count):
    same = [Solution(id=f"s{at}", title=f"Solution {at}", impact=3, effort=3) for at in range(count)]
    page = part("matrix", journey(*same), width=width)
    boxes = [one.bounding_box() for one in page.locator(".placed .token").all()]
    assert len(boxes) == count
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
            assert apart >= one["width"] - 0.5


def test_the_name_shows_on_hover(part):
    page = part("matrix")
    expect(token(page, "app").locator(".name")).to_be_hidden()
    token(page, "app").hover()
    assert soon(lambda: token(page, "app").locator(".name").inner_text()) == "Build an app"


def test_the_matrix_is_said_in_words_and_in_a_table(part):
    page = part("matrix")
    assert soon(lambda: page.locator("figcaption").text_content()) == (
        "Quick wins: Put up <i>signs</i> and Move the desk. Big projects: Build an app. Think again: Open later. "
        "Not rated yet: Call people back."
    )
    page.get_by_text("Show as a table").click()
    assert soon(lambda: page.get_by_role("row").last.inner_text().split("\t")) == [
        "5 Call people back",
        "–",
        "not said",
        "not said",
        "–",
    ]


def test_the_ranking_says_how_firm_it_is_and_how_it_is_made(part):
    page = part("ranking")
    ranked = seen(journey())["ranking"]["ranked"]
    first = page.locator(".ranks > li").first
    assert f"In the top three in {round(ranked[0]['top'] * 100)} of 100 tries with slightly different answers" in soon(
        first.inner_text
    )
    assert "Call people back" in soon(lambda: page.locator(".unranked").inner_text())
    page.get_by_text("How this is worked out").click()
    assert "minus the work" in soon(lambda: page.locator(".how").inner_text())
    first.get_by_role("button").click()
    assert soon(lambda: page.evaluate("window.went")) == ["solutions/signs"]


def test_a_shared_place_is_marked_and_the_last_of_many_stays_outside_the_top_three(part):
    sure = [Solution(id=f"s{at}", title=f"S{at}", impact=5, effort=1, sure="sure") for at in range(6)]
    last = Solution(id="last", title="Last", impact=1, effort=5, sure="sure")
    page = part("ranking", journey(*sure, last))
    places = page.locator(".ranks .place")
    assert soon(places.all_inner_texts) == ["1st="] * 6 + ["7th"]
    assert "In the top three in 0 of 100 tries with slightly different answers. It stays outside." in soon(
        page.locator(".ranks > li").last.inner_text
    )
    page = part("ranking", journey(*sure[:3], last))
    assert "in 100 of 100 tries with slightly different answers. It stays among them." in soon(
        page.locator(".ranks > li").first.inner_text
    )


def test_focus_stays_on_a_solution_while_the_ranking_changes(part):
    page = part("ranking")
    page.get_by_role("button", name="Build an app").focus()
    page.evaluate("window.journey.solutions[2].effort = 1")
    follow(page)
    assert soon(lambda: page.locator(".ranks > li").first.inner_text().startswith("1st=\n1 Put up"))
    assert soon(lambda: focused(page)) == "app"


def gaps(*touchpoints: Touchpoint) -> Journey:
    needs = (Need(id="when", name="When is it my turn?", kind="question"),)
    return Journey(
        id="visit",
        title="A visit",
        stages=(Stage(id="wait", name="Waiting", needs=needs),),
        steps=(Step(id="sit", name="Sit down", stage="wait", touchpoints=touchpoints),),
        teams=(Team(id="front", name="Front desk"),),
        solutions=(Solution(id="board", title="A board", need="when", team="front", impact=4, effort=2),),
    )


def test_a_mismatch_names_team_effort_and_priority_and_leads_to_its_place(part):
    page = part("mismatches", gaps(Touchpoint(id="poster", name="Poster")), links="03_steps.ipynb")
    assert soon(page.get_by_role("status").first.inner_text) == "2 mismatches."
    gap = page.get_by_role("listitem").filter(has_text="When is it my turn?").inner_text()
    assert "Team: Front desk" in gap
    assert "Effort: 2 of 5" in gap
    assert "Priority: do first" in gap
    page.get_by_text("How the priority is found").click()
    expect(page.get_by_text(PRIORITY_RULE)).to_be_visible()

    page.get_by_role("link", name="Go to the touchpoint").click()  # the form of this page has it
    assert soon(lambda: page.evaluate("window.went")) == ["steps/sit/touchpoints/poster/serves"]
    page.get_by_role("link", name="Go to the question").click()  # it has not: on to the other workbook
    page.wait_for_url("**/03_steps.ipynb#stages")


def test_a_touchpoint_that_meets_the_need_takes_the_mismatch_away(part):
    page = part("mismatches", gaps())
    assert soon(page.get_by_role("status").first.inner_text) == "1 mismatch."
    answered = gaps(Touchpoint(id="screen", name="Screen", serves=("when",)))
    page.evaluate("given => window.give(given)", {"view": seen(answered), "journey": answered.to_json()})
    assert soon(lambda: page.get_by_role("status").first.inner_text().startswith("Every goal and question is answered"))
    expect(page.get_by_text("How the priority is found")).to_be_hidden()
    expect(page.get_by_role("listitem")).to_have_count(0)


@pytest.mark.parametrize(
    ("needs", "touchpoints", "says"),
    [
        (0, 0, "No goals, questions or touchpoints are written down yet."),
        (0, 6, "No goals or questions are written down yet to compare the touchpoints with."),
        (1, 0, "1 mismatch."),
    ],
)
def test_what_is_said_to_be_missing_is_not_there(part, needs, touchpoints, says):
    journey = gaps(*(Touchpoint(id=f"t{at}", name=f"Letter {at}") for at in range(touchpoints)))
    page = part("mismatches", journey if needs else journey.model_copy(update={"stages": ()}))
    assert soon(page.get_by_role("status").first.inner_text) == says


@pytest.mark.parametrize("width", [704, 320])
@pytest.mark.parametrize("name", ["matrix", "ranking", "mismatches"])
def test_nothing_keeps_people_out(part, name, width):
    page = part(name, gaps(Touchpoint(id="p", name="P")) if name == "mismatches" else None, width=width)
    if name == "matrix":
        token(page, "app").focus()
        page.get_by_text("Show as a table").click()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: not scrolls_sideways(page))


def test_what_is_done_or_dropped_does_not_look_as_if_it_waited(part):
    done = Solution(id="done", title="Cut the hedge", impact=5, effort=1, state="done")
    dropped = Solution(id="off", title="Build a lift", impact=1, effort=5, state="dropped")
    page = part("matrix", journey(*SOLUTIONS, done, dropped))
    expect(token(page, "done").locator(".number")).to_have_text("✓")
    expect(token(page, "off").locator(".number")).to_have_text("×")
    expect(token(page, "done")).to_have_attribute("aria-valuetext", "value 5 of 5, effort 1 of 5, quick win, done")
    told = page.locator("figcaption").first
    expect(told).to_contain_text("Done: Cut the hedge. Dropped: Build a lift.")
    wins = re.search(r"Quick wins: [^.]*", told.inner_text())
    assert wins
    assert "hedge" not in wins[0]
    expect(page.get_by_role("button", name="Cut the hedge, done")).to_have_count(1)
