"""A quotation mark that is opened and not closed: all below it would be one cell."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNCLOSED: Final = "unexpected end of data"
"""What Python says of a quotation mark that is open where a file ends."""
_SHOWN: Final = 40
"""Letters of the cell that are told."""


def refuse_open_quotation(last: Sequence[str], number: int, separator: str, what: str) -> None:
    """Refuses a table whose last row is in quotation marks to the end of the file.

    Args:
        last: the lines of its last row.
        number: of that row.
        separator: what stands between columns.
        what: what to call the file.

    Raises:
        EvidenceError: if a quotation mark is open.
    """
    try:
        list(csv.reader(last, delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error as error:
        if _UNCLOSED not in str(error):
            return
        cells = (cell.strip() for line in last for cell in line.split(separator))
        start = next((cell for cell in cells if cell.count('"') % 2), "")
        raise EvidenceError(
            f"Line {number} of {what}, or one above it, has a quotation mark that is not closed: “{start[:_SHOWN]}”. "
            "Close it, or take it out."
        ) from error
