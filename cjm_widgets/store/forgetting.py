"""Taking out of a journey's history all that was kept of one survey, as if it had never been attached."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from cjm_widgets.journey.paths import AFTER, holders
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.rewriting import OTHERS_WRITE, TRIES, rewrite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.store.protocol import JourneyStore

_POINTERS: Final = frozenset(path.rpartition("/")[2] for path in holders("sources"))


class Belongs(Protocol):
    """Says what belongs to the survey."""

    def __call__(self, part: str, item: dict[str, Any], /) -> bool:
        """Whether an item of a list, such as "ratings", does; as plain JSON values."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What became of a history.

    Args:
        lines: how many of its lines said something of the survey.
        editions: what the editions are called that held it.
        copies: the names of damaged files that were kept beside the journey, and that still hold it.
    """

    lines: int
    editions: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


def forget(store: JourneyStore, journey_id: str, source: str, belongs: Belongs) -> Forgotten:
    """Takes all that belongs to a survey out of a journey's history; the journey itself must be without it.

    Every other change stays, with its time and its author, and every edition can be opened. Whoever has the journey
    open sees it as before.

    Args:
        store: the journeys.
        journey_id: the journey's id.
        source: the id of the survey's source.
        belongs: what belongs to it.

    Raises:
        StoreError: if it cannot be done; everything is then as it was.
    """

    def survey(edits: Sequence[Edit]) -> _Survey:
        return _Survey(source, belongs).known_from(edits)

    for _ in range(TRIES):
        if after := rewrite(store, journey_id, survey):
            copies = (name for name, data in store.aside(journey_id).items() if after.goes.is_named_in(data))
            return Forgotten(after.changed, after.editions, tuple(copies))
    raise StoreError(OTHERS_WRITE)


@dataclass
class _Survey:
    """What belongs to a survey, as far as it is known: it is added to as a history is read."""

    source: str
    belongs: Belongs
    items: set[tuple[str, str]] = field(default_factory=set)
    still_there: ClassVar[str] = "The map still holds something of this survey, so its history stays too."

    def known_from(self, edits: Sequence[Edit]) -> _Survey:
        """The same with all that belongs to it in a history."""
        for edit in edits:
            for part, item in pairwise(edit.place.segments):
                whole = [{"id": item}]
                whole += [one for one in (edit.old, edit.new) if isinstance(one, dict) and one.get("id") == item]
                self.learn(whole, part)
            self.learn([edit.old, edit.new])
        return self

    def learn(self, value: Any, part: str = "") -> None:
        """Notes the items in plain JSON values that belong to the survey."""
        if isinstance(value, dict):
            for name, below in value.items():
                self.learn(below, name)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and self.belongs(part, item):
                    self.items.add((part, str(item.get("id"))))
                self.learn(item)

    def without(self, value: Any, part: str = "") -> Any:
        """The values without what belongs to the survey; the same object where nothing does."""
        if isinstance(value, dict):
            made = {name: self.without(below, name) for name, below in value.items()}
            return value if all(made[name] is value[name] for name in value) else made
        if isinstance(value, list):
            kept = [self.without(one) for one in value if not self._is_item(part, one)]
            same = len(kept) == len(value) and all(one is other for one, other in zip(kept, value, strict=True))
            return value if same else kept
        return None if part in _POINTERS and value == self.source else value

    def _is_item(self, part: str, value: Any) -> bool:
        return isinstance(value, dict) and (part, value.get("id")) in self.items

    def line(self, edit: Edit) -> Edit | None:
        """A line without the survey; the same object if it says nothing of it, None if it says nothing else."""
        segments = edit.place.segments
        if any(pair in self.items for pair in pairwise(segments)):
            return None
        if segments[-1:] == (AFTER,):
            part = segments[-3]
            old, new = ("" if (part, one) in self.items else one for one in (edit.old, edit.new))
        else:
            old, new = (self.without(one, segments[-1] if segments else "") for one in (edit.old, edit.new))
        if old is edit.old and new is edit.new:
            return edit
        if old == new:
            return None
        return edit.model_copy(update={"old": old, "new": new})

    def is_named_in(self, data: bytes) -> bool:
        """Whether bytes that nobody can read name it."""
        return f'"id": "{self.source}"'.encode() in data or f'"id":"{self.source}"'.encode() in data
