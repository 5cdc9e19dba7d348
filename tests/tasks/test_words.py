"""Sentences about edits: a place has one name wherever it is told, and people's words turn no sentence round."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.journey.edits import Edit
from cjm_widgets.journey.model import Journey, Step, Touchpoint
from cjm_widgets.tasks.words import done, others_changed, where

TRIP = Journey(
    id="trip",
    steps=(Step(id="a", name="Booking", touchpoints=(Touchpoint(id="t"),)), Step(id="hall", name="قاعة"), Step(id="n")),
)


def edit(path: str, new: Any, old: Any = None, by: str = "Ana") -> Edit:
    return Edit(id="e1", by=by, path=path, old=old, new=new)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("diagnostic/costly/rating", "Costly: How far is this true?"),
        ("diagnostic/changeable/reason", "Changeable: What makes you say so?"),
        ("steps/a/experience/feelings", "Booking: Feelings"),
        ("steps/a/time/amount", "Booking: How long does it take?"),
        ("steps/a/time/unit", "Booking: How long does it take?"),
        ("scope/starts", "Where does it start?"),
        ("steps/a", "Booking"),
        ("steps/n", "step 3"),
        ("steps/n/@after", "step 3"),
        ("steps/n/goal", "step 3: What does the customer want here?"),
        ("steps/was-there", "a step"),
        ("indicators/was-there", "an indicator or standard"),
        ("steps/a/touchpoints/t", "touchpoint 1 of Booking"),
        ("steps/a/touchpoints/t/kind", "Booking: What kind of contact is it?"),
        ("steps/hall/goal", "\u2068قاعة\u2069: What does the customer want here?"),
    ],
)
def test_a_place_is_named_so_that_it_is_told_apart(path: str, words: str) -> None:
    assert where(TRIP, path) == words


def test_names_from_right_to_left_are_set_apart() -> None:
    removed = edit("steps/b", None, {"id": "b", "name": "حجز"}, by="بسمة")
    assert others_changed(TRIP, [removed]) == "\u2068بسمة\u2069 removed \u2068حجز\u2069."
    assert done(TRIP, edit("steps/hall/@after", "a")) == "moved \u2068قاعة\u2069"
