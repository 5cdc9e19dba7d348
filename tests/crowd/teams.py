"""Journeys for the teams of a crowd, and who types where in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cjm_widgets.store import opened_store
from cjm_widgets.store.address import Place
from cjm_widgets.tasks.making import make_journey

EXPERIENCE = ("actions", "responses", "language", "feelings", "emotions")


def make_teams(place: Place, people: int, team: int) -> tuple[str, ...]:
    """Makes a filled journey for each team; returns their ids.

    Args:
        place: of journeys.
        people: in all.
        team: how many share a journey, at most.
    """
    store = opened_store(place)
    names = [f"team-{number + 1}" for number in range(-(-people // team))]
    for name in names:
        make_journey(store, name.replace("-", " ").capitalize(), "airport", journey_id=name)
    return tuple(names)


def fields_of(place: Place, journey: str) -> tuple[str, ...]:
    """The paths of all texts of how it was, step by step."""
    return tuple(
        f"steps/{step['id']}/experience/{name}" for step in read(place, journey)["steps"] for name in EXPERIENCE
    )


def read(place: Place, journey: str) -> Any:
    """A journey as whoever opens it gets it."""
    return opened_store(place).open(journey).to_json()


def kept_edits(place: Place, journey: str) -> Counter[str]:
    """The ids of all edits in a journey's history, and how often each is in it."""
    return Counter(edit.id for edit in opened_store(place).history(journey))


def typed_words(folder: Path, words: Iterable[str]) -> set[str]:
    """Those of the words that stand in the history of some journey.

    Args:
        folder: of journeys.
        words: unlike any other.
    """
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.log.jsonl"))
    return {word for word in words if word in text}
