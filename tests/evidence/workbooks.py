"""Workbooks for tests, as spreadsheets save them: several sheets, hidden ones, merged cells, dates, shares, faults."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PERCENT, DAY, MOMENT = 1, 2, 3
HIDDEN = ' state="hidden"'
_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Share(float):
    """A cell that a spreadsheet shows in per cent."""


class Fault(str):
    """A cell whose formula could not be worked out, such as #DIV/0!."""

    __slots__ = ()


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = (), merged: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a workbook.

    Args:
        sheets: the rows of each.
        hidden: those that are not shown.
        merged: cells that are one in a sheet, such as "B1:C1".
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        names = list(sheets)
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
            for at, _ in enumerate(names, start=1)
        )
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{parts}</Types>',
        )
        book.writestr("_rels/.rels", _related([("officeDocument", "xl/workbook.xml")]))
        shown = "".join(
            f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"{HIDDEN if name in hidden else ""}/>'
            for at, name in enumerate(names, start=1)
        )
        book.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{_RELATIONS}"><sheets>{shown}</sheets></workbook>',
        )
        targets = [("worksheet", f"worksheets/sheet{at}.xml") for at, _ in enumerate(names, start=1)]
        book.writestr("xl/_rels/workbook.xml.rels", _related([*targets, ("styles", "styles.xml")]))
        book.writestr("xl/styles.xml", _STYLES)
        for at, name in enumerate(names, start=1):
            book.writestr(f"xl/worksheets/sheet{at}.xml", _sheet(sheets[name], (merged or {}).get(name, "")))
    return data.getvalue()


def _related(targets: Sequence[tuple[str, str]]) -> str:
    parts = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{parts}</Relationships>'
    )


def _sheet(rows: Sequence[Sequence[Any]], merged: str) -> str:
    body = "".join(
        f'<row r="{row}">{"".join(_cell(f"{chr(65 + at)}{row}", cell) for at, cell in enumerate(cells))}</row>'
        for row, cells in enumerate(rows, start=1)
    )
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged.split())
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData>{f'<mergeCells>{areas}</mergeCells>' if areas else ''}</worksheet>"
    )


def _cell(place: str, cell: Any) -> str:
    kind, value = "", cell
    if isinstance(cell, bool):
        kind, value = 't="b"', int(cell)
    elif isinstance(cell, Fault):
        kind = 't="e"'
    elif isinstance(cell, Share):
        kind, value = f's="{PERCENT}"', float(cell)
    elif isinstance(cell, dt.date):
        began = dt.datetime.fromisoformat("1899-12-30")
        value = (dt.datetime.fromisoformat(cell.isoformat()) - began).total_seconds() / 86_400
        kind = f's="{MOMENT if isinstance(cell, dt.datetime) else DAY}"'
    elif isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return "" if cell is None else f'<c r="{place}" {kind}><v>{value}</v></c>'
