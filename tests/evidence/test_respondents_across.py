"""A table with a column for each respondent is turned; one of groups, of years or of shares is not."""

from __future__ import annotations

import pytest
from evidence_files import understood

ASKED = "Question,R1,R2,R3\n"
TURNED = "is taken for one person: the table is turned, and “R1” is row"


@pytest.mark.parametrize(("title", "row"), [("", 2), ("Ward survey 2026\n", 3)])
def test_each_column_becomes_a_row_and_its_place_is_told(title: str, row: int) -> None:
    seen = understood(f"{title}{ASKED}Gate,4,5,3\nDesk,1,2,3\n", scale="1-5")
    (said,) = seen.remarks
    assert f"{TURNED} {row} of it. If they are groups" in said
    made = [one.cells for one in seen.table.read()]
    assert made[row - 2 :] == [("Respondent", "Gate", "Desk"), ("R1", "4", "1"), ("R2", "5", "2"), ("R3", "3", "3")]


def test_notes_stand_above_the_turned_table_and_rows_without_a_question_are_left_out() -> None:
    seen = understood(f"{ASKED}Gate,4,5,3\n,5,5,5\nNote: rounded,,,\n", scale="1-5")
    assert [one.cells for one in seen.table.read()][:2] == [("Note: rounded",), ("Respondent", "Gate")]


@pytest.mark.parametrize("passed", [("Kind", "is"), ("Kind,Unit", "are")])
def test_columns_that_are_passed_over_are_told(passed: tuple[str, str]) -> None:
    names, verb = passed
    more = ",".join("x" for _ in names.split(","))
    seen = understood(f"{names},{ASKED}{more},Gate,4,5,3\n{more},Desk,1,2,3\n", scale="1-5")
    assert f" {verb} passed over." in seen.remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        f"Step,{','.join(map(str, range(2008, 2021)))}\nGate,{','.join('4' * 13)}\nDesk,{','.join('5' * 13)}\n",
        "Step,R1,R2\nGate,4,5\nDesk,3,3\n",
        "Step,R1,R2,R3\nGate,4 %,5 %,3 %\nDesk,3 %,3 %,3 %\n",
        "Step,R1,R2,R3\nGate,4.5,5,3\nDesk,3,3,3\n",
        "Step,R1,R2,R3\nGate,62,35,40\nDesk,60,5,3\n",
        "Step,R1,R2,R3\nGate,4,5,3\nBase,9,8,7\n",
        "Step,R1,R2,R3\n" + "".join(f"Step {at},4,5,3\n" for at in range(301)),
    ],
    ids=["years", "two", "shares", "means", "off every scale", "of how many", "too many"],
)
def test_columns_of_groups_are_not_turned(text: str) -> None:
    seen = understood(text, scale="positive-share" if "%" in text else "")
    assert not any("the table is turned" in one for one in seen.remarks)
