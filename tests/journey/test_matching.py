"""Another map laid beside this one: what is ours is found again, what is new comes in, and nothing is taken away."""

from __future__ import annotations

import pytest
from going_out import small
from hypothesis import given, settings

from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Journey

HERE = {
    "id": "trip",
    "title": "Trip",
    "stages": [{"id": "a", "name": "Before"}, {"id": "b", "name": "After"}],
    "steps": [
        {"id": "s1", "name": "Wait", "stage": "a", "experience": {"feelings": "bored"}},
        {"id": "s2", "name": "Go", "stage": "a", "ratings": [{"id": "room", "value": 1}]},
        {"id": "s3", "name": "Wait", "stage": "b"},
    ],
    "moments": [{"id": "m", "name": "Nobody calls", "step": "s2"}],
}


def journey(raw: object) -> Journey:
    return Journey.model_validate(raw)


def taken(here: Journey, other: Journey, **how: object) -> Journey:
    for edit in proposals(here, other, **{"by_id": False, **how}):  # type: ignore[arg-type]
        here = apply(here, edit)
    return here


def test_steps_are_found_by_name_and_stage_and_others_come_behind_those_before_them() -> None:
    other = {
        "id": "else",
        "stages": [{"id": "x", "name": "after"}, {"id": "y", "name": "Before "}],
        "steps": [
            {"id": "n1", "name": "wait", "stage": "x", "experience": {"feelings": "tired"}},
            {"id": "n2", "name": "GO", "stage": "y"},
            {"id": "s1", "name": "Pay", "stage": "y"},
        ],
        "moments": [{"id": "m", "name": "The card fails", "step": "s1"}],
    }
    made = taken(journey(HERE), journey(other))
    assert [(step.id, step.name, step.stage) for step in made.steps] == [
        ("s1", "Wait", "a"),
        ("s2", "GO", "a"),
        ("s1-2", "Pay", "a"),
        ("s3", "wait", "b"),
    ]
    assert [step.experience.feelings for step in made.steps] == ["bored", "", "", "tired"]
    assert [(one.id, one.name, one.step) for one in made.moments] == [
        ("m", "Nobody calls", "s2"),
        ("m-2", "The card fails", "s1-2"),
    ]
    assert len(made.stages) == 2


def test_maps_of_one_origin_are_matched_by_id_whatever_things_are_called_now() -> None:
    raw = {**HERE, "steps": [{**HERE["steps"][0], "name": "Queue"}]}
    (edit,) = proposals(journey(HERE), journey(raw), by_id=True)
    assert (edit.path, edit.old, edit.new) == ("steps/s1/name", "Wait", "Queue")
    made, place = proposals(journey(HERE), journey(raw), by_id=False)
    assert (made.new["name"], place.new) == ("Queue", "s2"), "a new step of its stage, as nobody is called so"


def test_what_another_group_rated_stands_beside_ours_under_its_name() -> None:
    raw = {"id": "b", "steps": [{"id": "x", "name": "Go", "ratings": [{"id": "room", "value": -2}]}]}
    made = taken(journey(HERE), journey(raw), whose="Team B")
    ratings = {one.id: (one.rater, one.value) for one in made.steps[1].ratings}
    assert ratings == {"room": ("", 1), "of-team-b": ("Team B", -2)}


@settings(max_examples=60)
@given(small(), small())
def test_nothing_is_lost_and_what_was_taken_is_proposed_no_more(here: Journey, other: Journey) -> None:
    made = taken(here, other)
    assert {one.id for one in here.steps} <= {one.id for one in made.steps}
    names = {one.name.casefold() for one in made.steps}
    assert {one.name.casefold() for one in other.steps} <= names
    assert proposals(made, other, by_id=False) == ()


@settings(max_examples=40)
@given(small())
def test_a_map_has_nothing_to_propose_to_itself(one: Journey) -> None:
    assert proposals(one, one, by_id=True) == ()
    assert proposals(one, one, by_id=False) == ()


@pytest.mark.parametrize(
    ("here", "there", "made"),
    [
        ("s1a s2a s3b s4b", "s1a s2a newb s3b s4b", "s1 s2 new s3 s4"),  # first of its stage, as it is written
        ("s1a s3b s5a", "s1a newa s3b s5a", "s1 new s3 s5"),  # behind one of its stage
        ("s1a s2b", "s1a s2b newa", "s1 new s2"),  # below all others
        ("s1a s2b", "s1a s2b newc", "s1 s2 new"),  # a stage that has no step
        ("s1a s2b", "s1a s2b new-", "s1 s2 new"),  # no stage
    ],
)
def test_a_new_step_stands_where_it_is_written_or_behind_those_of_its_stage(here: str, there: str, made: str) -> None:
    def map_of(steps: str) -> Journey:
        stages = [{"id": one, "name": one.upper()} for one in "abc"]
        told = [{"id": one[:-1], "name": one[:-1], "stage": {"-": None}.get(one[-1], one[-1])} for one in steps.split()]
        return Journey.model_validate({"id": "trip", "stages": stages, "steps": told})

    found = taken(map_of(here), map_of(there), by_id=True)
    assert " ".join(step.name for step in found.steps) == made
