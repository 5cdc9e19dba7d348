"""Workbooks that take far more memory than they look like: refused before anything reads them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from cjm_widgets.evidence.kinds_of_file import no_workbook
from cjm_widgets.evidence.problems import EvidenceError

LARGEST_SHEET: Final = 400 * 1024 * 1024
"""Bytes of a workbook when it is unpacked: a small file can hold very much."""
_DENSE: Final = 20 * 1024 * 1024
"""Bytes from which on a sheet is as large as it looks."""
_MOST_CELLS: Final = 20_000_000
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")


def _is_sparse(sheet: bytes) -> bool:
    """Whether a small sheet has a cell so far out that all before it would have to be made."""
    columns = rows = 0
    for found in _CELL.finditer(sheet):
        at = 0
        for letter in found[1]:
            at = 26 * at + letter - 64
        columns, rows = max(columns, at), max(rows, int(found[2]))
    return columns * rows > _MOST_CELLS


def refuse_bomb(name: str, content: bytes, *, largest: int = LARGEST_SHEET, dense: int = _DENSE) -> None:
    """Refuses a workbook that takes much more memory than it looks like.

    Args:
        name: of the file, for messages.
        content: its bytes.
        largest: bytes that it may have when it is unpacked.
        dense: bytes from which on a sheet is taken to be as large as it looks.

    Raises:
        EvidenceError: if it does, or is no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            large = sum(one.file_size for one in packed.infolist())
            other = no_workbook(packed.namelist())
            # a sheet may lie in any part: the workbook says in which
            sheets = [one for one in packed.infolist() if one.filename.endswith(".xml") and one.file_size < dense]
            sparse = large <= largest and any(_is_sparse(packed.read(one)) for one in sheets)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise EvidenceError(f"“{name}” is damaged: it cannot be unpacked. Save it again.") from error
    if other:
        raise EvidenceError(f"The file “{name}” {other}")
    if sparse:
        raise EvidenceError(f"A cell of “{name}” stands too far from the others: the sheet between would fill memory.")
    if large > largest:
        raise EvidenceError(
            f"“{name}” would take {large / 1024 / 1024:,.0f} MB of memory. "
            "Save the sheet as CSV, with the columns that are needed."
        )
