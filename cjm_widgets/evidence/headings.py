"""Where the headings of a table are, what they say, and where its figures begin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from cjm_widgets.evidence.cells import is_time, n_in_heading, number, says_nothing
from cjm_widgets.evidence.problems import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_widgets.evidence.table import Row, Table

_QUALTRICS: Final = '{"ImportId"'
_PARTS: Final = (" - ", " – ", ": ", " | ")
_OF_A_TITLE: Final = 2
"""Cells that a row above a table may have, as in “Survey: Patients 2026”."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Args:
        at: which, from 0.
        name: what it is called, unlike any other of the table.
        asks: all that its headings say.
        code: a short name that a survey tool gave it, "" if none.
        n: how many people its heading says that there were.
        own: the lowest of its headings.
        over: the heading above that, which several columns may share.
        is_answer: whether its survey tool says that it holds answers; None where it does not say.
    """

    at: int
    name: str
    asks: str
    code: str = ""
    n: int | None = None
    own: str = ""
    over: str = ""
    is_answer: bool | None = None


@dataclass(frozen=True)
class Headings:
    """The headings of a table.

    Args:
        title: what stands above the table.
        rows: the numbers of the heading rows.
        columns: the columns that have a heading or a cell below it.
        width: how many cells a row may have.
        notes: what stands alone in a row below.
    """

    title: str
    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    width: int = 0
    notes: tuple[str, ...] = ()

    def is_below(self, row: Row) -> bool:
        """Whether a row is below the headings."""
        return row.number > self.rows[-1]

    def is_too_long(self, row: Row) -> bool:
        """Whether a row has more cells than there are columns: a separator stands within one of them."""
        return bool(self.width) and any(row.cells[self.width :])

    def named(self, name: str) -> Column | None:
        """The column of a name, a code or a heading; capitals, spaces and a sign at its end make no difference."""
        wanted = name.strip().casefold()
        found = next((called[wanted] for called in self._called if wanted in called), None)
        return found or self._loosely.get(_loose(name))

    @cached_property
    def _loosely(self) -> dict[str, Column]:
        names = [_loose(one.name) for one in self.columns]
        times = Counter(names)
        return {name: one for name, one in zip(names, self.columns, strict=True) if times[name] == 1}

    @cached_property
    def _called(self) -> list[dict[str, Column]]:
        """The columns by name, by code and by all that is asked, each as far as it has that for itself."""
        made = []
        for said in ("name", "code", "asks"):
            names = [getattr(one, said).casefold() for one in self.columns]
            times = Counter(names)
            made.append({name: one for name, one in zip(names, self.columns, strict=True) if times[name] == 1})
        return made


def _loose(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split()).rstrip(" .,:;?!")


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
    for left, right in ((row.cells[at], row.cells[at + 1]) for row in used for at in range(len(row.cells) - 1)):
        if left.count("(") - left.count(")") == 1 == right.count(")") - right.count("(") and left[-1:].isdigit():
            raise EvidenceError(
                f"A column name in row {used[0].number} of {table.what} is torn in two: “{left}” and “{right}”. Put "
                "quotation marks around the whole name."
            )
    below = rows[len(used) :]
    if not below:
        raise EvidenceError(f"There are column names in {table.what}, but no rows below them.")
    width = _width(used, below)
    columns = tuple(_columns(used, below, width))
    notes = tuple(next(filter(None, row.cells)) for row in below if width > 1 and _filled(row) == 1)
    return Headings(title, tuple(row.number for row in used), columns, width, notes)


def _title(rows: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    """What stands above the table: rows of one cell where the table has more, or a few of two before a blank line."""
    widest = max(map(_filled, rows))
    at = 0
    while widest > 1 and at < len(rows) - 1 and _filled(rows[at]) == 1:
        at += 1
    gap = next((to for to in range(at + 1, len(rows)) if rows[to].number > rows[to - 1].number + 1), 0)
    if gap and max(map(_filled, rows[at:gap])) <= _OF_A_TITLE < max(map(_filled, rows[gap:])):
        at = gap
    while widest > 1 and at < len(rows) - 1 and _filled(rows[at]) == 1:
        at += 1
    return " ".join(cell for row in rows[:at] for cell in row.cells if cell), rows[at:]


def _heading_rows(rows: Sequence[Row]) -> Sequence[Row]:
    for at, row in enumerate(rows[:3]):
        if any(row.cells) and all(cell.startswith(_QUALTRICS) for cell in row.cells if cell):
            return rows[: at + 1]
    first = next(at for at in range(len(rows[0].cells) + 1) if any(row.cell(at) for row in rows))
    if len(rows) > 2 and (_goes_on(rows[0], rows[1], rows[2:], first) or _says_over(rows[0], rows[1], rows[2:], first)):
        return rows[:2]
    return rows[:1]


def _goes_on(first: Row, second: Row, below: Sequence[Row], start: int) -> bool:
    """Whether the second row says more of the headings: only words, none in the first column, answers below it."""
    there = [at for at, cell in enumerate(second.cells) if cell]
    if not there or second.cell(start) or any(_is_figure(second.cell(at)) for at in there):
        return False
    names = Counter(cell for cell in first.cells if cell)
    under = all(not first.cell(at) or names[first.cell(at)] > 1 or len(there) > 1 for at in there)
    return under and any(row.cell(start) for row in below) and all(any(row.cell(at) for row in below) for at in there)


def _says_over(first: Row, second: Row, below: Sequence[Row], start: int) -> bool:
    """Whether the first row stands over several columns each, and the second is the headings: words above figures."""
    there = [at for at, cell in enumerate(second.cells) if cell]
    if first.cell(start) or not second.cell(start) or len(there) <= _filled(first):
        return False
    if any(_is_figure(second.cell(at)) for at in there):
        return False
    return all(any(_is_figure(row.cell(at)) for row in below) for at in there if at != start and at >= _start(first))


def _start(row: Row) -> int:
    return next((at for at, cell in enumerate(row.cells) if cell), 0)


def _width(used: Sequence[Row], below: Sequence[Row]) -> int:
    """How many columns there are: those with a heading, and others that are filled in half of the rows."""
    width = max((at for row in used for at, cell in enumerate(row.cells, start=1) if cell), default=0)
    while sum(1 for row in below if row.cell(width)) * 2 >= len(below):
        width += 1
    return width


def _columns(used: Sequence[Row], below: Sequence[Row], width: int) -> Iterator[Column]:
    is_qualtrics = len(used) > 1 and next(filter(None, used[-1].cells)).startswith(_QUALTRICS)
    says = used[-2] if is_qualtrics else used[-1]
    shared = Counter(says.cells)
    taken: Counter[str] = Counter()
    above = ""
    for at in range(width):
        over = used[0].cell(at)
        above = over or above
        own = says.cell(at)
        code = over if is_qualtrics and len(used) > 2 else ""
        is_two = len(used) == 2 and not is_qualtrics
        parts = (above if own else over, own) if is_two else (own,)
        asks = " ".join(" – ".join(dict.fromkeys(filter(None, parts))).split())
        if not asks and not any(row.cell(at) for row in below):
            continue
        name, n = n_in_heading(asks if is_two and shared[own] > 1 else " ".join((own or over).split()))
        name = name or f"Column {_letters(at)}"
        taken[name.casefold()] += 1
        if taken[name.casefold()] > 1:
            name = f"{name} ({_letters(at)})"
        is_answer = '"QID' in used[-1].cell(at) if is_qualtrics else None
        yield Column(at, name, asks or name, code, n, own or over, above if is_two and own else "", is_answer)


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
    short = [_bare(" ".join(end)) for end in ends]
    if all(short) and len(set(short)) == len(short) and (front or back):
        return tuple(short)
    parts = [_bare(_last_part(one)) for one in asked]
    return tuple(parts if all(parts) and len(set(parts)) == len(parts) else asked)


def _bare(name: str) -> str:
    name = re.sub(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\s*$", "", name)  # “(1-7)”: a scale is no part of a name
    return name.strip(" -–:|?.*[]…")


def _last_part(asks: str) -> str:
    if (found := re.search(r"\[([^\[\]]+)\]\s*$", asks)) is not None:
        return found[1]
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
