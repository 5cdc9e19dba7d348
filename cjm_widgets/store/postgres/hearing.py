"""Whether others may have changed something: news that the server of a page hears, and a question every few seconds."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.store import files
from cjm_widgets.store.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

POLL: Final = 5.0
"""Seconds after which it is asked again where no news came."""
LIVE_VARIABLE: Final = "CJM_LIVE"
"""Names the folder of a running server, which all of its processes know."""
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
        if stamp == heard and self._clock() < at + self._poll:
            return False
        self._asked[name] = self._clock(), stamp
        return True


def hearing_in(environment: Mapping[str, str] = os.environ) -> Hearing:
    """What this process hears: the news of its server, if it has one.

    Args:
        environment: the process's variables.
    """
    live = environment.get(LIVE_VARIABLE, "")
    return Hearing(Path(live) / FOLDER if live else None)


def tell(news: Path, name: str) -> None:
    """Changes the file of a piece of news.

    Args:
        news: the folder of news.
        name: of what has changed.
    """
    with (news / name).open("ab") as file:
        file.write(b".")  # the size tells two changes apart that have the same time
