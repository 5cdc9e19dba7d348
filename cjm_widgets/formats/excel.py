"""A map as an Excel workbook: the table and the curve to look at, and a sheet for each kind of item; it comes back."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cjm_widgets.evidence.bombs import refuse_bomb
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import table_in_bytes
from cjm_widgets.formats import columns, sheets
from cjm_widgets.formats.base import Format, FormatError, Incoming, LeftOut, Written
from cjm_widgets.formats.making import Making
from cjm_widgets.formats.table_in import read_rows
from cjm_widgets.journey.apart import seen_by
from cjm_widgets.journey.edits import sentence
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.satisfaction import curves
from cjm_widgets.store.migrate import migrated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.sheets import Cell, Sheet

MAP: Final = "Map"
CURVE: Final = "Curve"
_MARK: Final = "cjm:"
"""How the hidden first row of a sheet of items begins, which says what its columns are."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDE, _STEP, _NARROW = 44, 26, 18
_ON_A_PAGE: Final = 10
"""Steps that are still read on an A3 sheet."""
_LONG: Final = 24
"""Letters from which on a column is wide."""
_A_LINE: Final = 16
"""Points of height for a line of text."""
_MOST_LINES: Final = 12
_LOOKS: Final = (("#0072B2", "circle"), ("#D55E00", "diamond"), ("#009E73", "square"), ("#000000", "triangle"))
"""The data colours of the workbook, each with a shape, so that colour never speaks alone."""
_STYLE: Final = "Table Style Light 1"
_MOST_TEXT: Final = 32_767
"""Letters that a cell can hold; no field of a map may be so long."""
_ALWAYS: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock is read: the same map is the same file


def write(out: Outgoing) -> Written:
    """The workbook."""
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    book.set_properties({"title": out.journey.title, "created": _ALWAYS})
    look = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "border": 1}),
        "cell": book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C0C8D0"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
    }
    _map(book, look, out)
    _curve(book, look, out)
    taken = {MAP.casefold(), CURVE.casefold()}
    for sheet in sheets.sheets(out.journey):
        _items(book, look, sheet, taken)
    book.close()
    return Written(made.getvalue())


def _map(book: Any, look: Mapping[str, Any], out: Outgoing) -> None:
    """The steps across, as on the map, and below each what is said of it."""
    page = book.add_worksheet(MAP)
    steps = out.journey.steps
    page.write_string(0, 0, out.journey.title or "Customer journey map", look["title"])
    page.write_string(1, 0, "To look at: what is changed on the sheets behind this one comes back, here it does not.")
    page.set_column(0, 0, _STEP)
    page.set_column(1, max(1, len(steps)), _STEP)
    raters = {one.title for one in columns.raters_of(out.journey)}
    for row, (title, text) in enumerate(columns.columns_of(out.journey), 2):
        cells = [text(step) for step in steps]
        is_head = title in (columns.STAGE.title, columns.STEP.title)
        page.write_string(row, 0, title, look["head"])
        for at, cell in enumerate(cells, 1):
            figure = columns.figure_in(cell) if title in raters else None
            _put(page, row, at, cell if figure is None else figure, look["head" if is_head else "cell"])
        lines = max((_lines(cell) for cell in (*cells, title)), default=1)
        page.set_row(row, _A_LINE * min(lines, _MOST_LINES))
    page.freeze_panes(4 if any(step.stage for step in steps) else 3, 1)
    page.repeat_columns(0)
    _to_print(page, 2, pages=-(-len(steps) // _ON_A_PAGE) or 1)


def _lines(text: str) -> int:
    return sum(1 + len(line) // _STEP for line in text.split("\n"))


def _curve(book: Any, look: Mapping[str, Any], out: Outgoing) -> None:
    """The heart monitor: a line for each rater on one scale, with a gap where nobody rated; a chart for each scale."""
    found = [one for one in curves(out.journey) if any(point.value is not None for point in one.points)]
    if not found:
        return
    page = book.add_worksheet(CURVE)
    page.set_column(0, 0, _WIDE)
    page.set_column(1, len(found), _NARROW)
    page.set_row(0, _A_LINE * 2)
    page.write_string(0, 0, "Step", look["head"])
    last = len(out.journey.steps)
    for row, step in enumerate(out.journey.steps, 1):
        page.write_string(row, 0, step.name, look["cell"])
    for at, curve in enumerate(found, 1):
        page.write_string(0, at, curve.title, look["head"])
        for row, point in enumerate(curve.points, 1):
            if point.value is not None:
                page.write_number(row, at, point.value, look["cell"])
    for place, name in enumerate(dict.fromkeys(one.scale.name for one in found)):
        scale = next(one.scale for one in found if one.scale.name == name)
        chart = book.add_chart({"type": "line"})
        for at, curve in enumerate(found, 1):
            colour, shape = _LOOKS[(at - 1) % len(_LOOKS)]
            if curve.scale.name == name:
                chart.add_series(
                    {
                        "name": [CURVE, 0, at],
                        "categories": [CURVE, 1, 0, last, 0],
                        "values": [CURVE, 1, at, last, at],
                        "marker": {"type": shape, "size": 8, "fill": {"color": colour}, "border": {"color": colour}},
                        "line": {"color": colour, "width": 2},
                    }
                )
        chart.set_title({"name": scale.title, "name_font": {"size": 12}})
        chart.set_y_axis({"min": scale.low, "max": scale.high, "reverse": scale.better == "low"})
        chart.set_x_axis({"label_position": "low" if scale.better == "high" else "high"})
        chart.set_legend({"position": "bottom"})
        chart.show_blanks_as("gap")
        chart.set_size({"width": 960, "height": 360})
        page.insert_chart(last + 2 + place * 19, 0, chart, {"description": f"{scale.title} at each step"})
    _to_print(page, 0)
    page.fit_to_pages(1, 1)


def _items(book: Any, look: Mapping[str, Any], sheet: Sheet, taken: set[str]) -> None:
    """The items of one kind as an Excel table; the first row, which is hidden, says what its columns are."""
    name = _free(sheet.title, taken)
    page = book.add_worksheet(name)
    keys = [*(one.key for one in sheet.columns), sheets.ID, sheets.WITHIN]
    titles = _once([*(one.title for one in sheet.columns), "id", "within"])
    page.write_string(0, 0, f"{_MARK}{sheet.key}")
    for at, key in enumerate(keys, 1):
        page.write_string(0, at, key)
    page.set_row(0, None, None, {"hidden": True})
    page.set_column(0, 0, 3)
    for at, title in enumerate(titles, 1):
        cells = [row[2][at - 1] for row in sheet.rows] if at <= len(sheet.columns) else []
        longest = max((len(str(one)) for one in cells if one is not None), default=0)
        page.set_column(at, at, _WIDE if longest > _LONG else _NARROW)
        page.write_string(1, at, title, look["head"])
    for row, (item, within, values) in enumerate(sheet.rows, 2):
        page.write_number(row, 0, row - 1)
        for at, cell in enumerate((*values, item, within), 1):
            _put(page, row, at, cell, look["cell"])
    page.add_table(
        1,
        1,
        max(len(sheet.rows) + 1, 2),
        len(keys),
        {
            "columns": [{"header": title, "header_format": look["head"]} for title in titles],
            "style": "Table Style Light 1",
        },
    )
    page.freeze_panes(2, 2)
    _to_print(page, 1)


def _put(page: Any, row: int, at: int, cell: Cell, look: Any) -> None:
    if cell is None or cell == "":
        page.write_blank(row, at, None, look)
    elif isinstance(cell, bool):
        page.write_string(row, at, "yes", look)
    elif isinstance(cell, int | float):
        page.write_number(row, at, cell, look)
    else:
        page.write_string(row, at, cell[:_MOST_TEXT], look)


def _to_print(page: Any, head: int, pages: int = 1) -> None:
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(pages, 0)
    page.repeat_rows(head)


def _once(titles: Sequence[str]) -> list[str]:
    """Headings of a table, each once: Excel refuses others."""
    made: list[str] = []
    for title in titles:
        found, number = title, 1
        while found.casefold() in {one.casefold() for one in made}:
            number += 1
            found = f"{title} ({number})"
        made.append(found)
    return made


def _free(title: str, taken: set[str]) -> str:
    plain = title.translate(_NOT_IN_NAMES).strip(" '")[:_LONGEST_NAME].strip(" '")
    found, number = plain, 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: _LONGEST_NAME - 3]} {number}"
    taken.add(found.casefold())
    return found


def read(data: bytes, name: str) -> Incoming:
    """The map in a workbook: one of ours with all its sheets, or any with a table of steps on its first.

    Raises:
        FormatError: if it is no workbook, or there is no map in it.
    """
    try:
        refuse_bomb(name, data)
    except EvidenceError as error:
        raise FormatError(str(error)) from error
    found = dict(_ours(data))
    if not found:
        return _any(data, name)
    try:
        raw = migrated({**sheets.journey_of(found), "schema_version": Journey.model_fields["schema_version"].default})
        journey = seen_by(Journey.model_validate(raw), "")
    except ValidationError as error:
        raise FormatError(f"“{name}” cannot be read. {sentence(error)}") from error
    return Incoming(journey, has_ids=True)


def _ours(data: bytes) -> Iterator[tuple[str, list[dict[str, Cell]]]]:
    """The rows of each sheet of items, by the keys in its hidden row."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (python_calamine.CalamineError, OSError, ValueError):
        return
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if rows and str(rows[0][0]).startswith(_MARK):
            keys = [str(one) for one in rows[0]]
            cells = [{key: _plain(cell) for key, cell in zip(keys, row, strict=False)} for row in rows[2:]]
            yield (
                keys[0].removeprefix(_MARK),
                [row for row in cells if any(row[key] not in (None, "") for key in keys[1:])],
            )


def _plain(cell: Any) -> Cell:
    if cell == "yes":
        return "yes"
    return cell if isinstance(cell, str | int | float) else str(cell)


def _any(data: bytes, name: str) -> Incoming:
    try:
        table = table_in_bytes(data, name)
        rows = [(row.number, row.cells) for row in table.read() if not row.is_blank]
    except EvidenceError as error:
        raise FormatError(str(error)) from error
    made = Making(f"“{name}”")
    read_rows(rows, made)
    others = ", ".join(f"“{one}”" for one in table.sheets if one != table.sheet)
    if others:
        made.left_out.append(LeftOut(0, f"The map is read from the sheet “{table.sheet}”. Not read: {others}."))
    return made.made("imported")


FORMAT: Final = Format(
    "xlsx",
    "Excel workbook",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write,
    read,
)
