"""All that a database of maps keeps, read as the files of a folder, and written from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store import history
from cjm_widgets.store.copying import Contents, Kept, is_beside, is_journey, said_by
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.postgres.beside import PUT
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.lines import split

if TYPE_CHECKING:
    import psycopg

    from cjm_widgets.store.address import Database

_JOURNEY: Final = """
    insert into {schema}.journey (id, bin, size, changed, file, file_changed, tail)
    values (%s, %s, %s, %s, %s, %s, %s) returning key
"""
_LINES: Final = (
    "insert into {schema}.edit (journey, at, id, line) select %s, * from unnest(%s::bigint[], %s::text[], %s::bytea[])"
)
_ALL: Final = "select key, id, bin, changed, file, file_changed, tail from {schema}.journey order by id, bin"
_AS_IT_IS: Final = "set transaction isolation level repeatable read, read only"
"""Others write meanwhile, and wait for nothing."""
_HISTORY: Final = "select line from {schema}.edit where journey = %s order by at"
_AT_ONCE: Final = 1000


def read_database(database: Database) -> Contents:
    """All that a database keeps, as it is at one moment.

    Args:
        database: which.

    Raises:
        StoreError: if it cannot be read.
    """
    line = Line(database)

    def read() -> Contents:
        found = Contents()
        with line.transaction() as connection:
            line.asked(connection, _AS_IT_IS)
            for key, journey_id, bin_, changed, file, file_changed, tail in line.asked(connection, _ALL):
                if not is_journey(journey_id, bin_):
                    found.strange.append(journey_id)
                    continue
                data = b"".join(bytes(one) for (one,) in line.asked(connection, _HISTORY, [key]))
                log = data + bytes(tail or b"")
                if log:
                    found.histories[journey_id, bin_] = Kept(log, changed)
                says = bytes(file) if file is not None else said_by(journey_id, data)
                if says is not None:
                    found.snapshots[journey_id, bin_] = Kept(says, file_changed or changed)
            for name, one, at in line.asked(connection, "select name, data, changed from {schema}.beside"):
                if is_beside(name):
                    found.beside[name] = Kept(bytes(one), at)
                else:
                    found.strange.append(name)
        return found

    return line.again(read)


def write_database(database: Database, contents: Contents) -> None:
    """Writes all that a place keeps into a database that holds no journey yet: all of it, or nothing.

    Args:
        database: which.
        contents: all of it.

    Raises:
        StoreError: if there are journeys in it, or it cannot be written.
    """
    line = Line(database)

    def write() -> None:
        with line.transaction() as connection:
            line.asked(connection, "select 1 from pg_advisory_xact_lock(hashtextextended(%s, 0))", [line.channel])
            if line.asked(connection, "select 1 from {schema}.journey limit 1"):
                raise StoreError(f"There are maps in the database {database} already. Name one that holds none.")
            for key in contents.journeys():
                _write_journey(line, connection, key, contents)
            for name, kept in contents.beside.items():
                line.asked(connection, PUT, [name, kept.data, kept.changed])

    line.again(write)


def _write_journey(line: Line, connection: psycopg.Connection[Any], key: tuple[str, str], contents: Contents) -> None:
    log, file = contents.histories.get(key, Kept(b"", 0)), contents.snapshots.get(key)
    whole = history.whole_lines(log.data)
    tail = log.data[len(whole) :] or None
    says = None if file is None or contents.follows(key) else file.data
    changed = log.changed or (file.changed if file else 0)
    values = [*key, len(whole), changed, says, file.changed if file else 0, tail]
    ((number,),) = line.asked(connection, _JOURNEY, values)
    rows = list(split(whole, 0))
    for start in range(0, len(rows), _AT_ONCE):
        line.asked(connection, _LINES, [number, *map(list, zip(*rows[start : start + _AT_ONCE], strict=True))])
