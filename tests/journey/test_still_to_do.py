"""What is still to be done over all maps is what somebody wrote down by hand, for each owner and each map."""

from __future__ import annotations

from datetime import timedelta

import pytest
from planted_dues import BY_HAND, TODAY, planted
from sound_journey import changed, sound

from cjm_widgets.formats.icalendar import calendar
from cjm_widgets.journey.still_to_do import ToDo, by_map, by_owner, days_in_words, of_owner, still_to_do


def found(soon: int = 30) -> tuple[ToDo, ...]:
    return still_to_do(planted(), TODAY, soon=soon, examples=["airport"])


def test_all_that_is_planted_is_found_in_its_group_and_its_order() -> None:
    assert [(one.group, one.map, one.at, one.who, one.when) for one in found()] == BY_HAND
    assert {one.map for one in found() if one.example} == {"airport"}


def test_what_lacks_something_says_what_it_is_and_the_words_for_a_date_stay() -> None:
    lacks = {one.at: (one.lacks, one.due) for one in found() if one.group == "open"}
    assert lacks == {
        "solutions/free": (("owner",), "2027"),
        "solutions/name": (("date",), "with the next print"),
        "indicators/calls": (("date",), ""),
    }


def test_how_far_it_is_is_said() -> None:
    detail = {one.at: one.detail for one in found()}
    assert detail["solutions/dates"] == "Solution, not begun"
    assert detail["solutions/gp"] == "Solution, under way"
    assert detail["solutions/first"] == "Solution"
    assert detail["indicators/weeks"] == "Figure to count; 12 weeks wanted"


@pytest.mark.parametrize(("soon", "at"), [(11, ["solutions/first"]), (10, []), (31, ["solutions/late"])])
def test_how_soon_is_soon_can_be_said(soon: int, at: list[str]) -> None:
    assert [one.at for one in found(soon) if one.group == "soon"][-1:] == at


def test_each_owner_has_their_own_however_each_map_spells_them() -> None:
    assert [(name, len(some)) for name, some in by_owner(found())] == [
        ("Booking office", 1),
        ("Carol", 1),
        ("Dev", 5),
        ("Sister Amoah", 3),
        ("Nobody yet", 2),
    ]
    assert [(name, len(some)) for name, some in by_map(found())] == [("airport", 1), ("clinic", 9), ("student", 1)]


@pytest.mark.parametrize(
    ("owner", "count"),
    [("", 11), ("dev", 5), ("DEV ", 5), ("amoah", 3), ("office", 1), ("nobody yet", 2), ("am", 0), ("Eve", 0)],
)
def test_an_owner_is_found_by_name_or_by_the_words_of_it(owner: str, count: int) -> None:
    assert len(of_owner(found(), owner)) == count


def test_who_is_called_exactly_so_is_not_mixed_with_who_is_called_more() -> None:
    changes = (("solutions/x3/owner", "Ivo"), ("solutions/x5/owner", "Ivo Berg"))
    todos = still_to_do([changed(sound(), *changes)], TODAY)
    assert [one.at for one in of_owner(todos, "ivo")] == ["solutions/x3"]
    assert [one.at for one in of_owner(todos, "berg")] == ["solutions/x5"]


def test_what_somebody_does_is_found_also_where_a_comma_says_more_of_them() -> None:
    more = (("solutions/x5/owner", "Ivo, surgery"), ("solutions/x7/owner", "Ivo Berg"))
    todos = still_to_do([changed(sound(), ("solutions/x3/owner", "Ivo"), *more)], TODAY)
    assert [one.at for one in of_owner(todos, "ivo")] == ["solutions/x3", "solutions/x5"]
    assert [one.at for one in of_owner(todos, "Ivo, surgery")] == ["solutions/x5"]


@pytest.mark.parametrize(
    ("days", "words"), [(-2, "2 days late"), (-1, "1 day late"), (0, "today"), (1, "in 1 day"), (9, "in 9 days")]
)
def test_days_are_told_as_people_read_them(days: int, words: str) -> None:
    assert days_in_words(days) == words


def test_a_calendar_of_all_maps_is_the_same_on_any_day_and_each_entry_is_known_again() -> None:
    first = calendar(found(), TODAY)
    day = TODAY + timedelta(days=400)
    again = calendar(sorted(still_to_do(planted(), day), key=lambda one: one.map), day)
    events = {part.split(b"UID:")[1].split(b"\r\n")[0]: part for part in first.split(b"BEGIN:VEVENT")[1:]}
    assert len(events) == sum(one.days is not None for one in found()) == 9
    assert first == calendar(found(), TODAY)
    assert b"DTSTART;VALUE=DATE:20260930" in events[b"solutions-dates@clinic.cjm-workbook"]
    assert b"SUMMARY:Look at the map again: First weeks (Dev)" in events[b"care-review@student.cjm-workbook"]
    for uid, event in events.items():
        assert event.split(b"END:VEVENT")[0] in again, uid


def test_a_figure_that_is_met_waits_for_no_date() -> None:
    undated = changed(sound(), ("indicators/days/due", ""))
    missed = changed(undated, ("indicators/days/results/r/value", 9))
    assert [one.at for one in still_to_do([undated], TODAY) if one.what == "target"] == []
    (waits,) = [one for one in still_to_do([missed], TODAY) if one.what == "target"]
    assert (waits.at, waits.lacks) == ("indicators/days", ("date",))
    assert waits.detail == "Figure to count again; 9 days last time, 5 days wanted"
