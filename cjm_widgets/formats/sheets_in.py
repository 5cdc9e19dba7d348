"""A map from the rows of its sheets, as people have edited them: what can be read is read, the rest is said. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.evidence.beside import id_from
from cjm_widgets.formats.base import Changed, LeftOut
from cjm_widgets.formats.cell_in import UnreadError, in_words, text_of, value_in
from cjm_widgets.formats.named import Named, Names
from cjm_widgets.formats.sheets import ABOUT, ASKED, ID, IN, OF_FILE, VALUE, WHOSE, WITHIN, Column, columns_of
from cjm_widgets.journey.as_left import NAMES
from cjm_widgets.journey.edits import problem
from cjm_widgets.journey.model import ITEM_ID, Journey, Rating
from cjm_widgets.journey.paths import parse, shapes
from cjm_widgets.journey.scales import ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cjm_widgets.journey.parts.base import Value

_STAYS: Final = "It stays as it was."
IMPORTED: Final = "imported"
"""The id of a map whose file does not tell it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet.

    Args:
        number: as a spreadsheet counts.
        cells: what stands in it, by the keys of its columns.
    """

    number: int
    cells: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A cell as text; "" where nothing stands in it."""
        return text_of(self.cells.get(key, "")).strip()


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet of items.

    Args:
        name: of the sheet, as people see it.
        places: the letters of each column, by its key.
        rows: those in which something stands.
    """

    name: str
    places: Mapping[str, str]
    rows: tuple[Row, ...]

    def at(self, row: Row, key: str) -> str:
        """Where a cell is: “Solutions, cell D7”."""
        if key not in self.places:
            return f"{self.name}, row {row.number}"
        return f"{self.name}, cell {self.places[key]}{row.number or ''}"


@dataclass(frozen=True, slots=True)
class _Placed:
    """An item with the row that it stands in."""

    kind: str
    path: str
    within: str
    node: dict[str, Any]
    row: Row
    model: type[Value]


@dataclass
class Reading:
    """A map that is being read from its sheets.

    Args:
        found: the sheets, by the kinds of their items.
        left: the marks of the map as it left, as the file has them.
    """

    found: Mapping[str, Found]
    left: Mapping[str, str]
    raw: dict[str, Any] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    _unread: set[str] = field(default_factory=set)
    _known: dict[str, set[str]] = field(default_factory=dict)
    _placed: dict[str, dict[tuple[str, str], Named]] = field(default_factory=dict)

    def read(self) -> dict[str, Any]:
        """The plain values of the map."""
        self.raw = {ID: IMPORTED}
        about = self._about()
        placed = [*self._place(Journey, "", {"": self.raw}, {"": ""})]
        names = self._names()
        self._fill(_Placed(ABOUT, "", "", self.raw, about, Journey), names)
        for one in placed:
            self._fill(one, names)
        return self.raw

    def _about(self) -> Row:
        """What stands in no list as one row, whose cells stand below each other."""
        sheet = self.found.get(ABOUT, Found("", {}, ()))
        cells, places = {}, {}
        known = {one.key for one in columns_of(Journey)} - {*OF_FILE}
        for row in sheet.rows:
            key = row.text(ID)
            if key in known and key not in places:
                cells[key], places[key] = row.cells.get(VALUE, ""), f"{sheet.places.get(VALUE, '')}{row.number}"
            else:
                what = in_words(row.text(ASKED) or row.text(VALUE))
                why = f"{what} is nothing that a map holds on this sheet."
                self.left_out.append(LeftOut(row.number, why, sheet.at(row, ASKED)))
        self.found = {**self.found, ABOUT: Found(sheet.name, places, ())}
        return Row(0, cells)

    def still_held(self) -> dict[str, str]:
        """The marks of what was there when it left, but for what could not be read: that is not gone."""
        return {path: one for path, one in self.left.items() if path not in self._unread and self._has_column(path)}

    def _has_column(self, path: str) -> bool:
        """Whether the file still has the sheet and the column for a place."""
        place = parse(path)
        inner = [at for at, stop in enumerate(place.stops) if stop.item]
        kind = "/".join(stop.name for stop in place.stops[: inner[-1] + 1]) if inner else ABOUT
        key = "/".join(stop.name for stop in place.stops[inner[-1] + 1 if inner else 0 :])
        sheet = self.found.get(kind)
        return sheet is not None and (not key or key in sheet.places)

    # ---- which item each row is

    def _place(
        self, model: type[Value], above: str, holders: Mapping[str, dict[str, Any]], paths: Mapping[str, str]
    ) -> Iterator[_Placed]:
        """The items of the lists of a class, the outer before the inner, with an id for each.

        Args:
            model: the class.
            above: the list that its items stand in, with a slash behind it; "" for the whole.
            holders: these items, by their ids.
            paths: where each stands, with a slash behind it.
        """
        for name, shape in shapes(model).items():
            if shape.kind != "items":
                continue
            kind = f"{above}{name}"
            inside: dict[str, dict[str, Any]] = {}
            where: dict[str, str] = {}
            sheet = self.found.get(kind)
            for row in sheet.rows if sheet else ():
                within = self._holder(kind, row, holders) if above else ""
                if within is None:
                    continue
                path = f"{paths[within]}{name}"
                kept = holders[within].setdefault(name, [])
                item = self._id(kind, row, path, [one[ID] for one in kept], shape.model)
                node: dict[str, Any] = {ID: item}
                kept.append(node)
                inside[item], where[item] = node, f"{path}/{item}/"
                named = Named(kind, within, item, _called(row), self.left.get(f"{path}/{item}", ""))
                self._placed.setdefault(kind, {})[within, item] = named
                yield _Placed(kind, f"{path}/{item}/", within, node, row, shape.model)
            if any(one.kind == "items" for one in shapes(shape.model).values()):
                yield from self._place(shape.model, f"{kind}/", inside, where)

    def _holder(self, kind: str, row: Row, holders: Mapping[str, Any]) -> str | None:
        """The id of the item that a row belongs in; None if there is none, which is said."""
        outer = kind.rpartition("/")[0]
        within, called = row.text(WITHIN), row.text(IN)
        meant = Names({outer: tuple(self._placed.get(outer, {}).values())}).item(outer, called) if called else ""
        if within in holders:
            if meant and meant != within:
                why = f"It stays where it was, and does not move to {in_words(called)}: move it on the map."
                self.left_out.append(LeftOut(row.number, why, self.found[kind].at(row, IN)))
            return within
        if meant in holders:
            return meant
        about = in_words(called or within) if called or within else "Nothing"
        why = f"{about} is none of those that this row can belong to, so the row is left out."
        self.left_out.append(LeftOut(row.number, why, self.found[kind].at(row, IN)))
        return None

    def _id(self, kind: str, row: Row, path: str, taken: list[str], model: type[Value]) -> str:
        """The id of an item: its own; a new one where it has none, or another row has the same."""
        item = row.text(ID)
        if re.fullmatch(ITEM_ID, item) and item not in taken:
            return item
        if item in taken:
            say = "This row was copied: it is read as a new one."
            self.changed.append(Changed(row.number, say, f"{self.found[kind].name}, row {row.number}"))
        if model is Rating:
            return self._rater(row, taken)
        if path not in self._known:
            once = {one.removeprefix(f"{path}/") for one in self.left if one.startswith(f"{path}/")}
            self._known[path] = once | {one.text(ID) for one in self.found[kind].rows}
        made = id_from(_called(row), self._known[path])
        self._known[path].add(made)
        return made

    def _rater(self, row: Row, taken: list[str]) -> str:
        """Whose a new rating is: as other rows say it in the same words, or else somebody new."""
        words = row.text(WHOSE) or row.text("rater")
        rows = self.found["steps/ratings"].rows
        same = [one.text(ID) for one in rows if one.text(ID) and one.text(WHOSE).casefold() == words.casefold()]
        known = next(iter(same), "") if words else ROOM
        return known if known and known not in taken else id_from(f"in {words or 'the same'}", taken)

    def _names(self) -> Names:
        """What cells can name: the items of the file, and those that were there when it left."""
        found: dict[str, dict[tuple[str, str], Named]] = {}
        for path in self.left:
            place = parse(path)
            if place.kind == "item":
                kind = "/".join(stop.name for stop in place.stops)
                within = place.stops[-2].item if len(place.stops) > 1 else ""
                one = Named(kind, within, place.stops[-1].item, "", self.left[path])
                found.setdefault(kind, {})[within, one.item] = one
        for kind, named in self._placed.items():
            found.setdefault(kind, {}).update(named)
        return Names({kind: tuple(all_of.values()) for kind, all_of in found.items()})

    # ---- what its cells say

    def _fill(self, one: _Placed, names: Names) -> None:
        fields = [each for each in columns_of(one.model) if each.key != ID and (one.path or each.key not in OF_FILE)]
        # what says of which item's list a field chooses is read before that field
        for column in sorted(fields, key=lambda each: bool(each.beside)):
            cell = one.row.cells.get(column.key, "")
            if cell == "" or (not column.is_words and not text_of(cell).strip()):
                continue
            try:
                taken = value_in(column, cell, names.within(column.scope(one.kind, one.within, one.node)))
            except UnreadError as fault:
                self._leave(one, column, f"{fault}.")
                continue
            _put(one.node, column.key, taken.value)
            where = self.found[one.kind].at(one.row, column.key)
            if taken.changed:
                self.changed.append(Changed(one.row.number, taken.changed, where))
            if taken.left_out:
                self.left_out.append(LeftOut(one.row.number, taken.left_out, where))
                self._unread.add(f"{one.path}{column.key}")
        self._keep_units(one, fields)
        self._check(one, fields)

    def _keep_units(self, one: _Placed, fields: list[Column]) -> None:
        """A length of time whose unit was taken out is not one of as many days."""
        for column in fields:
            group, _, name = column.key.rpartition("/")
            there = one.node.get(group, {})
            if name == "unit" and "amount" in there and name not in there and column.key in self.found[one.kind].places:
                self._leave(one, column, "The unit is not there, such as “days”.")
                self._unread.add(f"{one.path}{group}/amount")
                del one.node[group]

    def _check(self, one: _Placed, fields: list[Column]) -> None:
        """Takes out what the model refuses, and says so."""
        while True:
            own = {name: one.node[name] for name in one.node if shapes(one.model)[name].kind != "items"}
            try:
                one.model.model_validate(own)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                place = "/".join(str(part) for part in first["loc"])
                blamed = next((each for each in fields if f"{place}/".startswith(f"{each.key}/")), None)
                blamed = blamed or next(each for each in fields if each.key == "value")
                cell = in_words(one.row.cells.get(blamed.key, ""))
                what = problem(first).removesuffix(".")
                self._leave(one, blamed, f"{cell} does not fit: {what[:1].lower()}{what[1:]}.")
                _take_out(one.node, blamed.key)
            else:
                return

    def _leave(self, one: _Placed, column: Column, why: str) -> None:
        path = f"{one.path}{column.key}"
        self._unread.add(path)
        stays = f" {_STAYS}" if path in self.left or one.path.rstrip("/") in self.left else ""
        self.left_out.append(LeftOut(one.row.number, f"{why}{stays}", self.found[one.kind].at(one.row, column.key)))


def _called(row: Row) -> str:
    return next((row.text(name) for name in NAMES if row.text(name)), "")


def _put(node: dict[str, Any], key: str, value: Any) -> None:
    *groups, name = key.split("/")
    for group in groups:
        node = node.setdefault(group, {})
    node[name] = value


def _take_out(node: dict[str, Any], key: str) -> None:
    *groups, name = key.split("/")
    for group in groups:
        node = node[group]
    del node[name]
