"""Changing a journey: an edit names a place by its id path and gives the value there, before and after.

At an item's path a mapping puts the item (at the end if it is new) and None removes it; at its "@after" stands the id
of the item before it, or "" for the front. The whole journey is put by the first line of a history.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from pydantic import Field, ValidationError

from cjm_widgets.journey.model import Item, Journey, Value, _refuse_double_ids
from cjm_widgets.journey.origin import Origin, origin_in
from cjm_widgets.journey.paths import AFTER, EditError, Path, holders, parse, shapes
from cjm_widgets.journey.wording import tellable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "AFTER",
    "Edit",
    "EditError",
    "apply",
    "diff",
    "new_edit",
    "now",
    "same_person",
    "sentence",
    "set_value",
    "value_at",
]

BRANCHES = ("float", "int", "constrained-str")  # what pydantic adds to a place when a field allows several types
V = TypeVar("V", bound=Value)

WORDING = {  # what pydantic finds wrong, in words for people
    "string_too_long": "the text is too long; at most {max_length} characters fit",
    "string_unicode": "the text holds a character that cannot be kept",
    "string_type": "a text is expected",
    "string_pattern_mismatch": "small letters, digits and hyphens are expected, 64 at most",
    "literal_error": "this is not one of the answers; allowed are {expected}",
    "extra_forbidden": "a journey has no such field",
    "missing": "this is missing",
    "value_error": "{error}",
    "greater_than_equal": "the number is too small; at least {ge}",
    "less_than_equal": "the number is too large; at most {le}",
    "int_type": "a whole number is expected",
    "int_parsing": "a whole number is expected",
    "int_from_float": "a whole number is expected",
    "float_type": "a number is expected",
    "float_parsing": "a number is expected",
    "finite_number": "a number is expected",
    "bool_type": "yes or no is expected",
    "bool_parsing": "yes or no is expected",
    "tuple_type": "a list is expected",
    "model_type": "a group of named fields is expected",
}


class Edit(Value):
    """One change by one person.

    Args:
        id: unique; sending the same edit twice changes nothing the second time.
        by: the person's name, as others see it.
        path: the id path of what is changed.
        old: what stood there when the person changed it.
        new: what they put there; None removes an item or empties a choice.
        t: when, ISO 8601 in UTC.
    """

    id: str = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")
    by: str = Field(default="", max_length=80)
    path: str = Field(max_length=400)
    old: Any = None
    new: Any = None
    t: str = Field(default="", max_length=40)

    @property
    def place(self) -> Path:
        """The path, parsed."""
        return parse(self.path)

    @property
    def origin(self) -> Origin | None:
        """Whose it is and in which order it was made, as far as its id says so."""
        return origin_in(self.id)


def same_person(one: Edit, other: Edit) -> bool:
    """Whether two edits are one person's, as far as is known: their ids say it, or else their names."""
    if one.origin is not None and other.origin is not None:
        return one.origin.author == other.origin.author
    return bool(one.by) and one.by == other.by


def new_edit(path: str, new: Any, *, old: Any = None, by: str = "") -> Edit:
    """An edit made now, with an id of its own."""
    return Edit(id=uuid4().hex, by=by, path=path, old=old, new=new, t=now())


def now() -> str:
    """The time as edits carry it: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def set_value(journey: Journey, path: str, new: Any, *, by: str = "") -> Edit:
    """The edit that puts `new` at `path`, with what stands there now as its old value."""
    return new_edit(path, new, old=value_at(journey, path), by=by)


def value_at(journey: Journey, path: str) -> Any:
    """What stands at a path, as plain JSON values; None where the item is not there.

    Raises:
        EditError: if no journey can have such a path.
    """
    place = parse(path).checked()
    node: Any = journey
    for stop in place.stops:
        node = None if node is None else getattr(node, stop.name)
        if stop.item:
            if place.kind == "move" and stop is place.stops[-1]:
                return _before(node or (), stop.item)
            node = _find(node or (), stop.item)
    return _plain(node)


def referred(journey: Journey, to: str, item_id: str) -> str:
    """What an item is called that another refers to; "" where it has no words, or is not there.

    Args:
        journey: the journey.
        to: the list that the item stands in, as the model has it, such as "steps" or "stages/needs".
        item_id: the item's id.
    """
    outer, _, inner = to.partition("/")
    found: list[Item] = list(getattr(journey, outer))
    if inner:
        found = [one for item in found for one in getattr(item, inner)]
    item = _find(tuple(found), item_id)
    return str(getattr(item, "name", "") or getattr(item, "title", ""))


def apply(journey: Journey, edit: Edit) -> Journey:
    """The journey with one edit made.

    A field of an item that is not there makes the item; removing what is not there changes nothing.

    Raises:
        EditError: if the path or the value does not fit a journey.
    """
    if edit.path == "":
        return _checked(Journey, edit.new)
    return _apply(journey, edit.place.checked(), edit.new)


def _apply(node: V, path: Path, new: Any, at: int = 0) -> V:
    stop, last = path.stops[at], at + 1 == len(path.stops)
    stands = getattr(node, stop.name)
    if stop.item:
        return node.model_copy(update={stop.name: _apply_to_items(stands, path, new, at)})
    if not last:
        return node.model_copy(update={stop.name: _apply(stands, path, new, at + 1)})
    changed = _checked(type(node), {**_own_values(node), stop.name: new})
    return changed if path.kind == "leaf" else _with_ids_once_each(changed)


def _apply_to_items(items: tuple[Item, ...], path: Path, new: Any, at: int) -> tuple[Item, ...]:
    stop, last = path.stops[at], at + 1 == len(path.stops)
    found = _find(items, stop.item)
    if last and path.kind == "move":
        return _moved(items, found, new)
    if last and new is None:
        return tuple(item for item in items if item.id != stop.item)
    if not last:
        item = _apply(found or _checked(stop.shape.model, {"id": stop.item}), path, new, at + 1)
    elif isinstance(new, dict):
        item = _with_ids_once_each(_checked(stop.shape.model, {**new, "id": stop.item}))
    else:
        raise EditError(f"“{path.text}” must hold an item with its fields.")
    if not isinstance(item, Item) or item.id != stop.item:
        raise EditError("An item’s id cannot be changed.")
    if found is None:
        return (*items, item)
    return tuple(item if other.id == stop.item else other for other in items)


def _moved(items: tuple[Item, ...], found: Item | None, after: Any) -> tuple[Item, ...]:
    if found is None or after == found.id:
        return items
    others = [item for item in items if item.id != found.id]
    ids = [item.id for item in others]
    if after == "":
        at = 0
    elif after in ids:
        at = ids.index(after) + 1
    else:
        return items
    return (*others[:at], found, *others[at:])


def diff(old: Journey, new: Journey, *, by: str = "") -> tuple[Edit, ...]:
    """The edits that turn one state of a journey into another, the smallest at each place.

    The id, the schema version and the revision are not compared.
    """
    found = _differences(old, new, "", skip=("id", "schema_version", "revision"))
    ordered = sorted(found, key=lambda one: _turn(*one))
    return tuple(new_edit(path, after, old=before, by=by) for path, before, after in ordered)


def _turn(path: str, before: Any, _after: Any) -> int:
    """What others point to is added first and removed last: none is chosen while it is not there."""
    place = parse(path)
    if not holders(place.part):
        return 1
    return 0 if place.kind == "item" and before is None else 2


def _differences(
    old: Value, new: Value, prefix: str, skip: tuple[str, ...] = ("id",)
) -> Iterable[tuple[str, Any, Any]]:
    for name, shape in shapes(type(old)).items():
        if name in skip:
            continue
        before, after, path = getattr(old, name), getattr(new, name), prefix + name
        if before == after:
            continue
        if shape.kind == "leaf":
            yield path, _plain(before), _plain(after)
        elif shape.kind == "group":
            yield from _differences(before, after, f"{path}/")
        else:
            yield from _item_differences(before, after, path)


def _item_differences(before: tuple[Item, ...], after: tuple[Item, ...], path: str) -> Iterable[tuple[str, Any, Any]]:
    kept = {item.id for item in after}
    for item in before:
        if item.id not in kept:
            yield f"{path}/{item.id}", item.model_dump(mode="json"), None
    order = [item.id for item in before if item.id in kept]
    for item in after:
        earlier = _find(before, item.id)
        if earlier is None:
            yield f"{path}/{item.id}", None, item.model_dump(mode="json")
            order.append(item.id)
        else:
            changes = tuple(_differences(earlier, item, ""))
            if _fit_one_by_one(earlier, changes):
                yield from ((f"{path}/{item.id}/{below}", *values) for below, *values in changes)
            else:
                yield f"{path}/{item.id}", _plain(earlier), _plain(item)
    previous = ""
    for item in after:
        stands_after = order[order.index(item.id) - 1] if order.index(item.id) else ""
        if stands_after != previous:
            yield f"{path}/{item.id}/{AFTER}", stands_after, previous
            order.remove(item.id)
            order.insert(order.index(previous) + 1 if previous else 0, item.id)
        previous = item.id


def _fit_one_by_one(item: Item, changes: Iterable[tuple[str, Any, Any]]) -> bool:
    """Whether an item allows the changes one after the other; a rating's figure and scale only change together."""
    try:
        for path, _, new in changes:
            item = _apply(item, parse(path, type(item)).checked(), new)
    except EditError:
        return False
    return True


def _with_ids_once_each(value: V) -> V:
    try:
        _refuse_double_ids(value)
    except ValueError as error:
        raise EditError(str(error)) from error
    return value


def _own_values(node: Value) -> dict[str, Any]:
    return {name: getattr(node, name) for name in type(node).model_fields}


def _checked(model: type[V], values: Any) -> V:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise EditError(sentence(error)) from error


def sentence(error: ValidationError) -> str:
    """The first thing wrong with a value, in words for people: where, what, what is allowed."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = tellable(" / ".join(part for part in first["loc"] if isinstance(part, str) and part not in BRANCHES))
    what = problem(first)
    if not where:
        return f"{what[:1].upper()}{what[1:]}."
    return f"{where}: {what[:1].lower()}{what[1:]}."


def problem(found: Mapping[str, Any]) -> str:
    """What is wrong with a value, without where; in words for people, without a full stop."""
    context = {key: _in_digits(value) for key, value in found.get("ctx", {}).items()}
    wording = WORDING.get(found["type"])
    return wording.format_map(context) if wording else found["msg"]


def _in_digits(value: Any) -> str:
    """A limit as people write it: 10,000,000,000."""
    whole = isinstance(value, float) and value.is_integer()
    return f"{int(value):,}" if whole or isinstance(value, int) else str(value).rstrip(".")


def _find(items: tuple[Item, ...], item_id: str) -> Item | None:
    return next((item for item in items if item.id == item_id), None)


def _before(items: tuple[Item, ...], item_id: str) -> str | None:
    ids = [item.id for item in items]
    if item_id not in ids:
        return None
    at = ids.index(item_id)
    return ids[at - 1] if at else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
