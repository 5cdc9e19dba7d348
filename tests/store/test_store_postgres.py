"""What only a database has: a role that may not take anything back, a password that nobody sees, tables to prepare."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest
from store_samples import students

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.serve.keys import KeysError, kept_keys
from cjm_widgets.store import StoreError, forget, opened_store, writing
from cjm_widgets.store.address import Database, place_at
from cjm_widgets.store.postgres.hearing import POLL, Hearing
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.on_postgres import PostgresStore
from cjm_widgets.store.postgres.prepare import prepare
from cjm_widgets.store.postgres.told import tell
from cjm_widgets.store.snapshot import written
from cjm_widgets.tasks.moving import read_place

if TYPE_CHECKING:
    from pathlib import Path

    from postgres_server import Postgres

SECRET = "s3cret-word"  # noqa: S105  of nobody


@pytest.fixture
def served(postgres: Postgres) -> Database:
    """A database as the role that serves the maps opens it."""
    owned = postgres.fresh()
    if not postgres.ask(owned, "select 1 from pg_roles where rolname = 'serving'"):
        postgres.ask(owned, "create role serving login")
    postgres.ask(owned, "grant all on {schema}.edit to serving")  # by whoever knew no better
    prepare(owned, "serving")
    return postgres.address(owned.schema, user="serving")


def test_the_role_that_serves_may_add_edits_and_never_change_or_delete_them(
    postgres: Postgres, served: Database
) -> None:
    store = opened_store(served)
    store.create(students())
    store.save("students", [new_edit("title", "Joining", by="Ana")])
    line = Line(served)
    for text in (
        "update {schema}.edit set line = ''",
        "delete from {schema}.edit",
        "truncate {schema}.edit",
        "delete from {schema}.journey",
        "drop table {schema}.edit",
    ):
        with pytest.raises(StoreError, match="does not allow this"):
            line.rows(text)
    with pytest.raises(StoreError, match="may not take anything out"):
        forget(store, "students", "s", lambda *_: True)
    store.bin().put_in("students", title="Enrolling", by="Ana", at=1_690_000_000)
    assert store.bin().empty(1_790_000_000) == store.bin().deleted() == ()
    owned = postgres.address(served.schema)
    prepare(owned)  # lets go of what nobody can bring back any more
    assert postgres.ask(owned, "select * from {schema}.edit") == []


def test_a_database_that_was_not_prepared_says_who_does_it_and_preparing_twice_does_no_harm(postgres: Postgres) -> None:
    database = postgres.address("elsewhere")
    with pytest.raises(StoreError, match=r"not prepared .* cjm store prepare postgresql://ana@"):
        opened_store(database).ids()
    prepare(database)
    opened_store(database).create(students())
    prepare(database)
    assert opened_store(database).ids() == ("students",)
    postgres.ask(database, "update {schema}.version set number = 99")
    with pytest.raises(StoreError, match="newer version"):
        prepare(database)
    with pytest.raises(StoreError, match="no role"):
        prepare(postgres.fresh(), "nobody")


@pytest.mark.parametrize(("number", "says"), [(99, "a newer version .* Update this"), (0, "an older .* store prepare")])
def test_tables_of_another_version_are_neither_read_nor_written(postgres: Postgres, number: int, says: str) -> None:
    """As where servers of two versions stand before one database while the workbook is updated."""
    database = postgres.fresh()
    PostgresStore(database, line=Line(database)).create(students())
    postgres.ask(database, "update {schema}.version set number = %s", number)
    for act in (
        opened_store(database).ids,
        lambda: PostgresStore(database, line=Line(database)).save("students", [new_edit("title", "Late", by="Ana")]),
        lambda: read_place(database),
        lambda: kept_keys(PostgresStore(database, line=Line(database))),
    ):
        with pytest.raises((StoreError, KeysError), match=says):
            act()
    assert len(postgres.ask(database, "select * from {schema}.edit")) == 1


def test_two_schemas_of_one_database_know_nothing_of_each_other(postgres: Postgres) -> None:
    one, other = opened_store(postgres.fresh()), opened_store(postgres.fresh())
    one.create(students())
    assert other.ids() == ()


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://ana:{SECRET}@127.0.0.1:1/maps",
        f"postgresql://ana@127.0.0.1:1/maps?password={SECRET}",
        f"postgresql://ana:{SECRET}@127.0.0.1:port/maps",
        f"postgresql://ana:{SECRET}@[::1/maps",
        f"postgresql://ana:{SECRET}@127.0.0.1:1/maps?nonsense=1",
        f"postgresql://ana:{SECRET}@127.0.0.1:1/maps?schema=A-B",
    ],
)
def test_a_password_is_in_no_sentence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_widgets.store.postgres.line.PATIENCE", 0)
    place = place_at(address)
    with pytest.raises(StoreError) as told:
        opened_store(place).ids()
    assert SECRET not in str(told.value) + str(place) + repr(place)
    assert pickle.loads(pickle.dumps(place)) == place  # noqa: S301  our own


def test_a_wrong_password_is_said_at_once(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise psycopg.OperationalError(f'FATAL:  password authentication failed for user "ana", {SECRET}\nand more')

    monkeypatch.setattr(psycopg, "connect", refused)
    with pytest.raises(StoreError, match=r"cannot be opened: .*password authentication failed") as told:
        opened_store(Database(f"postgresql://ana:{SECRET}@127.0.0.1:{postgres.port}/postgres")).ids()
    assert SECRET not in str(told.value)


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'cjm-workbook\[postgres\]'"):
        opened_store("postgresql://ana@127.0.0.1/maps")


def test_a_commit_whose_fate_is_unknown_is_made_once(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened_store(postgres.fresh())
    store.create(students())
    commit, tries = psycopg.Transaction.__exit__, []

    def lost(self: psycopg.Transaction, *error: object) -> object:
        done = commit(self, *error)  # type: ignore[arg-type]
        tries.append(error)
        if len(tries) == 1:
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return done

    monkeypatch.setattr(psycopg.Transaction, "__exit__", lost)
    edit = new_edit("title", "Joining", old="Enrolling", by="Ana")
    saved = store.save("students", [edit])
    assert ([one.id for one in saved.applied], saved.journey.title) == ([edit.id], "Joining")
    assert [one.id for one in store.history("students")].count(edit.id) == 1
    assert len(tries) == 2


def test_what_was_not_kept_is_not_remembered(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened_store(postgres.fresh())
    before = store.create(students())
    monkeypatch.setattr("cjm_widgets.store.postgres.line.PATIENCE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Transaction, "__exit__", lambda self, *_: (self.connection.close(), _broken())[1])
        with pytest.raises(StoreError, match="does not answer"):
            store.save("students", [new_edit("title", "Joining", by="Ana")])
    # what another saves is as long as what was not kept, so that nothing but its being forgotten tells them apart
    opened_store(store.place).save("students", [new_edit("title", "Leaving", by="Ana")])
    assert store.open("students").title == "Leaving" != before.title
    assert store.save("students", [new_edit("steps/ask/goal", "To know", by="Ana")]).journey.title == "Leaving"


def _broken() -> object:
    raise psycopg.OperationalError("server closed the connection unexpectedly")


def test_news_of_a_server_makes_it_ask_at_once_and_else_every_few_seconds(postgres: Postgres, tmp_path: Path) -> None:
    now = [0.0]
    database = postgres.fresh()
    page = PostgresStore(database, Hearing(tmp_path, clock=lambda: now[0]))
    page.create(students())
    other = opened_store(database)
    marks = [page.mark("students")]
    for hears in (lambda: tell(tmp_path, "students"), lambda: now.__setitem__(0, now[0] + POLL)):
        other.save("students", [new_edit("title", f"Title {len(marks)}", by="Ben")])
        assert page.mark("students") == marks[-1]
        assert page.open("students").title == f"Title {len(marks)}"  # who opens a map always sees it as it is
        hears()
        marks.append(page.mark("students"))
    assert len(set(marks)) == 3


def test_a_file_that_came_along_is_merged_once(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    database = postgres.fresh()
    store = opened_store(database)
    journey = store.create(students()).model_copy(update={"title": "By hand"})
    postgres.ask(database, "update {schema}.journey set file = %s, file_changed = 1", written(journey))
    said: list[bytes] = []
    monkeypatch.setattr(writing, "written", lambda one: said.append(written(one)) or said[-1])
    store.save("students", [new_edit("steps/ask/goal", "a", by="Ana")])
    said.clear()
    assert store.save("students", [new_edit("steps/ask/goal", "b", by="Ana")]).journey.title == "By hand"
    assert said == []
    assert postgres.ask(database, "select file from {schema}.journey") == [(None,)]


def test_people_who_know_sql_read_the_changes(postgres: Postgres) -> None:
    database = postgres.fresh()
    store = opened_store(database)
    store.create(students(), by="Ana")
    store.save("students", [new_edit("title", "Joining", old="Enrolling", by="Ben")])
    found = postgres.ask(database, "select map, by, path, new #>> '{{}}' from {schema}.change order by at offset 1")
    assert found == [("students", "Ben", "title", "Joining")]


def test_a_full_disk_is_called_so_and_nobody_waits_for_it(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened_store(postgres.fresh())
    store.create(students())
    calls = []

    def full(*_: object) -> None:
        calls.append(1)
        raise psycopg.errors.DiskFull("could not extend file: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Line, "asked", full)
        with pytest.raises(StoreError, match=r"disk of the database .* is full"):
            store.ids()
    assert calls == [1]
    assert store.ids() == ("students",)
