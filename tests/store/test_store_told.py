"""What a server tells its pages of a history is its end, byte for byte, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey
from cjm_widgets.store import opened_store
from cjm_widgets.store.postgres import told
from cjm_widgets.store.postgres.line import Line
from cjm_widgets.store.postgres.told import Told, later, tell
from cjm_widgets.store.stamps import Stamp

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from postgres_server import Postgres

    from cjm_widgets.store.address import Database

SOME = Told(Stamp(7, 1_700_000_000_000_000_001, 400), b"{}\n{}\n")


def test_what_is_told_is_read_as_it_was_written_and_is_nothing_once_more_is_new(tmp_path: Path) -> None:
    assert told.read(tmp_path, "students") is None
    told.write(tmp_path, "students", SOME)
    assert told.read(tmp_path, "students") == SOME
    tell(tmp_path, "students")
    assert told.read(tmp_path, "students") is None
    told.write(tmp_path, "students", SOME)
    assert told.read(tmp_path, "students") == SOME
    assert [one.name for one in tmp_path.iterdir()] == ["students"]


def test_where_a_file_cannot_be_put_in_the_place_of_another_only_the_news_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.write(tmp_path, "students", SOME)

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", refused)  # as Windows does while somebody reads it
    told.write(tmp_path, "students", SOME)
    assert told.read(tmp_path, "students") is None


def test_it_is_the_end_of_the_history_and_goes_on_from_what_was_told(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 1000
    monkeypatch.setattr(told, "MOST", most)
    database = postgres.fresh()
    store, line = opened_store(database), Line(database)
    known: dict[str, Told] = {}

    def are_told() -> None:
        with line.connection() as connection:
            found = later(line, connection, known, ("students", "clients", "nobody"))
        assert set(found) == {"students", "clients"}
        for name, one in found.items():
            data = _bytes_of(database, name)
            assert one.stamp.size == len(data)
            assert data.endswith(one.data)
            assert 0 < len(one.data) <= most
        known.update(found)

    store.create(Journey(id="students"))
    store.create(Journey(id="clients"))
    are_told()
    for length in (10, 150, 20, 180, 170, 30):
        store.save("students", [new_edit("title", "x" * length, by="Ana")])
        are_told()
    store.bin().put_in("clients", title="", by="Ana", at=1.0)
    store.create(Journey(id="clients", title="Others"))
    for length in (10, 150):
        store.save("clients", [new_edit("title", "x" * length, by="Ana")])
        are_told()


def test_a_map_that_has_a_file_of_its_own_is_not_told(postgres: Postgres) -> None:
    database = postgres.fresh()
    opened_store(database).create(Journey(id="students"))
    postgres.ask(database, "update {schema}.journey set file = '{{}}' where id = 'students'")
    line = Line(database)
    with line.connection() as connection:
        assert later(line, connection, {}, ["students"]) == {}


def _bytes_of(database: Database, name: str) -> bytes:
    line = Line(database)
    rows = line.rows(
        "select e.line from {schema}.edit e join {schema}.journey j on j.key = e.journey "
        "where j.id = %s and j.bin = '' order by e.at",
        [name],
    )
    return b"".join(bytes(one) for (one,) in rows)
