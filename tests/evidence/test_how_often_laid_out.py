"""How tables of how often each answer was given are laid out: what is clear is read, else one thing is asked."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand

YES_NO = "Step,Yes,No\nBooking,80,20\nWaiting,30,90\n"
FOUR = "Step,Excellent,Good,Fair,Poor\nBooking,40,30,20,17\nWaiting,10,20,30,47\n"


def test_figures_with_words_at_the_ends_are_answers() -> None:
    text = "Step,1 = excellent,2,3,4,5,6 = very bad\nBooking,50,30,10,5,3,2\nWaiting,5,10,15,20,30,22\n"
    unknown = understood(text.replace("excellent", "prima"))
    assert [[name for name, _ in one.options] for one in unknown.questions] == [["1-6", "1-6 low is good"]]
    said = found(text)
    assert by_step(said.figures) == pytest.approx({"Booking": 1.87, "Waiting": 432 / 102})
    assert {one.scale for one in said.figures} == {"1-6 low is good"}


def test_words_at_both_ends_that_are_known_say_which_is_good() -> None:
    said = found("Step,1 = very good,2,3,4,5 = very bad\nBooking,5,3,2,1,1\n")
    assert [(one.scale, one.n) for one in said.figures] == [("1-5 low is good", 12)]


@pytest.mark.parametrize(("scale", "value"), [("positive-share", 25), ("negative-share", 25)])
@pytest.mark.parametrize("values", [(), ("Yes",)])
def test_yes_and_no_are_people_and_told_as_their_share(scale: str, value: float, values: tuple[str, ...]) -> None:
    said = found(YES_NO, scale=scale, values=values)
    assert [(one.value, one.n, one.scale) for one in said.figures] == [(80, 100, scale), (value, 120, scale)]
    assert said.figures[1].low == pytest.approx(18.1, abs=0.1)


@pytest.mark.parametrize("told", [{}, {"scale": "five-points"}])
def test_whether_yes_is_good_is_all_that_is_asked(told: dict[str, str]) -> None:
    (asked,) = understood(YES_NO, **told).questions
    assert asked.id == "good"
    assert [name for name, _ in asked.options] == ["positive-share", "negative-share"]


def test_yes_and_no_in_shares_and_in_another_language() -> None:
    said = found("Schritt;Nein (%);Ja (%);n\nHalle;20;80;50\nZug;70;30;40\n", scale="negative-share")
    assert [(one.step, one.value, one.n) for one in said.figures] == [("Halle", 80, 50), ("Zug", 30, 40)]


def test_yes_partly_and_no_are_no_shares() -> None:
    text = "Step,Yes,Partly,No\nBooking,80,20,7\n"
    assert [one.id for one in understood(text).questions] == ["answers"]
    assert [one.id for one in understood(text, scale="positive-share").questions] == ["value"]
    assert by_step(found(text, scales={"Yes": "No < Partly < Yes"}).figures) == pytest.approx({"Booking": 287 / 107})


@pytest.mark.parametrize(
    "text",
    [
        (
            "Answer,Booking,Waiting\nVery satisfied,20,5\nSatisfied,30,10\nNeither,10,20\nDissatisfied,5,30\n"
            "Very dissatisfied,2,20\nDon't know,1,1\nTotal,68,86\n"
        ),
        "Was it?,Booking\n1 - Very good,20\n2 - Good,10\n3 - Neither good nor poor,5\n4 - Poor,1\n5 - Very poor,1\n",
        "Step,Answer,Count\n"
        + "".join(f"{step},{one},7\n" for step in "AB" for one in ("Poor", "Fair", "Good", "Very good", "Excellent")),
    ],
)
@pytest.mark.parametrize("scale", ["", "positive-share"])
def test_answers_down_are_refused_with_what_to_do(text: str, scale: str) -> None:
    with pytest.raises(EvidenceError, match="a row for each step and a column for each answer"):
        understood(text, scale=scale)


def test_groups_of_people_by_what_they_answered_are_read_where_somebody_says_so() -> None:
    rows = "".join(
        f"{one},{at},{at + 1}\n" for at, one in enumerate(("Poor", "Fair", "Good", "Very good", "Excellent"), 1)
    )
    said = found(f"Overall,Booking %,Visit %\n{rows}", group="Overall", scale="positive-share")
    assert by_step(said.figures)["Poor/Booking"] == 1


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (FOUR, "Poor < Fair < Good < Excellent"),
        ("Step,Strongly disagree,Disagree,Agree,Strongly agree\nStaff,5,10,40,60\nDesk,5,10,40,60\n",
         "Strongly disagree < Disagree < Agree < Strongly agree"),
    ],
)  # fmt: skip
def test_of_four_answers_one_thing_is_asked_and_its_answer_reads_them(text: str, order: str) -> None:
    (asked,) = understood(text).questions
    assert asked.id == "answers"
    assert [name for name, _ in asked.options] == order.split(" < ")
    assert f"--scale “{order}”" in asked.say
    seen = understood(text, scales={asked.column: order})
    assert seen.questions == ()
    assert {one.scale for one in read(seen).figures} == {"1-4"}
    again = understand(table_of(text), Told(missing=("77",)), (), plan_of(seen.plan.text().encode(), "plan"))
    assert again.questions == ()
    assert read(again).figures == read(seen).figures


def test_an_answer_that_nobody_gave_may_be_told() -> None:
    said = found(FOUR, scale="Poor < Fair < Good < Very good < Excellent")
    assert {one.scale for one in said.figures} == {"five-points"}
    assert by_step(said.figures)["Booking"] == pytest.approx((40 * 5 + 30 * 3 + 20 * 2 + 17) / 107)


def test_numbers_and_shares_side_by_side_are_asked_in_one_question() -> None:
    heads = ("Poor", "Fair", "Good", "Very good", "Excellent")
    text = f"Step,{','.join(f'{one} (n),{one} (%)' for one in heads)}\nGate,{','.join(['1,20'] * 5)}\n"
    assert [one.id for one in understood(text).questions] == ["value"]


def test_an_answer_of_which_all_is_kept_back_is_still_one() -> None:
    seen = understood("Step,Very poor,Poor,Fair,Good,Very good,Notes\nGate,*,2,3,4,5,\nDesk,,2,3,4,5,\n")
    assert len(seen.plan.counts) == 5
    assert [one.value for one in read(seen).figures] == [None, pytest.approx(3.857, abs=0.001)]


def test_sites_with_numbers_are_no_answers() -> None:
    said = found("Step,1 - North,2 - South,3 - East\nGate,50,60,70\nDesk,70,80,90\n", scale="positive-share")
    assert len(said.figures) == 6
    text = "Step,1 - North,2 - South,3 - East\nGate,5,6,7\n"
    assert len(found(text, scale="ten-points").figures) == 3


def test_words_at_the_ends_count_though_those_between_are_not_known() -> None:
    text = "Step,1 - very good,2 - well,3 - so so,4 - hm,5 - very bad\nGate,5,3,2,1,1\n"
    assert list(understood(text).plan.counts.values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("text", ["Overall,Respondent ID,Gate\n{}", "Gate,Overall,Desk\n{}"])
def test_of_five_people_each_with_another_answer_none_is_a_row_for_an_answer(text: str) -> None:
    answers = ("Poor", "Fair", "Good", "Very good", "Excellent")
    cells = ((one, str(at)) if text.startswith("O") else (str(at), one) for at, one in enumerate(answers, start=1))
    rows = "".join(f"{','.join(two)},{at % 5 + 1}\n" for at, two in enumerate(cells))
    assert understood(text.format(rows), scale="five-points").plan.layout == "answers"


def test_yes_and_no_are_passed_over_where_another_column_is_said_to_hold_the_figures() -> None:
    plan = understood("Step,Yes,No,Total\nBooking,80,20,10\nDesk,70,30,20\n", scale="1-100", values=("Total",)).plan
    assert ([one.column for one in plan.values], plan.counts) == (["Total"], {})


def test_figures_from_1_on_are_answers_though_an_order_is_said_for_words_in_other_columns() -> None:
    (asked,) = understood("Step,1,2,3\nGate,5,3,2\nDesk,9,8,7\n", scale="bad < fair < good").questions
    assert [name for name, _ in asked.options] == ["1-3", "1-3 low is good"]
