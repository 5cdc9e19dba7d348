"""The one door to the journeys of a place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.store.address import place_at
from cjm_widgets.store.binned import PLACE
from cjm_widgets.store.on_files import Store
from cjm_widgets.store.place import FOLDER

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

    return PostgresStore(place, line=line_to(place))


def opened_bin(store: JourneyStore) -> tuple[tuple[str, JourneyStore], ...]:
    """The deleted journeys of a place, each as a store that holds nothing else, with the name of its folder in the bin.

    Args:
        store: the journeys of the place.
    """
    folders, place = [name for name, _ in store.bin().kept()], store.place
    if isinstance(place, Path):
        return tuple((name, Store(place / FOLDER / PLACE / name)) for name in folders)
    from cjm_widgets.store.postgres.line import line_to
    from cjm_widgets.store.postgres.on_postgres import PostgresStore

    return tuple((name, PostgresStore(place, line=line_to(place), within=name)) for name in folders)
