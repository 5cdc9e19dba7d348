"""What is due over all maps is told to whoever leads, and to nobody else; what cannot be done is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from planted_dues import planted

from cjm_widgets.pages.all_maps import AllMapsSession
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.store import Store
from cjm_widgets.workshop.visitor import Visitor

DONE = {"kind": "action", "action": "settle-due", "journey": "clinic", "at": "solutions/dates", "how": "done"}
UNDO = {"kind": "action", "action": "undo-due"}
CALENDAR = {"kind": "action", "action": "calendar"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "maps")
    for journey in planted():
        made.create(journey)
    return made


class Page:
    """A start page, and what it said."""

    def __init__(self, store: Store, visitor: Visitor) -> None:
        self.said: list[dict[str, Any]] = []
        self.session = StartSession(store, visitor)
        self.session.widget.say = lambda message: self.said.append(message.to_json())  # type: ignore[method-assign]

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        """The first answer to a message."""
        self.said.clear()
        self.session.on_message(message)
        return self.said[0]

    @property
    def due(self) -> Any:
        """What it shows of what is due."""
        return self.session.widget.view["due"]


def test_a_participant_is_told_of_no_map_and_settles_none(store: Store) -> None:
    page = Page(store, Visitor("participant", "p-aaaaaaaa", "clinic", in_room=True))
    assert page.due is None
    assert AllMapsSession(store, Visitor("participant", "p-aaaaaaaa", "clinic", in_room=True)).widget.view["maps"] == []
    assert len(AllMapsSession(store).widget.view["maps"]) == len(planted())
    mark = store.mark("clinic")
    for message in (DONE, UNDO, CALENDAR):
        assert page.ask(message)["kind"] == "action-refused"
    assert store.mark("clinic") == mark


def test_each_thing_leads_to_where_it_is_filled_in(store: Store) -> None:
    led = {one["at"]: (one["file"], one["shows"]) for one in Page(store, Visitor()).due["todos"]}
    assert led["solutions/dates"] == ("06_solutions.ipynb", "solutions/dates/title")
    assert led["indicators/weeks"] == ("08_evaluate.ipynb", "indicators/weeks/results")
    assert led["care/review"] == ("08_evaluate.ipynb", "care/still_true")
    assert not any(one["map"] == "away" for one in Page(store, Visitor()).due["todos"])


def test_a_page_takes_back_what_it_settled_the_last_first_and_no_more(store: Store) -> None:
    page, other = Page(store, Visitor()), Page(store, Visitor())
    assert page.ask(DONE)["say"] == "“Offer three dates” is done."
    page.ask({**DONE, "at": "solutions/gp"})
    assert page.due["undo"] == "“Write to the patient” is done."
    assert other.ask(UNDO)["say"] == "There is nothing to undo."
    assert page.ask(UNDO)["say"] == "Undone: “Write to the patient” is done."
    assert [one.state for one in store.open("clinic").solutions[:3]] == ["done", None, "under-way"]
    assert page.due["undo"] == "“Offer three dates” is done."


def test_what_does_not_fit_is_told_in_a_sentence(store: Store) -> None:
    said = Page(store, Visitor()).ask({**DONE, "how": "move", "due": "soon"})
    assert (said["kind"], said["say"][:16]) == ("action-refused", "“soon” is no dat")


def test_a_calendar_is_of_one_owner_and_one_map(store: Store) -> None:
    page = Page(store, Visitor())
    assert page.ask(CALENDAR)["text"].count("BEGIN:VEVENT") == 8  # none of the example
    assert page.ask({**CALENDAR, "owner": "Dev"})["text"].count("BEGIN:VEVENT") == 4
    assert page.ask({**CALENDAR, "owner": "Dev", "map": "student"})["text"].count("BEGIN:VEVENT") == 1
    assert page.ask({**CALENDAR, "owner": "Carol", "map": "student"})["text"] == ""


def test_a_review_can_be_said_to_be_done_only_once_its_time_has_come(store: Store) -> None:
    page = Page(store, Visitor())
    ready = {one["map"]: one["ready"] for one in page.due["todos"] if one["what"] == "review"}
    assert ready["student"]
    page.ask({**DONE, "journey": "student", "at": "care/review", "how": "move", "due": "2090-01"})
    ready = {one["map"]: one["ready"] for one in page.due["todos"] if one["what"] == "review"}
    assert not ready["student"]
