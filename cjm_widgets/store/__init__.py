"""Journeys as files in a folder: durable, merged, with their history."""

from cjm_widgets.store.binned import KEPT_DAYS
from cjm_widgets.store.door import opened_store
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.forgetting import Forgotten, forget
from cjm_widgets.store.names import is_id
from cjm_widgets.store.on_files import Store
from cjm_widgets.store.protocol import Deleted, Entry, JourneyStore
from cjm_widgets.store.saved import OUTSIDE, Admitted, Clash, Refused, Saved
from cjm_widgets.store.stamps import Mark
from cjm_widgets.store.watch import Watch, watch, watch_mark

__all__ = [
    "KEPT_DAYS",
    "OUTSIDE",
    "Admitted",
    "Clash",
    "Deleted",
    "Entry",
    "Forgotten",
    "JourneyStore",
    "Mark",
    "Refused",
    "Saved",
    "Store",
    "StoreError",
    "Watch",
    "forget",
    "is_id",
    "opened_store",
    "watch",
    "watch_mark",
]
