"""Making a map: from an example that comes with the package, from another map, or the first ones of a folder."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from cjm_widgets.journey.fault import UnfitError
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.moved_dates import moved_to
from cjm_widgets.shipped import shipped
from cjm_widgets.store.errors import StoreError
from cjm_widgets.store.names import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_widgets.store import Entry, JourneyStore

LONGEST_TITLE = 200
_day_of_a_run: Final[ContextVar[date | None]] = ContextVar("the day of a run", default=None)

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


def starter(name: str, *, today: date | None = None) -> Journey:
    """A starter journey that comes with the package.

    Args:
        name: "blank", "employer" or another file in templates/journeys.
        today: the day it is, so that what is due lies ahead; None leaves the dates as they are in the file.

    Raises:
        UnfitError: if there is no such starter; the text lists the ones there are.
    """
    folder = shipped("templates") / "journeys"
    names = sorted(path.stem for path in folder.glob("*.json"))
    if name not in names:
        raise UnfitError(f"There is no starter journey “{name}”. There are: {', '.join(names)}.")
    found = Journey.model_validate(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    return moved_to(found, today) if today else found


@cache
def example_titles() -> dict[str, str]:
    """What the examples are called that come with the package, by their ids."""
    return {name: starter(name).title for name, _, _ in STARTERS if name != "blank"}


def is_example(entry: Entry) -> bool:
    """Whether a map is one of the examples, as it came: of its id and its name, and not put away."""
    away = entry.journey is not None and entry.journey.archived
    return not away and example_titles().get(entry.id) == entry.title


def make_journey(store: JourneyStore, title: str, starter_name: str, *, by: str = "", journey_id: str = "") -> Journey:
    """A new journey in the folder, made from a starter.

    Args:
        store: the folder.
        title: what people will look for in the list.
        starter_name: as for `starter`.
        by: who makes it.
        journey_id: its id, or "" for one made from the title.

    Raises:
        UnfitError: if the title is empty, too long or taken, or there is no such starter.
        StoreError: if it cannot be saved.
    """
    return make_from(store, title, starter(starter_name, today=day_now()), by=by, journey_id=journey_id)


def make_from(store: JourneyStore, title: str, start: Journey, *, by: str = "", journey_id: str = "") -> Journey:
    """A new journey in the folder, begun with what another holds.

    Args:
        store: the folder.
        title: what people will look for in the list.
        start: the journey to begin with.
        by: who makes it.
        journey_id: its id, or "" for one made from the title.

    Raises:
        UnfitError: if the title is empty, too long or taken.
        StoreError: if it cannot be saved.
    """
    title = title_that_fits(title, () if journey_id else store.entries())
    scope = start.scope if start.scope.journey_type else start.scope.model_copy(update={"journey_type": title})
    made = start.model_copy(
        update={"id": journey_id or id_from_title(title, taken(store)), "title": title, "scope": scope, "revision": ""}
    )
    return store.create(made, by=by)


def make_begun(store: JourneyStore, title: str, start: Journey, *, by: str = "", journey_id: str = "") -> Journey:
    """A new journey in the folder from one that came in, without what belonged to its own folder.

    Args:
        store: the folder.
        title: what it is to be called; its own title if "".
        start: what came in.
        by: who brings it.
        journey_id: its id, or "" for one made from the title.

    Raises:
        UnfitError: if the title is empty, too long or taken.
        StoreError: if it cannot be saved.
    """
    start = start.model_copy(update={"editions": (), "archived": False, "copied_from": ""})
    return make_from(store, title or start.title, start, by=by, journey_id=journey_id)


def title_that_fits(title: str, others: Iterable[Entry]) -> str:
    """What a map is to be called, as it is kept.

    Args:
        title: what a person typed.
        others: the maps that may not be called so too.

    Raises:
        UnfitError: if the title is empty, too long or taken.
    """
    title = normalize("NFC", title.strip())  # an é is one sign or two, by the computer; it reads the same
    if not title:
        raise UnfitError("Give the journey a name, so that you find it again.")
    if len(title) > LONGEST_TITLE:
        raise UnfitError(f"This name is too long; at most {LONGEST_TITLE} letters fit.")
    if title.casefold() in {normalize("NFC", entry.title).casefold() for entry in others}:
        raise UnfitError(f"There is a map called “{title}” already. Go on with it, or choose another name.")
    return title


def taken(store: JourneyStore) -> tuple[str, ...]:
    """The ids that no new map may have: of the maps there are, and of those that can still be brought back."""
    return (*store.ids(), *(one.id for one in store.bin().deleted()))


def make_demos(store: JourneyStore) -> tuple[str, ...]:
    """Puts the filled examples into a place that holds no journey yet; returns the ids of those that were made here."""
    return () if store.ids() else tuple(name for name in _DEMOS if _is_made(store, name))


def _is_made(store: JourneyStore, name: str) -> bool:
    try:
        store.create(starter(name, today=day_now()))
    except StoreError:
        if name in store.ids():  # another server was a moment earlier
            return False
        raise
    return True


def day_now() -> date:
    """The day it is: that of the run where there is one, else where this computer stands."""
    return _day_of_a_run.get() or datetime.now().astimezone().date()


@contextmanager
def on_day(day: str) -> Iterator[None]:
    """For as long as it lasts it is a day that was handed over: all of a run is of one day, wherever it runs.

    Args:
        day: such as 2026-05-03; "" where none was.
    """
    token = _day_of_a_run.set(date.fromisoformat(day) if day else None)
    try:
        yield
    finally:
        _day_of_a_run.reset(token)


def id_from_title(title: str, ids: tuple[str, ...]) -> str:
    """A journey's id made from its title, different from those taken.

    Args:
        title: what a person typed.
        ids: those that are taken.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", _without_accents(title.lower())).strip("-")[:48].strip("-") or "journey"
    if not is_id(plain):
        plain = f"{plain}-map"
    if plain not in ids:
        return plain
    return next(name for name in (f"{plain}-{number}" for number in range(2, 10_000)) if name not in ids)


def _without_accents(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
