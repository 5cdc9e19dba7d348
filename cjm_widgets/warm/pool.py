"""Where no process can be forked: a few that have warmed up before anybody asks, each for one kernel."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.warm.messages import Order, StoppingError, WarmError
from cjm_widgets.warm.spare import READY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CALM: Final = 2.0
"""Seconds without an order until the next spare warms up: people who come at once need the processor for themselves."""
FAILURES_ALLOWED: Final = 3
"""After so many spares that ended by themselves none is started ahead of an order any more."""


class SparePool:
    """Keeps some spare processes ready. May be used from several threads.

    Args:
        names: what each imports and calls, as for `preload.preload`.
        environment: the variables that each starts with.
        options: of the Python interpreter.
        size: how many are kept ready; with 0 each is started when it is ordered.
    """

    def __init__(
        self, names: Sequence[str], environment: Mapping[str, str], options: Sequence[str] = (), *, size: int = 0
    ) -> None:
        self._command = [sys.executable, *options, "-m", "cjm_widgets.warm.spare", *names]
        self._environment, self._size = dict(environment), size
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._spares: deque[subprocess.Popen[bytes]] = deque()
        self._filling: threading.Thread | None = None
        self._last_order = float("-inf")
        self._closed = False

    def __len__(self) -> int:
        return len(self._spares)

    def begin(self) -> None:
        """Begins to start spares, one after the other.

        Raises:
            StoppingError: if this is closed.
        """
        with self._changed:
            if self._closed:
                raise StoppingError("the server is stopping")
            if self._filling is None and self._size:
                self._filling = threading.Thread(target=self._fill, name="spare kernels", daemon=True)
                self._filling.start()

    def is_up(self) -> bool:
        """Whether a process can be had: one that is not ready takes longer, and comes."""
        return not self._closed

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: str, _streams: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        """A process that becomes a kernel: the one that has been warming up the longest, else a new one.

        Args:
            arguments: of the kernel, as they would follow `-m ipykernel_launcher`.
            environment: all its variables.
            folder: where it works.

        Raises:
            WarmError: if none can be had; start it the ordinary way.
        """
        self.begin()
        order = Order(next(self._numbers), tuple(arguments), dict(environment), folder, os.getpid())
        line = json.dumps(asdict(order)).encode() + b"\n"
        for _ in range(self._size + 1):
            process = self._taken()
            try:
                _pipe(process.stdin).write(line)
                _pipe(process.stdin).close()
            except OSError:
                end(process)  # it has ended by itself
            else:
                return process
        raise WarmError("no process takes the order")

    def close(self) -> None:
        """Ends the spares that are left. Those that have become kernels are ended by whoever ordered them."""
        with self._changed:
            self._closed = True
            left = tuple(self._spares)
            self._spares.clear()
            self._changed.notify_all()
        for process in left:
            end(process)

    # ---- how it is done

    def _taken(self) -> subprocess.Popen[bytes]:
        with self._changed:
            self._last_order = time.monotonic()
            self._changed.notify_all()
            if self._spares:
                return self._spares.popleft()
        try:
            return self._spare()
        except OSError as error:
            raise WarmError(str(error)) from error

    def _spare(self) -> subprocess.Popen[bytes]:
        apart: dict[str, Any] = {"process_group": 0}  # Ctrl+C in the terminal is for the server
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        return subprocess.Popen(  # noqa: S603  our own interpreter
            self._command,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **apart,
        )

    def _fill(self) -> None:
        failures = 0
        while failures < FAILURES_ALLOWED:
            with self._changed:
                while not self._closed and (wait := self._wait_for_calm()) > 0:
                    self._changed.wait(wait)
                if self._closed:
                    return
                try:
                    process = self._spare()
                except OSError:
                    return
                self._spares.append(process)
            if _is_ready(process):
                failures = 0
                continue
            with self._changed:
                ended = process in self._spares  # else it was ordered meanwhile, and is somebody's kernel
                failures += ended
                if ended:
                    self._spares.remove(process)
            if ended:
                end(process)

    def _wait_for_calm(self) -> float:
        """Seconds until the next spare may be started."""
        if len(self._spares) >= self._size:
            return 3600.0
        return self._last_order + CALM - time.monotonic()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process at once.

    Args:
        process: a spare.
    """
    with suppress(OSError):
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _is_ready(process: subprocess.Popen[bytes]) -> bool:
    """Waits until it says so, or ends."""
    try:
        return bool(_pipe(process.stdout).readline() == READY)
    except (ValueError, OSError):  # closed by whoever took it
        return False


def _pipe(pipe: Any) -> Any:
    if pipe is None:
        raise OSError("there is no pipe")
    return pipe
