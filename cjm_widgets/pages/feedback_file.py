"""A table on its way from a browser: a private file that grows piece by piece and goes away with its page."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final
from weakref import finalize

from cjm_widgets.store.tally import PROCESS_VARIABLE

LARGEST: Final = 100 * 1024 * 1024
"""Bytes of a table that a page takes."""
BEGINS: Final = "brought-"
"""How the folder of a page's table is called; what follows is its process, so that the server can take it away."""
_LONGEST: Final = 120
"""Bytes: a file system counts them, and not letters."""
_UNKNOWN: Final = "table"


class PieceError(ValueError):
    """A piece that does not fit behind what is there."""


class BroughtFile:
    """A table that is brought.

    Args:
        name: what its file is called; only its own name counts, whatever folders a browser puts before it.
        size: bytes that it will have.
    """

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size, self.at = _safe(name), size, 0
        self._sum = hashlib.sha256()
        self._folder = _folder()
        self.path = self._folder / self.name
        try:
            self._file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._gone = finalize(self, _remove, self._file, self._folder)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is here."""
        return self.at == self.size

    @property
    def content(self) -> str:
        """What tells its bytes from all others."""
        return self._sum.hexdigest()

    def take(self, at: int, piece: bytes | memoryview) -> None:
        """Puts a piece behind what is there.

        Args:
            at: where it begins.
            piece: its bytes.

        Raises:
            PieceError: if something before it is missing, or it is more than was said.
            OSError: if it cannot be written.
        """
        if at != self.at or at + len(piece) > self.size:
            raise PieceError(f"A piece from {at} on does not fit behind {self.at} of {self.size}.")
        self._file.write(piece)
        self._sum.update(piece)
        self.at += len(piece)
        if self.is_whole:
            self._file.close()

    def forget(self) -> None:
        """Removes it."""
        self._gone()


def _folder() -> Path:
    process = os.environ.get(PROCESS_VARIABLE, "") or str(os.getpid())
    return Path(tempfile.mkdtemp(prefix=f"{BEGINS}{process}-"))  # for its owner only


def _remove(file: object, folder: Path) -> None:
    file.close()  # type: ignore[attr-defined]
    shutil.rmtree(folder, ignore_errors=True)


def _safe(name: str) -> str:
    """The name without folders, signs that no file may have, and what is too long for a file system."""
    own = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in own if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    stem, dot, end = plain.rpartition(".")
    return f"{_cut(stem, _LONGEST)}{dot}{_cut(end, 20)}" if stem else _cut(plain, _LONGEST) or _UNKNOWN


def _cut(name: str, most: int) -> str:
    return name.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")
