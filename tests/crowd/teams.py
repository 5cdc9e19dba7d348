"""Journeys for the teams of a crowd, and who types where in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kept import kept

from cjm_widgets.store import Store
from cjm_widgets.tasks.making import make_journey

EXPERIENCE = ("actions", "responses", "language", "feelings", "emotions")


def make_teams(folder: Path, people: int, team: int) -> tuple[str, ...]:
    """Makes a filled journey for each team; returns their ids.

    Args:
        folder: of journeys.
        people: in all.
        team: how many share a journey, at most.
    """
    store = Store(folder)
    names = [f"team-{number + 1}" for number in range(-(-people // team))]
    for name in names:
        make_journey(store, name.replace("-", " ").capitalize(), "airport", journey_id=name)
    return tuple(names)


def fields_of(folder: Path, journey: str) -> tuple[str, ...]:
    """The paths of all texts of how it was, step by step."""
    return tuple(
        f"steps/{step['id']}/experience/{name}" for step in read(folder, journey)["steps"] for name in EXPERIENCE
    )


def read(folder: Path, journey: str) -> Any:
    """A journey as whoever opens it gets it."""
    return kept(folder, journey)


def kept_edits(folder: Path, journey: str) -> set[str]:
    """The ids of all edits in a journey's history."""
    lines = (folder / f"{journey}.log.jsonl").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["id"] for line in lines if line}


def typed_words(folder: Path, words: Iterable[str]) -> set[str]:
    """Those of the words that stand in the history of some journey.

    Args:
        folder: of journeys.
        words: unlike any other.
    """
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.log.jsonl"))
    return {word for word in words if word in text}
