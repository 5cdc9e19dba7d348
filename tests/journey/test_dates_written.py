"""Dates as people write them: what is read, what is refused, and how they are shown."""

import json
from datetime import date
from pathlib import Path

import pytest

from cjm_widgets.journey import dates

CASES = json.loads((Path(__file__).resolve().parents[1] / "data" / "dates.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(CASES["today"])


@pytest.mark.parametrize(("text", "found"), CASES["read"])
def test_a_date_is_read_as_people_write_it(text, found):
    assert dates.read(text, TODAY) == found


@pytest.mark.parametrize(("text", "words"), CASES["shown"])
def test_a_date_is_shown_as_people_read_it(text, words):
    assert dates.shown(text) == words


@pytest.mark.parametrize(("text", "found"), [(text, found) for text, found in CASES["read"] if found])
def test_what_is_shown_is_read_again(text, found):
    assert dates.read(dates.shown(found)) == found


@pytest.mark.parametrize("text", ["July", "Next March", "in two weeks", "Q3", "15 August", "today", "next week"])
def test_without_a_day_only_what_names_its_year_is_a_date(text):
    assert dates.read(text) is None
    with pytest.raises(ValueError, match=r"is no date\. Write a day, a month or a quarter, such as “3 May 2026”"):
        dates.kept(text)


def test_a_quarter_ends_with_its_last_month():
    assert [str(dates.last_day(f"2026-Q{at}")) for at in (1, 2, 3, 4)] == [
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
        "2026-12-31",
    ]


def test_a_date_some_years_later_is_a_date():
    assert [
        dates.later(text, 1) for text in ("2024", "2024-Q2", "2024-02", "2024-02-29", "2024-03-29", "", "soon")
    ] == [
        "2025",
        "2025-Q2",
        "2025-02",
        "2025-02-28",
        "2025-03-29",
        "",
        "soon",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2024", "2024-01-01"),
        ("2024-Q2", "2024-04-01"),
        ("2024-Q4", "2024-10-01"),
        ("2024-02", "2024-02-01"),
        ("2024-05-03", "2024-05-03"),
        ("2024-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_begins_on_its_first_day(text, first):
    assert str(dates.first_day(text)) == str(first)
