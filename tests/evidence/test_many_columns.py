"""A file of twice as many columns takes about twice the work, whatever stands in it; never four times."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from evidence_files import understood

from cjm_widgets.evidence import words
from cjm_widgets.evidence.judging import MOST_STEPS, judged
from cjm_widgets.evidence.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

POINTS = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
FILES: dict[str, Callable[[int], str]] = {
    "figures": lambda n: table("How satisfied were you with {}?", n, lambda at: str(at % 5 + 1)),
    "known words": lambda n: table("How satisfied were you with {}?", n, lambda at: POINTS[at % 5]),
    "unknown words": lambda n: table("Step {}", n, lambda at: ("awful", "meh", "fab")[at % 3]),
    "groups": lambda n: "Step," + table("Site {}", n, lambda at: f"{at % 90}", first="Step {},"),
    "n beside each": lambda n: "Step," + table("Site {0},n Site {0}", n, lambda at: f"{at % 90},40", first="Step {},"),
}


def table(heading: str, columns: int, cell: Callable[[int], str], first: str = "") -> str:
    rows = [",".join(heading.format(at) for at in range(columns))]
    rows += [first.format(row) + ",".join(cell(row * 7 + at * at) for at in range(columns)) for row in range(8)]
    return "\n".join(rows)


def calls_for(text: str) -> int:
    """How many functions are called; the same on every machine."""
    for cached in (words.is_about, words.answer):
        cached.cache_clear()
    called = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        understood(text, scale="" if "atis" in text else "positive-share")
    finally:
        sys.setprofile(None)
    return called


@pytest.mark.parametrize("kind", FILES)
def test_twice_as_many_columns_are_about_twice_the_work(kind: str) -> None:
    few, many = (calls_for(FILES[kind](columns)) for columns in (70, 140))
    assert few > 1_000
    assert many / few < 2.3


def test_of_more_steps_than_a_journey_has_nothing_is_reckoned_that_takes_each_beside_all() -> None:
    told = judged(read(understood(table("Step {}", MOST_STEPS + 1, lambda at: str(at % 5 + 1)), scale="1-5")))
    assert len(told) == MOST_STEPS + 1
    assert {(one.lowest, one.more) for one in told.values()} == {(None, None)}
