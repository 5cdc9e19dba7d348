"""Servers of one database hear at once what changes, and see who is here on the others."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from soon import soon

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.serve.between import Between
from cjm_widgets.store import StoreError, files, opened_store
from cjm_widgets.store.postgres.hearing import FOLDER, LOOKS, Hearing, looked
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.on_postgres import PostgresStore
from cjm_widgets.store.postgres.told import read
from cjm_widgets.workshop.presence import HERE, Here, Presence
from cjm_widgets.workshop.state import NAME, WorkshopState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import LiteralString

    from postgres_server import Postgres

    from cjm_widgets.store.address import Database


def test_each_piece_of_news_changes_a_file_of_every_server(
    two: tuple[Path, Path, Between], postgres: Postgres, database: Database
) -> None:
    store = opened_store(database)

    def heard(name: str) -> list[files.Stamp]:
        return [files.stamp(live / FOLDER / name) for live in two[:2]]

    def told() -> bool:
        postgres.ask(database, "select pg_notify(%s, 'begun')", f"cjm_{database.schema}")
        return all(one.size for one in heard("begun"))

    assert soon(told)  # both listen
    store.create(Journey(id="students"))
    assert soon(lambda: all(one.size for one in heard("students")))
    before = heard("students")
    for number in range(3):
        store.save("students", [new_edit("title", f"Title {number}", by="Ana")])
        assert soon(lambda before=before: all(map(lambda one, other: one != other, before, heard("students"))))
        before = heard("students")
    WorkshopState(store).change(lambda said: said.model_copy(update={"closed": ("personas",)}))
    assert soon(lambda: all(one.size for one in heard(NAME)))
    postgres.ask(database, "select pg_notify(%s, %s)", f"cjm_{database.schema}", "../outside")
    store.save("students", [new_edit("title", "Last", by="Ana")])
    assert soon(lambda: heard("students") != before)
    assert not (two[0] / "outside").exists()


def test_what_no_news_tells_is_found_by_asking_once_for_all_pages(
    database: Database, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for every in ("POLL", "EVERY"):
        monkeypatch.setattr(f"cjm_widgets.serve.between.{every}", 0.05)
    store = opened_store(database)
    for name in ("students", "clients"):
        store.create(Journey(id=name))
    WorkshopState(store).change(lambda said: said.model_copy(update={"closed": ("personas",)}))
    between = Between(database, tmp_path)
    between.start()
    news = tmp_path / FOLDER
    assert soon(lambda: all(files.stamp(news / name).size for name in ("students", "clients", NAME)))
    assert soon(lambda: files.stamp(news / LOOKS).changed)
    clients = files.stamp(news / "clients")
    for change in (
        "update {schema}.journey set changed = changed + 1 where id = 'students'",
        "update {schema}.journey set bin = 'gone' where id = 'students'",
    ):
        before = files.stamp(news / "students")
        postgres.ask(database, change)
        assert soon(lambda before=before: files.stamp(news / "students") != before)
    before = files.stamp(news / NAME)
    postgres.ask(database, "update {schema}.beside set changed = changed + 1")
    assert soon(lambda: files.stamp(news / NAME) != before)
    assert files.stamp(news / "clients") == clients
    between.end()


def test_who_is_here_on_one_server_is_seen_on_the_other_until_they_leave(
    two: tuple[Path, Path, Between], postgres: Postgres, database: Database
) -> None:
    first, second = (Presence(live / HERE) for live in two[:2])
    ana, ben = (
        Here(name.lower(), name=name, journey="students", page="personas", since=1.0) for name in ("Ana", "Ben")
    )
    first.announce(ana)
    second.announce(ben)
    for one in (first, second):
        assert soon(lambda one=one: [here.name for here in one.present("students")]) == ["Ana", "Ben"]
    first.announce(Here("ana", name="Ana", journey="students", page="steps", since=1.0))
    assert soon(lambda: {here.page for here in second.present("students") if here.name == "Ana"}) == {"steps"}
    ask = "select session from {schema}.here order by session"
    assert postgres.ask(database, ask) == [("ana",), ("ben",)]  # nobody is said to be here by two
    first.leave(ana)
    assert soon(lambda: [here.name for here in second.present("students")]) == ["Ben"]
    two[2].end()
    assert soon(lambda: [here.name for here in first.present("students")]) == []


class Watched(Line):
    """A line that remembers what was asked, as a page has one of its own.

    Args:
        database: which.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.questions: list[str] = []

    def asked(self, connection: Any, text: LiteralString, values: Sequence[Any] = ()) -> list[Any]:
        self.questions.append(text)
        return super().asked(connection, text, values)


def test_a_page_sees_what_others_change_without_a_question_to_the_database(
    two: tuple[Path, Path, Between], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjm_widgets.store.postgres.told.MOST", 5000)
    others = opened_store(database)
    others.create(Journey(id="students"))
    line = Watched(database)
    page = PostgresStore(database, Hearing(two[0] / FOLDER, poll=3600.0), line)
    news = two[0] / FOLDER
    assert soon(lambda: files.stamp(news / LOOKS).changed and files.stamp(news / "students").size)
    page.open("students")
    line.questions.clear()
    for number in range(20):  # more than is told at once
        before = page.open("students")
        others.save("students", [new_edit("title", f"Title {number} {'long ' * 20}", by="Ana")])
        assert soon(lambda before=before: page.mark("students") and page.open("students") != before)
        found = page.open("students")
        assert found == others.open("students")
        assert [one.new for one in page.since("students", before.revision)] == [found.title]
    assert line.questions == []


def test_a_page_that_saw_more_than_is_told_asks_itself(
    two: tuple[Path, Path, Between], database: Database, tmp_path: Path
) -> None:
    others = opened_store(database)
    others.create(Journey(id="students"))
    told = tmp_path / "told"
    (told / FOLDER).mkdir(parents=True)
    news = two[0] / FOLDER
    assert soon(lambda: read(news, "students"))
    shutil.copy(news / "students", told / FOLDER)  # and nobody tells more
    looked(told / FOLDER)
    page = PostgresStore(database, Hearing(told / FOLDER, poll=3600.0), Line(database))
    page.open("students")
    saved = page.save("students", [new_edit("title", "Its own", by="Ana")])
    assert saved.journey.title == "Its own"
    looked(told / FOLDER)
    assert page.open("students").title == "Its own"
    assert page.since("students", "")[-1].new == "Its own"
    others.bin().put_in("students", title="", by="Ana", at=1.0)
    others.create(Journey(id="students"))
    page.save("students", [new_edit("title", "Anew", by="Ana")])
    looked(told / FOLDER)
    assert page.open("students").title == "Anew"


def test_a_page_whose_server_has_stopped_looking_asks_itself(database: Database, tmp_path: Path) -> None:
    others = opened_store(database)
    others.create(Journey(id="students"))
    between = Between(database, tmp_path)
    between.start()
    news = tmp_path / FOLDER
    assert soon(lambda: read(news, "students"))
    page = PostgresStore(database, Hearing(news, poll=3600.0), Line(database))
    page.open("students")
    between.end()
    os.utime(news / LOOKS, (1.0, 1.0))
    others.save("students", [new_edit("title", "Later", by="Ana")])
    assert page.open("students").title == "Later"


def test_a_journey_that_is_deleted_and_made_anew_is_told_as_another(
    two: tuple[Path, Path, Between], database: Database
) -> None:
    others = opened_store(database)
    others.create(Journey(id="students", title="The first"))
    news = two[0] / FOLDER
    page = PostgresStore(database, Hearing(news, poll=3600.0), Line(database))
    assert soon(lambda: read(news, "students"))
    assert page.open("students").title == "The first"
    others.bin().put_in("students", title="", by="Ana", at=1.0)
    assert soon(lambda: (news / "students").read_bytes() == b".")
    assert read(news, "students") is None
    assert page.ids() == ()
    with pytest.raises(StoreError, match="There is no journey"):
        page.open("students")
    others.create(Journey(id="students", title="The second"))
    assert soon(lambda: read(news, "students"))
    assert page.open("students").title == "The second"
