"""Preparing a database for maps: its tables, and what the role that serves them may do."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.removed import BinRows
from cjm_widgets.store.postgres.version import ASKED, VERSION, must_not_be_newer

if TYPE_CHECKING:
    from typing import LiteralString

    import psycopg

    from cjm_widgets.store.address import Database

UPGRADES: Final[dict[int, LiteralString]] = {}
"""From which version, what is done."""
_HERE: Final = Path(__file__).parent

_GRANTS: Final[tuple[LiteralString, ...]] = (
    "grant usage on schema {schema} to {role}",
    "revoke all on all tables in schema {schema} from {role}",
    "grant select, insert, update on {schema}.journey to {role}",
    "grant select, insert on {schema}.edit to {role}",
    "grant select, insert, update, delete on {schema}.beside, {schema}.here to {role}",
    "grant select on {schema}.version, {schema}.change to {role}",
)
"""What the role that serves the maps may do: edits it may read and add, never change or delete."""


_MAINTAINS: Final[tuple[LiteralString, ...]] = (
    "grant usage on schema {schema} to {role}",
    "grant select, insert, update, delete on {schema}.journey, {schema}.edit, {schema}.beside, {schema}.here to {role}",
    "grant select on {schema}.version, {schema}.change to {role}",
)
"""What the role for maintenance may do: take out what must be forgotten. It owns nothing and makes no tables."""


def prepare(database: Database, role: str = "", maintenance: str = "") -> None:
    """Makes the tables, or brings them up to date, and lets roles use them. Doing it again changes nothing.

    Args:
        database: which; its role comes to own the tables.
        role: who serves the maps; "" for nobody else.
        maintenance: who may take out of them what must be forgotten; "" for nobody else.

    Raises:
        StoreError: if it cannot be done; nothing is done then.
    """
    line = Line(database, of_any_version=True)

    def done() -> None:
        with line.transaction() as connection:
            line.asked(connection, "select 1 from pg_advisory_xact_lock(hashtextextended(%s, 0))", [line.channel])
            for text in (_HERE / "schema.sql").read_text(encoding="utf-8").split(";\n"):
                if text.strip():
                    line.asked(connection, text)
            _upgrade(line, connection)
            for one, may in ((role, _GRANTS), (maintenance, _MAINTAINS)):
                if one:
                    _allow(line, connection, one, may)

    if role and role == maintenance:
        raise StoreError("The role that serves the maps cannot be that for maintenance: it may take nothing back.")
    line.again(done)
    BinRows(line).empty(time.time())


def _upgrade(line: Line, connection: psycopg.Connection[Any]) -> None:
    found = line.asked(connection, ASKED)
    version = found[0][0] if found else VERSION
    must_not_be_newer(line.database, version)
    while version < VERSION:
        line.asked(connection, UPGRADES[version])
        version += 1
    line.asked(connection, "delete from {schema}.version")
    line.asked(connection, "insert into {schema}.version values (%s)", [VERSION])


def _allow(line: Line, connection: psycopg.Connection[Any], role: str, may: tuple[LiteralString, ...]) -> None:
    if not line.asked(connection, "select 1 from pg_roles where rolname = %s", [role]):
        raise StoreError(
            f"There is no role “{role}” in the database yet. Make one first, for example with: createuser {role}"
        )
    for text in may:
        connection.execute(line.sql(text, role=role))
