"""Many people who type into the maps of a database at once, each over a line of their own."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from soon import PATIENCE

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.store import JourneyStore, StoreError
from cjm_widgets.store.history import replay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postgres_server import Postgres

    from cjm_widgets.store.address import Database


@dataclass
class Typed:
    """What came of it.

    Args:
        acknowledged: the ids of the edits that were, by journey.
        waits: how long each took, in seconds.
        refused: what was said instead.
    """

    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Hands:
    """People who type until they are told to stop.

    Args:
        connect: gives each a store of their own.
        maps: how many maps; they share them.
        people: how many.
    """

    def __init__(self, connect: Callable[[], JourneyStore], maps: int, people: int) -> None:
        self.maps = tuple(f"map-{number}" for number in range(maps))
        first = connect()
        for name in self.maps:
            first.create(Journey(id=name, steps=tuple(Step(id=f"s-{one}", name="Step") for one in range(people))))
        self.typed = Typed({name: [] for name in self.maps})
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._type, args=(number, connect)) for number in range(people)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def have_typed(self, more: int) -> None:
        """Waits until so many more edits were acknowledged."""
        wanted = len(self.typed.waits) + more
        while len(self.typed.waits) < wanted and not self.typed.refused:
            time.sleep(0.01)

    def _type(self, number: int, connect: Callable[[], JourneyStore]) -> None:
        store, name, turn = connect(), self.maps[number % len(self.maps)], 0
        while not self._stop.is_set():
            turn += 1
            edit = new_edit(f"steps/s-{number}/goal", f"word {turn}", by=f"Person {number}")
            began = time.perf_counter()
            try:
                done = store.save(name, [edit], settled=False).applied
            except StoreError as error:
                with self._lock:
                    self.typed.refused.append(str(error))
                return
            with self._lock:
                self.typed.waits.append(time.perf_counter() - began)
                self.typed.acknowledged[name] += [one.id for one in done]
            time.sleep(0.005)


def assert_whole(postgres: Postgres, database: Database, store: JourneyStore, typed: Typed) -> None:
    """Nothing is lost, nothing twice, no history has a gap, and each leads to its map."""
    ask = "select at, line from {schema}.edit join {schema}.journey on key = journey where journey.id = %s order by at"
    for name, acknowledged in typed.acknowledged.items():
        rows = [(at, bytes(line)) for at, line in postgres.ask(database, ask, name)]  # type: ignore[call-overload]
        ends = [0]
        for at, line in rows:
            assert at == ends[-1]
            ends.append(at + len(line))
        ids = [edit.id for edit in store.history(name)]
        assert len(ids) == len(set(ids))
        assert set(acknowledged) <= set(ids)
        replayed = replay(name, _newest_first([line for _, line in rows]))
        assert replayed is not None
        assert replayed.journey == store.open(name)


def _newest_first(lines: Sequence[bytes]) -> list[bytes]:
    return [line.rstrip(b"\n") for line in reversed(lines)]
