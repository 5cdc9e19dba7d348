"""Whether the server lives, and whether people can be sent to it: for the machinery that starts and watches it."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.guard import Friendly
from cjm_widgets.store import StoreError
from cjm_widgets.store.address import Database
from cjm_widgets.store.postgres.line import line_to
from cjm_widgets.store.postgres.lost import LostError
from cjm_widgets.warm.provisioner import is_warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_widgets.store.address import Place

READY: Final = "ready"
NO_STORE: Final = "the maps cannot be reached"
NO_PAGES: Final = "no page can be opened yet"
ANSWERS_WITHIN: Final = 3.0
"""Seconds."""
HOLDS: Final = 1.0
"""Seconds for which an answer holds: whoever asks again and again puts no load on the maps."""
_log = logging.getLogger(__name__)


class Readiness:
    """Whether people can be sent to a server. However many ask, the maps are asked once at a time.

    Args:
        look: gives one of the three sentences; it may take long.
        within: seconds after which it counts as not answered.
        holds: seconds for which an answer holds.
    """

    def __init__(self, look: Callable[[], str], *, within: float = ANSWERS_WITHIN, holds: float = HOLDS) -> None:
        self._look, self._within, self._holds = look, within, holds
        self._asking: asyncio.Future[str] | None = None
        self._until = float("-inf")

    async def said(self) -> str:
        """How it stands."""
        if self._asking is None or (self._asking.done() and time.monotonic() > self._until):
            self._asking = asyncio.get_running_loop().run_in_executor(None, self._looked)
        done, _ = await asyncio.wait([self._asking], timeout=self._within)
        return self._asking.result() if done else NO_STORE

    def _looked(self) -> str:
        try:
            return self._look()
        finally:
            self._until = time.monotonic() + self._holds


def standing(place: Place) -> str:
    """How it stands with a server on this computer.

    Args:
        place: where its maps are.
    """
    try:
        _reach(place)
    except (StoreError, LostError, OSError) as error:
        _log.warning("The maps cannot be reached, so nobody new is sent here.", exc_info=error)
        return NO_STORE
    return READY if is_warm() else NO_PAGES


def _reach(place: Place) -> None:
    """Does with the maps as little as shows that they are there.

    Raises:
        StoreError, LostError, OSError: if they are not.
    """
    if isinstance(place, Database):
        line_to(place).rows("select number from {schema}.version")
    elif not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        raise OSError(f"{place} cannot be read and written")


class Lives(Friendly):
    """The server answers; nothing else is asked."""

    for_anybody = True

    async def get(self) -> None:
        """In one word."""
        await self.answer("alive")

    async def head(self) -> None:
        """The status alone."""
        await self.get()

    async def answer(self, said: str, status: int = 200) -> None:
        """Sends a sentence.

        Args:
            said: the sentence.
            status: of the answer.
        """
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        await self.finish(f"{said}\n")


class IsReady(Lives):
    """The maps can be reached, and pages can be opened."""

    def initialize(self, readiness: Readiness) -> None:
        """Takes who knows it."""
        self.readiness = readiness

    async def get(self) -> None:
        """In a sentence."""
        said = await self.readiness.said()
        await self.answer(said, 200 if said == READY else 503)
