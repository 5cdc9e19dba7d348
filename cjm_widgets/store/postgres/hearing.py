"""Whether others may have changed something: news that the server of a page hears, and a question every few seconds."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.store import files
from cjm_widgets.store.postgres.told import read
from cjm_widgets.store.stamps import Stamp
from cjm_widgets.store.tally import LIVE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.store.postgres.told import Told

POLL: Final = 5.0
"""Seconds after which it is asked again where no news came."""
SELDOM: Final = 60.0
"""The same while the server itself asks for all of its pages, and tells them."""
LOOKS: Final = ".looks"
"""The file of the folder of news that a server touches whenever it has looked for what is new."""
_LOOKS_WITHIN: Final = 5.0
FOLDER: Final = "news"
"""Its folder in which a file changes with each piece of news."""


class Hearing:
    """What this process knows of changes, and when it has to ask again.

    Args:
        news: the folder in which a file changes with each piece of news; None where nobody tells.
        poll: seconds.
        clock: seconds.
    """

    def __init__(self, news: Path | None, poll: float = POLL, clock: Callable[[], float] = time.monotonic) -> None:
        self._news, self._poll, self._clock = news, poll, clock
        self._asked: dict[str, tuple[float, Stamp]] = {}

    def is_due(self, name: str) -> bool:
        """Whether there may be something new; who asks is taken to look now.

        Args:
            name: of what: a journey's id, or what something shared is called.
        """
        at, heard = self._asked.get(name, (float("-inf"), Stamp()))
        stamp = files.stamp(self._news / name) if self._news else heard
        gone = self._clock() - at
        if stamp == heard and (gone < self._poll or (gone < SELDOM and self._is_looked_for())):
            return False
        self._asked[name] = self._clock(), stamp
        return True

    def told(self, journey_id: str) -> Told | None:
        """The last lines of a journey's history, as the server has told them; None where it has to be asked for.

        Args:
            journey_id: its id.
        """
        return read(self._news, journey_id) if self._news and self._is_looked_for() else None

    def _is_looked_for(self) -> bool:
        """Whether the server has just looked for what is new, and told it."""
        looked = files.stamp(self._news / LOOKS).changed if self._news else 0
        return abs(time.time() - looked / 1e9) < _LOOKS_WITHIN


def hearing_in(environment: Mapping[str, str] = os.environ) -> Hearing:
    """What this process hears: the news of its server, if it has one.

    Args:
        environment: the process's variables.
    """
    live = environment.get(LIVE_VARIABLE, "")
    return Hearing(Path(live) / FOLDER if live else None)


def looked(news: Path) -> None:
    """Says that whatever was new has been told.

    Args:
        news: the folder of news.
    """
    path = news / LOOKS
    path.touch()
    os.utime(path)
