"""A history as the bytes of its lines, read from rows: whatever reads a file reads this."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, LiteralString, Protocol

from cjm_widgets.store.postgres.lost import LostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cjm_widgets.store.stamps import Stamp

_ID: Final = re.compile(rb'\{"id":"([A-Za-z0-9._-]{1,200})",')

_READ: Final = """
    select at, line from {schema}.edit where journey = %s
      and at >= coalesce((select max(at) from {schema}.edit where journey = %s and at <= %s), 0) and at < %s
    order by at
"""


class Ask(Protocol):
    """Asks the database, inside a transaction or on its own."""

    def __call__(self, text: LiteralString, values: Sequence[Any] = (), /) -> list[Any]:
        """The rows that it answers."""


class Rows:
    """The finished lines of one history.

    Args:
        ask: asks the database.
        stamp: of the history: which journey it is, when it was changed, how long it is.
        append: puts lines at the end; None where nothing may be written.
        known: its last bytes, as far as they need not be asked for.
    """

    def __init__(
        self, ask: Ask, stamp: Stamp, append: Callable[[bytes, Stamp], Stamp] | None = None, known: bytes = b""
    ) -> None:
        self._ask, self._stamp, self._append = ask, stamp, append
        self._at = 0
        self._from, self._known = stamp.size - len(known), known

    def seek(self, at: int, whence: int = 0) -> int:
        """Goes to a place, and gives it."""
        self._at = self._stamp.size if whence == os.SEEK_END else at
        return self._at

    def read(self, most: int = -1) -> bytes:
        """So many bytes from there.

        Raises:
            LostError: if the history was replaced meanwhile.
        """
        begin = min(self._at, self._stamp.size)
        end = self._stamp.size if most < 0 else min(begin + most, self._stamp.size)
        if not self._from <= begin <= end <= self._from + len(self._known):
            self._fetch(begin, end)
        self._at = end
        return self._known[begin - self._from : end - self._from]

    def readall(self) -> bytes:
        """All from there."""
        return self.read()

    def stamp(self) -> Stamp:
        """The history's stamp, with what was added."""
        return self._stamp

    def append(self, data: bytes) -> None:
        """Adds lines; they stand when the transaction has ended."""
        if self._append is None:
            raise TypeError("this history is only read")
        self._stamp = self._append(data, self._stamp)

    def cut(self, size: int) -> None:
        """Nothing is ever to be cut off: a line in the database is finished."""
        if size != self._stamp.size:
            raise TypeError("lines in the database stay")

    def _fetch(self, begin: int, end: int) -> None:
        if begin == end:
            self._from, self._known = begin, b""
            return
        journey = self._stamp.number
        found = self._ask(_READ, (journey, journey, begin, end))
        self._from = found[0][0] if found else begin
        self._known = b"".join(bytes(line) for _, line in found)
        if not self._from <= begin <= end <= self._from + len(self._known):
            raise LostError("the history was replaced meanwhile")


def split(data: bytes, at: int) -> Iterator[tuple[int, str | None, bytes]]:
    """The lines in some bytes as rows: where each begins, its edit's id if it can be read, and the line.

    Args:
        data: whole lines.
        at: where they begin.
    """
    known: set[str] = set()
    for line in (one + b"\n" for one in data.split(b"\n")[:-1]):
        found = _ID.match(line)
        edit_id = found[1].decode() if found else None
        yield at, None if edit_id in known else edit_id, line
        known.add(edit_id or "")
        at += len(line)
