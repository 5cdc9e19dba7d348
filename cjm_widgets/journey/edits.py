"""Changing a journey: an edit names a place by its id path and gives the value there, before and after.

Paths are ids and field names joined by "/":

    scope/starts                     a field
    steps/security/name              a field of an item
    steps/security                   the item: a mapping puts it (at the end if it is new), None removes it
    steps/security/@after            the item's place in its list: the id before it, or "" for the front
    (nothing)                        the whole journey, as the first line of a history
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from pydantic import Field, ValidationError

from cjm_widgets.journey.model import ITEM_ID, Item, Journey, Value, _refuse_double_ids
from cjm_widgets.journey.shape import Place, places

if TYPE_CHECKING:
    from collections.abc import Iterable

AFTER = "@after"
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


class EditError(ValueError):
    """An edit that does not fit the journey; its text is a sentence for people."""


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
    if path == "":
        return journey.to_json()
    node: Value | None = journey
    model: type[Value] = Journey
    segments = path.split("/")
    while segments:
        place, name = _step_into(model, segments, path)
        value = None if node is None else getattr(node, name)
        model, segments = place.model, segments[1:]
        if place.kind == "leaf" and segments:
            raise _no_place(path)
        if place.kind == "leaf" or (place.kind == "items" and not segments):
            return _plain(value)
        if place.kind == "items":
            item_id, segments = _checked_item_id(segments[0]), segments[1:]
            if segments == [AFTER]:
                return _before(value or (), item_id)
            value = _find(value or (), item_id)
        node = value
    return _plain(node)


def apply(journey: Journey, edit: Edit) -> Journey:
    """The journey with one edit made.

    A field of an item that is not there makes the item; removing what is not there changes nothing.

    Raises:
        EditError: if the path or the value does not fit a journey.
    """
    if edit.path == "":
        return _checked(Journey, edit.new)
    return _apply(journey, edit.path.split("/"), edit)


def apply_all(journey: Journey, edits: Iterable[Edit]) -> Journey:
    """The journey with all the edits made, in their order."""
    for edit in edits:
        journey = apply(journey, edit)
    return journey


def _apply(node: V, segments: list[str], edit: Edit) -> V:
    place, name = _step_into(type(node), segments, edit.path)
    rest = segments[1:]
    if place.kind == "items" and rest:
        return node.model_copy(update={name: _apply_to_items(getattr(node, name), place, rest, edit)})
    if place.kind == "group" and rest:
        return node.model_copy(update={name: _apply(getattr(node, name), rest, edit)})
    if rest:
        raise _no_place(edit.path)
    changed = _checked(type(node), {**_own_values(node), name: edit.new})
    return changed if place.kind == "leaf" else _with_ids_once_each(changed)


def _apply_to_items(items: tuple[Item, ...], place: Place, segments: list[str], edit: Edit) -> tuple[Item, ...]:
    item_id, rest = _checked_item_id(segments[0]), segments[1:]
    found = _find(items, item_id)
    if rest == [AFTER]:
        return _moved(items, found, edit.new)
    if not rest and edit.new is None:
        return tuple(item for item in items if item.id != item_id)
    if rest:
        item = _apply(found or _checked(place.model, {"id": item_id}), rest, edit)
    else:
        if not isinstance(edit.new, dict):
            raise EditError(f"“{edit.path}” must hold an item with its fields.")
        item = _with_ids_once_each(_checked(place.model, {**edit.new, "id": item_id}))
    if not isinstance(item, Item) or item.id != item_id:
        raise EditError("An item’s id cannot be changed.")
    if found is None:
        return (*items, item)
    return tuple(item if other.id == item_id else other for other in items)


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
    return tuple(
        new_edit(path, after, old=before, by=by)
        for path, before, after in _differences(old, new, "", skip=("id", "schema_version", "revision"))
    )


def _differences(
    old: Value, new: Value, prefix: str, skip: tuple[str, ...] = ("id",)
) -> Iterable[tuple[str, Any, Any]]:
    for name, place in places(type(old)).items():
        if name in skip:
            continue
        before, after, path = getattr(old, name), getattr(new, name), prefix + name
        if before == after:
            continue
        if place.kind == "leaf":
            yield path, _plain(before), _plain(after)
        elif place.kind == "group":
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
            item = _apply(item, path.split("/"), Edit(id="trial", path=path, new=new))
    except EditError:
        return False
    return True


def _step_into(model: type[Value], segments: list[str], path: str) -> tuple[Place, str]:
    name = segments[0]
    place = places(model).get(name)
    if place is None or name == "id" or (model is Journey and name in ("schema_version", "revision")):
        raise _no_place(path)
    return place, name


def _no_place(path: str) -> EditError:
    return EditError(f"There is no place “{path[:200]}” in a journey.")


def _checked_item_id(item_id: str) -> str:
    if not re.fullmatch(ITEM_ID, item_id):
        raise EditError(f"“{item_id[:80]}” cannot name an item: ids are small letters, digits and hyphens.")
    return item_id


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
    where = " / ".join(part for part in first["loc"] if isinstance(part, str) and part not in BRANCHES)
    context = {key: str(value).rstrip(".") for key, value in first.get("ctx", {}).items()}
    wording = WORDING.get(first["type"])
    what = wording.format_map(context) if wording else first["msg"]
    if not where:
        return f"{what[:1].upper()}{what[1:]}."
    return f"{where}: {what[:1].lower()}{what[1:]}."


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
