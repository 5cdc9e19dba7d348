from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from soon import PATIENCE

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import Store, StoreError, watch
from cjm_widgets.store.watch import watch_mark

EVERY = 0.005


async def until(condition) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - waits for files, which set no event
            await asyncio.sleep(EVERY)


def in_a_loop_of_its_own(scene: Any) -> Any:
    """Browser tests leave an event loop behind in their thread; this one must not meet it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, scene).result()


def test_a_watch_tells_of_each_change_by_another_store(store: Store):
    async def scene() -> list[str]:
        titles: list[str] = []
        watching = watch(store, "students", lambda: titles.append(store.open("students").title), every=EVERY)
        other = Store(store.folder)
        for title in ("A", "B"):
            other.save("students", [new_edit("title", title, by="Ana")])
            await until(lambda title=title: titles and titles[-1] == title)
        watching.stop()
        return titles

    assert in_a_loop_of_its_own(scene())[-1] == "B"


def test_one_change_is_told_once():
    async def scene() -> None:
        looks, told = [0, 1, 1, 1, 2], []
        watching = watch_mark(lambda: looks.pop(0) if looks[1:] else looks[0], lambda: told.append(1), EVERY, "it")
        await until(lambda: len(looks) == 1 and len(told) > 1)
        watching.stop()
        assert len(told) == 2

    in_a_loop_of_its_own(scene())


def test_a_change_between_starting_the_watch_and_its_first_look_is_told(store: Store):
    async def scene() -> None:
        told = []
        watch_of = watch(store, "students", lambda: told.append(1), every=EVERY)
        Store(store.folder).save("students", [new_edit("title", "A")])
        await until(lambda: told)
        watch_of.stop()

    in_a_loop_of_its_own(scene())


def test_nothing_is_told_while_nothing_changes_nor_after_the_end(store: Store):
    async def scene() -> None:
        told = []
        watching = watch(store, "students", lambda: told.append(1), every=EVERY)
        await asyncio.sleep(EVERY * 10)
        assert told == []
        watching.stop()
        watching.stop()
        assert watching.stopped
        store.save("students", [new_edit("title", "A")])
        await asyncio.sleep(EVERY * 10)
        assert told == []

    in_a_loop_of_its_own(scene())


def test_a_failing_listener_does_not_end_the_watch(store: Store):
    async def scene() -> None:
        problems, calls = [], []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context["exception"]))

        async def listener() -> None:
            calls.append(1)
            raise ValueError("the first time")

        watching = watch(store, "students", listener, every=EVERY)
        for title in ("A", "B"):
            seen = len(calls)
            store.save("students", [new_edit("title", title)])
            await until(lambda seen=seen: len(calls) > seen)
        watching.stop()
        assert len(problems) == len(calls)

    in_a_loop_of_its_own(scene())


def test_files_that_go_away_and_come_back_are_changes_not_errors(store: Store):
    async def scene() -> None:
        told = []
        watching = watch(store, "students", lambda: told.append(1), every=EVERY)
        path = store.folder / "students.json"
        data = path.read_bytes()
        path.unlink()
        await until(lambda: told)
        seen = len(told)
        path.write_bytes(data)
        await until(lambda: len(told) > seen)
        watching.stop()

    in_a_loop_of_its_own(scene())


def test_a_name_that_no_journey_can_have_is_refused_at_once(store: Store):
    async def scene() -> None:
        watch(store, "../secret", print)

    with pytest.raises(StoreError):
        in_a_loop_of_its_own(scene())


def test_a_look_that_is_put_off_comes_a_full_interval_later_and_misses_nothing():
    async def scene() -> None:
        mark, looks = [0], []
        every = 0.05
        watching = watch_mark(lambda: (looks.append(mark[0]), mark[0])[1], lambda: None, every, "it")
        loop = asyncio.get_running_loop()
        until_then = loop.time() + 5 * every
        while loop.time() < until_then:
            watching.put_off()
            assert loop.time() > until_then or len(looks) == 1, "only the look it began with"
            await asyncio.sleep(0)
        mark[0] = 1
        await until(lambda: looks[-1] == 1)
        watching.stop()

    in_a_loop_of_its_own(scene())


def test_between_two_looks_passes_an_interval():
    async def scene() -> None:
        looks: list[None] = []
        every = 0.05
        watching = watch_mark(lambda: looks.append(None), lambda: None, every, "it")
        await until(lambda: len(looks) > 1)
        before = len(looks)
        await asyncio.sleep(3 * every)
        watching.stop()
        assert len(looks) - before <= 4

    in_a_loop_of_its_own(scene())
