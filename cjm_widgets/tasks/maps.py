"""What is done with a map as a whole: copied, renamed, put away, deleted, brought back; by pages and by commands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.dates import HOW_TO_WRITE, read
from cjm_widgets.journey.edits import EditError, sentence, set_value
from cjm_widgets.journey.fields import SHORT_LIMIT
from cjm_widgets.store import KEPT_DAYS, StoreError
from cjm_widgets.store.place import ANSWERS
from cjm_widgets.tasks.making import LONGEST_TITLE, day_now, make_from, title_that_fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import Deleted, JourneyStore

_LEFT_OUT: Final[dict[str, Any]] = {"editions": (), "rounds": (), "archived": False}


def copy_of(journey: Journey) -> Journey:
    """A journey to begin a copy with: the same ids, so that the two can be compared later.

    It leaves the editions, and what people rated or said for themselves, behind.
    """
    return seen_by(journey, "").model_copy(update={**_LEFT_OUT, "copied_from": journey.id})


def copy_map(store: JourneyStore, journey_id: str, title: str = "", *, by: str = "") -> Journey:
    """A new map that begins as another stands.

    Args:
        store: the folder.
        journey_id: the map to copy.
        title: what the copy is called; "" for “Copy of” and the name of the other.
        by: who makes it.

    Raises:
        StoreError: if it cannot be copied, as a sentence.
    """
    journey = store.open(journey_id)
    try:
        return make_from(store, title.strip() or _copy_name(store, journey), copy_of(journey), by=by)
    except ValidationError as error:
        raise StoreError(sentence(error)) from error
    except ValueError as error:
        raise StoreError(str(error)) from error


def _copy_name(store: JourneyStore, journey: Journey) -> str:
    names = {entry.title.casefold() for entry in store.entries()}
    called = f"Copy of {journey.title or journey.id}"[: LONGEST_TITLE - 5]
    free = (called if number == 1 else f"{called} ({number})" for number in range(1, len(names) + 2))
    return next(name for name in free if name.casefold() not in names)


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a map as a whole; None leaves it as it is.

    Args:
        title: what it is called; its address stays.
        owner: who looks after it; "" for nobody.
        review: when it is looked at again, as a person writes a date; "" for no date.
    """

    title: str | None = None
    owner: str | None = None
    review: str | None = None


def describe_map(store: JourneyStore, journey_id: str, about: About, *, by: str = "") -> str:
    """Says what a map is called, who looks after it and when it is looked at again.

    Args:
        store: the folder.
        journey_id: the map.
        about: what is said.
        by: who says so.

    Returns:
        What was done, as a sentence.

    Raises:
        StoreError: if one of them does not fit, as a sentence; then none is changed.
    """
    before = store.open(journey_id)
    wanted: dict[str, Any] = {}
    if about.title is not None and about.title.strip() != before.title:
        try:
            others = (one for one in store.entries() if one.id != journey_id)
            wanted["title"] = title_that_fits(about.title, others)
        except ValueError as error:
            raise StoreError(str(error)) from error
    if about.owner is not None:
        if len(about.owner.strip()) > SHORT_LIMIT:
            raise StoreError(f"The name of who looks after it is too long; at most {SHORT_LIMIT} letters fit.")
        wanted["care/owner"] = about.owner.strip()
    if about.review is not None:
        wanted["care/review"] = read(about.review, day_now()) if about.review.strip() else ""
        if wanted["care/review"] is None:
            raise StoreError(f"When it is looked at again could not be read. {HOW_TO_WRITE}")
    change_map(store, before, wanted, by)
    if "title" in wanted:
        return f"“{before.title or journey_id}” is now called “{wanted['title']}”."
    return f"Saved for “{before.title or journey_id}”."


def archive_map(store: JourneyStore, journey_id: str, *, archived: bool = True, by: str = "") -> str:
    """Puts a map away, or takes it out again; nothing of it changes.

    Args:
        store: the folder.
        journey_id: the map.
        archived: False to take it out again.
        by: who does it.

    Returns:
        What was done, as a sentence.

    Raises:
        StoreError: if it cannot be, as a sentence.
    """
    journey = store.open(journey_id)
    change_map(store, journey, {"archived": archived}, by)
    name = journey.title or journey_id
    if archived:
        return f"“{name}” is archived: it stands apart and nothing reminds of it. It can be opened all the same."
    return f"“{name}” is among the maps again."


def delete_map(store: JourneyStore, journey_id: str, *, by: str = "") -> Deleted:
    """Deletes a map with its history and its answers; for a while it can be brought back.

    Args:
        store: the folder.
        journey_id: the map.
        by: who deletes it.

    Raises:
        StoreError: if it cannot be, as a sentence; then it is as it was.
    """
    title = store.entry(journey_id).title
    beside = (f"{ANSWERS}/{journey_id}",)
    return store.bin().put_in(journey_id, title=title, by=by, at=int(time.time()), beside=beside)


def bring_back(store: JourneyStore, journey_id: str) -> Deleted:
    """Brings a deleted map back, with its history and its answers.

    Args:
        store: the folder.
        journey_id: the map.

    Raises:
        StoreError: if it cannot be, as a sentence.
    """
    return store.bin().take_out(journey_id)


def deleted_maps(store: JourneyStore) -> tuple[Deleted, ...]:
    """The maps that can be brought back, the last deleted first; those kept long enough go for good."""
    store.bin().empty(time.time())
    return store.bin().deleted()


def until(one: Deleted) -> str:
    """The last day on which a deleted map can be brought back, in words."""
    day = datetime.fromtimestamp(one.at).astimezone() + timedelta(days=KEPT_DAYS)
    return f"{day.day} {day:%B %Y}"


def map_lines(store: JourneyStore) -> tuple[str, ...]:
    """The maps of a folder, a line each: its id and its name; those that are archived below the others."""
    entries = store.entries()
    away = [entry for entry in entries if entry.journey is not None and entry.journey.archived]
    own = [entry for entry in entries if entry not in away]
    lines = in_columns([(entry.id, entry.title, entry.problem) for entry in own])
    archived = in_columns([(entry.id, entry.title, "") for entry in away])
    return (*(lines or ("No map is in this folder.",)), *(("", "Archived:", *archived) if archived else ()))


def deleted_lines(store: JourneyStore) -> tuple[str, ...]:
    """The maps that can be brought back, a line each: its id, its name, who deleted it and until when it is kept."""
    found = [
        (one.id, one.title, ", ".join([*([f"deleted by {one.by}"] if one.by else []), f"kept until {until(one)}"]))
        for one in deleted_maps(store)
    ]
    if not found:
        return ("No deleted map can be brought back.",)
    return (*in_columns(found), "", "To bring one back: cjm restore ID")


def in_columns(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Rows as lines whose words stand below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return tuple(
        "  ".join(words.ljust(width) for words, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def change_map(store: JourneyStore, journey: Journey, wanted: Mapping[str, Any], by: str) -> tuple[Edit, ...]:
    """Changes some places of a map; what stands so already stays.

    Args:
        store: the folder.
        journey: the map as it stood when this was wanted.
        wanted: what is wanted, by its path.
        by: who wants it.

    Returns:
        The edits that were made.

    Raises:
        StoreError: if it cannot be, as a sentence.
    """
    try:
        edits = [set_value(journey, path, new, by=by) for path, new in wanted.items()]
        made = tuple(edit for edit in edits if edit.old != edit.new)
        saved = store.save(journey.id, made)
    except EditError as error:
        raise StoreError(str(error)) from error
    if saved.refused:
        raise StoreError(saved.refused[0].say)
    return made
