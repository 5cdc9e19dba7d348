"""The journey's history as lines: one edit a line, read from the end, and replayed to any moment.

A history begins with the whole journey. As it grows the store adds the whole journey again from time to time,
so that replaying never starts far back; these lines change nothing and are not shown.
"""

from __future__ import annotations

import json
import os
import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from cjm_widgets.journey.dates import moment
from cjm_widgets.journey.edits import AFTER, Edit, EditError, apply
from cjm_widgets.journey.model import SCHEMA_VERSION, Journey
from cjm_widgets.store.errors import newer_history
from cjm_widgets.store.migrate import migrated, version_of
from cjm_widgets.store.snapshot import UNKNOWN, beyond, checked, unknown_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cjm_widgets.journey.paths import Path
    from cjm_widgets.store.medium import Lines

CHECKPOINT = "the workbook, to keep opening fast"
"""Who is named in a line that repeats the whole journey."""

SHORT = 2 * 1024
"""Bytes of a line that is kept when it has been read: whoever saves, looks and is told reads the same few."""

FIRST_BLOCK = 4 * 1024
"""How much is read of a history's end at first: mostly the last few lines are asked for."""
BLOCK = 64 * 1024
_HOLDS_MORE = re.compile(rb'"(?:old|new)":[\[{]')
"""Whoever gets an object or a list may change it; such a line is read anew each time."""
_WHOLE = b',"path":"","old":'
_PATH = re.compile(rb',"path":"([^"\\]*)","old":')


def line(edit: Edit) -> bytes:
    """An edit as one line."""
    values = {"id": edit.id, "by": edit.by, "path": edit.path, "old": edit.old, "new": edit.new, "t": edit.t}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def edit_in(raw_line: bytes) -> Edit | None:
    """The edit in a line; None if the line is unreadable.

    Raises:
        NewerError: if it says more than this version knows.
    """
    plain = len(raw_line) < SHORT and not _HOLDS_MORE.search(raw_line)
    return _known(raw_line) if plain else _edit_in(raw_line)


@lru_cache(maxsize=256)
def _known(raw_line: bytes) -> Edit | None:
    return _edit_in(raw_line)


def _edit_in(raw_line: bytes) -> Edit | None:
    try:
        return Edit.model_validate(json.loads(raw_line))
    except ValidationError as error:
        if len(unknown := error.errors()) == sum(one["type"] == UNKNOWN for one in unknown):
            raise newer_history(unknown_field(error)) from error
        return None
    except (ValueError, RecursionError):
        return None


def edits_in(lines: Iterable[bytes], only: Callable[[str], bool] | None) -> Iterator[Edit]:
    """What people changed, whole journeys in today's shape; passing over what is damaged and what repeats.

    Args:
        lines: of a history, the oldest first.
        only: whether changes at a path are wanted; all if None.
    """
    for raw_line in lines:
        path = _PATH.search(raw_line) if only else None
        if only and path and not only(path[1].decode("utf-8", "replace")):
            continue
        edit = edit_in(raw_line)
        if edit is not None and edit.by != CHECKPOINT:
            yield in_todays_shape(edit)


def begins(edit: Edit) -> bool:
    """Whether a line gives the whole journey from scratch, rather than a change somebody made to all of it."""
    return edit.path == "" and edit.old is None


def repeats(edit: Edit) -> bool:
    """Whether a line gives the whole journey once more, as it stood anyway."""
    return begins(edit) and edit.by == CHECKPOINT


def since_whole(data: bytes) -> int | None:
    """How many bytes follow the last whole journey in a piece of history; None if there is none in it."""
    at = data.rfind(_WHOLE)
    return None if at < 0 else len(data) - at


def whole_lines(data: bytes) -> bytes:
    """A piece of history without an unfinished last line, which nobody was told is saved."""
    return data[: data.rfind(b"\n") + 1]


def all_of(file: Lines) -> bytes:
    """All bytes of a history."""
    file.seek(0)
    return file.readall()


def line_at(file: Lines, start: int) -> bytes:
    """The line of a history that starts after so many bytes."""
    found = b""
    while b"\n" not in found:
        file.seek(start + len(found))
        more = file.read(BLOCK)
        if not more:
            break
        found += more
    return found.partition(b"\n")[0]


def newest_first(file: Lines, end: int | None = None) -> Iterator[bytes]:
    """The finished lines of a history from the last to the first, read in blocks.

    Args:
        file: the history.
        end: how many bytes count, up to the end of a line; all if None.
    """
    end = file.seek(0, os.SEEK_END) if end is None else end
    rest, finished, block = b"", False, FIRST_BLOCK
    while end > 0:
        start = max(0, end - max(block, len(rest)))
        block = BLOCK
        file.seek(start)
        rest, *later = (file.read(end - start) + rest).split(b"\n")
        if later and not finished:
            later.pop()
            finished = True
        yield from reversed(later)
        end = start
    if finished:
        yield rest


def tail(file: Lines, revision: str) -> list[Edit] | None:
    """The edits after a revision, oldest first; None if the history does not know the revision."""
    if not revision:
        return None
    wanted = _prefix(revision)
    found: list[Edit] = []
    for raw_line in newest_first(file):
        if raw_line.startswith(wanted):
            return found[::-1]
        edit = edit_in(raw_line)
        if edit is not None:
            found.append(edit)
    return None


def edit_at(lines: Lines, at: str) -> str:
    """The id of the last edit at a time; what is no time is an edit's id."""
    time = moment(at, None)
    for raw_line in newest_first(lines) if time else ():
        edit = edit_in(raw_line)
        made = moment(edit.t) if edit else None
        if edit and made and time and made <= time:
            return edit.id
    return at


def in_todays_shape(edit: Edit) -> Edit:
    """An edit from a history; a whole journey that an earlier version wrote comes in today's shape."""
    if edit.path or not isinstance(edit.new, dict):
        return edit
    try:
        return edit.model_copy(update={"new": migrated(edit.new)})
    except (ValueError, TypeError, AttributeError, LookupError):
        return edit


def _prefix(edit_id: str) -> bytes:
    return f'{{"id":"{edit_id}",'.encode()


@dataclass(frozen=True, slots=True)
class Replayed:
    """A state of the journey as its history gives it.

    Args:
        journey: the journey, in today's shape; its revision is the last edit replayed.
        version: the schema version that the lines were written in.
        named: the id that the last whole journey among the lines says.
    """

    journey: Journey
    version: int
    named: str


def replay(journey_id: str, lines: Iterable[bytes], upto: str | None = None) -> Replayed | None:
    """The journey after the newest of some lines, or after an earlier edit.

    Args:
        journey_id: the journey's id.
        lines: from the newest to the oldest; read back as far as the last whole journey.
        upto: the id of the last edit to replay, if not the newest.

    Returns:
        The state, or None if the edit or a whole journey before it is not among the lines.
    """
    edits: list[Edit] = []
    wanted = None if upto is None else _prefix(upto)
    for raw_line in lines:
        if wanted is not None and not raw_line.startswith(wanted):
            continue
        edit = edit_in(raw_line)
        if edit is None:
            continue
        wanted = None
        edits.append(edit)
        if edit.path == "" and isinstance(edit.new, dict):
            return replayed(journey_id, edits[::-1])
    return None


def replayed(journey_id: str, edits: list[Edit]) -> Replayed | None:
    """The journey after edits of the version that the first was written in, which gives the whole journey."""
    raw: dict[str, Any] = edits[0].new
    version, revision, named = version_of(raw), edits[-1].id, str(raw.get("id", journey_id))
    if version is None:
        return None
    if version > SCHEMA_VERSION:
        raise newer_history(beyond(version))
    try:
        whole = deepcopy(raw)
        for edit in edits[1:]:
            put(whole, edit.place.segments, deepcopy(edit.new))
        return Replayed(checked(whole, journey_id, revision), version, named)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        if isinstance(error, ValidationError) and (unknown := unknown_field(error)):
            raise newer_history(unknown) from error
        return _replayed_carefully(journey_id, edits, version, named)


def _replayed_carefully(journey_id: str, edits: list[Edit], version: int, named: str) -> Replayed | None:
    """The same with every edit checked, passing over those that do not fit, as after a damaged line."""
    whole, later = edits[0].new, edits[1:]
    if version != SCHEMA_VERSION:
        whole, later = _as_far_as_they_fit(whole, later), []
    journey = _in_todays_shape(whole)
    if journey is None:
        return None
    fits = advanced(journey, later).model_copy(update={"id": journey_id, "revision": edits[-1].id})
    return Replayed(fits, version, named)


def _as_far_as_they_fit(raw: dict[str, Any], edits: Sequence[Edit]) -> dict[str, Any]:
    """A journey of an earlier version with edits of that version made: only all of it comes in today's shape."""
    changed = deepcopy(raw)
    try:
        for edit in edits:
            _make_room(changed, edit.place)
            put(changed, edit.place.segments, deepcopy(edit.new))
    except (ValueError, TypeError, AttributeError, LookupError):
        changed = {}
    if not edits or (changed and _in_todays_shape(changed)):
        return changed
    if len(edits) == 1:
        return raw
    half = len(edits) // 2
    return _as_far_as_they_fit(_as_far_as_they_fit(raw, edits[:half]), edits[half:])


def _in_todays_shape(raw: dict[str, Any]) -> Journey | None:
    try:
        return checked(deepcopy(raw), "a", "")
    except (ValueError, TypeError, AttributeError, LookupError):
        return None


def _make_room(raw: dict[str, Any], place: Path) -> None:
    """Makes what a place stands in, where the line that added it is damaged."""
    for stop in place.stops:
        last = place.text in {stop.path, f"{stop.path}/{AFTER}"}
        if last and not stop.item:
            return
        below = raw.setdefault(stop.name, [] if stop.item else {})
        if last:
            return
        if stop.item:
            found = next((one for one in below if one["id"] == stop.item), None)
            if found is None:
                found = {"id": stop.item}
                below.append(found)
            below = found
        raw = below


def advanced(journey: Journey, edits: Iterable[Edit]) -> Journey:
    """The journey with edits from its history made, passing over those that do not fit."""
    for edit in edits:
        if repeats(edit):
            continue  # what has not changed stays the same object
        try:
            journey = apply(journey, edit).model_copy(update={"id": journey.id, "revision": edit.id})
        except EditError:
            continue
    return journey


def put(raw: dict[str, Any], segments: Sequence[str], new: Any) -> None:
    """Makes an edit from a history in plain JSON values, in place.

    A history holds what truly stood after each edit, so nothing needs checking here, which makes this fast,
    and possible for a journey of an earlier version.

    Raises:
        KeyError, TypeError, ValueError: if the values have no such place.
    """
    name, rest = segments[0], segments[1:]
    if not rest:
        raw[name] = new
        return
    below = raw[name]
    if isinstance(below, dict):
        put(below, rest, new)
        return
    at = next((number for number, item in enumerate(below) if item["id"] == rest[0]), None)
    if tuple(rest[1:]) == (AFTER,):
        if at is not None:
            _move(below, at, new)
    elif len(rest) == 1:
        if new is None:
            below[:] = [item for item in below if item["id"] != rest[0]]
        elif at is None:
            below.append(new)
        else:
            below[at] = new
    elif at is None:
        raise KeyError(rest[0])
    else:
        put(below[at], rest[1:], new)


def _move(items: list[Any], at: int, after: Any) -> None:
    item = items.pop(at)
    items.insert([other["id"] for other in items].index(after) + 1 if after else 0, item)
