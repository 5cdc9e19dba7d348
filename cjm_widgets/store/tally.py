"""What a page's process counts for the figures of its server: a few numbers, in a file that outlives the process.

Nothing of what people wrote is in them, and nobody's name.
"""

from __future__ import annotations

import os
import struct
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LIVE_VARIABLE: Final = "CJM_LIVE"
"""Names the folder of a running server, which all of its processes know."""
PROCESS_VARIABLE: Final = "VOILA_KERNEL_ID"
FOLDER: Final = "counted"
"""The folder of a running server for the files."""
LIMITS: Final = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds within which something is saved; what takes longer than the last has a number of its own."""
SAVED, UNSAVED, LOST, MICROSECONDS = range(4)
"""Where a number stands: edits that are durable, edits that could not be saved, broken lines to a database, time."""
_FIRST: Final = MICROSECONDS + 1
_SIZE: Final = _FIRST + len(LIMITS) + 1
_SHAPE: Final = struct.Struct(f"<{_SIZE}Q")


@dataclass(slots=True)
class Tally:
    """What was counted; each number only grows.

    Args:
        path: of the file that says so to the server; None for what nobody else has to know.
        numbers: so far.
    """

    path: Path | None = None
    numbers: list[int] = field(default_factory=lambda: [0] * _SIZE)
    _file: FileIO | None = None

    def saved(self, edits: int, seconds: float) -> None:
        """Edits are durable.

        Args:
            edits: how many, sent together.
            seconds: since they were received.
        """
        self.numbers[SAVED] += edits
        self.numbers[MICROSECONDS] += round(seconds * 1e6)
        self.numbers[_FIRST + bisect_left(LIMITS, seconds)] += 1
        self._tell()

    def add(self, which: int, number: int = 1) -> None:
        """Counts something.

        Args:
            which: UNSAVED or LOST.
            number: how often.
        """
        self.numbers[which] += number
        self._tell()

    def take(self, counted: Iterable[int]) -> None:
        """Adds what another has counted."""
        self.numbers = [own + other for own, other in zip(self.numbers, counted, strict=True)]

    @property
    def waits(self) -> tuple[int, ...]:
        """How often something was saved within each of the limits and no sooner; the last took longer than all."""
        return tuple(self.numbers[_FIRST:])

    @property
    def seconds(self) -> float:
        """How long all that took."""
        return self.numbers[MICROSECONDS] / 1e6

    def _tell(self) -> None:
        if self.path is None:
            return
        with suppress(OSError):  # a full disk is no reason not to save
            if self._file is None:
                self.path.parent.mkdir(mode=0o700, exist_ok=True)
                self._file = FileIO(self.path, "w")
            self._file.seek(0)
            self._file.write(_SHAPE.pack(*self.numbers))  # in its place: a new file takes a thousand times as long


@lru_cache(maxsize=1)
def _tally(folder: str, process: str) -> Tally:
    return Tally(Path(folder, FOLDER, process) if folder and process else None)


def own_tally() -> Tally:
    """What this process counts. One that is forked begins anew when it is told who it is."""
    return _tally(os.environ.get(LIVE_VARIABLE, ""), os.environ.get(PROCESS_VARIABLE, ""))


class Tallies:
    """What all processes of a server have counted, also those that have ended.

    Args:
        folder: where each keeps its file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._ended = folder, Tally()

    def sum(self) -> Tally:
        """All together, with what this process has counted itself."""
        found = Tally(None, list(self._ended.numbers))
        for counted in (own_tally().numbers, *map(_numbers, self._folder.glob("*"))):
            found.take(counted)
        return found

    def ended(self, process: str) -> None:
        """A process has ended: what it counted stays, its file goes.

        Args:
            process: its name.
        """
        path = self._folder / process
        self._ended.take(_numbers(path))
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _numbers(path: Path) -> tuple[int, ...]:
    """What a file says; nothing where there is none yet."""
    try:
        return _SHAPE.unpack(path.read_bytes())
    except (OSError, struct.error):
        return (0,) * _SIZE
