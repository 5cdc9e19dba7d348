"""What is due, settled from where all maps are seen: an ordinary edit of its map, with a way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from cjm_widgets.journey.dates import HOW_TO_WRITE, read, shown
from cjm_widgets.journey.edits import EditError, value_at
from cjm_widgets.journey.fields import SHORT_LIMIT
from cjm_widgets.journey.still_to_do import REVIEW
from cjm_widgets.journey.wording import quoted
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.maps import change_map

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore

How = Literal["done", "still-true", "move"]
_UNFIT: Final = "This cannot be said of it."


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of something that is due.

    Args:
        at: where it stands in its map.
        how: that it is done or still true, or that its date or its owner is another.
        due: to move it: its date, as a person writes it; "" leaves it.
        owner: to move it: who takes it on; "" leaves it as it is.
    """

    at: str
    how: How
    due: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Something that was settled, and how it was before.

    Args:
        journey: the map.
        say: what was done, as a sentence.
        edits: what was changed.
    """

    journey: str
    say: str
    edits: tuple[Edit, ...]


def settle(store: JourneyStore, journey_id: str, said: Said, today: date, *, by: str = "") -> Settled:
    """Does with something that is due what is said of it: an ordinary edit of its map.

    Args:
        store: the folder.
        journey_id: the map.
        said: what is said.
        today: the day it is.
        by: who says so.

    Raises:
        StoreError: if it cannot be, as a sentence.
    """
    before = store.open(journey_id)
    at, name = said.at, _name(before, said.at)
    if said.how == "done" and at.startswith("solutions/"):
        wanted, say = {f"{at}/state": "done", f"{at}/since": today.isoformat()}, f"{name} is done."
    elif said.how == "still-true" and at == REVIEW:
        wanted, say = {"care/still_true": today.isoformat()}, f"{name} was looked at today and is still true."
    elif said.how == "move":
        wanted, say = _moved(before, said, name, today)
    else:
        raise StoreError(_UNFIT)
    return Settled(journey_id, say, change_map(store, before, wanted, by))


def take_back(store: JourneyStore, settled: Settled, *, by: str = "") -> str:
    """Puts back what was settled; not where somebody has changed it since.

    Args:
        store: the folder.
        settled: what was settled.
        by: who takes it back.

    Returns:
        What was done, as a sentence.

    Raises:
        StoreError: if it cannot be, as a sentence; then all stays as it is.
    """
    now = store.open(settled.journey)
    try:
        same = all(value_at(now, edit.path) == edit.new for edit in settled.edits)
    except EditError as error:
        raise StoreError(str(error)) from error
    if not same:
        raise StoreError("Somebody has changed it since, so nothing was undone.")
    change_map(store, now, {edit.path: edit.old for edit in settled.edits}, by)
    return f"Undone: {settled.say}"


def _name(journey: Journey, at: str) -> str:
    """What something that is due is called, in quotation marks."""
    if at == REVIEW:
        return quoted(journey.title or journey.id)
    solutions = {f"solutions/{one.id}": one.title for one in journey.solutions}
    titles = solutions | {f"indicators/{one.id}": one.name for one in journey.indicators}
    if at not in titles:
        raise StoreError("It is not on the map any more.")
    return quoted(" ".join(titles[at].split()) or ("This solution" if at in solutions else "This figure"))


def _moved(journey: Journey, said: Said, name: str, today: date) -> tuple[dict[str, Any], str]:
    at, wanted, words = said.at, {}, []
    if said.due.strip():
        day = read(said.due, today)
        if day is None:
            raise StoreError(f"“{said.due.strip()}” is no date. {HOW_TO_WRITE}")
        wanted[at if at == REVIEW else f"{at}/due"] = day
        if at != REVIEW and value_at(journey, f"{at}/due_note"):
            wanted[f"{at}/due_note"] = ""
        words.append(f"is due {shown(day)}")
    if owner := said.owner.strip():
        if len(owner) > SHORT_LIMIT:
            raise StoreError(f"The name of who takes it on is too long; at most {SHORT_LIMIT} letters fit.")
        if not at.startswith("solutions/"):
            raise StoreError(_UNFIT)
        wanted[f"{at}/owner"] = owner
        words.append(f"is taken on by {owner}")
    if not wanted:
        raise StoreError(HOW_TO_WRITE)
    return wanted, f"{name} {' and '.join(words)}."
