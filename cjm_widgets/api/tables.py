"""A table in Python as the file that everything else reads, for as long as it is read."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    Table = str | os.PathLike[str] | pd.DataFrame | pd.Series
    """A file, or what would stand in one."""

_FRAME: Final = "a data frame"


def where_from(table: Table) -> str:
    """Where figures come from that stood in no file; “” for those of a file, which has a name."""
    return "" if isinstance(table, str | os.PathLike) else _FRAME


@contextmanager
def as_file(table: Table) -> Iterator[Path]:
    """The file in which a table stands; that of a data frame goes when it has been read.

    Args:
        table: the path of a file, or a data frame. The labels of its rows count where they are called something, or
            are words.

    Raises:
        EvidenceError: if it is neither.
    """
    if isinstance(table, str | os.PathLike):
        yield Path(table)
        return
    import pandas as pd

    whole = table.to_frame() if isinstance(table, pd.Series) else table
    if not isinstance(whole, pd.DataFrame):
        raise EvidenceError("A table is the path of a file, or a pandas data frame.")
    if again := [name for name in whole.index.names if name is not None and name in whole.columns]:
        whole = whole.reset_index(level=again, drop=True)
    rows = whole.index
    if any(name is not None for name in rows.names) or rows.dtype.kind not in "iu":
        whole = whole.reset_index()
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{_FRAME}.csv"
        whole.convert_dtypes().to_csv(file, index=False)  # 3.0 is 3 again, where a gap had made it a decimal
        yield file
