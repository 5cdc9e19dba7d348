"""What can be found on a map by its words: the fields of all pages that hold words, and where they are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORDS: Final = ("text", "long")


def findable() -> list[tuple[str, str, str, str]]:
    """Of each field that holds words: the page's file and title, the path with "*" for any item, and its question."""
    return [
        (page.file, page.title, path, title)
        for page in PAGES
        for section in page.asks(Journey(id="any")).get("sections", ())
        for path, title in _asked(section["fields"], section["path"])
    ]


def _asked(fields: Iterable[dict[str, Any]], base: str) -> Iterator[tuple[str, str]]:
    for field in fields:
        path = f"{base}/{field['name']}" if base else field["name"]
        if field["kind"] in _WORDS:
            yield path, field["title"]
        yield from _asked(field.get("fields", ()), f"{path}/*" if field["kind"] == "items" else path)
