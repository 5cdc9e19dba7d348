"""A page as an account, for a notebook that is run by a program and read by people without us.

Nothing of this is loaded by a served page.
"""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.accounts.account import Account
from cjm_widgets.accounts.blocks import Fact, Facts, Heading, Table, Words, listed
from cjm_widgets.accounts.filled_in import filled_in
from cjm_widgets.accounts.shown import curve, part, profile
from cjm_widgets.formats.base import Outgoing
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.journey.describe import caption_diagnostic, caption_satisfaction
from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.journey.progress import page_progress
from cjm_widgets.pages import start
from cjm_widgets.pages.book import TITLES
from cjm_widgets.pages.facilitator import NONE, READ_ONLY, overview, teams_in_words
from cjm_widgets.pages.shown import view_of
from cjm_widgets.tasks.due import find_due
from cjm_widgets.views.method_views import METHOD_VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from cjm_widgets.accounts.blocks import Block
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.page import Page, Past
    from cjm_widgets.store import Entry, JourneyStore


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def told_page(  # noqa: PLR0913  each is one thing that it follows from
    page: Page, journey: Journey, past: Past, *, today: date, text: str, asked: Mapping[str, str] = _NOTHING
) -> Account:
    """What a page shows of a map.

    Args:
        page: the page.
        journey: the whole journey; no single person's ratings and no words that may not be quoted are told.
        past: gives earlier states of it.
        today: the day it is.
        text: the same in a few lines.
        asked: how the map is told: what was asked for, by name.
    """
    public, losses = leaving(journey)
    out = Outgoing(public, METHOD_VIEWS[0], losses=losses)
    view = {
        "surveys": feedback_view(public),
        **view_of(page, public, today=today),
        **page.view_of_past(journey, past),
    }
    return Account(tuple(_told(page, out, view, asked)), text)


def _told(page: Page, out: Outgoing, view: dict[str, object], asked: Mapping[str, str]) -> Iterator[Block]:
    journey = out.journey
    yield Heading(2, f"{journey.title or journey.id}: {page.title}")
    if said := ", ".join(f"{name} “{value}”" for name, value in asked.items() if value):
        yield Words(f"The map as it was asked for: {said}.")
    yield Words(f"{page_progress(journey, page.name).say}.")
    for place in ("main", "aside"):
        for name in page.parts.get(place, ()):
            if name == "form":
                yield from (*filled_in(journey, page.asks(journey)),) or (Words("Nothing is filled in here yet."),)
            else:
                yield from part(name, out, view)
    yield from (listed(tuple(one.say for one in out.losses)),) if out.losses else ()


def told_figures(journey: Journey) -> Account:
    """The satisfaction curve and the five Cs of a map.

    Args:
        journey: the whole journey.
    """
    out = Outgoing(leaving(journey)[0], METHOD_VIEWS[0])
    told = (out.journey.title or out.journey.id, caption_satisfaction(out.journey), caption_diagnostic(out.journey))
    return Account((*curve(out, {}), *profile(out, {})), "\n\n".join(told))


def told_folder(store: JourneyStore) -> Account:
    """The maps of a folder, and what is due on them.

    Args:
        store: the folder.
    """
    entries = store.entries()
    return Account(tuple(_folder(entries)), start.in_lines(entries))


def _folder(entries: Sequence[Entry]) -> Iterator[Block]:
    yield Heading(2, "The maps in this folder")
    if not entries:
        yield Words("There is none yet.")
        return
    found = start.journeys_view(tuple(entries), TITLES, ())
    rows = (
        (one["title"], one["problem"], "", "", "")
        if one["problem"]
        else (one["title"], f"{one['done']} of {one['of']} parts", one["next"]["title"], one["owner"], one["review"])
        for one in found
    )
    yield Table("Maps", ("Map", "Done", "Next", "Looked after by", "To be looked at again"), tuple(rows))
    if todos := find_due(entries, datetime.now().astimezone().date()).todos:
        yield Heading(3, "What is due")
        yield Facts(tuple(Fact(one.title, (f"{one.name} ({one.who}; {one.when or 'no date'}).",)) for one in todos))


def told_teams(store: JourneyStore) -> Account:
    """How far the team of each map in a folder is.

    Args:
        store: the folder.
    """
    lines = tuple(teams_in_words(store))
    told = Facts(tuple(Fact(title, (say,)) for title, say in lines)) if lines else Words(NONE)
    return Account((Words(READ_ONLY), told), f"{READ_ONLY}\n{overview(store)}")


def told_sentence(say: str) -> Account:
    """Why there is nothing to show.

    Args:
        say: as a sentence.
    """
    return Account((Words(say),), say)
