"""Moving all maps from one place to another, as from a folder into a database and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.journey.wording import counted
from cjm_widgets.store.backup import read_backup, write_backup
from cjm_widgets.store.copying import read_folder, write_folder
from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.store.address import Place
    from cjm_widgets.store.copying import Contents


def copy_place(source: Place, target: Place) -> Contents:
    """Copies all that one place keeps into another that holds no map yet; the first stays as it is.

    Args:
        source: a folder or a database.
        target: a folder that is not there or is empty; or a database that was prepared and holds no map.

    Raises:
        StoreError: if it cannot be done.
    """
    found = read_place(source)
    _write(found, target)
    return found


def read_place(place: Place) -> Contents:
    """All that a place keeps; people may be writing there.

    Args:
        place: a folder or a database.

    Raises:
        StoreError: if it cannot be read.
    """
    if isinstance(place, Path):
        return read_folder(place)
    from cjm_widgets.store.postgres.moving import read_database

    return read_database(place)


def _write(found: Contents, place: Place) -> None:
    if isinstance(place, Path):
        write_folder(place, found)
    else:
        from cjm_widgets.store.postgres.moving import write_database

        write_database(place, found)


def back_up(place: Place, file: Path) -> Contents:
    """Keeps all that a place keeps in a new file; people may be writing there.

    Args:
        place: a folder or a database.
        file: the file.

    Raises:
        StoreError: if it cannot be done; then there is no such file.
    """
    if isinstance(place, Path) and place.resolve() in file.resolve().parents:
        raise StoreError(f"{file} is in the folder of the maps, and would be lost with it. Name a file elsewhere.")
    found = read_place(place)
    write_backup(file, found)
    return found


def restore_backup(file: Path, place: Place) -> Contents:
    """Puts all that a backup holds into a place where nothing is: all of it, or nothing.

    Args:
        file: the backup.
        place: a folder that is not there or is empty; or a database that holds no map.

    Raises:
        StoreError: if it cannot be done, or something is there.
    """
    found = read_backup(file)
    _write(found, place)
    return found


def copied_lines(found: Contents, source: Place, target: Place) -> Iterator[str]:
    """What was copied, in sentences."""
    yield f"Copied {in_short(found)} from {source} into {target}. What was there before is as it was."
    if found.strange:
        some = ", ".join(found.strange[:10]) + (", …" if len(found.strange) > 10 else "")
        yield f"These are none of the workbook’s and were not copied: {some}."


def in_short(found: Contents) -> str:
    """How much a place keeps, in words."""
    used = sum(not bin_ for _, bin_ in found.journeys())
    deleted = len(found.journeys()) - used
    more = f", {counted(deleted, 'deleted one')}" if deleted else ""
    return f"{counted(used, 'map')}{more} and {counted(len(found.beside), 'file')} beside them"
