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
        task: the task that looks.
    """

    def __init__(self, task: asyncio.Task[None]) -> None:
        self._task = task

    def stop(self) -> None:
        """Ends the watch; nothing is called afterwards. Stopping twice is no error."""
        self._task.cancel()

    @property
    def stopped(self) -> bool:
        """Whether the watch has ended or is about to."""
        return self._task.done() or self._task.cancelling() > 0


def watch(
    store: JourneyStore, journey_id: str, on_change: Callable[[], Awaitable[object] | object], every: float = 0.2
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
    seen = mark()

    async def look() -> None:
        nonlocal seen
        while True:
            await asyncio.sleep(every)
            found = mark()
            if found == seen:
                continue
            seen = found
            try:
                answer = on_change()
                if inspect.isawaitable(answer):
                    await answer
            except Exception as error:  # noqa: BLE001 - one failed redraw must not end the watch
                asyncio.get_running_loop().call_exception_handler({"message": f"after {what}", "exception": error})

    return Watch(asyncio.get_running_loop().create_task(look(), name=f"watch: {what}"))
