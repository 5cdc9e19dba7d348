"""Journeys in a folder: each one readable file, and beside it its history."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cjm_widgets.store import errors, files, history, names, snapshot
from cjm_widgets.store.beside import BesideFiles
from cjm_widgets.store.errors import StoreError, in_words
from cjm_widgets.store.protocol import Entry
from cjm_widgets.store.removed import Bin
from cjm_widgets.store.shared import SharedFile
from cjm_widgets.store.stamps import Mark, Stamp
from cjm_widgets.store.store import Journeys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

_T = TypeVar("_T")


class Store(Journeys):
    """The journeys of one folder. Several stores, processes and threads may use the same folder at once.

    Args:
        folder: the folder; it is made when the first journey is.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        super().__init__(self.folder, OnFiles(self.folder))


class OnFiles:
    """A folder as what journeys are written on.

    Args:
        folder: the folder.
    """

    by_hand = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __str__(self) -> str:
        return f"the folder {self._folder}"

    def ids(self) -> Iterator[str]:
        """The journeys of which there may be a file or a history."""
        try:
            found = {names.id_of(path.name) for path in self._folder.iterdir()}
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"The folder {self._folder} cannot be read ({error.strerror}).") from error
        yield from filter(None, found)

    def misnamed(self) -> Iterator[Entry]:
        """The files of the folder that look like journeys and cannot be opened under their names."""
        for path in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            better = names.better(path.name)
            if better:
                name = names.shown(path)
                yield Entry(name, name, errors.misnamed(path, better), files.stamp(path).changed / 1e9, None)

    def where(self, journey_id: str) -> Path:
        """The journey's file."""
        return names.snapshot_path(self._folder, journey_id)

    def mark(self, journey_id: str) -> Mark:
        """The journey's present mark: two `stat` calls; anybody's save or change of the file changes it."""
        return Mark(files.stamp(self.where(journey_id)), files.stamp(self._history(journey_id)))

    glance = mark

    def snapshot(self, journey_id: str) -> tuple[bytes, Stamp] | None:
        """What the journey's file says, and its stamp."""
        return files.read(self.where(journey_id), most=snapshot.LARGEST + 1)

    @contextmanager
    def reading(self, journey_id: str) -> Iterator[files.Lines | None]:
        """The history, to read, without a lock."""
        path = self._history(journey_id)
        with in_words(path), files.reading(path) as lines:
            yield lines

    @contextmanager
    def locked(self, journey_id: str) -> Iterator[files.Lines]:
        """The history under the operating system's lock."""
        path = self._history(journey_id)
        with in_words(path), files.locked(path) as lines:
            yield lines

    def begin(self) -> None:
        """Makes the folder."""
        with in_words(self._folder / "journeys"):
            self._folder.mkdir(files.PRIVATE_FOLDER, parents=True, exist_ok=True)

    def replacing(self, journey_id: str, data: bytes) -> AbstractContextManager[Stamp]:
        """Replaces the journey's file at the end of the block."""
        return files.replacing(self.where(journey_id), data)

    def settled(self, journey_id: str) -> None:
        """Removes what a crash left beside the journey's file."""
        files.sweep(self.where(journey_id))

    def sync(self) -> None:
        """Makes new names in the folder durable."""
        files.sync_folder(self._folder)

    def put_aside(self, journey_id: str) -> None:
        """Keeps a broken file under another name."""
        files.move(self.where(journey_id), names.aside_path(self._folder, journey_id))

    def aside(self, journey_id: str) -> dict[str, bytes]:
        """The broken files of a journey that were kept."""
        found = sorted(self._folder.glob(f"{names.checked_id(journey_id)}.broken-*{names.SNAPSHOT}"))
        return {path.name: path.read_bytes() for path in found}

    def rewrite(self, journey_id: str, how: Callable[[bytes, bytes | None], bytes | None]) -> bool:
        """Replaces the history in one move; whatever stops this, on disk is the one from before or the one after."""
        path, file_path = self._history(journey_id), self.where(journey_id)
        with in_words(path), files.locked(path) as lines:
            found, stamp = self.snapshot(journey_id), lines.stamp()
            data = how(history.all_of(lines), found[0] if found else None)
            if data is None:
                return False
            files.sweep(file_path)  # what a crash left beside it may be from before
            if not files.WINDOWS:
                _replace(path, data)
        if files.WINDOWS:  # where nothing can be moved over a file that is open, not even by whoever has opened it
            if files.stamp(path) != stamp:
                return False
            with in_words(path):
                _replace(path, data)
        return True

    def beside(self) -> BesideFiles:
        """The files beside the journeys."""
        return BesideFiles(self._folder)

    def shared(self, name: str) -> SharedFile:
        """What all share under a name: a file of the private folder."""
        return SharedFile(self._folder, name)

    def bin(self) -> Bin:
        """The journeys that were deleted."""
        return Bin(self._folder)

    def again(self, call: Callable[[], _T]) -> _T:
        """Does it; no line to a folder breaks."""
        return call()

    def _history(self, journey_id: str) -> Path:
        return names.history_path(self._folder, journey_id)


def _replace(path: Path, data: bytes) -> None:
    with files.replacing(path, data) as stamp:
        pass
    if files.stamp(path).number != stamp.number:
        files.sweep(path)
        raise StoreError(f"{path.name} could not be replaced. Nothing was changed; close what has it open, try again.")
    files.sync_folder(path.parent)
