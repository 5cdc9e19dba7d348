"""What was begun and is not done: whatever stops the forgetting of a person, it goes on from there.

Only while it is under way the name is kept beside the maps, as nothing else says any more whose ratings go.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.person import Person
from cjm_widgets.store.place import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_widgets.store import JourneyStore

NAME: Final = "forgetting.json"
_SETS: Final = ("names", "own", "others")


def begun(store: JourneyStore) -> tuple[tuple[Person, frozenset[str]], ...]:
    """Who is being forgotten, each with the browsers of theirs.

    Args:
        store: the place.

    Raises:
        StoreError: if it cannot be read.
    """
    return tuple(map(_person, _said(store.shared(NAME).read()) or ()))


def begin(store: JourneyStore, person: Person, browsers: Iterable[str]) -> None:
    """Notes who is to be forgotten; durable when this returns.

    Raises:
        StoreError: if it cannot be written.
    """
    new = _plain(person, browsers)
    _change(store, lambda known: [*(one for one in known if one != new), new])


def ended(store: JourneyStore, person: Person, browsers: Iterable[str]) -> None:
    """Takes the note away.

    Raises:
        StoreError: if it cannot be.
    """
    done = _plain(person, browsers)
    _change(store, lambda known: [one for one in known if one != done])
    if not begun(store):
        store.beside().remove(f"{FOLDER}/{NAME}")


def _change(store: JourneyStore, how: Any) -> None:
    store.shared(NAME).change(
        lambda before: json.dumps(how(_said(before) or []), ensure_ascii=False).encode() + b"\n",
        lambda before: _said(before) is not None,
    )


def _plain(person: Person, browsers: Iterable[str]) -> dict[str, Any]:
    sets = {name: sorted(getattr(person, name)) for name in _SETS}
    return {**sets, "words": person.words, "browsers": sorted(browsers)}


def _person(raw: dict[str, Any]) -> tuple[Person, frozenset[str]]:
    names, own, others = (frozenset(raw[name]) for name in _SETS)
    return Person(names, own, words=bool(raw["words"]), others=others), frozenset(raw["browsers"])


def _said(data: bytes | None) -> list[dict[str, Any]] | None:
    try:
        found: Any = [] if data is None else json.loads(data)
        for one in found:
            _person(one)
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    return found if isinstance(found, list) else None
