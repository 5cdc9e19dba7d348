"""A native table on slides: in the largest letters that need no slide more, and never in less than 12 points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.formats.deck import ROOM, SIZES, notes, slide_of, write
from cjm_widgets.formats.fitting import HIGH, cut, lines, pages, wide
from cjm_widgets.formats.office import HEAD, LINE, TINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAD, _RISE = 5, 3
"""Points beside and above the words of a cell."""
_MOST, _MOST_IN_HEAD = 8, 4
"""Lines of a cell; the rest is in the notes."""
_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without any lines or colours."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table.

    Args:
        cells: its words; the first is its heading.
        spans: over how many columns each goes; over one if there are none.
        told: more about it, for the notes.
        group: what it belongs to.
        is_head: whether it stands above the others on every slide.
    """

    cells: tuple[str, ...]
    spans: tuple[int, ...] = ()
    told: str = ""
    group: str = ""
    is_head: bool = False

    def placed(self) -> Iterator[tuple[int, int, str]]:
        """Each cell: its first column, the one after its last, and its words."""
        first = 0
        for words, span in zip(self.cells, self.spans or (1,) * len(self.cells), strict=True):
            yield first, first + span, words
            first += span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, on as many slides as it needs.

    Args:
        title: of its slides.
        widths: of its columns, as parts of each other.
        head: what every slide begins with; the last of these rows names the columns.
        rows: the others.
    """

    title: str
    widths: tuple[float, ...]
    head: tuple[Line, ...]
    rows: tuple[Line, ...]

    def width(self, first: int, last: int) -> float:
        """The points that words have from one column to another."""
        return ROOM[2] * sum(self.widths[first:last]) / sum(self.widths) - 2 * _PAD


def grid_slides(made: Any, grid: Grid) -> None:
    """A table on as few slides as it needs.

    Args:
        made: the deck.
        grid: the table; without rows there is no slide.
    """
    if not grid.rows:
        return
    size, parts = _spread(grid)
    for number, (first, last) in enumerate(parts, 1):
        slide = slide_of(made, f"{grid.title} ({number} of {len(parts)})" if len(parts) > 1 else grid.title)
        rows = grid.rows[first:last]
        _table(slide, grid, rows, size)
        notes(slide, [*_whole(grid, (*(grid.head if number == 1 else ()), *rows)), *(row.told for row in rows)])


def _spread(grid: Grid) -> tuple[int, list[tuple[int, int]]]:
    """The size of the letters, and the rows of each slide."""
    fewest = len(_parts(grid, SIZES[-1]))
    found = ((size, _parts(grid, size)) for size in SIZES)
    return next((size, parts) for size, parts in found if 0 < len(parts) <= fewest)


def _parts(grid: Grid, size: int) -> list[tuple[int, int]]:
    """The rows of each slide; none if one is too high for any, or a heading's word is wider than its column."""
    if size > SIZES[-1] and any(
        wide(word, size, bold=True) > grid.width(*place[:2])
        for row in (*grid.head, *grid.rows)
        for place in row.placed()
        if _is_bold(row, place[0])
        for word in place[2].split()
    ):
        return []
    room = ROOM[3] - sum(_height(grid, row, size) for row in grid.head)
    heights = [_height(grid, row, size) for row in grid.rows]
    return pages(heights, room, [row.group for row in grid.rows]) if max(heights) <= room else []


def _height(grid: Grid, row: Line, size: int) -> float:
    return 2 * _RISE + max(
        lines(_shown(grid, row, place), grid.width(*place[:2]), size, bold=_is_bold(row, place[0])) * size * HIGH
        for place in row.placed()
    )


def _shown(grid: Grid, row: Line, place: tuple[int, int, str]) -> str:
    first, last, words = place
    most = _MOST_IN_HEAD if row.is_head else _MOST
    return cut(words, grid.width(first, last), SIZES[-1], most, bold=_is_bold(row, first))


def _is_bold(row: Line, first: int) -> bool:
    return row.is_head or first == 0


def _whole(grid: Grid, rows: Sequence[Line]) -> Iterator[str]:
    """The whole words of cells that were cut, with what they stand below and beside."""
    names = grid.head[-1].cells
    for row in rows:
        for place in row.placed():
            if _shown(grid, row, place) != place[2]:
                about = (names[place[0]], row.cells[0]) if not row.is_head and place[0] else ()
                yield "\n".join(filter(None, (", ".join(filter(None, about)), place[2])))


def _table(slide: Any, grid: Grid, rows: Sequence[Line], size: int) -> None:
    from pptx.util import Pt

    above = (*grid.head, *rows)
    columns = len(grid.widths)
    frame = slide.shapes.add_table(len(above), columns, *(Pt(one) for one in ROOM[:3]), Pt(0))
    frame.name = grid.title
    names = ", ".join(filter(None, (cell for row in rows[:1] for cell in grid.head[-1].cells)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Table: {grid.title}. Columns: {names}. {len(rows)} rows.")  # noqa: SLF001 - no other way to an alternative text
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    table._tbl.tblPr.find("{*}tableStyleId").text = _PLAIN  # noqa: SLF001 - nor to a style
    for at, column in enumerate(table.columns):
        column.width = Pt(grid.width(at, at + 1) + 2 * _PAD)
    for at, row in enumerate(above):
        table.rows[at].height = Pt(_height(grid, row, size))
        for place in row.placed():
            cell = table.cell(at, place[0])
            if place[1] - place[0] > 1:
                cell.merge(table.cell(at, place[1] - 1))
            write(cell.text_frame, _shown(grid, row, place), size, bold=_is_bold(row, place[0]))
        for column in range(columns):
            _dress(table.cell(at, column), HEAD if row.is_head else TINT if column == 0 else "FFFFFF")


def _dress(cell: Any, colour: str) -> None:
    """Thin lines around a cell, then its ground: PowerPoint wants them in this order."""
    from pptx.dml.color import RGBColor
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(_RISE)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx draws no lines
    for side in "LRTB":
        properties.append(
            parse_xml(
                f'<a:ln{side} {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:ln{side}>'
            )
        )
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(colour)
