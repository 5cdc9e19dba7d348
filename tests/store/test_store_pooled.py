"""Behind pgbouncer in transaction mode: nothing is kept on a connection, and others' edits are known by asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from postgres_hands import Hands, assert_whole
from postgres_server import pooling

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import opened_store
from cjm_widgets.store.postgres.hearing import POLL, Hearing
from cjm_widgets.store.postgres.on_postgres import PostgresStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postgres_server import Postgres

POOL, CLIENTS = 8, 24


@pytest.fixture
def pooled(postgres: Postgres) -> Iterator[int]:
    """The port of a pgbouncer before the worker's PostgreSQL."""
    with pooling(postgres, POOL) as port:
        yield port


def test_twenty_four_over_eight_connections_meet_no_error_and_lose_nothing(postgres: Postgres, pooled: int) -> None:
    database = postgres.fresh()
    through = postgres.address(database.schema, port=pooled)
    with Hands(lambda: PostgresStore(through), 6, CLIENTS) as hands:
        hands.have_typed(8 * CLIENTS)
    assert hands.typed.refused == []
    assert_whole(postgres, database, opened_store(through), hands.typed)


def test_others_edits_are_known_when_it_is_asked_again(postgres: Postgres, pooled: int) -> None:
    from store_samples import students

    now = [0.0]
    through = postgres.address(postgres.fresh().schema, port=pooled)
    mine = PostgresStore(through, Hearing(None, clock=lambda: now[0]))
    mine.create(students())
    mark = mine.mark("students")
    opened_store(through).save("students", [new_edit("title", "Joining")])
    assert mine.mark("students") == mark
    now[0] += POLL
    assert mine.mark("students") != mark
    assert POLL < 6
