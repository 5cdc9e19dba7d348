"""Earlier states of a map, for what a page shows of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cjm_widgets.store import StoreError

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.page import Past
    from cjm_widgets.store import JourneyStore


def past_of(store: JourneyStore, journey: str) -> Past:
    """Gives a map as it stood after a change, each state read once; None where its history does not reach.

    Args:
        store: where it is.
        journey: its id.
    """

    @cache
    def past(revision: str) -> Journey | None:
        try:
            return store.at(journey, revision)
        except StoreError:
            return None

    return past
