"""A map in a few sentences: what moved comes from the latest survey, what came true and what is due from today."""

from __future__ import annotations

from datetime import date

import planted_changes as planted
import pytest

from cjm_widgets.journey.in_short import due_in_short, in_short
from cjm_widgets.journey.model import Journey
from cjm_widgets.tasks.making import starter

MADE, LATER = date(2026, 1, 1), date(2027, 12, 1)


def told(journey: Journey, today: date = LATER) -> dict[str, tuple[str, ...]]:
    return dict(in_short(journey, today))


def test_what_moved_is_told_of_the_latest_survey_alone() -> None:
    _, after = planted.airport()
    (moved,) = told(after)["What changed"]
    assert moved.startswith("“Bag drop” is better than in “SITA 2015")
    assert told(after)["Satisfaction"][0].startswith(planted.WAVES["airport"][1]["name"])


def test_that_nothing_moved_by_more_than_chance_is_said() -> None:
    _, after = planted.employer()
    assert told(after)["What changed"] == (
        "Nothing that was asked has changed by more than chance since “Calls, 2025”.",
    )


def test_where_nobody_asked_twice_nothing_is_said_of_change() -> None:
    assert "What changed" not in told(starter("airport"))


def test_only_promises_with_a_verdict_are_told() -> None:
    _, after = planted.airport()
    came = told(after)["What came of it"]
    assert came
    assert all(one.startswith("“") for one in came)
    assert "What came of it" not in told(starter("outpatient"))


def test_what_is_due_is_counted_and_the_first_are_named() -> None:
    journey = starter("outpatient", today=MADE)
    said = due_in_short(journey, LATER)
    assert "and" in said
    assert said.count(" days late)") == 3
    assert " days late)" not in due_in_short(journey, LATER, 0)
    assert due_in_short(journey, MADE).startswith("Nothing is overdue or due in the next 30 days. 1 has no owner")


@pytest.mark.parametrize(
    ("due", "says"),
    [
        ("2027-11-30", "1 is overdue: “S” (Ana, 1 day late)."),
        ("2027-12-01", "1 is due in the next 30 days: “S” (Ana, today)."),
    ],
)
def test_one_is_told_as_one(due: str, says: str) -> None:
    journey = Journey.model_validate({"id": "x", "solutions": [{"id": "s", "title": "S", "owner": "Ana", "due": due}]})
    assert due_in_short(journey, LATER) == says


@pytest.mark.parametrize(
    ("solutions", "says"), [([], "Nothing is planned yet."), ([{"id": "s", "state": "done"}], "Nothing is left to do.")]
)
def test_nothing_left_and_nothing_planned_are_two_things(solutions: list[dict[str, str]], says: str) -> None:
    journey = Journey.model_validate({"id": "x", "solutions": solutions})
    assert due_in_short(journey, LATER) == says
