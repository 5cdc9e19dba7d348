"""DuckDB for files that are too large to go through in Python: shut in, so that a file can ask for nothing else."""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEMORY: Final = "1GB"
"""As much as it takes; beyond, it writes to a folder that goes away with it."""
BATCH: Final = 10_000


class DuckError(ValueError):
    """What DuckDB could not read; its own words are no sentence for people."""


@contextmanager
def shut_in(path: Path) -> Iterator[Any]:
    """A connection that can read one file and nothing else, neither on this machine nor on any other.

    Args:
        path: the file.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="cjm-") as folder, duckdb.connect(":memory:") as connection:
        for name, value in (
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
            ("memory_limit", f"'{MEMORY}'"),
            ("temp_directory", _quoted(folder)),
            ("allowed_directories", f"[{_quoted(folder)}]"),
            ("allowed_paths", f"[{_quoted(str(path.resolve()))}, {named(path)}]"),
            ("enable_external_access", "false"),
            ("enable_progress_bar", "true"),
            ("enable_progress_bar_print", "false"),
            ("lock_configuration", "true"),
        ):
            connection.execute(f"SET {name} = {value}")
        try:
            yield connection
        except duckdb.Error as error:
            raise DuckError(str(error).splitlines()[0]) from error


def parquet(path: Path) -> str:
    """SQL for the rows of a Parquet file; words that another program wrote as bytes are words."""
    return f"read_parquet({named(path)}, binary_as_string = true)"


def columns(path: Path) -> dict[str, str]:
    """The names of a Parquet file's columns, and their types.

    Raises:
        DuckError: if it is none.
    """
    with shut_in(path) as connection:
        found = connection.execute(f"DESCRIBE SELECT * FROM {parquet(path)}").fetchall()  # noqa: S608  quoted
    return {str(row[0]): str(row[1]) for row in found}


def asked(query: str, path: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, a few thousand at a time.

    Args:
        query: SQL; the Parquet file is called `source` in it.
        path: the file.

    Raises:
        DuckError: if it cannot be answered.
    """
    with shut_in(path) as connection:
        connection.execute(f"CREATE VIEW source AS SELECT * FROM {parquet(path)}")  # noqa: S608  quoted
        cursor = connection.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield from rows


def named(path: Path) -> str:
    """A file's name as SQL has it: “log[1].csv” is one file, and no pattern for several."""
    return _quoted(re.sub(r"[\[*?]", r"[\g<0>]", str(path.resolve())))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
