"""A process of its own that answers one request of a page: a line of JSON comes in, lines of JSON go out."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[dict[str, Any]], None]

MEMORY: Final = 4 * 1024**3
"""Bytes that an answer may take, so that one large file does not take the whole computer's."""


def answer_one(answer: Callable[[dict[str, Any], Say], dict[str, Any]]) -> None:
    """Answers one request, and says meanwhile what is done.

    Args:
        answer: gives what is asked for.
    """
    _hold_memory()
    out = sys.stdout

    def say(what: dict[str, Any]) -> None:
        out.write(json.dumps(what) + "\n")
        out.flush()

    say({"done": answer(json.loads(sys.stdin.readline()), say)})


def _hold_memory() -> None:
    if sys.platform == "win32":  # no such limit there
        return
    import resource

    with suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
