"""Servers of one database hear at once what changes, and see who is here on the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soon import soon

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.serve.between import Between
from cjm_widgets.store import files, opened_store
from cjm_widgets.store.postgres.hearing import FOLDER, LOOKS
from cjm_widgets.workshop.presence import HERE, Here, Presence
from cjm_widgets.workshop.state import NAME, WorkshopState

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
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
    assert files.stamp(news / "clients").size == 1
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
