"""What is due over all maps, on the start page: what is shown of it, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.dates import shown
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.due import find_due
from cjm_widgets.tasks.due_settled import Said, settle, take_back
from cjm_widgets.tasks.making import day_now
from cjm_widgets.widgets.protocol.from_kernel import Calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.journey.still_to_do import ToDo
    from cjm_widgets.store import Entry, JourneyStore
    from cjm_widgets.tasks.due import Found
    from cjm_widgets.tasks.due_settled import Settled
    from cjm_widgets.widgets.protocol.about_due import AskCalendar, SettleDue, UndoDue

_PLACES: Final = {
    "solution": ("solutions", "{}/title"),
    "target": ("evaluate", "{}/results"),
    "review": ("evaluate", "care/still_true"),
}
"""On which page each is filled in, and where."""


class DueOverMaps:
    """What is due on the maps of a folder, for one page, which can take back what it settled.

    Args:
        store: the folder.
    """

    def __init__(self, store: JourneyStore) -> None:
        self._store = store
        self._settled: list[Settled] = []

    def settle(self, asked: SettleDue) -> str:
        """Settles something, and says what was done.

        Raises:
            StoreError: if it cannot be, as a sentence.
        """
        said = Said(asked.at, asked.how, asked.due, asked.owner)
        done = settle(self._store, asked.journey, said, day_now(), by=asked.by[:80])
        self._settled.append(done)
        return done.say

    def undo(self, asked: UndoDue) -> str:
        """Takes back what was settled last, and says so; what cannot be taken back is not offered again.

        Raises:
            StoreError: if it cannot be, as a sentence.
        """
        if not self._settled:
            raise StoreError("There is nothing to undo.")
        return take_back(self._store, self._settled.pop(), by=asked.by[:80])

    def calendar(self, entries: Sequence[Entry], asked: AskCalendar) -> Calendar:
        """A calendar of what is due: of one owner, of one map, or of all."""
        from cjm_widgets.formats.icalendar import calendar  # a page loads no format before somebody asks for it

        found = find_due(entries, day_now(), owner=asked.owner)
        some = [one for one in found.todos if one.days is not None and asked.map in ("", one.map)]
        return Calendar(name="due.ics", text=calendar(some, found.today).decode() if some else "")

    def view(self, found: Found, titles: dict[str, tuple[str, str]]) -> dict[str, Any]:
        """What the page shows.

        Args:
            found: from `find_due`.
            titles: for each page of the method, its notebook and its title.
        """

        def told(one: ToDo) -> dict[str, Any]:
            page, shows = _PLACES[one.what]
            return one.to_json() | {"file": titles[page][0], "shows": shows.format(one.at)}

        return {
            "today": f"{found.today:%A} {shown(found.today.isoformat())}",
            "days": found.soon,
            "todos": [*map(told, found.todos)],
            "examples": [*map(told, found.examples)],
            "settled": len(self._settled),
            "undo": self._settled[-1].say if self._settled else "",
        }
