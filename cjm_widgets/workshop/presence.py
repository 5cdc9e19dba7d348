"""Who is here: each open page keeps one small file while somebody looks at it, and reads those of the others.

The files lie in a folder of the running server. One whose process has ended, or that nobody has refreshed for some
seconds, counts no more and is swept away by whoever looks next. Nothing here ever fails: without presence a page
works all the same.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cjm_widgets.journey.model import ITEM_ID
from cjm_widgets.store.tally import LIVE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE: Final = "here"
"""The folder of the running server for them."""

STALE: Final = 10.0
"""After how many seconds without a sign of life somebody counts as gone; a page gives one every three."""

_MOMENT: Final = 100_000_000
"""Nanoseconds in which two changes of a folder may leave the same mark."""

_LONGEST_NAME: Final = 80
_NOWHERE: Final = "_"
"""The folder of those who look at no journey; no journey can have this id."""

_PLACE: Final = re.compile(r"[a-z0-9_@/-]{0,400}")
_WORD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody with a page open. Whatever a browser sent is made harmless here.

    Args:
        session: which page, made up when it was opened.
        person: an id that stays with the browser; "" where there is none.
        name: as the person wrote it; "" if they did not.
        journey: the journey's id; "" where the page is about none.
        page: the page's name, such as "personas".
        field: the path of the field they are in; "" for none.
        since: when they came, in seconds since 1970.
        moved: when they last went from one place to another.
    """

    session: str
    person: str = ""
    name: str = ""
    journey: str = ""
    page: str = ""
    field: str = ""
    since: float = 0.0
    moved: float = 0.0

    def __post_init__(self) -> None:
        signs = (sign if sign.isprintable() else " " for sign in str(self.name)[:_LONGEST_NAME])
        object.__setattr__(self, "name", " ".join("".join(signs).split()))
        object.__setattr__(self, "field", self.field if _PLACE.fullmatch(self.field) else "")
        object.__setattr__(self, "page", self.page if _WORD.fullmatch(self.page) else "")


class Said(NamedTuple):
    """What one file says.

    Args:
        here: who.
        process: of their page.
    """

    here: Here
    process: object


class Presence:
    """The folder in which those who are here keep their files.

    Args:
        folder: the folder; it is made when somebody comes. None where nobody can be told, as in JupyterLab.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._settled = 0
        self._known: dict[Path, Said] = {}

    def announce(self, here: Here) -> None:
        """Says who is here and where, and that they were here a moment ago.

        Args:
            here: who.
        """
        path = self._path(here.journey, here.session)
        if path is None:
            return
        beside = path.with_name(f".{path.name}")
        said = json.dumps({**{one.name: getattr(here, one.name) for one in fields(here)}, "process": os.getpid()})
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_text(said, encoding="utf-8", errors="replace")
            beside.replace(path)

    def refresh(self, here: Here) -> None:
        """A sign of life; cheaper than announcing, and no news to the others.

        Args:
            here: as announced last.
        """
        path = self._path(here.journey, here.session)
        if path is None:
            return
        try:
            os.utime(path)
        except OSError:
            self.announce(here)

    def leave(self, here: Here) -> None:
        """They are gone. Leaving twice is no error.

        Args:
            here: as announced last.
        """
        path = self._path(here.journey, here.session)
        if path is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def mark(self, journey: str) -> int:
        """A number that changes when somebody comes, moves on or leaves; one `stat`.

        Args:
            journey: the journey's id.
        """
        folder = self._folder(journey)
        try:
            return 0 if folder is None else folder.stat().st_mtime_ns
        except OSError:
            return 0

    def present(self, journey: str = "") -> tuple[Here, ...]:
        """Who is here now, those first who came first; the files of those who are gone are swept away.

        Args:
            journey: the id of one journey; "" for everybody.
        """
        mark = self.mark(journey) if journey else 0
        if not mark or mark != self._settled:
            self._known = {}
        # what is written in the same moment as this is read may have left the same mark
        self._settled = mark if time.time_ns() - mark > _MOMENT else 0
        found: list[Here] = []
        for path in self._files(journey):
            said = self._read(path)
            if said is not None and path == self._path(said.here.journey, said.here.session):
                found.append(said.here)
        return tuple(sorted(found, key=lambda here: (here.since, here.session)))

    def _read(self, path: Path) -> Said | None:
        """What one file says; None, and the file is swept away, if whoever wrote it is gone."""
        try:
            gone = time.time() - path.stat().st_mtime > STALE
            said = None if gone else self._known.get(path) or _said(path.read_bytes())
        except OSError:
            return None
        if gone or (said is not None and not _runs(said.process)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        if said is not None:
            self._known[path] = said
        return said

    def _folder(self, journey: str) -> Path | None:
        if self.folder is None or not (journey == "" or re.fullmatch(ITEM_ID, journey)):
            return None
        return self.folder / (journey or _NOWHERE)

    def _path(self, journey: str, session: str) -> Path | None:
        folder = self._folder(journey)
        return folder / f"{session}.json" if folder is not None and session and _WORD.fullmatch(session) else None

    def _files(self, journey: str) -> Iterator[Path]:
        folders = [self._folder(journey)] if journey else _inside(self.folder)
        for folder in folders:
            yield from _inside(folder)


def presence_in(environment: Mapping[str, str]) -> Presence:
    """Where this page's process says who is here; nowhere outside a served page.

    Args:
        environment: the process's variables.
    """
    folder = environment.get(LIVE_VARIABLE, "")
    return Presence(Path(folder) / HERE if folder else None)


def _inside(folder: Path | None) -> list[Path]:
    try:
        return [] if folder is None else list(folder.iterdir())
    except OSError:
        return []


def _said(data: bytes) -> Said | None:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    process = said.pop("process", 0)
    times = {name: said.pop(name, 0) for name in ("since", "moved")}
    if not said.keys() <= {one.name for one in fields(Here)}:
        return None
    if not all(isinstance(time, int | float) for time in times.values()):
        return None
    if not all(isinstance(value, str) for value in said.values()):
        return None
    return Said(Here(**{"session": "", **said}, **times), process)


def _runs(process: object) -> bool:
    """Whether a process still runs; where that cannot be asked, its signs of life have to do."""
    if sys.platform == "win32":  # there os.kill ends what it asks about
        return True
    if not isinstance(process, int) or process <= 1:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
