"""Which places of a journey the pages let people change; whatever else a browser sends, it cannot change another."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.journey.apart import is_private, state_of
from cjm_widgets.journey.edits import value_at
from cjm_widgets.journey.model import Item, Value
from cjm_widgets.journey.paths import AFTER, parse, shapes
from cjm_widgets.journey.scales import AS_PERSONA, ROOM
from cjm_widgets.pages.asked import ANY, ANY_PERSONA, asked

if TYPE_CHECKING:
    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey

BESIDE_FORMS: Final = (
    ("stakeholders", ANY, "angle"),  # moved on the picture
    ("overruled", ANY),  # advice that is not followed
    ("overruled", ANY, "reason"),
    ("overruled", ANY, "by"),
)
"""What the pictures and the advice let people change and no form asks."""

NOT_OFFERED: Final = "This was not saved: no page of the workbook asks for it."
_RATED_APART: Final = "This was not saved: everybody rates by themselves first. The group’s rating comes after that."


def refusal(journey: Journey, edit: Edit, removed: dict[str, Any] | None, *, in_room: bool) -> str:
    """Why no page offers what an edit from a browser wants to change, as a sentence; "" where one does.

    Args:
        journey: as it stands.
        edit: the edit. What one person says for themselves, and the rounds, `journey.apart` decides about.
        removed: the item as it was when somebody removed it, for an edit that puts it back.
        in_room: whether the workbook is served to a room, so that people rate apart first.
    """
    place = edit.place
    if place.kind == "nowhere" or place.part == "rounds" or is_private(edit.path):
        return ""
    try:
        touched = _touched(journey, edit, removed)
    except ValidationError:
        return ""  # it does not fit a journey: the store says why
    if not all(map(is_offered, touched)):
        return NOT_OFFERED
    if state_of(journey, "satisfaction", in_room) == "apart" and any(map(_is_agreed, touched)):
        return _RATED_APART
    return ""


def is_offered(path: str) -> bool:
    """Whether some page lets people change what stands at a path: a field, an item or its place in its list."""
    return _offered().fullmatch(path) is not None


def _is_agreed(path: str) -> bool:
    place = parse(path)
    return place.part == "steps" and place.segments[2:4] == ("ratings", ROOM)


def _touched(journey: Journey, edit: Edit, removed: dict[str, Any] | None) -> list[str]:
    """The paths of all that an edit changes; of an item or a group that is put whole, the fields that differ."""
    place = edit.place
    whole = place.kind == "group" or (place.kind == "item" and edit.new is not None)
    touched = [] if place.kind == "group" else [edit.path]
    if not whole:
        return touched
    model = place.stops[-1].shape.model
    name = {"id": place.stops[-1].item} if place.kind == "item" else {}
    before = _leaves(model.model_validate({**(value_at(journey, edit.path) or removed or {}), **name}), edit.path)
    after = _leaves(model.model_validate({**edit.new, **name} if isinstance(edit.new, dict) else edit.new), edit.path)
    for path in before.keys() | after.keys():
        blank = (before.get(path) or after[path])[1]
        if before.get(path, (blank,))[0] != after.get(path, (blank,))[0]:
            touched.append(path)
    return touched


def _leaves(node: Value, path: str) -> dict[str, tuple[Any, Any]]:
    """All plain values below a place by their paths, each with what stands there before anybody has put something."""
    found: dict[str, tuple[Any, Any]] = {}
    for name, shape in shapes(type(node)).items():
        here, value = f"{path}/{name}", getattr(node, name)
        if shape.kind == "group":
            found |= _leaves(value, here)
        elif shape.kind == "items":
            for item in value:
                found |= _leaves(item, f"{here}/{item.id}")
        elif name != "id" or not isinstance(node, Item):
            found[here] = value, type(node).model_fields[name].get_default(call_default_factory=True)
    return found


@cache
def _offered() -> re.Pattern[str]:
    patterns = {*BESIDE_FORMS}
    for one in asked():
        if one.field["kind"] != "items":
            patterns |= set() if one.field.get("fields") else {one.pattern}
            if note := one.field.get("note"):  # the words of a date are kept with the date
                patterns.add((*one.pattern[:-1], note))
        elif not one.field["fixed"]:
            patterns |= {(*one.pattern, ANY), (*one.pattern, ANY, AFTER)}
    texts = sorted("/".join(re.escape(name) for name in pattern) for pattern in patterns)
    personas = re.escape(f"{AS_PERSONA}{ANY_PERSONA.id}")
    return re.compile("|".join(texts).replace(personas, f"{AS_PERSONA}[^/]+").replace(re.escape(ANY), "[^/]+"))
