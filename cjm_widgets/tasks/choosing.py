"""Which map is meant: by an address, a notebook's parameter, or the first word after a command."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from cjm_widgets.store.address import place_at, spelt

if TYPE_CHECKING:
    from cjm_widgets.store.address import Place

FOLDER_VARIABLE: Final = "CJM_FOLDER"
STORE_VARIABLE: Final = "CJM_STORE"
"""The address of the database, where the journeys are in one. It may hold a password."""
FOLDER: Final = "journeys"
"""The folder of journeys where nobody names a place."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which journey is meant.

    Args:
        place: the folder or the database that it is in.
        journey: its id, "" when none was named.
    """

    place: Place
    journey: str


def choose(journey: str, query: str, place: Place) -> Choice:
    """Which journey a page shows.

    The page's address wins over the notebook's parameter. An address can only name a journey of the
    place; a parameter may also be the path of a journey's file.

    Args:
        journey: the notebook's parameter, an id or a path.
        query: the part of the address behind the question mark.
        place: where the journeys are.
    """
    asked = parse_qs(query).get("journey", [""])[0].strip()
    if asked:
        return Choice(place, asked)
    if journey.endswith(".json") or "/" in journey or os.sep in journey:
        path = Path(journey).expanduser().resolve()
        return Choice(path.parent, path.name.removesuffix(".json"))
    return Choice(place, journey)


def named(chosen: Choice) -> str:
    """What `choose` understands as this journey, in a process that was told the same place."""
    return str(chosen.place / f"{chosen.journey}.json") if isinstance(chosen.place, Path) else chosen.journey


def journeys_place() -> Place:
    """Where the journeys are: what `cjm` was started with, or the folder "journeys" where the notebook runs."""
    if address := os.environ.get(STORE_VARIABLE):
        return place_at(address)
    return Path(os.environ.get(FOLDER_VARIABLE) or FOLDER).resolve()


def told_place(place: Place) -> dict[str, str]:
    """The variables by which another process of ours learns where the journeys are."""
    if isinstance(place, Path):
        return {FOLDER_VARIABLE: str(place), STORE_VARIABLE: ""}
    return {STORE_VARIABLE: spelt(place)}
