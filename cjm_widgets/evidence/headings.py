"""Where the headings of a table are, what they say, and where its figures begin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.evidence.cells import is_time, n_in_heading, number, says_nothing
from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.evidence.table import Row, Table

_QUALTRICS: Final = '{"ImportId"'
_PARTS: Final = (" - ", " – ", ": ", " | ")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Args:
        at: which, from 0.
        name: what it is called, unlike any other of the table.
        asks: all that its headings say.
        code: a short name that a survey tool gave it, "" if none.
        n: how many people its heading says that there were.
    """

    at: int
    name: str
    asks: str
    code: str = ""
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table.

    Args:
        title: what stands above the table.
        rows: the numbers of the heading rows.
        columns: the columns that have a heading or a cell below it.
    """

    title: str
    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    def is_below(self, row: Row) -> bool:
        """Whether a row is below the headings."""
        return row.number > self.rows[-1]

    def named(self, name: str) -> Column | None:
        """The column of a name, a code or a heading; small and capital letters make no difference."""
        wanted = name.strip().casefold()
        for said in ("name", "code", "asks"):
            found = [one for one in self.columns if getattr(one, said).casefold() == wanted]
            if len(found) == 1:
                return found[0]
        return None


def headings_of(table: Table) -> Headings:
    """The headings of a table: one row, two as SurveyMonkey writes them, or three as Qualtrics does.

    Args:
        table: at least one row of it is not blank.

    Raises:
        EvidenceError: if there are none, or nothing stands below them.
    """
    rows: Sequence[Row] = table.head
    if not rows:
        raise EvidenceError(f"There is nothing in {table.what}.")
    title, rows = _title(rows)
    used = _heading_rows(rows)
    below = rows[len(used) :]
    if not below:
        raise EvidenceError(f"There are column names in {table.what}, but no rows below them.")
    width = max(len(row.cells) for row in rows)
    columns = tuple(_columns(used, below, width))
    return Headings(title, tuple(row.number for row in used), columns)


def _title(rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    """What stands above the table: rows of one cell, where the table has more."""
    widest = max(_filled(row) for row in rows)
    at = 0
    while widest > 1 and at < len(rows) - 1 and _filled(rows[at]) == 1:
        at += 1
    return " ".join(next(filter(None, row.cells)) for row in rows[:at]), rows[at:]


def _heading_rows(rows: Sequence[Row]) -> Sequence[Row]:
    for at, row in enumerate(rows[:3]):
        if any(row.cells) and all(cell.startswith(_QUALTRICS) for cell in row.cells if cell):
            return rows[: at + 1]
    if len(rows) > 2 and _goes_on(rows[0], rows[1], rows[2:]):
        return rows[:2]
    return rows[:1]


def _goes_on(first: Row, second: Row, below: Sequence[Row]) -> bool:
    """Whether the second row says more of the headings: only words, none in the first column, answers below it."""
    there = [at for at, cell in enumerate(second.cells) if cell]
    if not there or second.cell(0) or any(_is_figure(second.cell(at)) for at in there):
        return False
    names = Counter(cell for cell in first.cells if cell)
    under = all(not first.cell(at) or names[first.cell(at)] > 1 or len(there) > 1 for at in there)
    return under and any(row.cell(0) for row in below) and all(any(row.cell(at) for row in below) for at in there)


def _columns(used: Sequence[Row], below: Sequence[Row], width: int) -> Iterator[Column]:
    is_qualtrics = len(used) > 1 and used[-1].cells[0].startswith(_QUALTRICS)
    says = used[-2] if is_qualtrics else used[-1]
    taken: Counter[str] = Counter()
    above = ""
    for at in range(width):
        over = used[0].cell(at)
        above = over or above
        own = says.cell(at)
        code = over if is_qualtrics and len(used) > 2 else ""
        if len(used) == 2 and not is_qualtrics:
            asks = " – ".join(dict.fromkeys(filter(None, (above if own else over, own))))
        else:
            asks = own
        asks = " ".join(asks.split())
        if not asks and not any(row.cell(at) for row in below):
            continue
        name, n = n_in_heading(" ".join((own or over).split()))
        name = name or f"Column {_letters(at)}"
        taken[name.casefold()] += 1
        if taken[name.casefold()] > 1:
            name = f"{name} ({_letters(at)})"
        yield Column(at, name, asks or name, code, n)


def short_names(asked: Sequence[str]) -> tuple[str, ...]:
    """What tells several questions apart: without the words with which all begin and end.

    “How satisfied were you? - Enquiry” and “How satisfied were you? - Visit” are “Enquiry” and “Visit”.
    """
    if len(asked) < 2:
        return tuple(_last_part(one) for one in asked)
    words = [one.split() for one in asked]
    shortest = min(map(len, words))
    front = next((at for at in range(shortest) if len({row[at].casefold() for row in words}) > 1), shortest)
    back = next((at for at in range(shortest - front) if len({row[-1 - at].casefold() for row in words}) > 1), 0)
    ends = [row[front : len(row) - back] for row in words]
    short = [" ".join(end).strip(" -–:|?.") for end in ends]
    return tuple(short) if all(short) and len(set(short)) == len(short) else tuple(asked)


def _last_part(asks: str) -> str:
    for sign in _PARTS:
        if sign in asks:
            return asks.rpartition(sign)[2].strip()
    return asks


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell)


def _is_figure(cell: str) -> bool:
    return number(cell) is not None or number(cell, ",") is not None or is_time(cell) or says_nothing(cell)


def _letters(at: int) -> str:
    """A column as a spreadsheet calls it: A, B, ... Z, AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
