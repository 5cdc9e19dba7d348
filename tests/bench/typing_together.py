"""Thirty people type for a minute, in teams: how soon each edit is on disk and before a colleague's eyes; none is lost.

    uv run python tests/bench/typing_together.py
    uv run python tests/bench/typing_together.py --typists 12 --seconds 20

Each types letters at a human pace into fields of their own, in a journey shared by five to eight. "To disk" is from a
keystroke to the acknowledgement of its edit, which is sent when it is on disk; "to a colleague" is from a keystroke to
each colleague's page showing it. At the end every acknowledged edit is looked up in the history, and every text in
the journey's file. It prints, and asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import servers  # first: it shows the way to the modules of the tests
from page import NotUpError
from participant import Participant, value_at
from processes import Cpu
from teams import fields_of, kept_edits, make_teams, read

from cjm_widgets.store.address import Place

TEAM = 8
WORDS = (
    "they",
    "wait",
    "at",
    "the",
    "desk",
    "and",
    "nobody",
    "says",
    "why",
    "it",
    "takes",
    "so",
    "long",
    "every",
    "time",
)
LONGEST = 300
KEYS = (0.12, 0.35)
"""Seconds between two letters: 30 to 45 words a minute."""
LAST_WORDS = 30.0
ABREAST = 30
"""How many come up at once."""


@dataclass
class Typist:
    """One who types, and what the others of the team still have to see of it.

    Args:
        person: with a page of the team's journey.
        journey: its id.
        places: the fields that nobody else types in.
        chance: decides on letters and pauses.
        rest: seconds between two sentences, from and to: people talk.
        link: what lets them in.
        texts: what stands in each field now.
        unseen: for each colleague and field, length of text and time of each keystroke.
    """

    person: Participant
    journey: str
    places: tuple[str, ...]
    chance: random.Random
    rest: tuple[float, float] = (0.0, 0.0)
    link: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    unseen: dict[tuple[str, str], deque[tuple[int, float]]] = field(default_factory=dict)
    keys: int = 0

    async def type(self, seconds: float, colleagues: Sequence[Typist]) -> None:
        """Types for so long."""
        until = time.monotonic() + seconds
        await asyncio.sleep(self.chance.uniform(0.0, self.rest[1]))
        while time.monotonic() < until:
            place = self.chance.choice(self.places)
            words = " ".join(self.chance.choices(WORDS, k=self.chance.randint(3, 9))) + ". "
            if len(self.texts.get(place, "")) > LONGEST:
                continue
            for letter in words:
                text = self.texts[place] = self.texts.get(place, "") + letter
                now = time.monotonic()
                self.keys += 1
                for other in colleagues:
                    self.unseen.setdefault((other.person.name, place), deque()).append((len(text), now))
                self.person.edit(place, text)
                await asyncio.sleep(self.chance.uniform(*KEYS))
                if time.monotonic() > until:
                    return
            await asyncio.sleep(self.chance.uniform(*self.rest))

    def seen_by(self, other: Participant) -> list[float]:
        """A colleague's page shows something new: the keystrokes that it shows now, in seconds since they were made."""
        journey = other.page.state.get("journey") if other.page else None
        found: list[float] = []
        now = time.monotonic()
        for place in self.places:
            waiting = self.unseen.get((other.name, place))
            if not waiting:
                continue
            shown = value_at(journey, place) or ""
            if not self.texts[place].startswith(shown):
                continue  # what stood there before
            while waiting and waiting[0][0] <= len(shown):
                found.append(now - waiting.popleft()[1])
        return found


@dataclass(frozen=True, slots=True)
class Minute:
    """What came of it.

    Args:
        typists: those who had a page.
        missing: what the others had instead.
        to_colleague: seconds from each keystroke to each colleague.
        used: CPU of the server and its pages while all typed.
        seconds: for how long they did.
        received: bytes that each browser got while all typed, by the person's name.
    """

    typists: tuple[Typist, ...]
    missing: tuple[str, ...]
    to_colleague: tuple[float, ...]
    used: Cpu
    seconds: float
    received: Mapping[str, int]


async def minute(running: servers.Running, typists: Sequence[Typist], seconds: float) -> Minute:
    """Everybody joins, then all type at once.

    Args:
        running: the server.
        typists: who.
        seconds: for how long.
    """
    door = asyncio.Semaphore(ABREAST)
    missing = [problem for problem in await asyncio.gather(*(_join(running, one, door) for one in typists)) if problem]
    there = tuple(one for one in typists if one.person.page)
    colleagues = {
        one.person.name: [other for other in there if other is not one and other.journey == one.journey]
        for one in there
    }
    to_colleague: list[float] = []
    for one in there:
        one.person.on_change = _watcher(colleagues[one.person.name], to_colleague)
    received = {one.person.name: _received(one) for one in there}
    before, began = running.cpu(), time.monotonic()
    await asyncio.gather(*(one.type(seconds, colleagues[one.person.name]) for one in there))
    used, took = running.cpu() - before, time.monotonic() - began
    received = {one.person.name: _received(one) - received[one.person.name] for one in there}
    await asyncio.gather(*(one.person.saved(LAST_WORDS) for one in there), return_exceptions=True)
    await asyncio.sleep(1.5)  # the last letters reach the colleagues
    await asyncio.gather(*(one.person.leave() for one in typists), return_exceptions=True)
    return Minute(there, tuple(missing), tuple(to_colleague), used, took, received)


def _received(one: Typist) -> int:
    return one.person.page.received if one.person.page else 0


async def _join(running: servers.Running, one: Typist, door: asyncio.Semaphore) -> str:
    try:
        address = f"{running.url}/voila/render/04_satisfaction.ipynb?journey={one.journey}"
        async with door:
            await one.person.join(address, link=one.link or running.link)
    except NotUpError as error:
        return f"{one.person.name}: {error}"
    return ""


def _watcher(others: Sequence[Typist], found: list[float]) -> Callable[[Participant], None]:
    def look(person: Participant) -> None:
        for other in others:
            found.extend(other.seen_by(person))

    return look


def typists_of(folder: Place, people: int, seed: int) -> list[Typist]:
    """Makes the journeys, and who types where in them: dealt out to the teams in turn.

    Args:
        folder: for the journeys.
        people: in all.
        seed: of their words and pauses.
    """
    journeys = make_teams(folder, people, TEAM)
    made = []
    for number in range(people):
        journey = journeys[number % len(journeys)]
        places = fields_of(folder, journey)[number // len(journeys) :: TEAM]
        chance = random.Random(f"{seed} {number}")  # noqa: S311  no secret
        made.append(Typist(Participant(f"Person {number + 1}"), journey, places, chance))
    return made


def lost(folder: Place, typists: Sequence[Typist]) -> tuple[list[str], list[str]]:
    """Acknowledged edits that are not in the history, or twice, and texts that the map has not, of who typed them.

    Args:
        folder: the journeys.
        typists: with nothing left to be acknowledged; what is left is counted by `print_typing`.
    """
    edits, texts = [], []
    for journey in {one.journey for one in typists}:
        kept, stands = kept_edits(folder, journey), read(folder, journey)
        for one in (one for one in typists if one.journey == journey):
            edits += [name for name in one.person.outbox.acknowledged if kept[name] != 1]
            waiting = {left.edit.path for left in one.person.outbox.waiting.values()}
            texts += [
                f"{journey}/{place}"
                for place, text in one.texts.items()
                if place not in waiting and value_at(stands, place) != text
            ]
    return edits, texts


def print_typing(people: int, seconds: float, place: Path, *, seed: int | None = None) -> None:
    """The table of one minute."""
    chosen = random.SystemRandom().randrange(10_000) if seed is None else seed
    typists = typists_of(place / "journeys", people, chosen)
    with servers.workbook(place / "journeys") as running:
        made = asyncio.run(minute(running, typists, seconds))
    print_minute(made, place / "journeys", f"seed {chosen}")


def print_minute(made: Minute, journeys: Place, name: str) -> None:
    """What came of it.

    Args:
        made: it.
        journeys: where they are.
        name: told beside the people.
    """
    for problem in made.missing:
        print(f"  did not arrive: {problem}")
    boxes = [one.person.outbox for one in made.typists]
    acknowledged = [one.took for box in boxes for one in box.acknowledged.values()]
    keys = sum(one.keys for one in made.typists)
    teams = sorted(sum(one.journey == name for one in made.typists) for name in {one.journey for one in made.typists})
    print(f"{len(made.typists)} people in teams of {teams}, {made.seconds:.0f} s, {keys} letters in", end=" ")
    print(f"{len(acknowledged)} edits ({len(acknowledged) / made.seconds:.0f} a second), {name}")
    print(f"{'milliseconds':24}{'p50':>8}{'p95':>8}{'p99':>8}{'worst':>8}{'count':>10}")
    print_times("edit to disk", acknowledged)
    print_times("letter to colleague", made.to_colleague)
    unseen = sum(map(len, (waiting for one in made.typists for waiting in one.unseen.values())))
    edits, texts = lost(journeys, made.typists)
    print(f"acknowledged edits that are lost or double: {len(edits)}; texts that are not in the map: {len(texts)}")
    waiting, refused = sum(len(box.waiting) for box in boxes), sum(len(box.refused) for box in boxes)
    print(
        f"never acknowledged: {waiting}, refused: {refused}, "
        f"sent again: {sum(box.sent_again for box in boxes)}, not seen by a colleague in the end: {unseen}"
    )
    print(f"CPU while all typed: server {made.used.server / made.seconds:.2f}, pages", end=" ")
    print(f"{made.used.pages / made.seconds:.2f} of a core")
    cpu_seconds = made.used.server + made.used.pages
    print(f"  together {cpu_seconds / made.seconds:.2f} of a core; {1000 * cpu_seconds / max(1, keys):.1f} ms a letter")
    print_bytes(made)
    for trouble in sorted({trouble for one in made.typists for trouble in one.person.troubles}):
        print(f"  a page was lost: {trouble}")


def print_bytes(made: Minute) -> None:
    """What a browser got for each letter that somebody of its team typed, its own person's included."""
    letters = Counter[str]()
    for one in made.typists:
        letters[one.journey] += one.keys
    each = sorted(made.received[one.person.name] / max(1, letters[one.journey]) for one in made.typists)
    if each:
        print(
            f"bytes to a browser for a letter of its team: median {each[len(each) // 2]:.0f}, most {each[-1]:.0f};",
            end=" ",
        )
    print(f"all of it asked for again: {sum(one.person.page.wholes for one in made.typists if one.person.page)}")


def print_times(name: str, seconds: Sequence[float]) -> None:
    """Median, 95th and 99th percentile, and worst, in milliseconds."""
    times = sorted(seconds)
    shown = (
        [1000 * times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99, 1.0)]
        if times
        else []
    )
    print(f"{name:24}" + "".join(f"{one:8.0f}" for one in shown) + f"{len(times):10}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--typists", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int)
    asked = parser.parse_args()
    servers.prepared()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        print_typing(asked.typists, asked.seconds, Path(name), seed=asked.seed)


if __name__ == "__main__":
    main()
