"""Looking back in a history: who put what stands at a place, and how an item was when it was removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.edits import AFTER, Edit, value_at
from cjm_widgets.journey.paths import parse
from cjm_widgets.store.history import WAYMARK, begins, edit_in, replay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_widgets.journey.model import Journey


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that is gone.

    Args:
        item: the item as it was, as plain JSON values.
        after: the id of the item before it, "" for the front, None if that is no longer known.
    """

    item: dict[str, Any]
    after: str | None


class Past:
    """What was changed before an edit: the history's lines, and the edits of the same save so far.

    Args:
        journey_id: the journey's id.
        lines: gives the history's lines, newest first; called only when somebody has to look back.
        batch: the ids of the edits that are being saved together; they came from one person's hands.
    """

    def __init__(
        self, journey_id: str, lines: Callable[[], Iterator[bytes]], batch: frozenset[str] = frozenset()
    ) -> None:
        self._journey_id = journey_id
        self._lines = lines
        self._batch = set(batch)
        self._recent: list[tuple[Journey, Edit]] = []

    def note(self, before: Journey, edit: Edit, along_with: Edit | None = None) -> None:
        """Adds an edit that is not in the history yet.

        Args:
            before: the journey before it.
            edit: the edit.
            along_with: the edit whose sender it counts as theirs, if not its own.
        """
        if along_with is not None and along_with.id in self._batch:
            self._batch.add(edit.id)
        self._recent.append((before, edit))

    def noted(self) -> int:
        """How many edits were added."""
        return len(self._recent)

    def forget(self, noted: int) -> None:
        """Takes back what was added after the first so many, because the edit they belong to does not fit."""
        del self._recent[noted:]

    def other_writer(self, edit: Edit, path: str) -> Edit | None:
        """The edit by which somebody else put what stands at a path.

        Args:
            edit: whose sender asks; their own earlier edits do not count.
            path: where.

        Returns:
            The edit; None if it stood there from the beginning or the sender put it there.
        """
        writer = self._writer(path)
        if writer is None or writer.id in self._batch or (edit.by and writer.by == edit.by):
            return None
        return writer

    def _writer(self, path: str) -> Edit | None:
        moved = path.endswith(f"/{AFTER}")
        added: Edit | None = None  # an item came with what stands; it may only have been brought back
        for edit in self._touching(path, above=not moved):
            if begins(edit):
                break
            below = _below(edit.path, path)
            before, after = part(edit.old, below), part(edit.new, below)
            if same(before, after):
                continue
            if added is not None:
                if after is not None or not same(before, part(added.new, _below(added.path, path))):
                    break
                added = None
            elif edit.path != path and edit.old is None:
                added = edit
            else:
                return edit
        return added

    def removed(self, path: str) -> Removed | None:
        """How the item at a path was when it was removed; None if it was never there.

        Args:
            path: an item's path, at which nothing stands now.
        """
        for before, edit in reversed(self._recent):
            item = _taken_away(edit, path)
            if item is not None:
                return Removed(item, value_at(before, f"{path}/{AFTER}"))
        lines = self._lines()
        for edit in _matching(lines, _needles(path, above=True)):
            item = _taken_away(edit, path)
            if item is not None:
                before_it = replay(self._journey_id, lines)  # goes on reading where the loop stopped
                return Removed(item, value_at(before_it.journey, f"{path}/{AFTER}") if before_it else None)
        return None

    def _touching(self, path: str, *, above: bool) -> Iterator[Edit]:
        for _, edit in reversed(self._recent):
            if edit.path == path or (above and path.startswith(f"{edit.path}/" if edit.path else "")):
                yield edit
        yield from _matching(self._lines(), _needles(path, above=above))


def _needles(path: str, *, above: bool) -> tuple[bytes, ...]:
    paths = (*parse(path).above, path) if above else (path,)
    return tuple(f',"path":"{one}",'.encode() for one in paths)


def _matching(lines: Iterator[bytes], needles: tuple[bytes, ...]) -> Iterator[Edit]:
    for raw_line in lines:
        if any(needle in raw_line for needle in needles):
            edit = edit_in(raw_line)
            if edit is not None and edit.by != WAYMARK:
                yield edit


def _taken_away(edit: Edit, path: str) -> dict[str, Any] | None:
    if not (edit.path == path or path.startswith(f"{edit.path}/" if edit.path else "")):
        return None
    below = _below(edit.path, path)
    item = part(edit.old, below)
    return item if isinstance(item, dict) and part(edit.new, below) is None else None


def _below(above: str, path: str) -> list[str]:
    return [segment for segment in path[len(above) :].split("/") if segment]


def part(value: Any, segments: list[str]) -> Any:
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
