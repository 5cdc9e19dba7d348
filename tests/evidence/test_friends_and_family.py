"""A Friends and Family Test by ward: the wards are groups, and at most one thing is asked."""

from __future__ import annotations

import pytest
from evidence_files import by_step, found, understood

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.plan import plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand

ROWS = "Ward 1A,45,120,93,4\nWard 2B,60,140,88,7\nMaternity,30,50,97,1\nTotal,135,310,91.7,4.7\n"


@pytest.mark.parametrize("place", ["Ward", "Ward name", "Trust name", "Site"])
@pytest.mark.parametrize("sign", ["{} %", "{} (%)", "Percentage {}", "{} responses (%)"])
def test_wards_are_groups_of_one_share_and_only_its_scale_is_asked(place: str, sign: str) -> None:
    head = f"{place},Responses,Eligible,{sign.format('Positive')},{sign.format('Negative')}\n"
    (asked,) = understood(head + ROWS).questions
    assert asked.id == "scale"
    assert "positive-share" in asked.say
    said = found(head + ROWS, scale="positive-share")
    assert said.figures == ()
    assert [(one.group, one.value, one.n) for one in said.outcomes] == [
        ("Ward 1A", 93, 45),
        ("Ward 2B", 88, 60),
        ("Maternity", 97, 30),
        ("Total", 91.7, 135),
    ]
    assert said.flags == ()


def test_wards_can_be_said_to_be_steps() -> None:
    head = "Ward,Responses,Eligible,Positive %,Negative %\n"
    assert any("say --step “Ward”" in one for one in understood(head + ROWS).remarks)
    said = found(head + ROWS, step="Ward", values=("Positive %",), scale="positive-share")
    assert by_step(said.figures)["Maternity"] == 97


def test_columns_that_name_steps_stay_steps() -> None:
    said = found("Ward,n,Arrival %,Discharge %\n1A,45,93,80\n2B,60,88,70\n", scale="positive-share")
    assert {one.step for one in said.figures} == {"Arrival", "Discharge"}


OLD = "Extremely Likely,Likely,Neither Likely nor Unlikely,Unlikely,Extremely Unlikely,Don't Know"
NEW = "Very good,Good,Neither good nor poor,Poor,Very poor,Don't know"
NUMBERED = ",".join(f"{at} - {one}" for at, one in enumerate(OLD.split(","), start=1))
A, B = "30,10,2,1,1,1", "40,12,3,0,2,1"
SAID = [("A", 199 / 44, 44), ("B", 259 / 57, 57)]
"""What A and B make: 30 x 5 + 10 x 4 + 2 x 3 + 1 x 2 + 1 x 1 of 44 people, and so on."""

BY_WARD = {
    "no total": f"Ward,{NEW}\nA,{A}\nB,{B}\n",
    "old words": f"Ward,{OLD},Total Responses,Total Eligible,Response Rate,Percentage Recommended\n"
    f"A,{A},45,90,50%,89%\nB,{B},58,99,59%,90%\n",
    "a title and national rows": "Friends and Family Test,,,,,,,,,,,\n2026: percentage recommended,,,,,,,,,,,\n\n"
    f",,,,,Breakdown of Responses,,,,,,Mode\nOrg code,Trust Name,Total Responses,Total Eligible,Percentage Recommended,"
    f"{NUMBERED},SMS\nENG,England (including Independent Sector Providers),105,260,88%,70,22,5,3,3,2,50\n"
    f"X1,A,45,90,89%,{A},20\nX2,B,58,99,90%,{B},30\n",
    "sites and wards": f"Site Code,Site Name,Ward Name,{NEW}\n"
    f"S1,St Mary,A,{A}\nS1,St Mary,B,{B}\nS2,St John,,*,*,*,*,*,*\n",
    "numbers and shares": "Ward,"
    + ",".join(f"{one} (n),{one} (%)" for one in NEW.split(","))
    + f"\nA,{','.join(f'{n},{n}' for n in A.split(','))}\nB,{','.join(f'{n},{n}' for n in B.split(','))}\n",
    "numbered rows": f"No,Hospital,{NEW}\n1,A,{A}\n2,B,{B}\n",
    "another language": "Ward;sehr gut;gut;teils teils;schlecht;sehr schlecht;keine Angabe;Positiv %\n"
    f"A;{A.replace(',', ';')};88,9\nB;{B.replace(',', ';')};89,7\n",
}  # fmt: skip


@pytest.mark.parametrize("text", BY_WARD.values(), ids=BY_WARD)
def test_how_often_wards_were_given_each_answer_is_one_outcome_of_each_ward(text: str) -> None:
    said = found(text)
    assert (said.figures, said.flags) == ((), ())
    assert [(one.group, one.value, one.n) for one in said.outcomes if one.group in "AB" and one.group] == [
        (group, pytest.approx(value), n) for group, value, n in SAID
    ]
    assert {(one.step, one.scale) for one in said.outcomes} == {("Overall", "five-points")}
    as_steps = found(f"Step,{NEW}\nA,{A}\nB,{B}\n").figures
    assert [(one.low, one.high) for one in said.outcomes[:2]] == [(one.low, one.high) for one in as_steps]


def test_a_national_row_is_a_benchmark_and_what_is_kept_back_is_no_figure() -> None:
    (one,) = found(BY_WARD["a title and national rows"]).benchmarks
    assert (one.group, one.value) == ("England (including Independent Sector Providers)", pytest.approx(462 / 103))
    assert [one.value for one in found(BY_WARD["sites and wards"]).outcomes][2:] == [None]


def test_a_printed_share_is_checked_and_told_where_the_answers_do_not_make_it() -> None:
    text = BY_WARD["old words"].replace("90%\n", "66%\n")
    assert [(one.row, one.why) for one in found(text).flags] == [
        (3, "B/Overall: the two best answers are 91.23 % of all, the file says 66 %")
    ]
    assert "“Percentage Recommended” is checked by them, and not used." in understood(text).remarks


def test_wards_may_be_steps_and_the_printed_share_may_be_what_counts() -> None:
    text = BY_WARD["old words"]
    assert [(one.step, one.value, one.n) for one in found(text, step="Ward").figures] == [
        (step, pytest.approx(value), n) for step, value, n in SAID
    ]
    said = found(text, scale="positive-share")
    assert [(one.group, one.step, one.value, one.n) for one in said.outcomes] == [
        ("A", "Percentage Recommended", 89, 45),
        ("B", "Percentage Recommended", 90, 58),
    ]
    assert by_step(found(text, step="Ward", scale="positive-share").figures) == {"A": 89, "B": 90}


def test_only_the_share_that_recommended_is_one_outcome_too() -> None:
    text = "Org code,Trust Name,Responses,Percentage Recommended,Percentage Not Recommended\nX,A,45,89,4\nY,B,58,90,3\n"
    assert [one.id for one in understood(text).questions] == ["scale"]
    assert by_step(found(text, scale="positive-share").outcomes) == {
        "A/Percentage Recommended": 89,
        "B/Percentage Recommended": 90,
    }


@pytest.mark.parametrize(
    ("text", "say"),
    [
        (f"{NEW}\n{A}\n{B}\n", "no column of what was pasted says of what. Say --step"),
        (f"Date,{NEW}\n2026-01-31,{A}\n2026-02-28,{B}\n", "or --group if it names groups, such as wards: .*“Date”"),
        (f"Site,Ward,{NEW}\nX,1,{A}\nX,2,{A}\nY,1,{B}\n", "only “Site” and “Ward” together tell them apart"),
        (f"Ward,{NEW}\nA,{A}\nA,{B}\n", "Several rows of what was pasted are about the same “Ward”"),
        (
            f"Respondent ID,Ward,{NEW}\n7,A,1,0,0,0,0,0\n9,B,0,1,0,0,0,0\n",
            "each row of what was pasted is one person's",
        ),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_to_do(text: str, say: str) -> None:
    with pytest.raises(EvidenceError, match=say):
        understood(text)


def test_what_rows_are_is_asked_where_the_heading_does_not_say() -> None:
    text = f"Thing,{NEW}\nA,{A}\nB,{B}\n"
    assert [(one.id, one.column, [name for name, _ in one.options]) for one in understood(text).questions] == [
        ("layout", "Thing", ["step", "group"])
    ]
    assert [one.n for one in found(text, step="Thing").figures] == [44, 57]
    assert [one.n for one in found(text, group="Thing").outcomes] == [44, 57]


def test_other_answers_of_wards_ask_one_thing() -> None:
    four = "Ward,Excellent,Good,Fair,Poor,Responses\nA,30,10,2,1,43\nB,40,12,3,2,57\n"
    assert [one.id for one in understood(four).questions] == ["answers"]
    yes = "Ward,Yes,No,Total\nA,30,10,40\nB,40,12,52\n"
    assert [one.id for one in understood(yes).questions] == ["good"]
    assert [(one.value, one.n) for one in found(yes, scale="positive-share").outcomes] == [
        (75, 40),
        (pytest.approx(4000 / 52), 52),
    ]
    figures = "Ward,1,2,3,4,5,Total\nA,30,10,2,1,1,44\nB,40,12,3,2,2,59\n"
    assert [name for name, _ in understood(figures).questions[0].options] == ["five-points", "1-5 low is good"]


def test_the_next_file_of_wards_is_read_by_the_plan() -> None:
    plan = understood(BY_WARD["old words"]).plan
    again = understand(table_of(BY_WARD["old words"]), Told(missing=("77",)), (), plan_of(plan.text().encode(), "plan"))
    assert again.questions == ()
    assert read(again).outcomes == found(BY_WARD["old words"]).outcomes


def test_few_people_give_each_answer_once_or_never_and_tick_no_boxes() -> None:
    text = "Step,Very poor,Poor,Fair,Good,Very good\nA,0,1,2,3,4\nB,1,0,3,4,5\nC,0,0,3,4,5\n"
    assert [(one.value, one.n) for one in found(text).figures] == [(4, 10), (pytest.approx(51 / 13), 13), (50 / 12, 12)]


def test_who_gave_no_answer_is_said_and_that_the_total_is_checked() -> None:
    head = "Ward,Total Responses,Very good,Good,Neither good nor poor,Poor,Very poor,Don't know\n"
    rows = "Ward 3A,93,61,22,4,3,1,2\nWard 4B,98,40,31,12,9,6,0\nTrust total,191,101,53,16,12,7,2\n"
    remarks = understood(head + rows).remarks
    assert "“Don't know”: no answer, and left out of every figure: 2 of 93 in row 2, 2 of 191 in row 4." in remarks
    assert "“Total Responses” is all who answered: each row's answers are checked by it." in remarks
