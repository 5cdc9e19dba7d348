"""How a page's process says something: at once, from its one loop, instead of through a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ipykernel.iostream import IOPubThread, OutStream
from tornado.ioloop import IOLoop

if TYPE_CHECKING:
    from collections.abc import Callable


class PageOutlet(IOPubThread):
    """IPython's way out for what a kernel says, without the thread.

    The thread is there for code that keeps a kernel busy while it prints. A page never is busy for long, and each
    thing it says woke two threads that waited for each other.
    """

    def _setup_pipe_in(self) -> None:
        self._pipe_flag = False  # no process of a page's own has anything to say

    def _setup_event_pipe(self) -> None:
        self.io_loop.close(all_fds=True)
        self.io_loop = IOLoop.current()

    def start(self) -> None:
        """Nothing is to be started."""

    def schedule(self, f: Callable[[], object]) -> None:
        """Does something at once; for another thread, as soon as the loop has time."""
        if _is_in_loop():
            f()
        else:
            self.io_loop.add_callback(f)


class PageStream(OutStream):
    """What is printed. After each message the kernel sees to it that all of it is sent, and nearly never is any."""

    _has_more = False

    def write(self, string: str) -> int:
        """Takes what is printed."""
        self._has_more = True
        return super().write(string) or 0

    def flush(self) -> None:
        """Sends it; where there is nothing, nothing is done. What another thread prints the loop sends."""
        if not _is_in_loop():
            self.pub_thread.schedule(self.flush)
        elif self._has_more:
            self._has_more = False
            super().flush()  # type: ignore[no-untyped-call]


def _is_in_loop() -> bool:
    return threading.current_thread() is threading.main_thread()
