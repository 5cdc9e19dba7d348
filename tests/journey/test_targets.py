"""How a target stands on a day; the evaluation, the list of what is due and the advice agree on it."""

from datetime import date

import pytest
from sound_journey import changed, sound

from cjm_widgets.journey.due import dues
from cjm_widgets.journey.evaluation import evaluated
from cjm_widgets.journey.rules import advice

NOV_29 = date(2026, 11, 29)


def stands(*changes, today=NOV_29):
    """State and sentence of the one indicator, whether it waits to be measured, and what the advice says of it."""
    journey = changed(sound(), *((f"indicators/days/{path}", value) for path, value in changes))
    (found,) = evaluated(journey, today)
    waits = [one.days < 0 for one in dues(journey, today or NOV_29) if one.what == "target"]
    rules = [one.rule for one in advice(journey, "evaluate", today=today) if one.rule.startswith("targets-")]
    if "targets-missed" in rules:
        (missed,) = [one for one in advice(journey, "evaluate", today=today) if one.rule == "targets-missed"]
        assert (missed.say, missed.at) == (
            "One target is not met, as far as is known: Days until the card.",
            "indicators/days",
        )
    return found.state, found.say, waits, rules


def result(value, when="", words=""):
    return [("results/r", {"value": value, "date": when, "date_note": words, "source": "count"})]


def test_what_is_due_and_was_never_measured_is_said_to_be_so():
    state, say, waits, rules = stands(("results", []), ("due", "2024-03"))
    assert (state, waits, rules) == ("due", [True], ["targets-due"])
    assert say.endswith("Nothing is measured yet, and it was due March 2024.")


def test_before_it_is_due_it_is_only_not_measured():
    assert stands(("results", []), ("due", "2027-03"))[::2] == ("not measured", [False])
    assert stands(("results", []), ("due", ""))[::2] == ("not measured", [])
    assert stands(("results", []), ("due", ""), ("due_note", "soon"))[::2] == ("not measured", [])


@pytest.mark.parametrize(
    ("due", "when"),
    [
        ("2026-Q3", "2026-09-10"),
        ("2026-Q3", "2026-07"),
        ("2026-Q3", "2026"),
        ("2026-11", "2026-11-05"),
        ("2025", "2025-01"),
    ],
)
def test_a_measurement_within_the_period_that_is_due_counts_for_it(due, when):
    today = date(2026, 12, 2)
    state, say, waits, rules = stands(*result(6, when), ("due", due), today=today)
    assert (state, waits, rules) == ("short", [], ["targets-missed"])
    assert "the figure does not reach the target" in say


def test_a_measurement_from_before_the_period_leaves_it_due():
    state, say, waits, rules = stands(*result(6, "2026-06-30"), ("due", "2026-Q3"))
    assert (state, waits, rules) == ("due", [True], ["targets-due"])
    assert "due Q3 2026 and not measured since" in say
    assert "too early" not in say


def test_a_period_that_is_not_over_leaves_time():
    inside = date(2026, 9, 15)
    assert stands(*result(6, "2026-09-10"), ("due", "2026-Q3"), today=inside)[::2] == ("too early", [])
    assert stands(*result(6, "2026-08-10"), ("due", "2026-09-15"), today=inside)[::2] == ("too early", [False])
    assert stands(*result(6, "2026-09-15"), ("due", "2026-09-15"), today=inside)[0] == "short"


@pytest.mark.parametrize("words", ["", "autumn"])
def test_a_target_that_is_not_due_yet_is_never_called_missed(words):
    for today in (NOV_29, None):
        state, say, _, rules = stands(*result(6, "", words), ("due", "2099-12"), today=today)
        assert (state, rules) == ("too early", [])
        assert "too early to tell, as it is due December 2099" in say


def test_once_it_is_due_a_result_without_a_date_is_taken_for_it():
    assert stands(*result(6), ("due", "2026-03"))[::2] == ("short", [])


def test_a_target_that_is_met_stays_so():
    assert stands(("due", "2024-03"))[0] == stands(("due", "2099"))[0] == "reached"
