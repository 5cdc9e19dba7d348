"""What a page comes to show in a moment: it is asked again until it does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error

PATIENCE = 120.0
"""How long a page may take, in seconds; only a test that fails waits so long."""

SOONEST, LATEST = 0.02, 0.1
"""Seconds between two questions: they grow, since each keeps a processor busy that others wait for."""

_NOT_THERE_YET = (Error, LookupError, TypeError, AttributeError, ValueError)


class Soon:
    """What a question is answered with, compared until the comparison holds.

    Args:
        ask: the question.
    """

    __hash__ = None

    def __init__(self, ask: Callable[[], Any]) -> None:
        self.ask = ask
        self.last: Any = None

    def __repr__(self) -> str:
        return repr(self.last)

    def _is(self, holds: Callable[[Any], Any]) -> bool:
        until = time.monotonic() + PATIENCE
        between = SOONEST
        while True:
            last_time = time.monotonic() > until
            try:
                self.last = self.ask()
                if holds(self.last):
                    return True
            except _NOT_THERE_YET:
                if last_time:
                    raise
            if last_time:
                return False
            time.sleep(between)
            between = min(1.2 * between, LATEST)

    def __bool__(self) -> bool:
        return self._is(bool)

    def __contains__(self, part: object) -> bool:
        return self._is(lambda it: part in it)

    def __eq__(self, other: object) -> bool:
        return self._is(lambda it: it == other)

    def __ne__(self, other: object) -> bool:
        return self._is(lambda it: it != other)

    def __lt__(self, other: Any) -> bool:
        return self._is(lambda it: it < other)

    def __le__(self, other: Any) -> bool:
        return self._is(lambda it: it <= other)

    def __gt__(self, other: Any) -> bool:
        return self._is(lambda it: it > other)

    def __ge__(self, other: Any) -> bool:
        return self._is(lambda it: it >= other)


def soon(ask: Callable[[], Any]) -> Soon:
    """`assert soon(lambda: words(page)) == "May"` asks until it is so, and fails with what was answered last.

    What must not be there is asked within: `assert soon(lambda: "May" not in words(page))`.
    """
    return Soon(ask)
