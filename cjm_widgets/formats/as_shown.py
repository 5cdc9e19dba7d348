"""What a workbook shows otherwise than it keeps it: figures with “%”, and cells that reach over several rows.

The library that reads workbooks tells values and not how they are shown.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OF_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHARES: Final = ("9", "10")
"""The formats that every workbook has, and that show “%”."""
_SAID: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What of a format is words: there “%” is a sign like others."""
_CELL: Final = re.compile(rb"<(?:\w+:)?c ([^>]*)>")
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE: Final = re.compile(rb'\bs="(\d+)"')
_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a part that says how cells look; none of a real workbook is larger."""


def letters(at: int) -> str:
    """The letters of a column, which is counted from 0: “A”, “AB”."""
    found = ""
    while at >= 0:
        found = chr(65 + at % 26) + found
        at = at // 26 - 1
    return found


def shares_in(data: bytes) -> dict[str, tuple[tuple[int, int], ...]]:
    """The cells that show their figure with “%”, by the names of the sheets: row and column, counted from 0.

    Args:
        data: a workbook that is no bomb (`evidence.bombs`).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        styles = _shares(parts)
        return {name: (*_cells_of(parts.read(part), styles),) for name, part in _parts(parts)} if styles else {}


def _shares(parts: zipfile.ZipFile) -> set[bytes]:
    """The numbers of the looks of cells that show “%”."""
    root = _xml(parts, "xl/styles.xml")
    if root is None:
        return set()
    shares = {*_SHARES}
    for one in root.iter(f"{_MAIN}numFmt"):
        if "%" in _SAID.sub("", one.get("formatCode", "")):
            shares.add(one.get("numFmtId", ""))
    looks = root.find(f"{_MAIN}cellXfs")
    return {
        str(at).encode() for at, one in enumerate(looks if looks is not None else ()) if one.get("numFmtId") in shares
    }


def _parts(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The names of the sheets, each with the part that holds it."""
    book, ties = _xml(parts, "xl/workbook.xml"), _xml(parts, "xl/_rels/workbook.xml.rels")
    if book is None or ties is None:
        return
    targets = {one.get("Id", ""): one.get("Target", "") for one in ties}
    for one in book.iter(f"{_MAIN}sheet"):
        target = targets.get(one.get(f"{_OF_OFFICE}id", ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in parts.namelist():
            yield one.get("name", ""), part


def _xml(parts: zipfile.ZipFile, name: str) -> ET.Element | None:
    if name not in parts.namelist() or parts.getinfo(name).file_size > _LARGEST:
        return None
    try:
        return ET.fromstring(parts.read(name))  # noqa: S314 - expat refuses entities that grow; its size is bounded
    except ET.ParseError:
        return None


def _cells_of(sheet: bytes, styles: set[bytes]) -> Iterator[tuple[int, int]]:
    for found in _CELL.finditer(sheet):
        style, place = _STYLE.search(found[1]), _PLACE.search(found[1])
        if style and place and style[1] in styles:
            at = 0
            for letter in place[1]:
                at = 26 * at + letter - 64
            yield int(place[2]) - 1, at - 1


def merged_in(data: bytes, sheet: str) -> tuple[tuple[int, int, int], ...]:
    """The cells of a sheet that reach over several rows: the first row, the last and the column, counted from 0."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    if not sheet:
        return ()
    ranges = book.get_sheet_by_name(sheet).merged_cell_ranges or ()
    return tuple((first[0], last[0], first[1]) for first, last in ranges if last[0] > first[0] and last[1] == first[1])
