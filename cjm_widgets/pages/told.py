"""A page as an account, for a notebook that is run by a program and read by people without us.

Nothing of this is loaded by a served page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_widgets.accounts.account import Account
from cjm_widgets.accounts.blocks import Fact, Facts, Figure, Heading, Table, Words, listed
from cjm_widgets.accounts.filled_in import filled_in
from cjm_widgets.accounts.shown import curve, part, profile
from cjm_widgets.charts.small import SEEN, small_png
from cjm_widgets.formats.base import Outgoing
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.journey.describe import caption_diagnostic, caption_satisfaction
from cjm_widgets.journey.feedback import feedback_view
from cjm_widgets.journey.in_small import SCALE
from cjm_widgets.journey.progress import page_progress
from cjm_widgets.journey.still_to_do import SOON
from cjm_widgets.pages import start
from cjm_widgets.pages.facilitator import NONE, READ_ONLY, overview, teams_in_words
from cjm_widgets.pages.shown import view_of
from cjm_widgets.tasks.making import day_now
from cjm_widgets.tasks.side_by_side import side_by_side, told_to_do
from cjm_widgets.views.method_views import METHOD_VIEWS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from datetime import date

    from cjm_widgets.accounts.blocks import Block, Cell
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.pages.page import Page, Past
    from cjm_widgets.pages.visibility import Visibility
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.tasks.side_by_side import MapLine


@dataclass(frozen=True, slots=True)
class Telling:
    """A map that is told, with all that this follows from.

    Args:
        journey: the whole journey; no single person's ratings and no words that may not be quoted are told.
        visibility: what of the room's own answers may be seen.
        past: gives earlier states of the map.
        today: the day it is.
        asked: how the map is told: what was asked for, by name.
    """

    journey: Journey
    visibility: Visibility
    past: Past
    today: date
    asked: Mapping[str, str]

    def leaves(self) -> Outgoing:
        """The map as it leaves."""
        public, losses = leaving(self.journey)
        return Outgoing(public, METHOD_VIEWS[0], losses=losses)

    def as_asked(self) -> Iterator[Words]:
        """What was asked for, in a sentence."""
        if said := ", ".join(f"{name} “{value}”" for name, value in self.asked.items() if value):
            yield Words(f"The map as it was asked for: {said}.")

    def page(self, page: Page, out: Outgoing, but: Container[str] = ()) -> Iterator[Block]:
        """What stands on a page, part by part.

        Args:
            page: the page.
            out: the map as it leaves.
            but: names of parts that are left out.
        """
        journey = out.journey
        shown = {
            "surveys": feedback_view(journey),
            **view_of(page, journey, today=self.today),
            **page.view_of_past(self.journey, self.past),
        }
        view = self.visibility.view(page.name, shown, self.journey)
        yield Words(f"{page_progress(journey, page.name).say}.")
        for name in (one for place in ("main", "aside") for one in page.parts.get(place, ()) if one not in but):
            if name == "form":
                yield from (*filled_in(journey, page.asks(journey)),) or (Words("Nothing is filled in here yet."),)
            else:
                yield from part(name, out, view)


def told_page(page: Page, telling: Telling) -> Account:
    """What a page shows of a map.

    Args:
        page: the page.
        telling: the map.
    """
    out = telling.leaves()
    title = Heading(2, f"{out.journey.title or out.journey.id}: {page.title}")
    blocks = (title, *telling.as_asked(), *telling.page(page, out), *told_losses(out))
    return Account(blocks, telling.visibility.summary(telling.journey, page.name))


def told_losses(out: Outgoing) -> Iterator[Block]:
    """What of a map had to stay, if anything."""
    yield from (listed(tuple(one.say for one in out.losses)),) if out.losses else ()


def told_figures(journey: Journey) -> Account:
    """The satisfaction curve and the five Cs of a map.

    Args:
        journey: the whole journey.
    """
    out = Outgoing(leaving(journey)[0], METHOD_VIEWS[0])
    told = (out.journey.title or out.journey.id, caption_satisfaction(out.journey), caption_diagnostic(out.journey))
    return Account((*curve(out, {}), *profile(out, {})), "\n\n".join(told))


def told_folder(store: JourneyStore, owner: str = "") -> Account:
    """The maps of a folder side by side, and what is due on them.

    Args:
        store: the folder.
        owner: whose, as for `side_by_side`; "" for all.
    """
    entries, today = store.entries(), day_now()
    lines = side_by_side(entries, today, owner, lambda journey: leaving(journey)[0])
    return Account(tuple(_folder(lines, owner)), start.in_lines(entries))


def _folder(lines: Sequence[MapLine], owner: str) -> Iterator[Block]:
    yield Heading(2, f"The maps of {owner} in this folder" if owner else "The maps in this folder")
    if not lines:
        yield Words("There is none yet.")
        return
    yield Words(" ".join(filter(None, (told_to_do(lines), SCALE))))
    columns = ("Map", "How it felt", "Steps rest on", "Still to do", "To be looked at again")
    yield Table("Maps, what needs attention first", columns, tuple(map(_row, lines)))
    todos = [one for line in lines if line.kind == "own" for one in line.todos if one.group in ("overdue", "soon")]
    if todos:
        yield Heading(3, f"What is overdue, or due in the next {SOON} days")
        todos.sort(key=lambda one: one.days or 0)
        yield Facts(tuple(Fact(one.title, (f"{one.name} ({one.who}; {one.when}).",)) for one in todos))


def _row(line: MapLine) -> tuple[Cell, ...]:
    kind = {"own": "", "example": "an example", "archived": "put away"}[line.kind]
    about = "; ".join(filter(None, (line.segment, line.owner and f"looked after by {line.owner}", kind)))
    name = f"{line.title} ({about})" if about else line.title
    if line.problem:
        return (name, line.problem, "", "", "")
    curve: Cell = "Nothing is rated yet."
    if line.curve:
        words = f"{line.curve.title}. {line.curve.scale}. {line.curve.people}."
        curve = Figure(line.curve.say, small_png(line.curve), SEEN, words)
    return (name, curve, line.rests_on, line.to_do, line.looked_at)


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
