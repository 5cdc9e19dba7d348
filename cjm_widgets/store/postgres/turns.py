"""How many connections a server has for all of its pages: each is a process, and a database has room for so many."""

from __future__ import annotations

import os
import random
import time
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.store.files import PRIVATE, SAFE
from cjm_widgets.store.postgres.lost import FullError
from cjm_widgets.store.tally import LIVE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_VARIABLE: Final = "CJM_STORE_CONNECTIONS"
"""How many connections the pages of a server have at once."""
MOST: Final = 40
"""Two servers, and what else asks, fit into the 100 that PostgreSQL allows by itself."""
FOLDER: Final = "turns"
_WAITING: Final = "waiting"
_WAITS: Final = 5.0
"""Seconds until whoever found none tells so, and begins anew."""
_SOONEST, _LATEST = 0.02, 0.1
"""Seconds between two looks, at most: the first, and the last. Many may wait, and each look costs."""
_TRIES: Final = 4
"""How many are looked at then."""


class Turns:
    """The turns of a server's processes. One is a lock on a file: it is free again however its process ends.

    Args:
        folder: for the files, which all of these processes know.
        most: how many there are.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.most = folder, most

    def take(self) -> FileIO | None:
        """A turn, which ends when it is closed; None where there is no folder for them any more.

        Raises:
            FullError: if none is free for some seconds.
        """
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            return self._free(self.most) or self._waited()
        except OSError:
            return None

    def are_awaited(self) -> bool:
        """Whether somebody waits for a turn: then nobody keeps one that is not needed just now."""
        with suppress(OSError):
            found = self._locked(_WAITING)
            if found is None:
                return True
            found.close()
        return False

    def _free(self, tries: int) -> FileIO | None:
        some = random.sample(range(self.most), min(tries, self.most))  # so that not all try the same
        return next((one for at in some if (one := self._locked(str(at)))), None)

    def _waited(self) -> FileIO:
        until, wait = time.monotonic() + _WAITS, _SOONEST
        with self._waiting():
            while time.monotonic() < until:
                time.sleep(wait * random.random())  # noqa: S311  as above
                if found := self._free(_TRIES):
                    return found
                wait = min(_LATEST, 2 * wait)
        raise FullError(f"all {self.most} connections of this server ({MOST_VARIABLE}) are in use")

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        import portalocker

        with self._opened(_WAITING) as file:
            portalocker.lock(file, portalocker.LockFlags.SHARED)
            yield

    def _locked(self, name: str) -> FileIO | None:
        import portalocker

        file = self._opened(name)
        try:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException:
            file.close()
            return None
        return file

    def _opened(self, name: str) -> FileIO:
        return FileIO(os.open(self.folder / name, os.O_RDWR | os.O_CREAT | SAFE, PRIVATE), "r+")


def turns_in(environment: Mapping[str, str] = os.environ) -> Turns | None:
    """The turns of the server whose page this process is; None where it is none.

    Args:
        environment: the process's variables.
    """
    live, told = environment.get(LIVE_VARIABLE, ""), environment.get(MOST_VARIABLE, "")
    return Turns(Path(live) / FOLDER, int(told) if told.isdecimal() and int(told) else MOST) if live else None
