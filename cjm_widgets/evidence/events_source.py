"""A log's file as DuckDB can read it: its headings, how its letters are coded; a copy where it cannot."""

from __future__ import annotations

import codecs
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.duck import DuckError, columns, named, parquet
from cjm_widgets.evidence.headings import Column, Headings, headings_of
from cjm_widgets.evidence.problems import EvidenceError
from cjm_widgets.evidence.table import decodes, table_in_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_widgets.evidence.events_reading import Reading

BLOCK: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file that can be asked.

    Args:
        path: the file that DuckDB reads: the log itself, or a copy of it.
        what: the log in a sentence.
        headings: what its columns are called.
        first_row: the number of its first row below the headings.
        separator: what stands between columns; "" in Parquet.
        width: how many columns a row may have.
        above: how many lines there are before the headings.
    """

    path: Path
    what: str
    headings: Headings
    first_row: int = 2
    separator: str = ""
    width: int = 0
    above: int = 0

    def column(self, one: Column) -> str:
        """SQL for a column."""
        return f"c{one.at}" if self.separator else '"' + one.name.replace('"', '""') + '"'

    def rows(self, *, parallel: bool = True) -> str:
        """SQL for all rows; text as it stands, where the file is text.

        Args:
            parallel: on all processors, which DuckDB can do only while no cell has a line break in it.
        """
        if not self.separator:
            return parquet(self.path)
        cells = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(self.width))
        return (
            f"read_csv({named(self.path)}, auto_detect = false, compression = 'none', header = true, "
            f"skip = {self.above}, delim = '{self.separator}', quote = '\"', escape = '\"', columns = {{{cells}}}, "
            f"null_padding = true, store_rejects = true, rejects_limit = 0, parallel = {parallel})"
        )


@contextmanager
def log_file(path: Path, encoding: str, separator: str, reading: Reading) -> Iterator[LogFile]:
    """A log, ready to be asked.

    Args:
        path: CSV, TSV or Parquet.
        encoding: how letters are coded; found out if "".
        separator: what stands between columns; found out if "".
        reading: which may be ended.

    Raises:
        EvidenceError: if it is not there, or is no log.
    """
    what = f"The file “{path.name}”"
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except FileNotFoundError as error:
        raise EvidenceError(f"There is no file “{path}”.") from error
    except OSError as error:
        raise EvidenceError(f"{what} cannot be read ({error.strerror or 'it is no file'}).") from error
    if start.startswith(b"PK"):
        raise EvidenceError(f"{what} is a workbook. Save the sheet with the log as “CSV UTF-8” and try again.")
    if start == b"PAR1":
        yield _parquet(path, what)
        return
    with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
        plain = _Plain(path, what, reading)
        plain.look(encoding)
        if plain.is_to_be_copied:
            copy = Path(folder) / "log.csv"
            plain.copy(copy)
            yield _text(copy, path.name, separator)
        else:
            yield _text(path, path.name, separator)


def _parquet(path: Path, what: str) -> LogFile:
    try:
        names = columns(path)
    except DuckError as error:
        raise EvidenceError(f"{what} is no Parquet file that can be read.") from error
    return LogFile(path, what, Headings("", (1,), tuple(Column(at, name, name) for at, name in enumerate(names))))


def _text(path: Path, name: str, separator: str) -> LogFile:
    with path.open("rb") as file:
        sample = file.read(BLOCK)
        if file.read(1):
            sample = sample[: sample.rfind(b"\n") + 1] or sample
    table = table_in_bytes(sample, name, encoding="utf-8-sig", separator=separator)
    headings = headings_of(table)
    above = [cell for row in table.head if row.number < headings.rows[-1] for cell in row.cells]
    lines = headings.rows[-1] - 1 + sum(cell.count("\n") for cell in above)
    width = max(len(row.cells) for row in table.head)
    return LogFile(path, f"The file “{name}”", headings, headings.rows[-1] + 1, table.separator, width, lines)


class _Plain:
    """One look through all bytes of a text file: what DuckDB could not read, or would count wrongly."""

    def __init__(self, path: Path, what: str, reading: Reading) -> None:
        self.path, self.what, self.reading = path, what, reading
        self.encoding = "utf-8"
        self.is_to_be_copied = False

    def look(self, encoding: str) -> None:
        """Finds out how letters are coded, and whether lines are blank or end in more than one way."""
        feeds = returns = pairs = 0
        blank = False
        decoder = codecs.getincrementaldecoder("utf-8")()
        end = b""
        with self.path.open("rb") as file:
            start = file.read(2)
            if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                encoding = "utf-16"
            file.seek(0)
            while encoding != "utf-16" and (block := file.read(BLOCK)):
                self.reading.go_on()
                if b"\0" in block:
                    raise EvidenceError(f"{self.what} is not a text file. Save the log as “CSV UTF-8” and try again.")
                feeds, returns, pairs = (
                    feeds + block.count(b"\n"),
                    returns + block.count(b"\r"),
                    pairs + block.count(b"\r\n"),
                )
                pairs += end.endswith(b"\r") and block.startswith(b"\n")
                joined = end + block[:3]
                blank = blank or any(twice in part for part in (joined, block) for twice in (b"\n\n", b"\n\r\n"))
                end = block[-2:]
                if self.encoding == "utf-8" and not decodes(decoder, block):
                    self.encoding = "cp1252"
        if self.encoding == "utf-8" and not decodes(decoder, b"", final=True):
            self.encoding = "cp1252"
        mixed = (0 < pairs < feeds) or returns > pairs
        self.encoding = encoding if encoding not in ("", "utf-8", "utf-8-sig") else self.encoding
        self.is_to_be_copied = blank or mixed or self.encoding != "utf-8"

    def copy(self, to: Path) -> None:
        """Writes it in UTF-8, with lines that end in one way; a blank line gets a space, so that it counts as one."""
        held = ""
        try:
            with (
                self.path.open(encoding="utf-8-sig" if self.encoding == "utf-8" else self.encoding) as file,
                to.open("w", encoding="utf-8", newline="\n") as copy,
            ):
                while text := file.read(BLOCK):
                    self.reading.go_on()
                    marked = (held + text).replace("\n\n", "\n \n").replace("\n\n", "\n \n")
                    held = "\n" if marked.endswith("\n") else ""
                    copy.write(marked.removesuffix(held))
                copy.write(held)
        except (UnicodeError, LookupError) as error:
            raise EvidenceError(
                f"{self.what} holds letters that cannot be read as “{self.encoding}”. Save it as “CSV UTF-8”."
            ) from error
        except OSError as error:
            raise EvidenceError(f"{self.what} has to be copied to be read, and there is no room for it.") from error
