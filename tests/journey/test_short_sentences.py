"""Advice is read by people in a hurry: no sentence of it is long, whatever a map lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.priority import ranking
from cjm_widgets.journey.rules import advice
from cjm_widgets.shipped import shipped

FOLDER = shipped("templates") / "journeys"
MOST = 30
NAMES = ("name", "title", "words")
TODAY = date(2031, 1, 1)
"""When all that was ever due is due."""


def lacking(journey: Journey) -> Iterator[Journey]:
    """A map as it is, without each of its lists, and with each answer of its items left out."""
    yield journey
    for name, parts in journey.to_json().items():
        if not isinstance(parts, list) or not parts:
            continue
        yield journey.model_copy(update={name: ()})
        kept = getattr(journey, name)
        for answer in type(kept[0]).model_fields.keys() - {"id"}:
            bare = type(kept[0])(id="bare").__dict__[answer] if "id" in type(kept[0]).model_fields else None
            yield journey.model_copy(update={name: tuple(one.model_copy(update={answer: bare}) for one in kept)})


def named_shortly(part: Any) -> Any:
    """The same with names of one word: how long the names of a team are is its own affair."""
    if isinstance(part, dict):
        return {key: "Name" if key in NAMES and value else named_shortly(value) for key, value in part.items()}
    return [named_shortly(one) for one in part] if isinstance(part, list) else part


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_no_sentence_of_advice_is_longer_than_a_breath(name: str) -> None:
    given = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    told = {
        text
        for journey in lacking(Journey.model_validate(named_shortly(given)))
        for text in (
            ranking(journey).say,
            *(part for one in advice(journey, today=TODAY) for part in (one.say, one.do, one.source)),
        )
    }
    assert len(told) > 10
    long = {one: len(one.split()) for text in told for one in sentences(text) if len(one.split()) > MOST}
    assert long == {}
