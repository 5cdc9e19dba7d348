"""What a column is about, as far as its heading and its cells say it. A proposal: people see it before it counts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.evidence.cells import Number, is_time, number, says_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cjm_widgets.evidence.headings import Column, Headings
    from cjm_widgets.evidence.table import Table

Role = Literal[
    "step", "number", "group", "value", "n", "sd", "target", "gap", "benchmark", "comment", "outcome",
    "respondent", "time", "status", "finished", "channel", "case", "other",
]  # fmt: skip

MOST_DISTINCT: Final = 60
"""Different cells that are remembered of a column."""

_WORDS: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    (
        "respondent",
        (r"(respondent|participant)( id)?", r"(response|record) ?id", "id", r"submission id", "token", "seed"),
    ),
    ("case", (r"(case|customer|patient|client|session|ticket|application|journey)( ?id)?",)),
    ("number", (r"step[ _]?(no|nr|number)\.?", r"no\.?", r"nr\.?", "#", "number")),
    ("step", (r"steps?", r"touch ?points?", r"items?", r"questions?", r"phases?", r"activit(y|ies)", r"events?")),
    ("step", (r"tasks?", r"moments?", r"schritte?", "frage", "étape")),
    ("n", ("n", "people", "respondents", "answers", "responses", "base", r"sample( size)?", "count", "cases")),
    ("n", ("anzahl", r"number of (people|answers|respondents)")),
    ("other", (r"stages?",)),
    ("sd", ("sd", r"s\.d\.", r"std\.?( ?dev(iation)?)?", "standard deviation", "stdev", "streuung")),
    ("target", (r"targets?", r"goals?", "standard", "ziel", "aim")),
    ("gap", ("gap", "difference", r"diff\.?", "variance", "abweichung", r"vs\.? target", "to target")),
    ("benchmark", (r"benchmark.*", r".*\b(national|sector|england|peer)( average| mean)?\b.*", "comparison")),
    ("group", (r"segments?", r"groups?", r"sites?", r"waves?", r"wards?", r"regions?", r"departments?", r"personas?")),
    ("group", (r"locations?", r"branch(es)?", "campus", "cohort", "period", "quarter", "standort", "gruppe")),
    ("channel", ("channel", "medium", "by what", "via", "kanal")),
    ("time", (r"(start |end |recorded )?(date|time|timestamp|when)( stamp)?", r"(start|end|completion) ?(date|time)")),
    ("time", ("datum", "zeit", r"created( at)?", r"submitted( at)?", r".*\bdate\b.*")),
    ("status", ("status", "response type", "distribution channel", r"collector( id)?")),
    ("finished", ("finished", r"completed?", r"complete\?")),
    (
        "comment",
        (r".*(comments?|anything else|please (write|say|explain|tell)|why\b.*|feedback|verbatim).*", r"notes?"),
    ),
    ("comment", (r".*(other remarks|remarks?|bemerkung(en)?|in your own words).*",)),
    ("outcome", (r".*\b(overall|recommend(ed|s)?|likely (are|would) you|nps|in general|all in all)\b.*",)),
    ("other", (r"progress", r"duration.*", "ip ?address", "longitude", "latitude", r"(user ?)?language", r"email.*")),
    ("other", (r"((first|last) )?name", r"phone.*")),
)
"""What headings say, the first that fits; in the words that survey tools and spreadsheets use."""
_KNOWN: Final = tuple((role, re.compile("|".join(words), re.IGNORECASE)) for role, words in _WORDS)
BASE: Final = frozenset({"n", "base", "respondents", "people", "answers", "number of answers", "anzahl", "sample size"})
"""What the row is called that says how many people there were in each group."""
TOTALS: Final = frozenset({"all", "total", "overall", "everyone", "all respondents", "gesamt", "alle"})


@dataclass(frozen=True, slots=True)
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

    @property
    def is_numbers(self) -> bool:
        """Whether it is a column of figures: no more than a few of its cells are words."""
        return self.numbers > 0 and self.numbers * 10 >= 9 * (self.filled - sum(self.nothing.values()))

    @property
    def words(self) -> tuple[str, ...]:
        """The different cells that are no figures."""
        return tuple(cell for cell in self.cells if cell not in self.nothing and number(cell) is None)


def profiles(table: Table, headings: Headings, decimal: str, missing: Collection[str] = ()) -> dict[int, Profile]:
    """Goes through all rows once; takes the same memory however many there are.

    Args:
        table: the rows.
        headings: where they begin.
        decimal: what stands before decimals.
        missing: what else says that there is no figure.
    """
    made = {column.at: _Counting() for column in headings.columns}
    for row in table.read():
        if not headings.is_below(row) or row.is_blank:
            continue
        for at, counting in made.items():
            counting.take(row.cell(at), decimal, missing)
    return {at: counting.profile() for at, counting in made.items()}


def role_by_name(column: Column) -> Role | None:
    """What a heading says; None where it says nothing that is known."""
    for said in filter(None, (column.name, column.code, column.asks)):
        plain = re.sub(r"[_]+", " ", said).strip(" :?*")
        for role, words in _KNOWN:
            if words.fullmatch(plain):
                return role
    return None


class _Counting:
    def __init__(self) -> None:
        self.filled = self.numbers = self.percents = self.times = 0
        self.low, self.high, self.whole = float("inf"), float("-inf"), True
        self.cells: Counter[str] = Counter()
        self.nothing: Counter[str] = Counter()

    def take(self, cell: str, decimal: str, missing: Iterable[str]) -> None:
        if not cell:
            return
        self.filled += 1
        if cell in self.cells or len(self.cells) < MOST_DISTINCT:
            self.cells[cell] += 1
        if says_nothing(cell, missing):
            self.nothing[cell] += 1
            return
        found: Number | None = number(cell, decimal)
        if found is None:
            self.times += is_time(cell)
            return
        self.numbers += 1
        self.percents += found.percent
        self.low, self.high = min(self.low, found.value), max(self.high, found.value)
        self.whole = self.whole and found.value.is_integer()

    def profile(self) -> Profile:
        low, high = (self.low, self.high) if self.numbers else (0.0, 0.0)
        return Profile(
            self.filled, self.numbers, self.percents, self.times, low, high, self.whole, self.cells, self.nothing
        )
