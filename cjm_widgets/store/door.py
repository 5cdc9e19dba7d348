"""The one door to the journeys of a place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.store.address import AddressError, place_at
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.on_files import Store

if TYPE_CHECKING:
    from cjm_widgets.store.address import Place
    from cjm_widgets.store.protocol import JourneyStore


def opened_store(place: Place | str) -> JourneyStore:
    """The store that keeps the journeys of a place; the one door to it for commands, pages and the server.

    Args:
        place: a folder, or a database.

    Raises:
        StoreError: if it is a database, and what opens one is not installed.
    """
    if isinstance(place, str):
        place = place_at(place)
    if isinstance(place, Path):
        return Store(place)
    # only where there is a database
    from cjm_widgets.store.postgres.line import line_to
    from cjm_widgets.store.postgres.on_postgres import PostgresStore

    try:
        return PostgresStore(place, line=line_to(place))
    except AddressError as error:
        raise StoreError(str(error)) from error
