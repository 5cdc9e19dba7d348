"""A small crowd of simulated participants: they all arrive, and what each typed is on disk."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest
from kept import kept
from participant import Participant, value_at
from processes import pages, process, zombies
from soon import PATIENCE
from workbook_server import Served, serving

FIELDS = [f"steps/booking/experience/{name}" for name in ("actions", "responses", "language", "feelings", "emotions")]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("crowd"), "--no-token") as running:
        yield running


def on_disk(served: Served, path: str) -> Any:
    return value_at(kept(served.folder, "airport"), path)


def within(seconds: float, workshop: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(seconds):
            await workshop

    asyncio.run(bounded())


def test_six_who_come_at_the_same_moment_all_get_a_page_and_what_they_type_is_on_disk(workbook: Served) -> None:
    people = [Participant(name) for name in ("Ana", "Ben", "Cem", "Dea", "Eli", "Fay")]
    places = [*FIELDS, "steps/check-in/experience/feelings"]

    async def workshop() -> None:
        await asyncio.gather(*(one.join(workbook.address("04_satisfaction", "airport")) for one in people))
        for one, path in zip(people, places, strict=True):
            one.edit(path, f"{one.name} was here")
        await asyncio.gather(*(one.saved() for one in people))
        await asyncio.gather(*(one.leave() for one in people))

    within(2 * PATIENCE, workshop())

    assert [one.troubles for one in people] == [[]] * 6
    assert [on_disk(workbook, path) for path in places] == [f"{one.name} was here" for one in people]


def test_a_participant_sees_what_another_types_and_keeps_what_is_typed_while_the_page_is_gone(workbook: Served) -> None:
    ana, ben = Participant("Ana"), Participant("Ben")

    async def workshop() -> None:
        await asyncio.gather(*(one.join(workbook.address("04_satisfaction", "airport")) for one in (ana, ben)))
        ana.edit(FIELDS[0], "Compares prices")
        await ben.see(FIELDS[0], "Compares prices")
        await ben.sees_that(lambda: [one["field"] for one in ben.others] == [FIELDS[0]])
        await ana.close_tab(beacon=False)
        ana.edit(FIELDS[0], "Compares prices and times")
        assert ben.value(FIELDS[0]) == "Compares prices"
        await ana.reload()
        await ben.see(FIELDS[0], "Compares prices and times")
        await ana.saved()  # a colleague may see it before the sender hears that it is saved
        await asyncio.gather(ana.leave(), ben.leave())

    within(2 * PATIENCE, workshop())

    assert on_disk(workbook, FIELDS[0]) == "Compares prices and times"
    assert ana.outbox.acknowledged
    assert not ana.outbox.waiting


def test_a_page_whose_process_is_killed_is_loaded_again_and_saves_what_was_typed_meanwhile(workbook: Served) -> None:
    ana = Participant("Ana")

    async def workshop() -> None:
        await ana.join(workbook.address("04_satisfaction", "airport"))
        for pid in pages(workbook.process.pid, workbook.mark):
            os.kill(pid, signal.SIGKILL)
        ana.edit(FIELDS[1], "Typed into the void")
        await ana.saved()
        await ana.leave()

    within(2 * PATIENCE, workshop())

    assert ana.troubles
    assert ana.loads > 1
    assert on_disk(workbook, FIELDS[1]) == "Typed into the void"


def test_the_processes_of_closed_pages_are_gone_soon_and_none_is_a_zombie(workbook: Served) -> None:
    people = [Participant(name) for name in ("Ana", "Ben")]

    async def workshop() -> None:
        await asyncio.gather(*(one.join(workbook.address("00_start")) for one in people))
        assert len(pages(workbook.process.pid, workbook.mark)) >= 2
        await asyncio.gather(*(one.leave() for one in people))

    within(2 * PATIENCE, workshop())

    until = time.monotonic() + PATIENCE
    while pages(workbook.process.pid, workbook.mark) or zombies(workbook.process.pid):
        left = [process(pid) for pid in (*pages(workbook.process.pid, workbook.mark), *zombies(workbook.process.pid))]
        assert time.monotonic() < until, f"still there: {left}; the server said: {workbook.said}"
        time.sleep(0.2)
