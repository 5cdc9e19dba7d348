"""What a page shows follows from the journey alone, and is worked out anew only where something shared has changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages import shown as drawing
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.kept import Kept
from cjm_widgets.pages.page import Page
from cjm_widgets.pages.shown import shown, still_shown, until_tomorrow
from cjm_widgets.tasks.making import starter
from cjm_widgets.widgets.difference import differences

TRIP = Journey(id="trip", title="A trip", steps=(Step(id="a", name="Booking"),), revision="r1")
TODAY = date(2026, 11, 28)


def test_every_page_is_shown_without_a_widget_a_file_or_a_clock() -> None:
    for one in PAGES[1:]:
        found = shown(one, TRIP, lambda _: None, in_room=True, today=TODAY)
        assert found.page["name"] == one.name
        assert found.page["in_room"]
        assert {"advice", "overruled"} <= found.view.keys()
        assert found == shown(one, TRIP, lambda _: None, in_room=True, today=TODAY)


def test_nothing_is_drawn_anew_for_a_revision_that_changed_nothing_shared() -> None:
    before = shown(page("steps"), TRIP, lambda _: None, in_room=True, today=TODAY)

    assert still_shown(before, TRIP.model_copy(update={"revision": "r2"}), TODAY)
    assert not still_shown(before, apply(TRIP, new_edit("title", "Another trip")), TODAY)
    assert not still_shown(before, TRIP, TODAY + timedelta(days=1)), "what was due today is overdue"
    assert not still_shown(None, TRIP, TODAY)


def test_the_next_day_is_waited_for_until_it_has_begun() -> None:
    here = datetime(2026, 11, 28, 12, tzinfo=UTC).astimezone().tzinfo
    assert until_tomorrow(datetime(2026, 11, 28, 23, 59, 50, tzinfo=here)) == 11
    assert until_tomorrow(datetime(2026, 11, 28, 0, 0, 0, tzinfo=here)) == 86_401


@pytest.mark.parametrize("one", PAGES[1:], ids=lambda one: one.name)
@pytest.mark.parametrize("example", ["airport", "student"])
def test_what_another_page_has_drawn_is_shown_as_if_drawn_here(example: str, one: Page, tmp_path: Path) -> None:
    journey, drawn = starter(example), Kept(tmp_path / "drawn")
    here = shown(one, journey, lambda _: journey, in_room=True, today=TODAY, drawn=drawn)
    there = shown(one, journey, lambda _: journey, in_room=True, today=TODAY, drawn=drawn)

    assert list(differences(here.view, there.view)) == []
    assert list(differences(here.page, there.page)) == []
    assert len(list((tmp_path / "drawn").iterdir())) == 1


def test_another_map_day_page_or_room_is_drawn_anew_and_another_revision_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Journey] = []
    monkeypatch.setattr(drawing, "view_of", lambda _, journey, **__: made.append(journey) or {})
    drawn = Kept(tmp_path / "drawn")

    def show(name: str = "steps", journey: Journey = TRIP, today: date = TODAY, *, in_room: bool = True) -> int:
        shown(page(name), journey, lambda _: None, in_room=in_room, today=today, drawn=drawn)
        return len(made)

    assert show() == 1
    assert show() == 1
    assert show(journey=TRIP.model_copy(update={"revision": "r2"})) == 1
    assert show(journey=apply(TRIP, new_edit("steps/a/ratings/room/value", 1.0))) == 2
    assert show("satisfaction") == 3
    assert show(today=TODAY + timedelta(days=1)) == 4
    assert show(in_room=False) == 5


def test_what_others_have_drawn_and_cannot_be_read_is_drawn_anew(tmp_path: Path) -> None:
    drawn = Kept(tmp_path / "drawn")
    here = shown(page("steps"), TRIP, lambda _: None, in_room=True, today=TODAY, drawn=drawn)
    (kept,) = (tmp_path / "drawn").iterdir()
    kept.write_text(kept.read_text()[:-9])

    assert shown(page("steps"), TRIP, lambda _: None, in_room=True, today=TODAY, drawn=drawn) == here
