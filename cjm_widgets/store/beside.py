"""What is kept beside the journeys for their owner only, such as the answers behind surveys: files in folders."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cjm_widgets.store import files
from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


class BesideFiles:
    """Files in folders of their own, in a folder of journeys.

    Args:
        journeys: the folder of journeys.
    """

    def __init__(self, journeys: Path) -> None:
        self._journeys = journeys

    def names(self, within: str) -> tuple[str, ...]:
        """The names of the files in a folder, with the folder, the newest first; none that begins with a dot.

        Args:
            within: the folder, such as "plans".
        """
        with suppress(OSError):
            found = [path for path in (self._journeys / within).iterdir() if not path.name.startswith(".")]
            newest = sorted(found, key=lambda path: (-files.stamp(path).changed, path.name))
            return tuple(path.relative_to(self._journeys).as_posix() for path in newest if path.is_file())
        return ()

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none.

        Raises:
            StoreError: if it cannot be read.
        """
        try:
            return (self._journeys / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreError(f"{name} cannot be read ({error.strerror}).") from error

    def keep(self, name: str, data: bytes) -> None:
        """Keeps a file, in the place of the one before; only its owner can ever read it.

        Raises:
            StoreError: if it cannot be written.
        """
        path = self._journeys / name
        beside = _beside(path)
        try:
            for folder in reversed([one for one in path.relative_to(self._journeys).parents if one.name]):
                private = self._journeys / folder
                private.mkdir(mode=files.PRIVATE_FOLDER, exist_ok=True)
                private.chmod(files.PRIVATE_FOLDER)
            beside.unlink(missing_ok=True)
            beside.touch(mode=files.PRIVATE, exist_ok=False)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            raise StoreError(f"{name} cannot be kept ({error.strerror}).") from error

    def remove(self, name: str) -> bool:
        """Removes a file, and its folder if nothing else is in it; says whether it was there.

        Raises:
            StoreError: if it cannot be removed.
        """
        path = self._journeys / name
        there = False
        for one in (path, _beside(path)):
            try:
                one.unlink()
                there = True
            except (FileNotFoundError, NotADirectoryError):
                pass
            except OSError as error:
                raise StoreError(f"{name}, beside the map, cannot be deleted ({error.strerror}).") from error
        with suppress(OSError):  # others are still there, or there never was a folder
            path.parent.rmdir()
        return there


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")
