"""The start page: choose a journey or make a new one, and see what is done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cjm_widgets.journey.progress import progress
from cjm_widgets.pages.page import Page

if TYPE_CHECKING:
    from cjm_widgets.store import Entry

PAGE = Page(
    name="start",
    file="00_start.ipynb",
    title="Start",
    parts={"main": ("start",)},
)


def journeys_view(
    entries: tuple[Entry, ...], titles: dict[str, tuple[str, str]], examples: dict[str, str]
) -> list[dict[str, Any]]:
    """The journeys of a folder, the last changed first.

    Args:
        entries: what the store lists.
        titles: for each page of the method, its notebook and its title.
        examples: the titles of the examples that come with the package, by their ids.
    """
    return [_entry(entry, titles, examples) for entry in sorted(entries, key=lambda entry: -entry.changed)]


def _entry(entry: Entry, titles: dict[str, tuple[str, str]], examples: dict[str, str]) -> dict[str, Any]:
    if entry.journey is None:
        return {"id": entry.id, "title": entry.title, "problem": entry.problem}
    steps = [page for page in progress(entry.journey) if page.page in titles]
    following = next((page.page for page in steps if page.state != "done"), "map")
    file, title = titles[following]
    changed = datetime.fromtimestamp(entry.changed).astimezone()
    return {
        "id": entry.id,
        "title": entry.title or entry.id,
        "segment": entry.journey.scope.segment,
        "problem": "",
        "example": examples.get(entry.id) == entry.title,
        "done": sum(page.state == "done" for page in steps),
        "of": len(steps),
        "changed": f"{changed.day} {changed:%B %Y, %H:%M}",
        "next": {"file": file, "title": title},
    }
