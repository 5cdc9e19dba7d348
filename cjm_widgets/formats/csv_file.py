"""A map as a table for a spreadsheet: a line for each step."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import SEPARATORS, table_in_bytes
from cjm_widgets.formats.base import Format, FormatError, Incoming, Written
from cjm_widgets.formats.columns import HOLDS, columns_of, is_in_table, stages_not_as_they_are
from cjm_widgets.formats.layout import how_it_fits
from cjm_widgets.formats.letters import read_as
from cjm_widgets.formats.losses import lost
from cjm_widgets.formats.making import Making
from cjm_widgets.formats.table_in import read_rows

if TYPE_CHECKING:
    from cjm_widgets.evidence.table import Table
    from cjm_widgets.formats.base import Outgoing

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""With what a cell begins that a spreadsheet would carry out, or that is kept from it by the mark below."""
_MARK: Final = "'"


def write(out: Outgoing) -> Written:
    """The steps as UTF-8 with commas, as Excel and others open it; no cell is a formula."""
    made = io.StringIO()
    rows = csv.writer(made)
    columns = list(columns_of(out.journey))
    rows.writerow([_safe(title) for title, _ in columns])
    rows.writerows([[_safe(text(step)) for _, text in columns] for step in out.journey.steps])
    losses = (*lost(out.journey, HOLDS, is_in_table(out.journey)), *stages_not_as_they_are(out.journey))
    return Written(made.getvalue().encode("utf-8-sig"), losses)


def read(data: bytes, name: str) -> Incoming:
    """The map in a table with a line, or a column, for each step.

    Raises:
        FormatError: if it is no table, or it is not seen what its columns are.
    """
    try:
        table = _table(data, name)
        rows = [(row.number, tuple(map(_plain, row.cells))) for row in table.read() if not row.is_blank]
    except EvidenceError as error:
        raise FormatError(str(error)) from error
    made = Making(f"“{name}”", changed=[*read_as(table.encoding)])
    read_rows(rows, made)
    return made.made("imported")


def _table(data: bytes, name: str) -> Table:
    """The table, parted by whichever sign gives most headings of a map; where none does, by what parts it evenly."""
    table = table_in_bytes(data, name)
    if not table.separator:
        return table
    others = (table_in_bytes(data, name, encoding=table.encoding, separator=one) for one in SEPARATORS)
    return max((table, *others), key=_fits)


def _fits(table: Table) -> tuple[int, int]:
    try:
        return how_it_fits([(row.number, row.cells) for row in table.head])
    except EvidenceError:
        return 0, 0


def _safe(text: str) -> str:
    """A cell as text, which a spreadsheet takes for no formula; figures stay figures."""
    if not text.startswith(_BEGINS):
        return text
    try:
        float(text)
    except ValueError:
        return f"{_MARK}{text}"
    return text


def _plain(text: str) -> str:
    return text[1:] if text.startswith(_MARK) and text[1:].startswith(_BEGINS) else text


FORMAT: Final = Format("csv", "Table (CSV)", ".csv", "text/csv; charset=utf-8", write, read)
