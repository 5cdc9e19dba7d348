"""A file of twice as many columns takes about twice the work, whatever stands in it; never four times."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence_files import understood
from typer.testing import CliRunner

from cjm_widgets.cli import app
from cjm_widgets.evidence import words
from cjm_widgets.evidence.judging import MOST_STEPS, judged, turned
from cjm_widgets.evidence.reading import read
from cjm_widgets.statistics import compare
from cjm_widgets.store import made

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


def test_many_new_steps_and_their_figures_go_on_a_map_without_a_look_at_all_of_it_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wide.csv").write_text(table("How satisfied were you with {}?", 20, lambda at: str(at % 5 + 1)), "utf-8")
    looks = []
    monkeypatch.setattr(made, "astray", lambda journey: looks.append(journey) or frozenset())
    assert CliRunner().invoke(app, ["new", "wide"]).exit_code == 0
    said = CliRunner().invoke(app, ["attach", "journeys/wide.json", "wide.csv", "--name", "W", "--make-steps"])
    assert (said.exit_code, looks) == (0, [])
    assert "20 figures are attached" in said.output


def test_without_groups_no_steps_are_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "against", pytest.fail)
    assert turned(read(understood(table("Step {}", 9, lambda at: str(at % 5 + 1)), scale="1-5"))) == ()


def test_of_more_steps_than_a_journey_has_nothing_is_reckoned_that_takes_each_beside_all() -> None:
    told = judged(read(understood(table("Step {}", MOST_STEPS + 1, lambda at: str(at % 5 + 1)), scale="1-5")))
    assert len(told) == MOST_STEPS + 1
    assert {(one.lowest, one.more) for one in told.values()} == {(None, None)}
