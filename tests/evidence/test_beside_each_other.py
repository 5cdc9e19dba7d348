"""Columns that belong together, and when people answered: numbers of people beside shares, days before months."""

from __future__ import annotations

import pytest
from evidence_files import found, understood


def test_the_number_of_people_beside_each_share_is_its_own() -> None:
    text = "Step,2024 (n),2024 (%),2025 (n),2025 (%)\nBooking,120,34,130,30\nVisit,110,55,140,52\n"
    assert [one.id for one in understood(text).questions] == ["scale"]
    said = found(text, scale="negative-share")
    assert [(one.step, one.group, one.value, one.n) for one in said.figures] == [
        ("Booking", "2024", 34, 120),
        ("Booking", "2025", 30, 130),
        ("Visit", "2024", 55, 110),
        ("Visit", "2025", 52, 140),
    ]


def test_a_name_that_ends_in_n_keeps_its_people_and_a_column_called_n_can_hold_the_figures() -> None:
    said = found("Step,London,n London,Leeds,n Leeds\nBooking,34,120,30,130\n", scale="negative-share")
    assert [(one.group, one.n) for one in said.figures] == [("London", 120), ("Leeds", 130)]
    assert found("item,n\nDesk,5\nGate,3\n", step="item", values=("n",), scale="1-5").figures[0].value == 5


def test_one_pair_of_people_and_share_is_one_figure_with_its_people() -> None:
    said = found("Step,2024 (n),2024 (%)\nBooking,120,34\nVisit,110,55\n", scale="negative-share")
    assert [(one.value, one.n) for one in said.figures] == [(34, 120), (55, 110)]


def test_how_many_said_so_is_not_how_many_were_asked() -> None:
    text = "Step,Positive (n),Positive (%)\nBooking,120,34\nVisit,110,55\n"
    assert [one.id for one in understood(text, scale="positive-share").questions] == ["value"]
    said = found(text, scale="positive-share", values=("Positive (%)",))
    assert [one.n for one in said.figures] == [None, None]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("05/13/2026", "05/02/2026", "06/20/2026"), "people answered in May to June 2026"),
        (("05/13/2026 09:30", "05/14/2026 10:00", "05/02/2026 11:15"), "people answered in May 2026"),
        (("13.05.2026", "02.05.2026", "20.05.2026"), "people answered in May 2026"),
        (("05/13/2026", "13/05/2026", "06/20/2026"), ""),
        (("05/03/2026", "05/02/2026", "06/07/2026"), ""),
        (("2026-05-13", "2026-05-02", "2026-05-20"), "people answered in May 2026"),
        (("02/30/2026", "02/13/2026", "02/14/2026"), ""),
    ],
)
def test_days_that_can_be_read_in_one_way_only_are_proposed_as_the_surveys_date(
    days: tuple[str, ...], said: str
) -> None:
    rows = "".join(f"{at},{day},{at + 2},3\n" for at, day in enumerate(days, start=1))
    remarks = understood(f"ID,Date,Booking,Visit\n{rows}", scale="1-5").remarks
    assert [one for one in remarks if "people answered in" in one] == [one for one in remarks if said and said in one]
    assert any("people answered in" in one for one in remarks) == bool(said)


SAID_SO = {
    "whole": ("90,75,80,70", "48,40,60,52", "110,92,103,90"),
    "fractions": ("90,0.75,80,0.667", "48,0.4,60,0.5", "110,0.917,103,0.858"),
    "decimal commas": ("90;75,0;80;66,7", "48;40,0;60;50,0", "110;91,7;103;85,8"),
}


@pytest.mark.parametrize("written", SAID_SO)
def test_numbers_of_those_who_answered_so_are_not_taken_for_how_many_were_asked(written: str) -> None:
    apart = ";" if ";" in SAID_SO[written][0] else ","
    head = ["Question,2025 (n),2025 (%),2024 (n),2024 (%)".replace(",", apart)]
    text = "\n".join([*head, *(f"{name}{apart}{row}" for name, row in zip("ABC", SAID_SO[written], strict=True)), ""])
    scale = "positive-share as fractions" if written == "fractions" else "positive-share"
    said = {(one.group, one.step): (one.value, one.n) for one in found(text, scale=scale).figures}
    assert said["2025", "B"] == (pytest.approx(40), None)
    assert "“2024 (n)”, “2025 (n)” seem to count those who answered so" in " ".join(
        understood(text, scale=scale).remarks
    )


@pytest.mark.parametrize("whole", [1, 100])
def test_numbers_of_people_asked_stay_with_shares_however_these_are_written(whole: int) -> None:
    text = "Question,2025 (n),2025 (%),2024 (n),2024 (%)\n"
    for name, row in zip("ABC", ((121, 75, 62, 60), (118, 40, 50, 52), (120, 92, 70, 66)), strict=True):
        text += f"{name},{row[0]},{row[1] * whole / 100},{row[2]},{row[3] * whole / 100}\n"
    scale = "positive-share as fractions" if whole == 1 else "positive-share"
    assert [one.n for one in found(text, scale=scale).figures] == [121, 62, 118, 50, 120, 70]


def test_columns_that_differ_by_the_sign_only_stay_two() -> None:
    said = found("Step,North,North %\nBooking,3,34\nVisit,4,55\n", values=("North", "North %"), scale="positive-share")
    assert [one.group for one in said.figures] == ["North", "North %"] * 2


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Step,North,South,n\nGate,62,70,120\nDesk,50,55,110\n", "n"),
        ("Step,Score,,n\n,North,South,\nGate,62,70,120\nDesk,50,55,110\n", "n"),
        ("Step,North,South\nGate (n=120),62,70\nDesk (n=110),50,55\n", "Step"),
    ],
)
def test_a_number_of_people_beside_several_groups_is_none_of_theirs_and_that_is_said(text: str, whose: str) -> None:
    said = found(text, scale="positive-share")
    assert [(one.n, one.low) for one in said.figures] == [(None, None)] * 4
    (flag,) = said.flags
    assert flag.why == (
        f"“{whose}” stands once beside “North”, “South”: how many answered in each is not known. Give each a column of "
        "its own, such as “n North”"
    )


def test_a_number_of_people_that_stands_once_is_that_of_all_or_of_whom_it_names() -> None:
    text = "Step,North,South,All,n\nGate,62,70,66,120\nDesk,50,55,52,110\n"
    figures = found(text, scale="positive-share").figures
    assert [one.n for one in figures if one.group == "All"] == [120, 110]
    text = "Step,North,South,n North\nGate,62,70,120\nDesk,50,55,110\n"
    assert [one.n for one in found(text, scale="positive-share").figures] == [120, None, 110, None]
    text = "Site,Gate,Desk,n\nNorth,62,70,120\nSouth,50,55,110\n"
    assert [one.n for one in found(text, scale="positive-share").figures] == [120, 120, 110, 110]
    both = found("Step,Positive %,Negative %,n\nGate,62,20,120\n", scale="1-100", values=("Positive %", "Negative %"))
    assert [one.n for one in both.figures] == [120, 120]
