"""The one door to the journeys of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def opened_store(place: Path | str) -> Store:
    """The store that keeps the journeys of a place; the one door to it for commands, pages and the server.

    Args:
        place: a folder.
    """
    return Store(place)
