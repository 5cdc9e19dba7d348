"""Reading, replacing, locking and appending to a file, so that a crash at any moment leaves it whole."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager, suppress
from io import FileIO
from typing import TYPE_CHECKING

from cjm_widgets.store.errors import StoreError, link
from cjm_widgets.store.stamps import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOWS = os.name == "nt"
SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

PRIVATE = 0o600
"""The rights of a new file: what people wrote is read by the account that keeps it, and by no other."""
PRIVATE_FOLDER = 0o700

# macOS and Windows have no fdatasync
_sync_data = getattr(os, "fdatasync", os.fsync)


class Lines(FileIO):
    """A history that is open."""

    def stamp(self) -> Stamp:
        """Its present stamp."""
        return stamp_of(self)

    def append(self, data: bytes) -> None:
        """As `append`."""
        append(self, data)

    def cut(self, size: int) -> None:
        """As `cut`."""
        cut(self, size)


def stamp(path: Path) -> Stamp:
    """The file's present stamp; one `stat`, never an error."""
    try:
        return _stamp(os.lstat(path))
    except OSError:
        return Stamp()


def stamp_of(file: FileIO) -> Stamp:
    """The stamp of an open file."""
    return _stamp(os.fstat(file.fileno()))


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_ino, status.st_mtime_ns, status.st_size)


def read(path: Path, most: int) -> tuple[bytes, Stamp] | None:
    """A file's bytes and its stamp; None if there is none.

    Args:
        path: the file.
        most: how many bytes are read at most.

    Raises:
        StoreError: if it is a link or no ordinary file.
    """
    if not _ordinary(path):
        return None
    try:
        file = FileIO(os.open(path, os.O_RDONLY | SAFE), "r")
    except FileNotFoundError:
        return None
    with file:
        return file.read(most), stamp_of(file)


def _ordinary(path: Path) -> bool:
    """Whether there is an ordinary file.

    Raises:
        StoreError: if there is something else, which could lead out of the folder or never answer.
    """
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode):
        raise StoreError(link(path))
    return True


@contextmanager
def reading(path: Path) -> Iterator[Lines | None]:
    """The file open for reading, without a lock; None if there is none.

    Windows lets nobody read what another has locked, so there the reader takes the lock as well.
    """
    if not _ordinary(path):
        yield None
    elif WINDOWS:
        with locked(path) as file:
            yield file
    else:
        with Lines(os.open(path, os.O_RDONLY | SAFE), "r") as file:
            yield file


@contextmanager
def locked(path: Path) -> Iterator[Lines]:
    """The file open for reading and writing, made if need be, under the operating system's lock.

    The lock belongs to this opening of the file and ends with it, also when the process is killed.

    Raises:
        OSError: if the folder's file system has no locks, or the file cannot be opened.
    """
    _ordinary(path)
    while True:
        with Lines(os.open(path, os.O_RDWR | os.O_CREAT | SAFE, PRIVATE), "r+") as file:
            _lock(file)
            # somebody may have replaced the file while this waited: a lock on the old one protects nothing
            if stamp_of(file).number != stamp(path).number:
                continue
            try:
                yield file
            finally:
                if stamp_of(file).size == 0:
                    with suppress(OSError):
                        path.unlink()  # nothing was written: leave no trace
            return


def _lock(file: FileIO) -> None:
    import portalocker

    while True:
        try:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)
        except portalocker.AlreadyLocked:
            time.sleep(0.01)  # Windows gives up after ten seconds, and another writer is not an error
        except portalocker.LockException as error:
            cause = error.__cause__
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        else:
            return


def append(file: FileIO, data: bytes) -> None:
    """Adds to the end of a locked file, on disk when it returns; all of it or nothing.

    Raises:
        OSError: if it could not be written; the file is then as long as before.
    """
    start = file.seek(0, os.SEEK_END)
    try:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        _sync_data(file.fileno())
    except OSError:
        cut(file, start)
        raise


def cut(file: FileIO, size: int) -> None:
    """Makes a locked file end after `size` bytes, as far as the disk lets it."""
    with suppress(OSError):
        file.truncate(size)
        file.seek(0, os.SEEK_END)
        os.fsync(file.fileno())


@contextmanager
def replacing(path: Path, data: bytes) -> Iterator[Stamp]:
    """Replaces a file in one move at the end of the block; if the block fails, the file stays as it was.

    What can fail, a full disk above all, fails before the block. The caller must hold the journey's lock. A power
    cut may undo the move, never leave half a file; so the folder is only synced for names that are new to it.
    """
    beside = _beside(path)
    sweep(path)
    try:
        with FileIO(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | SAFE, PRIVATE), "w") as file:
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
            done = stamp_of(file)
        with suppress(OSError):
            beside.chmod(stat.S_IMODE(path.stat().st_mode))  # who may read it does not change
        yield done
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    with suppress(OSError):  # the history holds it already; the next save tries again
        move(beside, path)


def sweep(path: Path) -> None:
    """Removes what a crash left beside a file while replacing it. The caller must hold the journey's lock."""
    with suppress(FileNotFoundError):
        _beside(path).unlink()


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def move(source: Path, target: Path) -> None:
    """Puts a file in another's place, also where Windows refuses for the moment."""
    for _ in range(20 if WINDOWS else 0):
        with suppress(PermissionError):  # open elsewhere for a moment, by a virus scanner for example
            source.replace(target)
            return
        time.sleep(0.02)
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable; Windows does so by itself."""
    if WINDOWS:
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
