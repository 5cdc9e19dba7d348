"""What is asked for too often is done less often, and the last time is never left out."""

from __future__ import annotations

import asyncio

from cjm_widgets.pages.pace import Pace


def test_the_first_time_is_at_once_and_many_more_are_one_a_little_later() -> None:
    done: list[str] = []

    async def ask() -> None:
        pace = Pace(lambda: done.append("done"), 0.05)
        for _ in range(5):
            pace.soon()
        assert done == ["done"]
        await asyncio.sleep(0.2)

    asyncio.run(ask())
    assert done == ["done", "done"]


def test_what_cannot_wait_is_done_at_once_and_not_again_later() -> None:
    done: list[str] = []

    async def ask() -> None:
        pace = Pace(lambda: done.append("done"), 0.05)
        pace.soon()
        pace.soon()
        pace.now()
        assert len(done) == 2
        await asyncio.sleep(0.2)

    asyncio.run(ask())
    assert len(done) == 2


def test_where_no_event_loop_runs_nothing_waits() -> None:
    done: list[str] = []
    pace = Pace(lambda: done.append("done"), 60)

    pace.soon()
    pace.soon()

    assert len(done) == 2
