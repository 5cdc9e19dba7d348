"""A database as what journeys are written on: of each a row, which is locked, and the lines of its history."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cjm_widgets.store import names
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.postgres.beside import BesideRows, SharedRow
from cjm_widgets.store.postgres.hearing import Hearing, hearing_in
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.lines import Rows, split
from cjm_widgets.store.postgres.lost import LostError
from cjm_widgets.store.postgres.removed import BIN, MAY_ERASE, BinRows, erase
from cjm_widgets.store.stamps import Mark, Stamp
from cjm_widgets.store.store import Journeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    from cjm_widgets.store.address import Database
    from cjm_widgets.store.postgres.told import Told
    from cjm_widgets.store.protocol import Entry

_T = TypeVar("_T")

_ROW: Final = "select key, size, changed, file, file_changed from {schema}.journey where id = %s and bin = %s"
_APPEND: Final = """
    with added as (
      insert into {schema}.edit (journey, at, id, line)
      select %s, * from unnest(%s::bigint[], %s::text[], %s::bytea[])
    ), grown as (
      update {schema}.journey set size = %s, changed = %s, tail = null where key = %s
    )
    select pg_notify(%s, %s)
"""


class PostgresStore(Journeys):
    """The journeys of a database. Several stores, processes and threads may use the same one at once.

    Args:
        database: which.
        hearing: how others' changes are heard of; by the news of this process's server if left out.
        line: the line to it; one of its own if left out.
        within: the folder of a deleted journey, which then is the only one; "" for those that are in use.

    Raises:
        StoreError: if the library for it is not installed.
    """

    def __init__(
        self, database: Database, hearing: Hearing | None = None, line: Line | None = None, *, within: str = ""
    ) -> None:
        super().__init__(database, OnPostgres(line or Line(database), hearing or hearing_in(), within))


@dataclass(frozen=True, slots=True)
class Named:
    """A journey in a database, for words.

    Args:
        name: its id.
        parent: the database.
    """

    name: str
    parent: Database

    def __str__(self) -> str:
        return f"“{self.name}” in {self.parent}"


@dataclass(slots=True)
class _Held:
    """A journey that is locked.

    Args:
        connection: on which.
        lines: its history.
        file: what its file said, where that came from a folder.
        stamp: of the file.
    """

    connection: psycopg.Connection[Any]
    lines: Rows
    file: bytes | None
    stamp: Stamp


class OnPostgres:
    """A database as what journeys are written on.

    Args:
        line: the line to it.
        hearing: how others' changes are heard of.
        within: the folder of a deleted journey; "" for the journeys that are in use.
    """

    by_hand = False

    def __init__(self, line: Line, hearing: Hearing, within: str = "") -> None:
        self._line, self._hearing, self._within = line, hearing, within
        self._seen: dict[str, Mark] = {}
        self._here = threading.local()

    def __str__(self) -> str:
        return f"the database {self._line.database}"

    def ids(self) -> Iterator[str]:
        """The journeys, also one whose history has not begun."""
        rows = self._line.rows(
            "select id from {schema}.journey where bin = %s and (size > 0 or file is not null or tail is not null)",
            [self._within],
        )
        return (journey_id for (journey_id,) in rows)

    def misnamed(self) -> tuple[Entry, ...]:
        """None: nobody puts anything into a database by hand."""
        return ()

    def where(self, journey_id: str) -> Named:
        """The journey, for words."""
        return Named(names.checked_id(journey_id), self._line.database)

    def mark(self, journey_id: str) -> Mark:
        """The journey's mark as it is now."""
        held = self._held(journey_id)
        if held:
            return Mark(held.stamp, held.lines.stamp())
        if told := self._told(journey_id):
            return Mark(Stamp(), told.stamp)
        return self._asked_mark(journey_id)

    def _asked_mark(self, journey_id: str) -> Mark:
        found = self._line.rows(_ROW, [self.where(journey_id).name, self._within])
        mark = _mark(found[0]) if found else Mark(Stamp(), Stamp())
        self._line.newest[self._within, journey_id] = mark.history
        return mark

    def _told(self, journey_id: str) -> Told | None:
        """What the server has told of the journey, unless this process has seen later lines or another history."""
        told = None if self._within else self._hearing.told(journey_id)
        seen = self._line.newest.get((self._within, journey_id))
        if told is None or seen is None or told.stamp.number != seen.number or told.stamp.size < seen.size:
            return None
        self._line.newest[self._within, journey_id] = told.stamp
        return told

    def glance(self, journey_id: str) -> Mark:
        """The journey's mark, at most a few seconds late; the last that is known where the database does not answer."""
        seen, newest = self._seen.get(journey_id), self._line.newest.get((self._within, journey_id))
        if self._hearing.is_due(journey_id) or seen is None or seen.history != newest:
            try:
                self._seen[journey_id] = self.mark(journey_id)
            except (LostError, StoreError):
                return self._seen.get(journey_id, Mark(Stamp(), Stamp()))
        return self._seen[journey_id]

    def snapshot(self, journey_id: str) -> tuple[bytes, Stamp] | None:
        """What the journey's file said when it came from a folder, until the history has it."""
        held = self._held(journey_id)
        if held:
            return None if held.file is None else (held.file, held.stamp)
        found = self._line.rows(_ROW, [self.where(journey_id).name, self._within])
        return (bytes(found[0][3]), _mark(found[0]).snapshot) if found and found[0][3] is not None else None

    @contextmanager
    def reading(self, journey_id: str) -> Iterator[Rows | None]:
        """The history, to read; what is added meanwhile is not seen."""
        held, told = self._held(journey_id), self._told(journey_id)
        if held:
            yield held.lines
        elif told:
            yield Rows(self._line.rows, told.stamp, known=told.data)
        elif (mark := self._asked_mark(journey_id)).history == Stamp():
            yield None
        else:
            yield Rows(self._line.rows, mark.history)

    @contextmanager
    def locked(self, journey_id: str) -> Iterator[Rows]:
        """The history, with the journey's row locked; all that is done is done when this ends, or nothing."""
        name = self.where(journey_id).name
        with self._line.transaction() as connection:
            found = self._row(connection, name)
            key = found[0]

            def ask(text: str, values: Any = ()) -> list[Any]:
                return self._line.asked(connection, text, values)

            def append(data: bytes, stamp: Stamp) -> Stamp:
                return self._append(connection, name, replace(stamp, number=key), data)

            mark = _mark(found)
            held = _Held(connection, Rows(ask, mark.history, append), found[3], mark.snapshot)
            self._here.held = {journey_id: held}
            try:
                yield held.lines
            finally:
                self._here.held = {}

    def _row(self, connection: psycopg.Connection[Any], name: str) -> Any:
        for _ in range(2):
            found = self._line.asked(connection, f"{_ROW} for no key update", [name, self._within])
            if found:
                return found[0]
            fresh = "insert into {schema}.journey (id, bin) values (%s, %s) on conflict do nothing"
            self._line.asked(connection, fresh, [name, self._within])
        raise LostError("the journey was deleted in the same moment")

    def _append(self, connection: psycopg.Connection[Any], name: str, stamp: Stamp, data: bytes) -> Stamp:
        now = Stamp(stamp.number, time.time_ns(), stamp.size + len(data))
        starts, ids, lines = map(list, zip(*split(data, stamp.size), strict=True))
        told = self._line.channel, name
        values = (now.number, starts, ids, lines, now.size, now.changed, now.number, *told)
        self._line.asked(connection, _APPEND, values)
        self._line.newest[self._within, name] = now
        return now

    def begin(self) -> None:
        """Nothing is to be made: whoever looks after the database has prepared it."""

    @contextmanager
    def replacing(self, journey_id: str, data: bytes) -> Iterator[Stamp]:
        """What the file said is in the history by the end of the block, so that it goes."""
        del data  # it follows from the history
        yield Stamp()
        held = self._locked_now(journey_id)
        self._without_file(held)

    def _without_file(self, held: _Held) -> None:
        held.file, held.stamp = None, Stamp()
        self._line.asked(
            held.connection,
            "update {schema}.journey set file = null, file_changed = 0, changed = greatest(changed + 1, %s) "
            "where key = %s",
            [time.time_ns(), held.lines.stamp().number],
        )

    def settled(self, journey_id: str) -> None:
        """The file said all that the history says: it is needed no more."""
        self._without_file(self._locked_now(journey_id))

    def sync(self) -> None:
        """Nothing: what is done is durable."""

    def put_aside(self, journey_id: str) -> None:
        """Keeps a damaged file under another name."""
        held = self._locked_now(journey_id)
        beside = BesideRows(self._line, held.connection)
        number = 1
        while beside.read(name := f"{self._beside}{journey_id}.broken-{number}{names.SNAPSHOT}") is not None:
            number += 1
        beside.keep(name, held.file or b"")
        self._without_file(held)

    def aside(self, journey_id: str) -> dict[str, bytes]:
        """The damaged files of a journey that were kept."""
        rows = self._line.rows(
            "select name, data from {schema}.beside where name like %s order by name",
            [f"{self._beside}{names.checked_id(journey_id)}.broken-%"],
        )
        return {name: bytes(data) for name, data in rows}

    def rewrite(self, journey_id: str, how: Callable[[bytes, bytes | None], bytes | None]) -> bool:
        """Puts another history in the place of one; only a role that may delete edits can.

        Raises:
            StoreError: if this role may not.
        """
        if not self._line.rows(MAY_ERASE)[0][0]:
            raise StoreError(
                f"The history of “{journey_id}” is kept in {self}, and the role that serves the maps may not take "
                "anything out of it. Whoever looks after the database can, by the role for maintenance."
            )
        with self.locked(journey_id) as lines:
            held, old = self._locked_now(journey_id), lines.stamp().number
            lines.seek(0)
            data = how(lines.readall(), held.file)
            if data is None:
                return False
            connection = held.connection
            ask = self._line.asked
            ask(connection, "update {schema}.journey set bin = key::text where key = %s", [old])
            fresh = "insert into {schema}.journey (id, bin) values (%s, %s) returning key"
            ((new,),) = ask(connection, fresh, [journey_id, self._within])
            self._append(connection, journey_id, Stamp(new), data)
            ask(
                connection,
                "update {schema}.journey n set file = o.file, file_changed = o.file_changed "
                "from {schema}.journey o where n.key = %s and o.key = %s",
                [new, old],
            )
            erase(self._line, connection, old)
        return True

    def beside(self) -> BesideRows:
        """The files beside the journeys."""
        return BesideRows(self._line)

    def shared(self, name: str) -> SharedRow:
        """What all share under a name."""
        return SharedRow(self._line, self._hearing, name)

    def bin(self) -> BinRows:
        """The journeys that were deleted."""
        return BinRows(self._line)

    def again(self, call: Callable[[], _T]) -> _T:
        """Does it, and all of it again while the line is broken."""
        return self._line.again(call)

    @property
    def _beside(self) -> str:
        """How the names of what was put aside begin."""
        return f"{BIN}/{self._within}/" if self._within else ""

    def _held(self, journey_id: str) -> _Held | None:
        held: dict[str, _Held] = getattr(self._here, "held", {})
        return held.get(journey_id)

    def _locked_now(self, journey_id: str) -> _Held:
        held = self._held(journey_id)
        if held is None:
            raise TypeError("only while the journey is locked")
        return held


def _mark(row: Any) -> Mark:
    key, size, changed, file, file_changed = row
    history = Stamp(key, changed, size) if size or file is None else Stamp()
    return Mark(Stamp() if file is None else Stamp(key, file_changed or 1, len(file)), history)
