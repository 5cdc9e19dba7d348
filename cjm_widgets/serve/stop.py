"""Ctrl+C, whenever it comes: the server ends in silence, and soon."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

SOON: Final = 4.0
"""Seconds after which the process ends, whatever has not. All that it started watches it, and ends as well."""
_LAST: Final = 0.5


class Stop:
    """Remembers that somebody asked for the end. Asked twice, the process ends at once.

    Args:
        end: ends this process.
    """

    def __init__(self, end: Callable[[int], object] = os._exit) -> None:
        self.asked = False
        self._end = end
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event = asyncio.Event()

    def listen(self) -> None:
        """From now on Ctrl+C and the system's wish are heard."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._heard)

    def _heard(self, *_: Any) -> None:
        if self.asked:
            self._end(0)
        self.asked = True
        hurry = threading.Timer(SOON, self._end, (0,))
        hurry.daemon = True
        hurry.start()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self) -> None:
        """Until somebody asks."""
        self._loop = asyncio.get_running_loop()
        if not self.asked:
            await self._event.wait()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Runs it to its end, and ends what it leaves; what does not want to end is not waited for.

    Args:
        work: of the server.
    """
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(work)
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left, timeout=_LAST))
    finally:
        asyncio.set_event_loop(None)
        loop.close()
