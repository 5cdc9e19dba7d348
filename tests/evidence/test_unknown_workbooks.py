"""Workbooks, Parquet files and letters as programs save them: each says the same as the plain table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from evidence_files import found, understood

from cjm_widgets.evidence import EvidenceError
from workbooks import Fault, Share, workbook

TABLE = [["Step", "Positive %", "People"], ["Booking", 72, 310], ["Arrival", 64.5, 298]]
RIGHT = {"Booking": (72, 310), "Arrival": (64.5, 298)}
SHARES = {"scale": "positive-share"}
FIVE = {"scale": "five-points"}
NOTES = [["Read me", None], ["Published", 2026], ["Sampled", "By post"]]
TYPED = """
VALUES ('A', 3.4::FLOAT, 310::HUGEINT, [1, 2], TIMESTAMPTZ '2026-01-01 10:00+00'), ('B', 2.71, 298, [3], NULL))
t(step, mean, n, parts, moment"""
BYTES = "VALUES ('A'::BLOB, 72.5::DECIMAL(9, 2), 310.0::DOUBLE), ('B'::BLOB, 64, NULL)) t(step, positive_pct, people"
ANSWERS = """
SELECT i, 'r' || i AS respondent, [5, 4, 3][i + 1], 2.0::DOUBLE, i = 2 FROM range(3) t(i))
t(__index_level_0__, respondent, a, b, finished"""
RANKED = "VALUES ('r1', 'Good'::ENUM('Very good', 'Good', 'Poor')), ('r2', 'Poor')) t(respondent, a"
JANUARY, MORNING = dt.date(2026, 1, 1), dt.datetime.fromisoformat("2026-03-01T09:00")
FORMS = [[1, MORNING, "Good", "Poor"], [2, MORNING, "Fair", "Good"]]
FINISHED = [["R1", True, 5, 2], ["R2", False, 1, None], ["R3", True, 4, 1]]


def figures(path: Path, **told: Any) -> dict[str, tuple[float, int | None]]:
    said = found(path, **told).figures
    return {"/".join(filter(None, (one.group, one.step))): (one.value, one.n) for one in said if one.value is not None}


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("sheets", "hidden", "told", "right"),
    [
        ({"Read me": [["About"], ["Our figures"]], "Data": TABLE}, (), SHARES, RIGHT),
        ({"Notes": NOTES, "Data": TABLE, "More": TABLE}, (), SHARES, RIGHT),
        ({"Old": [["Step", "Positive %"], ["Booking", 1], ["Arrival", 2]], "New": TABLE}, ("Old",), SHARES, RIGHT),
        ({"S": [[None], [None, "Patients"], *([None, *row] for row in TABLE)]}, (), SHARES, RIGHT),
        (
            {"S": [["Step", "Positive", "n"], ["Booking", Share(0.72), 310], ["Arrival", Share(0.645), 298]]},
            (),
            {"scale": "positive-share as fractions"},
            RIGHT,
        ),
        ({"S": [*TABLE, ["Desk", Fault("#DIV/0!"), 0], ["Hall", Fault("#N/A"), None]]}, (), SHARES, RIGHT),
        (
            {"S": [["Step", "Mean", "n"], ["Booking", 3.123, 1310], ["Arrival", 2.456, 2298]]},
            (),
            FIVE,
            {"Booking": (3.123, 1310), "Arrival": (2.456, 2298)},
        ),
        (
            {"S": [["Month", "Step", "Positive %", "n"], [JANUARY, "A", 70, 9], [dt.date(2026, 2, 1), "A", 60, 8]]},
            (),
            SHARES,
            {"2026-01-01/A": (70, 9), "2026-02-01/A": (60, 8)},
        ),
        (
            {"S": [["ID", "Start time", "How was A?", "How was B?"], *FORMS]},
            (),
            {},
            {"A": (3.5, 2), "B": (3, 2)},
        ),
        (
            {"S": [["ResponseId", "Finished", "A", "B"], *FINISHED]},
            (),
            FIVE,
            {"A": (4.5, 2), "B": (1.5, 2)},
        ),
    ],
)  # fmt: skip
def test_sheets_as_people_make_them(
    tmp_path: Path, sheets: Any, hidden: tuple[str, ...], told: Any, right: dict[str, Any]
) -> None:
    path = saved(tmp_path / "book.xlsx", workbook(sheets, hidden))
    assert figures(path, **told) == {name: pytest.approx(one) for name, one in right.items()}


@pytest.mark.parametrize(
    ("rows", "merged", "told", "right"),
    [
        (
            [[None, "North", None, "South"], ["Step", *["% good", "n"] * 2], ["A", 70, 9, 75, 8], ["B", 60, 7, 55, 6]],
            "B1:C1 D1:E1",
            SHARES,
            {"North/A": (70, 9), "South/A": (75, 8), "North/B": (60, 7), "South/B": (55, 6)},
        ),
        (
            [["Site", "Step", "Score %"], ["North", "A", 70], [None, "B", 60], ["South", "A", 75], [None, "B", 55]],
            "A2:A3 A4:A5",
            SHARES,
            {"North/A": (70, None), "North/B": (60, None), "South/A": (75, None), "South/B": (55, None)},
        ),
        (
            [[None, "Respondent", "Rate:", None], [None, None, "A", "B"], [None, "r1", 5, 2], [None, "r2", 4, 1]],
            "C1:D1",
            FIVE,
            {"A": (4.5, 2), "B": (1.5, 2)},
        ),
    ],
)  # fmt: skip
def test_merged_cells_stand_for_all_that_they_cover(
    tmp_path: Path, rows: Any, merged: str, told: Any, right: dict[str, Any]
) -> None:
    path = saved(tmp_path / "book.xlsx", workbook({"S": rows}, merged={"S": merged}))
    assert figures(path, **told) == right


def test_a_workbook_of_nothing_and_of_words_alone_is_refused(tmp_path: Path) -> None:
    for rows, say in (([[None]], "is empty"), ([["About"], ["This is text"]], "figures")):
        with pytest.raises(EvidenceError, match=say):
            found(saved(tmp_path / "book.xlsx", workbook({"S": rows})))


def test_a_share_of_excel_is_asked_about(tmp_path: Path) -> None:
    rows = [["Step", "Positive", "n"], ["A", Share(0.36), 100], ["B", Share(1), 90]]
    seen = understood(saved(tmp_path / "book.xlsx", workbook({"S": rows})), **SHARES)
    assert [one.id for one in seen.questions] == ["fraction"]


@pytest.mark.parametrize(
    ("rows", "told", "right"),
    [
        (TYPED, FIVE, {"A": (3.4, 310), "B": (2.71, 298)}),
        (BYTES, {}, {"A": (72.5, 310), "B": (64, None)}),
        (ANSWERS, FIVE, {"a": (3, 1), "b": (2, 1)}),
        (RANKED, {}, {"a": (3, 2)}),
    ],
)
def test_typed_columns_say_what_they_say_as_text(tmp_path: Path, rows: str, told: Any, right: dict[str, Any]) -> None:
    path = tmp_path / "survey.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM ({rows})) TO '{path}' (FORMAT parquet)")  # noqa: S608  our own
    assert figures(path, **told) == right


SIGNS = "Schritt\tPositiv %\tAnzahl\nPrüfung\t72,5\t310\nÜbergabe\t64,0\t298\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe" + SIGNS.encode("utf-16-le"),
        b"\xfe\xff" + SIGNS.encode("utf-16-be"),
        SIGNS.encode("utf-16-le"),
        SIGNS.encode("utf-16-be"),
        SIGNS.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + ("sep=;\n" + SIGNS.replace("\t", ";")).encode(),
        ("sep=\t\r\n" + SIGNS).encode("cp1252"),
        SIGNS.replace("310", "310 ").replace("72,5", "72,5\u202f%").encode(),
    ],
)
def test_letters_and_lines_of_many_programs(tmp_path: Path, data: bytes) -> None:
    assert figures(saved(tmp_path / "survey.txt", data), **SHARES) == {"Prüfung": (72.5, 310), "Übergabe": (64, 298)}


def test_a_separator_and_a_line_within_quotation_marks_belong_to_a_name(tmp_path: Path) -> None:
    data = b'"Step";"Positive %"\n"Book; ing\nby phone";"72,5"\n"Arrival ""A""";"64,0"\n'
    said = figures(saved(tmp_path / "survey.csv", data), **SHARES)
    assert said == {"Book; ing\nby phone": (72.5, None), 'Arrival "A"': (64, None)}


def test_a_heading_over_all_groups_says_what_is_measured_and_is_no_group(tmp_path: Path) -> None:
    rows = [["Step", "Score", None], [None, "North", "South"], ["Booking", 3.4, 3.9], ["Waiting", 2.1, 2.6]]
    file = saved(tmp_path / "two-rows.xlsx", workbook({"S": rows}))
    assert figures(file, **FIVE) == {
        "North/Booking": (3.4, None),
        "South/Booking": (3.9, None),
        "North/Waiting": (2.1, None),
        "South/Waiting": (2.6, None),
    }


def test_a_column_of_formulas_that_were_never_worked_out_is_told_with_what_to_do(tmp_path: Path) -> None:
    file = saved(tmp_path / "formulas.xlsx", workbook({"S": [["Step", "Score"], ["Booking", None], ["Waiting", None]]}))
    with pytest.raises(EvidenceError, match=r"In “Score” there is nothing: formulas .* Open the file in Excel"):
        found(file, **FIVE)
    words = saved(tmp_path / "words.xlsx", workbook({"S": [["Step", "Score"], ["Booking", "x"], ["Waiting", "y"]]}))
    with pytest.raises(EvidenceError) as refused:
        found(words, **FIVE)
    assert "there is nothing" not in str(refused.value)
