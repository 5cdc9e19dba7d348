"""Work that is asked for more often than anybody can see is done less often, and the last time is never left out."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """Does something at once; asked again soon after, once more when the time is up.

    Args:
        act: what is done.
        every: seconds between two times.
    """

    def __init__(self, act: Callable[[], object], every: float) -> None:
        self._act, self._every = act, every
        self._last = float("-inf")
        self._later: asyncio.TimerHandle | None = None

    def soon(self) -> None:
        """Now, or when the time is up; at once where no event loop could remember it."""
        wait = self._last + self._every - time.monotonic()
        if wait <= 0:
            self.now()
        elif self._later is None:
            try:
                self._later = asyncio.get_running_loop().call_later(wait, self.now)
            except RuntimeError:
                self.now()

    def now(self) -> None:
        """At once, and nothing is left for later."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        self._last = time.monotonic()
        self._act()
