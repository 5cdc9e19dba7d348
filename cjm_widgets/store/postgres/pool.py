"""The connections of a process to its database: kept for the next question, and soon let go when there is none."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import FileIO

    import psycopg

    from cjm_widgets.store.postgres.turns import Turns

KEPT: Final = 4
"""Connections that stay open when nobody needs them."""
IDLE: Final = 2.0
"""Seconds for which they do: who types asks more often, and who reads needs none."""
TENURE: Final = 0.1
"""Seconds for which a turn is kept though others wait: to connect anew for each question costs all of them more."""
_LOOKS: Final = 0.2
"""Seconds between two looks whether others wait for what nobody needs here."""


@dataclass(slots=True)
class _Open:
    """A connection that is open.

    Args:
        connection: itself.
        turn: of this process, while it has it.
        taken: when it was opened.
        since: when it was last needed.
    """

    connection: psycopg.Connection[Any]
    turn: FileIO | None
    taken: float
    since: float = 0.0

    def close(self) -> None:
        """Closes it, and ends the turn."""
        self.connection.close()
        if self.turn is not None:
            self.turn.close()


class Pool:
    """Connections for any number of threads; a process that is forked begins with none.

    Args:
        connect: makes one.
        breaks: whether an error means that all others have most likely broken as well.
        turns: of the processes that share so many of them, if they do.
        idle: seconds after which one that nobody needs is closed.
        tenure: seconds after which one is closed for which others wait.
    """

    def __init__(
        self,
        connect: Callable[[], psycopg.Connection[Any]],
        breaks: Callable[[BaseException], bool],
        turns: Turns | None = None,
        *,
        idle: float = IDLE,
        tenure: float = TENURE,
    ) -> None:
        self._connect, self._breaks, self._turns = connect, breaks, turns
        self._idle, self._tenure = idle, tenure
        self._here = threading.local()
        self._begin()

    def _begin(self) -> None:
        self._process, self._lock = os.getpid(), threading.Lock()
        self._free: list[_Open] = []
        self._watched = False

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection; after an error it is not used again.

        Raises:
            FullError: if no turn comes.
        """
        within = getattr(self._here, "within", False)
        one = self._taken(within=within)
        self._here.within = True
        try:
            yield one.connection
        except BaseException as error:
            one.close()
            if self._breaks(error):
                self._let_go(0.0)
            raise
        finally:
            self._here.within = within
        self._keep(one)

    def _taken(self, *, within: bool) -> _Open:
        """One that is free, or a new one. Who has one waits for no turn: all might, and each for the others."""
        if self._process != os.getpid():
            self._begin()
        with self._lock:
            if self._free:
                return self._free.pop()
        turn = None if self._turns is None or within else self._turns.take()
        try:
            return _Open(self._connect(), turn, time.monotonic())
        except BaseException:
            if turn is not None:
                turn.close()
            raise

    def _keep(self, one: _Open) -> None:
        one.since = time.monotonic()
        if len(self._free) >= KEPT or self._is_for_others(one):
            one.close()
            return
        with self._lock:
            self._free.append(one)
            if not self._watched:
                self._watched = True
                self._look_later()

    def _is_for_others(self, one: _Open) -> bool:
        over = time.monotonic() - one.taken >= self._tenure
        return over and self._turns is not None and self._turns.are_awaited()

    def _look_later(self) -> None:
        timer = threading.Timer(min(self._idle, _LOOKS) if self._turns else self._idle, self._look)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        self._let_go(self._idle)
        with self._lock:
            self._watched = bool(self._free)
            if self._watched:
                self._look_later()

    def _let_go(self, idle: float) -> None:
        """Closes those that nobody has needed for so long, or for which others wait."""
        now = time.monotonic()
        with self._lock:
            old = [one for one in self._free if now - one.since >= idle or self._is_for_others(one)]
            self._free = [one for one in self._free if one not in old]
        for one in old:
            one.close()
