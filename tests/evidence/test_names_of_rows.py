"""What rows and columns of figures are called: with how many people, as what is aimed at, as others' figures."""

from __future__ import annotations

from datetime import date

import pytest
from evidence_files import by_step, found, understood

from cjm_widgets.evidence.reading import read

ROWS = '{},Gate,Desk\nNorth (n=50),62,35\nSouth (n=60),58,33\n"All (n = 1,110)",60,34\n'


def test_the_number_of_people_is_read_where_groups_are_called_by_it() -> None:
    figures = found(ROWS.format("Group"), scale="positive-share").figures
    assert {(one.group, one.n) for one in figures} == {("North", 50), ("South", 60), ("All", 1110)}
    assert all(one.low is not None for one in figures)


def test_the_number_of_people_is_read_where_steps_are_called_by_it() -> None:
    text = "Step,Positive %\nGate (n=50),62\nDesk (n=60),35\nBase (n=70),\n"
    seen = understood(text, "Gate", "Desk", scale="positive-share")
    assert seen.plan.steps == {"Gate": "Gate", "Desk": "Desk"}
    assert [(one.step, one.n) for one in read(seen).figures] == [("Gate", 50), ("Desk", 60)]


def test_a_group_that_is_called_by_another_number_of_people_is_the_same_the_next_time() -> None:
    before = understood(ROWS.format("Group"), scale="positive-share").plan
    assert before.seen is not None
    assert before.seen.groups == ("North", "South", "All")


@pytest.mark.parametrize("name", ["Goal 2027", "Target for 2026", "Ziel 2027"])
def test_what_is_aimed_at_in_a_year_is_no_group(name: str) -> None:
    said = found(f"Group,Gate,Desk\nNorth,62,35\nSouth,60,30\n{name},80,70\n", scale="positive-share")
    assert {one.group for one in said.figures} == {"North", "South"}
    assert [one.value for one in said.targets] == [80, 70]


@pytest.mark.parametrize("name", ["European average", "Last year", "previous survey", "Vorjahr", "Year before"])
def test_figures_to_compare_with_are_no_group_in_rows_nor_in_columns(name: str) -> None:
    down = found(f"Group,Gate,Desk\nNorth,62,35\nSouth,60,30\n{name},80,70\n", scale="positive-share")
    across = found(f"Step,North (n=9),South (n=9),{name}\nGate,62,60,80\nDesk,35,30,70\n", scale="positive-share")
    for said in (down, across):
        assert {one.group for one in said.figures} == {"North", "South"}
        assert {one.step: one.value for one in said.benchmarks} == {"Gate": 80, "Desk": 70}
        assert {one.group for one in said.benchmarks} == {name}


def test_a_year_or_an_average_of_the_file_stays_a_group() -> None:
    said = found("Step,2025 (n=9),2026 (n=9)\nGate,62,60\nDesk,35,30\n", scale="positive-share")
    assert by_step(said.figures) == {"2025/Gate": 62, "2026/Gate": 60, "2025/Desk": 35, "2026/Desk": 30}


def test_no_date_ahead_of_today_is_proposed_for_answers() -> None:
    text = "Respondent ID,Submitted,Gate\n1,2025-12-30,4\n2,2027-02-01,5\n"
    (said,) = understood(text, scale="five-points", today=date(2026, 11, 29)).remarks
    assert said == "By “Submitted” somebody answered in February 2027, which is still to come: correct that row."
    (said,) = understood(text, scale="five-points", today=date(2027, 2, 1)).remarks
    assert said.endswith("(--date 2027-02).")
