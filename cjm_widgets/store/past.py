"""Looking back: who put what stands at a place, and how an item was when it was removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.edits import AFTER, Edit, same_person, value_at
from cjm_widgets.journey.paths import Path, parse
from cjm_widgets.store.history import begins, edit_in, line_at, newest_first, replay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store.index import Index
    from cjm_widgets.store.medium import Lines


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that is gone.

    Args:
        item: the item as it was, as plain JSON values.
        after: the id of the item before it, "" for the front, None if that is no longer known.
        then: the journey as it still had the item; None if that is no longer known.
    """

    item: dict[str, Any]
    after: str | None = None
    then: Journey | None = None


class Past:
    """What was changed before an edit: the history, and the edits of the same save so far.

    Args:
        journey_id: the journey's id.
        lines: the history, open.
        index: gives its index; called only when somebody has to look back.
        batch: the ids of the edits that are being saved together; they came from one person's hands.
    """

    def __init__(
        self, journey_id: str, lines: Lines, index: Callable[[], Index], batch: frozenset[str] = frozenset()
    ) -> None:
        self._journey_id = journey_id
        self._lines = lines
        self._index = index
        self._batch = batch
        self._recent: list[tuple[Journey, Edit]] = []

    def note(self, before: Journey, edit: Edit) -> None:
        """Adds an edit that is not in the history yet.

        Args:
            before: the journey before it.
            edit: the edit.
        """
        self._recent.append((before, edit))

    def noted(self) -> int:
        """How many edits were added."""
        return len(self._recent)

    def forget(self, noted: int) -> None:
        """Takes back what was added after the first so many, because the edit they belong to does not fit."""
        del self._recent[noted:]

    def superseded(self, edit: Edit) -> bool:
        """Whether the page that made an edit has since changed the same place, or all that it stands in."""
        origin, place = edit.origin, edit.place
        if origin is None or not (place.kind in ("leaf", "move") or (place.kind == "item" and edit.new is None)):
            return False
        recent = (
            other.origin.seq
            for _, other in self._recent
            if other.origin is not None
            and (other.origin.author, other.origin.page) == (origin.author, origin.page)
            and other.path in (*place.above, place.text)
        )
        return origin.seq < max(self._index().newest(edit), *recent, 0)

    def other_writer(self, edit: Edit, path: str) -> Edit | None:
        """The edit by which somebody else put what stands at a path.

        Args:
            edit: whose sender asks; their own earlier edits do not count.
            path: where.

        Returns:
            The edit; None if it stood there from the beginning, nobody chose it or the sender put it there.
        """
        writer = self._writer(parse(path))
        if writer is None or writer.id in self._batch or same_person(writer, edit):
            return None
        return writer

    def _writer(self, place: Path) -> Edit | None:
        added: Edit | None = None  # an item came with what stands; it may only have been brought back
        for _, edit in self._touching(place):
            if begins(edit):
                break
            before, after = _found(edit.old, edit, place), _found(edit.new, edit, place)
            if same(before, after):
                continue
            if added is not None:
                if not same(before, _found(added.new, added, place)):
                    break
                added = None
            elif edit.path != place.text and edit.old is None:
                added = edit
            else:
                return edit
        return added

    def removed(self, path: str) -> Removed | None:
        """How the item at a path was when it was removed; None if it was never there.

        Args:
            path: an item's path, at which nothing stands now.
        """
        place = parse(path)
        for before, edit in self._touching(place):
            item = _within(edit.old, edit, place)
            if isinstance(item, dict):
                then = self._state_at(before) if isinstance(before, int) else before
                if then is None:
                    return Removed(item)
                # the line may be of an earlier version: only the whole journey comes in today's shape
                return Removed(value_at(then, path) or item, value_at(then, f"{path}/{AFTER}"), then)
        return None

    def removed_item(self, path: str) -> dict[str, Any] | None:
        """An item as it was when it was removed, as plain JSON values; None if it never was."""
        found = self.removed(path)
        return found.item if found else None

    def _touching(self, place: Path) -> Iterator[tuple[Journey | int, Edit]]:
        """The edits at a place or above it, the newest first, each with the journey before it or its line's start."""
        paths = (*place.above, place.text)
        for before, edit in reversed(self._recent):
            if edit.path in paths:
                yield before, edit
        for start in self._index().lines_at(paths):
            written = edit_in(line_at(self._lines, start))
            if written is not None:
                yield start, written

    def _state_at(self, start: int) -> Journey | None:
        then = replay(self._journey_id, newest_first(self._lines, start))
        return then.journey if then else None


def _within(value: Any, edit: Edit, place: Path) -> Any:
    """What a value of an edit says of a place at or below the edit's own."""
    return part(value, place.segments[len(edit.place.segments) :])


def _found(value: Any, edit: Edit, place: Path) -> Any:
    """The same; in an item that is not there, or does not say, stands what stands in a new one."""
    found = _within(value, edit, place)
    return place.default if found is None else found


def part(value: Any, segments: tuple[str, ...]) -> Any:
    """What stands below a plain JSON value at some field names and ids; None where nothing does."""
    for segment in segments:
        if isinstance(value, dict):
            value = value.get(segment)
        elif isinstance(value, list):
            value = next((item for item in value if isinstance(item, dict) and item.get("id") == segment), None)
        else:
            return None
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two plain JSON values mean the same: nothing, an empty text and a missing field are alike."""
    if _empty(one) or _empty(other):
        return _empty(one) and _empty(other)
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same(one.get(key), other.get(key)) for key in one.keys() | other.keys())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)
