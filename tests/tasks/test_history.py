"""A history in words: who changed what, whatever a damaged line says."""

from __future__ import annotations

import time
from typing import Any

import pytest

from cjm_widgets.journey.edits import Edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.tasks.history import history_lines

BEGINNING = Edit(id="e0", path="", new=Journey(id="trip", steps=(Step(id="a", name="Booking"),)).to_json())


def edit(
    new: Any, *, edit_id: str = "e1", by: str = "", path: str = "scope/starts", old: Any = "", at: int = 0
) -> Edit:
    return Edit(id=edit_id, by=by, path=path, old=old, new=new, t=f"2026-11-28T10:00:{at:02}.000Z")


def said(*edits: Edit) -> list[str]:
    """The lines without their time and without the one of the beginning, the latest last."""
    lines = history_lines((BEGINNING, *edits))[::-1]
    return [line.split("  ", 1)[1].rpartition("  [")[0] for line in lines[1:]]


def test_a_whole_map_that_is_written_down_again_by_a_newer_version_is_made_by_nobody_a_second_time() -> None:
    again = BEGINNING.model_copy(update={"id": "e2"})
    first, typed, later = history_lines((BEGINNING, edit("B", by="Ben"), again))[::-1]
    assert ("made the map" in first, "Ben" in typed) == (True, True)
    assert "The workbook  wrote down the whole map anew" in later


def test_text_that_one_person_typed_on_is_one_line() -> None:
    assert said(edit("B", by="Ben"), edit("Bo", by="Ben", old="B", at=1)) == [
        "Ben  Where does it start?: nothing → “Bo”"
    ]


def test_two_people_of_one_name_are_two_lines_and_one_person_who_changed_their_name_is_one() -> None:
    first, second = "aaaaaaaaaa-bbbbbb-1", "cccccccccc-dddddd-1"
    assert len(said(edit("Here", edit_id=first, by="Anna"), edit("There", edit_id=second, by="Anna", at=1))) == 2
    assert said(
        edit("He", edit_id=first, by="Anna"), edit("Here", edit_id="aaaaaaaaaa-bbbbbb-2", by="Anna K", old="He", at=1)
    ) == ["Anna K  Where does it start?: nothing → “Here”"]


def test_two_people_without_a_name_who_overwrote_each_other_are_two_lines() -> None:
    assert len(said(edit("At the door"), edit("On the telephone", edit_id="e2", old="At the door", at=1))) == 2
    assert len(said(edit("At"), edit("At the door", edit_id="e2", old="At", at=1))) == 1
    assert len(said(edit("At the door"), edit("At", edit_id="e2", old="At the door", at=1))) == 1


def test_a_pause_begins_a_new_line() -> None:
    later = edit("Bo", by="Ben", old="B").model_copy(update={"t": "2026-11-28T10:05:00.000Z"})
    assert len(said(edit("B", by="Ben"), later)) == 2


def test_answers_are_told_by_their_words() -> None:
    assert said(edit("survey", by="Ana", path="sources/talks/kind", old="judgement")) == [
        "Ana  source 1: What is it?: “Our own judgement” → “A survey”"
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        {"path": "scope/starts", "old": {"a": 1}, "new": "y"},
        {"path": "steps/a", "old": "x", "new": {"id": "a", "name": "Booking"}},
        {"path": "steps/a", "old": {"name": ["x"]}, "new": None},
        {"path": "steps/a", "old": 3, "new": None},
        {"path": "steps/a/ratings/room/value", "old": {"a": 1}, "new": 2},
        {"path": "steps/a/ratings/room/value", "old": "seven", "new": 2},
        {"path": "steps/a/name", "old": [[1, {}], None], "new": "Book"},
        {"path": "moments/m/step", "old": {"id": 3}, "new": "a"},
        {"path": "rounds", "old": [], "new": []},
        {"path": "rounds/satisfaction", "old": None, "new": {"id": "satisfaction"}},
        {"path": "scope", "old": None, "new": {}},
        {"path": "scope/starts", "old": "", "new": "x", "t": "yesterday"},
        {"path": "scope/starts", "old": "", "new": "x", "t": "2026-11-28"},
        {"path": "scope/starts", "old": "", "new": "x", "t": "0001-01-01T00:00:00"},
        {"path": "scope/starts", "old": "", "new": "x", "t": ""},
    ],
    ids=lambda line: str(line)[:70],
)
def test_a_line_that_is_damaged_and_can_be_read_ends_no_history(damaged: dict[str, Any]) -> None:
    before, after = edit("B", by="Ben"), edit("Last", by="Cem", edit_id="e9", at=9)
    lines = said(before, Edit(id="e5", by="Ben", **damaged), after)
    assert lines[0].startswith("Ben  Where does it start?: nothing → ")
    assert lines[-1].startswith("Cem  Where does it start?")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this computer's zone cannot be changed")
def test_a_time_without_a_zone_is_taken_as_it_is_written_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        bare = edit("Here", by="Ben").model_copy(update={"t": "2026-11-28T10:00:00"})
        (latest, _) = history_lines((BEGINNING, bare))
        assert latest.startswith("2026-11-28 19:00")
    finally:
        monkeypatch.undo()
        time.tzset()
