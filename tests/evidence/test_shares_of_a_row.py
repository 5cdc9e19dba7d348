"""Shares of one row that are 100 together say how often each answer was given; they are no groups."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

STEPS = ("Arriving", "Triage", "The doctor")
ROWS = "Arriving,412,71,22,7\nTriage,405,58,30,12\nThe doctor,401,80,15,5\n"
KNOWN = f'Question,Number of respondents,"Yes, definitely (%)","Yes, to some extent (%)",No (%)\n{ROWS}'
UNKNOWN = f"Question,Number of respondents,Spot on (%),So so (%),Way off (%)\n{ROWS}"
RIGHT = {"Arriving": 2.64, "Triage": 2.46, "The doctor": 2.75}


def test_a_printed_table_of_three_shares_is_read_without_a_question() -> None:
    assert by_step(found(KNOWN, *STEPS).figures) == pytest.approx(RIGHT)
    assert {one.n for one in found(KNOWN, *STEPS).figures} == {412, 405, 401}


@pytest.mark.parametrize("sign", ["", " (%)"])
@pytest.mark.parametrize("counted", ["", "shares"])
def test_the_order_may_be_said_with_and_without_the_sign(sign: str, counted: str) -> None:
    order = f"No{sign} < Yes, to some extent{sign} < Yes, definitely{sign}"
    assert by_step(found(KNOWN, *STEPS, scale=order, counted=counted).figures) == pytest.approx(RIGHT)
    order = f"Way off{sign} < So so{sign} < Spot on{sign}"
    assert by_step(found(UNKNOWN, *STEPS, scale=order, counted=counted).figures) == pytest.approx(RIGHT)


@pytest.mark.parametrize("steps", [STEPS, ()])
@pytest.mark.parametrize("counted", ["", "shares"])
def test_of_other_answers_it_is_asked_which_is_best_and_never_whether_they_are_groups(
    steps: tuple[str, ...], counted: str
) -> None:
    (asked,) = understood(UNKNOWN, *steps, counted=counted).questions
    assert (asked.id, [one for one, _ in asked.options]) == ("answers", ["Spot on", "So so", "Way off"])
    assert "from the worst to the best" in asked.say


def test_shares_of_groups_that_are_no_whole_stay_groups() -> None:
    text = UNKNOWN.replace("80,15,5", "80,70,60")
    assert "answers" not in {one.id for one in understood(text, *STEPS).questions}


def test_a_column_that_numbers_the_rows_is_no_answer() -> None:
    assert by_step(
        found("No,Step,Positive (%)\n1,Arriving,71\n2,Triage,58\n", *STEPS, scale="positive-share").figures
    ) == {
        "Arriving": 71,
        "Triage": 58,
    }


TWO = "Step,Grumbling,Smiling,n\nArriving,70,30,50\nTriage,60,40,60\nThe doctor,55.4,44.6,70\n"


def test_two_shares_of_one_whole_are_asked_which_is_good_and_are_no_groups() -> None:
    (asked,) = understood(TWO, *STEPS).questions
    assert (asked.id, asked.column) == ("good", "Grumbling")
    assert [one for one, _ in asked.options] == ["positive-share", "negative-share"]
    bad = found(TWO, *STEPS, scales={"Grumbling": "negative-share"})
    assert by_step(bad.figures) == {"Arriving": 70, "Triage": 60, "The doctor": 55.4}
    assert {(one.scale, one.group) for one in bad.figures} == {("negative-share", "")}
    assert [one.n for one in bad.figures] == [50, 60, 70]
    good = found(TWO, *STEPS, scales={"Smiling": "positive-share"})
    assert by_step(good.figures) == {"Arriving": 30, "Triage": 40, "The doctor": 44.6}


def test_the_share_that_is_called_so_is_proposed_first_and_two_groups_can_still_be_said() -> None:
    (asked,) = understood(TWO.replace("Grumbling", "Negative (%)"), *STEPS).questions
    assert asked.options[0] == ("negative-share", "“Smiling” is good")
    groups = found(TWO, *STEPS, values=("Grumbling", "Smiling"), scale="positive-share")
    assert {one.group for one in groups.figures} == {"Grumbling", "Smiling"}
    apart = understood(TWO.replace("55.4", "65.4"), *STEPS, scale="positive-share")
    assert not apart.questions


def test_two_shares_of_wards_are_an_outcome_of_each() -> None:
    text = TWO.replace("Step", "Ward")
    said = found(text, "Booking", scales={"Smiling": "positive-share"})
    assert [(one.group, one.value, one.n) for one in said.outcomes] == [
        ("Arriving", 30, 50),
        ("Triage", 40, 60),
        ("The doctor", 44.6, 70),
    ]
