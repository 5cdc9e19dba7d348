"""What a room has seen of a journey's ratings so far, read from its history as this grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_widgets.journey.first_seen import FirstSeen, is_told_by
from cjm_widgets.store import StoreError

if TYPE_CHECKING:
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore


class SeenFirst:
    """What the room has seen, for one page; nothing is read before somebody asks.

    Args:
        store: the journeys.
    """

    def __init__(self, store: JourneyStore) -> None:
        self._store = store
        self._upto = ""
        self._seen = FirstSeen()

    def __call__(self, journey: Journey) -> FirstSeen | None:
        """What the room has seen up to a journey as it stands; None where its history cannot be read.

        Args:
            journey: as the page holds it, with its revision.
        """
        now = journey.revision
        if now and now == self._upto:
            return self._seen
        try:
            later = self._store.since(journey.id, self._upto) if self._upto else ()
            if later and later[-1].id == now:
                self._seen, self._upto = self._seen.after(later), now
            else:
                self._seen = FirstSeen().after(self._store.history(journey.id, only=is_told_by))
                # a page may lag behind: what it takes in next must not be taken in twice
                self._upto = now if self._store.open(journey.id).revision == now else ""
        except StoreError:
            return None
        return self._seen
