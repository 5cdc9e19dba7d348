"""Where a person's name and what is their own stands in all that a place keeps: looked at, and nothing changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.journey.edits import AFTER
from cjm_widgets.journey.model import ITEM_ID
from cjm_widgets.journey.name_in_text import spelling, standing, written
from cjm_widgets.journey.on_paper import is_on_paper
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.person import NAMED, Person, edits_without, place_of_edit, texts_in
from cjm_widgets.journey.scales import OWN, is_own
from cjm_widgets.store import OUTSIDE, StoreError
from cjm_widgets.store.history import CHECKPOINT
from cjm_widgets.store.place import ANSWERS, FOLDER
from cjm_widgets.tasks.forgetting.heard import Heard, Kept, all_kept, stands_in
from cjm_widgets.tasks.making import id_from_title
from cjm_widgets.tasks.words import where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.store import Deleted, JourneyStore

AROUND: Final = 30
"""So many letters are shown before and after a name in a text."""
_OURS: Final = ("cjm ", CHECKPOINT, OUTSIDE)
LOGS: Final = ("server.log", "lab.log")


@dataclass(frozen=True, slots=True)
class At:
    """A place on a map.

    Args:
        where: in words.
        text: what stands there, or the part with the name.
    """

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class OnMap:
    """What one map has of a person.

    Args:
        id: the map's id.
        title: what it is called.
        deleted: whether it was deleted and can be brought back.
        changes: how many changes in its history carry the name.
        own: how many of their own ratings, dots and voices stand on it.
        named: where the name stands by itself: it goes.
        words: where it stands among other words on the map.
        past: how many lines of its history are changed or go, those with the name of who made them left aside.
        past_words: how many lines of its history have the name among other words.
        copies: damaged files that were kept beside it and name the person.
        ids: made-up ids of things on it in which the name is.
    """

    id: str
    title: str
    deleted: bool = False
    changes: int = 0
    own: int = 0
    named: tuple[At, ...] = ()
    words: tuple[At, ...] = ()
    past: int = 0
    past_words: int = 0
    copies: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def has_something(self) -> bool:
        """Whether anything of the person is in it."""
        return bool(self.changes or self.own or self.named or self.words or self.past or self.past_words or self.copies)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a place keeps of a person.

    Args:
        name: the name that was asked for.
        person: who it is.
        maps: those that have something of them.
        spellings: how the name is written otherwise, and how often.
        others: other people's names of which it is a part; they stay.
        parts: shorter names that are a part of it; they stay.
        shared: others who rated in the same browser; what was rated there stays, as nobody knows whose it is.
        browsers: the browsers in which nobody but this person wrote.
        numbers: the ids under which somebody rated for themselves.
        nameless: how many others rated here of whom no name is known.
        logs: how many lines of the server's logs name the person.
        files: other files beside the maps that name the person; they stay.
        unread: maps that cannot be read, each with why.
    """

    name: str
    person: Person
    maps: tuple[OnMap, ...] = ()
    spellings: Mapping[str, int] | None = None
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    browsers: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    nameless: int = 0
    logs: int = 0
    files: tuple[str, ...] = ()
    unread: tuple[At, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the person was found."""
        return not self.maps and not self.logs


def checked_name(name: str) -> str:
    """A person's name, as it counts.

    Raises:
        StoreError: if nobody can be called so.
    """
    found = written(name)
    if not any(sign.isalnum() for sign in found):
        raise StoreError("Say who is to be forgotten, such as: cjm forget “Ana Silva”")
    if any(spelling(found).startswith(spelling(one)) for one in _OURS) or spelling(found) == "cjm":
        raise StoreError(f"“{found}” is what the workbook itself writes into a history. It is nobody’s name.")
    return found


def checked_number(number: str) -> str:
    """The number under which a browser keeps what somebody rates for themselves, as it counts.

    Raises:
        StoreError: if it cannot be one.
    """
    found = number.strip().lower()
    if not is_own(found) or found == OWN or is_on_paper(found) or re.fullmatch(ITEM_ID, found) is None:
        raise StoreError(f"“{number}” is no such number. It stands under “Your name” on the person’s page: p-k3x9w2ab")
    return found


def look(
    store: JourneyStore, name: str, *, also: Sequence[str] = (), numbers: Iterable[str] = (), words: bool = False
) -> Looked:
    """Looks for a person in all that a place keeps; nothing is changed.

    Args:
        store: the place.
        name: the person's name, as it is written on the maps.
        also: other spellings or names of the same person.
        numbers: the ids under which they are known to have rated.
        words: whether the name is taken out of the middle of other words as well.

    Raises:
        StoreError: if a name or a number is nobody's, or the place cannot be read.
    """
    name, numbers = checked_name(name), frozenset(map(checked_number, numbers))
    heard = Heard(name, frozenset(map(checked_name, also)))
    kept, unread = [], []
    for one in all_kept(store):
        try:
            for edit in one.edits():
                heard.hear(edit)
            for _, text in texts_in(one.store.open(one.id).to_json()):
                heard.text(text)
        except StoreError as error:
            unread.append(At(one.id, str(error)))
        else:
            kept.append(one)
    person, notes = heard.person(numbers, words=words), dict(store.bin().kept())
    found = (_on_map(one, person, notes.get(one.bin)) for one in kept)
    return Looked(
        name,
        person,
        tuple(one for one in found if one.has_something or one.ids),
        dict(sorted(heard.spellings.items())),
        tuple(sorted(heard.others - heard.names)),
        tuple(sorted(heard.parts - heard.names)),
        tuple(sorted(heard.shared())),
        heard.own_browsers(),
        heard.numbers(),
        len(heard.nameless() - person.own),
        sum(len(list(lines_of(path, person))) for path in logs_of(store)),
        tuple(_files_with(store, person)),
        tuple(unread),
    )


def _on_map(kept: Kept, person: Person, note: Deleted | None) -> OnMap:
    journey = kept.store.open(kept.id)
    now = list(edits_without(journey, replace(person, words=True), ""))
    own = [edit for edit in now if edit.new is None]
    named = [edit for edit in now if edit.new is not None and _is_name(edit, person)]
    lines = [(edit, person.line(edit)) for edit in kept.edits()]
    return OnMap(
        kept.id,
        journey.title or kept.id,
        bool(kept.bin),
        sum(person.is_called(edit.by) for edit, _ in lines) + bool(note and person.is_called(note.by)),
        len(own),
        tuple(At(where(journey, edit.path), edit.old) for edit in named),
        tuple(At(where(journey, edit.path), _around(edit.old, person)) for edit in now if edit not in own + named),
        sum(made is None or (edit.old, edit.new) != (made.old, made.new) for edit, made in lines),
        sum(any(not _is_whole(at, text, person) for at, text in _texts(edit, person)) for edit, _ in lines),
        tuple(name for name, data in kept.store.aside(kept.id).items() if person.is_named_in(data)),
        tuple(_ids_of(journey, (edit for edit, _ in lines), person)),
    )


def _is_name(edit: Edit, person: Person) -> bool:
    return _is_whole(place_of_edit(edit), str(edit.old), person)


def _is_whole(at: tuple[str, str], text: str, person: Person) -> bool:
    return at in NAMED and person.is_called(text)


def _texts(edit: Edit, person: Person) -> Iterator[tuple[tuple[str, str], str]]:
    if edit.place.segments[-1:] == (AFTER,):
        return
    for value in (edit.old, edit.new):
        yield from ((at, text) for at, text in texts_in(value, place_of_edit(edit)) if stands_in(text, person))


def _around(text: str, person: Person) -> str:
    """The part of a text in which the name stands first."""
    first = standing(text, person.names, person.others)[0]
    start, end = max(0, first.start - AROUND), first.end + AROUND
    cut = " ".join(text[start:end].split())
    return f"{'…' * (start > 0)}{cut}{'…' * (end < len(text))}"


def _ids_of(journey: Journey, edits: Iterable[Edit], person: Person) -> list[str]:
    """The ids of a map, and of what is or was on it, that were made from the name."""
    made = {id_from_title(name, ()) for name in person.names} - {id_from_title("", ())}
    ids = {journey.id, *(item for edit in edits for path in edit.place.items for item in path.split("/")[-1:])}
    ids |= {item for part in _items(journey) for item in part}
    return sorted(one for one in ids if any(f"-{slug}-" in f"-{one}-" for slug in made))


def _items(journey: Journey) -> Iterator[list[str]]:
    for name, shape in shapes(type(journey)).items():
        if shape.kind == "items":
            yield [one.id for one in getattr(journey, name)]


def logs_of(store: JourneyStore) -> tuple[Path, ...]:
    """The logs of a server over a folder."""
    if not isinstance(store.place, Path):
        return ()
    return tuple(sorted(path for name in LOGS for path in (store.place / FOLDER).glob(f"{name}*") if path.is_file()))


def lines_of(path: Path, person: Person) -> Iterator[bytes]:
    """The lines of a log that name a person or what is their own."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}).") from error
    yield from (line for line in data.splitlines(keepends=True) if person.is_named_in(line))


def _files_with(store: JourneyStore, person: Person) -> Iterator[str]:
    """The files beside the maps that name a person: how a survey is read, or a group of it."""
    beside = store.beside()
    for folder in ("plans", *(f"{ANSWERS}/{one}" for one in store.ids())):
        for name in beside.names(folder):
            if stands_in((beside.read(name) or b"").decode("utf-8", "replace"), person):
                yield name
