"""What one page's process has worked out is kept for the processes of the others, as long as the server runs."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import portalocker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST: Final = 64 * 1024 * 1024
"""Bytes of all that is kept; what was put there longest ago goes first."""
OLDEST: Final = 12 * 60 * 60.0
"""Seconds for which it is kept."""

Answer = dict[str, Any]


class Kept:
    """What pages have worked out, in a private folder, each under a key that names all that it follows from.

    Args:
        folder: made if need be, for its owner only.
        most: bytes of all that is kept.
    """

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self._folder, self._most = folder, most

    def get(self, key: str) -> Answer | None:
        """What was kept under a key; None where nothing is."""
        try:
            found = json.loads(self._path(key).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def put(self, key: str, answer: Answer, now: float) -> None:
        """Keeps an answer, and forgets what is too old or too much; where that cannot be, it is worked out again."""
        with suppress(OSError):
            self._put(key, answer, now)

    def forget(self, keys: Iterable[str]) -> None:
        """Removes what was kept under some keys; pages that have its answer keep theirs."""
        for key in keys:
            with suppress(OSError):
                self._path(key).unlink()

    def _put(self, key: str, answer: Answer, now: float) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(key)
        fresh = path.with_suffix(".new")
        try:
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(answer), encoding="utf-8")
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        left = self._most
        there = sorted(self._folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for one in there:
            left -= one.stat().st_size
            if left < 0 or now - one.stat().st_mtime > OLDEST:
                one.unlink(missing_ok=True)

    @contextmanager
    def alone(self, key: str) -> Iterator[bool]:
        """Whether this page is to work it out; the others wait for it. Its place is free when its process ends."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place = self._path(key).with_suffix(".lock").open("a")
        except OSError:  # where nothing can be kept, each does it for itself
            yield True
            return
        with place as file:
            try:
                portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
            except (portalocker.LockException, OSError):
                yield False
            else:
                yield True

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"
