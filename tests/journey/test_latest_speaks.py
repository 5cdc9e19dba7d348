"""Of surveys of one series the latest alone speaks, whichever was attached first; the older ones stay as history."""

from __future__ import annotations

import pytest
from test_since import journey, survey

from cjm_widgets.journey.ask_next import ask_next
from cjm_widgets.journey.coverage import coverage
from cjm_widgets.journey.model import Journey, Moment
from cjm_widgets.journey.rules.moments import lowest_point
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.journey.speaking import assumed_at, compared, lowest, standings, voices
from cjm_widgets.journey.three_questions import source_id, source_name

OLD = (survey("s-2025", "Members 2025", "2025-06"), {"One": 20.0, "Two": 40.0, "Three": 10.0, "Four": 30.0})
NEW = (survey("s-2026", "Members 2026", "2026-06"), {"One": 45.0, "Two": 10.0, "Three": 10.0, "Four": 12.0})
ORDERS = pytest.mark.parametrize("attached", [(OLD, NEW), (NEW, OLD)], ids=["oldest first", "newest first"])


def at(of: Journey, name: str) -> str:
    return next(step.id for step in of.steps if step.name == name)


@ORDERS
def test_what_is_low_and_lowest_is_what_customers_say_now(attached: tuple) -> None:
    of = journey(*attached, n=400)
    assert standings(of) == {at(of, "One"): "low"}
    found = lowest(of)
    assert found is not None
    assert ([step.name for step in found.steps], found.curve.title) == (["One"], "Members 2026")
    assert compared(of, at(of, "One"), at(of, "Two")) == -1


@ORDERS
def test_the_advice_names_the_latest_curve_and_the_older_is_still_drawn(attached: tuple) -> None:
    of = journey(*attached, n=400).model_copy(update={"moments": (Moment(id="m", step="step-1"),)})
    (advice,) = lowest_point(of)
    assert advice.say.startswith("The curve of Members 2026 is lowest at One")
    assert {curve.title for curve in curves(of)} >= {"Members 2025", "Members 2026"}


@ORDERS
def test_what_to_ask_next_rests_on_the_latest_survey_and_names_it(attached: tuple) -> None:
    unknowns = [one for one in ask_next(journey(*attached, n=12)) if one.kind == "interval"]
    assert unknowns
    assert all("(Members 2026, June 2026, n = 12)" in one.why for one in unknowns), [one.why for one in unknowns]


@ORDERS
def test_coverage_counts_the_people_and_the_age_of_the_latest(attached: tuple) -> None:
    (first, *_) = coverage(journey(*attached, n=400)).steps
    assert (first.people, first.dates) == ("n = 400", ("2026-06",))


def test_a_step_that_only_the_older_asked_about_keeps_its_figure() -> None:
    of = journey(OLD, (NEW[0], {"One": 45.0, "Two": 10.0}), n=400)
    spoken = {(curve.rater, point.step) for curve in voices(of) for point in curve.points if point.height is not None}
    assert ("s-2025", at(of, "Three")) in spoken
    assert ("s-2025", at(of, "One")) not in spoken
    assert not assumed_at(of, [step.id for step in of.steps])


def test_the_last_but_one_of_three_is_silent_too() -> None:
    between = (survey("s-mid", "Members December 2025", "2025-12"), OLD[1])
    assert {curve.rater for curve in voices(journey(OLD, NEW, between, n=400))} == {"s-2026"}


def test_two_of_which_nobody_knows_which_was_first_both_speak() -> None:
    undated = OLD[0].model_copy(update={"when": ""})
    assert {curve.rater for curve in voices(journey((undated, OLD[1]), NEW, n=400))} == {"s-2025", "s-2026"}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_surveys_of_different_people_both_speak_and_what_to_ask_next_is_about_the_newer(turned: bool) -> None:
    members = (survey("m", "Members", "2025-06", who="Members"), {"One": 40.0, "Two": 45.0})
    visitors = (survey("v", "Visitors", "2026-06", who="Visitors"), {"One": 40.0, "Two": 45.0})
    of = journey(*((visitors, members) if turned else (members, visitors)), n=12)
    assert {curve.rater for curve in voices(of)} == {"m", "v"}
    whys = [one.why for one in ask_next(of)]
    assert whys
    assert all("Visitors, June 2026" in why for why in whys), whys


def test_what_a_few_told_later_does_not_silence_what_was_measured() -> None:
    talked = (survey("talked", "Members 2026", "2026-06", kind="focus-group"), NEW[1])
    assert {curve.rater for curve in voices(journey(OLD, talked, n=400))} == {"s-2025", "talked"}


def test_the_days_of_one_asking_on_paper_are_no_series() -> None:
    days = [
        (survey(source_id(day), source_name(day), day), {"One": 45.0, "Two": 10.0})
        for day in ("2026-03-02", "2026-03-05")
    ]
    of = journey(*days, n=12)
    assert {curve.rater for curve in voices(of) if any(point.height is not None for point in curve.points)} == {
        source.id for source, _ in days
    }
