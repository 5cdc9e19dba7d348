"""A map as the sheets of a workbook: one for each kind of item, a row for each, made from the model's own fields. Pure.

Nothing is typed in here of what a map holds: a field that the model is given later has its column by itself. People
read names; the ids, by which all comes back to its place, stand in columns that are hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.named import SEPARATOR, Names, names_of
from cjm_widgets.journey.model import Journey, Rating, TimeSpan
from cjm_widgets.journey.paths import shapes
from cjm_widgets.journey.satisfaction import OUR_GROUP, curves
from cjm_widgets.journey.scales import AS_PERSONA, ROOM, SCALES, WANTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.journey.parts.base import Value

Cell = str | float | int | bool | None
OF_FILE: Final = ("id", "schema_version", "revision", "archived", "copied_from")
"""What is no cell: it is of the file, and not of the map."""
ID: Final = "id"
WITHIN: Final = "within"
"""The column that says by its id in which item of another sheet a row belongs."""
IN: Final = "in"
"""The column that says the same for people: what that item is called."""
WHOSE: Final = "whose"
"""The column that says for people whose a rating is, as its id does."""
HIDDEN: Final = (ID, WITHIN)
"""The columns that people do not see."""
ABOUT: Final = "about"
"""The sheet of what stands in no list, a row for each field; the id of a row is the path of its field."""
ASKED: Final = "asked"
VALUE: Final = "value"
THE_WANTED: Final = "The experience that we want"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the items of a sheet.

    Args:
        key: its path within the item: “time/amount”.
        title: as people read it.
        default: what stands there at first.
        choices: what can be chosen, with the words for each.
        to: the list from which it chooses an item, or several; "" if it does not.
        beside: the field beside it that says of which item's list.
        is_date: whether it holds a date.
        is_open: whether it also takes what is no choice.
    """

    key: str
    title: str
    default: Any = None
    choices: Mapping[Any, str] = field(default_factory=dict)
    to: str = ""
    beside: str = ""
    is_date: bool = False
    is_open: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return isinstance(self.default, tuple)

    @property
    def is_words(self) -> bool:
        """Whether it holds any text."""
        return isinstance(self.default, str) and not self.choices

    def scope(self, kind: str, within: str, item: Mapping[str, Any]) -> str:
        """In which item of the outer list it chooses from an inner one; "" for any.

        Args:
            kind: the list of the item that has the field.
            within: the id of the item that this stands in.
            item: the item.
        """
        outer = self.to.rpartition("/")[0]
        if not outer:
            return ""
        return str(item.get(self.beside) or "") if self.beside else within if kind.startswith(f"{outer}/") else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: an item.

    Args:
        cells: what stands in each of the sheet's columns.
        item: its id.
        within: the id of the item that it is in, "" for none.
    """

    cells: tuple[Cell, ...]
    item: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The items of one kind.

    Args:
        key: the kind: “steps/touchpoints”.
        title: as people read it.
        columns: what stands in each row, with what is only for people; the ids are none of them.
        rows: the items.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]


def sheets(journey: Journey) -> tuple[Sheet, ...]:
    """All of a map, an item a row; kinds of which there is no item are left out.

    Args:
        journey: as it may leave.
    """
    raw = journey.to_json()
    fields = [one for one in columns_of(Journey) if one.key not in OF_FILE]
    lines = tuple(Line((one.title, _cell(one, _at(raw, one.key), None)), one.key) for one in fields)
    about = Sheet(ABOUT, "About the map", (Column(ASKED, "Question"), Column(VALUE, "Answer")), lines)
    whose = _raters(journey)
    return (about, *(one for one in _lists(Journey, raw, "", names_of(raw), whose) if one.rows))


def _lists(
    model: type[Value], raw: Any, above: str, names: Names, whose: Mapping[tuple[str, str], str]
) -> Iterator[Sheet]:
    for name, shape in shapes(model).items():
        if shape.kind != "items":
            continue
        kind = f"{above}{name}"
        holders = [("", raw)] if not above else [(one["id"], one) for one in raw]
        pairs = [(within, item) for within, one in holders for item in one[name]]
        fields = tuple(one for one in columns_of(shape.model) if one.key != ID)
        first = (Column(IN, _noun(Journey, above.rstrip("/"))),) if above else ()
        second = (Column(WHOSE, "Whose rating?"),) if shape.model is Rating else ()
        rows = []
        for within, item in pairs:
            told = [names.word(above.rstrip("/"), within)] if above else []
            told += [whose.get((item["id"], item["scale"]), item["id"])] if second else []
            cells = [_cell(one, _at(item, one.key), names.within(one.scope(kind, within, item))) for one in fields]
            rows.append(Line((*told, *cells), item[ID], within))
        yield Sheet(kind, _title(model, name, above), (*first, *second, *fields), tuple(rows))
        yield from _lists(shape.model, [item for _, item in pairs], f"{kind}/", names, whose)


def _raters(journey: Journey) -> dict[tuple[str, str], str]:
    """Whose each rating is, in words, by its id and its scale."""
    return {(one.rater, one.scale.name): rater_in_words(one.rater, one.title) for one in curves(journey)}


def rater_in_words(rater: str, title: str) -> str:
    """Whose a rating is.

    Args:
        rater: its id.
        title: what its curve is called.
    """
    return {ROOM: OUR_GROUP, WANTED: THE_WANTED}.get(rater, title if rater.startswith(AS_PERSONA) else title or rater)


def _noun(model: type[Value], name: str) -> str:
    extra = model.model_fields[name].json_schema_extra
    found = str(extra.get("noun", name)) if isinstance(extra, dict) else name
    return found[:1].upper() + found[1:]


def _title(model: type[Value], name: str, above: str) -> str:
    found = model.model_fields[name].title or name
    return found.rstrip("?") if not above or len(found) <= 31 else name.capitalize()


def columns_of(model: type[Value], path: str = "", before: str = "") -> Iterator[Column]:
    """The fields of an item, those of its groups included.

    Args:
        model: of the item.
        path: of the group, with a slash behind it.
        before: what stands before the titles of a group's fields.
    """
    for name, shape in shapes(model).items():
        info = model.model_fields[name]
        if shape.kind == "group":
            yield from columns_of(shape.model, f"{path}{name}/", f"{(info.title or name).rstrip('?')}: ")
        elif shape.kind == "leaf":
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            found: Any = extra.get("choices", ())
            is_scale = name == "scale"  # a survey's own points are no answer that is offered
            yield Column(
                f"{path}{name}",
                f"{before}{info.title or name.capitalize()}",
                info.get_default(call_default_factory=True),
                {one.name: one.title for one in SCALES.values()} if is_scale else dict(found),
                str(extra.get("to", "")),
                str(extra.get("within", "")),
                extra.get("input") == "date",
                is_scale,
            )


def _at(raw: Any, key: str) -> Any:
    group, _, name = key.rpartition("/")
    for one in filter(None, group.split("/")):
        raw = raw[one]
    if group and name == "unit" and raw["amount"] is None and raw[name] == TimeSpan.model_fields[name].default:
        return None  # “days” without a number says nothing
    return raw[name]


def _cell(column: Column, value: Any, names: Names | None) -> Cell:
    if isinstance(value, list):
        return SEPARATOR.join(str(_one(column, one, names)) for one in value)
    if isinstance(value, bool):
        return value or None
    return _one(column, value, names) if value != "" else None


def _one(column: Column, value: Any, names: Names | None) -> Cell:
    if value in column.choices:
        return column.choices[value]
    if column.to and names is not None and isinstance(value, str):
        return names.word(column.to, value)
    return value  # type: ignore[no-any-return]
