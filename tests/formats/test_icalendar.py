"""What is due stands in a calendar on its last day, with who does it, and words stay words."""

from __future__ import annotations

import re

from going_out import starters, written

from cjm_widgets.formats import icalendar
from cjm_widgets.journey.model import Journey

RAW = {
    "id": "trip",
    "title": "Trip, and back; all\\of it",
    "teams": [{"id": "t", "name": "Front desk"}],
    "solutions": [
        {"id": "a", "title": "Send the list; twice, " + "ü" * 60, "due": "2026-05-03", "team": "t", "owner": "Ana"},
        {"id": "b", "title": "Ask", "due": "2026-Q2"},
        {"id": "c", "title": "Rest"},
        {"id": "d", "title": "Gone", "due": "2026-01-01", "state": "done"},
    ],
    "care": {"owner": "Ben", "review": "2027-01"},
}


def test_each_thing_that_is_due_is_a_whole_day_for_its_owner() -> None:
    made = written(icalendar.FORMAT, Journey.model_validate(RAW))
    text = made.data.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert [one for one in lines if one.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20260503",
        "DTSTART;VALUE=DATE:20260630",
        "DTSTART;VALUE=DATE:20270131",
    ]
    assert next(one for one in lines if one.startswith("DTEND")) == "DTEND;VALUE=DATE:20260504"
    (first, *_) = [one for one in lines if one.startswith("SUMMARY")]
    assert first.startswith("SUMMARY:Send the list\\; twice\\, üü")
    assert "Ana" in first
    assert "Trip\\, and back\\; all\\\\of it" in text.replace("\r\n ", "")
    assert len(set(re.findall(r"UID:(.*)", text))) == 3
    assert {path.split("/")[1] for path in made.losses[0].paths} == {"c", "d"}


def test_of_every_starter_all_lines_are_of_the_kind_that_calendars_read() -> None:
    for journey in starters():
        lines = written(icalendar.FORMAT, journey).data.decode().replace("\r\n ", "").split("\r\n")
        assert all(re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?:.*", line) for line in lines[:-1])
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")


def test_a_date_that_means_never_and_one_long_past_are_days_like_others() -> None:
    due = [
        {"id": "never", "title": "Some day", "due": "31.12.9999"},
        {"id": "old", "title": "Long ago", "due": "0001-01-01"},
    ]
    text = written(icalendar.FORMAT, Journey.model_validate({"id": "trip", "solutions": due})).data.decode()
    assert re.findall(r"DTSTART;VALUE=DATE:(\S+)", text) == ["00010101", "99991231"]
    assert re.findall(r"DTEND;VALUE=DATE:(\S+)", text) == ["00010102"]
