"""Maps that were deleted more than thirty days ago go for good by a command, in a database by the role for it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import JourneyStore, Store, opened_store

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Postgres

DAY = 24 * 60 * 60


def cjm(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == status, done.output
    return done.output


def two_deleted(store: JourneyStore) -> JourneyStore:
    for name, days in (("old", 31), ("new", 29)):
        store.create(Journey(id=name, title=name))
        store.bin().put_in(name, title=name, by="", at=int(time.time()) - days * DAY)
    assert [one.id for one in store.bin().deleted()] == ["new"]
    assert {one.id for _, one in store.bin().kept()} == {"old", "new"}
    return store


def test_in_a_folder(tmp_path: Path) -> None:
    store = two_deleted(Store(tmp_path))
    assert "1 map that had been deleted" in cjm("store", "tidy", str(tmp_path))
    assert [one.id for _, one in store.bin().kept()] == ["new"]
    assert "0 maps" in cjm("store", "tidy", str(tmp_path))


def test_in_a_database_by_the_role_for_maintenance(postgres: Postgres) -> None:
    owned = postgres.fresh()
    for role in ("serving", "tidying"):
        if not postgres.ask(owned, "select 1 from pg_roles where rolname = %s", role):
            postgres.ask(owned, f"create role {role} login")  # type: ignore[arg-type]
    said = cjm("store", "prepare", owned.address, "--role", "serving", "--maintenance", "tidying")
    assert "“tidying” may take out of them what must be forgotten" in said
    serving, tidying = (postgres.address(owned.schema, user=one).address for one in ("serving", "tidying"))
    store = two_deleted(opened_store(serving))
    assert "may not delete anything for good" in cjm("store", "tidy", serving, status=2)
    assert "1 map that had been deleted" in cjm("store", "tidy", tidying)
    assert [one.id for _, one in store.bin().kept()] == ["new"]
    assert postgres.ask(owned, "select count(*) from {schema}.journey") == [(1,)]
