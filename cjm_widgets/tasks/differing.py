"""Which two maps are compared: maps of a folder, editions of them, files, or what finished runs told of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.formats.difference_page import Choosing, page_of
from cjm_widgets.formats.leaving import leaving
from cjm_widgets.formats.registry import readable
from cjm_widgets.journey.dates import shown
from cjm_widgets.journey.differing import Difference, difference
from cjm_widgets.journey.differing.account import Account, Side, account
from cjm_widgets.store import StoreError
from cjm_widgets.tasks.choosing import choose
from cjm_widgets.tasks.exporting import edition_named
from cjm_widgets.tasks.finished_runs import MANIFEST, done_in
from cjm_widgets.tasks.importing import read_map
from cjm_widgets.tasks.maps_files import KEPT_MAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import JourneyStore
    from cjm_widgets.store.address import Place

    StoreIn = Callable[[Place], JourneyStore]

_AT: Final = "@"
NO_MAP: Final = "There is no map “{}” here."
NOTHING_KEPT: Final = "No edition of this map is kept yet. Keep one, and later this page tells what moved since."
_PARTLY: Final = "“{}” may hold only a part of its map: what is missing there may only have been left out of the file."


@dataclass(frozen=True, slots=True)
class Compared:
    """A side of the comparison.

    Args:
        journey: the map, as it may leave.
        side: what it is called, and its date.
        by_id: whether its items have the ids of a map.
    """

    journey: Journey
    side: Side
    by_id: bool = True


def compare(before: Compared, after: Compared, today: date) -> tuple[Difference, Account]:
    """What differs, and the same in words.

    Args:
        before: the earlier side.
        after: the later one.
        today: the day it is.
    """
    found = difference(before.journey, after.journey, today, by_id=before.by_id and after.by_id)
    return found, account(found, before.side, after.side)


def found_side(name: str, folder: Place, store_in: StoreIn, today: date) -> Compared:
    """The map that is meant.

    Args:
        name: the id of a map of the folder or the path of its file; the same with “@” and the name of an edition; the
            path of a file in which a map left; or the folder of a finished run of one map.
        folder: of the maps, or their database.
        store_in: the maps of such a place.
        today: the day it is.

    Raises:
        StoreError: if there is no such map, or it cannot be opened.
        FormatError: if there is no such edition, or the file cannot be read.
    """
    path = Path(name)
    if runs := kept_by_run(path):
        if len(runs) > 1:
            raise StoreError(
                f"“{name}” is a run of several maps. Name one of them: {', '.join(map(str, runs.values()))}."
            )
        return side_of_run(*runs.values())
    plain = name.casefold()
    if path.is_file() and not _is_kept(path) and any(plain.endswith(one.ending) for one in readable()):
        return _in_file(path)
    asked, edition = (name, "") if path.is_file() else split(name)
    chosen = choose(asked, "", folder)
    store = store_in(chosen.place)
    if chosen.journey not in store.ids():
        raise StoreError(f"{NO_MAP.format(asked)} Nor is there a file or a finished run of that name.")
    return of_map(store, store.open(chosen.journey), edition, today)


def kept_by_run(path: Path) -> dict[str, Path]:
    """The folders in which a finished run kept a map, by their names in it; "" for the folder itself.

    What an earlier run left in the same folder is none of them.

    Args:
        path: of the run; of anything else there are none.
    """
    if (path / KEPT_MAP).is_file():
        return {"": path}
    found = {one.parent.name: one.parent for one in sorted(path.glob(f"*/{KEPT_MAP}"))}
    manifest = path / MANIFEST
    if not manifest.is_file():
        return found
    done = done_in(manifest.read_bytes())
    now = {name.partition("/")[0] for name, one in done.items() if name.endswith(f"/{KEPT_MAP}") and not one["fault"]}
    return {name: folder for name, folder in found.items() if name in now}


def side_of_run(folder: Path) -> Compared:
    """A map as a finished run told of it.

    Args:
        folder: in which the run kept it.

    Raises:
        FormatError: if it cannot be read.
    """
    return _in_file(folder / KEPT_MAP, str(folder))


def split(name: str) -> tuple[str, str]:
    """The map and the edition of it in “airport@After the first workshop”; "" for the map as it stands."""
    asked, _, edition = name.partition(_AT)
    return asked, edition


def of_map(store: JourneyStore, journey: Journey, edition: str, today: date) -> Compared:
    """A map as it stands, or as it stood in an edition.

    Args:
        store: where it is kept.
        journey: the map as it is now.
        edition: the id or the name of an edition; "" for the map as it stands.
        today: the day it is.

    Raises:
        FormatError: if there is no such edition.
    """
    title = journey.title.strip() or journey.id
    kept = edition_named(journey, edition)
    if kept is None:
        return Compared(leaving(journey)[0], Side(f"{title} as it stands", shown(today.isoformat())))
    then = store.at(journey.id, kept.revision)
    name = f"{title}, edition “{kept.name.strip() or kept.id}”"
    return Compared(leaving(then, journey)[0], Side(name, shown(kept.date) or kept.date_note.strip()))


def choices(store: JourneyStore, journey: Journey, *, others: bool) -> tuple[tuple[str, str], ...]:
    """What a map can be compared with, as `found_side` takes it, and what it is called: the latest edition first.

    Args:
        store: the folder.
        journey: the map.
        others: whether other maps are offered.
    """
    kept = [one for one in reversed(journey.editions) if one.revision]
    dates = [shown(one.date) or one.date_note.strip() for one in kept]
    found = [
        (f"{journey.id}{_AT}{one.id}", f"{one.name.strip() or one.id}{f' ({when})' if when else ''}")
        for one, when in zip(kept, dates, strict=True)
    ]
    if others:
        found += [
            (one.id, f"Another map: {one.title}") for one in store.entries() if one.journey and one.id != journey.id
        ]
    return tuple(found)


def moved_page(  # noqa: PLR0913 - what is compared, and what the page leads to
    store: JourneyStore, journey_id: str, earlier: str, today: date, *, others: bool, behind: tuple[str, str]
) -> bytes:
    """The page that tells what moved on a map, and on which one chooses since when.

    Args:
        store: the folder.
        journey_id: the map.
        earlier: one of its `choices`; "" for its latest edition, and never for another map, perhaps of another
            journey.
        today: the day it is.
        others: whether other maps may be seen.
        behind: the address of the page that one comes from, and its name if it is a page of all maps, else "".

    Raises:
        StoreError: if there is no such map, or it cannot be opened.
        FormatError: if there is no such edition.
    """
    if journey_id not in store.ids():
        raise StoreError(NO_MAP.format(journey_id))
    journey = store.open(journey_id)
    offered = choices(store, journey, others=others)
    chosen = earlier or next((value for value, _ in offered if split(value)[1]), "")
    choosing = Choosing(journey_id, offered, chosen, *behind)
    name, edition = split(chosen)
    if not name:
        return page_of(Difference(), Account(NOTHING_KEPT, differs=False, parts=()), journey.language, choosing)
    if name != journey_id and (not others or name not in store.ids()):
        raise StoreError(NO_MAP.format(name))
    before = of_map(store, journey if name == journey_id else store.open(name), edition, today)
    return page_of(*compare(before, of_map(store, journey, "", today), today), journey.language, choosing)


def _is_kept(path: Path) -> bool:
    """Whether a file is a map in its folder, with its history beside it."""
    return path.suffix == ".json" and path.with_name(f"{path.name.removesuffix('.json')}.log.jsonl").is_file()


def _in_file(path: Path, called: str = "") -> Compared:
    found = read_map(path)
    called = called or path.name
    title = found.journey.title.strip()
    note = "" if found.has_ids else _PARTLY.format(path.name)
    return Compared(
        leaving(found.journey)[0], Side(f"{title}, {called}" if title else called, note=note), found.has_ids
    )
