"""Beyond one machine: thirty behind nginx with PostgreSQL against files without either, and 150 over two servers.

    uv run python tests/bench/beyond.py
    uv run python tests/bench/beyond.py --only thirty --rounds 5
    uv run python tests/bench/beyond.py --only many --people 60 --seconds 60

Three parts. “thirty”: a crowd comes at once, then types for a while, at a folder on this machine and at an
organisation's server (nginx with TLS as in docs/proxy.md, PostgreSQL that waits for its disk), in turn; it prints how
fast the one is of the other. “many”: 150 people over two servers (docs/servers.md) at a workshop's pace: each types a
sentence of three to nine words, 30 to 45 words a minute, then talks for 15 to 45 seconds. “dying”: one of the two is
killed under twenty who type, and how long it takes until their pages are back. PostgreSQL allows 100 connections, as it
does by itself. People's links are opened before their time begins. CPU and memory are the servers' and their pages':
what nginx and PostgreSQL take comes on top. It prints, and asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import statistics
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from arriving import Crowd, crowd
from organisation import Organisation, organisation
from postgres_server import MAY_LOSE, running
from typing_together import Minute, Typist, minute, print_minute, typists_of

from cjm_widgets.store.address import Database, Place
from cjm_widgets.store.postgres.line import Line

PARTS = ("thirty", "many", "dying")
TALK = (15.0, 45.0)
"""Seconds between two sentences."""
LOOKS = 0.5
"""Seconds between two looks at how many connections there are."""
ROOM = ("--most", "150")
"""Of each server: nginx deals people out by chance."""


class Behind:
    """An organisation's servers, with who types there.

    Args:
        made: the servers.
        database: of their maps.
        typists: who have a link each.
    """

    def __init__(self, made: Organisation, database: Database, typists: list[Typist]) -> None:
        self.made, self.database, self.typists, self._line = made, database, typists, Line(database)
        first, *more = made.servers
        link = made.team("Team 1")
        address, pids = made.address("04_satisfaction", "team-1"), tuple(one.process.pid for one in more)
        url = made.base.rstrip("/")
        self.running = servers.Running("behind nginx", url, address, first.process.pid, "", Path(), pids, link)

    def connections(self) -> int:
        """How many there are to the database now, this one left out."""
        ask = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
        return int(self._line.again(lambda: self._line.rows(ask))[0][0])


@contextmanager
def behind(place: Path, people: int, *, many: int, seed: int, durable: bool = True) -> Iterator[Behind]:
    """So many servers behind nginx, until the block ends.

    Args:
        place: for the files of nginx; nothing is there.
        people: who will type.
        many: servers.
        seed: of what they type.
        durable: whether the database waits for its disk.
    """
    place.mkdir(parents=True)
    settings = ("max_connections=100", *(() if durable else MAY_LOSE))
    with running(settings) as postgres:
        database = postgres.fresh()
        typists = typists_of(database, people, seed)
        with organisation(database, place, *ROOM, servers=many) as made:
            for one in typists:
                one.link = made.team(one.journey.replace("-", " ").capitalize())
            yield Behind(made, database, typists)


@dataclass(frozen=True, slots=True)
class Alone:
    """A server on this machine, without a proxy.

    Args:
        running: it.
        place: of its maps.
        typists: who type there.
    """

    running: servers.Running
    place: Place
    typists: list[Typist]


def print_thirty(alone: Alone, there: Behind, rounds: int, seconds: float) -> tuple[Minute, Minute]:
    """A crowd and its typing at both, and the ratios."""
    people = len(there.typists)
    crowds: list[list[Crowd]] = [[], []]
    for number in range(rounds + 1):
        for found, one in zip(crowds, (alone.running, there.running), strict=True):
            made = asyncio.run(crowd(one, people if number else 1, patience=300))
            if number:  # the first page of a server is another matter
                found.append(made)
                print_crowd(one.name, made)
    print(f"{people} at once: behind nginx and PostgreSQL {told_ratio(*crowds)}")
    here = asyncio.run(minute(alone.running, alone.typists, seconds))
    print_minute(here, alone.place, "files, no proxy")
    beyond = asyncio.run(minute(there.running, there.typists, seconds))
    print_minute(beyond, there.database, "behind nginx and PostgreSQL")
    halves = [statistics.median(waits_of(one)) for one in (here, beyond)]
    print(f"{people} who type: an edit is durable {halves[0] / halves[1]:.2f} times as fast behind them (p50)")
    return here, beyond


def told_ratio(alone: Sequence[Crowd], there: Sequence[Crowd]) -> str:
    """How much sooner the last of a crowd can work there; of several rounds the one in the middle.

    Whoever did not arrive would be left out of it, so that there is none then.
    """
    if any(made.problems for made in (*alone, *there)):
        return "no ratio, as not all arrived"
    here, beyond = (statistics.median(made.times("works")[-1] for made in some) for some in (alone, there))
    return f"the last can work {here / beyond:.2f} times as fast"


def print_crowd(name: str, made: Crowd) -> None:
    """How one came up."""
    works = made.times("works")
    print(f"{name:16}{len(made.arrivals):4}/{made.asked}   works: median {works[len(works) // 2]:6.2f} s", end="   ")
    print(f"last {works[-1]:6.2f} s   CPU a page {made.cpu.server + made.cpu.pages:.3f} s", flush=True)
    for problem in sorted(set(made.problems)):
        print(f"    {made.problems.count(problem)} × {problem}")


def waits_of(made: Minute) -> list[float]:
    """Seconds from each keystroke to the answer that it is durable."""
    return [one.took for typist in made.typists for one in typist.person.outbox.acknowledged.values()]


def print_many(there: Behind, seconds: float) -> Minute:
    """Many over two servers."""
    for one in there.typists:
        one.rest = TALK if seconds > TALK[1] else (0.0, seconds / 4)
    made, most, memory = asyncio.run(_watched(there, seconds))
    print_minute(made, there.database, f"over two servers, talking {TALK[0]:.0f} to {TALK[1]:.0f} s in between")
    print(f"memory: {memory:.0f} MB for both servers and all pages; connections to the database: at most {most} seen")
    return made


async def _watched(there: Behind, seconds: float) -> tuple[Minute, int, float]:
    """Lets all type, and looks meanwhile at what that takes."""
    doing = asyncio.ensure_future(minute(there.running, there.typists, seconds))
    most, memory, weighed = 0, 0.0, -math.inf
    while not doing.done():
        await asyncio.wait({doing}, timeout=LOOKS)
        most = max(most, await asyncio.to_thread(there.connections))
        if time.monotonic() >= weighed + seconds / 20:  # it takes a while itself
            memory = max(memory, await asyncio.to_thread(there.running.memory))
            weighed = time.monotonic()
    return doing.result(), most, memory


def print_dying(there: Behind, seconds: float) -> tuple[Minute, list[float]]:
    """One of two servers is killed while all type."""
    made, back, gone = asyncio.run(_killed(there, seconds))
    print_minute(made, there.database, "one of two servers killed meanwhile")
    print(told_dying(back, gone))
    return made, list(back.values())


def told_dying(back: Mapping[str, float], gone: Collection[str]) -> str:
    """How those fared whose server was killed.

    Args:
        back: seconds until each had a page again.
        gone: who lost theirs.
    """
    times = [back[one] for one in gone if one in back]
    told = f", the last after {max(times):.1f} s, half after {statistics.median(times):.1f} s" if times else ""
    return f"pages that lost their server: {len(gone)}; back at the other: {len(times)}{told}"


async def _killed(there: Behind, seconds: float) -> tuple[Minute, dict[str, float], set[str]]:
    earlier = {pid for one in there.made.servers for pid in one.kernels()}
    doing = asyncio.ensure_future(minute(there.running, there.typists, seconds))
    people = [one.person for one in there.typists]
    while not doing.done() and not all(one.page for one in people):  # noqa: ASYNC110  nobody tells
        await asyncio.sleep(0.1)
    await asyncio.sleep(seconds / 3)
    before = {one.name: (one.page, len(one.troubles)) for one in people}
    doomed = max(there.made.servers, key=lambda one: len({*one.kernels()} - earlier))
    doomed.process.kill()
    at = time.monotonic()
    back: dict[str, float] = {}
    while time.monotonic() < at + seconds / 2 or any(one.is_coming_back for one in people):
        for one in people:
            if one.page is not None and one.page is not before[one.name][0]:
                back.setdefault(one.name, time.monotonic() - at)
        await asyncio.sleep(0.02)
        if doing.done():
            break
    made = await doing
    return made, back, {one.name for one in people if len(one.troubles) > before[one.name][1]}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="which parts (all)")
    parser.add_argument("--rounds", type=int, default=3, help="of the crowd of thirty (3)")
    parser.add_argument("--typing", type=float, default=40.0, help="seconds for which the thirty type (40)")
    parser.add_argument("--people", type=int, default=150, help="over two servers (150)")
    parser.add_argument("--seconds", type=float, default=300.0, help="for which they do (300)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    servers.prepared()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        seed, files = asked.seed, place / "journeys"

        def thirty() -> None:
            typists = typists_of(files, 30, seed)
            with (
                servers.workbook(files, *ROOM, journey="team-1") as single,
                behind(place / "thirty", 30, many=1, seed=seed) as there,
            ):
                print_thirty(Alone(single, files, typists), there, asked.rounds, asked.typing)

        def many() -> None:
            with behind(place / "many", asked.people, many=2, seed=seed) as there:
                print_many(there, asked.seconds)

        def dying() -> None:
            with behind(place / "dying", 20, many=2, seed=seed) as there:
                print_dying(there, 30.0)

        ways = {"thirty": thirty, "many": many, "dying": dying}
        for part in (part for part in PARTS if part in asked.only):
            print(f"\n== {part}", flush=True)
            ways[part]()


if __name__ == "__main__":
    main()
