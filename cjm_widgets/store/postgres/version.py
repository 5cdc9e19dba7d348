"""Which version of the tables this workbook knows: with others it neither reads nor writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from cjm_widgets.store.address import Database

VERSION: Final = 1
"""A change of the tables raises it, and `prepare` says how one version becomes the next."""
ASKED: Final = "select number from {schema}.version"


def must_not_be_newer(database: Database, version: int) -> None:
    """Lets nobody touch tables that a later workbook made.

    Args:
        database: which.
        version: of its tables.

    Raises:
        StoreError: if this workbook is too old for them.
    """
    if version > VERSION:
        raise StoreError(f"{database} was prepared by a newer version of this workbook. Update this one.")


def must_fit(database: Database, version: int) -> None:
    """The same, where they have to be brought up to date first as well.

    Raises:
        StoreError: if it is another version.
    """
    must_not_be_newer(database, version)
    if version < VERSION:
        raise StoreError(
            f"{database} was prepared by an older version of this workbook. Whoever looks after it runs: "
            f"cjm store prepare {database}"
        )
