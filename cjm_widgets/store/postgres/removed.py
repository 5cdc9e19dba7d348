"""Journeys that were deleted from a database: their rows stay, under another name, so that they can be brought back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store import names
from cjm_widgets.store.binned import NOTE, PLACE, Binned, is_over, note_of, noted
from cjm_widgets.store.errors import MissingError, StoreError
from cjm_widgets.store.place import FOLDER
from cjm_widgets.store.postgres.beside import BesideRows
from cjm_widgets.store.postgres.line import line_to
from cjm_widgets.store.protocol import Deleted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import psycopg

    from cjm_widgets.store.address import Database
    from cjm_widgets.store.postgres.line import Line

BIN: Final = f"{FOLDER}/{PLACE}"
"""Where what lay beside a deleted journey is, as it would be in a folder."""
MAY_ERASE: Final = "select has_table_privilege(current_user, '{schema}.edit'::regclass, 'DELETE')"
_KEY: Final = "select key from {schema}.journey where id = %s and bin = %s for no key update"
_MOVE: Final = (
    "update {schema}.beside set name = %s || substr(name, %s) where starts_with(name, %s) and name not like %s"
)


def erase(line: Line, connection: psycopg.Connection[Any], key: int) -> None:
    """Takes a journey and its history out of the database for good, which only some roles may.

    Args:
        line: the line to the database.
        connection: that of a transaction.
        key: of the journey's row.
    """
    line.asked(connection, "delete from {schema}.edit where journey = %s", [key])
    line.asked(connection, "delete from {schema}.journey where key = %s", [key])


def may_erase(database: Database) -> bool:
    """Whether the role of a database's address may take something out of a history.

    Raises:
        StoreError: if the database does not answer.
    """
    line = line_to(database)
    return bool(line.again(lambda: line.rows(MAY_ERASE))[0][0])


def leave(database: Database, is_gone: Callable[[str], bool]) -> None:
    """Lets go of who was here by some names, as on a server that was killed.

    Args:
        database: the database.
        is_gone: a name -> whether it goes.

    Raises:
        StoreError: if it cannot be done.
    """
    line = line_to(database)

    def left() -> None:
        with line.transaction() as connection:
            for server, session, said in line.asked(connection, "select server, session, said from {schema}.here"):
                if is_gone(str(json.loads(said).get("name", ""))):
                    gone = "delete from {schema}.here where server = %s and session = %s"
                    line.asked(connection, gone, [server, session])

    line.again(left)


class BinRows(Binned):
    """The deleted journeys of a database.

    Args:
        line: the line to it.
    """

    def __init__(self, line: Line) -> None:
        self._line = line

    def kept(self) -> list[tuple[str, Deleted]]:
        """All that are there, by the names of their folders, also those that nobody can bring back any more."""
        rows = self._line.again(
            lambda: self._line.rows(
                "select j.bin, b.data from {schema}.journey j left join {schema}.beside b "
                "on b.name = %s || j.bin || %s where j.bin <> ''",
                [f"{BIN}/", f"/{NOTE}"],
            )
        )
        return [(bin_, noted(bin_, bytes(data or b""))) for bin_, data in rows]

    def _whose(self) -> str:
        return f"the database {self._line.database}"

    def put_in(self, journey_id: str, *, title: str, by: str, at: float, beside: Iterable[str] = ()) -> Deleted:
        """Deletes a journey, with its history; whoever is writing on it has finished by then.

        Args:
            journey_id: the journey's id.
            title: what it is called.
            by: who deletes it.
            at: the time, in seconds since 1970.
            beside: folders beside the journeys that hold what belongs to it alone.

        Raises:
            StoreError: if it is not there, or cannot be deleted; then it is as it was.
        """
        name = names.checked_id(journey_id)
        gone = Deleted(name, title, by, at)

        def put() -> None:
            with self._line.transaction() as connection:
                if not self._row(connection, name, ""):
                    raise self._nothing(name)
                bin_ = first = f"{name}.{int(at)}"
                number = 1
                while self._row(connection, name, bin_):
                    number += 1
                    bin_ = f"{first}-{number}"
                self._name(connection, name, "", bin_)
                BesideRows(self._line, connection).keep(f"{BIN}/{bin_}/{NOTE}", note_of(gone))
                for folder in (*(f"{one}/" for one in beside), f"{name}.broken-"):
                    self._move(connection, folder, f"{BIN}/{bin_}/{folder}")

        self._line.again(put)
        return gone

    def take_out(self, journey_id: str) -> Deleted:
        """Brings back the journey of this id that was deleted last, with its history.

        Raises:
            StoreError: if there is none, or another journey has its id now; then everything stays as it is.
        """
        name = names.checked_id(journey_id)

        def take() -> Deleted:
            bin_, found = self._last(name)
            with self._line.transaction() as connection:
                if not self._row(connection, name, bin_):
                    raise MissingError(f"No deleted map is called “{name}”. It may have been brought back already.")
                if self._row(connection, name, ""):
                    raise StoreError(f"“{found.title}” cannot be brought back: there is a map “{name}” again.")
                self._name(connection, name, bin_, "")
                BesideRows(self._line, connection).remove(f"{BIN}/{bin_}/{NOTE}")
                self._move(connection, f"{BIN}/{bin_}/", "")
            return found

        return self._line.again(take)

    def empty(self, now: float) -> tuple[Deleted, ...]:
        """Lets go for good of what was deleted longer ago than it is kept, where this role may delete edits.

        Otherwise nobody sees it any more, and it goes with `cjm store tidy` by a role that may.

        Args:
            now: the time, in seconds since 1970.

        Returns:
            What is gone.
        """

        def let_go() -> tuple[Deleted, ...]:
            old = [(bin_, one) for bin_, one in self.kept() if is_over(one, now)]
            if not old or not self._line.rows(MAY_ERASE)[0][0]:
                return ()
            with self._line.transaction() as connection:
                for bin_, one in old:
                    for (key,) in self._line.asked(connection, _KEY, [one.id, bin_]):
                        erase(self._line, connection, key)
                    gone = "delete from {schema}.beside where starts_with(name, %s)"
                    self._line.asked(connection, gone, [f"{BIN}/{bin_}/"])
            return tuple(one for _, one in old)

        return self._line.again(let_go)

    def _row(self, connection: psycopg.Connection[Any], name: str, bin_: str) -> bool:
        return bool(self._line.asked(connection, _KEY, [name, bin_]))

    def _name(self, connection: psycopg.Connection[Any], name: str, before: str, after: str) -> None:
        ask = self._line.asked
        ask(connection, "update {schema}.journey set bin = %s where id = %s and bin = %s", [after, name, before])
        ask(connection, "select pg_notify(%s, %s)", [self._line.channel, name])

    def _move(self, connection: psycopg.Connection[Any], start: str, to: str) -> None:
        inside = "" if start.startswith(BIN) else f"{BIN}/%"
        self._line.asked(connection, _MOVE, [to, len(start) + 1, start, inside])
