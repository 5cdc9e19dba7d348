"""Files that every browser loads, kept in memory ready to send: a new browser asks for about a hundred."""

from __future__ import annotations

import gzip
import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MOST: Final = 64 * 1024 * 1024
_WORTH_PACKING: Final = 1024
_TEXT: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it goes to a browser.

    Args:
        data: its bytes.
        packed: the same by gzip, None where that saves nothing.
        kind: its media type.
    """

    data: bytes
    packed: bytes | None
    kind: str


class StaticCache:
    """Some folders and some texts, looked up by the name in an address; nothing outside them can be named.

    Args:
        folders: the first one that has the file wins.
        texts: name -> text that is made rather than read from a file; these win.
    """

    def __init__(self, folders: Sequence[Path] = (), texts: Mapping[str, str] | None = None) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)
        self._kept = {name: kept(name, text.encode()) for name, text in (texts or {}).items()}
        self._size = 0

    def find(self, name: str) -> Kept | None:
        """The file of that name, None if there is none.

        Args:
            name: as in the address, after a browser's escapes were taken out.
        """
        found = self._kept.get(name)
        if found is not None:
            return found
        path = self._path(name)
        if path is None:
            return None
        found = kept(path.name, path.read_bytes())
        self._size += len(found.data) + len(found.packed or b"")
        if self._size <= _MOST:
            self._kept[name] = found
        return found

    def _path(self, name: str) -> Path | None:
        parts = PurePosixPath(name).parts
        if not parts or "\0" in name or "\\" in name or ".." in parts or name.startswith("/"):
            return None
        for folder in self._folders:
            path = folder / name
            if path.is_file() and path.resolve().is_relative_to(folder):
                return path
        return None


def kept(name: str, data: bytes) -> Kept:
    """A file ready to send.

    Args:
        name: its name, for the media type.
        data: its bytes.
    """
    ending = PurePosixPath(name).suffix
    kind = _TEXT.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = gzip.compress(data, 6, mtime=0) if ending in _TEXT and len(data) >= _WORTH_PACKING else None
    return Kept(data, packed if packed is not None and len(packed) < len(data) else None, kind)
