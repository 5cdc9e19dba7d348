"""What the facilitator reads in the terminal: our own sentences. What libraries say to developers goes to a file."""

from __future__ import annotations

import logging
import sys
import threading
import time
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE: Final = "server.log"
"""In the private folder beside the journeys: for whoever is asked why something did not work."""
OURS: Final = "cjm_widgets"
AGAIN: Final = 60.0
"""Seconds until the same sentence is said again: what one page does wrong, thirty do at once."""
MOST: Final = 10
"""Sentences within that time, whatever they are: a participant must not be able to fill the window."""
_LARGEST: Final = 1_000_000
_LONGEST: Final = 300


class Window(logging.Handler):
    """Says our own sentences, each once in a while.

    Args:
        say: prints a sentence.
        clock: seconds.
        over: whether the server is stopping: what breaks off then is meant to.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
        over: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(logging.WARNING)
        self._over = over
        self._print, self._clock = say, clock
        self._said: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Says it on one line, unless it was said a moment ago or too much was."""
        plain = "".join(sign if sign.isprintable() else " " for sign in record.getMessage())
        sentence, now = " ".join(plain.split())[:_LONGEST], self._clock()
        self._said = {one: at for one, at in self._said.items() if now - at < AGAIN}
        if sentence not in self._said and len(self._said) < MOST and not self._over():
            self._said[sentence] = now
            self._print(sentence)


def keep_quiet(say: Callable[[str], None], folder: Path, over: Callable[[], bool]) -> None:
    """From now on the window shows our sentences only, and all the rest is in a file.

    Args:
        say: prints a sentence.
        folder: the private one.
        over: as for `Window`.
    """
    file = RotatingFileHandler(folder / FILE, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True)
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    file.setLevel(logging.WARNING)
    for known in logging.root.manager.loggerDict.values():
        if isinstance(known, logging.Logger):
            known.handlers.clear()
            known.propagate = True
    logging.root.handlers[:] = [file]
    logging.getLogger(OURS).addHandler(Window(say, over=over))
    logging.lastResort = None
    logging.raiseExceptions = False  # a full disk is no reason to print
    logging.captureWarnings(capture=True)
    lost = logging.getLogger("unhandled")

    def unraisable(what: Any) -> None:
        lost.error("%s: %r", what.err_msg or "in", what.object, exc_info=what.exc_value)

    def in_thread(what: Any) -> None:
        lost.error("in a thread", exc_info=what.exc_value)

    sys.unraisablehook, threading.excepthook = unraisable, in_thread
