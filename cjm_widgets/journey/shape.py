"""What stands where in a journey: for every field of the model, whether it is a value, a group or a list of items."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, Union, get_args, get_origin

from cjm_widgets.journey.model import Item, Value


@dataclass(frozen=True, slots=True)
class Place:
    """What a field holds.

    Args:
        kind: "leaf" for a plain value, "group" for one nested value, "items" for a list of items.
        model: the class of the group or of the items; `Value` for a leaf.
    """

    kind: Literal["leaf", "group", "items"]
    model: type[Value] = Value


@cache
def places(model: type[Value]) -> dict[str, Place]:
    """The fields of a model class, by name."""
    return {name: _place(info.annotation) for name, info in model.model_fields.items()}


def _place(annotation: object) -> Place:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return Place("group", annotation)
    origin = get_origin(annotation)
    if origin is tuple or origin is Union:
        for inner in get_args(annotation):
            if isinstance(inner, type) and issubclass(inner, Item):
                return Place("items", inner)
    return Place("leaf")
