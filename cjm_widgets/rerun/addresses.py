"""Files behind an address such as s3://bucket/journeys: what is there, brought here, taken there, by fsspec.

It is for the process of the command alone: a connection to a store lives in no copy of a process.
"""

from __future__ import annotations

import os
import posixpath
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.rerun.parameters import RerunError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WHOLE: Final = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "adl", "memory"))
"""Stores in which a file is there whole or not at all, and another has taken its place at once."""
_WITHIN: Final[dict[str, Any]] = {"connect_timeout": 10, "read_timeout": 10, "retries": {"total_max_attempts": 1}}
"""Seconds; what swallows all that is sent would keep people waiting for minutes. s3fs tries again by itself."""


def is_address(place: object) -> bool:
    """Whether a place lies behind an address; else it is a path of this computer."""
    return "://" in str(place)


def joined(folder: str, name: str) -> str:
    """A file that is named from a folder, or by an address of its own.

    Args:
        folder: its path or its address.
        name: of the file.
    """
    if is_address(name):
        return name
    if not is_address(folder):
        return str(Path(folder, name))
    protocol, _, path = folder.partition("://")
    return f"{protocol}://{posixpath.normpath(posixpath.join(path, name))}"


def folder_of(address: str) -> tuple[str, str]:
    """The address of the folder of a file, and the file's name.

    Args:
        address: of the file.
    """
    folder, _, name = address.rpartition("/")
    return folder, name


class Address:
    """A folder behind an address.

    Args:
        address: of it.

    Raises:
        RerunError: if nothing here can reach such an address.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            import fsspec
            from fsspec.core import url_to_fs
        except ImportError:
            raise _missing(address, "fsspec") from None
        options: dict[str, Any] = {}
        if address.startswith("s3"):
            own = fsspec.config.conf.get("s3", {}).get("config_kwargs", {})
            options = {"config_kwargs": {**_WITHIN, **own}}
        try:
            with self._in_words("reached"):
                self._store, self._root = url_to_fs(self.address, **options)
                self._store.invalidate_cache()  # what others have put there since is seen
        except ImportError as error:
            raise _missing(address, error.name or str(error)) from error

    def files(self) -> list[str]:
        """The names of the files in the folder.

        Raises:
            RerunError: if it is not there.
        """
        with self._in_words("read"):
            found = self._store.ls(self._root, detail=True)
        return [posixpath.basename(one["name"]) for one in found if one["type"] == "file"]

    def all_files(self) -> list[str]:
        """The names of the files in the folder and in all below it; none if it is not there.

        Raises:
            RerunError: if not even what it would be in is there.
        """
        with self._in_words("read"):
            found = self._store.find(self._root)
        return [name[len(self._root) :].lstrip("/") for name in found]

    def bring(self, names: Sequence[str], folder: Path) -> None:
        """Copies files into a folder here, where they are as old as there: the start page tells of the latest first.

        Args:
            names: of the files.
            folder: of this computer.
        """
        with self._in_words("read"):
            self._store.get([f"{self._root}/{name}" for name in names], [str(folder / name) for name in names])
            for name in names:
                with suppress(NotImplementedError):
                    changed = self._store.modified(f"{self._root}/{name}").timestamp()
                    os.utime(folder / name, (changed, changed))

    def read(self, name: str) -> bytes:
        """What is in a file."""
        with self._in_words("read"):
            return bytes(self._store.cat_file(f"{self._root}/{name}"))

    def put(self, name: str, data: bytes) -> None:
        """Keeps a file there, whole or not at all."""
        path = f"{self._root}/{name}"
        protocols = self._store.protocol
        with self._in_words("written"):
            if WHOLE.intersection((protocols,) if isinstance(protocols, str) else protocols):
                self._store.pipe_file(path, data)
                return
            beside = f"{path}.{token_hex(4)}.part"
            self._store.makedirs(posixpath.dirname(path), exist_ok=True)
            self._store.pipe_file(beside, data)
            self._store.mv(beside, path)

    @contextmanager
    def _in_words(self, done: str) -> Iterator[None]:
        """What goes wrong with a store, as a sentence: its many libraries have a hundred kinds of error."""
        try:
            yield
        except ImportError:
            raise
        except Exception as error:
            raise RerunError(f"{self.address} cannot be {done}: {_why(error)}") from error


def _why(error: Exception) -> str:
    kind = type(error).__name__
    if isinstance(error, PermissionError):
        return "the store refuses these keys. Ask its owner for the right to it."
    if "Credential" in kind or "Credential" in str(error):
        return "the store wants keys. Set them as for its own programs, such as AWS_ACCESS_KEY_ID."
    if isinstance(error, FileNotFoundError):
        return "there is no such bucket or file."
    if "Connect" in kind or "Timeout" in kind or isinstance(error, ConnectionError | TimeoutError):
        return "the store does not answer. Look at the network and the address."
    return f"{error}."


def _missing(address: str, library: str) -> RerunError:
    extra = "pip install 'cjm-workbook[s3]'" if library in ("fsspec", "s3fs") or address.startswith("s3") else library
    return RerunError(f"{address} needs something that is not installed here: {extra}.")
