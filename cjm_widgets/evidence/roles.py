"""What a column is about, as far as its heading and its cells say it. A proposal: people see it before it counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, Literal, cast

from cjm_widgets.evidence import words
from cjm_widgets.evidence.cells import is_note, is_time, number, says_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cjm_widgets.evidence.cells import Number
    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.table import Table

Role = Literal[
    "step", "number", "group", "value", "n", "sd", "target", "gap", "benchmark", "comment", "outcome",
    "respondent", "time", "end", "status", "finished", "submitted", "progress", "channel", "case", "stage", "quantity",
    "box", "promoters", "passives", "detractors", "other", "unused",
]  # fmt: skip

_AT_ONCE: Final = 1_000
"""Rows that are held at a time."""
MOST_DISTINCT: Final = 60
"""Different cells that are remembered of a column."""
_IDS: Final = 1_000
"""From which whole number on figures that are all different tell rows apart: no scale goes so far."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_WRITTEN: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
"""“05/13/2026” or “13.05.2026”: in a column where one of them can be, all are written so."""
_STARS: Final = re.compile(r"(?=.*[★⭐])[★⭐☆\ufe0f]{1,10}")
_LABELLED: Final = (
    re.compile(r"(?P<n>[+-]?\d{1,3})\s*[-–—=:.)]\s*(?P<label>[^\W\d].*)"),
    re.compile(r"(?P<n>[+-]?\d{1,3})\s*\((?P<label>[^\d()]+)\)"),
    re.compile(r"(?P<label>[^\W\d][^\d(]*?)\s*\((?P<n>[+-]?\d{1,3})\)"),
    re.compile(r"(?P<n>\d{1,2}) (?P<label>stars?|sterne?|étoiles?|ster(?:ren)?|estrellas?)", re.IGNORECASE),
)
_COUNTED: Final = frozenset({"stars", "sterne", "étoiles", "sterren", "estrellas"})
"""A figure and the words beside it: “5 - Very good”, “1 (worst)”, “Very good (5)”, “4 stars”."""
_OF_ALL: Final = re.compile(r"(?P<n>\d{1,3}) ?(?:/|out of|of|von|sur|van de|van|de|sobre) ?(?P<top>\d{1,3})")


@dataclass(frozen=True)
class Profile:
    """What the cells of one column say, in all rows.

    Args:
        filled: rows in which something stands.
        numbers: those that are figures.
        percents: figures that are written with “%”.
        times: those that are times.
        low: the smallest figure; 0 where there are none.
        high: the largest.
        whole: whether all figures are whole numbers.
        cells: how often each cell is there, the first of them only.
        nothing: how often a cell says that there is no figure, blank ones left out.
        rises: whether each figure is one more than the one before, as in a column that counts the rows.
        labels: what cells stand for that say more than a figure: “5 - Very good”, “★★★★☆”, “4/5”.
        bare: the largest figure that is written without “%”.
        fraction: the smallest one without “%” that is above 0 and below 1, its sign left out; 0 where there is none.
        days: the first and the last day of its times; "" where there are none.
    """

    filled: int
    numbers: int
    percents: int
    times: int
    low: float
    high: float
    whole: bool
    cells: Mapping[str, int]
    nothing: Mapping[str, int]
    rises: bool = False
    labels: Mapping[str, float] = field(default_factory=dict, hash=False)
    bare: float = 0.0
    fraction: float = 0.0
    days: tuple[str, str] = ("", "")

    @property
    def is_numbers(self) -> bool:
        """Whether it is a column of figures: most of its cells are, so that each that is none is told as a fault."""
        return self.numbers > 0 and self.numbers * 4 >= 3 * (self.filled - sum(self.nothing.values()))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The different cells that are no figures."""
        return tuple(
            cell for cell in self.cells if cell not in self.nothing | self.labels.keys() and number(cell) is None
        )

    @property
    def is_ids(self) -> bool:
        """Whether its figures tell rows apart and are no answers: “00012”, or larger than any scale."""
        answered = self.filled - sum(self.nothing.values())
        unlike = len(self.cells) == min(self.filled, MOST_DISTINCT) and answered > 1
        padded = any(len(cell) > 1 and cell[0] == "0" and cell.isdigit() for cell in self.cells)
        return self.numbers == answered and self.whole and unlike and (padded or self.low >= _IDS)


def profiles(table: Table, headings: Headings, decimal: str, missing: Collection[str] = ()) -> dict[int, Profile]:
    """Goes through all rows once; takes the same memory however many there are.

    Args:
        table: the rows.
        headings: where they begin.
        decimal: what stands before decimals.
        missing: what else says that there is no figure.
    """
    made = {column.at: _Counting(decimal, tuple(missing)) for column in headings.columns}
    below = (row for row in table.read() if headings.is_below(row) and not row.is_blank)
    rows = (row.cells for row in below if not headings.is_too_long(row) and not is_note(row.cells))
    while block := list(islice(rows, _AT_ONCE)):  # many cells of a column are alike: each is looked at once
        for at, cells in enumerate(zip_longest(*block, fillvalue="")):
            if at in made:
                made[at].take(Counter(cells))
    return {at: counting.profile() for at, counting in made.items()}


def role_by_name(column: Column) -> Role | None:
    """What a heading says; None where it says nothing that is known."""
    said = (words.is_about(one) for one in (column.own, column.name, column.code, column.asks))
    return cast("Role | None", next(filter(None, said), None))


def labelled(cells: Iterable[str], decimal: str) -> Mapping[str, float]:
    """What cells stand for in a column of figures with words beside some of them; empty where it is none.

    Args:
        cells: all different cells that say something.
        decimal: what stands before decimals.
    """
    found: dict[str, float] = {}
    labels: dict[str, set[float]] = defaultdict(set)
    for cell in cells:
        if number(cell, decimal) is not None:
            continue
        value, label = _with_label(cell)
        if value is None:
            return {}
        found[cell] = value
        labels[label].add(value)
    of_all = any(label.startswith("/") for label in labels)  # “4/5”: the same for all of them
    if of_all:
        return found if len(labels) == 1 else {}
    # “2. March” and “3. March” are no answers; nor are “1: Jane” and “1: John”
    apart = all(len(values) == 1 for values in labels.values()) and len(labels) == len(set(found.values()))
    return found if apart or _COUNTED & labels.keys() else {}


def labels_of(profile: Profile) -> list[tuple[int, str]]:
    """The figures of a column that have words beside them, each with these."""
    said = map(_with_label, profile.labels)
    return [(int(value), label) for value, label in said if value is not None and label[:1].isalpha()]


def _with_label(cell: str) -> tuple[float | None, str]:
    if _STARS.fullmatch(cell):
        return float(sum(sign in "★⭐" for sign in cell)), "/★"
    for pattern in _LABELLED:
        if (said := pattern.fullmatch(cell)) is not None:
            return float(said["n"]), said["label"].casefold()
    if (said := _OF_ALL.fullmatch(cell)) is not None and int(said["n"]) <= int(said["top"]):
        return float(said["n"]), f"/{said['top']}"
    return None, ""


@lru_cache(maxsize=4_096)
def _looked_at(cell: str, decimal: str, missing: tuple[str, ...]) -> tuple[bool, Number | None, bool]:
    """Whether a cell says nothing, its figure, and whether it is a time: the same few cells come again and again."""
    if says_nothing(cell, missing):
        return True, None, False
    found = number(cell, decimal)
    return False, found, found is None and is_time(cell)


class _Counting:
    def __init__(self, decimal: str, missing: tuple[str, ...]) -> None:
        self.decimal, self.missing = decimal, missing
        self.filled = self.numbers = self.percents = self.times = 0
        self.low, self.high, self.whole = float("inf"), float("-inf"), True
        self.cells: Counter[str] = Counter()
        self.nothing: Counter[str] = Counter()
        self.last: float | None = None
        self.days = ("", "")
        self.written: dict[bool, list[str] | None] = {True: [], False: []}
        self.rises, self.bare, self.fraction = True, float("-inf"), 1.0

    def take(self, cells: Counter[str]) -> None:
        del cells[""]
        for cell, times in cells.items():
            self._take(cell, times)

    def _take(self, cell: str, times: int) -> None:
        self.filled += times
        if cell in self.cells or len(self.cells) < MOST_DISTINCT:
            self.cells[cell] += times
        nothing, found, time = _looked_at(cell, self.decimal, self.missing)
        if nothing:
            self.nothing[cell] += times
            return
        if found is None:
            self.times += times * time
            if time and _DAY.match(cell):
                first, last = self.days
                self.days = (min(first or cell[:10], cell[:10]), max(last, cell[:10]))
            elif (said := _WRITTEN.match(cell)) is not None:
                self._take_day(said)
            return
        self.numbers += times
        self.percents += times * found.percent
        self.rises = self.rises and times == 1 and (self.last is None or found.value == self.last + 1)
        self.last = found.value
        if not found.percent:
            self.bare = max(self.bare, found.value)
            self.fraction = min(self.fraction, abs(found.value) or 1.0)
        self.low, self.high = min(self.low, found.value), max(self.high, found.value)
        self.whole = self.whole and found.value.is_integer()

    def _take_day(self, said: re.Match[str]) -> None:
        """Takes a day as either order of day and month gives it; an order that cannot be is none of the column."""
        for day_first, days in self.written.items():
            day, month = map(int, (said[1], said[3]) if day_first else (said[3], said[1]))
            try:
                one = f"{date(int(said[4]), month, day)}"
            except ValueError:
                self.written[day_first] = None
            else:
                if days is not None:
                    self.written[day_first] = [min([one, *days]), max([one, *days])]

    def _days(self) -> tuple[str, str]:
        known = [days for days in self.written.values() if days]
        return (known[0][0], known[0][1]) if len(known) == 1 and not self.days[0] else self.days

    def profile(self) -> Profile:
        said = [cell for cell in self.cells if cell not in self.nothing]
        labels = labelled(said, self.decimal) if len(self.cells) < MOST_DISTINCT else {}
        for cell, value in labels.items():
            self.numbers += self.cells[cell]
            self.low, self.high, self.bare = min(self.low, value), max(self.high, value), max(self.bare, value)
        low, high, bare = (self.low, self.high, self.bare) if self.numbers else (0.0, 0.0, 0.0)
        rises = self.rises and not labels and self.numbers == self.filled > 3
        return Profile(
            self.filled, self.numbers, self.percents, self.times, low, high, self.whole, self.cells, self.nothing,
            rises, labels, bare, self.fraction % 1, self._days(),
        )  # fmt: skip
