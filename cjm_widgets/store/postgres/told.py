"""The last lines of each history, which the server of a page reads once for all of its pages: a file for each journey.

A page that is told of a change finds here what has changed, and needs no connection to the database for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import psycopg

    from cjm_widgets.store.postgres.line import Line

MOST: Final = 32 * 1024
"""Bytes of a history that are told: what pages ask for that saw it some seconds ago."""
_LATER: Final = """
    select j.id, j.key, j.changed, j.size, e.at, e.line
    from unnest(%s::text[], %s::bigint[], %s::bigint[]) as known (id, key, size)
    join {schema}.journey j on j.id = known.id and j.bin = '' and j.file is null and j.size > 0
    left join {schema}.edit e on e.journey = j.key and e.at >=
      case when j.key = known.key and j.size >= known.size then known.size else greatest(0, j.size - %s) end
    order by j.id, e.at
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a history.

    Args:
        stamp: of the history.
        data: its last bytes.
    """

    stamp: Stamp
    data: bytes


def later(
    line: Line, connection: psycopg.Connection[Any], known: Mapping[str, Told], names: Iterable[str]
) -> dict[str, Told]:
    """What is to be told now of some journeys; nothing of what is none, or has a file of its own still.

    Args:
        line: to the database.
        connection: of it.
        known: what was told of them.
        names: the ids.
    """
    asked = sorted(set(names))
    stamps = [known[name].stamp if name in known else Stamp() for name in asked]
    values = (asked, [one.number for one in stamps], [one.size for one in stamps], MOST)
    found: dict[str, Told] = {}
    for name, key, changed, size, at, text in line.asked(connection, _LATER, values):
        stamp = Stamp(key, changed, size)
        if name not in found:
            before = known.get(name)
            goes_on = before is not None and before.stamp.number == key and before.stamp.size <= size
            found[name] = Told(stamp, before.data if before and goes_on else b"")
        if at is not None:
            found[name] = Told(stamp, (found[name].data + bytes(text))[-MOST:])
    return found


def write(news: Path, name: str, told: Told) -> None:
    """Tells it, in one move; where that cannot be, that there is something new.

    Args:
        news: the folder of news.
        name: the journey's id.
        told: what there is to tell.
    """
    beside = news / f"~{name}"
    head = f"{told.stamp.number} {told.stamp.changed} {told.stamp.size} {len(told.data)}\n"
    beside.write_bytes(head.encode() + told.data)
    try:
        beside.replace(news / name)
    except PermissionError:  # on Windows, while a page reads it
        tell(news, name)


def tell(news: Path, name: str) -> None:
    """Changes the file of a piece of news; what is told in it counts no longer.

    Args:
        news: the folder of news.
        name: of what has changed.
    """
    with (news / name).open("ab") as file:
        file.write(b".")  # the size tells two changes apart that have the same time


def read(news: Path, name: str) -> Told | None:
    """What is told of a journey; None where that is nothing, or where something is new that is not told yet.

    Args:
        news: the folder of news.
        name: the journey's id.
    """
    try:
        head, _, data = (news / name).read_bytes().partition(b"\n")
        number, changed, size, length = map(int, head.split())
    except (OSError, ValueError):
        return None
    return Told(Stamp(number, changed, size), data) if len(data) == length else None
