"""A map as an Excel workbook: the table and the curve to look at, and a sheet for each kind of item; it comes back."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats import columns, sheets
from cjm_widgets.formats.as_shown import letters
from cjm_widgets.formats.base import Format, Written
from cjm_widgets.formats.cell_in import text_of
from cjm_widgets.formats.excel_in import AS_LEFT, CURVE, MAP, MARK, read
from cjm_widgets.formats.office import look_of
from cjm_widgets.journey.as_left import as_left, mark
from cjm_widgets.journey.satisfaction import curves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cjm_widgets.formats.base import Outgoing
    from cjm_widgets.formats.sheets import Cell, Sheet

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST, _WIDE, _STEP, _NARROW = 64, 36, 26, 18
_ACROSS: Final = 230
"""Letters beside each other that are still read on an A3 sheet."""
_VERY_LONG: Final = 120
"""Letters from which on a column is wider still."""
_ROOM: Final = 1.15
"""How much more room words take than their letters, as lines end before a long word."""
_ON_A_PAGE: Final = 10
"""Steps that are still read on an A3 sheet."""
_LONG: Final = 24
"""Letters from which on a column is wide."""
_A_LINE: Final = 16
"""Points of height for a line of text."""
_MOST_LINES: Final = 25
_SHAPES: Final = {"dash": "long_dash"}
"""What xlsxwriter calls otherwise than Office's files do."""
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
        "number": book.add_format({"valign": "top", "font_color": "#4A5965"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
    }
    to_look_at: dict[str, Cell] = {}
    _map(book, look, out, to_look_at)
    _curve(book, look, out, to_look_at)
    taken = {MAP.casefold(), CURVE.casefold(), AS_LEFT.casefold()}
    for sheet in sheets.sheets(out.journey):
        _items(book, look, sheet, taken)
    _as_left(book, out, to_look_at)
    book.close()
    return Written(made.getvalue())


def _as_left(book: Any, out: Outgoing, to_look_at: Mapping[str, Cell]) -> None:
    """A sheet that nobody sees: marks of what left, so that what is taken out or changed is known when it is back."""
    page = book.add_worksheet(AS_LEFT)
    page.write_string(0, 0, f"{MARK}{AS_LEFT}")
    page.write_string(0, 1, out.journey.id)
    marks = as_left(out.journey) | {place: mark(text_of(cell)) for place, cell in to_look_at.items()}
    for row, (place, one) in enumerate(marks.items(), 1):
        page.write_string(row, 0, place)
        page.write_string(row, 1, one)
    page.very_hidden()


def _map(book: Any, look: Mapping[str, Any], out: Outgoing, shown: dict[str, Cell]) -> None:
    """The steps across, as on the map, and below each what is said of it."""
    page = book.add_worksheet(MAP)
    steps = out.journey.steps
    put = _noting(page, shown)
    put(0, 0, out.journey.title or "Customer journey map", look["title"])
    put(1, 0, "To look at: what is changed on the sheets behind this one comes back, here it does not.", None)
    page.set_column(0, 0, _STEP)
    page.set_column(1, max(1, len(steps)), _STEP)
    raters = {one.title for one in columns.raters_of(out.journey)}
    for row, (title, text) in enumerate(columns.columns_of(out.journey), 2):
        cells = [text(step) for step in steps]
        is_head = title in (columns.STAGE.title, columns.STEP.title)
        put(row, 0, title, look["head"])
        for at, cell in enumerate(cells, 1):
            figure = columns.figure_in(cell) if title in raters else None
            put(row, at, cell if figure is None else figure, look["head" if is_head else "cell"])
        lines = max((_lines(cell) for cell in (*cells, title)), default=1)
        page.set_row(row, _A_LINE * min(lines, _MOST_LINES))
    page.freeze_panes(4 if any(step.stage for step in steps) else 3, 1)
    page.repeat_columns(0)
    _to_print(page, 2, pages=-(-len(steps) // _ON_A_PAGE) or 1)


def _lines(text: str) -> int:
    return sum(1 + len(line) // _STEP for line in text.split("\n"))


def _curve(book: Any, look: Mapping[str, Any], out: Outgoing, shown: dict[str, Cell]) -> None:
    """The heart monitor: a line for each rater on one scale, with a gap where nobody rated; a chart for each scale."""
    found = [one for one in curves(out.journey) if any(point.value is not None for point in one.points)]
    if not found:
        return
    page = book.add_worksheet(CURVE)
    page.set_column(0, 0, _WIDE)
    page.set_column(1, len(found), _NARROW)
    page.set_row(0, _A_LINE * 2)
    put = _noting(page, shown)
    put(0, 0, "Step", look["head"])
    last = len(out.journey.steps)
    for row, step in enumerate(out.journey.steps, 1):
        put(row, 0, step.name, look["cell"])
    for at, curve in enumerate(found, 1):
        put(0, at, curve.title, look["head"])
        for row, point in enumerate(curve.points, 1):
            if point.value is not None:
                put(row, at, point.value, look["cell"])
    for place, name in enumerate(dict.fromkeys(one.scale.name for one in found)):
        scale = next(one.scale for one in found if one.scale.name == name)
        chart = book.add_chart({"type": "line"})
        for at, curve in enumerate(found, 1):
            if curve.scale.name == name:
                own = look_of(curve, at - 1)
                colour = {"color": f"#{own.colour}"}
                chart.add_series(
                    {
                        "name": [CURVE, 0, at],
                        "categories": [CURVE, 1, 0, last, 0],
                        "values": [CURVE, 1, at, last, at],
                        "marker": {
                            "type": _SHAPES.get(own.shape, own.shape),
                            "size": 8,
                            "fill": colour,
                            "border": {**colour, "width": 1.5},
                        },
                        "line": {**colour, "width": 2, **({"dash_type": "dash"} if own.is_dashed else {})},
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
    page = book.add_worksheet(_free(sheet.title, taken))
    keys = [*(one.key for one in sheet.columns), *sheets.HIDDEN]
    titles = _once([*(one.title for one in sheet.columns), *sheets.HIDDEN])
    page.write_string(0, 0, f"{MARK}{sheet.key}")
    for at, key in enumerate(keys, 1):
        page.write_string(0, at, key)
    page.set_row(0, None, None, {"hidden": True})
    page.set_column(0, 0, 3)
    lines = [(*one.cells, one.item, one.within) for one in sheet.rows]
    widths = [_width(line[at] for line in lines) for at in range(len(sheet.columns))]
    page.set_row(1, _height(titles, widths))
    for at, (key, title) in enumerate(zip(keys, titles, strict=True), 1):
        if key in sheets.HIDDEN:
            page.set_column(at, at, None, None, {"hidden": True})
        else:
            page.set_column(at, at, widths[at - 1])
        page.write_string(1, at, title, look["head"])
    for row, line in enumerate(lines, 2):
        page.set_row(row, _height(line, widths))
        page.write_number(row, 0, row - 1, look["number"])
        for at, cell in enumerate(line, 1):
            _put(page, row, at, cell, look["cell"])
    page.add_table(
        1,
        1,
        max(len(lines) + 1, 2),
        len(keys),
        {"columns": [{"header": title, "header_format": look["head"]} for title in titles], "style": _STYLE},
    )
    page.freeze_panes(2, 2)
    page.repeat_columns(0, 1)
    _to_print(page, 1, pages=-(-sum(widths) // _ACROSS))


def _width(cells: Iterable[Cell]) -> int:
    """How wide a column is."""
    longest = max((len(str(one)) for one in cells if one is not None), default=0)
    return _WIDEST if longest > _VERY_LONG else _WIDE if longest > _LONG else _NARROW


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """How high a row is, so that nothing in it is cut."""
    lines = (
        sum(1 + int(len(line) * _ROOM) // width for line in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=False)
        if cell is not None
    )
    return _A_LINE * min(max(lines, default=1), _MOST_LINES)


def _noting(page: Any, shown: dict[str, Cell]) -> Callable[[int, int, Cell, Any], None]:
    """Puts cells on a sheet that is only to look at, and notes what stands where."""

    def put(row: int, at: int, cell: Cell, look: Any) -> None:
        _put(page, row, at, cell, look)
        if cell not in (None, ""):
            shown[f"{page.get_name()}!{letters(at)}{row + 1}"] = cell

    return put


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


FORMAT: Final = Format(
    "xlsx",
    "Excel workbook",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write,
    read,
)
