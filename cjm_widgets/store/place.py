"""The private folder beside the journeys, for what a workshop has to remember over a restart."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = ".workshop"
"""No journey can be called so: the store passes it over."""

ANSWERS: Final = "answers"
"""The folder beside the journeys for the answers behind surveys: in it one for each journey."""


def private_place(journeys: Path) -> Path:
    """The private folder of a folder of journeys, made if need be: for its owner only, and kept out of git.

    Args:
        journeys: the folder of journeys.

    Raises:
        OSError: if it cannot be made.
    """
    place = journeys / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):  # a network folder may know no such rights
        place.chmod(0o700)
    note = place / ".gitignore"
    if not note.exists():
        note.write_text("*\n", encoding="utf-8")
    return place
