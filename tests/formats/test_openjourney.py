"""OpenJourney files of others: what has a place finds it, and all else is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from going_out import back
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.formats import openjourney
from cjm_widgets.formats.base import Incoming
from cjm_widgets.journey.model import Journey

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["w", "+1", "Feelings", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["title", "name", "x"]), inner),
    max_leaves=4,
)
NODES = st.dictionaries(
    st.sampled_from(["title", "score", "tags", "blueprint", "isMomentOfTruth", "stageId", "swimlaneId", "more"]), VALUES
)


def read(node: dict[str, Any] | None = None, lane: str = "Actions", **more: Any) -> Incoming:
    raw = {
        "version": "1.0",
        "stages": [{"id": "a", "title": "Find"}],
        "swimlanes": [{"id": "l", "title": lane}],
        "nodes": [{"id": "n", "stageId": "a", "swimlaneId": "l", "title": "Looks", **(node or {})}],
        **more,
    }
    return openjourney.read(json.dumps(raw).encode(), "x.ojf")


def told(found: Incoming) -> str:
    return " ".join([*(one.why for one in found.left_out), *(one.say for one in found.changed)])


@pytest.mark.parametrize("below", [False, True])
def test_name_persona_and_point_of_view_are_read_at_the_root_and_under_metadata(below: bool) -> None:
    head = {"title": "Trip", "persona": {"name": "Ana", "age": 34}, "pointOfView": "New customers"}
    found = read(**({"metadata": head, "title": ""} if below else head))
    assert found.journey.title == "Trip"
    assert found.journey.scope.segment == "New customers"
    assert [one.name for one in found.journey.personas] == ["Ana"]
    assert "age “34”" in told(found)


@pytest.mark.parametrize(("score", "value"), [(3, 3), ("+3", 3), ("-2", -2), (0, 0), ("0", 0)])
def test_a_score_is_read_as_a_figure_and_in_words(score: object, value: float) -> None:
    found = read({"score": score})
    assert [one.value for one in found.journey.steps[0].ratings] == [value]
    assert found.left_out == ()


@pytest.mark.parametrize("score", ["positive", True, [3], 9])
def test_a_score_that_is_none_stays_unrated_and_is_said(score: object) -> None:
    found = read({"score": score})
    assert found.journey.steps[0].ratings == ()
    assert "unrated" in told(found)


def test_what_a_map_has_no_place_for_is_said_with_its_words() -> None:
    more = {"sentiment": "positive", "tags": ["vip"], "severity": "high", "purpose": "sell", "colour": "red"}
    found = read(more, author="Jo", metadata={"client": "City"})
    for word in ("positive", "vip", "high", "sell", "red", "Jo", "City", "Looks"):
        assert word in told(found)


def test_a_blueprint_finds_its_place_and_what_has_none_is_said() -> None:
    found = read({"blueprint": {"frontStage": "Desk", "backstage": "Post room", "cost": 3}})
    assert found.journey.steps[0].blueprint.front_stage == "Desk"
    assert found.journey.steps[0].blueprint.back_stage == "Post room"
    assert "cost “3”" in told(found)
    assert "internal" in told(read({"blueprint": "internal"}))


def test_a_moment_of_truth_keeps_its_name_whatever_signs_are_in_it() -> None:
    found = read({"title": "Waits, then; leaves", "isMomentOfTruth": True}, "What goes on")
    assert [one.name for one in found.journey.moments] == ["Waits, then; leaves"]
    assert "What goes on" in told(found)


def test_what_is_no_item_and_what_stands_nowhere_is_said() -> None:
    found = read({"stageId": "gone", "description": "More"}, swimlanes=["x"])
    assert "Looks" in told(found)
    assert "More" in told(found)
    assert "“x”" in told(found)
    assert read({"tags": 5}).left_out[0].why == "Of “Looks”: tags “5”."


def test_who_it_is_for_comes_back() -> None:
    raw = {"id": "t", "scope": {"segment": "New customers"}, "steps": [{"id": "a", "name": "Go"}]}
    assert back(openjourney.FORMAT, Journey.model_validate(raw)).journey.scope.segment == "New customers"


def test_names_within_a_step_never_become_the_steps_own() -> None:
    found = read({"blueprint": {"name": "Post"}}, "Activity")
    assert found.journey.steps[0].name == "Find"
    assert found.journey.steps[0].experience.actions == "Looks"
    assert "Looks" in told(found)
    assert "name “Post”" in told(found)


@given(NODES, NODES, VALUES)
def test_whatever_values_stand_in_a_file_it_is_read(node: dict[str, Any], head: dict[str, Any], any_value: Any) -> None:
    found = read(node, **head, persona=any_value, pointOfView=any_value, metadata=any_value)
    assert [step.name for step in found.journey.steps] == ["Find"]
