"""Where what is finished goes: a folder of this computer, or one behind an address."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from cjm_widgets.rerun.addresses import Address, is_address
from cjm_widgets.rerun.parameters import RerunError
from cjm_widgets.tasks.exporting import PART, keep_file

if TYPE_CHECKING:
    from collections.abc import Sequence

_GIVEN_UP: Final = 3600
"""Seconds after which nobody writes on at a file that is not whole."""


class Results(Protocol):
    """A folder for what is finished.

    Args:
        folder: of this computer, in which files are made.
    """

    folder: Path

    def has(self, name: str) -> bool:
        """Whether a file is there."""

    def read(self, name: str) -> bytes:
        """What is in a file; nothing if it is not there."""

    def put(self, name: str, data: bytes) -> None:
        """Keeps a file, whole or not at all."""

    def keep(self, paths: Sequence[str]) -> None:
        """Keeps files that were made in the folder, in this order.

        Args:
            paths: of the files; those that are not there are left out.
        """

    def begin(self) -> None:
        """Gets ready to keep something.

        Raises:
            RerunError: if that cannot be.
        """


class ResultsHere:
    """A folder of this computer.

    Args:
        folder: its path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str) -> bool:
        """As for `Results`."""
        return (self.folder / name).is_file()

    def read(self, name: str) -> bytes:
        """As for `Results`."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return b""

    def put(self, name: str, data: bytes) -> None:
        """As for `Results`."""
        keep_file(self.folder / name, data)

    def keep(self, paths: Sequence[str]) -> None:
        """They are where they are to be."""

    def begin(self) -> None:
        """Makes the folder, and takes away what a run that was killed had half written."""
        if self.folder.exists() and not self.folder.is_dir():
            raise RerunError(f"{self.folder} is a file. Name a folder for the finished notebooks with -o.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RerunError(
                f"The folder {self.folder} cannot be made: {error.strerror}. Choose another with -o."
            ) from error
        for half in self.folder.rglob(f".*{PART}"):
            with suppress(OSError):
                if time.time() - half.stat().st_mtime > _GIVEN_UP:
                    half.unlink()


class ResultsThere:
    """A folder behind an address; files are made here, and taken there one by one as they are finished.

    Args:
        address: of the folder.
        folder: an empty one, for what is made.
    """

    def __init__(self, address: str, folder: Path) -> None:
        self.folder = folder
        self._there = Address(address)
        self._names = set(self._there.all_files())

    def has(self, name: str) -> bool:
        """As for `Results`."""
        return name in self._names

    def read(self, name: str) -> bytes:
        """As for `Results`."""
        here = self.folder / name
        return here.read_bytes() if here.is_file() else self._there.read(name) if self.has(name) else b""

    def put(self, name: str, data: bytes) -> None:
        """As for `Results`."""
        self._there.put(name, data)
        self._names.add(name)

    def keep(self, paths: Sequence[str]) -> None:
        """As for `Results`."""
        for path in (Path(one) for one in paths):
            if path.is_file():
                self.put(path.relative_to(self.folder).as_posix(), path.read_bytes())

    def begin(self) -> None:
        """There is nothing to do: such a folder is there as soon as something is in it."""


def results_at(place: Path | str, folder: Path) -> Results:
    """The folder for what is finished at a place.

    Args:
        place: a path or an address.
        folder: for what is made on the way to an address.
    """
    return ResultsThere(str(place), folder) if is_address(place) else ResultsHere(Path(place))
