"""How long the whole takes: what is known is counted, what is not makes it “at least”, and is never nought."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.journey.length import MINUTES, in_words, length, length_in_words
from cjm_widgets.journey.model import Journey
from cjm_widgets.shipped import shipped


def journey(*steps: dict[str, Any], stages: tuple[dict[str, Any], ...] = ()) -> Journey:
    numbered = [{"id": f"s{at}", **step} for at, step in enumerate(steps)]
    return Journey.model_validate({"id": "trip", "steps": numbered, "stages": list(stages)})


def lasting(amount: float | None, unit: str = "days") -> dict[str, Any]:
    return {"amount": amount, "unit": unit}


def contacts(*numbers: int | None, time: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    return [
        {"id": f"t{at}", "name": "desk", "contacts": count, "time": time or lasting(None)}
        for at, count in enumerate(numbers)
    ]


def test_where_nothing_is_known_nothing_is_said():
    assert length_in_words(journey()) == ""
    assert length_in_words(journey({"touchpoints": contacts(None)}, {})) == ""


def test_all_that_is_known_is_added_up_in_one_unit():
    told = length_in_words(
        journey(
            {"time": lasting(2), "waiting": lasting(36, "hours"), "touchpoints": contacts(1, 3)},
            {"time": lasting(12, "hours"), "waiting": lasting(0), "touchpoints": contacts(1)},
        )
    )
    assert told == (
        "Time spent, added up step by step: 2.5 days, of it 1.5 days waiting; all of it without a source. "
        "Where every touchpoint is met: 5 contacts."
    )


def test_what_is_not_known_makes_it_at_least_and_says_why():
    told = length_in_words(
        journey({"time": lasting(2), "waiting": lasting(1)}, {"touchpoints": contacts(1, None)}, {"time": lasting(1)})
    )
    assert told == (
        "Time spent, added up step by step: at least 3 days, of it at least 1 day waiting (1 of 3 steps says no time); "
        "all of it without a source. "
        "Where every touchpoint is met: at least 1 contact (1 of 2 touchpoints says no number)."
    )


def test_a_stage_that_says_how_long_it_lasts_counts_for_its_steps():
    stages = ({"id": "a", "name": "Wait", "time": lasting(2, "weeks")}, {"id": "b", "name": "Visit"})
    steps = ({"stage": "a", "time": lasting(3)}, {"stage": "a"}, {"stage": "b", "time": lasting(1)})
    assert length_in_words(journey(*steps, stages=stages)) == (
        "Time spent, added up by steps and whole stages: 2.1 weeks; all of it without a source. "
        "Wait (2 weeks) counts as a whole stage, as its steps say less."
    )
    assert length(journey(*steps, stages=stages)).timeless == 0


def test_a_step_takes_as_long_as_it_says_or_its_longest_touchpoint_and_as_one_waits():
    points = contacts(1, 1, time=lasting(10, "minutes"))
    found = length(journey({"touchpoints": points}, {"waiting": lasting(30, "minutes")}))
    assert (found.minutes, found.timeless, found.waiting, found.unsaid) == (40, 2, 30, 1), "one desk or the other"
    longer = length(journey({"time": lasting(10, "minutes"), "waiting": lasting(30, "minutes")}))
    assert (longer.minutes, longer.timeless) == (30, 0)
    longest = length(journey({"time": lasting(30, "minutes"), "touchpoints": contacts(1, time=lasting(2, "hours"))}))
    assert (longest.minutes, longest.timeless) == (30, 0), "the touchpoint may be one that few need"
    stage = {"id": "a", "name": "Wait", "time": lasting(1)}
    staged = journey({"stage": "a", "touchpoints": contacts(1, time=lasting(3, "weeks"))}, stages=(stage,))
    assert length(staged).minutes == 1440


def test_a_stage_lasts_at_least_as_long_as_its_steps():
    stages = ({"id": "a", "time": lasting(1, "hours")},)
    steps = {"stage": "a", "time": lasting(3), "waiting": lasting(2)}, {"stage": "gone", "time": lasting(1)}
    told = length_in_words(journey(*steps, stages=stages))
    assert (
        told == "Time spent, added up step by step: 4 days, of it at least 2 days waiting; all of it without a source."
    )


def test_what_is_added_up_is_named_and_what_of_it_is_assumed():
    stages = (
        {"id": "a", "name": "Wait", "time": lasting(2, "weeks"), "time_source": "watched"},
        {"id": "b", "name": "Visit", "time": lasting(1), "time_source": "guess"},
    )
    step = {"time": lasting(1, "hours"), "time_source": "watched"}
    both = journey({"stage": "a", **step}, {"stage": "b", **step}, stages=stages)
    sources = [
        {"id": "watched", "name": "Watched", "kind": "observation"},
        {"id": "guess", "name": "G", "kind": "judgement"},
    ]
    told = length_in_words(Journey.model_validate({**both.to_json(), "sources": sources}))
    assert told == (
        "Time spent, added up stage by stage: 2.1 weeks; part of it assumed by us. "
        "Wait (2 weeks) and Visit (1 day) count as whole stages, as their steps say less."
    )


@pytest.mark.parametrize("name", ["airport", "outpatient", "student", "employer"])
def test_an_examples_time_is_never_called_steps_only_where_whole_stages_count(name: str):
    example = Journey.model_validate_json((shipped("templates") / "journeys" / f"{name}.json").read_text("utf-8"))
    steps = sum(MINUTES[one.time.unit] * one.time.amount for one in example.steps if one.time.amount is not None)
    told = length_in_words(example)
    assert "assumed by us" in told
    assert ("step by step" in told) == ((length(example).minutes or 0) <= steps)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (90, "1.5 hours"),
        (1440, "1 day"),
        (10_079, "7 days"),
        (10_080, "1 week"),
        (43_830, "1 month"),
        (438_300, "10 months"),
    ],
)
def test_a_length_is_told_in_the_largest_unit_of_which_there_is_one(minutes: float, told: str):
    assert in_words(minutes) == told
