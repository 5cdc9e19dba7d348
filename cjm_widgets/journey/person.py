"""What of a journey is one person's own, and where their name stands: what goes when they are to be forgotten.

A person's own are their ratings, dots and voice: they go. What the group put on the map stays, without the name: a
solution has no owner then. A name in the middle of other words is only taken out where that is wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjm_widgets.journey.edits import AFTER, Edit, new_edit
from cjm_widgets.journey.model import ITEM_ID, Journey, Value
from cjm_widgets.journey.name_in_text import standing, without_names, written
from cjm_widgets.journey.on_paper import is_on_paper
from cjm_widgets.journey.parts.people import CUSTOMER
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.scales import is_own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Place = tuple[str, str]
"""The last list or group on the way to a field, and the field: ("solutions", "owner")."""

NAMED: Final[dict[Place, str]] = {
    ("solutions", "owner"): "who takes a solution on",
    ("teams", "lead"): "who leads a team",
    ("stakeholders", "name"): "a stakeholder",
    ("care", "owner"): "who looks after the map",
    ("editions", "by"): "who kept an edition",
    ("overruled", "by"): "who decided against advice",
    ("ratings", "rater"): "who says a rating",
}
"""The fields that hold a person's name and nothing else; what they are in words."""

OWN_LISTS: Final = ("ratings", "dots", "voices")
"""The lists in which people rate for themselves; an item's id is the person's."""
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
"""A sign as some programs write it into a file."""
_NO_TEXT: Final = frozenset(
    {
        *(("", name) for name in ("revision", "language", "copied_from")),
        ("editions", "revision"),
        ("ratings", "scale"),
        ("figures", "scale"),
    }
)


@cache
def _inputs(model: type[Value] = Journey, holder: str = "") -> dict[Place, str]:
    """How the fields are asked for; "text" where the model does not say and they hold one."""
    found: dict[Place, str] = {}
    for name, shape in shapes(model).items():
        info = model.model_fields[name]
        if shape.kind == "leaf":
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            found[holder, name] = str(extra.get("input", "text" if info.annotation is str else "choice"))
        else:
            found |= _inputs(shape.model, name)
    return found


def is_text(place: Place, value: str) -> bool:
    """Whether a field holds words that people wrote, in this version of the model or in an earlier one.

    Args:
        place: the field.
        value: what it holds.
    """
    kind = _inputs().get(place, "reference")
    if not value or place[1] == "id" or place in _NO_TEXT:
        return False
    # an id, or an answer of an earlier version; what is no id was text once
    was_text = kind in {"reference", "references"} and value != CUSTOMER and re.fullmatch(ITEM_ID, value) is None
    return kind in {"text", "long"} or was_text


def changed_texts(value: Any, how: Callable[[Place, str], str], at: Place = ("", "")) -> Any:
    """Plain JSON values with their texts changed; the same object where nothing does.

    Args:
        value: a journey or any part of one.
        how: where a text stands, and the text -> another.
        at: where the value stands.
    """
    if isinstance(value, dict):
        made = {name: changed_texts(below, how, (at[1], name)) for name, below in value.items()}
        return value if all(made[name] is value[name] for name in value) else made
    if isinstance(value, list):
        items = [changed_texts(one, how, at) for one in value]
        return value if all(one is other for one, other in zip(items, value, strict=True)) else items
    return how(at, value) if isinstance(value, str) and is_text(at, value) else value


def texts_in(value: Any, at: Place = ("", "")) -> Iterator[tuple[Place, str]]:
    """The texts in plain JSON values, each with where it stands; arguments as for `changed_texts`."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from texts_in(below, (at[1], name))
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one, at)
    elif isinstance(value, str) and is_text(at, value):
        yield at, value


def place_of_edit(edit: Edit) -> Place:
    """Where the value of an edit stands, also in the shape of an earlier version."""
    place = edit.place
    if place.kind == "nowhere":
        segments = ("", "", *place.segments)
        return (segments[-3], segments[-1]) if len(segments) % 2 else ("", segments[-2])
    names = ["", "", *(stop.name for stop in place.stops)]
    return names[-2], names[-1]


def raters_in(edit: Edit) -> Iterator[str]:
    """The ids of people whose own ratings, dots or voice an edit touches."""
    for part, item in pairwise(edit.place.segments):
        if part in OWN_LISTS and is_own(item) and not is_on_paper(item):
            yield item


def own_items(value: Any, part: str = "") -> Iterator[tuple[str, str]]:
    """The lists and ids of what single people rated for themselves, in plain JSON values."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from own_items(below, name)
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                item = str(one.get("id"))
                if part in OWN_LISTS and is_own(item) and not is_on_paper(item):
                    yield part, item
                yield from own_items(one)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to be forgotten.

    Args:
        names: how the name is written, as `name_in_text.written` gives it.
        own: the ids under which they rated for themselves.
        words: whether the name is taken out of the middle of other words as well.
        others: longer names of other people that hold the name; they stay.
    """

    names: frozenset[str]
    own: frozenset[str] = frozenset()
    words: bool = False
    others: frozenset[str] = frozenset()
    still_there: ClassVar[str] = "The map still names this person, so its history stays too."

    def is_called(self, name: str) -> bool:
        """Whether a name is this person's."""
        return written(name) in self.names

    def is_at(self, edit: Edit) -> bool:
        """Whether an edit is about something of their own."""
        return any(item in self.own for item in raters_in(edit))

    def text(self, place: Place, text: str) -> str:
        """A text without the person; the same object where they do not stand in it."""
        if place in NAMED and self.is_called(text):
            return ""
        return without_names(text, self.names, self.others) if self.words else text

    def without(self, value: Any, at: Place = ("", "")) -> Any:
        """Plain JSON values without the person; the same object where nothing is theirs."""
        return changed_texts(self._without_own(value, at[1]), self.text, at)

    def _without_own(self, value: Any, part: str) -> Any:
        if isinstance(value, dict):
            made = {name: self._without_own(below, name) for name, below in value.items()}
            return value if all(made[name] is value[name] for name in value) else made
        if isinstance(value, list):
            kept = [self._without_own(one, "") for one in value if not self._is_own(part, one)]
            same = len(kept) == len(value) and all(one is other for one, other in zip(kept, value, strict=True))
            return value if same else kept
        return value

    def _is_own(self, part: str, value: Any) -> bool:
        return part in OWN_LISTS and isinstance(value, dict) and value.get("id") in self.own

    def line(self, edit: Edit) -> Edit | None:
        """A line of a history without the person; the same object if it says nothing of them, None if nothing else."""
        if self.is_at(edit):
            return None
        if edit.place.segments[-1:] == (AFTER,):
            old, new = ("" if one in self.own else one for one in (edit.old, edit.new))
        else:
            place = place_of_edit(edit)
            old, new = (self.without(one, place) for one in (edit.old, edit.new))
        same = old is edit.old and new is edit.new
        if not same and old == new and edit.old != edit.new and edit.path:
            return None
        if self.is_called(edit.by):
            return edit.model_copy(update={"by": "", "old": old, "new": new})
        return edit if same else edit.model_copy(update={"old": old, "new": new})

    def is_named_in(self, data: bytes) -> bool:
        """Whether bytes that nobody can read as a journey name the person, or hold something of their own."""
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), data.decode("utf-8", "replace"))
        return any(f'"{one}"' in text or f"/{one}" in text for one in self.own) or bool(
            standing(text, self.names, self.others)
        )


def edits_without(journey: Journey, person: Person, by: str) -> Iterator[Edit]:
    """The edits by which a journey is without a person.

    Args:
        journey: as it stands.
        person: who is to be forgotten.
        by: who does it.
    """
    yield from _edits_at(journey, "", ("", ""), person, by)


def _edits_at(value: Value, path: str, at: Place, person: Person, by: str) -> Iterator[Edit]:
    for name, shape in shapes(type(value)).items():
        below, where = getattr(value, name), f"{path}{name}"
        if shape.kind == "group":
            yield from _edits_at(below, f"{where}/", (at[1], name), person, by)
        elif shape.kind == "items":
            for item in below:
                if name in OWN_LISTS and item.id in person.own:
                    yield new_edit(f"{where}/{item.id}", None, old=item.model_dump(mode="json"), by=by)
                else:
                    yield from _edits_at(item, f"{where}/{item.id}/", (at[1], name), person, by)
        elif isinstance(below, str) and is_text((at[1], name), below):
            made = person.text((at[1], name), below)
            if made is not below:
                yield new_edit(where, made, old=below, by=by)
