"""What a page shows follows from the journey alone, and is worked out anew only where something shared has changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from cjm_widgets.journey.edits import apply, new_edit
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.shown import shown, still_shown, until_tomorrow

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
