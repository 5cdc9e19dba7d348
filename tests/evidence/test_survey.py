from pathlib import Path

import pytest

from cjm_widgets.evidence import EvidenceError, negative_shares
from cjm_widgets.evidence.survey import Columns

SITA = Path(__file__).resolve().parents[1] / "data" / "sita_2015_airport_journey.csv"


@pytest.fixture
def written(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "survey.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def values(path, columns=None):
    return [(figure.step, figure.value) for figure in negative_shares(path, columns)]


def refused(path, columns=None):
    with pytest.raises(EvidenceError) as error:
        negative_shares(path, columns)
    assert "Traceback" not in str(error.value)
    assert str(error.value).endswith(".")
    return str(error.value)


def test_the_airport_survey_is_read_with_numbers_figures_and_notes():
    figures = negative_shares(SITA)
    assert len(figures) == 10
    assert (figures[4].step, figures[4].number, figures[4].value, figures[4].row) == ("Security", 5, 36.0, 6)
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
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_as_spreadsheets_save_them_are_read_alike(written, text, encoding):
    assert values(written(text, encoding)) == [("Sécurité", 36.5), ("Gate", 5.0)]


def test_a_row_without_a_figure_is_unknown_and_not_zero(written):
    assert values(written("step,negative_pct\nBooking,\nGate,0\nBoarding\n")) == [
        ("Booking", None),
        ("Gate", 0.0),
        ("Boarding", None),
    ]


def test_words_that_pandas_takes_for_missing_stay_words(written):
    assert values(written("step,negative_pct\nNone,1\nNA,2\n")) == [("None", 1.0), ("NA", 2.0)]


def test_columns_may_have_names_of_their_own(written):
    path = written("Schritt;Unzufrieden\nBuchung;9\n")
    assert values(path, Columns(step="schritt", share="unzufrieden")) == [("Buchung", 9.0)]


def test_rows_may_name_steps_by_number_alone(written):
    (figure,) = negative_shares(written("step_no,step,negative_pct\n03,,9\n"))
    assert (figure.number, figure.step) == (3, "")


def test_a_missing_file_is_named(tmp_path):
    assert "There is no file" in refused(tmp_path / "gone.csv")


def test_a_folder_is_no_file(tmp_path):
    assert "cannot be read" in refused(tmp_path)


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff", "sep=;\n"])
def test_an_empty_file_is_said_to_be_empty(written, text):
    assert "is empty" in refused(written(text))


def test_column_names_alone_are_no_survey(written):
    assert "no rows" in refused(written("step,negative_pct\n\n"))


def test_wrong_columns_are_named_with_those_that_are_needed(written):
    say = refused(written("Step,Score\nSecurity,3\n"))
    assert "no column “negative_pct”" in say
    assert "“step” and “negative_pct”" in say
    assert "“Step”, “Score”" in say


def test_a_column_that_is_there_twice_is_refused(written):
    assert "more than one column “step”" in refused(written("step,step,negative_pct\na,b,1\n"))


@pytest.mark.parametrize("bad", ["many", "nan", "inf", "1e1", "3 6", "1.234,5", "0x10", "=36"])
def test_text_in_the_column_of_figures_is_named_with_its_row(written, bad):
    say = refused(written(f'step,negative_pct\nBooking,9\n\nSecurity,"{bad}"\n'))
    assert say == f"Row 4: “{bad}” in “negative_pct” is not a number."


@pytest.mark.parametrize("bad", ["-1", "100.1", "136", "136 %"])
def test_a_figure_out_of_range_is_named_with_its_row(written, bad):
    assert f"Row 3: {bad} in" in refused(written(f"step,negative_pct\nBooking,9\nSecurity,{bad}\n"))


@pytest.mark.parametrize("edge", ["0", "100", "100,0 %"])
def test_the_ends_of_the_scale_are_percentages(written, edge):
    assert len(values(written(f"step;negative_pct\nA;{edge}\n"))) == 1


def test_shares_of_one_are_refused_because_they_would_read_as_nearly_nothing(written):
    assert "0 and 1" in refused(written("step,negative_pct\nA,0.36\nB,0.09\n"))


def test_a_row_with_too_many_columns_is_named(written):
    assert "Row 3 has more columns" in refused(written("step,negative_pct\nA,1\nB,2,3,4\n"))


def test_a_quotation_mark_that_never_ends_is_no_table(written):
    assert "is not a table" in refused(written('step,negative_pct\n"A,1\nB,2\n'))


def test_rows_are_counted_as_the_spreadsheet_counts_them(written):
    assert refused(written("\nsep=;\n\nstep;negative_pct\nA;1\nB;no\n")).startswith("Row 6:")


def test_one_step_twice_is_refused_with_both_rows(written):
    assert refused(written("step,negative_pct\nA,1\nB,2\na,3\n")).startswith("Row 2 (“A”) and row 4 (“a”) are both")


def test_a_row_that_names_no_step_is_refused(written):
    assert refused(written("step,negative_pct\nA,1\n,2\n")).startswith("Row 3 does not say which step")


@pytest.mark.parametrize("bad", ["0", "-1", "1.5", "first"])
def test_a_step_number_counts_from_one(written, bad):
    assert "is not the number of a step" in refused(written(f"step_no,step,negative_pct\n{bad},A,1\n"))


def test_a_spreadsheet_file_is_told_from_a_table(written):
    assert "Save the sheet as CSV" in refused(written(b"PK\x03\x04\x14\x00"))


@pytest.mark.parametrize("raw", [b"step,negative_pct\nA\x81\x8d,1\n", b"step\0,negative_pct\0"])
def test_what_is_no_text_is_said_to_be_none(written, raw):
    assert "is not a text file" in refused(written(raw))
