"""A workshop that goes on and on: people type, load pages again, close tabs; processes are killed."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from page import NotUpError
from participant import Participant, value_at
from processes import own_memory, pages, parents, shared_memory, zombies
from teams import fields_of, kept_edits, make_teams, read
from workbook_server import Served

from cjm_widgets.serve.kernels import PageKernels

TEAM = 8
WORKBOOKS = ("03_steps", "04_satisfaction", "05_moments_of_truth", "07_map")
WORDS = ("waits", "asks", "hopes", "pays", "leaves", "sighs", "smiles", "reads", "calls")
LONGEST = 400
SAMPLE_EVERY = 2.0
CULLED_WITHIN = 40.0
"""Seconds until the server looks for processes without a browser, and some for a busy computer."""
LAST_WORDS = 90.0
LONG_ENOUGH = 120.0
"""Seconds; before, all is still warming up."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen.

    Args:
        people: how many take part.
        seconds: for how long.
        seed: of all that is left to chance here; the computer's own pace is not.
        kills: how many pages' processes are killed, evenly spread.
        parent_kills: how often the process is killed that pages' processes are forked from.
    """

    people: int
    seconds: float
    seed: int
    kills: int
    parent_kills: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the server.

    Args:
        at: seconds since the beginning.
        processes: of pages.
        allowed: how many there may be: open ones, and those that the server may still keep.
        server: megabytes of the server's own process (USS).
        all: megabytes of all together (PSS).
        zombies: processes that have ended and nobody asked about.
    """

    at: float
    processes: int
    allowed: int
    server: float
    all: float
    zombies: frozenset[int]


@dataclass
class Account:
    """What happened.

    Args:
        plan: what was to happen.
        people: who took part.
        samples: the looks at the server.
        killed: pages' processes that were killed.
        parents_killed: and of those that they are forked from.
        reloads: pages loaded again on purpose.
        closed: tabs closed with a word to the server.
        crashed: tabs that went without a word.
        typed: for each journey and path, the text that its only author left there.
    """

    plan: Plan
    people: list[Participant] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    killed: int = 0
    parents_killed: int = 0
    reloads: int = 0
    closed: int = 0
    crashed: int = 0
    stranded: list[str] = field(default_factory=list)
    typed: dict[tuple[str, str], str] = field(default_factory=dict)
    lingering: list[float] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        """How many edits were said to be saved."""
        return sum(len(box.acknowledged) for one in self.people for box in one.outboxes.values())

    @property
    def waiting(self) -> list[str]:
        """What was typed and never acknowledged."""
        return [
            f"{one.name}: {left.edit.path}"
            for one in self.people
            for box in one.outboxes.values()
            for left in box.waiting.values()
        ]

    def too_many(self) -> list[Sample]:
        """When there were more processes than pages and their grace."""
        return [one for one in self.samples if one.processes > one.allowed]

    def lasting_zombies(self) -> set[int]:
        """Those seen at two looks in a row: nobody asks about them."""
        pairs = zip(self.samples, self.samples[1:], strict=False)
        return {pid for one, then in pairs for pid in one.zombies & then.zombies}

    def growth(self) -> tuple[float, float]:
        """Megabytes a minute in the last third: of the server's own process, and of each page's process, its part."""
        third = [one for one in self.samples if one.at >= self.samples[-1].at * 2 / 3]
        return _slope([(one.at, one.server) for one in third]), _slope(
            [(one.at, (one.all - one.server) / max(1, one.processes)) for one in third]
        )

    def sentences(self) -> list[str]:
        """For people to read."""
        most = max((one.processes for one in self.samples), default=0)
        troubles = Counter(trouble.split(": ")[0] for one in self.people for trouble in one.troubles)
        server, page = self.growth() if len(self.samples) > 3 else (0.0, 0.0)
        again = sum(box.sent_again for one in self.people for box in one.outboxes.values())
        loads = sum(one.loads for one in self.people)
        closed = f"{self.reloads} on purpose, {self.closed} tabs closed, {self.crashed} gone without a word"
        killed = f"{self.killed} processes of pages and {self.parents_killed} of their parent killed"
        grew = f"server {server:+.2f} MB a minute, each page's process {page:+.2f}"
        if self.plan.seconds < LONG_ENOUGH:
            grew = "too short to say whether memory is level"
        return [
            f"seed {self.plan.seed}: {self.plan.people} people, {self.plan.seconds:.0f} s",
            f"{self.acknowledged} edits acknowledged, {again} sent again, {len(self.waiting)} never acknowledged",
            f"{loads} loads: {closed}; {killed}",
            f"at most {most} processes of pages; the last third: {grew}",
            f"troubles: {dict(troubles) or 'none'}; without a page at the end: {self.stranded or 'nobody'}",
        ]


async def soak(served: Served, plan: Plan) -> Account:
    """Lets it happen. It stops by itself, some minutes after its time at the latest.

    Args:
        served: a server whose folder holds the journeys of `journeys_for`.
        plan: what is to happen.
    """
    account = Account(plan)
    journeys = sorted(path.stem for path in served.folder.glob("team-*.json"))
    began = time.monotonic()
    async with asyncio.timeout(plan.seconds + 3 * LAST_WORDS):
        account.people = [Participant(f"Person {number + 1}", patience=120) for number in range(plan.people)]
        until = began + plan.seconds
        lives = [_life(served, account, number, journeys, until).lived() for number in range(plan.people)]
        looking = asyncio.create_task(_look(served, account, began))
        killing = [
            asyncio.create_task(_kill_pages(served, account)),
            asyncio.create_task(_kill_parents(served, account)),
        ]
        try:
            await asyncio.gather(*lives)
        finally:
            for task in (looking, *killing):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        await asyncio.gather(*(_end(account, one) for one in account.people))
    return account


def lost(served: Served, account: Account) -> list[str]:
    """What was acknowledged and is not in the journeys: edits that no history has, texts that no file has.

    Args:
        served: the folder is looked at, not the server.
        account: of what was typed.
    """
    found = []
    for journey in sorted({journey for journey, _ in account.typed}):
        kept, stands = kept_edits(served.folder, journey), read(served.folder, journey)
        boxes = [box for one in account.people for name, box in one.outboxes.items() if name == journey]
        found += [f"{journey}: edit {name}" for box in boxes for name in box.acknowledged if name not in kept]
        waiting = {left.edit.path for box in boxes for left in box.waiting.values()}
        found += [
            f"{journey}: {path} is {value_at(stands, path)!r:.60}, not {text!r:.60}"
            for (name, path), text in account.typed.items()
            if name == journey and path not in waiting and value_at(stands, path) != text
        ]
    return found


def journeys_for(folder: Path, people: int) -> None:
    """Makes the journeys of the teams, before the server starts."""
    make_teams(folder, people, TEAM)


# ---- one person


@dataclass
class Life:
    """What one person does.

    Args:
        served: the server.
        account: takes down what happens.
        one: the person.
        journey: of the team.
        places: the fields that nobody else types in.
        chance: decides.
        until: when it is over (monotonic).
    """

    served: Served
    account: Account
    one: Participant
    journey: str
    places: tuple[str, ...]
    chance: random.Random
    until: float

    async def lived(self) -> None:
        """Types; loads the page again, closes the tab, opens another page, until it is over."""
        await asyncio.sleep(self.chance.uniform(0, min(2.0, self.account.plan.seconds / 10)))
        while time.monotonic() < self.until:
            if self.one.page is None and not self.one.is_coming_back:
                with suppress(NotUpError):
                    await self.one.join(self.served.address(self.chance.choice(WORKBOOKS), self.journey))
                continue
            await self._type()
            what = self.chance.random()
            if what < 0.15:
                self.account.reloads += 1
                with suppress(NotUpError):
                    await self.one.reload()
            elif what < 0.27:
                await self._close(beacon=what < 0.22)

    async def _type(self) -> None:
        """A few words into one of this person's own fields; now and then a touchpoint more."""
        chance, typed = self.chance, self.account.typed
        place = chance.choice(self.places)
        if chance.random() < 0.15:
            item, name = (
                f"{place.rsplit('/experience/')[0]}/touchpoints/t{chance.getrandbits(40):x}",
                chance.choice(WORDS),
            )
            self.one.edit(item, {"name": name})
            typed[self.journey, f"{item}/name"] = name
        text = typed.get((self.journey, place), "")
        text = "" if len(text) > LONGEST else text
        for letter in " ".join(chance.choices(WORDS, k=chance.randint(1, 5))) + ". ":
            if time.monotonic() > self.until:
                return
            text += letter
            typed[self.journey, place] = text
            self.one.edit(place, text)
            await asyncio.sleep(chance.uniform(0.1, 0.4))

    async def _close(self, *, beacon: bool) -> None:
        self.account.closed += beacon
        self.account.crashed += not beacon
        if self.one.page is not None:
            grace = PageKernels.closed_grace.default_value if beacon else PageKernels.left_timeout.default_value
            self.account.lingering.append(time.monotonic() + grace + CULLED_WITHIN)
        await self.one.close_tab(beacon=beacon)
        await asyncio.sleep(self.chance.uniform(0.2, 3))


def _life(served: Served, account: Account, number: int, journeys: Sequence[str], until: float) -> Life:
    journey = journeys[number % len(journeys)]
    places = fields_of(served.folder, journey)[number // len(journeys) :: TEAM]
    chance = random.Random(f"{account.plan.seed} {number}")  # noqa: S311  no secret
    return Life(served, account, account.people[number], journey, places, chance, until)


async def _end(account: Account, one: Participant) -> None:
    """The last words are saved; who has no page gets one more chance, as a person would take it."""
    try:
        if one.page is None:
            await one.come_back()
        await one.saved(LAST_WORDS)
    except (NotUpError, TimeoutError) as error:
        account.stranded.append(f"{one.name}: {error!r}")
    await one.leave()


# ---- what is done to the server


async def _kill_pages(served: Served, account: Account) -> None:
    plan = account.plan
    chance = random.Random(f"{plan.seed} kills")  # noqa: S311  no secret
    for _ in range(plan.kills):
        await asyncio.sleep(plan.seconds / (plan.kills + 1))
        while not _killed_one(pages(served.process.pid, served.mark), chance):  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(0.1)
        account.killed += 1


def _killed_one(alive: list[int], chance: random.Random) -> bool:
    chance.shuffle(alive)
    for pid in alive:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
    return False


async def _kill_parents(served: Served, account: Account) -> None:
    for _ in range(account.plan.parent_kills):
        await asyncio.sleep(account.plan.seconds / (account.plan.parent_kills + 1))
        for pid in parents(served.process.pid):
            os.kill(pid, signal.SIGKILL)
            account.parents_killed += 1


async def _look(served: Served, account: Account, began: float) -> None:
    server = served.process.pid
    while True:
        await asyncio.sleep(SAMPLE_EVERY)
        now = time.monotonic()
        account.lingering = [until for until in account.lingering if until > now]
        recent = sum(one.loads_since(now - CULLED_WITHIN) for one in account.people)
        allowed = account.plan.people + len(account.lingering) + recent
        account.samples.append(
            Sample(
                now - began,
                len(pages(server, served.mark)),
                allowed,
                own_memory(server),
                shared_memory(server),
                frozenset(zombies(server)),
            )
        )


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the straight line through points (seconds, value), a minute."""
    if len(points) < 2:
        return 0.0
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return 60 * sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0
