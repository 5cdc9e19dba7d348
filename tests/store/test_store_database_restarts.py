"""A database that starts anew while people type: what was acknowledged is there, once, and nobody meets an error."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from postgres_hands import Hands, assert_whole
from postgres_server import Postgres, running

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.store.postgres import line
from cjm_widgets.store.postgres.on_postgres import PostgresStore

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE, MAPS = 30, 10


@pytest.fixture(scope="module")
def durable() -> Iterator[Postgres]:
    """A server that keeps what it says it keeps."""
    with running(settings=()) as server:
        yield server


def test_thirty_who_type_lose_nothing_while_it_is_restarted_and_while_it_crashes(durable: Postgres) -> None:
    database = durable.fresh()
    with Hands(lambda: PostgresStore(database), MAPS, PEOPLE) as hands:
        hands.have_typed(PEOPLE)
        for how in (signal.SIGINT, signal.SIGQUIT):
            durable.stop(how)
            durable.start()
            hands.have_typed(PEOPLE)
    assert hands.typed.refused == []
    assert_whole(durable, database, opened_store(database), hands.typed)


def test_where_it_stays_away_that_is_said_and_what_was_open_goes_on_when_it_is_back(
    durable: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = durable.fresh()
    store = opened_store(database)
    from store_samples import students

    store.create(students())
    mark, birth = store.mark("students"), store.birth("students")
    durable.stop()
    monkeypatch.setattr(line, "PATIENCE", 0.2)
    for ask in (store.ids, lambda: store.open("students"), lambda: store.save("students", [new_edit("title", "x")])):
        with pytest.raises(StoreError, match="does not answer"):
            ask()
    assert store.mark("students") == mark  # never an error
    assert store.birth("students") == birth
    durable.start()
    assert store.save("students", [new_edit("title", "Joining")]).journey.title == "Joining"
