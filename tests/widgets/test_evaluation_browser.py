"""What was achieved, the editions of the map, and advice that is not followed, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from barriers import NONE, barriers_in_both
from method_harness import edits, focused, parts_of_the_method, scrolls_sideways
from playwright.sync_api import expect
from soon import soon

from cjm_widgets.journey.model import Indicator, Journey, Result, Solution, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WAIT = Indicator(
    id="wait",
    name="Days until the <u>answer</u>",
    unit="days",
    better="lower",
    today=12,
    target=4,
    results=(Result(id="r1", date="2025-03", value=8), Result(id="r2", date="2025-06")),
)
JOURNEY = Journey(
    id="visit",
    title="A visit",
    indicators=(WAIT, Indicator(id="calls", name="Calls", today=0)),
    solutions=(Solution(id="mail", title="Answer by mail", indicator="wait", predicted=6, expected="Faster"),),
)
ADVICE = [
    {"key": "few-steps", "rule": "few-steps", "say": "Few steps.", "do": "Add some.", "source": "Notes", "at": ""},
    {"key": "no-goal", "rule": "no-goal", "say": "No goal.", "do": "Write one.", "source": "Factsheet", "at": ""},
]


@pytest.fixture
def part(part_pages: dict[str, Any]) -> Iterator[Callable[..., Any]]:
    with parts_of_the_method(part_pages) as open_part:
        yield lambda name, journey=JOURNEY, **options: open_part(name, journey, **options)


def marks(page: Any, indicator: str, shape: str) -> int:
    return page.locator(f"[data-id={indicator}] .bullet .mark.{shape}").count()  # type: ignore[no-any-return]


def test_a_gap_has_no_mark_and_nought_has_one(part):
    page = part("evaluation")
    assert soon(lambda: [marks(page, "wait", shape) for shape in ("today", "target", "predicted", "result")]) == [
        1,
        1,
        1,
        1,
    ]
    assert soon(lambda: [marks(page, "calls", shape) for shape in ("today", "target", "predicted", "result")]) == [
        1,
        0,
        0,
        0,
    ]
    assert soon(lambda: page.locator("[data-id=wait] .line.gap").inner_text().split("\n")) == ["June 2025", "not known"]
    expect(page.locator("u")).to_have_count(0)


def test_figures_stand_on_one_scale(part):
    page = part("evaluation")
    box = {
        shape: page.locator(f"[data-id=wait] .bullet .mark.{shape}").bounding_box()
        for shape in ("today", "target", "predicted", "result")
    }
    at = {shape: one["x"] + one["width"] / 2 for shape, one in box.items()}
    share = {shape: (12 - value) / 8 for shape, value in {"predicted": 6, "result": 8}.items()}
    for shape, part_of_way in share.items():
        expected = at["today"] + part_of_way * (at["target"] - at["today"])
        assert at[shape] == pytest.approx(expected, abs=1.5)


def test_the_evaluation_is_a_table_too_and_leads_to_the_card(part):
    page = part("evaluation")
    page.get_by_text("Show as a table").click()
    row = page.get_by_role("row").nth(1).inner_text().split("\t")
    assert row[1:5] == [
        "12 days (without a source)",
        "4 days",
        "6 days (“Answer by mail”)",
        "March 2025: 8 days (without a source); June 2025: not known",
    ]
    page.get_by_role("button", name="Calls").click()
    assert soon(lambda: page.evaluate("window.went")) == ["indicators/calls"]


CERTAIN = Journey(
    id="visit",
    title="A visit",
    sources=(
        Source(id="count", name="Booking system", kind="count"),
        Source(id="guess", name="We think", kind="judgement"),
    ),
    indicators=(
        Indicator(
            id="missed",
            name="Missed",
            unit="%",
            better="lower",
            today=11,
            today_source="guess",
            today_n=430,
            target=7,
            results=(
                Result(id="r1", date="2025-03", value=10.2, n=410, source="count"),
                Result(id="r2", date="2025-06", value=9, source="guess"),
            ),
        ),
        Indicator(
            id="late",
            name="Late",
            unit="%",
            today=30,
            today_source="count",
            today_n=200,
            results=(
                Result(id="r3", value=28, n=200, source="count"),
                Result(id="r4", date="2025-06", value=25, n=200, source="count"),
            ),
        ),
    ),
    solutions=(
        Solution(id="x", title="Dates to choose", indicator="missed", predicted=7, state="not-begun"),
        Solution(id="y", title="Letters", indicator="missed", predicted=8, state="done"),
        Solution(id="u", title="A sign", indicator="late", predicted=20, state="done"),
        Solution(id="v", title="A bell", indicator="late", predicted=26, state="done"),
    ),
)


def test_what_nobody_measured_is_hollow_and_what_was_measured_has_its_interval(part):
    page = part("evaluation", journey=CERTAIN)
    shapes = ("today", "target", "predicted", "result")
    assert soon(lambda: [marks(page, "missed", f"{shape}.hollow") for shape in shapes]) == [1, 0, 1, 1]
    lines = page.locator("[data-id=missed] .line")
    expect(lines).to_have_count(4)
    expect(lines.nth(0).locator(".value")).to_have_text("11 → 7start assumed by us")
    expect(lines.nth(2).locator(".value")).to_have_text("10.2chance could have done this")
    expect(lines.nth(3).locator(".value")).to_have_text("9assumed by us")
    expect(lines.nth(3).locator(".interval")).to_have_count(0)
    assert soon(lambda: lines.locator(".from").all_inner_texts()) == [
        "At the start: We think, n = 430",
        "Booking system, n = 410",
        "We think",
    ]
    expect(page.locator("[data-id=missed] .state")).to_have_text("Target not met")
    whole, drawn = (
        page.locator("[data-id=missed] .ends").bounding_box(),
        lines.nth(2).locator(".interval").bounding_box(),
    )
    low, high = (whole["x"] + (end - 6) / 8 * whole["width"] for end in (7.63, 13.51))
    assert (drawn["x"], drawn["x"] + drawn["width"]) == pytest.approx((low, high), abs=1.5)
    expect(lines.first.locator(".interval")).to_have_count(0)
    late = page.locator("[data-id=late]")
    expect(late.locator(".line").first.locator(".interval")).to_have_count(1)
    expect(late.locator(".line .when")).to_have_text(["At the start", "Predicted", "June 2025", "No date"])
    expect(late.locator(".about").last).to_have_text(
        "25 % may come of “A sign” and “A bell” alike: what each of them brought cannot be told apart."
    )
    page.get_by_text("Show as a table").click()
    cells = page.get_by_role("row").nth(1).get_by_role("cell")
    expect(cells.nth(0)).to_have_text("11 % (We think, n = 430, assumed by us)")
    expect(cells.nth(3)).to_have_text(
        "March 2025: 10.2 % (Booking system, n = 410, between 7.6 and 13.5, chance could have done this); "
        "June 2025: 9 % (We think, assumed by us)"
    )


def test_an_axis_names_its_ends_and_its_middle_and_says_which_is_better_and_that_it_is_a_part(part):
    page = part("evaluation", journey=CERTAIN)
    axis = page.locator("[data-id=missed] .axis")
    expect(axis).to_have_text("6 %better10 %14 %worseOnly a part of the scale is drawn")
    page = part("evaluation")
    expect(page.locator("[data-id=wait] .axis")).to_have_text("0 daysbetter7.5 days15 daysworse")
    expect(page.locator("[data-id=wait] .axis.torn")).to_have_count(0)


@pytest.mark.parametrize("width", [704, 320])
def test_no_word_of_the_picture_is_broken_or_cut(part, width):
    page = part("evaluation", journey=CERTAIN, width=width)
    ends = page.locator("[data-id=missed] .ends")
    assert soon(lambda: ends.evaluate("one => one.scrollWidth <= one.clientWidth && one.clientHeight < 60"))


FIRST = {
    "id": "e1",
    "name": "First draft",
    "date": "2025-01",
    "note": "",
    "by": "Ana",
    "changes": ["A step was added."],
}


def test_an_edition_is_kept_and_the_form_is_free_for_the_next(part):
    page = part("editions", editions=[], since=[])
    page.get_by_label("What do you call this edition?").fill("First draft")
    page.get_by_label("Note").fill("Ten interviews")
    page.get_by_role("button", name="Keep this edition").click()
    page.get_by_role("button", name="Keep this edition").click()  # a second press before the answer does nothing
    assert soon(lambda: page.evaluate("window.acts")) == [
        ["keep-edition", {"name": "First draft", "note": "Ten interviews"}]
    ]
    expect(page.get_by_label("What do you call this edition?")).to_have_value("First draft")

    page.evaluate("edition => window.give({view: {editions: [edition], since: ['A name changed.']}})", FIRST)
    expect(page.get_by_label("What do you call this edition?")).to_have_value("")
    assert "Changed since “First draft”" in soon(lambda: page.locator(".since").inner_text())
    assert "A name changed." in soon(lambda: page.locator(".since").inner_text())
    page.get_by_text("1 change", exact=True).click()
    expect(page.get_by_text("A step was added.")).to_be_visible()


def test_an_edition_that_cannot_be_kept_is_said_and_what_was_typed_stays(part):
    page = part("editions", editions=[FIRST], since=[])
    page.get_by_role("button", name="Keep this edition").click()
    name = page.get_by_label("What do you call this edition?")
    expect(name).to_have_attribute("aria-invalid", "true")
    assert soon(lambda: page.evaluate("window.acts")) == []

    name.fill("Second")
    page.get_by_role("button", name="Keep this edition").click()
    page.evaluate("window.part.refused({say: 'The folder is full.'})")
    assert soon(lambda: page.locator(".error").inner_text()) == "The folder is full."
    expect(name).to_have_value("Second")
    page.get_by_role("button", name="Keep this edition").click()
    assert soon(lambda: len(page.evaluate("window.acts"))) == 2


def test_a_refusal_of_another_action_says_nothing_here(part):
    page = part("editions", editions=[FIRST], since=[])
    page.evaluate("window.part.refused({say: 'Something else.'})")
    expect(page.locator(".error")).to_be_hidden()


def test_advice_is_overruled_with_a_reason_and_followed_again_by_keyboard(part):
    page = part("advice", advice=ADVICE, overruled=[])
    keys = page.keyboard
    page.locator("[data-key=few-steps] summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")  # no reason yet
    assert soon(lambda: edits(page)) == []
    expect(page.get_by_text("Write the reason first")).to_be_visible()
    keys.type("It is a short journey")
    keys.press("Tab")
    keys.press("Enter")
    assert soon(lambda: edits(page)) == [["overruled/few-steps", {"reason": "It is a short journey", "by": ""}]]
    assert soon(lambda: focused(page)) == "Advice not followed (1)"

    keys.press("Enter")
    apart = page.locator(".cjm-not-followed")
    assert soon(lambda: apart.inner_text().split("\n")[:2]) == ["Few steps.", "It is a short journey"]
    keys.press("Tab")
    keys.press("Enter")
    assert soon(lambda: edits(page)[1:]) == [["overruled/few-steps", None]]
    expect(page.locator(".cjm-advice").first.get_by_role("listitem")).to_have_count(2)
    assert soon(lambda: focused(page)) == "Advice"


def test_what_is_enough_for_a_group_is_said_by_one_press(part):
    few = ADVICE[0] | {"enough": "Five steps are enough for us."}
    page = part("advice", advice=[few, *ADVICE[1:]], overruled=[])
    page.get_by_role("button", name="This is enough for us").click()
    kept = [f"overruled/{few['key']}", {"reason": "Five steps are enough for us.", "by": ""}]
    assert soon(lambda: edits(page)) == [kept]
    assert soon(lambda: focused(page)) == "Advice not followed (1)"
    expect(page.get_by_role("button", name="This is enough for us")).to_have_count(0)


def test_new_advice_waits_until_the_card_is_left_and_what_is_seen_to_goes_at_once(part):
    page = part("advice", advice=ADVICE, overruled=[])
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        "'<div class=\"cjm-card\"><label>Name <input></label><label>Job <input></label></div><button>Away</button>')"
    )
    card = page.locator(".cjm-card")
    card.get_by_label("Name").focus()
    new = {
        "key": "personas-named",
        "rule": "personas-named",
        "say": "One persona has no name.",
        "do": "",
        "source": "",
        "at": "",
    }
    page.evaluate("view => window.give({view})", {"advice": [new, ADVICE[1]], "overruled": []})
    expect(page.locator(f"[data-key={ADVICE[0]['key']}]")).to_have_count(0)
    expect(page.locator("[data-key=personas-named]")).to_have_count(0)
    card.get_by_label("Job").focus()
    page.evaluate("new Promise((done) => setTimeout(done))")  # what the focus left has been heard
    expect(page.locator("[data-key=personas-named]")).to_have_count(0)
    page.get_by_role("button", name="Away").focus()
    expect(page.locator("[data-key=personas-named]")).to_have_count(1)


def test_advice_that_is_no_longer_true_stands_nowhere_while_a_card_is_filled_in(part):
    here, there, whole = (
        {"key": key, "rule": "r", "say": f"{key} has no goal.", "do": "", "source": "", "at": at}
        for key, at in (("here", "steps/s1/goal"), ("there", "steps/s2/goal"), ("whole", ""))
    )
    page = part("advice", advice=[here, there, whole], overruled=[])
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<div class="cjm-card" data-item="steps/s1"><label>Name <input></label></div><button>Away</button>\')'
    )
    page.get_by_label("Name").focus()
    said = page.locator(".cjm-advice b")
    expect(said).to_have_count(3)
    newer = [one | {"say": f"Newer: {one['say']}"} for one in (here, there, whole)]
    page.evaluate("view => window.give({view})", {"advice": newer, "overruled": []})
    expect(said).to_have_text(["Newer: there has no goal."])
    page.evaluate("view => window.give({view})", {"advice": newer[:1], "overruled": []})
    expect(page.get_by_text("Advice comes when you leave the card.")).to_be_visible()
    expect(page.get_by_text("Nothing to mention")).to_have_count(0)
    page.get_by_role("button", name="Away").focus()
    expect(said).to_have_text(["Newer: here has no goal."])


def test_what_others_overruled_stands_apart_with_its_reason(part):
    overruled = [{"key": "no-goal", "say": "No goal.", "reason": "Known to all.", "by": "Ana"}]
    page = part("advice", advice=ADVICE[:1], overruled=overruled)
    journey = JOURNEY.to_json() | {"overruled": [{"id": "no-goal", "reason": "Known to all.", "by": "Ana"}]}
    page.evaluate("journey => window.give({journey})", journey)
    page.get_by_text("Advice not followed (1)").click()
    assert "Ana: Known to all." in soon(lambda: page.locator(".cjm-not-followed").inner_text())


def test_advice_does_not_move_while_somebody_types_a_reason(part):
    page = part("advice", advice=ADVICE, overruled=[])
    page.locator("[data-key=no-goal] summary").click()
    page.get_by_label("Why?").locator("visible=true").press_sequentially("Because")
    page.evaluate("view => window.give({view})", {"advice": ADVICE[1:], "overruled": []})
    expect(page.locator("[data-key=few-steps]")).to_have_count(1)
    page.keyboard.type(" we know")
    page.get_by_role("heading", name="Advice").focus()
    page.wait_for_selector("[data-key=few-steps]", state="detached")
    expect(page.get_by_label("Why?")).to_have_value("Because we know")


@pytest.mark.parametrize("width", [704, 320])
@pytest.mark.parametrize("name", ["evaluation", "editions", "advice"])
def test_nothing_keeps_people_out(part, name, width):
    more = {"advice": ADVICE, "overruled": [], "editions": [FIRST], "since": ["A name changed."]}
    page = part(name, width=width, **more)
    if name == "evaluation":
        page.get_by_text("Show as a table").click()
    if name == "advice":
        page.locator("[data-key=no-goal] summary").click()
        page.get_by_role("button", name="Do not follow it").locator("visible=true").click()
    assert barriers_in_both(page) == NONE
    assert soon(lambda: not scrolls_sideways(page))
