"""What the facilitator has said about the steps, kept in a file that all pages look at."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cjm_widgets.store import StoreError, files
from cjm_widgets.store.errors import in_words
from cjm_widgets.workshop.agenda import Workshop
from cjm_widgets.workshop.place import FOLDER, private_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE: Final = "workshop.json"
_LARGEST: Final = 64 * 1024
_DAMAGED: Final = (
    "The agenda of the workshop could not be read, so every step is open and none is the current one. "
    "Say again where you are; the journeys are not touched by this."
)


class WorkshopFile:
    """The file of one folder of journeys. Several processes may read and change it at once.

    Args:
        journeys: the folder of journeys.
    """

    def __init__(self, journeys: Path) -> None:
        self._journeys = journeys
        self.path = journeys / FOLDER / FILE

    def mark(self) -> files.Stamp:
        """Changes with every change of the file; one `stat`, never an error."""
        return files.stamp(self.path)

    def read(self) -> tuple[Workshop, str]:
        """What it says; and, as a sentence, why that is not known. It is never an error."""
        try:
            with in_words(self.path):
                found = files.read(self.path, most=_LARGEST + 1)
        except StoreError as error:
            return Workshop(), str(error)
        if found is None:
            return Workshop(), ""
        try:
            return Workshop.model_validate(json.loads(found[0])), ""
        except (ValueError, ValidationError, RecursionError):
            return Workshop(), _DAMAGED

    def change(self, how: Callable[[Workshop], Workshop]) -> Workshop:
        """Changes what it says, whatever others do at the same moment; on disk when this returns.

        Args:
            how: gives what it says afterwards. A damaged file counts as one that says nothing.

        Raises:
            StoreError: if it cannot be written.
        """
        with in_words(self.path):
            place = private_place(self._journeys)
            with files.locked(place / f"{FILE}.lock"):
                before, problem = self.read()
                after = how(before)
                if problem and self.path.exists():
                    with suppress(OSError):
                        self.path.replace(place / f"{FILE}.damaged")
                if after != before or problem:
                    with files.replacing(self.path, after.model_dump_json(indent=2).encode() + b"\n"):
                        pass
        return after
