"""What points to an item of a list, above all one in which new ones are named where they are chosen, such as teams.

With such an item the fields that point to it would lose their words, so that none is removed while it is chosen.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cjm_widgets.journey import facts
from cjm_widgets.journey.edits import referred
from cjm_widgets.journey.paths import Shape, shapes
from cjm_widgets.journey.wording import isolated, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.model import Journey
    from cjm_widgets.journey.parts.base import Item, Value


class Pointer(NamedTuple):
    """A field that points to an item.

    Args:
        path: where the field stands.
        to: the list of the item, such as "sources".
        item: the item's id.
    """

    path: str
    to: str
    item: str


def pointing(journey: Journey, to: str, item: str) -> tuple[str, ...]:
    """The paths of all that points to an item.

    Args:
        journey: the journey.
        to: the list of the item.
        item: its id.
    """
    return tuple(one.path for one in _pointers(journey) if (one.to, one.item) == (to, item))


def astray(journey: Journey) -> frozenset[Pointer]:
    """All that points to an item that is not there."""
    found = frozenset(_pointers(journey))
    there = {(to, item.id) for to in {one.to for one in found} for item in getattr(journey, to)}
    return frozenset(one for one in found if (one.to, one.item) not in there)


def pointed_by(edit: Edit) -> frozenset[tuple[str, str]]:
    """The lists and ids of the items that what an edit puts points to; none for a whole journey, which has its own."""
    place = edit.place
    if not place.stops:
        return frozenset()
    last = place.stops[-1]
    if place.kind == "leaf":
        return frozenset(pointed(last.holder, {place.name: edit.new}))
    return frozenset(pointed(last.shape.model, edit.new))


def chosen_by(edit: Edit) -> frozenset[tuple[str, str]]:
    """The lists and ids of the items that what an edit puts names anew, of all that can be chosen from a list.

    Items that stand within others, such as the touchpoints of a step, are not among them: an id does not say in which.
    """
    place = edit.place
    if place.kind == "leaf":
        return frozenset(_named(place.stops[-1].holder, place.name, edit.new, edit.old))
    if place.kind != "item" or not isinstance(edit.new, dict) or edit.old is not None:
        return frozenset()
    model = place.stops[-1].shape.model
    return frozenset(one for name, value in edit.new.items() for one in _named(model, name, value, None))


def _named(model: type[Value], name: str, value: Any, before: Any) -> Iterator[tuple[str, str]]:
    field = model.model_fields.get(name)
    extra = field.json_schema_extra if field else None
    to = extra.get("to") if isinstance(extra, dict) else None
    if not isinstance(to, str) or "/" in to:
        return
    known = before if isinstance(before, list) else [before]
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one not in known:
            yield to, one


def pointed(model: type[Value], raw: Any) -> Iterator[tuple[str, str]]:
    """The lists and ids of the items that plain JSON values point to.

    Args:
        model: the class that the values are of.
        raw: the values of one, or a list of them.
    """
    for one in raw if isinstance(raw, list) else [raw]:
        for name, shape, to in _on_the_way(model) if isinstance(one, dict) else ():
            value = one.get(name)
            if not to:
                yield from pointed(shape.model, value)
            elif isinstance(value, str):
                yield to, value


def in_use(journey: Journey, to: str, item: str) -> str:
    """Why an item cannot be removed, as a sentence; "" where nothing points to it.

    Args:
        journey: the journey.
        to: the list of the item.
        item: its id.
    """
    places = dict.fromkeys(_place(journey, path) for path in pointing(journey, to, item))
    if not places:
        return ""
    name = isolated(shortened(referred(journey, to, item))) or f"A {to.removesuffix('s')} without a name"
    return f"“{name}” stays: it is chosen at {listed(list(places))}. Choose something else there first."


def _pointers(node: Value, path: str = "") -> Iterator[Pointer]:
    for name, shape, to in _on_the_way(type(node)):
        value, here = getattr(node, name), f"{path}/{name}" if path else name
        if to:
            if value is not None:
                yield Pointer(here, to, value)
        elif shape.kind == "group":
            yield from _pointers(value, here)
        else:
            for item in value:
                yield from _pointers(item, f"{here}/{item.id}")


@cache
def _on_the_way(model: type[Value]) -> tuple[tuple[str, Shape, str], ...]:
    """The fields of a class that point to such items, each with the list, and those that hold what does, with ""."""
    found = []
    for name, shape in shapes(model).items():
        extra = model.model_fields[name].json_schema_extra
        if shape.kind == "leaf" and isinstance(extra, dict) and extra.get("adds"):
            found.append((name, shape, str(extra["to"])))
        elif shape.kind != "leaf" and _on_the_way(shape.model):
            found.append((name, shape, ""))
    return tuple(found)


def _place(journey: Journey, path: str) -> str:
    part, item_id = path.split("/")[:2]
    if part == "steps":
        return facts.step_name(journey, item_id)
    if part == "stages":
        return facts.stage_name(journey, item_id)
    items: tuple[Item, ...] = getattr(journey, part)
    at, item = next((at, item) for at, item in enumerate(items, start=1) if item.id == item_id)
    words = str(getattr(item, "name", "") or getattr(item, "title", ""))
    return shortened(words) or f"{part.removesuffix('s')} {at}"
