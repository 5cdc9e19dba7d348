"""The open start page: lists the journeys of a folder and makes new ones."""

from __future__ import annotations

import json
import re
from functools import cache

from pydantic import ValidationError

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import start
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.closing import Steps
from cjm_widgets.pages.session import page_of
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Entry, Store, StoreError
from cjm_widgets.store.names import is_id
from cjm_widgets.widgets.page import PageWidget
from cjm_widgets.widgets.protocol import ActionRefused, MakeMap, Ping, Pong, Went, received
from cjm_widgets.workshop.visitor import Visitor

LONGEST_TITLE = 200

ALONE = Visitor()
"""A person on their own computer."""

_DEMOS = ("employer", "airport")

STARTERS = (
    ("blank", "An empty map", "Begin with nothing; the pages lead you step by step."),
    (
        "employer",
        "An employer and a training provider",
        "A filled example: a business relationship in six steps.",
    ),
    ("student", "From looking for a course to the first week", "A filled example: a college, in eight steps."),
    ("outpatient", "A first outpatient appointment", "A filled example: a hospital, in nine steps."),
    ("airport", "Through the airport", "A filled example with real survey figures for ten steps."),
)


def starter(name: str) -> Journey:
    """A starter journey that comes with the package.

    Args:
        name: "blank", "employer" or another file in templates/journeys.

    Raises:
        ValueError: if there is no such starter; the text lists the ones there are.
    """
    folder = shipped("templates") / "journeys"
    names = sorted(path.stem for path in folder.glob("*.json"))
    if name not in names:
        raise ValueError(f"There is no starter journey “{name}”. There are: {', '.join(names)}.")
    return Journey.model_validate(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))


def make_journey(store: Store, title: str, starter_name: str, *, by: str = "", journey_id: str = "") -> Journey:
    """A new journey in the folder, made from a starter.

    Args:
        store: the folder.
        title: what people will look for in the list.
        starter_name: as for `starter`.
        by: who makes it.
        journey_id: its id, or "" for one made from the title.

    Raises:
        ValueError: if the title is empty, too long or taken, or there is no such starter.
        StoreError: if it cannot be saved.
    """
    return make_from(store, title, starter(starter_name), by=by, journey_id=journey_id)


def make_from(store: Store, title: str, start: Journey, *, by: str = "", journey_id: str = "") -> Journey:
    """A new journey in the folder, begun with what another holds.

    Args:
        store: the folder.
        title: what people will look for in the list.
        start: the journey to begin with.
        by: who makes it.
        journey_id: its id, or "" for one made from the title.

    Raises:
        ValueError: if the title is empty, too long or taken.
        StoreError: if it cannot be saved.
    """
    title = title.strip()
    if not title:
        raise ValueError("Give the journey a name, so that you find it again.")
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"This name is too long; at most {LONGEST_TITLE} letters fit.")
    if not journey_id and title.casefold() in {entry.title.casefold() for entry in store.entries()}:
        raise ValueError(f"There is a map called “{title}” already. Go on with it above, or choose another name.")
    scope = start.scope if start.scope.journey_type else start.scope.model_copy(update={"journey_type": title})
    made = start.model_copy(
        update={"id": journey_id or id_from_title(title, store.ids()), "title": title, "scope": scope, "revision": ""}
    )
    return store.create(made, by=by)


def make_demos(store: Store) -> tuple[str, ...]:
    """Puts the filled examples into a folder that holds no journey yet; returns their ids."""
    if store.ids():
        return ()
    names = _DEMOS
    for name in names:
        store.create(starter(name))
    return names


@cache
def _examples() -> dict[str, str]:
    return {name: starter(name).title for name, _, _ in STARTERS if name != "blank"}


class StartSession:
    """Binds the start page to a folder of journeys.

    Args:
        store: the folder.
        visitor: who looks; a participant sees and makes nothing here.
    """

    def __init__(self, store: Store, visitor: Visitor = ALONE) -> None:
        self._store = store
        self._visitor = visitor
        self._steps = Steps(store.folder, visitor, start.PAGE.name)
        self.widget = PageWidget(
            page=page_of(start.PAGE, None),
            view=self._view(),
            summary=self._summary(),
            workshop=self._steps.view(),
            on_message=self.on_message,
        )

    def follow(self) -> None:
        """Follows what the facilitator says of the steps, where an event loop runs."""
        self._steps.follow(self._look_at_steps)

    def on_message(self, content: object) -> None:
        """Answers one message from the browser, whatever it holds."""
        message = received("start", content, leads=self._visitor.facilitates)
        match message:
            case Ping():
                self.widget.view = self._view()
                self.widget.say(Pong())
            case MakeMap():
                self._make(message)
            case ActionRefused():
                self.widget.say(message)

    def _look_at_steps(self) -> None:
        self.widget.workshop = self._steps.view()

    def _make(self, asked: MakeMap) -> None:
        try:
            made = make_journey(self._store, asked.title, asked.starter, by=asked.by[:80])
        except (ValueError, StoreError, ValidationError) as error:
            self.widget.say(ActionRefused(action=asked.action, say=str(error)))
            return
        self.widget.say(Went(file=PAGES[1].file, journey=made.id))

    def _entries(self) -> tuple[Entry, ...]:
        return self._store.entries() if self._visitor.facilitates else ()

    def _view(self) -> dict[str, object]:
        titles: dict[str, tuple[str, str]] = {page.name: (page.file, page.title) for page in PAGES[1:]}
        return {
            "journeys": start.journeys_view(self._entries(), titles, _examples()),
            "starters": [{"name": name, "title": title, "say": say} for name, title, say in STARTERS],
            "advice": [],
        }

    def _summary(self) -> str:
        lines = [
            f"{entry.title or entry.id}{': ' + entry.problem if entry.problem else ''}" for entry in self._entries()
        ]
        return "\n".join(["Journeys in this folder:", *lines]) if lines else "No journeys in this folder yet."


def id_from_title(title: str, taken: tuple[str, ...]) -> str:
    """A journey's id made from its title, different from those taken.

    Args:
        title: what a person typed.
        taken: the ids that exist.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", _without_accents(title.lower())).strip("-")[:48].strip("-") or "journey"
    if not is_id(plain):
        plain = f"{plain}-map"
    if plain not in taken:
        return plain
    return next(name for name in (f"{plain}-{number}" for number in range(2, 10_000)) if name not in taken)


def _without_accents(text: str) -> str:
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
