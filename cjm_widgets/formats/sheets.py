"""A map as the sheets of a workbook: one for each kind of item, a row for each, made from the model's own fields. Pure.

Nothing is typed in here of what a map holds: a field that the model is given later has its column by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.paths import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.journey.parts.base import Value

Cell = str | float | int | bool | None
_FILE: Final = ("schema_version", "revision", "archived", "copied_from")
ID: Final = "id"
WITHIN: Final = "within"
"""The column that says in which item of another sheet a row belongs."""
ABOUT: Final = "about"
"""The sheet of what stands in no list, a row for each field."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the items of a sheet.

    Args:
        key: its path within the item: “time/amount”.
        title: as people read it.
        choices: what can be chosen, with the words for each.
        is_list: whether it holds several values.
    """

    key: str
    title: str
    choices: Mapping[Any, str] = field(default_factory=dict)
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The items of one kind.

    Args:
        key: the kind: “steps/touchpoints”.
        title: as people read it.
        columns: the fields of each item; the id of the item is none of them.
        rows: each item's id, the id of the one that it is in, and its cells.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]


def sheets(journey: Journey) -> tuple[Sheet, ...]:
    """All of a map, an item a row; kinds of which there is no item are left out.

    Args:
        journey: as it may leave.
    """
    raw = journey.to_json()
    columns = tuple(one for one in _columns(Journey, "", "") if one.key not in _FILE)
    about = Sheet(ABOUT, "About the map", columns, (("", "", _cells(columns, raw)),))
    return (about, *(one for one in _lists(Journey, raw, "") if one.rows))


def _lists(model: type[Value], raw: Any, above: str) -> Iterator[Sheet]:
    for name, shape in shapes(model).items():
        if shape.kind == "items":
            holders = [("", raw)] if not above else [(one["id"], one) for one in raw]
            pairs = [(within, item) for within, one in holders for item in one[name]]
            columns = tuple(one for one in _columns(shape.model, "", "") if one.key != ID)
            rows = tuple(
                (item[ID], within, tuple(_cell(one, _at(item, one.key)) for one in columns)) for within, item in pairs
            )
            yield Sheet(f"{above}{name}", _title(model, name, above), columns, rows)
            yield from _lists(shape.model, _unique(pairs), f"{above}{name}/")


def _unique(pairs: Sequence[tuple[str, Any]]) -> list[Any]:
    """Items with ids that are theirs alone in the workbook: “check-in/t1”."""
    return [{**item, ID: f"{within}/{item[ID]}" if within else item[ID]} for within, item in pairs]


def _title(model: type[Value], name: str, above: str) -> str:
    found = model.model_fields[name].title or name
    return found.rstrip("?") if not above or len(found) <= 31 else name.capitalize()


def _columns(model: type[Value], path: str, before: str) -> Iterator[Column]:
    for name, shape in shapes(model).items():
        info = model.model_fields[name]
        title = f"{before}{info.title or name}"
        if shape.kind == "group":
            yield from _columns(shape.model, f"{path}{name}/", f"{info.title or name}: ")
        elif shape.kind == "leaf":
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            found: Any = extra.get("choices", ())
            default = info.get_default(call_default_factory=True)
            yield Column(f"{path}{name}", title, dict(found), isinstance(default, tuple))


def _cells(columns: Sequence[Column], raw: Any) -> tuple[Cell, ...]:
    return tuple(_cell(one, _at(raw, one.key)) for one in columns)


def _at(raw: Any, key: str) -> Any:
    for name in key.split("/"):
        raw = raw[name]
    return raw


def _cell(column: Column, value: Any) -> Cell:
    if isinstance(value, list):
        return "; ".join(str(column.choices.get(one, one)) for one in value)
    if isinstance(value, bool):
        return value or None
    if value in column.choices:
        return column.choices[value]
    return value if value != "" else None


def journey_of(found: Mapping[str, Sequence[Mapping[str, Cell]]]) -> dict[str, Any]:
    """The plain values of a journey from the rows of its sheets.

    Args:
        found: the rows of each sheet by its kind; each row by the keys of its columns, with `id` and `within`.
    """
    raw: dict[str, Any] = {"id": "imported"}
    for row in found.get(ABOUT, ())[:1]:
        _fill(raw, row, {one.key: one for one in _columns(Journey, "", "")})
    _gather(Journey, raw, "", "", found)
    return raw


def _gather(
    model: type[Value], node: dict[str, Any], above: str, whole: str, found: Mapping[str, Sequence[Mapping[str, Cell]]]
) -> None:
    for name, shape in shapes(model).items():
        if shape.kind != "items":
            continue
        columns = {one.key: one for one in _columns(shape.model, "", "")}
        kept = node.setdefault(name, [])
        for row in found.get(f"{above}{name}", ()):
            if str(row.get(WITHIN) or "") != whole:
                continue
            item: dict[str, Any] = {ID: row.get(ID)}
            _fill(item, row, columns)
            kept.append(item)
            _gather(shape.model, item, f"{above}{name}/", f"{whole}/{item[ID]}" if whole else str(item[ID]), found)


def _fill(node: dict[str, Any], row: Mapping[str, Cell], columns: Mapping[str, Column]) -> None:
    for key, column in columns.items():
        value = row.get(key)
        if value is None or value == "" or key == ID:
            continue
        *groups, name = key.split("/")
        place = node
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = _value(column, value)


def _value(column: Column, value: Cell) -> Any:
    said = {words.casefold(): one for one, words in column.choices.items()}
    if column.is_list:
        parts = [one.strip() for one in str(value).split(";") if one.strip()]
        return [said.get(one.casefold(), one) for one in parts]
    if isinstance(value, str) and value.strip().casefold() in said:
        return said[value.strip().casefold()]
    if isinstance(value, float) and value in column.choices:
        return next(one for one in column.choices if one == value)
    return value
