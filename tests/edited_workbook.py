"""A workbook of ours as a colleague sends it back: its cells are changed, and it is written anew."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import python_calamine
import xlsxwriter
from going_out import written

from cjm_widgets.formats import excel

if TYPE_CHECKING:
    from cjm_widgets.formats.base import Incoming
    from cjm_widgets.journey.model import Journey


@dataclass
class Workbook:
    """A workbook that can be edited.

    Args:
        sheets: the cells of each sheet, by its name.
        looks: the number formats of single cells, by sheet, row and column.
        merged: cells that reach over several rows: sheet, first row, last row, column.
    """

    sheets: dict[str, list[list[Any]]]
    looks: dict[tuple[str, int, int], str] = field(default_factory=dict)
    merged: list[tuple[str, int, int, int]] = field(default_factory=list)

    def column(self, sheet: str, key: str) -> int:
        """Where the column of a field is."""
        return self.sheets[sheet][0].index(key)

    def row(self, sheet: str, item: str) -> list[Any]:
        """The row of an item, or of a question about the map, by its id."""
        at = self.column(sheet, "id")
        return next(row for row in self.sheets[sheet][2:] if row[at] == item)

    def put(self, sheet: str, item: str, key: str, value: Any) -> None:
        """Types something into a cell."""
        self.row(sheet, item)[self.column(sheet, key)] = value

    def add(self, sheet: str, **cells: Any) -> None:
        """Adds a row, as people do: without an id."""
        keys = self.sheets[sheet][0]
        self.sheets[sheet].append([cells.get(key, "") if at else "" for at, key in enumerate(keys)])

    def remove(self, sheet: str, item: str) -> None:
        """Deletes the row of an item."""
        self.sheets[sheet].remove(self.row(sheet, item))

    def saved(self) -> bytes:
        """The file."""
        made = io.BytesIO()
        book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in self.sheets.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for at, cell in enumerate(cells):
                    look = self.looks.get((name, row, at))
                    if hasattr(cell, "isoformat"):
                        page.write_datetime(row, at, cell, day)
                    elif isinstance(cell, bool):
                        page.write_boolean(row, at, cell)
                    elif cell not in ("", None):
                        page.write(row, at, cell, book.add_format({"num_format": look}) if look else None)
        for name, first, last, at in self.merged:
            page = book.get_worksheet_by_name(name)
            page.merge_range(first, at, last, at, self.sheets[name][first][at])
        book.close()
        return made.getvalue()

    def read(self) -> Incoming:
        """The map in it."""
        return excel.read(self.saved(), "map.xlsx")


def workbook_of(journey: Journey) -> Workbook:
    """The workbook of a map."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(written(excel.FORMAT, journey).data))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return Workbook(sheets)
