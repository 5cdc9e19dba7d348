"""What the feedback says, in a real browser: by keyboard, on paper, without a barrier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from method_harness import parts_of_the_method, scrolls_sideways
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.journey.model import Journey, Moment, Persona, Rating, Source, SourceFigure, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def figure(at: int, kind: str, **more: Any) -> SourceFigure:
    return SourceFigure.model_validate({"id": f"f{at}", "kind": kind, **more})


GOES = {"low": 0.3, "high": 0.6, "n": 90, "name": "Overall <b>"}
FIGURES = (
    figure(0, "goes-with", step="in", value=0.45, called=True, first=True, **GOES),
    figure(1, "goes-with", step="out", value=-0.1, **{**GOES, "low": -0.3, "high": 0.1}),
    figure(2, "weight", value=0.4, n=90, name="Overall <b>"),
    figure(3, "weight", step="in", value=0.9, n=90, name="Overall <b>", low=0.7, high=0.95, first=True),
    figure(4, "lowest", step="in", value=94),
    figure(5, "lowest", step="out", value=8),
    figure(6, "differs", step="in", group="Day", other="Stay", value=1, low=0.5, high=1.5, called=True, n=80),
    figure(7, "differs", step="out", group="Day", other="Stay", value=0.1, low=-0.5, high=0.7, n=80, more=350),
    figure(8, "against", step="in", than="out", group="Stay", called=True),
    figure(9, "goes-with", step="wait", name="Overall <b>", n=90),
    figure(10, "outcome", name="Overall <b>", scale="five-points", value=3.5, n=90, low=3.2, high=3.8),
    figure(11, "outcome", name="Overall <b>", scale="five-points", value=3.25, n=40, group="Day"),
)


def rated(step: str, name: str, **values: float) -> Step:
    known = {"survey": "", "survey-day": "Ward: Day", "survey-stay": "Ward: Stay"}
    own = [
        Rating(id=rater, rater=known[rater], scale="five-points", value=value, source="survey", n=40, low=1, high=5)
        for rater, value in ((each.replace("_", "-"), value) for each, value in values.items())
    ]
    return Step(id=step, name=name, ratings=(*own, Rating(id="as-moira", value=-1)))


JOURNEY = Journey(
    id="visit",
    sources=(Source(id="survey", name="Ward", kind="survey", least=5, figures=FIGURES),),
    personas=(Persona(id="moira", name="Moira"),),
    steps=(
        rated("in", "I come in", survey=2.5, survey_day=3, survey_stay=2),
        rated("out", "I <i>go</i>", survey=4, survey_day=4),
        rated("wait", "I wait", survey=3),
    ),
    moments=(Moment(id="m", step="out"),),
)
OUT = "−0.10, −0.30 to 0.10, n = 90"
SAID = [
    "Among the lowest three steps: “I come in” in 94 of 100 draws.",
    "At “I wait” all answered alike: nothing can be said of how far that goes with “Overall <b>”.",
    "“I come in” goes most with “Overall <b>”: 0.45, 0.30 to 0.60, n = 90.",
    "All steps together go with about 39 % of how “Overall <b>” differs from person to person.",
    "“I come in” goes most with “Overall <b>”, and is no moment of truth on your map: look again.",
    f"“I <i>go</i>” is a moment of truth on your map; that it goes with “Overall <b>” is not shown: {OUT}.",
    (
        "“I come in”: Day 3 (n = 40) and Stay 2 (n = 40) differ by more than chance: 1 apart, 0.5 to 1.5 (95 %);"
        " Score, 1 to 5, high is good."
    ),
    (
        "Not enough to say whether Day and Stay differ at “I <i>go</i>” (about 350 more answers)."
        " So many are as likely as not to tell."
    ),
    "Stay rates “I come in” and “I <i>go</i>” the other way round than all together: look at the groups, too.",
    "Figures of fewer than 5 people are not shown, nor those from which they follow.",
]


MANY = """give({view: {surveys: [{...window.view.surveys[0], said: [1, 2, 3, 4, 5]
    .map(at => ({about: "differs", say: `differs ${at}`, steps: []}))
    .concat({about: "least", say: "least", steps: []})}]}})"""


@pytest.fixture
def part(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    with parts_of_the_method(part_pages) as open_part:

        def opened(journey: Journey = JOURNEY, **options: Any) -> Any:
            return open_part("surveys", journey, surveys=feedback_view(journey), **options)

        yield opened


@pytest.mark.parametrize("width", [704, 320])
def test_what_a_survey_says_is_unfolded_by_keyboard_and_keeps_nobody_out(part, width):
    page = part(width=width)
    # what is called stands in the open, and once
    called = page.locator("summary .called")
    assert soon(called.all_inner_texts) == [SAID[2], SAID[0]]
    expect(page.locator(".says li").first).to_be_hidden()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert soon(page.locator(".says li").all_inner_texts) == SAID
    expect(called.first).to_be_hidden()
    whole, goes, groups = page.locator("table").all()
    assert soon(lambda: whole.locator("thead th").all_inner_texts()) == ["Who", "Overall <b>\nScore, 1 to 5"]
    rows = ["All\t3.5\nn = 90, 3.2 to 3.8", "Day\t3.25\nn = 40"]
    assert soon(lambda: whole.locator("tbody tr").all_inner_texts()) == rows
    assert soon(lambda: goes.locator("tbody th").all_inner_texts()) == [
        "I come in\ngoes most",
        "I <i>go</i>\nmoment of truth",
        "I wait",
    ]
    expect(goes.locator("tbody tr").nth(2)).to_contain_text("nobody can say: all answered alike")
    expect(goes.locator("td").first).to_have_text("0.450.30 to 0.60, n = 90")
    assert soon(lambda: groups.locator("thead th").all_inner_texts()) == [
        "Step",
        "All\nScore, 1 to 5",
        "Day\nScore, 1 to 5",
        "Stay\nScore, 1 to 5",
        "As Moira\nSatisfaction, −2 to +2; the group’s own view",
    ]
    assert soon(lambda: groups.locator("tbody tr").nth(1).locator("td").all_inner_texts()) == [
        "4\nn = 40, 1.0 to 5.0",
        "4\nn = 40, 1.0 to 5.0",
        "no figure",
        "−1 dissatisfied",
    ]
    assert barriers_in_both(page) == NONE
    assert soon(lambda: not scrolls_sideways(page))


def test_it_stays_open_while_others_work_and_paper_shows_all(part):
    page = part()
    page.locator("summary").click()
    page.evaluate(MANY)
    shown = page.locator(".says li:visible")
    expect(shown).to_have_text(["differs 1", "differs 2", "differs 3", "least"])
    page.get_by_text("2 more").click()
    expect(shown).to_have_count(6)
    page.evaluate("give({view: {surveys: [{...window.view.surveys[0], said: []}]}})")
    expect(page.locator("details")).to_have_attribute("open", "")
    expect(page.get_by_text("No more than its curve")).to_be_visible()
    page.evaluate("""give({view: {surveys: [{...window.view.surveys[0],
        said: [{about: "least", say: "Of fewer than 5 nothing", steps: []}]}]}})""")
    expect(shown).to_have_text(["Of fewer than 5 nothing"])
    expect(page.get_by_text("No more than its curve"), "what is kept back says nothing of the steps").to_be_visible()
    page.locator("summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details")).to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details:not([open])")).to_be_visible()
    page.evaluate("give({view: {surveys: []}})")
    expect(page.get_by_role("heading", name="What the feedback says")).to_be_hidden()
