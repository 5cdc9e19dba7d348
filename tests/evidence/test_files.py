"""Files as people save them are read alike; what cannot be read is refused in a sentence, all faults at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evidence_files import SITA, by_step, found, understood
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.evidence import EvidenceError
from cjm_widgets.evidence.beside import id_from
from cjm_widgets.evidence.cells import decimal_sign, n_in_heading, number, says_nothing
from cjm_widgets.evidence.headings import short_names
from cjm_widgets.evidence.names import near
from cjm_widgets.evidence.plan import Plan, plan_of
from cjm_widgets.evidence.reading import read
from cjm_widgets.evidence.table import table_in, table_in_bytes, table_of
from cjm_widgets.evidence.told import Told
from cjm_widgets.evidence.understanding import understand


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(text: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "survey.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def values(path: Path | str, **told: Any) -> list[tuple[str, float | None]]:
    return [(figure.step, figure.value) for figure in found(path, **told).figures]


def refused(path: Path | str, **told: Any) -> str:
    with pytest.raises(EvidenceError) as error:
        found(path, **told)
    assert "Traceback" not in str(error.value)
    assert str(error.value).endswith(".")
    return str(error.value)


def asked(path: Path | str, **told: Any) -> dict[str, str]:
    return {one.id: one.say for one in understood(path, **told).questions}


def test_the_airport_survey_is_read_with_figures_and_notes() -> None:
    figures = found(SITA).figures
    assert len(figures) == 10
    assert (figures[4].step, figures[4].value, figures[4].row) == ("Security", 36.0, 6)
    assert figures[1].note == "web check-in 97% positive; airport desk 83% positive"


@pytest.mark.parametrize(
    "text",
    [
        "step,negative_pct\nSécurité,36.5\nGate,5\n",
        "step;negative_pct\nSécurité;36,5\nGate;5\n",
        "step;negative_pct\r\nSécurité;36,5 %\r\nGate;5%\r\n",
        'step,negative_pct\n"Sécurité","36,5"\nGate,5\n',
        "step\tnegative_pct\nSécurité\t36.5\nGate\t5",
        "sep=;\nstep;negative_pct\nSécurité;36,5\nGate;5\n",
        "\n\nStep , Negative_PCT\nSécurité, 36.5\n\n,\nGate,5\n\n",
        "other;negative_pct;step\na;36,5;Sécurité\nb,c;5;Gate\n",
        "Our survey of last year\n\nstep|negative_pct\nSécurité|36.5\nGate|5\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_as_spreadsheets_save_them_are_read_alike(written: Any, text: str, encoding: str) -> None:
    assert values(written(text, encoding)) == [("Sécurité", 36.5), ("Gate", 5.0)]


@pytest.mark.parametrize("nothing", ["", "-", "*", "N/A", "n/a", "<5", "–", "#N/A", "null", "."])
def test_a_row_without_a_figure_is_unknown_and_not_zero(nothing: str) -> None:
    text = f"step,negative_pct\nBooking,{nothing}\nGate,0\nDesk,9\n"
    assert values(text) == [("Booking", None), ("Gate", 0.0), ("Desk", 9.0)]


def test_words_that_other_readers_take_for_missing_stay_names_of_steps() -> None:
    assert values("step,negative_pct\nNone,1\nNA,2\n00012,3\n") == [("None", 1.0), ("NA", 2.0), ("00012", 3.0)]


def test_columns_may_have_names_of_their_own() -> None:
    text = "Wo;Unzufrieden;Anzahl\nBuchung;9;40\n"
    (figure,) = found(text, step="wo", values=("unzufrieden",), scale="negative-share").figures
    assert (figure.step, figure.value, figure.n) == ("Buchung", 9.0, 40)
    assert (figure.low, figure.high) == pytest.approx((3.391, 21.794), abs=1e-3)


def test_a_missing_file_a_folder_and_no_table_are_named(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "gone.csv")
    assert "cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(written: Any, text: str) -> None:
    assert "is empty" in refused(written(text)) or "There is nothing in" in refused(written(text))


def test_column_names_alone_are_no_survey(written: Any) -> None:
    assert "no rows" in refused(written("step,negative_pct\n\n"))


def test_a_column_that_is_named_and_not_there_is_told_with_those_that_are() -> None:
    say = refused("Step,Score\nSecurity,3\n", values=("Grade",))
    assert say == "What was pasted has no column “Grade”. There are “Step”, “Score”."


@pytest.mark.parametrize("bad", ["many", "inf", "1e1", "3 6", "0x10", "=36"])
def test_text_in_the_column_of_figures_is_named_with_its_row(bad: str) -> None:
    rows = "".join(f"S{at},{at}\n" for at in range(12))
    say = refused(f'step,negative_pct\nBooking,9\n\nSecurity,"{bad}"\n{rows}')
    assert say == f"Row 4, “negative_pct”: “{bad}” is not a number. Correct it, or say that it means “no answer”."


def test_all_faults_of_a_file_are_told_at_once_and_many_of_them_are_counted() -> None:
    rows = "".join(f"S{at},{at}\n" for at in range(60))
    say = refused(f"step,negative_pct\n{rows}A,x\n,7\nS3,8\nB,y\n")
    for part in ("Row 62, ", "Row 63 does not say", "Row 5 (“S3”) and row 64", "Row 65, "):
        assert part in say
    many = refused("step,negative_pct\n" + rows + "".join(f"S{at},1\n" for at in range(30)))
    assert many.endswith("18 more faults are in the file.")


@pytest.mark.parametrize("bad", ["-1", "100.1", "136", "136 %"])
def test_a_few_figures_off_the_scale_may_be_codes_and_are_asked(bad: str) -> None:
    text = f"step,negative_pct\nBooking,9\nSecurity,{bad}\n"
    assert "If that means “no answer”, say --missing" in asked(text)["missing"]
    assert values(text, missing=(bad,)) == [("Booking", 9.0), ("Security", None)]


def test_many_figures_off_the_scale_are_faults() -> None:
    say = refused("step,negative_pct\n" + "".join(f"S{at},{100 + at}\n" for at in range(1, 6)))
    assert say.startswith("Row 2, “negative_pct”: 101 is not from 0 to 100 %.")


@pytest.mark.parametrize("edge", ["0", "100", "100,0 %"])
def test_the_ends_of_the_scale_are_percentages(edge: str) -> None:
    assert len(values(f"step;negative_pct\nA;{edge}\nB;7\n")) == 2


def test_shares_of_one_are_asked_about_because_they_would_read_as_nearly_nothing() -> None:
    text = "step,negative_pct\nA,0.36\nB,0.09\n"
    assert "If 0.09 is 9 %" in asked(text)["fraction"]
    told = {"scales": {"negative_pct": "negative-share as fractions"}}
    assert by_step(found(text, **told).figures) == pytest.approx({"A": 36, "B": 9})


def test_rows_are_counted_as_the_spreadsheet_counts_them() -> None:
    rows = "".join(f"S{at};{at}\n" for at in range(12))
    assert refused(f'sep=;\n\nstep;negative_pct\n"A\nB";1\nB;no\n{rows}').startswith("Row 5, ")


@pytest.mark.parametrize("raw", [b"step,negative_pct\nA\x81\x8d,1\n", b"step\0,negative_pct\0"])
def test_what_is_no_text_is_said_to_be_none(written: Any, raw: bytes) -> None:
    assert "is not a text file" in refused(written(raw))


@pytest.mark.parametrize("raw", [b"PK\x03\x04\x14\x00", b"PK\x03\x04" + b"x" * 400, b"PAR1nothing"])
def test_a_damaged_workbook_or_parquet_file_is_said_to_be_damaged(written: Any, raw: bytes) -> None:
    say = refused(written(raw))
    assert "damaged" in say or "cannot be read" in say or "can be read" in say


@pytest.mark.parametrize(
    ("heading", "name", "n"),
    [
        ("Planned (n=40)", "Planned", 40),
        ("n = 1,204", "n = 1,204", 1204),
        ("All [Base: 12]", "All", 12),
        ("Station", "Station", None),
    ],
)
def test_a_heading_may_say_how_many_people_there_were(heading: str, name: str, n: int | None) -> None:
    assert n_in_heading(heading) == (name, n)


@pytest.mark.parametrize(
    ("cells", "separator", "sign"),
    [
        (["36.5", "4"], ",", "."),
        (["36,5", "4"], ";", ","),
        (["36,5", "4.5"], ";", ""),
        (["1,234"], ";", ""),
        (["1,234"], ",", ""),
        (["1,234", "1.5"], ",", "."),
        (["1.234,5"], ";", ","),
        (["2026-03-02", "x"], ",", "."),
    ],
)
def test_the_decimal_sign_is_found_or_asked(cells: list[str], separator: str, sign: str) -> None:
    assert decimal_sign(cells, separator) == sign


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [("36 %", ".", 36), ("−3", ".", -3), ("1,234.5", ".", 1234.5), ("1.234,5", ",", 1234.5), ("1 234", ".", 1234)],
)
def test_numbers_as_people_write_them(cell: str, decimal: str, value: float) -> None:
    read_as = number(cell, decimal)
    assert read_as is not None
    assert read_as.value == value
    assert not says_nothing(cell)


def test_questions_are_called_by_what_tells_them_apart() -> None:
    assert short_names(["How was the enquiry?", "How was the visit?"]) == ("enquiry", "visit")
    assert short_names(["Rate: A", "Rate: B"]) == ("A", "B")
    assert short_names(["Same", "Same"]) == ("Same", "Same")
    assert short_names(["How satisfied? - Waiting"]) == ("Waiting",)


def test_near_names_are_asked_and_a_plan_answers_them() -> None:
    text = "step,negative_pct\nCheck in desk,9\nGate,5\n"
    seen = understood(text, "Check-in", "Gate")
    assert [(one.id, one.column, one.options[0][0]) for one in seen.questions] == [
        ("name", "Check in desk", "Check-in")
    ]
    plan = seen.plan.model_copy(update={"steps": {"Check in desk": "Check-in", "Gate": "Gate"}})
    again = understand(table_of(text), Told(), ("Check-in", "Gate"), plan_of(plan.text().encode(), "plan.json"))
    assert again.questions == ()
    assert by_step(read(again).figures) == {"Check in desk": 9, "Gate": 5}


def test_the_next_file_of_a_plan_says_what_is_new_in_it() -> None:
    plan = understood("step,negative_pct\nGate,5\n", "Gate").plan
    seen = understand(table_of("step,negative_pct,Extra\nGate,6\nLounge,7\n"), Told(), ("Gate",), plan)
    assert seen.remarks == ("New since the plan was made: the column “Extra”; the step “Lounge”.",)
    assert seen.unused == ("Extra",)
    with pytest.raises(EvidenceError, match="no column “negative_pct”"):
        understand(table_of("step,share\nGate,6\n"), Told(), ("Gate",), plan)


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("{", "is no plan. A plan says how a file is read"),
        ('{"version": 2}', "newer version"),
        ('{"version": 1, "novelty": 3}', "no plan that can be used"),
        ("[]", "is no plan. A plan says"),
        ('{"values": [{"column": 3}]}', "no plan that can be used"),
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(text: str, say: str) -> None:
    with pytest.raises(EvidenceError, match=say):
        plan_of(text.encode(), "plan.json")


def test_figures_may_stand_across_and_the_number_of_people_in_a_row_of_its_own() -> None:
    text = "group,Booking,Flight\nAll,36.5 %,9 %\nFamilies,40 %,\n"
    assert by_step(found(text, scale="negative-share").figures) == {
        "All/Booking": 36.5,
        "All/Flight": 9,
        "Families/Booking": 40,
        "Families/Flight": None,
    }
    wide = "step,All,Families\nBooking,36,40\nFlight,9,8\nBase,200,50\n"
    figures = found(wide, scale="negative-share").figures
    assert {(one.group, one.n) for one in figures} == {("All", 200), ("Families", 50)}
    assert all(one.low is not None for one in figures)


def test_a_total_outside_of_its_groups_is_said() -> None:
    text = "step,All (n=100),A (n=50),B (n=50)\nGate,70,40,60\nDesk,50,40,60\n"
    (flag,) = found(text, scale="negative-share").flags
    assert (flag.row, flag.why) == (2, "Gate: All is 70, outside of its groups (40 to 60)")


def test_printed_gaps_that_all_go_the_other_way_are_a_way_to_write_them() -> None:
    text = "step,score %,target,gap\nGate,60,70,10\nDesk,50,45,-5\n"
    assert found(text, scale="positive-share").flags == ()


def test_codes_among_answers_are_asked_for_and_then_passed_over() -> None:
    text = "id,Gate,Desk\n1,5,4\n2,99,3\n3,0,5\n"
    say = asked(text, scale="five-points")["missing"]
    assert "“99”, “0”" in say
    assert by_step(found(text, scale="five-points", missing=("99", "0")).figures) == {"Gate": 5, "Desk": 4}


def test_a_scale_of_a_surveys_own_may_run_the_other_way() -> None:
    figures = found("id,Gate,Desk\n1,1,4\n2,2,6\n", scale="1-6 low is good").figures
    assert [(one.scale, one.value) for one in figures] == [("1-6 low is good", 1.5), ("1-6 low is good", 5)]
    with pytest.raises(EvidenceError, match="There is no scale “stars”"):
        found("id,Gate,Desk\n1,1,4\n", scale="stars")


def test_small_shares_that_are_written_with_their_sign_are_no_fractions() -> None:
    text = "step,negative_pct\nA,0.36 %\nB,0.9 %\n"
    assert asked(text) == {}
    assert by_step(found(text).figures) == {"A": 0.36, "B": 0.9}


def test_answers_up_to_4_may_be_of_any_scale_and_are_asked() -> None:
    text = "id,How satisfied? - Gate,How satisfied? - Desk\n1,4,3\n2,2,4\n"
    assert list(asked(text)) == ["scale"]
    assert asked(text.replace("2,2,4", "2,5,4")) == {}


def test_a_step_of_the_map_is_a_step_whatever_it_is_called() -> None:
    text = "step,negative_pct\nOverall feeling,9\nGate,5\n"
    assert by_step(found(text, "Overall feeling", "Gate").figures) == {"Overall feeling": 9, "Gate": 5}
    assert by_step(found(text).outcomes) == {"Overall feeling": 9}


def test_a_figure_of_nobody_is_none() -> None:
    assert by_step(found("step,negative_pct,people\nA,12,0\nB,5,9\n").figures) == {"A": None, "B": 5}


def test_of_points_where_low_is_good_the_high_answers_are_negative() -> None:
    (figure,) = found("id,Gate\n1,1\n2,5\n3,4\n4,2\n5,5\n", "Gate", scale="1-5 low is good").figures
    assert (figure.more["negative_pct"], figure.more["positive_pct"]) == (60, 40)


SIGNS = st.text(alphabet=st.sampled_from('ab1250.,;%-"\n\t |=é€n'), max_size=120)


@given(SIGNS, st.sampled_from(["", "five-points", "negative-share", "nps", "1-7"]))
@settings(max_examples=300, deadline=None)
def test_no_text_ends_in_another_error_than_the_readers_own(text: str, scale: str) -> None:
    try:
        seen = understand(table_of(text), Told(scale=scale), ("a", "b1"))
        if not seen.questions and seen.plan.layout != "events":
            read(seen)
        assert Plan.model_validate_json(seen.plan.text()) == seen.plan, "a plan round-trips"
    except EvidenceError as error:
        said = str(error)
    else:
        said = "read"
    assert said


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_bytes_do_either(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        try:
            understand(table_in_bytes(start + data, "survey.csv"), Told(scale="five-points"))
        except EvidenceError as error:
            said = str(error)
        else:
            said = "read"
        assert said


@pytest.mark.parametrize(
    ("data", "how"), [(b"\x00", ""), (b"a\x00,\x00\x00\xd8", ""), ("é,1".encode("cp1252"), "utf-8")]
)
def test_letters_that_are_of_another_code_are_refused(data: bytes, how: str) -> None:
    with pytest.raises(EvidenceError, match=r"cannot be read as|not a text file|is empty"):
        understand(table_in_bytes(data, "survey.csv", encoding=how), Told())


def test_a_file_in_memory_and_one_that_is_gone_through_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("step,negative_pct\nGate,5\nDesk,7\n", encoding="utf-8")
    kept = found(path).figures
    monkeypatch.setattr("cjm_widgets.evidence.table.IN_MEMORY", 0)
    assert found(path).figures == kept
    assert table_in(path).encoding == "utf-8"


def test_what_nobody_sees_and_what_turns_letters_round_is_no_part_of_a_name() -> None:
    rows = "\u202eevil\u2066,3\na\x07\x1bb\x9f,4\n=cmd|' /C calc'!A0,5\n../../etc,6\n👩‍⚕️ nurse,7\n"
    names = list(by_step(found(f"step,positive_pct\n{rows}").figures))
    assert names == ["evil", "ab", "=cmd|' /C calc'!A0", "../../etc", "👩‍⚕️ nurse"]


@pytest.mark.parametrize("people", ["99999999999999999999", "-3", "2.5", "20000000000"])
def test_a_number_of_people_that_cannot_be_is_told_with_its_row(people: str) -> None:
    say = refused(f"step,positive_pct,people\nA,3,{people}\n")
    assert say.startswith(f"Row 2, “people”: {people} is not a number of people")


def test_a_name_of_any_length_and_signs_gives_an_id_that_can_be() -> None:
    assert id_from("(1 " * 100, ()) == ("1-" * 30)[:59]
    assert near(["x" * 50_000], ["x" * 300]) == ({}, {"x" * 50_000: "x" * 300})
