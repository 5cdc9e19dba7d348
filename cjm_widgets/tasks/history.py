"""The history of a map in words, a line for each change that a person made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.dates import moment
from cjm_widgets.journey.edits import Edit, EditError, apply
from cjm_widgets.journey.model import Journey
from cjm_widgets.tasks.words import SOMEBODY, did_nothing, done, in_words, where

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPED_ON = timedelta(minutes=2)
"""Changes by one person to one text count as one while no more than this passes between them."""

_LONGEST = 60


def history_lines(edits: Iterable[Edit]) -> tuple[str, ...]:
    """A history in words, the latest change first; a text that was typed on is one line.

    Each line is when, who, where, what stood there and what stands now, and the change's id, which
    `cjm restore --at` takes.

    Args:
        edits: a history from its beginning.
    """
    lines: list[str] = []
    journey = Journey(id="journey")
    earlier: tuple[Edit, Any] | None = None
    removed: set[str] = set()
    for edit in edits:
        try:
            journey = apply(journey, edit)
        except EditError:
            continue
        if did_nothing(edit):
            continue
        typed_on = earlier is not None and _typed_on(earlier[0], edit)
        first_old = earlier[1] if typed_on and earlier else edit.old
        if typed_on:
            lines.pop()
        back = edit.path in removed and isinstance(edit.new, dict)
        lines.append(_line(journey, edit, first_old, back=back, first=not lines))
        if isinstance(edit.old, dict) and edit.new is None:
            removed.add(edit.path)
        earlier = (edit, first_old)
    return tuple(reversed(lines))


def _typed_on(earlier: Edit, edit: Edit) -> bool:
    same_text = earlier.path == edit.path and isinstance(edit.new, str) and isinstance(earlier.new, str)
    return same_text and _by_one_person(earlier, edit) and _time(edit) - _time(earlier) <= TYPED_ON


def _by_one_person(earlier: Edit, edit: Edit) -> bool:
    """By the person where the edits say so, else by name; who typed on without a name left the words as they were."""
    if earlier.origin and edit.origin:
        return earlier.origin.author == edit.origin.author
    if earlier.by or edit.by:
        return earlier.by == edit.by
    before, after = str(earlier.new), str(edit.new)
    return after.startswith(before) or before.startswith(after)


def _line(journey: Journey, edit: Edit, old: Any, *, back: bool, first: bool) -> str:
    when = f"{_time(edit):%Y-%m-%d %H:%M}"
    by = edit.by or SOMEBODY
    if edit.path == "" and first:
        did = "made the map"
    elif edit.path == "":
        by, did = edit.by or "The workbook", "wrote down the whole map anew"
    elif edit.place.kind != "leaf" or is_private(edit.path) or edit.place.part == "rounds":
        did = done(journey, edit, back=back)
    else:
        before, after = (_short(in_words(journey, edit.path, value)) for value in (old, edit.new))
        did = f"{where(journey, edit.path)}: {before} → {after}"
    return f"{when}  {by}  {did}  [{edit.id}]"


def _short(words: str) -> str:
    text = " ".join(words.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”" if text else "nothing"


def _time(edit: Edit) -> datetime:
    """When it was made, in this computer’s time; the beginning of time where a line does not say."""
    return moment(edit.t) or datetime.fromtimestamp(0, UTC).astimezone()
