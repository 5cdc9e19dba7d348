"""The server's end of the line: keeps a warm parent running, orders processes from it, and hears when they end."""

from __future__ import annotations

import itertools
import logging
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

assert sys.platform != "win32"  # noqa: S101  said to the type checker: nothing forks there

from cjm_widgets.warm.link import receive, send
from cjm_widgets.warm.messages import Answer, Order, StoppingError, WarmError
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
ENDS_WITHIN: Final = 1.5
"""Seconds that a warm parent has to end its kernels and itself."""
LOOK_EVERY: Final = 1.0
"""Seconds between looks at processes whose warm parent is gone."""

_log = logging.getLogger(__name__)


@dataclass
class _Generation:
    """One warm parent, from its start to its end."""

    process: subprocess.Popen[bytes]
    link: socket.socket
    began: float
    ready: threading.Event = field(default_factory=threading.Event)
    gone: bool = False
    why: str = "it has ended"
    waiting: dict[int, Future[ForkedProcess]] = field(default_factory=dict)
    children: dict[int, ForkedProcess] = field(default_factory=dict)


class ForkServer:
    """Keeps one warm parent. May be used from several threads.

    Args:
        names: what it imports and calls, as for `preload.preload`.
        environment: the variables that it starts with.
        options: of the Python interpreter, such as ("-Xfrozen_modules=off",).
    """

    def __init__(self, names: Sequence[str], environment: Mapping[str, str], options: Sequence[str] = ()) -> None:
        self._names, self._options, self._environment = tuple(names), tuple(options), dict(environment)
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
                raise StoppingError("the server is stopping")
            if time.monotonic() < self._paused_until:
                raise WarmError("forking failed several times; it is tried again in a minute")
            if self._generation is not None and not self._generation.gone:
                return
            self._generation = self._start_parent()

    def is_up(self) -> bool:
        """Whether the warm parent is there and ready; one that has ended is started again, where that may be."""
        with suppress(WarmError, OSError):
            self.begin()
        generation = self._generation
        return generation is not None and generation.ready.is_set() and not generation.gone

    def start(
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
            if self._closed:
                raise StoppingError("the server is stopping")
            raise WarmError(f"the warm parent does not come up: {generation.why if generation else 'it has ended'}")
        number = next(self._numbers)
        answer: Future[ForkedProcess] = Future()
        generation.waiting[number] = answer
        order = Order(number, tuple(arguments), dict(environment), folder, os.getpid())
        try:
            with self._sending:
                send(generation.link, order, streams)
            return answer.result(WARM_WITHIN)
        except (OSError, TimeoutError) as error:
            if self._closed:
                raise StoppingError("the server is stopping") from error
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
        if not generation.ready.is_set():  # it has no children yet, and may import for seconds before it listens
            generation.process.kill()
        with suppress(OSError):
            generation.link.shutdown(socket.SHUT_RDWR)
        try:
            generation.process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            generation.process.kill()
            generation.process.wait()
            for child in tuple(generation.children.values()):
                child.orphaned()
                child.kill()

    # ---- how it is done

    def _start_parent(self) -> _Generation:
        ours, theirs = socket.socketpair()
        try:
            process = subprocess.Popen(  # noqa: S603  our own interpreter
                [
                    *(sys.executable, *self._options),
                    *("-m", "cjm_widgets.warm.parent", str(theirs.fileno()), *self._names),
                ],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl+C in the terminal is for the server, which ends this
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
            values, files = found
            for number in files:
                os.close(number)
            self._on_answer(generation, Answer(**values))
        generation.gone = True
        generation.link.close()
        generation.process.wait()
        for answer in tuple(generation.waiting.values()):
            if not answer.done():
                answer.set_exception(
                    StoppingError("the server is stopping") if self._closed else WarmError("the warm parent has ended")
                )
        for child in tuple(generation.children.values()):
            child.orphaned()
        early = not generation.ready.is_set() or time.monotonic() - generation.began < EARLY
        generation.ready.set()
        self._start_again(early=early)
        self._watch_orphans(tuple(generation.children.values()))

    def _watch_orphans(self, orphans: Sequence[ForkedProcess]) -> None:
        """Notices when processes end whose warm parent is gone: until then an ended one stays in the system's list."""
        while not self._closed and (orphans := [one for one in orphans if one.poll() is None]):
            time.sleep(LOOK_EVERY)

    def _on_answer(self, generation: _Generation, answer: Answer) -> None:
        waiting = generation.waiting.get(answer.number)
        match answer.kind:
            case "ready":
                generation.ready.set()
            case "failed":
                generation.why = answer.why
            case "started":
                child = generation.children[answer.pid] = ForkedProcess(answer.pid)
                if waiting is not None:
                    waiting.set_result(child)
                else:
                    child.kill()  # nobody waits for it any more
            case "refused" if waiting is not None:
                waiting.set_exception(WarmError(answer.why))
            case "ended" if (ended := generation.children.pop(answer.pid, None)) is not None:
                ended.ended(answer.code)
                self._count_crash(ended)

    def _count_crash(self, child: ForkedProcess) -> None:
        """A forked process that crashes at once shows that forking does not work on this machine."""
        if child.crashed and child.lived < EARLY:
            self._failures += 1
            if self._failures >= FAILURES_ALLOWED:
                self._paused_until = time.monotonic() + PAUSE
                _log.warning(
                    "Several pages ended as they came up. For a minute pages take longer than usual to come up."
                )

    def _start_again(self, *, early: bool) -> None:
        """Starts the next warm parent, unless the last ones never lived."""
        if self._closed:
            return
        self._failures = self._failures + 1 if early else 0
        if self._failures >= FAILURES_ALLOWED:
            self._failures = 0
            self._paused_until = time.monotonic() + PAUSE
            _log.warning(
                "What pages are started from does not stay up. For a minute pages take longer than usual to come up."
            )
            return
        _log.warning("What pages are started from has ended, and is started again. Open pages go on.")
        with suppress(WarmError, OSError):
            self.begin()
