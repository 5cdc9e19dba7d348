"""A database has room for so many connections: pages share those of their server, and let go what they do not need."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from threading import Lock, Thread, local
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from postgres_hands import Hands, assert_whole
from soon import soon
from store_samples import students

from cjm_widgets.store import StoreError, opened_store
from cjm_widgets.store.address import Database
from cjm_widgets.store.postgres import hearing, turns
from cjm_widgets.store.postgres import pool as pools
from cjm_widgets.store.postgres.hearing import POLL, SELDOM, Hearing, looked
from cjm_widgets.store.postgres.line import PATIENCE, SILENT, Line
from cjm_widgets.store.postgres.lost import FullError, LostError
from cjm_widgets.store.postgres.on_postgres import PostgresStore
from cjm_widgets.store.postgres.pool import KEPT, Pool
from cjm_widgets.store.postgres.prepare import prepare
from cjm_widgets.store.postgres.told import tell
from cjm_widgets.store.postgres.turns import MOST, Turns, turns_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postgres_server import Postgres

LONG = 3600.0


@dataclass
class Made:
    """Stands for a connection."""

    is_closed: bool = False

    def close(self) -> None:
        self.is_closed = True


def pool_of(made: list[Made], **options: Any) -> Pool:
    return Pool(lambda: made.append(Made()) or made[-1], lambda error: isinstance(error, OSError), **options)  # type: ignore[arg-type, return-value, func-returns-value]


def test_a_connection_is_kept_for_the_next_question_and_let_go_when_there_is_none() -> None:
    made: list[Made] = []
    pool = pool_of(made, idle=0.01)
    with pool.connection() as first:
        pass
    assert soon(lambda: [one.is_closed for one in made]) == [True]
    slow = pool_of(made, idle=LONG)
    with slow.connection() as second:
        pass
    with slow.connection() as third:
        pass
    assert second is third is not first
    assert not made[1].is_closed


def test_so_many_are_kept_and_after_an_error_none_that_may_have_broken_with_it() -> None:
    made: list[Made] = []
    pool = pool_of(made, idle=LONG)

    def deep(levels: int) -> None:
        with pool.connection():
            if levels:
                deep(levels - 1)

    deep(KEPT)
    assert [one.is_closed for one in made] == [True] + [False] * KEPT
    with pytest.raises(ValueError, match="ours"), pool.connection():
        raise ValueError("ours")
    assert sum(one.is_closed for one in made) == 2
    with pytest.raises(OSError, match="broken"), pool.connection():
        raise OSError("broken")
    assert all(one.is_closed for one in made)


def test_one_that_was_just_needed_is_not_let_go_with_the_old_and_the_rest_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, due = [0.0], []

    @dataclass
    class Later:
        seconds: float
        does: Callable[[], None]

        def start(self) -> None:
            due.append((now[0] + self.seconds, self.does))

    monkeypatch.setattr(pools, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(pools, "threading", SimpleNamespace(Timer=Later, Lock=Lock, local=local))
    made: list[Made] = []
    pool, closed = pool_of(made, idle=2), []
    for at in range(8):
        now[0] = float(at)
        while due and due[0][0] <= now[0]:
            due.pop(0)[1]()
        if at in (0, 1, 5):
            with pool.connection():
                pass
        closed.append(sum(one.is_closed for one in made))
    assert closed == [0, 0, 0, 0, 1, 1, 1, 2]
    assert due == []


def test_a_process_that_is_forked_begins_with_none_and_closes_none_of_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Made] = []
    pool = pool_of(made, idle=LONG)
    with pool.connection() as first:
        pass
    monkeypatch.setattr(pools, "os", SimpleNamespace(getpid=lambda: -1))
    with pool.connection() as second:
        pass
    assert second is not first
    assert not any(one.is_closed for one in made)


def test_where_no_connection_can_be_made_the_turn_is_free_again(tmp_path: Path) -> None:
    def refuses() -> Any:
        raise OSError("nobody answers")

    pool = Pool(refuses, lambda _: True, Turns(tmp_path / "turns", 1))
    with pytest.raises(OSError, match="nobody answers") as kept, pool.connection():
        raise AssertionError("there is none")
    assert Turns(tmp_path / "turns", 1)._free(1) is not None
    assert kept.value  # whoever keeps the error keeps no turn


def test_who_waits_lets_others_wait_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_WAITS", 0)
    mine, said = Turns(tmp_path / "turns", 1), []
    held = mine.take()

    def asks() -> None:
        try:
            mine.take()
        except FullError as error:
            said.append(str(error))

    with mine._waiting():
        waiting = Thread(target=asks, daemon=True)
        waiting.start()
        assert soon(lambda: len(said)) == 1
    assert held is not None


def test_who_finds_no_turn_waits_until_one_is_given_back_and_nobody_keeps_one_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = Turns(tmp_path / "turns", 2), Turns(tmp_path / "turns", 2)
    held = [mine.take(), mine.take()]
    assert not mine.are_awaited()
    got: list[Any] = []
    waiting = Thread(target=lambda: got.append(theirs.take()))
    waiting.start()
    assert soon(mine.are_awaited)
    assert got == []
    held.pop().close()
    waiting.join()
    assert len(got) == 1
    assert not mine.are_awaited()
    monkeypatch.setattr(turns, "_WAITS", 0)
    with pytest.raises(FullError, match="all 2 connections of this server"):
        mine.take()


def test_a_pool_gives_its_turn_back_when_it_is_awaited_and_asks_for_none_within_another(tmp_path: Path) -> None:
    made: list[Made] = []
    mine = pool_of(made, idle=LONG, tenure=0.0, turns=Turns(tmp_path / "turns", 1))
    theirs = pool_of(made, idle=LONG, tenure=0.0, turns=Turns(tmp_path / "turns", 1))
    asked: list[object] = []

    def asks() -> None:
        with theirs.connection() as connection:
            asked.append(connection)

    with mine.connection(), mine.connection():
        waiting = Thread(target=asks)
        waiting.start()
        assert soon(Turns(tmp_path / "turns", 1).are_awaited)
        assert asked == []
    waiting.join()
    assert made[0].is_closed
    assert asked == [made[2]]


def test_who_has_a_turn_keeps_it_for_a_moment_and_gives_it_back_also_when_it_asks_no_more(tmp_path: Path) -> None:
    made: list[Made] = []
    turns = Turns(tmp_path / "turns", 1)
    mine = pool_of(made, idle=LONG, tenure=0.5, turns=turns)
    with mine.connection() as first:
        waiting = Thread(target=lambda: turns.take())  # noqa: PLW0108  what it gives is closed with it
        waiting.start()
        assert soon(turns.are_awaited)
    waiting.join()
    assert first.is_closed  # type: ignore[attr-defined]


def test_a_page_has_the_turns_of_its_server_and_another_program_none(tmp_path: Path) -> None:
    assert turns_in({}) is None
    found = [turns_in({"CJM_LIVE": str(tmp_path), "CJM_STORE_CONNECTIONS": told}) for told in ("7", "", "0", "many")]
    assert [(one.folder.parent, one.most) for one in found if one] == [
        (tmp_path, most) for most in (7, MOST, MOST, MOST)
    ]
    (tmp_path / "file").touch()
    assert Turns(tmp_path / "file" / "turns", 1).take() is None  # a folder that is gone stops nobody


def test_twenty_who_type_over_three_connections_lose_nothing(postgres: Postgres, tmp_path: Path) -> None:
    database = postgres.fresh()
    found: list[int] = []
    counted = "select count(*) from pg_stat_activity where query like %s"

    def connect() -> PostgresStore:
        return PostgresStore(database, line=Line(database, Turns(tmp_path / "turns", 3)))

    with Hands(connect, 4, 20) as hands:
        for _ in range(10):
            hands.have_typed(20)
            found += [int(one) for (one,) in postgres.ask(database, counted, f"%{database.schema}%")]  # type: ignore[call-overload]
    assert hands.typed.refused == []
    assert_whole(postgres, database, opened_store(database), hands.typed)
    assert max(found) <= 3 + 2  # who asks, and who made the maps


def test_where_a_database_has_no_room_that_is_said(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    owned = postgres.fresh()
    postgres.ask(owned, f"create role cramped_{owned.schema} login connection limit 1")
    prepare(owned, f"cramped_{owned.schema}")
    cramped = postgres.address(owned.schema, user=f"cramped_{owned.schema}")
    monkeypatch.setattr("cjm_widgets.store.postgres.line.PATIENCE", 0)
    only = PostgresStore(cramped)
    with only._medium._line.connection(), pytest.raises(StoreError, match=r"has no room .* too many connections"):
        PostgresStore(cramped).ids()
    for said in ("sorry, too many clients already", "no more connections allowed (max_client_conn)"):
        with pytest.raises(LostError) as lost, Line(owned).in_words():
            raise Line(owned)._driver.OperationalError(f"FATAL:  {said}")
        assert type(lost.value) is FullError
    only.create(students())


def test_a_page_asks_seldom_while_its_server_looks_for_all_and_at_once_when_it_is_told(tmp_path: Path) -> None:
    now = [0.0]
    page = Hearing(tmp_path, clock=lambda: now[0])

    def due(at: float) -> bool:
        now[0] = at
        return page.is_due("students")

    looked(tmp_path)
    assert [due(0), due(POLL), due(SELDOM - 1), due(SELDOM)] == [True, False, False, True]
    tell(tmp_path, "students")
    assert [due(SELDOM), due(SELDOM + POLL)] == [True, False]
    silent = time.time() - 2 * POLL
    os.utime(tmp_path / hearing.LOOKS, (silent, silent))
    assert due(SELDOM + POLL)


def test_a_network_that_swallows_everything_is_found_out_in_seconds_unless_the_address_says_otherwise(
    postgres: Postgres,
) -> None:
    plain = postgres.fresh()
    for database, idle in ((plain, SILENT["keepalives_idle"]), (Database(f"{plain.address}&keepalives_idle=77"), 77)):
        line = Line(database).connected()
        told = line.info.get_parameters()
        line.close()
        assert int(told["keepalives_idle"]) == idle
        assert int(told["tcp_user_timeout"]) <= 1000 * PATIENCE
    assert SILENT["keepalives_idle"] + SILENT["keepalives_interval"] * SILENT["keepalives_count"] <= PATIENCE
