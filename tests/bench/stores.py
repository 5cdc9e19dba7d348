"""Thirty people type into ten maps: how soon each edit is durable, in files and in PostgreSQL, one after the other.

    uv run python tests/bench/stores.py
    uv run python tests/bench/stores.py --people 60 --seconds 30

Each is a process of its own, as a page is, and types at a human pace. Both stores are durable: files are synced,
and the database, which this starts itself, waits for its disk. CPU is that of the people's processes: what the
database itself takes comes on top. It prints, and asserts nothing.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from postgres_server import running

from cjm_widgets.journey.edits import new_edit
from cjm_widgets.store import opened_store
from cjm_widgets.tasks.making import starter

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from cjm_widgets.store.address import Place

KEYS = (0.12, 0.35)
"""Seconds between two letters: 30 to 45 words a minute."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it.

    Args:
        waits: seconds from each letter to the answer that it is durable.
        cpu: seconds of the people's processes.
        lost: letters that were acknowledged and are not in the histories.
        double: letters that are in them more than once.
    """

    waits: list[float]
    cpu: float
    lost: int
    double: int

    def told(self, name: str) -> str:
        """It as a line."""
        every = statistics.quantiles(self.waits, n=100)
        cost = 1000 * self.cpu / len(self.waits)
        return (
            f"{name:<12}{len(self.waits):>8} edits   p50 {1000 * every[49]:6.1f} ms   p99 {1000 * every[98]:6.1f} ms   "
            f"CPU an edit {cost:5.1f} ms   lost {self.lost}, double {self.double}"
        )


def measured(place: Place, people: int, maps: int, seconds: float) -> Measured:
    """Lets people type.

    Args:
        place: where; it holds no map yet.
        people: how many.
        maps: how many maps they share.
        seconds: for how long.
    """
    store = opened_store(place)
    names = [f"map-{number}" for number in range(maps)]
    for name in names:
        store.create(starter("airport").model_copy(update={"id": name}))
    way = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
    waits: list[float] = []
    acknowledged: dict[str, set[str]] = {name: set() for name in names}
    cpu = 0.0
    lines, processes = [], []
    for number in range(people):
        mine, theirs = way.Pipe()
        person = way.Process(target=_type, args=(place, names[number % maps], number, seconds, theirs))
        person.start()
        lines.append((names[number % maps], mine))
        processes.append(person)
    for name, line in lines:
        took, ids, used = line.recv()
        waits += took
        acknowledged[name] |= ids
        cpu += used
    for person in processes:
        person.join()
    kept = {name: Counter(edit.id for edit in store.history(name)) for name in names}
    lost = sum(not kept[name][one] for name, ids in acknowledged.items() for one in ids)
    return Measured(waits, cpu, lost, sum(many > 1 for found in kept.values() for many in found.values()))


def _type(place: Place, name: str, number: int, seconds: float, line: Connection) -> None:
    chance = random.Random(number)  # noqa: S311  the same letters in every run
    store = opened_store(place)
    steps = store.open(name).steps
    path = f"steps/{steps[number % len(steps)].id}/experience/actions"
    text, waits, ids = "", [], set()
    store.save(name, ())  # the first save reads all of the history
    before = resource.getrusage(resource.RUSAGE_SELF)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        text = text[-LONGEST:] + chance.choice("etaoinshrdlu ")
        edit = new_edit(path, text, by=f"Person {number}")
        began = time.perf_counter()
        store.save(name, [edit], settled=False)
        waits.append(time.perf_counter() - began)
        ids.add(edit.id)
        time.sleep(chance.uniform(*KEYS))
    after = resource.getrusage(resource.RUSAGE_SELF)
    line.send((waits, ids, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--maps", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    about = (asked.people, asked.maps, asked.seconds)
    print(f"{asked.people} people, {asked.maps} maps, {asked.seconds:g} seconds")
    with tempfile.TemporaryDirectory() as folder:
        print(measured(Path(folder), *about).told("files"))
    with running(settings=()) as server:
        print(measured(server.fresh(), *about).told("PostgreSQL"))


if __name__ == "__main__":
    main()
