"""What the pages of the workbook ask for: each field of their forms, with its place in any journey."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.model import Journey, Persona
from cjm_widgets.pages.book import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.rules import PageName
    from cjm_widgets.widgets.spec import Spec

ANY: Final = "*"
"""Stands for an item's id in a pattern."""

ANY_PERSONA: Final = Persona(id="any")
"""Stands for whichever personas a journey has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a form: a question, a group of questions, or a list of items.

    Args:
        page: the page that asks.
        inside: the place that the field stands in, as a pattern.
        names: the field's own names, more than one where it asks for a part of a part.
        field: what the form knows of it.
    """

    page: PageName
    inside: tuple[str, ...]
    names: tuple[str, ...]
    field: Spec

    @property
    def pattern(self) -> tuple[str, ...]:
        """The place of the field in any journey."""
        return (*self.inside, *self.names)


@cache
def asked() -> tuple[Asked, ...]:
    """All fields of all forms, page by page; what stands in a group or a list comes after it."""
    journey = Journey(id="any", personas=(ANY_PERSONA,))
    return tuple(
        one
        for page in PAGES
        for section in page.asks(journey).get("sections", ())
        for field in section["fields"]
        for one in _walk(page.name, field, tuple(filter(None, section["path"].split("/"))))
    )


def _walk(page: PageName, field: Spec, inside: tuple[str, ...]) -> Iterator[Asked]:
    here = Asked(page, inside, tuple(field["name"].split("/")), field)
    yield here
    within = (*here.pattern, ANY) if field["kind"] == "items" else here.pattern
    for inner in field.get("fields", ()):
        yield from _walk(page, inner, within)
