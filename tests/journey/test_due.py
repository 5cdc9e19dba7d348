"""What is overdue and what comes next, on a day that is given."""

from datetime import date

import pytest
from sound_journey import changed, sound

from cjm_widgets.journey.due import dues, has_dates
from cjm_widgets.journey.model import Journey

TODAY = date(2026, 11, 28)
NO_DATES = [(f"solutions/x{at}/due", "") for at in (3, 5, 6)]


def told(*changes):
    return [(one.at, one.due, one.days) for one in dues(changed(sound(), *NO_DATES, *changes), TODAY)]


def test_what_is_overdue_comes_first_and_what_is_done_not_at_all():
    found = dues(
        changed(
            sound(),
            ("solutions/x3/due", "2026-12-03"),
            ("solutions/x5/due", "2026-Q3"),
            ("solutions/x6/due", "2026-01"),
            ("solutions/x6/state", "done"),
            ("indicators/days/results", []),
            ("indicators/days/due", "2026-10"),
            ("care/owner", "Ana"),
            ("care/review", "2027"),
        ),
        TODAY,
    )
    assert [(one.what, one.name, one.who, one.due, one.days, one.overdue) for one in found] == [
        ("solution", "“Do 5”", "Desk, Ana", "Q3 2026", -59, True),
        ("target", "Days until the card", "", "October 2026", -28, True),
        ("solution", "“Do 3”", "Desk, Ana", "3 December 2026", 5, False),
        ("review", "Look at the map again", "Ana", "2027", 398, False),
    ]
    assert found[0].to_json()["overdue"]


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_solution_that_is_done_or_dropped_is_not_overdue(state):
    late = ("solutions/x3/due", "2026-01")
    assert told(late) == told(late, ("solutions/x3/state", "under-way")) == [("solutions/x3", "January 2026", -301)]
    assert told(late, ("solutions/x3/state", state)) == []


@pytest.mark.parametrize(
    ("due", "days"), [("2026-11-28", 0), ("2026-11-27", -1), ("2026-11", 2), ("2026-Q4", 33), ("2026", 33)]
)
def test_a_date_is_past_only_after_its_last_day(due, days):
    assert told(("solutions/x3/due", due)) == [("solutions/x3", told(("solutions/x3/due", due))[0][1], days)]


def test_a_target_that_is_met_or_was_measured_when_due_waits_for_nothing():
    assert told() == []
    short = ("indicators/days/results/r/value", 6)
    before = ("indicators/days/results/r/date", "2024-12-31")
    assert told(short, before) == [("indicators/days", "2025", -332)]
    assert told(short) == told(short, ("indicators/days/results/r/date", "2025-12-31")) == []
    assert told(short, ("indicators/days/target", None)) == []
    assert told(short, ("indicators/days/due", "")) == []


def test_a_map_that_was_looked_at_on_the_day_or_after_waits_for_nothing():
    review = ("care/review", "2026-10-05")
    assert told(review, ("care/still_true", "2026-10-04")) == [("care/review", "5 October 2026", -54)]
    assert told(review, ("care/still_true", "2026-10-05")) == []
    in_october = ("care/review", "2026-10")
    assert told(in_october, ("care/still_true", "2026-10-05")) == []
    assert told(in_october, ("care/still_true", "2026-09-30")) == [("care/review", "October 2026", -28)]


def test_nothing_is_due_on_an_empty_map():
    assert dues(Journey(id="blank"), TODAY) == ()


def test_what_has_a_date_and_waits_for_nothing_is_not_told_as_having_none():
    met = changed(sound(), *NO_DATES, ("indicators/days/due", "2025"))
    assert dues(met, TODAY) == ()
    assert has_dates(met)
    assert not has_dates(changed(met, ("indicators/days/due", "")))
