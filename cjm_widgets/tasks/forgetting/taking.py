"""Taking a person out of all that a place keeps. Each step can be done again, so that what stops it loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.journey.person import Person, edits_without
from cjm_widgets.store import Deleted, StoreError
from cjm_widgets.store.binned import NOTE, PLACE, note_of
from cjm_widgets.store.place import FOLDER
from cjm_widgets.store.rewriting import OTHERS_WRITE, TRIES, rewrite
from cjm_widgets.tasks.forgetting import under_way
from cjm_widgets.tasks.forgetting.heard import Kept, all_kept
from cjm_widgets.tasks.forgetting.looking import Looked, lines_of, logs_of
from cjm_widgets.workshop.nameless import Nameless

if TYPE_CHECKING:
    from cjm_widgets.store import JourneyStore

BY = "cjm forget"
"""Who is named in the history for what goes from a map."""


def take_out(store: JourneyStore, looked: Looked) -> None:
    """Takes a person out of all that a place keeps.

    Args:
        store: the place.
        looked: what was found of them there.

    Raises:
        StoreError: if something of it cannot be done; `finish` goes on with it.
    """
    _allowed(store)
    if used := [one for one in looked.unread if one.where in store.ids()]:
        raise StoreError(f"Nothing was changed, since a map cannot be read. {used[0].text}")
    finish(store)  # what was begun before
    under_way.begin(store, looked.person, looked.browsers)
    finish(store)


def finish(store: JourneyStore) -> int:
    """Goes on with what was begun and not done.

    Args:
        store: the place.

    Returns:
        How many people that were.

    Raises:
        StoreError: if something of it cannot be done.
    """
    found = under_way.begun(store)
    if found:
        _allowed(store)
    for person, browsers in found:
        Nameless(store).add(browsers)
        for kept in all_kept(store):
            _from_map(kept, person)
        for name, one in store.bin().kept():
            _from_note(store, name, one, person)
        for path in logs_of(store):
            _from_log(path, person)
        _from_those_here(store, person)
        under_way.ended(store, person, browsers)
    return len(found)


def _allowed(store: JourneyStore) -> None:
    """Raises an error where a database does not let this role take anything out of a history."""
    if not isinstance(store.place, Path):
        from cjm_widgets.store.postgres.removed import may_erase

        if not may_erase(store.place):
            raise StoreError(
                "The role that serves the maps may not take anything out of a history. Use the address of the role for "
                "maintenance: cjm store prepare makes one with --maintenance."
            )


def _from_map(kept: Kept, person: Person) -> None:
    store, journey_id = kept.store, kept.id
    try:
        if not _is_in(kept, person):
            return
    except StoreError:
        if kept.bin:
            return  # nobody can bring it back, and it goes for good
        raise
    for _ in range(TRIES):
        edits = list(edits_without(store.open(journey_id), person, BY))
        saved = store.save(journey_id, edits)
        if saved.refused:
            raise StoreError(saved.refused[0].say)
        if not list(edits_without(saved.journey, person, BY)) and rewrite(store, journey_id, lambda _: person):
            break
    else:
        raise StoreError(OTHERS_WRITE)
    for name, data in store.aside(journey_id).items():
        if person.is_named_in(data):
            store.beside().remove(name)


def _is_in(kept: Kept, person: Person) -> bool:
    return (
        any(person.line(edit) is not edit for edit in kept.edits())
        or bool(list(edits_without(kept.store.open(kept.id), person, BY)))
        or any(map(person.is_named_in, (*kept.store.aside(kept.id).values(), *_unread(kept))))
    )


def _unread(kept: Kept) -> list[bytes]:
    """The damaged lines of a history."""
    wrong = kept.store.unreadable(kept.id)
    lines = [
        line
        for name, data in kept.store.copied(kept.id).items()
        if wrong and name.endswith(".jsonl")
        for line in data.split(b"\n")
    ]
    return [lines[number - 1] for number in wrong]


def _from_note(store: JourneyStore, name: str, one: Deleted, person: Person) -> None:
    by, title = "" if person.is_called(one.by) else one.by, person.text(("", "title"), one.title)
    if (by, title) != (one.by, one.title):
        store.beside().keep(f"{FOLDER}/{PLACE}/{name}/{NOTE}", note_of(Deleted(one.id, title, by, one.at)))


def _from_log(path: Path, person: Person) -> None:
    """Out of a log in place: a server that runs goes on writing at its end."""
    gone = set(lines_of(path, person))
    if gone:
        kept = b"".join(line for line in path.read_bytes().splitlines(keepends=True) if line not in gone)
        with path.open("r+b") as file:
            file.write(kept)
            file.truncate()


def _from_those_here(store: JourneyStore, person: Person) -> None:
    if not isinstance(store.place, Path):
        from cjm_widgets.store.postgres.removed import leave

        leave(store.place, person.is_called)
