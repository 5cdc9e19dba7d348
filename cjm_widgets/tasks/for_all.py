"""What the facilitator does for several teams at once: make their maps, keep editions, reveal what they rated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from cjm_widgets.journey.apart import hide_again, reveal, state_of, unrevealed
from cjm_widgets.journey.edits import sentence
from cjm_widgets.store import JourneyStore, StoreError
from cjm_widgets.tasks.editions import NO_NAME, keep_edition
from cjm_widgets.tasks.making import day_now, make_from, starter
from cjm_widgets.tasks.maps import copy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.rounds import RoundName

MOST_AT_ONCE: Final = 40
"""So many maps are made in one go at most."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of something that was to be done for several teams.

    Args:
        done: the ids of the journeys for which it was done.
        failed: for each other one its title, or what was typed, and why it was not done.
    """

    done: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


def make_for_teams(store: JourneyStore, titles: Sequence[str], begin_with: str, *, by: str = "") -> Outcome:
    """A map for each team.

    Args:
        store: the folder.
        titles: what each is called; empty lines count for nothing.
        begin_with: "starter:NAME" for one of the examples that come with the package, or "copy:ID" for a map of the
            folder. A copy leaves its editions, and what people rated for themselves, behind.
        by: who makes them.

    Raises:
        StoreError: if nothing can be made, as a sentence.
    """
    wanted = [line.strip() for line in titles if line.strip()]
    if not wanted:
        raise StoreError("Write the name of at least one team.")
    if len(wanted) > MOST_AT_ONCE:
        raise StoreError(f"These are {len(wanted)} names. At most {MOST_AT_ONCE} maps can be made in one go.")
    start = _begun(store, begin_with)
    done, failed = [], []
    for title in wanted:
        try:
            done.append(make_from(store, title, start, by=by).id)
        except ValidationError as error:
            failed.append((title, sentence(error)))
        except (ValueError, StoreError) as error:
            failed.append((title, str(error)))
    return Outcome(tuple(done), tuple(failed))


def _begun(store: JourneyStore, begin_with: str) -> Journey:
    kind, _, name = begin_with.partition(":")
    if kind == "copy":
        return copy_of(store.open(name))
    try:
        return starter(name, today=day_now())
    except ValueError as error:
        raise StoreError(str(error)) from error


def keep_for_all(store: JourneyStore, name: str, note: str, *, by: str = "") -> Outcome:
    """An edition of every map of the folder; where one fails the others are kept all the same.

    Raises:
        StoreError: if the edition has no name.
    """
    if not name.strip():
        raise StoreError(NO_NAME)
    return _for_each(store, lambda journey: bool(keep_edition(store, journey, name, note, by)))


def reveal_for_all(store: JourneyStore, about: RoundName, *, in_room: bool, by: str = "", only: str = "") -> Outcome:
    """Shows what people rated for themselves, to all teams that rate apart, or to one.

    A team in which nobody has rated goes on rating apart: there is nothing to show, and it would be locked out.

    Args:
        store: the folder.
        about: ratings, or dots on moments of truth or solutions.
        in_room: whether the workbook is served to a room.
        by: who reveals it.
        only: the id of one journey; "" for all.
    """

    def show(journey: Journey) -> bool:
        if state_of(journey, about, in_room) != "apart" or unrevealed(journey, about, in_room):
            return False
        store.save(journey.id, [reveal(journey, about, by)])
        return True

    return _for_each(store, show, only)


def hide_for_all(store: JourneyStore, about: RoundName, *, in_room: bool, by: str = "", only: str = "") -> Outcome:
    """Lets people rate apart again; as for `reveal_for_all`. A team that never rated apart does so only when named."""
    before = ("together", "off") if only else ("together",)

    def hide(journey: Journey) -> bool:
        if state_of(journey, about, in_room) not in before:
            return False
        store.save(journey.id, [hide_again(journey, about, by)])
        return True

    return _for_each(store, hide, only)


def _for_each(store: JourneyStore, do: Callable[[Journey], bool], only: str = "") -> Outcome:
    done, failed = [], []
    for entry in store.entries():
        if only and entry.id != only:
            continue
        if entry.journey is None:
            failed.append((entry.title, entry.problem))
            continue
        try:
            if do(entry.journey):
                done.append(entry.id)
        except StoreError as error:
            failed.append((entry.title, str(error)))
    return Outcome(tuple(done), tuple(failed))
