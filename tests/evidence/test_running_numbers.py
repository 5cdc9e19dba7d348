"""Running numbers are no numbers of people; “Price” may be a question; where nobody was asked, nobody answered."""

from __future__ import annotations

import pytest
from evidence_files import found, understood

from cjm_widgets.evidence import EvidenceError

ROWS = [(at % 5 + 1, at * 3 % 5 + 1) for at in range(1, 13)]


@pytest.mark.parametrize("name", ["n", "Base", "Respondents"])
@pytest.mark.parametrize("numbers", [range(1, 13), [*range(1, 9), 11, 12, 14, 15], range(1, 4)])
def test_rows_that_are_numbered_are_those_of_people(name: str, numbers: list[int]) -> None:
    rows = "".join(f"{at},{one},{other}\n" for at, (one, other) in zip(numbers, ROWS, strict=False))
    said = found(f"{name},Booking,Waiting\n{rows}", scale="five-points")
    assert [(one.step, one.n) for one in said.figures] == [("Booking", len(numbers)), ("Waiting", len(numbers))]


def test_steps_that_are_numbered_have_no_numbers_of_people() -> None:
    rows = "".join(f"{step},{60 + at},{at}\n" for at, step in enumerate("ABCD", start=1))
    assert {one.n for one in found(f"Step,Positive %,n\n{rows}", scale="positive-share").figures} == {None}
    said = found(f"Step,Positive %,n\n{rows}", scale="positive-share", n="n")
    assert [one.n for one in said.figures] == [1, 2, 3, 4]


@pytest.mark.parametrize("name", ["Price", "Cost", "Preis"])
def test_a_price_that_is_answered_as_the_others_are_is_a_question(name: str) -> None:
    rows = "".join(f"{at},{one},{other}\n" for at, (one, other) in enumerate(ROWS, start=1))
    assert [one.step for one in found(f"ID,Booking,{name}\n{rows}", scale="five-points").figures] == ["Booking", name]
    paid = "".join(f"{at},{one},{other * 20}\n" for at, (one, other) in enumerate(ROWS, start=1))
    assert understood(f"ID,Booking,{name}\n{paid}", scale="five-points").unused == ("ID", name)


def test_where_nobody_was_asked_nobody_answered() -> None:
    said = found("Step,Mean,n\nBooking,3,0\nWaiting,,9\nTests,4,40\n", scale="five-points")
    assert [one.in_words for one in said.figures][:2] == ["Booking: nobody answered", "Waiting: no figure"]


@pytest.mark.parametrize("table", ["Step,Price\nBooking,4\nStay,2\n", "ID,Price\n1,4\n2,2\n3,5\n"])
def test_a_price_that_nothing_stands_beside_is_asked_about_and_not_refused(table: str) -> None:
    seen = understood(table, "Booking", "Stay")
    assert [(one.id, one.column) for one in seen.questions] == [("scale", "Price")]
    assert any("amounts would say nothing of how people felt" in one for one in seen.remarks)
    assert understood(table, "Booking", "Stay", scale="five-points").questions == ()


@pytest.mark.parametrize(
    "table", ["Step,Price,Mean\nBooking,4,3.5\n", "ID,Price,Booking\n1,4,Good\n2,5,Very good\n3,2,Poor\n"]
)
def test_beside_other_answers_a_price_is_what_it_was(table: str) -> None:
    assert "Price" in understood(table, "Booking", "Stay", scale="five-points").unused


def test_amounts_are_no_answers() -> None:
    with pytest.raises(EvidenceError, match="holds figures"):
        understood("Step,Price\nBooking,40\nStay,12.50\n", "Booking", "Stay")
