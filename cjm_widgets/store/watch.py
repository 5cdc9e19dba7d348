"""Noticing that somebody changed a journey, by looking at its files a few times a second.

Looking costs microseconds and works for any number of journeys and on any disk; being told by the operating system
stops near 128 watchers a machine.
"""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cjm_widgets.store.protocol import JourneyStore


class Watch:
    """A watch over one journey, until it is stopped.

    Args:
        mark: the look.
        on_change: called after each change of what the look gives.
        every: how often to look, in seconds.
        what: what has changed then, in a few words, for the exception handler.
    """

    def __init__(
        self, mark: Callable[[], object], on_change: Callable[[], Awaitable[object] | object], every: float, what: str
    ) -> None:
        self._mark, self._on_change, self._every, self._what = mark, on_change, every, what
        self._seen = mark()
        self._loop = asyncio.get_running_loop()
        self._due = self._loop.time() + every
        self._task = self._loop.create_task(self._follow(), name=f"watch: {what}")

    def put_off(self) -> None:
        """Whoever watches has just seen all there is by other means: the next look is a full interval away."""
        self._due = self._loop.time() + self._every

    def stop(self) -> None:
        """Ends the watch; nothing is called afterwards. Stopping twice is no error."""
        self._task.cancel()

    @property
    def stopped(self) -> bool:
        """Whether the watch has ended or is about to."""
        return self._task.done() or self._task.cancelling() > 0

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(self._due - self._loop.time())
            if self._loop.time() < self._due:
                continue
            self._due = self._loop.time() + self._every
            found = self._mark()
            if found == self._seen:
                continue
            self._seen = found
            try:
                answer = self._on_change()
                if inspect.isawaitable(answer):
                    await answer
            except Exception as error:  # noqa: BLE001 - one failed redraw must not end the watch
                self._loop.call_exception_handler({"message": f"after {self._what}", "exception": error})


def watch(
    store: JourneyStore, journey_id: str, on_change: Callable[[], Awaitable[object] | object], every: float = 0.25
) -> Watch:
    """Calls a function after each change of a journey's files, also one made through the same store.

    Args:
        store: the journeys.
        journey_id: the journey's id.
        on_change: called without arguments in the running event loop; if it fails, the loop's exception handler
            is told and the watch goes on.
        every: how often to look, in seconds.

    Raises:
        StoreError: if no journey can have this id.
        RuntimeError: if no event loop is running.
    """
    return watch_mark(lambda: store.mark(journey_id), on_change, every, f"a change of {journey_id}")


def watch_mark(
    mark: Callable[[], object], on_change: Callable[[], Awaitable[object] | object], every: float, what: str
) -> Watch:
    """Calls a function after each change of what a cheap look gives.

    Args:
        mark: the look.
        on_change: as for `watch`.
        every: how often to look, in seconds.
        what: what has changed then, in a few words, for the exception handler.

    Raises:
        RuntimeError: if no event loop is running.
    """
    return Watch(mark, on_change, every, what)
