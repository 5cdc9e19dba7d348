"""The warm parent: a process with one thread that imports and warms what kernels need, and forks when it is asked.

    python -m cjm_widgets.warm.parent LINK NAME [NAME ...]

LINK is the number of an open socket. A NAME is a module to import, or "module:function" to call as well. It ends when
the other end of the link does, and its kernels with it.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjm_widgets.warm.messages import STREAMS, receive, send

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Order:
    """What a forked process is to become.

    Args:
        arguments: of the kernel, as they would follow `-m ipykernel_launcher`.
        environment: all its variables.
        folder: where it works, "" for where this process does.
        streams: numbers of its standard input, output and error.
        server: the process that asked for it.
    """

    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    streams: tuple[int, ...]
    server: int


def warm_up(names: Sequence[str]) -> None:
    """Imports modules, and calls the functions that are named.

    Args:
        names: "module" or "module:function".
    """
    for name in names:
        module, _, function = name.partition(":")
        found = importlib.import_module(module)
        if function:
            getattr(found, function)()
    importlib.import_module("cjm_widgets.warm.child")
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

    def work(self) -> Order | None:
        """Serves until the link ends (None), or until this is a child (what it is to become)."""
        send(self._link, {"ready": os.getpid()})
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
                order = self._fork(*found)
                if order is not None:
                    return order

    def _fork(self, asked: dict[str, Any], files: list[int]) -> Order | None:
        pid, why = -1, _why_not(files)
        if not why:
            try:
                pid = os.fork()
            except OSError as error:
                why = str(error)
        if why:
            send(self._link, {"refused": asked["number"], "why": why})
        if pid == 0:
            # closed as an object: what still believes to own a number would close the kernel's file of that number
            self._link.close()
            return Order(
                tuple(asked["arguments"]), asked["environment"], asked["folder"], tuple(files), asked["server"]
            )
        for number in files:
            os.close(number)
        if pid > 0:
            self._children.add(pid)
            send(self._link, {"started": asked["number"], "pid": pid})
        return None

    def _reap(self) -> None:
        for pid in tuple(self._children):
            with suppress(ChildProcessError):
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    self._children.discard(pid)
                    with suppress(OSError):
                        send(self._link, {"ended": pid, "code": os.waitstatus_to_exitcode(status)})

    def _end_all(self) -> None:
        """Nobody is there who could end them."""
        for pid in self._children:
            for kill in (os.killpg, os.kill):
                with suppress(OSError):
                    kill(pid, signal.SIGKILL)
        for pid in self._children:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


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
    warm_up(names)
    order = WarmParent(link).work()
    if order is not None:
        from cjm_widgets.warm.child import become

        become(order)


if __name__ == "__main__":
    main()
