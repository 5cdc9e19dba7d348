"""A forked process, seen from the server: not its child, so it is the warm parent that knows when it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Final

import psutil

assert sys.platform != "win32"  # noqa: S101  said to the type checker: nothing forks there


_CRASHES: Final = frozenset(
    -getattr(signal, name)
    for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGTRAP", "SIGFPE")
    if hasattr(signal, name)
)
UNKNOWN: Final = 1
"""The exit code of a process whose end nobody saw."""


class ForkedProcess:
    """What `subprocess.Popen` is for a child.

    Args:
        pid: of the process, which has just been started.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._began = time.monotonic()
        self._alone: psutil.Process | None = None
        self._lived: float | None = None
        try:
            # remembers when it began, so that a later process of the same number is not taken for it
            self._itself: psutil.Process | None = psutil.Process(pid)
        except psutil.Error:
            self._itself = None

    @property
    def lived(self) -> float:
        """For how many seconds it has been there."""
        return time.monotonic() - self._began if self._lived is None else self._lived

    @property
    def crashed(self) -> bool:
        """Whether it ended by a fault of its own."""
        return self.returncode in _CRASHES

    def ended(self, code: int) -> None:
        """The warm parent says how it ended."""
        self._lived = self.lived
        self.returncode = code

    def orphaned(self) -> None:
        """The warm parent is gone: from now on look for oneself."""
        self._alone = self._itself
        if self._alone is None:
            self.ended(UNKNOWN)

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        if self.returncode is None and self._alone is not None and not self._runs(self._alone):
            self.ended(UNKNOWN)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Waits for its end.

        Args:
            timeout: in seconds.

        Raises:
            subprocess.TimeoutExpired: if it has not ended by then.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        """Sends a signal to it and to what it has started; none if it has ended.

        Raises:
            OSError: if this process may not do so.
        """
        if self.poll() is not None:
            return
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:  # it has not made a session of its own yet
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGKILL)

    def _runs(self, process: psutil.Process) -> bool:
        with suppress(ChildProcessError):
            # it has become this process's child; while some of its threads still end it looks like a zombie,
            # and would stay one if nobody asked again
            return os.waitpid(self.pid, os.WNOHANG)[0] == 0
        try:
            return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
        except psutil.Error:
            return False
