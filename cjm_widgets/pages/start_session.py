"""The open start page: lists the journeys of a folder and makes new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import ValidationError

from cjm_widgets.pages import start
from cjm_widgets.pages.book import PAGES, TITLES
from cjm_widgets.pages.brought_map import BroughtMap, ReadMap
from cjm_widgets.pages.closing import Steps
from cjm_widgets.pages.due_over_maps import DueOverMaps
from cjm_widgets.pages.shown import page_of
from cjm_widgets.store import KEPT_DAYS, Entry, JourneyStore, StoreError
from cjm_widgets.tasks.due import find_due
from cjm_widgets.tasks.making import STARTERS, day_now, make_journey
from cjm_widgets.tasks.maps import (
    About,
    archive_map,
    bring_back,
    copy_map,
    delete_map,
    deleted_maps,
    describe_map,
    until,
)
from cjm_widgets.widgets.difference import differences
from cjm_widgets.widgets.page import PageWidget
from cjm_widgets.widgets.protocol.about_due import AskCalendar, SettleDue, UndoDue
from cjm_widgets.widgets.protocol.about_maps import (
    ArchiveMap,
    BringBackMap,
    CopyMap,
    DeleteMap,
    DescribeMap,
    WithMap,
)
from cjm_widgets.widgets.protocol.brought_maps import WithBrought
from cjm_widgets.widgets.protocol.from_browser import MakeMap, Piece, Ping, StopBringing, Whole
from cjm_widgets.widgets.protocol.from_kernel import ActionRefused, Changed, Notice, Pong, Went
from cjm_widgets.widgets.protocol.parts import Put
from cjm_widgets.widgets.protocol.received import received
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.pages.page import Page
    from cjm_widgets.widgets.difference import Difference

ALONE = Visitor()
"""A person on their own computer."""


class StartSession:
    """Binds the start page to a folder of journeys.

    Args:
        store: the folder.
        visitor: who looks; a participant sees and makes nothing here.
        look: reads a map that is brought.
    """

    PAGE: ClassVar[Page] = start.PAGE
    """What is bound."""

    def __init__(self, store: JourneyStore, visitor: Visitor = ALONE, look: type[ReadMap] = ReadMap) -> None:
        self._store = store
        self._visitor = visitor
        self._steps = Steps(store, visitor, self.PAGE.name)
        self._due = DueOverMaps(store)
        self.widget = PageWidget(
            page=page_of(self.PAGE, None, in_room=visitor.in_room),
            summary=lambda: start.in_lines(self._entries()),
            workshop=self._steps.view(),
            on_message=self.on_message,
        )
        self._brought = BroughtMap(store, self.widget, self._show, look)
        self.widget.on_piece = self._brought.on_piece
        self.widget.view = self._view()

    def follow(self) -> None:
        """Follows what the facilitator says of the steps, where an event loop runs."""
        self._steps.follow(self._look_at_steps)

    def close(self) -> None:
        """Removes what was brought."""
        self._brought.close()

    def on_message(self, content: object) -> None:
        """Answers one message from the browser, whatever it holds."""
        message = received("start", content, leads=self._visitor.facilitates, name=self._visitor.name)
        match message:
            case Ping():
                self._show()
                self.widget.say(Pong(revision=self.widget.revision))
            case Whole():
                self.widget.send_whole(self._steps.view())
                self.widget.say(Pong(revision=self.widget.revision))
            case MakeMap():
                self._make(message)
            case WithMap() | UndoDue():
                self._do(message)
            case AskCalendar():
                self.widget.say(self._due.calendar(self._entries(), message))
            case WithBrought() | Piece() | StopBringing():
                self._brought.on_message(message)
            case ActionRefused():
                self.widget.say(message)

    def _look_at_steps(self) -> None:
        # all of it, also where nothing differs: the time that is left counts from when it is told
        self._say_changes([Put(path=["workshop"], new=self._steps.view())])

    def _say_changes(self, changes: Iterable[Difference]) -> None:
        change = self.widget.change(tuple(changes))
        if change is not None:
            self.widget.say(Changed(change=change))

    def _make(self, asked: MakeMap) -> None:
        try:
            made = make_journey(self._store, asked.title, asked.starter, by=asked.by[:80])
        except (ValueError, StoreError, ValidationError) as error:
            self.widget.say(ActionRefused(action=asked.action, say=str(error)))
            return
        self.widget.say(Went(file=PAGES[1].file, journey=made.id))

    def _do(self, asked: WithMap | UndoDue) -> None:
        try:
            match asked:
                case SettleDue():
                    say = self._due.settle(asked)
                case UndoDue():
                    say = self._due.undo(asked)
                case _:
                    say = _done(self._store, asked)
        except StoreError as error:
            self.widget.say(ActionRefused(action=asked.action, say=str(error)))
        else:
            self.widget.say(Notice(say=say))
        self._show()  # also where it was refused: somebody else may have done something with the map

    def _show(self) -> None:
        self._say_changes(differences({"view": self.widget.view}, {"view": self._view()}))

    def _entries(self) -> tuple[Entry, ...]:
        return self._store.entries() if self._visitor.facilitates else ()

    def _view(self) -> dict[str, object]:
        entries = self._entries()
        found = find_due(entries, day_now())
        late = {one.map for one in (*found.todos, *found.examples) if one.what == "review" and one.group == "overdue"}
        return {
            "journeys": start.journeys_view(entries, TITLES, late),
            "due": self._due.view(found, TITLES) if self._visitor.facilitates else None,
            "deleted": start.deleted_view(deleted_maps(self._store) if self._visitor.facilitates else ()),
            "days": KEPT_DAYS,
            "starters": [{"name": name, "title": title, "say": say} for name, title, say in STARTERS],
            "bringing": self._brought.view() if self._visitor.facilitates else None,
            "advice": [],
        }


def _done(store: JourneyStore, asked: WithMap) -> str:
    """Does what is asked with a map, and says what was done.

    Raises:
        StoreError: if it cannot be done, as a sentence.
    """
    by, journey = asked.by[:80], asked.journey
    match asked:
        case CopyMap():
            made = copy_map(store, journey, by=by)
            return f"“{made.title}” is made. Its steps are the same ones, so that the two can be compared later."
        case DescribeMap(title=title, owner=owner, review=review):
            return describe_map(store, journey, About(title, owner, review), by=by)
        case ArchiveMap(archived=archived):
            return archive_map(store, journey, archived=archived, by=by)
        case DeleteMap():
            gone = delete_map(store, journey, by=by)
            return f"“{gone.title}” is deleted. It can be brought back until {until(gone)}."
        case BringBackMap():
            return f"“{bring_back(store, journey).title}” is back, with its history and its answers."
    return ""
