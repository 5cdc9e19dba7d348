"""Every loss is in the report, and nothing else is lost: over whole maps, in every form."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from going_out import AT_ONCE, CHANCE, out, starters, text_of, whole, written
from hypothesis import given
from hypothesis import strategies as st
from soon import PATIENCE

from cjm_widgets.formats.content import content
from cjm_widgets.formats.held import Filled, filled
from cjm_widgets.formats.registry import FORMATS
from cjm_widgets.formats.said import unsaid
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import shapes

NAME = attrgetter("name")
WORDY = [one for one in FORMATS if not one.media_type.startswith("image/")]
_A_WORD = re.compile(r"w\d+w")
_MEANT = ("steps/ratings/source", "steps/ratings/n", "steps/quotes/quotable", "solutions/step")
"""What may be told by what else is there: that it is assumed, by how many, that it may be quoted, where its moment is.
"""


def without(journey: Journey, path: str) -> Journey:
    """A map without what stands in one field."""
    raw = journey.model_dump(mode="json")
    node: Any = raw
    model: Any = Journey
    *above, name = path.split("/")
    at = 0
    while at < len(above):
        shape = shapes(model)[above[at]]
        node = node[above[at]]
        model = shape.model
        if shape.kind == "items":
            at += 1
            node = next(one for one in node if one["id"] == above[at])
        at += 1
    node[name] = model.model_fields[name].get_default(call_default_factory=True)
    return Journey.model_validate(raw)


@AT_ONCE
@given(CHANCE, st.randoms(use_true_random=False))
def test_a_field_that_is_not_named_as_lost_changes_what_documents_say(
    chance: tuple[int, float], random: Random
) -> None:
    leaves = out(whole(chance))
    found = content(leaves)
    lost = {path for one in unsaid(leaves.journey, found) for path in one.paths}
    held: dict[str, list[str]] = {}
    for one in filled(leaves.journey):
        if one.path not in lost and one.kind not in _MEANT:
            held.setdefault(one.kind, []).append(one.path)
    for paths in held.values():
        path = random.choice(paths)
        if content(out(without(leaves.journey, path))) == found:
            pytest.fail(f"{path} is neither said nor lost")


@pytest.mark.parametrize("how", WORDY, ids=NAME)
@given(chance=CHANCE)
@AT_ONCE
def test_every_word_is_in_the_file_or_named_as_lost_and_never_both(how: Any, chance: tuple[int, float]) -> None:
    leaves = out(whole(chance))
    made = how.write(leaves)
    text = text_of(made.data)
    lost = {path for one in made.losses for path in one.paths}
    for one in filled(leaves.journey):
        if isinstance(one.value, str) and _A_WORD.fullmatch(one.value):
            is_there = one.value in text
            if not is_there and one.path not in lost:
                pytest.fail(f"{one.path} is neither in the file nor lost")
            if is_there and one.path in lost and not _is_told_of_others(one):
                pytest.fail(f"{one.path} is in the file and said to be lost")


def _is_told_of_others(one: Filled) -> bool:
    """Whether what stands beside it tells of it: by its name, or a sentence that sums figures up."""
    return one.kind.endswith(("/name", "/title", "/journey_type", "sources/when_note")) or one.kind.startswith(
        "sources/figures/"
    )


def test_what_a_journey_is_about_is_not_lost_where_the_name_of_the_map_says_it() -> None:
    """As on every map that is made on the start page: one name is given to both."""
    scope = {"journey_type": "First visit"}
    same, other = (Journey(id="m", title=title, scope=scope) for title in ("First visit", "Clinic"))
    assert unsaid(same, content(out(same))) == ()
    assert unsaid(other, replace(content(out(other)), about=())) != ()


TOLD = Journey.model_validate(
    {
        "id": "told",
        "title": "To the clinic",
        "sources": [
            {
                "id": "poll",
                "name": "Poll",
                "kind": "survey",
                "figures": [
                    {"id": "back", "name": "Would come back", "value": 80, "unit": "%", "n": 90},
                    {"id": "aim", "kind": "target", "step": "wait", "scale": "five-points", "value": 4.5},
                    {"id": "best", "kind": "benchmark", "group": "Next town", "step": "wait", "value": 4.75},
                    {"id": "cases", "kind": "cases", "step": "wait", "value": 12},
                ],
            }
        ],
        "steps": [
            {
                "id": "wait",
                "name": "Wait",
                "ratings": [
                    {
                        "id": "poll",
                        "scale": "five-points",
                        "value": 3,
                        "n": 40,
                        "low": 2.5,
                        "high": 3.5,
                        "source": "poll",
                    }
                ],
            }
        ],
    }
)
OF_INTERVALS = {"steps/wait/ratings/poll/low", "steps/wait/ratings/poll/high"}


@pytest.mark.parametrize("how", WORDY, ids=NAME)
def test_what_the_story_of_a_curve_and_the_notes_of_a_chart_tell_is_not_said_to_be_lost(how: Any) -> None:
    lost = {path for one in how.write(out(TOLD)).losses for path in one.paths}
    of_story = {path for path in lost if re.search(r"/(back|aim|best)/", path)}
    if how.name in ("pdf", "pptx"):
        assert not of_story
        assert "sources/poll/figures/cases/value" in lost
        assert lost & OF_INTERVALS == (OF_INTERVALS if how.name == "pdf" else set())
    elif how.name not in ("html", "json", "xlsx"):
        assert of_story


@pytest.mark.parametrize("how", FORMATS, ids=NAME)
def test_losses_of_the_examples_are_few_short_and_plain(how: Any) -> None:
    for journey in starters():
        losses = how.write(out(journey)).losses
        assert len(losses) <= 16
        for one in losses:
            assert len(one.say) < 300, one.say
            assert one.say[0].isupper() or one.say[0].isdigit()
            assert not re.search(r"[a-z]_[a-z]|/|\b1 \w+s\b|None", one.say), one.say


def test_the_same_map_is_the_same_file_in_another_process_another_year_and_another_part_of_the_world() -> None:
    about = {**os.environ, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, str(Path(__file__).with_name("another_time.py")), "40000000"]
    there = subprocess.run(command, env=about, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    here = {how.name: hashlib.sha256(written(how, starters()[-1]).data).hexdigest() for how in FORMATS}
    assert dict(line.rsplit(" ", 1) for line in there.splitlines()) == here
