"""Places of a map as people who write Python name them: by what things are called, or by their ids. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.edits import EditError
from cjm_widgets.journey.model import Item, Journey, Value
from cjm_widgets.journey.paths import parse, shapes
from cjm_widgets.journey.wording import quoted

if TYPE_CHECKING:
    from cjm_widgets.journey.paths import Path

Place = str | Sequence[str]
"""Names or ids with “/” between them, such as “steps/Security/goal”; one by one where a name has a “/” itself."""
_KNOWN_IDS: Final = ("ratings", "rounds", "overruled")
"""Lists whose items have ids that everybody knows, so that one is made where it is first spoken of."""


def place_in(journey: Journey, said: Place) -> Path:
    """A place of a map, with ids where names were said.

    Args:
        journey: the map.
        said: the place.

    Raises:
        EditError: if there is none, or two things are called so.
    """
    parts = [said] if isinstance(said, str) and not said else said.split("/") if isinstance(said, str) else list(said)
    node: Any = journey
    model: type[Value] = Journey
    path: list[str] = []
    while parts:
        name = parts.pop(0).strip()
        path.append(name)
        shape = shapes(model).get(name)
        if shape is None or shape.kind == "leaf":
            break  # the last part, or no journey has such a place: that is said below
        node, model = getattr(node, name, ()), shape.model
        if shape.kind == "items" and parts:
            item_id = _id_of(node, parts.pop(0), name)
            path.append(item_id)
            node = next((one for one in node if one.id == item_id), None)
    return parse("/".join([*path, *parts])).checked()


def value_in(journey: Journey, place: Path, value: Any) -> Any:
    """A value as the model has it: what is named becomes the id of what is meant.

    Args:
        journey: the map.
        place: where it is put.
        value: as it was said; a mapping puts a whole item.

    Raises:
        EditError: if nothing is called so.
    """
    if isinstance(value, Mapping):
        return {name: value_in(journey, parse(f"{place.text}/{name}").checked(), one) for name, one in value.items()}
    if not place.stops or value is None or place.kind != "leaf":
        return value
    extra = place.stops[-1].extra
    if "to" not in extra:
        return plain_value(value)
    for code, words in extra.get("choices", ()):
        if str(value).strip().casefold() in (code, words.casefold()):
            return code
    known = _items(journey, str(extra["to"]))
    what = str(extra["to"]).rpartition("/")[2]
    if isinstance(value, str):
        return _id_of(known, value, what) if value else None
    return [_id_of(known, str(one), what) for one in value]


def _items(journey: Journey, to: str) -> tuple[Item, ...]:
    outer, _, inner = to.partition("/")
    found: tuple[Item, ...] = getattr(journey, outer)
    return tuple(one for item in found for one in getattr(item, inner)) if inner else found


def _id_of(items: Iterable[Item], said: str, what: str) -> str:
    items, plain = tuple(items or ()), said.strip().casefold()
    if any(one.id == said for one in items):
        return said
    found = [one for one in items if _name(one.model_dump()).strip().casefold() == plain != ""]
    if len(found) == 1:
        return found[0].id
    if what in _KNOWN_IDS and not found:
        return said
    if found:
        ids = ", ".join(one.id for one in found)
        raise EditError(f"“{said}” stands more than once among the {what}. Say which by its id: {ids}.")
    there = ", ".join(quoted(_name(one.model_dump()) or one.id) for one in items) or "none yet"
    raise EditError(f"There is nothing called “{said}” among the {what}. There are: {there}.")


def day_in(said: str | date) -> str:
    """A day or a time as it stands in a file; a text as it was said."""
    return said.isoformat()[:10] if isinstance(said, date) else said


def counted_in(said: Any) -> int:
    """A count as a whole number, also where pandas made 3.0 of it.

    Raises:
        EditError: if it is none.
    """
    n = plain_value(said)
    if isinstance(n, bool) or not isinstance(n, int | float) or n < 0 or n != n // 1:
        raise EditError(f"“{said}” is no count. Counts are whole numbers, 0 or more.")
    return int(n)


def plain_value(value: Any) -> Any:
    """A value as it stands in a file: a day by its signs, a figure of pandas or NumPy as Python's own."""
    if isinstance(value, tuple | set | frozenset | list):
        return [plain_value(one) for one in value]
    if isinstance(value, date):
        return day_in(value)
    return value.item() if hasattr(value, "item") else value


def _name(item: Mapping[str, Any]) -> str:
    return str(item.get("name") or item.get("title") or "")
