"""What a file says of the map as it was when it left, so that what was changed or taken out of it since is known. Pure.

It says of each place only a mark, not what stood there: what somebody takes out of a file is no longer in it.
"""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.apart import is_private
from cjm_widgets.journey.edits import new_edit, value_at
from cjm_widgets.journey.model import Journey, TimeSpan
from cjm_widgets.journey.paths import parse, shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.journey.edits import Edit
    from cjm_widgets.journey.parts.base import Value

OF_FILE: Final = ("id", "schema_version", "revision", "archived", "copied_from", "language")
KEPT: Final = (*OF_FILE, "rounds", "voices", "editions")
"""What a map that comes in never changes."""
NAMES: Final = ("name", "title", "words")
"""By what an item is called, the first of them that it has."""
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], False)
_LETTERS: Final = 10
_ENOUGH: Final = 2
"""One in so many items must be the same for two maps to be of one origin."""


def mark(value: Any) -> str:
    """A few letters that are others for another value, and do not tell it."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:_LETTERS]


def as_left(journey: Journey) -> dict[str, str]:
    """A mark for each item of a map, made of its name, and for each field in which something stands, by their paths."""
    return dict(_marks(Journey, journey.model_dump(mode="json"), ""))


def _marks(model: type[Value], node: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name, shape in shapes(model).items():
        if name == "id":
            continue
        value = node[name]
        if shape.kind == "group":
            yield from _marks(shape.model, value, f"{path}{name}/")
        elif shape.kind == "items":
            for item in value:
                yield f"{path}{name}/{item['id']}", mark(called(item))
                yield from _marks(shape.model, item, f"{path}{name}/{item['id']}/")
        elif value != _first(model, name):
            yield f"{path}{name}", mark(value)


def called(item: Mapping[str, Any]) -> str:
    """The name of an item, in plain values; "" where it has none."""
    return str(next((item[name] for name in NAMES if item.get(name)), ""))


def _first(model: type[Value], name: str) -> Any:
    value = model.model_fields[name].get_default(call_default_factory=True)
    return list(value) if isinstance(value, tuple) else value


def of_one_origin(here: Journey, other: Journey, left: Mapping[str, str] = MappingProxyType({})) -> bool:
    """Whether the ids of another map mean the items of this one: it is the same map, or one was copied from the other.

    An id such as “s1” stands in many maps. So without a common origin half of the items must have the ids and the
    names of ours.

    Args:
        here: this map.
        other: the other one.
        left: the marks that its file has of the map as it left; all that stood in it may have been taken out since.
    """
    ours, theirs = _in_lists(here), _in_lists(other)
    common = [path for path in theirs if path in ours]
    origins = {one for one in (here.id, here.copied_from) if one} & {
        one for one in (other.id, other.copied_from) if one
    }
    if origins and (common or not theirs or not ours or any(path in left for path in ours)):
        return True
    return _ENOUGH * sum(ours[path] == theirs[path] for path in common) >= max(1, len(theirs))


def _in_lists(journey: Journey) -> dict[str, str]:
    """What stands in a map's lists, each item by its path with its name; what is within another item is left out."""
    return {
        f"{name}/{item['id']}": " ".join(called(item).split()).casefold()
        for name, shape in shapes(Journey).items()
        if shape.kind == "items"
        for item in journey.model_dump(mode="json", include={name})[name]
    }


def changed_since(here: Journey, other: Journey, left: Mapping[str, str]) -> Journey:
    """A map that came back, with what nobody touched in the file as it is here now.

    Args:
        here: this map.
        other: the one that came back, with the ids of this one.
        left: the marks that its file has of the map as it left.
    """
    ours = here.model_dump(mode="json")
    return Journey.model_validate(_since(Journey, ours, other.model_dump(mode="json"), "", left))


def _since(
    model: type[Value], ours: Mapping[str, Any], node: Mapping[str, Any], path: str, left: Mapping[str, str]
) -> dict[str, Any]:
    made = dict(node)
    for name, shape in shapes(model).items():
        here, value = f"{path}{name}", node[name]
        if shape.model is TimeSpan:  # taken whole, or not at all
            made[name] = ours[name] if _is_untouched(TimeSpan, value, f"{here}/", left) else value
        elif shape.kind == "group":
            made[name] = _since(shape.model, ours[name], value, f"{here}/", left)
        elif shape.kind == "items":
            made[name] = [*_items_since(shape.model, ours[name], value, here, left)]
        elif name != "id" and left.get(here) == mark(value):
            made[name] = ours[name]
    return made


def _items_since(
    model: type[Value], ours: list[Any], items: list[Any], path: str, left: Mapping[str, str]
) -> Iterator[Any]:
    known = {one["id"]: one for one in ours}
    for item in items:
        here = f"{path}/{item['id']}"
        if item["id"] in known:
            yield _since(model, known[item["id"]], item, f"{here}/", left)
        elif here not in left or not _is_untouched(model, item, f"{here}/", left):
            yield item  # else it was removed here, and nobody asks for it


def _is_untouched(model: type[Value], node: Mapping[str, Any], path: str, left: Mapping[str, str]) -> bool:
    """Whether an item or a group of fields is as it left, with all that stands in it."""
    return dict(_marks(model, node, path)) == {place: one for place, one in left.items() if place.startswith(path)}


def removes(edit: Edit) -> bool:
    """Whether an edit that is proposed empties a field or takes an item away."""
    return edit.new is None or edit.new is False or edit.new in ("", [])


def gone(here: Journey, other: Journey, left: Mapping[str, str]) -> tuple[Edit, ...]:
    """What was taken out of a file since it left, and is still on the map, as edits that remove it.

    Args:
        here: this map.
        other: the one that came back, its items with the ids that they have here.
        left: the marks that its file has of the map as it left: what it never held is not gone.
    """
    found: list[Edit] = []
    for path in left:
        place = parse(path)
        if place.kind not in ("item", "leaf") or place.part in KEPT or is_private(path):
            continue
        ours = value_at(here, path)
        around = place.items[:-1] if place.kind == "item" else place.items
        if any(value_at(here, one) is None or value_at(other, one) is None for one in around):
            continue
        empty = place.default
        if empty not in _EMPTY:
            continue  # what is never empty is changed, not removed
        if ours not in (None, empty) and value_at(other, path) == empty:
            found.append(new_edit(path, empty, old=ours))
    return tuple(found)
