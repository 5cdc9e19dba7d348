"""Promoters, passives and detractors, with a net promoter score or without: the score, of whom, and whether it fits."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand
from cjm_widgets.statistics import intervals

SHARES = "Step,n,Promoters %,Passives %,Detractors %,NPS"


def told(text: str, **said: str) -> list[tuple[str, float | None, int | None]]:
    return [(one.step, one.value and round(one.value, 2), one.n) for one in found(text, **said).figures]


@pytest.mark.parametrize(
    "text",
    [
        f"{SHARES}\nBooking,200,50,30,20,30\nVisit,180,40,20,40,0\n",
        "Step,Responses,% Promoters,% Detractors,NPS\nBooking,200,50,20,30\nVisit,180,40,40,0\n",
        "Step,n,Promoters (%),Detractors (%)\nBooking,200,50,20\nVisit,180,40,40\n",
        "Step,n,Promoters,Detractors,NPS\nBooking,200,50,20,30\nVisit,180,40,40,0\n",
        "Step,n,Promoters %,Passives %,Detractors %,NPS\nBooking,200,0.5,0.3,0.2,0.3\nVisit,180,0.4,0.2,0.4,0\n",
        "Step,Promoters,Passives,Detractors,NPS\nBooking,100,60,40,30\nVisit,72,36,72,0\n",
        "Step,Promoters,Passives,Detractors,Total\nBooking,100,60,40,200\nVisit,72,36,72,180\n",
        "Step,Promoters (9-10),Passives (7-8),Detractors (0-6)\nBooking,100,60,40\nVisit,72,36,72\n",
        "Step,Promoters,%,Passives,%,Detractors,%,NPS\nBooking,100,50,60,30,40,20,30\nVisit,72,40,36,20,72,40,0\n",
        "Schritt,n,Promotoren %,Indifferente in %,Kritiker %,NPS-Wert\nBooking,200,50,30,20,30\nVisit,180,40,20,40,0",
        "Étape,Promoteurs,Passifs,Détracteurs,NPS\nBooking,100,60,40,30\nVisit,72,36,72,0\n",
        "Stap,Promotoren,Passief,Criticasters,NPS\nBooking,100,60,40,30\nVisit,72,36,72,0\n",
        "Paso,Promotores,Pasivos,Detractores,NPS\nBooking,100,60,40,30\nVisit,72,36,72,0\n",
    ],
)
def test_the_parts_of_a_score_give_it_with_its_people_and_interval(text: str) -> None:
    assert told(text) == [("Booking", 30, 200), ("Visit", 0, 180)]
    said = found(text)
    assert said.flags == ()
    assert {one.scale for one in said.figures} == {"nps"}
    assert (said.figures[0].low, said.figures[0].high) == pytest.approx(intervals.nps(100, 60, 40))


def test_shares_without_people_give_the_score_without_an_interval() -> None:
    (one, _) = found("Step,Promoters %,Passives %,Detractors %\nBooking,50,30,20\nVisit,40,20,40\n").figures
    assert (one.value, one.n, one.low, one.high) == (30, None, None, None)


def test_a_printed_score_that_is_not_promoters_less_detractors_is_told_with_its_row() -> None:
    said = found(f"{SHARES}\nBooking,200,50,30,20,30\nVisit,180,40,20,40,5\n")
    assert [(one.row, one.why) for one in said.flags] == [
        (3, "Visit: promoters less detractors are 0, the file says 5")
    ]
    assert by_step(said.figures) == {"Booking": 30, "Visit": 0}
    said = found("Step,Promoters,Passives,Detractors,NPS\nBooking,100,60,40,31\n")
    assert [one.row for one in said.flags] == [2]


def test_rounding_is_no_fault_and_the_printed_score_is_the_finer_one() -> None:
    said = found(f"{SHARES}\nBooking,213,51,30,20,31.5\nVisit,180,40.1,20.2,39.7,0.4\n")
    assert said.flags == ()
    assert by_step(said.figures) == {"Booking": 31.5, "Visit": 0.4}


def test_rounded_shares_keep_promoters_less_detractors() -> None:
    assert by_step(found("Step,Promoters %,Passives %,Detractors %\nA,51,30,20\nB,40,19,40\n").figures) == {
        "A": 31,
        "B": 0,
    }


def test_shares_that_are_no_whole_are_told() -> None:
    said = found("Step,Promoters %,Passives %,Detractors %\nA,50,30,20\nB,50,30,40\n")
    assert [(one.row, one.why) for one in said.flags] == [(3, "B: the shares of all answers are 120 together")]


def test_groups_in_rows_have_scores_of_their_own() -> None:
    head = SHARES.replace("Step", "Step,Site")
    said = found(f"{head}\nBooking,North,200,50,30,20,30\nBooking,South,180,40,20,40,0\n")
    assert by_step(said.figures) == {"North/Booking": 30, "South/Booking": 0}


def test_a_row_for_each_quarter_is_a_score_of_the_journey_as_a_whole() -> None:
    said = found("Quarter,Promoters,Passives,Detractors,NPS\n2026 Q1,100,60,40,30\n2026 Q2,72,36,72,0\n")
    assert by_step(said.outcomes) == {"2026 Q1/NPS": 30, "2026 Q2/NPS": 0}
    assert [one.n for one in said.outcomes] == [200, 180]


def test_a_part_that_is_kept_back_leaves_the_printed_score() -> None:
    said = found("Step,Promoters,Passives,Detractors,NPS\nBooking,100,60,*,30\nVisit,72,36,72,0\n")
    assert (said.figures[0].value, said.figures[0].n, said.figures[0].low) == (30, None, None)
    assert said.flags == ()


def test_people_or_shares_without_passives_is_asked_where_no_score_tells() -> None:
    text = "Step,n,Promoters,Detractors\nBooking,200,50,20\nVisit,180,40,40\n"
    (asked,) = understood(text).questions
    assert (asked.id, [one for one, _ in asked.options]) == ("counted", ["people", "shares"])
    assert told(text, counted="people") == [("Booking", 15, 200), ("Visit", 0, 180)]
    assert told(text, counted="shares") == [("Booking", 30, 200), ("Visit", 0, 180)]
    people = "Step,n,Promoters,Detractors,NPS\nBooking,200,50,20,15\nVisit,180,40,40,0\n"
    assert told(people) == [("Booking", 15, 200), ("Visit", 0, 180)]


def test_groups_side_by_side_are_asked_for_in_rows() -> None:
    text = (
        "Step,North Promoters,North Passives,North Detractors,South Promoters,South Passives,South Detractors\n"
        "Booking,100,60,40,72,36,72\nVisit,100,60,40,72,36,72\n"
    )
    with pytest.raises(EvidenceError, match=r"more than once\. Put each group into rows of its own"):
        understood(text)


def test_another_figure_beside_them_is_still_asked_for() -> None:
    text = "Step,n,CSAT score,Promoters %,Passives %,Detractors %,NPS\nBooking,200,4.1,50,30,20,30\n"
    assert understood(text).questions[0].id == "value"
    assert told(text, values=("NPS",)) == [("Booking", 30, 200)]  # type: ignore[arg-type]


def test_neutral_is_an_answer_where_there_are_no_promoters() -> None:
    said = found("Step,Dissatisfied,Neutral,Satisfied\nBooking,10,20,30\n", scale="Dissatisfied < Neutral < Satisfied")
    assert said.figures[0].n == 60


def test_the_next_file_is_read_by_the_plan_and_its_answer() -> None:
    first = understood("Step,n,Promoters,Detractors\nBooking,200,50,20\n", counted="people")
    table = table_of("Step,n,Promoters,Detractors\nBooking,100,60,20\n")
    seen = understand(table, Told(), (), first.plan)
    assert seen.questions == ()
    assert read(seen).figures[0].value == 40
    again = understand(table, Told(counted="shares"), (), first.plan)
    assert again.plan.counted == "shares"


def test_parts_of_a_score_are_never_taken_for_the_group() -> None:
    text = "Step,Year,Promoters,Passives,Detractors\nDesk,2025,50,30,20\nWait,2025,12,44,44\nDesk,2024,71,15,14\n"
    assert understood(text).plan.group != "Promoters"


ENDS = "Step,Promoters,Detractors,NPS\n"


def test_a_printed_score_is_checked_by_promoters_and_detractors_alone_where_they_can_only_be_shares() -> None:
    seen = understood(f"{ENDS}Booking,50,20,30\nVisit,40,40,0\n")
    assert (seen.questions, seen.plan.printed) == ((), "NPS")
    assert [(one.value, one.n) for one in read(seen).figures] == [(30, None), (0, None)]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("Booking,100,40,30\nVisit,72,72,0\n", "Promoters less detractors are 60 in row 2, the file says 30."),
        ("Booking,50,20,30\nVisit,40,40,9\n", "Promoters less detractors are 0 in row 3, the file says 9."),
        ("Booking,40,40,0\nVisit,30,30,0\n", "Promoters less detractors are 0 in row 2, the file says 0."),
    ],
)
def test_a_printed_score_that_cannot_be_checked_is_asked_about(rows: str, why: str) -> None:
    (asked,) = understood(ENDS + rows).questions
    assert asked.id == "counted"
    assert why in asked.say


def test_of_people_without_a_number_of_all_the_printed_score_stands_and_of_shares_it_is_told() -> None:
    text = f"{ENDS}Booking,100,40,30\nVisit,72,72,0\n"
    assert told(text, counted="people") == [("Booking", 30, None), ("Visit", 0, None)]
    assert any("is not checked" in one for one in understood(text, counted="people").remarks)
    assert [one.row for one in found(text, counted="shares").flags] == [2, 2, 3]


def test_promoters_and_detractors_alone_say_what_they_lack() -> None:
    with pytest.raises(EvidenceError, match="needs how many were asked, too"):
        understood("Step,Promoters,Detractors\nBooking,50,20\nVisit,40,40\n")
