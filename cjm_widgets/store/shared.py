"""A small file beside the journeys that all who use them share, such as what the facilitator has said."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cjm_widgets.store import files
from cjm_widgets.store.errors import StoreError, in_words
from cjm_widgets.store.place import FOLDER, private_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_widgets.store.stamps import Stamp

LARGEST = 64 * 1024


class SharedFile:
    """One such file, in the private folder of a folder of journeys.

    Args:
        journeys: the folder of journeys.
        name: what the file is called.
    """

    def __init__(self, journeys: Path, name: str) -> None:
        self._journeys = journeys
        self._path = journeys / FOLDER / name

    def mark(self) -> Stamp:
        """Changes with every change; one `stat`, never an error."""
        return files.stamp(self._path)

    def read(self) -> bytes | None:
        """What it says; None where nothing was said yet.

        Raises:
            StoreError: if it cannot be read.
        """
        with in_words(self._path):
            found = files.read(self._path, most=LARGEST)
        return found[0] if found else None

    def change(self, how: Callable[[bytes | None], bytes], sound: Callable[[bytes], bool]) -> None:
        """Changes what it says, whatever others do at the same moment; on disk when this returns.

        Args:
            how: what it said, None for nothing -> what it says.
            sound: whether what it said can be understood; if not it is kept aside, and counts as nothing.

        Raises:
            StoreError: if it cannot be written.
        """
        path = self._path
        with in_words(path), files.locked(private_place(self._journeys) / f"{path.name}.lock"):
            try:
                before = self.read()
                good = before is None or sound(before)
            except StoreError:
                before, good = None, False
            with suppress(OSError):  # a copy of the folder may have come with other rights
                path.chmod(files.PRIVATE)
            if not good:
                with suppress(OSError):
                    files.move(path, path.with_name(f"{path.name}.damaged"))
            after = how(before if good else None)
            if after != before:
                with files.replacing(path, after):
                    pass
