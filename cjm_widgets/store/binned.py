"""What can be brought back of the journeys that were deleted, whatever they are kept in."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.store import errors, names
from cjm_widgets.store.errors import MissingError
from cjm_widgets.store.protocol import Deleted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.store.errors import StoreError

KEPT_DAYS: Final = 30
"""For so long a deleted journey can be brought back."""

KEPT_SECONDS: Final = KEPT_DAYS * 24 * 60 * 60
PLACE: Final = "deleted"
"""The folder of the deleted journeys in the private one."""
NOTE: Final = "note.json"
"""What says in the folder of a deleted journey what it was called, and who deleted it."""


class Binned(ABC):
    """The deleted journeys of one place, each in a folder of its own, or named as if it were."""

    @abstractmethod
    def kept(self) -> Iterable[tuple[str, Deleted]]:
        """All that are there, by the names of their folders, also those that nobody can bring back any more."""

    @abstractmethod
    def _whose(self) -> str:
        """What the place is called, for words."""

    def deleted(self) -> tuple[Deleted, ...]:
        """What can be brought back, the last deleted first."""
        found = (one for _, one in self.kept() if not is_over(one, time.time()))
        return tuple(sorted(found, key=lambda one: (-one.at, one.id)))

    def find(self, journey_id: str) -> Deleted | None:
        """The journey of this id that was deleted last; None where there is none."""
        return next((one for one in self.deleted() if one.id == journey_id), None)

    def _last(self, journey_id: str) -> tuple[str, Deleted]:
        """The same with the name of its folder.

        Raises:
            MissingError: if there is none.
        """
        wanted = self.find(journey_id)
        found = next(((name, one) for name, one in self.kept() if one == wanted), None)
        if found is None:
            raise MissingError(f"No deleted map is called “{journey_id}”. It may have been brought back already.")
        return found

    def _nothing(self, journey_id: str) -> StoreError:
        found = self.find(journey_id)
        return errors.was_deleted(found) if found else errors.missing(journey_id, self._whose())


def is_over(one: Deleted, now: float) -> bool:
    """Whether a deleted journey was kept for long enough.

    Args:
        one: it.
        now: the time, in seconds since 1970.
    """
    return now - one.at >= KEPT_SECONDS


def is_bin(name: str) -> bool:
    """Whether a folder of the bin is called so: a journey's id and the second in which it was deleted."""
    journey_id, _, when = name.partition(".")
    return names.is_id(journey_id) and when.partition("-")[0].isdecimal()


def noted(name: str, data: bytes) -> Deleted:
    """A deleted journey.

    Args:
        name: of its folder in the bin.
        data: its note; what cannot be read says nothing.
    """
    journey_id, _, when = name.partition(".")
    try:
        note: Any = json.loads(data)
    except (ValueError, RecursionError):
        note = None
    note = note if isinstance(note, dict) else {}
    said = str(note.get("title") or journey_id), str(note.get("by") or "")
    return Deleted(journey_id, *said, float(when.partition("-")[0]))


def note_of(one: Deleted) -> bytes:
    """The note of a deleted journey."""
    note = {"id": one.id, "title": one.title, "by": one.by, "at": one.at}
    return json.dumps(note, ensure_ascii=False).encode("utf-8", "replace")
