"""A crowd that opens one page at the same moment: when each has it, and what that costs the server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from browsing import Browsing, NoAnswerError
from page import NotUpError, OpenPage
from processes import Cpu, own_memory, pages
from servers import Running

SETTLED = 1.5
GONE_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """Seconds until one had the whole page, and until the form on it worked."""

    page: float
    works: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """How so many arrived.

    Args:
        asked: how many came.
        arrivals: of those who have a working page, in this order.
        problems: what the others have instead.
        cpu: seconds of each page, of those that arrived.
    """

    asked: int
    arrivals: tuple[Arrival, ...]
    problems: tuple[str, ...]
    cpu: Cpu

    def times(self, what: str) -> list[float]:
        """Sorted seconds: of the "page", or until it "works"."""
        return sorted(getattr(one, what) for one in self.arrivals)


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of each further participant: of all processes together (PSS), and of its own process alone (USS)."""

    fewer: int
    more: int
    shared: float
    own: float


@dataclass
class Visit:
    """One who has arrived."""

    browser: Browsing
    page: OpenPage
    arrival: Arrival

    async def leave(self) -> None:
        await self.page.close(beacon=True)
        self.browser.close()


async def crowd(running: Running, people: int, *, files: Sequence[str] = (), patience: float) -> Crowd:
    """So many open the page at once; they leave when all have arrived or given up.

    Args:
        running: the server.
        people: how many.
        files: what each loads beside the page.
        patience: seconds until those who have no page give up.
    """
    before, there = running.cpu(), running.pages()
    found = await _arrive(running, people, files, patience)
    used = running.cpu() - before
    visits = [one for one in found if isinstance(one, Visit)]
    share = max(1, len(visits))
    made = Crowd(
        people,
        tuple(one.arrival for one in visits),
        tuple(one for one in found if isinstance(one, str)),
        Cpu(used.server / share, used.pages / share),
    )
    await _leave(running, visits, there)
    return made


async def memory(running: Running, fewer: int, more: int, *, patience: float) -> Memory | None:
    """What each further participant takes; None if some did not arrive.

    Args:
        running: the server.
        fewer: so many come first.
        more: so many are there in the end.
        patience: seconds until those who have no page give up.
    """
    there = running.pages()
    first = await _arrive(running, fewer, (), patience)
    await asyncio.sleep(SETTLED)
    before = running.memory()
    then = await _arrive(running, more - fewer, (), patience)
    await asyncio.sleep(SETTLED)
    after = running.memory()
    own = sorted(map(own_memory, pages(running.pid)))
    visits = [one for one in (*first, *then) if isinstance(one, Visit)]
    await _leave(running, visits, there)
    if len(visits) < more:
        return None
    return Memory(fewer, more, (after - before) / (more - fewer), own[len(own) // 2])


async def _arrive(running: Running, people: int, files: Sequence[str], patience: float) -> list[Visit | str]:
    return list(await asyncio.gather(*(_one(running, files, patience) for _ in range(people))))


async def _one(running: Running, files: Sequence[str], patience: float) -> Visit | str:
    browser = Browsing(patience)
    if running.link:
        await browser.get(running.link, follow=False)
    began = time.perf_counter()
    page = None
    try:
        async with asyncio.timeout(patience):
            reply = await browser.get(running.page)
            whole = time.perf_counter() - began
            fetching = asyncio.gather(*(browser.get(urljoin(running.url, name), unpack=False) for name in files))
            page = await OpenPage.opened(
                browser, reply, told=lambda _: None, changed=lambda _: None, lost=lambda _: None
            )
            await fetching
    except (NotUpError, NoAnswerError, TimeoutError) as error:
        if page is not None:
            await page.close(beacon=True)
        browser.close()
        return str(error) or f"nothing within {patience:.0f} s"
    return Visit(browser, page, Arrival(whole, time.perf_counter() - began))


async def _leave(running: Running, visits: Sequence[Visit], there: int) -> None:
    """All go; a page that was there before them, as the one that was asked whether the server is up, may stay."""
    await asyncio.gather(*(one.leave() for one in visits), return_exceptions=True)
    until = time.monotonic() + GONE_WITHIN
    while running.pages() > there and time.monotonic() < until:  # noqa: ASYNC110  nobody tells when a process ends
        await asyncio.sleep(0.2)
