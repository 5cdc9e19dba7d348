"""What is due stands in a calendar on its last day, with who does it, and words stay words."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from going_out import NAMES, starters, written
from hypothesis import given
from icalendar import Calendar, Event
from planted_dues import TODAY, planted
from sound_journey import changed

from cjm_widgets.formats import icalendar
from cjm_widgets.journey.model import Journey
from cjm_widgets.journey.still_to_do import still_to_do

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


def test_a_date_that_means_never_and_one_long_past_are_days_like_others() -> None:
    due = [
        {"id": "never", "title": "Some day", "due": "31.12.9999"},
        {"id": "old", "title": "Long ago", "due": "0001-01-01"},
    ]
    text = written(icalendar.FORMAT, Journey.model_validate({"id": "trip", "solutions": due})).data.decode()
    assert re.findall(r"DTSTART;VALUE=DATE:(\S+)", text) == ["00010101", "99991231"]
    assert re.findall(r"DTEND;VALUE=DATE:(\S+)", text) == ["00010102"]


# ---- as a library reads it that is not ours


def events(data: bytes) -> dict[str, Event]:
    """The entries by their ids; nothing of it is unreadable, and no id stands there twice."""
    found = Calendar.from_ical(data)
    assert found.errors == []
    every = [each for each in found.walk("VEVENT") if isinstance(each, Event)]
    assert all(not each.errors and set(each.required) <= set(each) for each in every)
    by_id = {str(each["UID"]): each for each in every}
    assert len(by_id) == len(every)
    return by_id


def over_all(*, soon: date = TODAY) -> dict[str, Event]:
    return events(icalendar.calendar(still_to_do(planted(), soon), soon))


def test_a_calendar_of_all_maps_has_what_was_planted_on_its_days() -> None:
    found = over_all()
    days = {uid.split(".")[0]: (each.start, each.end - each.start) for uid, each in found.items()}
    one = timedelta(days=1)
    assert days == {
        "solutions-dates@clinic": (date(2026, 9, 30), one),
        "care-review@student": (date(2026, 10, 1), one),
        "indicators-weeks@clinic": (date(2026, 10, 31), one),
        "care-review@airport": (date(2026, 10, 31), one),
        "solutions-first@clinic": (date(2026, 11, 13), one),
        "care-review@clinic": (date(2026, 11, 30), one),
        "solutions-gp@clinic": (date(2026, 12, 2), one),
        "solutions-free@clinic": (date(2027, 12, 31), one),
        "solutions-late@clinic": (date(2026, 12, 3), one),
    }
    whole = [each for each in found.values() if type(each.start) is date]  # no hour, so the same day in every time zone
    assert len(whole) == len(found)
    assert str(found["solutions-first@clinic.cjm-workbook"]["SUMMARY"]) == (
        "Ask with the first letter (Booking office, Carol)"
    )


def test_what_is_moved_renamed_or_given_to_somebody_else_is_the_same_entry_and_its_map_s_own_has_it_too() -> None:
    before = Journey.model_validate(RAW)
    changes = (
        ("title", "Another"),
        ("solutions/a/title", "Send"),
        ("solutions/a/due", "2027"),
        ("solutions/a/owner", "B"),
    )
    after = changed(before, *changes)
    own, again = (events(written(icalendar.FORMAT, one).data) for one in (before, after))
    all_maps = events(icalendar.calendar(still_to_do([after], TODAY), TODAY))
    assert own.keys() == again.keys() == all_maps.keys()
    uid = "solutions-a@trip.cjm-workbook"
    assert (own[uid].start, again[uid].start, all_maps[uid].start) == (date(2026, 5, 3), *[date(2027, 12, 31)] * 2)


@pytest.mark.parametrize("journey", starters(), ids=lambda one: one.id)
def test_each_starter_s_calendar_is_read(journey: Journey) -> None:
    assert len(events(written(icalendar.FORMAT, journey).data)) >= (0 if journey.id == "blank" else 3)


@given(NAMES, NAMES)
def test_whatever_it_is_called_it_is_read_as_it_was_written(title: str, owner: str) -> None:
    solution = {"id": "a", "title": title, "owner": owner, "due": "2026-05-03"}
    (todo,) = still_to_do([Journey.model_validate({"id": "trip", "solutions": [solution]})], TODAY)
    (found,) = events(icalendar.calendar([todo], TODAY)).values()
    assert str(found["SUMMARY"]) == (f"{todo.name} ({todo.who})" if todo.owners else todo.name)
