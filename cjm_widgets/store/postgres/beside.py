"""What lies beside the journeys of a database: the files of a folder, as rows by their names."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, LiteralString

from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.place import FOLDER
from cjm_widgets.store.postgres.lost import LostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    from cjm_widgets.store.postgres.hearing import Hearing
    from cjm_widgets.store.postgres.line import Line

PUT: Final = """
    insert into {schema}.beside (name, data, changed) values (%s, %s, %s)
    on conflict (name) do update set data = excluded.data, changed = excluded.changed
"""
_GET: Final = "select data from {schema}.beside where name = %s"


class BesideRows:
    """The files beside the journeys.

    Args:
        line: the line to the database.
        connection: that of a transaction, if one is under way.
    """

    def __init__(self, line: Line, connection: psycopg.Connection[Any] | None = None) -> None:
        self._line, self._connection = line, connection

    def names(self, within: str) -> tuple[str, ...]:
        """The names of the files in a folder, with the folder, the newest first; none that begins with a dot.

        Args:
            within: the folder, such as "plans".
        """
        rows = self._ask(
            "select name from {schema}.beside where starts_with(name, %s) and substr(name, %s) !~ '^[.]|/' "
            "order by changed desc, name",
            [f"{within}/", len(within) + 2],
        )
        return tuple(name for (name,) in rows)

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none."""
        rows = self._ask(_GET, [name])
        return bytes(rows[0][0]) if rows else None

    def keep(self, name: str, data: bytes) -> None:
        """Keeps a file, in the place of the one before."""
        self._ask(PUT, [name, data, time.time_ns()])

    def remove(self, name: str) -> bool:
        """Removes a file; says whether it was there."""
        return bool(self._ask("delete from {schema}.beside where name = %s returning 1", [name]))

    def _ask(self, text: LiteralString, values: list[Any]) -> list[Any]:
        if self._connection is not None:
            return self._line.asked(self._connection, text, values)
        return self._line.again(lambda: self._line.rows(text, values))


class SharedRow:
    """What all share under a name.

    Args:
        line: the line to the database.
        hearing: how others' changes are heard of.
        name: the name.
    """

    def __init__(self, line: Line, hearing: Hearing, name: str) -> None:
        self._line, self._hearing, self._told = line, hearing, name
        self._name = f"{FOLDER}/{name}"
        self._seen = 0

    def mark(self) -> int:
        """Changes with every change, at most a few seconds late; never an error."""
        if self._hearing.is_due(self._told):
            try:
                rows = self._line.rows("select changed from {schema}.beside where name = %s", [self._name])
                self._seen = rows[0][0] if rows else 0
            except (LostError, StoreError):
                pass
        return self._seen

    def read(self) -> bytes | None:
        """What it says; None where nothing was said yet.

        Raises:
            StoreError: if it cannot be read.
        """
        return BesideRows(self._line).read(self._name)

    def change(self, how: Callable[[bytes | None], bytes], sound: Callable[[bytes], bool]) -> None:
        """Changes what it says, whatever others do at the same moment; durable when this returns.

        Args:
            how: what it said, None for nothing -> what it says.
            sound: whether what it said can be understood; if not it is kept aside, and counts as nothing.

        Raises:
            StoreError: if it cannot be written.
        """

        def changed() -> None:
            with self._alone() as connection:
                beside = BesideRows(self._line, connection)
                before = beside.read(self._name)
                if before is not None and not sound(before):
                    beside.keep(f"{self._name}.damaged", before)
                    before = None
                after = how(before)
                if after != before:
                    beside.keep(self._name, after)
                    self._line.asked(connection, "select pg_notify(%s, %s)", [self._line.channel, self._told])

        self._line.again(changed)

    @contextmanager
    def _alone(self) -> Iterator[psycopg.Connection[Any]]:
        with self._line.transaction() as connection:
            key = f"{self._line.channel} {self._name}"
            self._line.asked(connection, "select 1 from pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
            yield connection
