"""The start page: choose a journey or make a new one, and see what is done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.progress import progress
from cjm_widgets.pages.page import Page
from cjm_widgets.tasks.making import is_example
from cjm_widgets.tasks.maps import until

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cjm_widgets.store import Deleted, Entry

PAGE = Page(
    name="start",
    file="00_start.ipynb",
    title="Start",
    parts={"main": ("start",)},
)


def journeys_view(
    entries: tuple[Entry, ...], titles: dict[str, tuple[str, str]], late: Collection[str]
) -> list[dict[str, Any]]:
    """The journeys of a folder, the last changed first.

    Args:
        entries: what the store lists.
        titles: for each page of the method, its notebook and its title.
        late: the ids of the maps that are past their review.
    """
    names = {entry.id: entry.title for entry in entries}
    found = sorted(entries, key=lambda entry: -entry.changed)
    return [_entry(entry, titles, names, late) | _kind(entry) for entry in found]


def deleted_view(deleted: Iterable[Deleted]) -> list[dict[str, str]]:
    """The maps that can be brought back, with the last day on which they can."""
    return [{"id": one.id, "title": one.title, "by": one.by, "until": until(one)} for one in deleted]


def in_lines(entries: Iterable[Entry]) -> str:
    """The maps of a folder as text, a line each."""
    lines = [f"{entry.title or entry.id}{': ' + entry.problem if entry.problem else ''}" for entry in entries]
    return "\n".join(["Journeys in this folder:", *lines]) if lines else "No journeys in this folder yet."


def _kind(entry: Entry) -> dict[str, bool]:
    """Among which maps one stands."""
    archived = entry.journey is not None and entry.journey.archived
    return {"archived": archived, "example": is_example(entry)}


def _entry(
    entry: Entry, titles: dict[str, tuple[str, str]], names: dict[str, str], late: Collection[str]
) -> dict[str, Any]:
    if entry.journey is None:
        return {"id": entry.id, "title": entry.title, "problem": entry.problem}
    journey = entry.journey
    steps = [page for page in progress(journey) if page.page in titles]
    following = next((page.page for page in steps if page.state != "done"), "map")
    file, title = titles[following]
    changed = datetime.fromtimestamp(entry.changed).astimezone()
    return {
        "id": entry.id,
        "title": entry.title or entry.id,
        "segment": journey.scope.segment,
        "problem": "",
        "done": sum(page.state == "done" for page in steps),
        "of": len(steps),
        "changed": f"{changed.day} {changed:%B %Y, %H:%M}",
        "next": {"file": file, "title": title},
        "owner": journey.care.owner,
        "review": shown(journey.care.review) if journey.care.review else "",
        "overdue": entry.id in late,
        "copied": names.get(journey.copied_from, ""),
    }
