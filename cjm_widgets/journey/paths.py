"""Where something stands in a journey: an id path, parsed once against the model.

Paths are ids and field names joined by "/":

    scope/starts                     a field
    steps/security/name              a field of an item
    steps/security                   an item
    steps/security/@after            an item's place in its list
    (nothing)                        the whole journey
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, Literal, Union, get_args, get_origin

from cjm_widgets.journey.fault import UnfitError
from cjm_widgets.journey.model import ITEM_ID, Item, Journey, Value

AFTER: Final = "@after"

Kind = Literal["whole", "leaf", "group", "items", "item", "move", "nowhere"]

_NEVER_CHANGED: Final = ("schema_version", "revision")


class EditError(UnfitError):
    """An edit, or a path, that does not fit a journey; its text is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field of the model holds.

    Args:
        kind: "leaf" for a plain value, "group" for one nested value, "items" for a list of items.
        model: the class of the group or of the items; `Value` for a leaf.
    """

    kind: Literal["leaf", "group", "items"]
    model: type[Value] = Value


@cache
def shapes(model: type[Value]) -> dict[str, Shape]:
    """The fields of a model class, by name."""
    return {name: _shape(info.annotation) for name, info in model.model_fields.items()}


def _shape(annotation: object) -> Shape:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return Shape("group", annotation)
    origin = get_origin(annotation)
    if origin is tuple or origin is Union:
        for inner in get_args(annotation):
            if isinstance(inner, type) and issubclass(inner, Item):
                return Shape("items", inner)
    return Shape("leaf")


@dataclass(frozen=True, slots=True)
class Stop:
    """A field on the way to a place.

    Args:
        holder: the class that has the field.
        name: the field.
        shape: what it holds.
        item: the id of the item that the way leads to, in a list; "" where it leads to the field itself.
        path: the way so far, as text.
    """

    holder: type[Value]
    name: str
    shape: Shape
    item: str
    path: str

    @property
    def title(self) -> str:
        """What the field is called in words."""
        return self.holder.model_fields[self.name].title or self.name

    @property
    def extra(self) -> dict[str, Any]:
        """What the model says besides of how the field is asked for."""
        extra = self.holder.model_fields[self.name].json_schema_extra
        return extra if isinstance(extra, dict) else {}


@dataclass(frozen=True, slots=True)
class Path:
    """A place in a journey, or in one of its parts.

    Args:
        text: the path as edits have it.
        segments: its ids and field names.
        stops: the fields on the way, the last one included; as far as there are such.
        kind: what it leads to: the "whole", a plain value ("leaf"), a "group", a list ("items"), an "item", or an
            item's place in its list ("move"); "nowhere" if no journey can have it.
        problem: why no journey can have it, as a sentence; "" if one can.
    """

    text: str
    segments: tuple[str, ...]
    stops: tuple[Stop, ...]
    kind: Kind
    problem: str = ""

    @property
    def part(self) -> str:
        """The part of the journey that it leads into, such as "steps"; "" for the whole."""
        return self.segments[0] if self.segments else ""

    @property
    def name(self) -> str:
        """The last field on the way; "" for the whole."""
        return self.stops[-1].name if self.stops else ""

    @property
    def model(self) -> type[Value]:
        """The class of the item that it leads to, or else the class that has its last field."""
        if not self.stops:
            return Journey
        return self.stops[-1].shape.model if self.stops[-1].item else self.stops[-1].holder

    @property
    def items(self) -> tuple[str, ...]:
        """The paths of the items that it leads through or to, the outermost first."""
        return tuple(stop.path for stop in self.stops if stop.item)

    @property
    def above(self) -> tuple[str, ...]:
        """The paths of all that it stands in, from the whole journey inwards."""
        return tuple("/".join(self.segments[:count]) for count in range(len(self.segments)))

    @property
    def title(self) -> str:
        """The last field in words; the path itself where there is no such field."""
        return self.stops[-1].title if self.stops and self.kind != "nowhere" else self.text

    @property
    def default(self) -> Any:
        """What stands in a field where nobody has put anything, as a plain JSON value; None unless it is a leaf."""
        if self.kind != "leaf":
            return None
        value = self.stops[-1].holder.model_fields[self.name].get_default(call_default_factory=True)
        return list(value) if isinstance(value, tuple) else value

    def beside(self, item: str) -> str:
        """The path of another item of the list that it leads into.

        Args:
            item: the other item's id.
        """
        return f"{self.items[-1].rpartition('/')[0]}/{item}"

    def checked(self) -> Path:
        """The path itself.

        Raises:
            EditError: if no journey can have it.
        """
        if self.problem:
            raise EditError(self.problem)
        return self


@lru_cache(maxsize=8192)
def parse(text: str, model: type[Value] = Journey) -> Path:
    """A path from its text; one that leads nowhere says so, and is no error.

    Args:
        text: ids and field names, joined by "/".
        model: the class that the path starts from.
    """
    segments = tuple(text.split("/")) if text else ()
    stops: list[Stop] = []
    kind: Kind = "whole"
    problem = ""
    at = 0
    while at < len(segments):
        name = segments[at]
        shape = shapes(model).get(name)
        fixed = name == "id" or (model is Journey and name in _NEVER_CHANGED)
        if shape is None or fixed or kind in ("leaf", "move"):
            return Path(text, segments, tuple(stops), "nowhere", problem or _nowhere(text))
        at += 1
        kind, item = shape.kind, ""
        if kind == "items" and at < len(segments):
            kind, item = "item", segments[at]
            at += 1
            if not re.fullmatch(ITEM_ID, item):
                problem = problem or (f"“{item[:80]}” cannot name an item: ids are small letters, digits and hyphens.")
        stops.append(Stop(model, name, shape, item, "/".join(segments[:at])))
        if item and segments[at:] == (AFTER,):
            kind, at = "move", at + 1
        model = shape.model
    return Path(text, segments, tuple(stops), "nowhere" if problem else kind, problem)


@cache
def holders(to: str, model: type[Value] = Journey) -> tuple[str, ...]:
    """The fields whose items are chosen from a list, and whose words would be lost with an item of it.

    Args:
        to: the list, such as "teams".
        model: the class that the paths start from.

    Returns:
        Paths of field names, such as "steps/touchpoints/responsible".
    """
    found: list[str] = []
    for name, shape in shapes(model).items():
        extra = model.model_fields[name].json_schema_extra
        if isinstance(extra, dict) and extra.get("adds") and extra.get("to") == to:
            found.append(name)
        if shape.kind != "leaf":
            found += (f"{name}/{below}" for below in holders(to, shape.model))
    return tuple(found)


def _nowhere(text: str) -> str:
    return f"There is no place “{text[:200]}” in a journey."
