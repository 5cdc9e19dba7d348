"""Who is in: one entry for each browser that has come from the Hub, which is asked again and again whether it holds."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from cjm_widgets.serve.hub.asking_hub import HubSilentError
from cjm_widgets.store import StoreError

if TYPE_CHECKING:
    from cjm_widgets.serve.guard import Line
    from cjm_widgets.serve.hub.asking_hub import Known
    from cjm_widgets.workshop.visitor import Visitor

_log = logging.getLogger(__name__)
EVERY: Final = 5.0
"""Seconds after which the Hub is asked again about somebody, as long as they are not too many."""
_A_SECOND: Final = 20
"""How often the Hub is asked in a second at the most."""
_SILENCE: Final = 300.0
"""Seconds for which everybody stays in where the Hub does not answer: it may be starting anew."""
_AWAY: Final = 3600.0
"""Seconds without a request or an open page after which a browser is forgotten; the Hub lets it in again unasked."""
Sat = Callable[["Known"], "tuple[Visitor, ...]"]
"""Somebody -> what they may do. It reads the store."""


class AsksHub(Protocol):
    """Who knows about people."""

    async def known(self, token: str) -> Known | None:
        """Whose token it is, None for nobody's."""


@dataclass(slots=True)
class Member:
    """A browser that has come from the Hub.

    Args:
        token: what the Hub gave for it.
        mark: what else the browser keeps of the Hub; another one tells that somebody has logged out.
        known: the person, as the Hub last said.
        visitors: what they may do; none for strangers.
        heard: when the Hub last said that this holds, in seconds of the monotonic clock.
        asked: when the browser last asked for something.
        lines: of its open pages.
    """

    token: str = field(repr=False)
    mark: str = field(repr=False)
    known: Known
    visitors: tuple[Visitor, ...]
    heard: float
    asked: float
    lines: set[Line] = field(default_factory=set)

    def close_lines(self) -> None:
        """The pages ask what has become of them."""
        for line in tuple(self.lines):
            line.close()


class Members:
    """All who are in. What their browsers keep says nothing by itself: it is looked up here.

    Args:
        hub: whom to ask.
        sat: what somebody may do.
        clock: seconds that never go back.
    """

    def __init__(self, hub: AsksHub, sat: Sat, clock: Callable[[], float] = time.monotonic) -> None:
        self._hub, self._sat, self._clock = hub, sat, clock
        self._inside: dict[str, Member] = {}

    async def enter(self, token: str, mark: str) -> str:
        """Lets the browser in whose person the Hub knows by this token; "" if that is nobody.

        Args:
            token: from the Hub.
            mark: as in `Member`.
        """
        known = await self._hub.known(token)
        if known is None:
            return ""
        key, now = secrets.token_urlsafe(32), self._clock()
        self._inside[key] = Member(token, mark, known, await self._seated(known), now, now)
        return key

    def member(self, keys: Iterable[str], mark: str) -> Member | None:
        """Who keeps one of these keys; None if nobody does.

        Args:
            keys: what a browser keeps.
            mark: as in `Member`; it has to be the same still.
        """
        for key in keys:
            found = self._inside.get(key)
            if found and found.mark == mark:
                found.asked = self._clock()
                return found
        return None

    def leave(self, keys: Iterable[str]) -> None:
        """Ends what these keys open, and tells the open pages."""
        for key in keys:
            if gone := self._inside.pop(key, None):
                gone.close_lines()

    async def look_again(self, member: Member) -> None:
        """Asks the Hub about somebody, and ends it where it holds no longer."""
        now = self._clock()
        try:
            known = await self._hub.known(member.token)
        except HubSilentError:
            if now - member.heard > _SILENCE:
                self._end(member)
            return
        if known is None:
            self._end(member)
            return
        member.heard = now
        if known == member.known and member.visitors:
            return  # as it was; the maps there are need not be looked up
        member.known, visitors = known, await self._seated(known)
        if visitors != member.visitors:
            member.visitors = visitors
            member.close_lines()

    async def keep_looking(self) -> None:
        """Asks about one after the other, for as long as the server runs."""
        while True:
            inside = tuple(self._inside.values())
            for member in inside:
                if not member.lines and self._clock() - member.asked > _AWAY:
                    self._end(member)
                elif self._is_in(member):
                    try:
                        await self.look_again(member)
                    except StoreError as error:
                        _log.warning("Whether somebody is logged in still cannot be looked up now.", exc_info=error)
                await asyncio.sleep(max(1 / _A_SECOND, EVERY / len(inside)))
            if not inside:
                await asyncio.sleep(EVERY)

    def _is_in(self, member: Member) -> bool:
        return any(one is member for one in self._inside.values())

    def _end(self, member: Member) -> None:
        self.leave([key for key, one in self._inside.items() if one is member])

    async def _seated(self, known: Known) -> tuple[Visitor, ...]:
        return await asyncio.get_running_loop().run_in_executor(None, self._sat, known)
