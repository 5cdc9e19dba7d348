"""Survey files: a table with one step a row, read as people save it from a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

ENCODINGS: Final = ("utf-8-sig", "cp1252")
SEPARATORS: Final = (",", ";", "\t")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class EvidenceError(ValueError):
    """A file that does not hold the figures that are looked for; its text is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a survey says of one step.

    Args:
        step: the step's name in the file.
        number: the step's number in the file, from 1, or None if the file has no numbers.
        value: the share of negative answers in per cent, 0 to 100, or None where the file gives none.
        note: what the file says beside it.
        row: the row in the file, as a spreadsheet counts, for messages.
    """

    step: str
    number: int | None
    value: float | None
    note: str
    row: int


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a survey file are called; small and capital letters make no difference.

    Args:
        step: the column with the steps' names.
        share: the column with the share of negative answers, in per cent.
        number: the column with the steps' numbers; the file may lack it.
        note: the column with remarks; the file may lack it.
    """

    step: str = "step"
    share: str = "negative_pct"
    number: str = "step_no"
    note: str = "note"


def negative_shares(path: Path | str, columns: Columns | None = None) -> tuple[Figure, ...]:
    """The share of negative answers for each step of a survey, in the file's order.

    Commas, semicolons or tabs between the columns, decimal points or decimal commas, “36 %”, and the encodings that
    spreadsheets write are all read. A cell without a figure gives a figure of None: unknown is never zero.

    Args:
        path: a CSV file.
        columns: what its columns are called.

    Raises:
        EvidenceError: if the file is not there, is no such table, or holds a value that is no percentage.
    """
    columns = columns or Columns()
    path = Path(path)
    rows = _rows(path)
    header_row, header = next(((at, cells) for at, cells in rows if any(cells)), (0, ()))
    if not header:
        raise EvidenceError(f"The file “{path.name}” is empty.")
    places = _places(path, header, columns)
    figures = tuple(_figure(cells, at, places, columns) for at, cells in rows if at > header_row and any(cells))
    if not figures:
        raise EvidenceError(f"The file “{path.name}” has column names but no rows below them.")
    _refuse_doubles(figures)
    _refuse_fractions(path, figures)
    return figures


def _rows(path: Path) -> tuple[tuple[int, tuple[str, ...]], ...]:
    import pandas as pd

    text = _text(path)
    if not text.strip():
        raise EvidenceError(f"The file “{path.name}” is empty.")
    above, separator, text = _separated(text)
    try:
        table = pd.read_csv(
            StringIO(text),
            sep=separator,
            header=None,
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            skipinitialspace=True,
        )
    except pd.errors.EmptyDataError as error:
        raise EvidenceError(f"The file “{path.name}” is empty.") from error
    except pd.errors.ParserError as error:
        row = re.search(r"line (\d+)", str(error))
        where = f" Row {int(row[1]) + above} has more columns than the first row." if row else ""
        raise EvidenceError(f"The file “{path.name}” is not a table.{where}") from error
    cells = table.fillna("").to_numpy().tolist()
    return tuple((at, tuple(str(cell).strip() for cell in row)) for at, row in enumerate(cells, start=1 + above))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise EvidenceError(f"There is no file “{path}”.") from error
    except OSError as error:
        raise EvidenceError(f"The file “{path}” cannot be read.") from error
    if raw.startswith(b"PK"):
        raise EvidenceError(f"“{path.name}” is a spreadsheet file. Save the sheet as CSV and use that file.")
    for encoding in ("utf-16",) if raw.startswith(_UTF16) else ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise EvidenceError(f"“{path.name}” is not a text file. Save the table as “CSV UTF-8” and try again.")


def _separated(text: str) -> tuple[int, str, str]:
    """How many rows stand above the table, what separates its columns, and the table's text."""
    lines = text.splitlines(keepends=True)
    above, separator = 0, ""
    for line in lines:
        said = None if separator else re.fullmatch(r"sep=(.)\s*", line, re.IGNORECASE)
        if said:
            separator = said[1]
        elif line.strip():
            separator = separator or max(SEPARATORS, key=line.count)
            break
        above += 1
    return above, separator, "".join(lines[above:])


def _places(path: Path, header: Sequence[str], columns: Columns) -> dict[str, int]:
    known = [name.casefold() for name in header]
    for needed in (columns.step, columns.share):
        if needed.casefold() not in known:
            there = ", ".join(f"“{name}”" for name in header if name) or "none"
            raise EvidenceError(
                f"The file “{path.name}” has no column “{needed}”. "
                f"Needed are “{columns.step}” and “{columns.share}”; there are {there}."
            )
    wanted = (columns.step, columns.share, columns.number, columns.note)
    for name in wanted:
        if known.count(name.casefold()) > 1:
            raise EvidenceError(f"The file “{path.name}” has more than one column “{name}”.")
    return {name: known.index(name.casefold()) for name in wanted if name.casefold() in known}


def _figure(cells: Sequence[str], row: int, places: dict[str, int], columns: Columns) -> Figure:
    def cell(name: str) -> str:
        return cells[places[name]] if name in places else ""

    step, number = cell(columns.step), _step_number(cell(columns.number), row, columns.number)
    if not step and number is None:
        raise EvidenceError(f"Row {row} does not say which step it is about: “{columns.step}” is empty.")
    return Figure(step, number, _percentage(cell(columns.share), row, columns.share), cell(columns.note), row)


def _step_number(text: str, row: int, column: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"0*[1-9]\d{0,3}(?:[.,]0+)?", text):
        raise EvidenceError(f"Row {row}: “{text}” in “{column}” is not the number of a step.")
    return int(re.split("[.,]", text)[0])


def _percentage(text: str, row: int, column: str) -> float | None:
    bare = text.removesuffix("%").strip()
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        raise EvidenceError(f"Row {row}: “{text}” in “{column}” is not a number.")
    value = float(bare.replace(",", "."))
    if not 0 <= value <= 100:
        raise EvidenceError(f"Row {row}: {text} in “{column}” is not a percentage from 0 to 100.")
    return value


def step_key(name: str) -> str:
    """What two names of one step have in common: capitals, spaces and punctuation make no difference."""
    plain = normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip() or plain.strip()


def _refuse_doubles(figures: Sequence[Figure]) -> None:
    known: dict[str | int, Figure] = {}
    for figure in figures:
        other = known.setdefault(step_key(figure.step) or figure.number or 0, figure)
        if other is not figure:
            names = [one.step or f"step {one.number}" for one in (other, figure)]
            raise EvidenceError(
                f"Row {other.row} (“{names[0]}”) and row {figure.row} (“{names[1]}”) are both about one step. "
                "Keep one of them."
            )


def _refuse_fractions(path: Path, figures: Sequence[Figure]) -> None:
    values = [figure.value for figure in figures if figure.value is not None]
    if values and max(values) <= 1 and any(0 < value < 1 for value in values):
        raise EvidenceError(
            f"All figures in “{path.name}” lie between 0 and 1. Give percentages: 36 for 36 %, not 0.36."
        )
