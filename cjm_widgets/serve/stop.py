"""Ctrl+C, whenever it comes: the server ends with its last words and no others, and soon."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

SOON: Final = 2.5
"""Seconds after which the process ends, whatever has not: nothing that a page was told is lost by it."""
_LAST: Final = 0.5


class Stop:
    """Remembers that somebody asked for the end. Asked twice, the process ends at once.

    Args:
        last: what is done last, once, however the process ends: what it started, what it made, what it says.
        end: ends this process.
        soon: seconds after which it ends, whatever has not.
    """

    def __init__(
        self, last: Callable[[], object], end: Callable[[int], object] = os._exit, *, soon: float = SOON
    ) -> None:
        self.asked = False
        self._last, self._end, self._soon = last, end, soon
        self._finishing = threading.Lock()
        self._finished = False
        self._wishes: SimpleQueue[int] = SimpleQueue()  # may be put into wherever a signal interrupts
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event = asyncio.Event()
        threading.Thread(target=self._hurry, name="stop", daemon=True).start()

    def listen(self) -> None:
        """From now on Ctrl+C and the system's wish are heard."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._heard)

    def finish(self) -> None:
        """Does what is last, unless it has been done; whoever else does it is waited for."""
        with self._finishing:
            if not self._finished:
                self._finished = True
                self._last()

    def _heard(self, number: int, _frame: Any) -> None:
        self.asked = True
        self._wishes.put(number)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    def _hurry(self) -> None:
        self._wishes.get()
        with suppress(Empty):
            self._wishes.get(timeout=self._soon)
        try:
            self.finish()
        finally:
            self._end(0)

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
