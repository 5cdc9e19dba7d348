"""The warm parent: a process with one thread that imports and warms what kernels need, and forks when it is asked.

    python -m cjm_widgets.warm.parent LINK NAME [NAME ...]

LINK is the number of an open socket. A NAME is a module to import, or "module:function" to call as well. It ends when
the other end of the link does, and its kernels with it. It prints nothing: what it has to say goes over the link.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

assert sys.platform != "win32"  # noqa: S101  said to the type checker: nothing forks there

from cjm_widgets.warm.link import STREAMS, receive, send
from cjm_widgets.warm.messages import Answer, Order
from cjm_widgets.warm.preload import preload

if TYPE_CHECKING:
    from collections.abc import Sequence


def warm_up(names: Sequence[str]) -> None:
    """Imports and calls what is named, and what a child needs to become a kernel.

    Args:
        names: "module" or "module:function".
    """
    preload([*names, "cjm_widgets.warm.child"])
    gc.collect()
    gc.freeze()  # what is here stays: a collection in a child would copy every page of it


def threads() -> int:
    """How many threads this process has, also such as Python knows nothing of."""
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208  one call
    except OSError:
        import threading

        return threading.active_count()


class WarmParent:
    """Forks for whoever holds the other end of the link.

    Args:
        link: to the process that asks.
    """

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._children: set[int] = set()
        self._woken, wake = os.pipe()
        for number in (self._woken, wake):
            os.set_blocking(number, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the server, which ends this
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def work(self) -> tuple[Order, tuple[int, ...]] | None:
        """Serves until the link ends (None), or until this is a child (what it is to become, and its streams)."""
        if not _told(self._link, Answer("ready", pid=os.getpid())):
            return None
        while True:
            ready, _, _ = select.select([self._link.fileno(), self._woken], [], [])
            if self._woken in ready:
                with suppress(BlockingIOError):
                    os.read(self._woken, 1024)
                self._reap()
            if self._link.fileno() in ready:
                found = receive(self._link)
                if found is None:
                    self._end_all()
                    return None
                values, files = found
                order = Order(**values)
                if self._fork(order, files):
                    return order, tuple(files)

    def _fork(self, order: Order, files: list[int]) -> bool:
        """Forks; whether this is the child."""
        pid, why = -1, _why_not(files)
        if not why:
            try:
                pid = os.fork()
            except OSError as error:
                why = str(error)
        if pid == 0:
            # closed as an object: what still believes to own a number would close the kernel's file of that number
            self._link.close()
            return True
        for number in files:
            os.close(number)
        if why:
            _told(self._link, Answer("refused", order.number, why=why))
        else:
            self._children.add(pid)
            _told(self._link, Answer("started", order.number, pid))
        return False

    def _reap(self) -> None:
        for pid in tuple(self._children):
            with suppress(ChildProcessError):
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    self._children.discard(pid)
                    _told(self._link, Answer("ended", pid=pid, code=os.waitstatus_to_exitcode(status)))

    def _end_all(self) -> None:
        """Nobody is there who could end them."""
        for pid in self._children:
            for kill in (os.killpg, os.kill):
                with suppress(OSError):
                    kill(pid, signal.SIGKILL)
        for pid in self._children:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _told(link: socket.socket, answer: Answer) -> bool:
    """Whether the other end is still there to be told."""
    with suppress(OSError):
        send(link, answer)
        return True
    return False


def _why_not(files: Sequence[int]) -> str:
    """Why this process must not fork now, "" if it may: a lock that another thread holds would never be opened."""
    if len(files) != STREAMS:
        return f"{len(files)} of {STREAMS} streams arrived"
    number = threads()
    return f"the warm parent has {number} threads" if number > 1 else ""


def main() -> None:
    """Warms up, forks, and in a child becomes a kernel."""
    number, *names = sys.argv[1:]
    if sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109  as the text that it is
        del sys.path[0]  # as ipykernel_launcher does
    link = socket.socket(fileno=int(number))
    try:
        warm_up(names)
    except Exception as error:  # noqa: BLE001  whatever it is, the server says why kernels start the ordinary way
        _told(link, Answer("failed", why=f"{type(error).__name__}: {error}"))
        sys.exit(1)
    ordered = WarmParent(link).work()
    if ordered is not None:
        from cjm_widgets.warm.child import become

        become(*ordered)


if __name__ == "__main__":
    main()
