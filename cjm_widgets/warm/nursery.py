"""The server's end of the link: keeps a warm parent running, orders processes from it, and hears when they end."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from traitlets.log import get_logger

from cjm_widgets.warm.messages import receive, send
from cjm_widgets.warm.process import ForkedProcess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FAILURES_ALLOWED: Final = 3
"""After so many warm parents that ended early, kernels start the ordinary way for a while."""
PAUSE: Final = 60.0
"""Seconds until a warm parent is tried again."""
EARLY: Final = 10.0
"""Seconds within which the end of a process counts as a failure to start."""
WARM_WITHIN: Final = 60.0
"""Seconds that a request waits for the warm parent to be ready."""


_QUIET: Final = {
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a debugger's warning
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),  # no threads at import
}


LOOK_EVERY: Final = 1.0
"""Seconds between looks at processes whose warm parent is gone."""


class WarmError(Exception):
    """Why no process could be forked."""


@dataclass
class _Generation:
    """One warm parent, from its start to its end."""

    process: subprocess.Popen[bytes]
    link: socket.socket
    began: float
    ready: threading.Event = field(default_factory=threading.Event)
    gone: bool = False
    waiting: dict[int, Future[ForkedProcess]] = field(default_factory=dict)
    children: dict[int, ForkedProcess] = field(default_factory=dict)


class Nursery:
    """Keeps one warm parent. May be used from several threads.

    Args:
        names: what it imports and calls, as for `parent.warm_up`.
        environment: the variables that it starts with.
        options: of the Python interpreter, such as ("-Xfrozen_modules=off",).
    """

    def __init__(self, names: Sequence[str], environment: Mapping[str, str], options: Sequence[str] = ()) -> None:
        self._names, self._options = tuple(names), tuple(options)
        self._environment = {**environment, **_QUIET}
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._numbers = itertools.count(1)
        self._generation: _Generation | None = None
        self._failures = 0
        self._paused_until = 0.0
        self._closed = False

    @property
    def parent_pid(self) -> int | None:
        """The warm parent's process, None if there is none now."""
        generation = self._generation
        return None if generation is None or generation.gone else generation.process.pid

    def begin(self) -> None:
        """Starts the warm parent, if it is not running.

        Raises:
            WarmError: if it failed too often of late, or this is closed.
            OSError: if no process can be started.
        """
        with self._lock:
            if self._closed:
                raise WarmError("the server is stopping")
            if time.monotonic() < self._paused_until:
                raise WarmError("forking failed several times; it is tried again in a minute")
            if self._generation is not None and not self._generation.gone:
                return
            self._generation = self._born()

    def fork(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: str, streams: Sequence[int]
    ) -> ForkedProcess:
        """A new process that becomes a kernel. Blocks until it is there: milliseconds once the parent is warm.

        Args:
            arguments: of the kernel, as they would follow `-m ipykernel_launcher`.
            environment: all its variables.
            folder: where it works.
            streams: numbers of open files for its standard input, output and error.

        Raises:
            WarmError: if none could be forked; start it the ordinary way.
        """
        try:
            self.begin()
        except OSError as error:
            raise WarmError(str(error)) from error
        generation = self._generation
        if generation is None or not generation.ready.wait(WARM_WITHIN) or generation.gone:
            raise WarmError("the warm parent does not come up")
        number = next(self._numbers)
        answer: Future[ForkedProcess] = Future()
        generation.waiting[number] = answer
        order = {
            "number": number,
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": folder,
            "server": os.getpid(),
        }
        try:
            with self._sending:
                send(generation.link, order, streams)
            return answer.result(WARM_WITHIN)
        except (OSError, TimeoutError) as error:
            raise WarmError(f"the warm parent does not answer: {error}") from error
        finally:
            generation.waiting.pop(number, None)

    def close(self) -> None:
        """Ends the warm parent and every process that it forked."""
        with self._lock:
            self._closed = True
            generation = self._generation
        if generation is None:
            return
        with suppress(OSError):
            generation.link.shutdown(socket.SHUT_RDWR)
        try:
            generation.process.wait(10)
        except subprocess.TimeoutExpired:
            generation.process.kill()
            generation.process.wait()

    # ---- how it is done

    def _born(self) -> _Generation:
        ours, theirs = socket.socketpair()
        try:
            process = subprocess.Popen(  # noqa: S603  our own interpreter
                [
                    *(sys.executable, *self._options),
                    *("-m", "cjm_widgets.warm.parent", str(theirs.fileno()), *self._names),
                ],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        generation = _Generation(process, ours, time.monotonic())
        threading.Thread(target=self._listen, args=(generation,), name="warm kernels", daemon=True).start()
        return generation

    def _listen(self, generation: _Generation) -> None:
        while (found := receive(generation.link)) is not None:
            message, files = found
            for number in files:
                os.close(number)
            self._heard(generation, message)
        generation.gone = True
        generation.link.close()
        generation.process.wait()
        for answer in tuple(generation.waiting.values()):
            if not answer.done():
                answer.set_exception(WarmError("the warm parent has ended"))
        for child in tuple(generation.children.values()):
            child.orphaned()
        early = not generation.ready.is_set() or time.monotonic() - generation.began < EARLY
        generation.ready.set()
        self._mourn(early=early)
        self._see_off(tuple(generation.children.values()))

    def _see_off(self, orphans: Sequence[ForkedProcess]) -> None:
        """Notices when processes end whose warm parent is gone: until then an ended one stays in the system's list."""
        while not self._closed and (orphans := [one for one in orphans if one.poll() is None]):
            time.sleep(LOOK_EVERY)

    def _heard(self, generation: _Generation, message: dict[str, object]) -> None:
        match message:
            case {"ready": _}:
                self._failures = 0 if generation.ready.is_set() else self._failures
                generation.ready.set()
            case {"started": int(number), "pid": int(pid)}:
                child = ForkedProcess(pid)
                generation.children[pid] = child
                if (answer := generation.waiting.get(number)) is not None:
                    answer.set_result(child)
                else:
                    child.kill()  # nobody waits for it any more
            case {"ended": int(pid), "code": int(code)}:
                if (ended := generation.children.pop(pid, None)) is not None:
                    ended.ended(code)
                    self._judge(ended)
            case {"refused": int(number), "why": str(why)}:
                if (answer := generation.waiting.get(number)) is not None:
                    answer.set_exception(WarmError(why))
            case _:
                pass

    def _judge(self, child: ForkedProcess) -> None:
        """A forked process that crashes at once shows that forking does not work on this machine."""
        if child.crashed and child.lived < EARLY:
            self._failures += 1
            if self._failures >= FAILURES_ALLOWED:
                self._paused_until = time.monotonic() + PAUSE
                get_logger().warning("Forked kernels crash on this computer, so kernels start the ordinary way.")

    def _mourn(self, *, early: bool) -> None:
        """Starts the next warm parent, unless the last ones never lived."""
        if self._closed:
            return
        self._failures = self._failures + 1 if early else 0
        if self._failures >= FAILURES_ALLOWED:
            self._failures = 0
            self._paused_until = time.monotonic() + PAUSE
            get_logger().warning("The warm parent of kernels does not stay up; kernels start the ordinary way.")
            return
        get_logger().warning("The warm parent of kernels has ended and is started again; open pages go on.")
        with suppress(WarmError, OSError):
            self.begin()
