"""Moving all maps from one place to another, as from a folder into a database and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.journey.wording import counted
from cjm_widgets.store.copying import read_folder, write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.store.address import Place
    from cjm_widgets.store.copying import Contents


def copy_place(source: Place, target: Place) -> Contents:
    """Copies all that one place keeps into another that holds no map yet; the first stays as it is.

    Args:
        source: a folder or a database.
        target: a folder, made if need be; or a database that was prepared.

    Raises:
        StoreError: if it cannot be done.
    """
    if isinstance(source, Path):
        found = read_folder(source)
    else:
        from cjm_widgets.store.postgres.moving import read_database

        found = read_database(source)
    if isinstance(target, Path):
        write_folder(target, found)
    else:
        from cjm_widgets.store.postgres.moving import write_database

        write_database(target, found)
    return found


def copied_lines(found: Contents, source: Place, target: Place) -> Iterator[str]:
    """What was copied, in sentences."""
    used = sum(not bin_ for _, bin_ in found.journeys())
    deleted = len(found.journeys()) - used
    more = f", {counted(deleted, 'deleted one')}" if deleted else ""
    yield (
        f"Copied {counted(used, 'map')}{more} and {counted(len(found.beside), 'file')} beside them "
        f"from {source} into {target}. What was there before is as it was."
    )
    if found.strange:
        some = ", ".join(found.strange[:10]) + (", …" if len(found.strange) > 10 else "")
        yield f"These are none of the workbook’s and were not copied: {some}."
