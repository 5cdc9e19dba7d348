"""Tables of how often each answer was given: people or shares, of whom, and never some of the answers in silence."""

from __future__ import annotations

import pytest
from evidence_files import found, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.found import Read
from cjm_widgets.evidence.reading import read

ANSWERS = ("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied")


def table(*rows: str, sign: str = "", more: str = "") -> str:
    head = ",".join(f"{one}{sign}" for one in ANSWERS)
    return "\n".join((f"Step,{head}{more and f',{more}'}", *rows)) + "\n"


def told(said: Read) -> dict[str, tuple[float | None, int | None]]:
    return {one.step: (one.value and round(one.value, 2), one.n) for one in said.figures}


def test_shares_stay_shares_where_some_do_not_know_and_those_do_not_count() -> None:
    text = table("Booking,5,10,20,40,20,5,400", "Visit,30,25,20,10,10,5,400", sign=" (%)", more="Don't know (%),n")
    assert understood(text).unused == ()
    said = found(text)
    assert told(said) == {"Booking": (3.63, 380), "Visit": (2.42, 380)}
    assert said.flags == ()


@pytest.mark.parametrize("sign", [" (%)", " %"])
def test_a_heading_that_says_shares_counts_whatever_the_rows_make(sign: str) -> None:
    text = table("Booking,5,10,5,40,24,101", "Visit,30,25,20,15,10,99", sign=sign, more="n")
    said = found(text)
    assert [one.n for one in said.figures] == [101, 99]
    assert [one.why for one in said.flags] == ["Booking: the shares of all answers are 84 together"]


def test_headings_say_that_people_are_counted() -> None:
    assert told(found(table("Booking,5,10,20,40,25", "Visit,30,25,20,10,10", sign=" (n)"))) == {
        "Booking": (3.7, 100),
        "Visit": (2.42, 95),
    }


@pytest.mark.parametrize("n", ["", "400"])
def test_where_rows_may_be_shares_or_people_it_is_asked(n: str) -> None:
    end = n and f",{n}"
    text = table(f"Booking,5,10,20,40,25{end}", f"Visit,30,25,20,10,10{end}", more=n and "n")
    (asked,) = understood(text).questions
    assert asked.id == "counted"
    assert "percentages or numbers of people? They make 100 in row 2, 95 in row 3. Say --counts people if" in asked.say
    with pytest.raises(EvidenceError, match="--counts people"):
        read(understood(text))
    people, shares = (found(text, counted=one) for one in ("people", "shares"))
    assert [one.n for one in people.figures] == [100, 95]
    assert [one.n for one in shares.figures] == [int(n) if n else None] * 2


@pytest.mark.parametrize(
    ("rows", "ns"),
    [
        (("Booking,5,10,20,40,25,100", "Visit,30,25,20,10,10,95"), [100, 95]),
        (("Booking,5,10,20,40,26,101", "Visit,30,25,20,10,14,99"), [101, 99]),
        (("Booking,5,10,20,40,25,100", "Visit,30,25,20,15,10,100"), [None, None]),
        (("Booking,5,10,20,40,25,", "Visit,30,25,20,15,20,"), [100, 110]),
    ],
)
def test_a_total_tells_people_from_shares_where_it_can(rows: tuple[str, ...], ns: list[int | None]) -> None:
    said = found(table(*rows, more="Total"))
    assert [one.n for one in said.figures] == ns
    assert said.flags == ()


@pytest.mark.parametrize("total", ["Total", "n"])
@pytest.mark.parametrize("printed", [99, 105])
def test_answers_that_do_not_make_the_total_are_told(total: str, printed: int) -> None:
    said = found(table("Booking,5,10,20,5,26,66", f"Visit,30,25,20,15,12,{printed}", more=total))
    assert [(one.row, one.why) for one in said.flags] == [(3, f"Visit: 102 answers, the file says {printed}")]


@pytest.mark.parametrize("sign", ["", " (%)"])
@pytest.mark.parametrize("cell", ["*", "<5", "[c]", "n/a"])
def test_a_number_that_is_kept_back_is_not_nought(sign: str, cell: str) -> None:
    said = found(table(f"Booking,5,10,{cell},40,30", "Visit,30,25,20,15,10", sign=sign))
    assert said.figures[0].value is None
    assert said.figures[1].value == 2.5
    (flag,) = said.flags
    assert flag.why == f"Booking: no figure, as “Neither{sign}” says “{cell}”, and not how many answered so"


def test_what_is_kept_back_is_nought_where_the_others_make_the_total() -> None:
    assert told(found(table("Booking,5,10,*,40,30,85", "Visit,30,25,20,15,20,110", more="n")))["Booking"] == (3.94, 85)


def test_a_blank_is_nobody_where_that_adds_up_and_is_told_or_left_out_where_not() -> None:
    fits = found(table("Booking,5,10,,40,30,85", "Visit,30,25,-,15,10,80", "Desk,1,1,1,1,1,5", more="Total"))
    assert ([one.n for one in fits.figures], fits.flags) == ([85, 80, 5], ())
    bare = found(table("Booking,5,10,,40,30", "Desk,1,1,1,1,1"))
    assert [one.n for one in bare.figures] == [85, 5]
    assert [one.why for one in bare.flags] == ["Booking: “Neither” blank, taken for nobody"]
    lacks = found(table("Booking,5,10,,40,30,99", "Visit,3,2,5,1,4,15", more="Total"))
    assert [one.value is None for one in lacks.figures] == [True, False]
    assert [one.why for one in lacks.flags] == [
        "Booking: no figure, as “Neither” is blank, and not how many answered so"
    ]
    shares = found(table("Booking,5,10,,40,30", "Desk,20,20,20,20,20", sign=" (%)"))
    assert shares.figures[0].value is None


def test_those_who_do_not_know_may_be_kept_back() -> None:
    said = found(table("Booking,5,10,20,5,30,*,72", "Visit,3,2,5,1,4,2,17", more="Don't know,Total"))
    assert [one.n for one in said.figures] == [70, 15]
    assert said.flags == ()


def test_shares_that_are_not_all_are_said_with_what_is_done_with_them() -> None:
    text = table("Booking,5,10,20,40,25", "Visit,30,25,20,10,5", sign=" (%)")
    (said,) = [one for one in understood(text).remarks if "100 %" in one]
    assert said == "The shares make 90 % in row 3, and not 100 %: each figure is of those who gave one of the answers."
    assert not any("100 %" in one for one in understood(text.replace("10,5\n", "15,10\n")).remarks)
