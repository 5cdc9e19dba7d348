"""All that a place keeps as one file, and back: a zip whose files are those of a folder of maps."""

from __future__ import annotations

import json
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

import psutil

from cjm_widgets.store import files
from cjm_widgets.store.copying import Contents, Kept, named, put_in
from cjm_widgets.store.errors import StoreError, in_words

if TYPE_CHECKING:
    from pathlib import Path

NOTE: Final = ".backup.json"
"""What says in the file that it is a backup, and when each of its files was changed. No map can be called so."""
_FORMAT: Final = 1
_WAYS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TIMES: Final = range(-(2**63), 2**63)
_DAMAGES: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),
    *(LookupError, TypeError, ValueError, ArithmeticError),
)


def write_backup(path: Path, contents: Contents) -> None:
    """Writes all that a place keeps into a new file, for its owner only: all of it, or nothing.

    Args:
        path: the file.
        contents: all of it.

    Raises:
        StoreError: if there is such a file, or it cannot be written.
    """
    kept = dict(named(contents))
    note = {"format": _FORMAT, "changed": {name: one.changed for name, one in kept.items()}}
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(NOTE, json.dumps(note))
        for name, one in kept.items():
            made.writestr(name, one.data)
    if path.exists():
        raise StoreError(f"There is a file {path} already. Name another, so that no backup is lost.")
    with in_words(path):
        with files.replacing(path, whole.getvalue()) as stamp:
            pass
        if files.stamp(path).number != stamp.number:
            files.sweep(path)
            raise StoreError(f"{path} could not be written. Look at the rights of its folder.")
        files.sync_folder(path.parent)


def read_backup(path: Path) -> Contents:
    """All that a backup holds.

    Args:
        path: the file.

    Raises:
        StoreError: if it is none, or damaged.
    """
    try:
        with in_words(path), zipfile.ZipFile(path) as whole:
            return _contents(whole, path)
    except _DAMAGES as error:
        raise StoreError(f"{path} is no backup of maps, or is damaged. Nothing was restored.") from error


def _contents(whole: zipfile.ZipFile, path: Path) -> Contents:
    inside = whole.infolist()
    if len({one.filename for one in inside}) < len(inside) or any(one.compress_type not in _WAYS for one in inside):
        raise zipfile.BadZipFile
    if sum(one.file_size for one in inside) > psutil.virtual_memory().available:
        raise StoreError(f"{path} holds more than this computer has memory for. Nothing was restored.")
    note, found = json.loads(whole.read(NOTE)), Contents()
    if note["format"] != _FORMAT:
        raise StoreError(f"{path} was made by a newer version of this workbook. Update this one.")
    for name in (one.filename for one in inside if one.filename != NOTE):
        changed = int(note["changed"][name])
        if changed not in _TIMES:
            raise ValueError(changed)
        _take(found, name, Kept(whole.read(name), changed), path)
    return found


def _take(found: Contents, name: str, kept: Kept, path: Path) -> None:
    if not put_in(found, name, kept):
        raise StoreError(f"{path} holds “{name[:80]}”, which no backup of maps has. Nothing was restored.")
