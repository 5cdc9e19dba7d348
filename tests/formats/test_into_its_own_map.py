"""A map that comes back into itself proposes nothing: what others changed in the file is then all that is offered."""

from __future__ import annotations

from typing import Any

import pytest
from going_out import back, out, small, starters
from hypothesis import given, settings

from cjm_widgets.formats import csv_file, markdown, mermaid, openjourney
from cjm_widgets.formats.base import Format
from cjm_widgets.formats.registry import readable
from cjm_widgets.journey.edits import apply
from cjm_widgets.journey.matching import proposals
from cjm_widgets.journey.model import Journey

BY_NAME = (csv_file.FORMAT, markdown.FORMAT, mermaid.FORMAT, openjourney.FORMAT)
TABLES = (csv_file.FORMAT, markdown.FORMAT)


def name(how: Format) -> str:
    return how.name


def offered(how: Format, here: Journey) -> list[tuple[str, Any]]:
    found = back(how, here)
    assert (found.left_out, found.changed) == ((), ())
    return [(one.path, one.new) for one in proposals(here, found.journey, by_id=found.has_ids)]


@pytest.mark.parametrize("how", readable(), ids=name)
@pytest.mark.parametrize("here", [one for one in starters() if one.steps], ids=lambda one: one.title)
def test_a_starter_that_comes_back_has_nothing_to_propose(how: Format, here: Journey) -> None:
    assert offered(how, here) == []


@pytest.mark.parametrize("how", BY_NAME, ids=name)
@settings(max_examples=40)
@given(here=small())
def test_no_map_that_comes_back_has_anything_to_propose(how: Format, here: Journey) -> None:
    assert offered(how, here) == []


@pytest.mark.parametrize("value", [-2.0, -1.5, 0.25, 2.0, "unknown"])
def test_a_diagram_brings_back_every_figure_of_ours_and_a_score_that_was_changed_wins(value: object) -> None:
    raw = {"id": "t", "steps": [{"id": "a", "name": "Wait", "ratings": [{"id": "room", "value": value}]}]}
    here = Journey.model_validate({**raw, "personas": [{"id": "p", "name": "Ana"}]})
    assert back(mermaid.FORMAT, here).journey.steps[0].ratings[0].value == value
    changed = mermaid.write(out(here)).data.decode().splitlines()
    changed[-1] = "Wait: 4: Ana"
    assert mermaid.read("\n".join(changed).encode(), "x.mmd").journey.steps[0].ratings[0].value == (
        value if value == 1 else 1
    )


@pytest.mark.parametrize("how", TABLES, ids=name)
def test_others_ratings_come_back_to_those_who_gave_them(how: Format) -> None:
    raters = [
        {"id": "as-p", "rater": "", "value": 1},
        {"id": "wanted", "rater": "The experience we want", "value": 2},
        {"id": "s", "rater": "", "scale": "negative-share", "value": 12, "source": "cards"},
        {"id": "of-b", "rater": "Team B", "value": -1},
    ]
    here = Journey.model_validate(
        {
            "id": "t",
            "sources": [{"id": "cards", "name": "Cards"}],
            "personas": [{"id": "p", "name": "Ana"}],
            "steps": [{"id": "a", "name": "Wait", "ratings": raters}, {"id": "b", "name": "Go", "ratings": raters[:1]}],
        }
    )
    assert offered(how, here) == []
    found = back(how, here).journey.model_dump(mode="json")
    for one in found["steps"][0]["ratings"]:
        one["value"] = 0
    for edit in proposals(here, Journey.model_validate(found), by_id=False):
        here = apply(here, edit)
    assert [(one.id, one.value) for one in here.steps[0].ratings] == [(str(one["id"]), 0) for one in raters]


@pytest.mark.parametrize("how", TABLES, ids=name)
def test_a_solution_stays_at_the_moment_that_it_answers_and_at_the_step_that_it_is_for(how: Format) -> None:
    here = Journey.model_validate(
        {
            "id": "t",
            "steps": [{"id": "a", "name": "Wait"}, {"id": "b", "name": "Go"}],
            "moments": [{"id": "n", "name": "Late", "step": "b"}, {"id": "m", "name": "Late", "step": "a"}],
            "solutions": [
                {"id": "x", "title": "Call", "step": "b", "moment": "m"},
                {"id": "y", "title": "Call", "moment": "m"},
                {"id": "z", "title": "Sign", "moment": "n"},
            ],
        }
    )
    assert offered(how, here) == []


@pytest.mark.parametrize("how", BY_NAME, ids=name)
def test_stages_that_repeat_stay_two_or_are_said_to_come_back_otherwise(how: Format) -> None:
    def of(*stages: str) -> Journey:
        raw = [{"id": one, "name": one.strip("2")} for one in dict.fromkeys(stages)]
        steps = [{"id": f"s{at}", "name": f"Step {at}", "stage": one} for at, one in enumerate(stages)]
        return Journey.model_validate({"id": "t", "stages": raw, "steps": steps})

    assert offered(how, of("wait", "go", "wait2")) == []
    for stages in (("wait", "wait2"), ("wait", "go", "wait")):
        lost = [one.say for one in how.write(out(of(*stages))).losses if "come" in one.say]
        assert bool(lost) == bool(offered(how, of(*stages)))


@pytest.mark.parametrize("how", [*TABLES, openjourney.FORMAT], ids=name)
@pytest.mark.parametrize(
    "words", ["a\n\nb", "- a\n- b", "a | b", "# a #", "a: b", "*a* __b__ `c`", "-", "n/a", "=1+1", "'a"]
)
def test_words_on_several_lines_and_with_signs_come_back_as_they_are(how: Format, words: str) -> None:
    step = {"id": "a", "name": "Wait", "experience": {"feelings": words}, "touchpoints": [{"id": "t", "name": "-"}]}
    moments = [{"id": "m", "name": " ".join(words.split()), "step": "a"}]
    assert offered(how, Journey.model_validate({"id": "t", "title": "T", "steps": [step], "moments": moments})) == []
