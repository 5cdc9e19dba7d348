"""Which map is meant: by an address, a notebook's parameter, or the first word after a command."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

FOLDER_VARIABLE = "CJM_FOLDER"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which journey is meant.

    Args:
        folder: the folder that it is in.
        journey: its id, "" when none was named.
    """

    folder: Path
    journey: str


def choose(journey: str, query: str, folder: Path) -> Choice:
    """Which journey a page shows.

    The page's address wins over the notebook's parameter. An address can only name a journey of the
    folder; a parameter may also be the path of a journey's file.

    Args:
        journey: the notebook's parameter, an id or a path.
        query: the part of the address behind the question mark.
        folder: the folder of journeys.
    """
    asked = parse_qs(query).get("journey", [""])[0].strip()
    if asked:
        return Choice(folder, asked)
    if journey.endswith(".json") or "/" in journey or os.sep in journey:
        path = Path(journey).expanduser().resolve()
        return Choice(path.parent, path.name.removesuffix(".json"))
    return Choice(folder, journey)


def journeys_folder() -> Path:
    """The folder of journeys: what `cjm` was started with, or "journeys" where the notebook runs."""
    return Path(os.environ.get(FOLDER_VARIABLE) or "journeys").resolve()
