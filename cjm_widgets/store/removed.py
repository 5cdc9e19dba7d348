"""Journeys that were deleted: kept whole in the private folder for a while, so that they can be brought back.

A deleted journey is its file, its history and what lies beside it, in a folder of its own. Its history is written there
before it goes here, and the other way about, so that a crash at any moment leaves the journey in one of the places.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from cjm_widgets.store import files, history, names
from cjm_widgets.store.binned import NOTE, PLACE, Binned, is_bin, is_over, note_of, noted
from cjm_widgets.store.errors import StoreError, in_words
from cjm_widgets.store.place import FOLDER, private_place
from cjm_widgets.store.protocol import Deleted
from cjm_widgets.store.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import FileIO
    from pathlib import Path


class Bin(Binned):
    """The deleted journeys of a folder.

    Args:
        journeys: the folder.
    """

    def __init__(self, journeys: Path) -> None:
        self._journeys = journeys
        self._place = journeys / FOLDER / PLACE

    def kept(self) -> tuple[tuple[str, Deleted], ...]:
        """All that are there, by the names of their folders, also those that nobody can bring back any more."""
        try:
            places = sorted(self._place.iterdir())
        except OSError:
            return ()
        return tuple((place.name, found) for place in places if (found := _deleted(place)))

    def _whose(self) -> str:
        return f"the folder {self._journeys}"

    def put_in(self, journey_id: str, *, title: str, by: str, at: float, beside: Iterable[str] = ()) -> Deleted:
        """Deletes a journey, with its history; whoever is writing on it has finished by then.

        Args:
            journey_id: the journey's id.
            title: what it is called.
            by: who deletes it.
            at: the time, in seconds since 1970.
            beside: folders beside the journeys, by their paths from there, that hold what belongs to it alone.

        Raises:
            StoreError: if it is not there, or cannot be deleted; then it is as it was.
        """
        snapshot, log = names.snapshot_path(self._journeys, journey_id), names.history_path(self._journeys, journey_id)
        if files.stamp(snapshot) == files.stamp(log) == Stamp():
            raise self._nothing(journey_id)
        moving = _Moving()
        place = self._place / f"{journey_id}.{int(at)}"
        with in_words(log), files.locked(log) as lines:
            data = history.all_of(lines)
            if not data and files.stamp(snapshot) == Stamp():
                raise self._nothing(journey_id)
            private_place(self._journeys)
            place = _made(place)
            try:
                _write(place / NOTE, note_of(Deleted(journey_id, title, by, at)))
                if data:
                    _write(place / log.name, data)
                for path in (*self._journeys.glob(f"{journey_id}.broken-*{names.SNAPSHOT}"), *self._inside(beside)):
                    moving.move(path, place / path.relative_to(self._journeys))
                if files.stamp(snapshot) != Stamp():
                    moving.move(snapshot, place / snapshot.name)
                _end(lines)
            except BaseException:
                moving.back()
                shutil.rmtree(place, ignore_errors=True)
                raise
            files.sweep(snapshot)
            files.sync_folder(self._journeys)
        for folder in beside:
            with suppress(OSError):
                (self._journeys / folder).rmdir()
        return Deleted(journey_id, title, by, at)

    def take_out(self, journey_id: str) -> Deleted:
        """Brings back the journey of this id that was deleted last, with its history.

        Raises:
            StoreError: if there is none, or another journey has its id now; then everything stays as it is.
        """
        snapshot, log = names.snapshot_path(self._journeys, journey_id), names.history_path(self._journeys, journey_id)
        name, found = self._last(journey_id)
        place = self._place / name
        moving = _Moving()
        with in_words(log), files.locked(log) as lines:
            if files.stamp(snapshot) != Stamp() or history.all_of(lines):
                raise StoreError(f"“{found.title}” cannot be brought back: there is a map “{journey_id}” again.")
            try:
                if (place / log.name).exists():
                    files.append(lines, (place / log.name).read_bytes())
                for path in (one for one in sorted(place.rglob("*")) if one.is_file()):
                    if path.name not in (NOTE, log.name):
                        moving.move(path, self._journeys / path.relative_to(place))
            except BaseException:
                moving.back()
                files.cut(lines, 0)
                raise
            files.sync_folder(self._journeys)
        shutil.rmtree(place, ignore_errors=True)
        return found

    def empty(self, now: float) -> tuple[Deleted, ...]:
        """Lets go for good of what was deleted longer ago than it is kept.

        Args:
            now: the time, in seconds since 1970.

        Returns:
            What is gone.
        """
        gone = []
        for name, one in self.kept():
            if is_over(one, now):
                shutil.rmtree(self._place / name, ignore_errors=True)
                gone.append(one)
        return tuple(gone)

    def _inside(self, folders: Iterable[str]) -> tuple[Path, ...]:
        return tuple(path for folder in folders for path in sorted((self._journeys / folder).glob("*")))


def _deleted(place: Path) -> Deleted | None:
    """What a folder of the bin holds; None for what is none of ours."""
    if not is_bin(place.name) or not place.is_dir():
        return None
    try:
        return noted(place.name, (place / NOTE).read_bytes())
    except OSError:
        return noted(place.name, b"")


def _made(place: Path) -> Path:
    """A new folder of its own: another journey of the same name may have been deleted in the same second."""
    number = 1
    while True:
        made = place if number == 1 else place.with_name(f"{place.name}-{number}")
        try:
            made.mkdir(files.PRIVATE_FOLDER, parents=True)
        except FileExistsError:
            number += 1
        else:
            return made


def _write(path: Path, data: bytes) -> None:
    with files.replacing(path, data) as stamp:
        pass
    if files.stamp(path).number != stamp.number:
        raise StoreError(f"{path.name} could not be kept, so nothing was deleted. Try again.")


def _end(lines: FileIO) -> None:
    files.cut(lines, 0)
    if files.stamp_of(lines).size:
        raise StoreError("The history could not be taken away, so nothing was deleted. Try again.")


class _Moving:
    """Files that were moved, to be moved back where one cannot be."""

    def __init__(self) -> None:
        self._done: list[tuple[Path, Path]] = []

    def move(self, source: Path, target: Path) -> None:
        target.parent.mkdir(files.PRIVATE_FOLDER, parents=True, exist_ok=True)
        files.move(source, target)
        self._done.append((source, target))

    def back(self) -> None:
        for source, target in reversed(self._done):
            with suppress(OSError):
                files.move(target, source)
