"""A workbook that comes back: one of ours with its sheets as people left them, or any with a table of steps."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.evidence.bombs import refuse_bomb
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import table_in_bytes
from cjm_widgets.formats import columns
from cjm_widgets.formats.as_shown import letters, merged_in, shares_in
from cjm_widgets.formats.base import Changed, FormatError, Incoming, LeftOut
from cjm_widgets.formats.cell_in import Share, in_words, text_of
from cjm_widgets.formats.making import Making
from cjm_widgets.formats.sheets import ID
from cjm_widgets.formats.sheets_in import IMPORTED, Found, Reading, Row
from cjm_widgets.formats.table_in import read_rows
from cjm_widgets.formats.too_much import refuse_too_much
from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.as_left import mark
from cjm_widgets.journey.edits import sentence
from cjm_widgets.journey.model import ITEM_ID, Journey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAP: Final = "Map"
CURVE: Final = "Curve"
TO_LOOK_AT: Final = (MAP, CURVE)
"""The sheets that are made of the others."""
AS_LEFT: Final = "As it left"
"""The sheet, which nobody sees, with the marks of the map as it left."""
MARK: Final = "cjm:"
"""How the hidden first row of a sheet of items begins, which says what its columns are."""
_FIRST: Final = 3
"""The first row of items, as a spreadsheet counts; above it are the keys and the headings."""
_BLANK: Final = ("", None)
_LARGEST: Final = 100 * 1024 * 1024
"""Bytes of a workbook with a map when it is unpacked."""


@dataclass(frozen=True)
class _Page:
    """A sheet as it is in the file.

    Args:
        name: of the sheet.
        rows: its cells, from the first row on.
    """

    name: str
    rows: Sequence[Sequence[Any]]

    @property
    def key(self) -> str:
        """The kind of its items, as its hidden row says; "" if it is none of ours."""
        first = str(self.rows[0][0]) if self.rows and self.rows[0] else ""
        return first.removeprefix(MARK) if first.startswith(MARK) else ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return all(cell in _BLANK for row in self.rows for cell in row)


def read(data: bytes, name: str) -> Incoming:
    """The map in a workbook: one of ours with all its sheets, or any with a table of steps on its first.

    Raises:
        FormatError: if it is no workbook, or there is no map in it.
    """
    try:
        refuse_bomb(name, data, largest=_LARGEST, dense=_LARGEST)
    except EvidenceError as error:
        raise FormatError(str(error)) from error
    pages = [*_pages(data)]
    left_out: list[LeftOut] = []
    found = {one.key: _found(one, left_out) for one in pages if one.key and one.key != AS_LEFT}
    if not found:
        return _any(data, name)
    refuse_too_much(
        f"“{name}”", len(found["steps"].rows) if "steps" in found else 0, sum(len(one.rows) for one in found.values())
    )
    left = {str(row[0]): str(row[1]) for one in pages if one.key == AS_LEFT for row in one.rows[1:] if len(row) > 1}
    left_out += _others(pages, left)
    journey_id = next((str(one.rows[0][1]) for one in pages if one.key == AS_LEFT and len(one.rows[0]) > 1), "")
    reading = Reading(found, {place: one for place, one in left.items() if "!" not in place})
    try:
        raw = {**reading.read(), ID: journey_id if re.fullmatch(ITEM_ID, journey_id) else IMPORTED}
        journey = seen_by(Journey.model_validate(raw), "")
    except ValidationError as error:
        raise FormatError(f"“{name}” cannot be read. {sentence(error)}") from error
    left_out += reading.left_out
    return Incoming(journey, (*left_out,), (*reading.changed,), has_ids=True, left=reading.still_held())


def _pages(data: bytes) -> Iterator[_Page]:
    """The sheets of a workbook, with shares as they are shown."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shares = shares_in(data)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            for row, at in shares.get(name, ()):
                figure = rows[row][at] if row < len(rows) and at < len(rows[row]) else ""
                if isinstance(figure, int | float):
                    rows[row][at] = Share(float(f"{figure * 100:.12g}"))
            yield _Page(name, rows)
    except (python_calamine.CalamineError, OSError, ValueError):
        return


def _found(page: _Page, left_out: list[LeftOut]) -> Found:
    """The rows of a sheet of ours, by the keys in its hidden row; what people added beside and below is said."""
    keys: dict[str, int] = {}
    for at, key in enumerate(map(str, page.rows[0])):
        if at and key and key not in keys:
            keys[key] = at
        elif any(row[at] not in _BLANK for row in page.rows[1:]) and (at or _is_written_beside(page)):
            heading = page.rows[1][at] if len(page.rows) > 1 else ""
            what = in_words(heading) if heading not in _BLANK else "What stands here"
            place = f"{page.name}, column {letters(at)}"
            left_out.append(LeftOut(2, f"{what} is nothing that a map holds on this sheet.", place))
    rows = []
    is_apart = False
    for number, cells in enumerate(page.rows[_FIRST - 1 :], _FIRST):
        row = Row(number, {key: cells[at] for key, at in keys.items() if cells[at] not in _BLANK})
        if not row.cells:
            is_apart = True
        elif is_apart and not row.text(ID):
            why = "This row stands apart below the table and is left out. Move it up to the table if it belongs there."
            left_out.append(LeftOut(number, why, f"{page.name}, row {number}"))
        else:
            is_apart = False
            rows.append(row)
    return Found(page.name, {key: letters(at) for key, at in keys.items()}, tuple(rows))


def _is_written_beside(page: _Page) -> bool:
    """Whether words stand in the first column, which has the numbers of the rows."""
    return any(isinstance(row[0], str) and row[0].strip() for row in page.rows[1:])


def _others(pages: Sequence[_Page], left: Mapping[str, str]) -> Iterator[LeftOut]:
    """What stands on sheets that are not read: those that people added, and what they changed where they only look."""
    for page in pages:
        marks = {place: one for place, one in left.items() if place.startswith(f"{page.name}!")}
        if page.key or page.is_blank or (page.name in TO_LOOK_AT and not left):
            continue
        if not marks:
            yield LeftOut(0, "This sheet is none of the workbook’s, and is left out.", f"Sheet “{page.name}”")
            continue
        cells = {f"{page.name}!{letters(at)}{row}": (row, cell) for row, at, cell in _filled(page)}
        for place in sorted({**cells, **marks}, key=_in_order):
            row, cell = cells.get(place, (0, ""))
            if marks.get(place) != mark(text_of(cell)):
                what = f"{in_words(cell)} is" if row else "That it is empty is"
                why = f"{what} not taken: this sheet is only to look at. Change it on the sheets behind it."
                yield LeftOut(row, why, f"{page.name}, cell {place.rpartition('!')[2]}")


def _in_order(place: str) -> tuple[int, int, str]:
    """Row by row, and from left to right."""
    column = place.rpartition("!")[2].rstrip("0123456789")
    return int(place.rpartition("!")[2].removeprefix(column)), len(column), column


def _filled(page: _Page) -> Iterator[tuple[int, int, Any]]:
    for number, row in enumerate(page.rows, 1):
        yield from ((number, at, cell) for at, cell in enumerate(row) if cell not in _BLANK)


def _any(data: bytes, name: str) -> Incoming:
    try:
        table = table_in_bytes(data, name)
        rows = [(row.number, [*row.cells]) for row in table.read() if not row.is_blank]
    except EvidenceError as error:
        raise FormatError(str(error)) from error
    made = Making(f"“{name}”")
    by_number = dict(rows)
    for row, at in shares_in(data).get(table.sheet, ()):
        cells = by_number.get(row + 1, [])
        if at < len(cells) and (figure := columns.figure_in(cells[at])) is not None:
            cells[at] = f"{figure * 100:.12g} %"
    for first, last, at in merged_in(data, table.sheet):
        _spread(by_number, first + 1, last + 1, at, made)
    read_rows(rows, made)
    others = ", ".join(f"“{one}”" for one in table.sheets if one != table.sheet)
    if others:
        made.left_out.append(LeftOut(0, f"The map is read from the sheet “{table.sheet}”. Not read: {others}."))
    return made.made(IMPORTED)


def _spread(rows: Mapping[int, list[str]], first: int, last: int, at: int, made: Making) -> None:
    """Puts what stands in a cell that reaches over several rows into each of them."""
    cell = rows[first][at] if first in rows and at < len(rows[first]) else ""
    below = [number for number, row in rows.items() if first < number <= last and at < len(row)]
    if not cell or not below:
        return
    for number in below:
        rows[number][at] = cell
    say = f"“{cell[:60]}” reaches over {len(below) + 1} rows, and is read in each of them."
    made.changed.append(Changed(first, say, f"Cell {letters(at)}{first}"))
