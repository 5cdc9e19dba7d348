"""What is asked for too often is done less often, and the last time is never left out."""

from __future__ import annotations

import asyncio

from hand_clock import HandClock

from cjm_widgets.pages.throttle import RUNNING_LOOP, Throttle


def test_the_first_time_is_at_once_and_many_more_are_one_a_little_later() -> None:
    done: list[float] = []
    clock = HandClock()
    throttle = Throttle(lambda: done.append(clock.now), 0.5, clock)

    for _ in range(5):
        throttle.soon()
    assert done == [1000.0]
    clock.pass_time(0.4)
    throttle.soon()
    assert done == [1000.0]
    clock.pass_time(0.1)
    assert done == [1000.0, 1000.5]

    clock.pass_time(0.5)
    throttle.soon()
    assert done == [1000.0, 1000.5, 1001.0], "after the time is up the next is at once again"


def test_what_cannot_wait_is_done_at_once_and_not_again_later() -> None:
    done: list[float] = []
    clock = HandClock()
    throttle = Throttle(lambda: done.append(clock.now), 0.5, clock)

    throttle.soon()
    clock.pass_time(0.1)
    throttle.soon()
    throttle.now()
    assert len(done) == 2
    clock.pass_time(10)

    assert len(done) == 2
    throttle.soon()
    assert len(done) == 3


def test_what_is_asked_for_later_is_done_once_when_the_time_is_up() -> None:
    done: list[float] = []
    clock = HandClock()
    throttle = Throttle(lambda: done.append(clock.now), 0.5, clock)

    throttle.later()
    clock.pass_time(0.3)
    throttle.later()
    assert done == []
    clock.pass_time(0.2)
    assert done == [1000.5]
    throttle.later()
    assert len(done) == 1, "not at once, however long ago the last was"
    clock.pass_time(0.5)
    assert len(done) == 2


def test_a_pause_ends_the_wait_and_who_never_pauses_is_shown_something_all_the_same() -> None:
    done: list[float] = []
    clock = HandClock()
    throttle = Throttle(lambda: done.append(clock.now), 4, clock, pause=1)

    throttle.soon()
    assert done == [1000]
    for _ in range(3):
        clock.pass_time(0.5)
        throttle.soon()
    assert done == [1000]
    clock.pass_time(1)
    assert done == [1000, 1002.5]
    for _ in range(8):
        throttle.soon()
        clock.pass_time(0.5)
    assert done == [1000, 1002.5, 1006.5]
    clock.pass_time(10)
    assert done == [1000, 1002.5, 1006.5]


def test_where_no_event_loop_runs_nothing_waits() -> None:
    done: list[str] = []
    throttle = Throttle(lambda: done.append("done"), 60)

    throttle.soon()
    throttle.soon()

    assert len(done) == 2


def test_the_running_event_loop_remembers_what_is_to_come() -> None:
    async def wait() -> None:
        over = asyncio.Event()
        RUNNING_LOOP.call_later(0.001, over.set)
        await asyncio.wait_for(over.wait(), 60)

    asyncio.run(wait())
