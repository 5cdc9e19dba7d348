"""A file of evidence as rows of text, just as it stands: what separates its columns, how its letters are coded.

A file may be large: its first rows are kept, all of them are read again each time they are gone through.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.evidence.bombs import refuse_bomb
from cjm_widgets.evidence.cells import as_seen
from cjm_widgets.evidence.kinds_of_file import no_table
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.quotation import refuse_open_quotation
from cjm_widgets.evidence.unseen import is_all_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LARGEST: Final = 100 * 1024 * 1024
"""Bytes of a file; events may be more (`evidence.events`)."""
IN_MEMORY: Final = 4 * 1024 * 1024
"""Bytes up to which a file is read once and kept; a larger one is gone through again and again."""
SAMPLE: Final = 64 * 1024
SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
HEAD: Final = 60
"""Rows by which a file is understood before all of it is gone through."""
WIDEST: Final = 2_000

_PARQUET: Final = b"PAR1"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEP_LINE: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)

csv.field_size_limit(1024 * 1024)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Args:
        number: as a spreadsheet counts, from 1.
        cells: their texts, without spaces around them.
    """

    number: int
    cells: tuple[str, ...]

    def cell(self, at: int) -> str:
        """The text in a column; "" where the row is shorter."""
        return self.cells[at] if at < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True)
class Table:
    """Rows of text, and how they were read.

    Args:
        name: of the file, for messages; "" for what was pasted.
        read: goes through all rows, blank ones included.
        encoding: how letters are coded, as Python calls it; "" where it is no text file.
        separator: what stands between columns; "" where it is no text file.
        sheet: the sheet of a workbook.
        sheets: all that could be chosen.
        remarks: what people should know of how it was read.
    """

    name: str
    read: Callable[[], Iterator[Row]]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @cached_property
    def head(self) -> tuple[Row, ...]:
        """The first rows that are not blank."""
        return tuple(islice((row for row in self.read() if not row.is_blank), HEAD))

    @property
    def what(self) -> str:
        """The file in a sentence."""
        return f"the file “{self.name}”" if self.name else "what was pasted"


def table_in(
    path: Path | str, *, sheet: str = "", encoding: str = "", separator: str = "", largest: int = LARGEST
) -> Table:
    """The table in a file: CSV or TSV, an Excel workbook, or Parquet.

    Args:
        path: the file.
        sheet: which sheet of a workbook; the first that holds anything if left out.
        encoding: how letters are coded; found out if left out.
        separator: what stands between columns; found out if left out.
        largest: bytes that a text file may have; Parquet may be of any size.

    Raises:
        EvidenceError: if it is not there, cannot be read, is too large, or holds no table.
    """
    path = Path(path)
    try:
        size, mode = (found := path.stat()).st_size, found.st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):  # a pipe may never end
            raise EvidenceError(f"“{path}” is no file. Save the table as a file first.")
        if size <= IN_MEMORY:  # also a folder, whose error says so
            data = path.read_bytes()
            if not data.startswith(_PARQUET):
                return table_in_bytes(data, path.name, sheet=sheet, encoding=encoding, separator=separator)
        with path.open("rb") as file:
            start = file.read(SAMPLE)
    except FileNotFoundError as error:
        raise EvidenceError(f"There is no file “{path}”.") from error
    except OSError as error:
        raise EvidenceError(f"The file “{path}” cannot be read ({error.strerror or 'it is no file'}).") from error
    if size > largest and not start.startswith(_PARQUET):
        raise EvidenceError(
            f"The file “{path.name}” is {size / 1024 / 1024:,.0f} MB large; {largest // 1024 // 1024} MB can be read. "
            "Save only the columns that are needed, or send it as Parquet."
        )
    if start.startswith(b"PK"):
        return _workbook(path.name, path.read_bytes, sheet)
    if start.startswith(_PARQUET):
        return _parquet(path)
    return _text_table(path.name, lambda: path.open("rb"), encoding, separator)


def table_of(text: str, *, separator: str = "") -> Table:
    """The table in what was pasted: cells from a spreadsheet, or lines of a CSV file.

    Args:
        text: as it came.
        separator: what stands between columns; found out if left out.

    Raises:
        EvidenceError: if there is none.
    """
    return _text_table("", lambda: io.BytesIO(text.encode("utf-8", "replace")), "utf-8", separator)


def table_in_bytes(data: bytes, name: str, *, sheet: str = "", encoding: str = "", separator: str = "") -> Table:
    """The table in a file that was handed over, as from a browser; arguments as for `table_in`.

    Raises:
        EvidenceError: as for `table_in`.
    """
    if data.startswith(b"PK"):
        return _workbook(name, lambda: data, sheet)
    return _text_table(name, lambda: io.BytesIO(data), encoding, separator)


# ---- text


def _text_table(name: str, start: Callable[[], Any], encoding: str, separator: str) -> Table:
    table = Table(name, lambda: iter(()))
    with start() as file:
        if other := no_table(file.read(SAMPLE)):
            raise EvidenceError(f"{_upper(table.what)} {other}")
    with start() as file:
        encoding = encoding or encoding_of(file, table.what)
    try:
        with start() as file:
            first = _decoded(file, encoding, table.what).read(SAMPLE)
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"{_upper(table.what)} cannot be read as “{encoding}”. Save it as “CSV UTF-8”, or choose how letters are "
            "coded."
        ) from error
    if not first.strip():
        raise EvidenceError(f"{_upper(table.what)} is empty.")
    said = _SEP_LINE.fullmatch(first.splitlines()[0])
    separator = separator or (said[1] if said else _separator(first))

    def rows() -> Iterator[Row]:
        with start() as file:
            text = _decoded(file, encoding, table.what)
            yield from _csv_rows(text, separator, skip_first=bool(said), what=table.what)

    return replace(table, read=rows, encoding=encoding, separator=separator)


def _csv_rows(text: Any, separator: str, *, skip_first: bool, what: str) -> Iterator[Row]:
    number = 0
    held: list[str] = []
    last: list[str] = []

    def lines() -> Iterator[str]:
        for line in text:
            held.append(line)
            yield line

    try:
        for number, cells in enumerate(csv.reader(lines(), delimiter=separator, skipinitialspace=True), start=1):
            last, held[:] = held[:], []
            if number == 1 and skip_first:
                continue
            if len(cells) > WIDEST:
                raise EvidenceError(
                    f"{_upper(what)} has {len(cells):,} columns in row {number}; {WIDEST:,} can be read."
                )
            # of nearly all rows no sign has to be taken out
            plain = is_all_seen("".join(cells))
            yield Row(number, tuple(map(str.strip, cells) if plain else map(as_seen, cells)))
        refuse_open_quotation(last, number, separator, what)
    except csv.Error as error:
        raise EvidenceError(f"{_upper(what)} is not a table: row {number + 1} cannot be read.") from error
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"{_upper(what)} holds letters that cannot be read after row {number}. Save it as “CSV UTF-8”."
        ) from error


def encoding_of(file: Any, what: str) -> str:
    """How the letters of a file are coded: what it says itself, else UTF-8, else what older Windows programs write.

    Args:
        file: opened for reading bytes, at its beginning.
        what: what to call it.

    Raises:
        EvidenceError: if it is no text.
    """
    start = file.read(SAMPLE)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith(_UTF16):
        return "utf-16"
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) == 0 and max(even, odd) * 4 > len(start):  # every other byte, but for a few letters
        return "utf-16-le" if odd else "utf-16-be"
    file.seek(0)
    utf8, cp1252 = codecs.getincrementaldecoder("utf-8")(), codecs.getincrementaldecoder("cp1252")()
    is_utf8 = True
    try:
        while block := file.read(1024 * 1024):
            if b"\0" in block:
                raise EvidenceError(f"{_upper(what)} is not a text file. Save the table as “CSV UTF-8” and try again.")
            cp1252.decode(block)
            is_utf8 = is_utf8 and decodes(utf8, block)
    except UnicodeDecodeError:
        if is_utf8 and _is_all_utf8(file, utf8):
            return "utf-8"
        raise EvidenceError(
            f"{_upper(what)} is not a text file. Save the table as “CSV UTF-8” and try again."
        ) from None
    return "utf-8" if is_utf8 and decodes(utf8, b"", final=True) else "cp1252"


def _is_all_utf8(file: Any, decoder: codecs.IncrementalDecoder) -> bool:
    file.seek(0)
    decoder.reset()
    while block := file.read(1024 * 1024):
        if b"\0" in block or not decodes(decoder, block):
            return False
    return decodes(decoder, b"", final=True)


def decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    """Whether a block goes on as letters in a decoder's code; `final` where nothing follows."""
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(file: Any, encoding: str, what: str) -> io.TextIOWrapper:
    try:
        return io.TextIOWrapper(file, encoding=encoding, newline="")
    except LookupError as error:
        raise EvidenceError(f"{_upper(what)} cannot be read as “{encoding}”: there is no such encoding.") from error


def _separator(text: str) -> str:
    """What separates the columns: whichever gives the most lines the same number of columns, above one."""
    complete = text[: text.rfind("\n") + 1] or text
    best, most = ",", (0, 0)
    for separator in SEPARATORS:
        try:
            widths = [
                len(row) for row in csv.reader(io.StringIO(complete, newline=""), delimiter=separator) if any(row)
            ]
        except csv.Error:
            continue
        width, times = max(
            Counter(one for one in widths if one > 1).items(), key=lambda item: item[::-1], default=(0, 0)
        )
        if (times, width) > most:
            best, most = separator, (times, width)
    return best


# ---- workbooks and Parquet


def _workbook(name: str, data: Callable[[], bytes], sheet: str) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    content = data()
    refuse_bomb(name, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible")] or book.sheet_names
        figures = {one: _figures_in(book.get_sheet_by_name(one).to_python()) for one in shown}
        filled = [one for one, many in figures.items() if many is not None]
    except (CalamineError, OSError, ValueError) as error:
        raise EvidenceError(
            f"“{name}” is no workbook that can be read. Save it again as “.xlsx”, or as CSV."
        ) from error
    if sheet and sheet not in book.sheet_names:
        there = ", ".join(f"“{one}”" for one in shown)
        raise EvidenceError(f"“{name}” has no sheet “{sheet}”. It has {there}.")
    most = max((figures[one] or 0 for one in filled), default=0)
    # a cover has hardly a figure; of several tables the first is read, and the others are told
    chosen = sheet or next((one for one in filled if (figures[one] or 0) * 4 > most or not most), "")
    if not chosen:
        raise EvidenceError(f"The file “{name}” is empty.")
    rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    remarks = ["A cell whose formula was never worked out reads as empty, and 36 % as 0.36."]
    if len(filled) > 1:
        others = ", ".join(f"“{one}”" for one in filled if one != chosen)
        remarks.insert(0, f"The sheet “{chosen}” is read; there is also {others}.")
    kept = tuple(Row(number, tuple(map(_said, row))) for number, row in enumerate(rows, start=1))
    return Table(name, lambda: iter(kept), sheet=chosen, sheets=tuple(filled), remarks=tuple(remarks))


def _figures_in(rows: list[list[Any]]) -> int | None:
    """How many cells of a sheet are figures or times; None where nothing stands in it."""
    if not any(cell not in {"", None} for row in rows for cell in row):
        return None
    return sum(not isinstance(cell, str) and cell is not None for row in rows for cell in row)


def _parquet(path: Path) -> Table:
    from cjm_widgets.evidence.duck import DuckError, asked, columns

    try:
        types = columns(path)
    except DuckError as error:
        raise EvidenceError(f"“{path.name}” is no Parquet file that can be read.") from error

    def rows() -> Iterator[Row]:
        yield Row(1, tuple(types))
        query = f"SELECT {_as_written(types)} FROM source"  # noqa: S608  quoted
        for number, values in enumerate(asked(query, path), start=2):
            yield Row(number, tuple(map(_said, values)))

    return Table(path.name, rows)


def _as_written(types: Mapping[str, str]) -> str:
    """SQL for all columns: as text where Python has no value that says the same, as 3.4 in four bytes is 3.4000001."""
    kept = {"BOOLEAN", "DOUBLE", "DATE", "TIMESTAMP", "VARCHAR"}
    columns = ((name.replace('"', '""'), kind in kept) for name, kind in types.items())
    return ", ".join(f'"{name}"' if as_it_is else f'"{name}"::VARCHAR' for name, as_it_is in columns)


def _said(value: Any) -> str:
    """A typed cell as text: whole numbers without a point, times as ISO 8601 has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return as_seen(str(value))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
