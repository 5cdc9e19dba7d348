"""What lies beside the histories for people to read, brought up to date when nobody is left who would do it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cjm_widgets.store.errors import StoreError

if TYPE_CHECKING:
    from cjm_widgets.store.protocol import JourneyStore

LATELY: Final = 60.0
"""Seconds; whoever saved a journey before then has brought its file up to date since."""


def settle_all(store: JourneyStore, now: float) -> None:
    """Brings the files of the journeys up to date that were changed lately; one that cannot be is left as it is.

    Args:
        store: the journeys.
        now: seconds since 1970.
    """
    with suppress(StoreError):
        for journey_id in store.ids():
            if now - store.changed(journey_id) < LATELY:
                with suppress(StoreError):
                    store.save(journey_id, ())
