"""The maps of a folder, for people who write Python: opened, made, listed, deleted, brought back, and what is due."""

from __future__ import annotations

import os
import warnings
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.api.listing import Listing
from cjm_widgets.api.map import Map, author, store_of
from cjm_widgets.journey.fault import CjmWarning
from cjm_widgets.store import opened_store
from cjm_widgets.store.address import place_at
from cjm_widgets.store.names import checked_id
from cjm_widgets.tasks import maps as whole
from cjm_widgets.tasks.choosing import choose, journeys_place
from cjm_widgets.tasks.due import find_due
from cjm_widgets.tasks.making import day_now, make_journey

if TYPE_CHECKING:
    from datetime import date

    from cjm_widgets.journey.still_to_do import ToDo
    from cjm_widgets.store import Deleted, Entry
    from cjm_widgets.store.address import Place

Folder = str | os.PathLike[str] | None
AnyMap = Map | str | os.PathLike[str]
"""A map that is open, or what opens it."""


def open(map: str | os.PathLike[str], *, folder: Folder = None, by: str = "") -> Map:
    """Opens a map.

    Args:
        map: its id, or the path of its file.
        folder: the folder of maps, or the address of a database of them (postgresql://…); “journeys” beside you, or
            what `cjm` was started with, if left out.
        by: who changes it, as the history tells; a change can say another.

    Raises:
        CjmError: if there is no such map, or it cannot be read.
    """
    chosen = choose(os.fspath(map), "", place_of(folder))
    opened = Map(chosen.place, checked_id(chosen.journey), by)
    opened.journey  # noqa: B018  a map that is not there is said at once
    return opened


def new(title: str, *, start: str = "blank", id: str = "", folder: Folder = None, by: str = "") -> Map:
    """Makes a map.

    Args:
        title: what people will look for in the list.
        start: what it begins with: “blank”, “employer”, “student”, “outpatient” or “airport”.
        id: its id; made from the title if left out.
        folder: as for `open`; made when it is not there.
        by: who makes it.

    Raises:
        CjmError: if the title is empty, too long or taken, or there is no such start.
    """
    place = place_of(folder)
    return Map(place, make_journey(opened_store(place), title, start, by=author(by), journey_id=id).id, by)


def maps(folder: Folder = None) -> Listing[Entry]:
    """The maps of a folder; one that cannot be read says why.

    Args:
        folder: as for `open`.
    """
    columns = {
        "Id": lambda one: one.id,
        "Map": lambda one: one.title,
        "Changed": lambda one: f"{datetime.fromtimestamp(one.changed).astimezone():%Y-%m-%d %H:%M}",
        "Archived": lambda one: "yes" if one.journey and one.journey.archived else "",
        "Problem": lambda one: one.problem,
    }
    return Listing("Maps", opened_store(place_of(folder)).entries(), columns)


def copy(map: AnyMap, title: str = "", *, by: str = "") -> Map:
    """Copies a map; its steps keep their ids, so that the two can be compared later.

    Args:
        map: which.
        title: what the copy is called; “Copy of …” if left out.
        by: who makes it.

    Raises:
        CjmError: if it cannot be copied.
    """
    one = opened(map)
    who = author(by, one)
    return Map(one.folder, whole.copy_map(store_of(one), one.id, title, by=who).id, who)


def rename(map: AnyMap, title: str, *, by: str = "") -> None:
    """Calls a map otherwise; its file and its address stay.

    Args:
        map: which.
        title: what people will look for in the list.
        by: who does it.

    Raises:
        CjmError: if the title is empty, too long or another map's.
    """
    one = opened(map)
    whole.describe_map(store_of(one), one.id, whole.About(title=title), by=author(by, one))


def archive(map: AnyMap, *, back: bool = False, by: str = "") -> None:
    """Puts a map away: it stands apart, and nothing reminds of it.

    Args:
        map: which.
        back: whether it is taken out again.
        by: who does it.

    Raises:
        CjmError: if it cannot be.
    """
    one = opened(map)
    whole.archive_map(store_of(one), one.id, archived=not back, by=author(by, one))


def delete(map: AnyMap, *, by: str = "") -> Deleted:
    """Deletes a map with its history and its answers; for 30 days `restore` brings it back.

    Args:
        map: which.
        by: who deletes it.

    Raises:
        CjmError: if it cannot be; then it is as it was.
    """
    one = opened(map)
    return whole.delete_map(store_of(one), one.id, by=author(by, one))


def deleted(folder: Folder = None) -> Listing[Deleted]:
    """The maps that `restore` can still bring back, the last deleted first.

    Args:
        folder: as for `open`.
    """
    columns = {
        "Id": lambda one: one.id,
        "Map": lambda one: one.title,
        "Deleted by": lambda one: one.by,
        "Kept until": whole.until,
    }
    return Listing("Deleted maps", whole.deleted_maps(opened_store(place_of(folder))), columns)


def restore(id: str, *, at: str = "", folder: Folder = None, by: str = "") -> Map:
    """Brings back a map that was deleted, one whose file is damaged, or an earlier state; nothing is lost.

    Args:
        id: of the map.
        at: a time, or the id of a change in its history, after which everything is taken back.
        folder: as for `open`.
        by: who brings it back.

    Raises:
        CjmError: if there is nothing to bring back.
    """
    place = place_of(folder)
    store = opened_store(place)
    if not at and id not in store.ids():
        whole.bring_back(store, id)
    else:
        store.restore(id, at=at or None, by=author(by))
    return Map(place, id, by)


def due(folder: Folder = None, *, days: int = 30, owner: str = "", today: date | None = None) -> Listing[ToDo]:
    """What is overdue, due soon, or without an owner or a date, over all maps of a folder.

    Args:
        folder: as for `open`. Maps that are archived, and the examples as they came, remind nobody.
        days: in how many days something counts as due soon.
        owner: only what this person or team does; “Nobody yet” for what is free.
        today: the day it is.
    """
    found = find_due(opened_store(place_of(folder)).entries(), today or day_now(), soon=days, owner=owner)
    for title, why in found.unread:
        warnings.warn(f"{title} cannot be read. {why}", CjmWarning, stacklevel=2)
    columns = {
        "When": lambda one: one.when or one.due,
        "What": lambda one: one.name,
        "Who": lambda one: one.who,
        "Map": lambda one: one.title,
        "State": lambda one: one.detail,
        "Group": lambda one: one.group,
    }
    return Listing("What is due", found.todos, columns)


def opened(map: AnyMap) -> Map:
    """The map itself, or the one that an id or a path opens."""
    return map if isinstance(map, Map) else open(map)


def place_of(folder: Folder) -> Place:
    """A folder of maps as a whole path, or a database."""
    if folder is None:
        return journeys_place()
    place = place_at(folder if isinstance(folder, str) else Path(folder))
    return place.expanduser().resolve() if isinstance(place, Path) else place
