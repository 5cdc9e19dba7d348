"""Which page of which journey an address asks for, and whether this person may have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from cjm_widgets.store.names import is_id
from cjm_widgets.workshop.visitor import FACILITATORS_PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.serve.books import Book
    from cjm_widgets.workshop.visitor import Visitor

_MOST_FIELDS: Final = 30
ANOTHER_MAP: Final = (
    "This link opens another map",
    ("Your link opens one map, and this address leads to another. Go back to yours, or ask for the link to this one.",),
)
ANOTHER_TEAMS: Final = (
    "This map is another team’s",
    ("Your groups open other maps. Go back to yours, or ask the facilitator to have you put into this team’s group.",),
)
FACILITATORS: Final = (
    "This page is the facilitator’s",
    ("Whoever leads the workshop sees all maps there. Yours is where you left it.",),
)
NO_SUCH_MAP: Final = ("There is no such map", ("The address names no map. Choose one on the start page.",))
Text = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The page is shown.

    Args:
        journey: the checked id of its journey, "" for none.
    """

    journey: str


@dataclass(frozen=True, slots=True)
class Led:
    """The browser is sent on.

    Args:
        file: the workbook's file.
        journey: as in `Shown`.
    """

    file: str
    journey: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The page stays closed.

    Args:
        status: of the answer.
        text: why, for people.
    """

    status: int
    text: Text


def asked_for(visitor: Visitor, book: Book, query: str, books: Sequence[Book]) -> Shown | Led | Refused:
    """What is done with a request for a page.

    Args:
        visitor: who asks.
        book: the workbook that is asked for.
        query: the part of the address behind the question mark, as sent.
        books: all workbooks in order.
    """
    named = _journeys_named(query)
    if visitor.facilitates:
        one = named[0] if named and len(named) == 1 else ""
        if named is None or len(named) > 1 or (one and not is_id(one)):
            return Refused(404, NO_SUCH_MAP)
        return Shown(one)
    mine = visitor.journey
    # letter by letter, and once: what is spelt in another way is meant for somebody who reads it in another way
    if named is None or (named and (named != [mine] or f"journey={mine}" not in query.split("&"))):
        return Refused(403, ANOTHER_TEAMS if visitor.name else ANOTHER_MAP)
    if visitor.may_open(book.name, mine):
        return Shown(mine) if named else Led(book.file, mine)
    first = first_page(books)
    if book.name == "start" and first is not None:
        return Led(first.file, mine)
    return Refused(403, FACILITATORS)


def first_page(books: Sequence[Book]) -> Book | None:
    """Where a participant begins."""
    return next(iter(open_to_participants(books)), None)


def open_to_participants(books: Sequence[Book]) -> tuple[Book, ...]:
    """The workbooks that are about one journey."""
    return tuple(book for book in books if book.name not in FACILITATORS_PAGES)


def query_of(journey: str) -> str:
    """The part of an address that names a journey; "" for none."""
    return urlencode({"journey": journey}) if journey else ""


def _journeys_named(query: str) -> list[str] | None:
    """Every value under the name "journey", None if the address cannot be read."""
    try:
        return [
            value
            for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
            if name == "journey"
        ]
    except ValueError:
        return None
