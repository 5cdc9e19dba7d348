"""Work that is asked for more often than anybody can see is done less often, and the last time is never left out."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Timer(Protocol):
    """Something that is to happen later."""

    def cancel(self) -> object:
        """It does not happen."""


class Clock(Protocol):
    """The time, and a way to be called later; an asyncio event loop is one."""

    def time(self) -> float:
        """Seconds since some moment; it never goes back."""

    def call_later(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Calls a function when so many seconds are over.

        Raises:
            RuntimeError: where nothing could remember it.
        """


class RunningLoop:
    """The clock of whichever event loop runs when it is asked, for pages that are made before one does."""

    def time(self) -> float:
        """Seconds since this computer was started."""
        return time.monotonic()

    def call_later(self, delay: float, callback: Callable[[], object]) -> Timer:
        """As for `Clock`."""
        return asyncio.get_running_loop().call_later(delay, callback)


RUNNING_LOOP = RunningLoop()


class Throttle:
    """Does something at once; asked again soon after, once more when the time is up.

    Args:
        act: what is done.
        every: seconds between two times.
        clock: says when the time is up.
        pause: seconds in which nobody asks and after which it need not wait any longer; None waits always.
    """

    def __init__(
        self, act: Callable[[], object], every: float, clock: Clock = RUNNING_LOOP, *, pause: float | None = None
    ) -> None:
        self._act, self._every, self._clock, self._pause = act, every, clock, pause
        self._last = float("-inf")
        self._later: Timer | None = None

    def soon(self) -> None:
        """Now, or when the time is up or nobody asks any more; at once where no event loop could remember it."""
        wait = self._last + self._every - self._clock.time()
        if wait <= 0:
            self.now()
        elif self._pause is None:
            self._in(wait)
        else:
            self._leave()
            self._in(min(wait, self._pause))

    def later(self) -> None:
        """When the time is up that begins now, or began when this was asked before."""
        self._in(self._every)

    def now(self) -> None:
        """At once, and nothing is left for later."""
        self._leave()
        self._last = self._clock.time()
        self._act()

    def _leave(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None

    def _in(self, wait: float) -> None:
        if self._later is None:
            try:
                self._later = self._clock.call_later(wait, self.now)
            except RuntimeError:
                self.now()
