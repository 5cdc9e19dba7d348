"""The open start page: lists the journeys of a folder and makes new ones."""

from __future__ import annotations

import json

from pydantic import ValidationError

from cjm_widgets.journey.model import Journey
from cjm_widgets.pages import start
from cjm_widgets.pages.book import PAGES
from cjm_widgets.pages.session import id_from_title, page_of
from cjm_widgets.shipped import shipped
from cjm_widgets.store import Store, StoreError
from cjm_widgets.widgets.page import Message, PageWidget

LONGEST_TITLE = 200

_STARTERS = (
    ("blank", "An empty map", "Begin with nothing; the pages lead you step by step."),
    (
        "employer",
        "An employer and a training provider",
        "A filled example: five key points of a business relationship.",
    ),
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


def make_journey(store: Store, title: str, starter_name: str, *, by: str = "") -> Journey:
    """A new journey in the folder, made from a starter.

    Args:
        store: the folder.
        title: what people will look for in the list.
        starter_name: as for `starter`.
        by: who makes it.

    Raises:
        ValueError: if the title is empty or too long, or there is no such starter.
        StoreError: if it cannot be saved.
    """
    title = title.strip()
    if not title:
        raise ValueError("Give the journey a name, so that you find it again.")
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"This name is too long; at most {LONGEST_TITLE} letters fit.")
    made = starter(starter_name).model_copy(
        update={"id": id_from_title(title, store.ids()), "title": title, "revision": ""}
    )
    return store.create(made, by=by)


def make_demos(store: Store) -> tuple[str, ...]:
    """Puts the filled examples into a folder that holds no journey yet; returns their ids."""
    if store.ids():
        return ()
    names = tuple(name for name, _, _ in _STARTERS if name != "blank")
    for name in names:
        store.create(starter(name))
    return names


class StartSession:
    """Binds the start page to a folder of journeys.

    Args:
        store: the folder.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.widget = PageWidget(
            page=page_of(start.PAGE, None), view=self._view(), summary=self._summary(), on_message=self.heard
        )

    def heard(self, message: Message) -> None:
        """Answers one message from the browser, whatever it holds."""
        if message.get("kind") == "ping":
            self.widget.view = self._view()
            self.widget.tell({"kind": "pong"})
        elif message.get("kind") == "action" and message.get("name") == "make":
            self._make(message)

    def _make(self, message: Message) -> None:
        try:
            made = make_journey(
                self._store,
                str(message.get("title", "")),
                str(message.get("starter", "blank")),
                by=str(message.get("by", ""))[:80],
            )
        except (ValueError, StoreError, ValidationError) as error:
            self.widget.tell({"kind": "action-refused", "say": str(error)})
            return
        self.widget.tell({"kind": "went", "file": PAGES[1].file, "journey": made.id})

    def _view(self) -> dict[str, object]:
        titles: dict[str, tuple[str, str]] = {page.name: (page.file, page.title) for page in PAGES[1:]}
        return {
            "journeys": start.journeys_view(self._store.entries(), titles),
            "starters": [{"name": name, "title": title, "say": say} for name, title, say in _STARTERS],
            "advice": [],
        }

    def _summary(self) -> str:
        lines = [
            f"{entry.title or entry.id}{': ' + entry.problem if entry.problem else ''}"
            for entry in self._store.entries()
        ]
        return "\n".join(["Journeys in this folder:", *lines]) if lines else "No journeys in this folder yet."
