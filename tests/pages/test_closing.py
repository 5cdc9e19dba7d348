"""A closed step takes nothing from participants and loses nothing; the facilitator can always work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.closing import homes_of, steps_view
from cjm_widgets.pages.session import Session
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.store import Store
from cjm_widgets.workshop import agenda
from cjm_widgets.workshop.agenda import Workshop
from cjm_widgets.workshop.state import WorkshopState
from cjm_widgets.workshop.visitor import Visitor

ANA = Visitor("participant", "p-ana", "trip", in_room=True)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", title="A trip", steps=(Step(id="a", name="Booking"),)))
    return store


def close(store: Store, *steps: Any) -> None:
    for step in steps:
        WorkshopState(store).change(lambda before, step=step: agenda.closed(before, step))


def opened(store: Store, name: str = "satisfaction", visitor: Visitor = ANA) -> tuple[Session, list[dict[str, Any]]]:
    session = Session(store, store.open("trip"), page(name), visitor)
    heard: list[dict[str, Any]] = []
    session.widget.send = heard.append  # type: ignore[method-assign]
    return session, heard


def edits(*changes: tuple[str, Any]) -> dict[str, Any]:
    return {
        "kind": "edits",
        "edits": [
            {"id": f"e{at}", "by": "Ana", "path": path, "old": None, "new": new}
            for at, (path, new) in enumerate(changes)
        ],
    }


FEELINGS = "steps/a/experience/feelings"


def test_a_change_for_a_closed_step_is_answered_as_not_saved_and_saved_when_it_is_sent_again_later(store):
    session, heard = opened(store)
    close(store, "satisfaction")

    session.on_message(edits((FEELINGS, "Lost")))

    assert [(one["kind"], one["ids"]) for one in heard] == [("unsaved", ["e0"])]
    assert "“Satisfaction” is closed for the moment" in heard[0]["say"]
    assert "kept in this browser" in heard[0]["say"]
    assert store.open("trip").steps[0].experience.feelings == ""

    WorkshopState(store).change(lambda before: agenda.opened(before, "satisfaction"))
    session.on_message(edits((FEELINGS, "Lost")))
    assert heard[-1]["kind"] == "saved"
    assert store.open("trip").steps[0].experience.feelings == "Lost"


def test_a_step_that_is_closed_cannot_be_changed_from_another_page_either(store):
    session, heard = opened(store, "map")
    close(store, "satisfaction")

    session.on_message(
        edits(("steps/a/name", "Book a flight"), (FEELINGS, "Lost"), ("steps/a/ratings/p-ana", {"value": 1}))
    )

    assert [(one["kind"], one["ids"]) for one in heard] == [("unsaved", ["e1", "e2"]), ("saved", ["e0"])]


def test_what_two_pages_ask_for_can_be_changed_on_the_one_that_is_open(store):
    session, heard = opened(store, "steps")
    close(store, "diagnostic")
    session.on_message(edits(("scope/journey_type", "A flight")))
    assert [one["kind"] for one in heard] == ["saved"]


def test_the_facilitator_and_a_person_alone_can_always_work(store):
    close(store, *[one.name for one in PAGES[1:]])
    for visitor in (Visitor(), Visitor(in_room=True)):
        session, heard = opened(store, visitor=visitor)
        session.on_message(edits((FEELINGS, "Calm")))
        assert [one["kind"] for one in heard] == ["saved"]
        assert not session.widget.workshop["shut"]


def test_no_edition_is_kept_from_a_closed_page(store):
    session, heard = opened(store, "evaluate")
    close(store, "evaluate")
    session.on_message({"kind": "action", "action": "keep-edition", "name": "First", "by": "Ana"})
    assert [(one["kind"], one["action"]) for one in heard] == [("action-refused", "keep-edition")]
    assert store.open("trip").editions == ()


def test_every_page_knows_the_current_step_and_the_closed_ones(store):
    WorkshopState(store).change(lambda before: agenda.begun(before, "satisfaction", datetime.now(UTC)))
    close(store, "personas")
    session, _ = opened(store, "personas")
    said = session.widget.workshop
    assert (said["step"], said["title"], said["file"]) == ("satisfaction", "Satisfaction", "04_satisfaction.ipynb")
    assert 2990 < said["left"] <= 3000
    assert (said["closed"], said["shut"]) == (["personas"], True)
    assert StartSession(store, ANA).widget.workshop["step"] == "satisfaction"


@pytest.mark.parametrize("which", ["page", "start"])
def test_what_the_facilitator_says_is_a_change_like_any_other_and_told_anew_where_the_words_are_the_same(store, which):
    session = opened(store, "personas")[0] if which == "page" else StartSession(store, ANA)
    heard: list[dict[str, Any]] = []
    session.widget.send = heard.append  # type: ignore[method-assign]
    for _ in range(2):
        session._look_at_steps()  # as the watch on the file calls it
    assert [(one["kind"], one["change"]["since"], one["change"]["to"]) for one in heard] == [
        ("changed", 0, 1),
        ("changed", 1, 2),
    ]
    assert [[put["path"] for put in one["change"]["changes"]] for one in heard] == [[["workshop"]], [["workshop"]]]
    heard.clear()

    session.on_message({"kind": "ping"})
    assert heard[-1] == {"kind": "pong", "revision": 2}

    WorkshopState(store).change(lambda before: agenda.begun(before, "map", datetime.now(UTC)))
    told: list[list[str]] = []
    session.widget.send_state = told.append  # type: ignore[method-assign]
    session.on_message({"kind": "whole"})
    assert told == [["journey", "view", "page", "workshop", "revision"]]
    assert session.widget.workshop["step"] == "map"  # as it is now, not as it was when it was last told


def test_a_paused_step_is_told_as_it_stood():
    stopped = agenda.paused(agenda.begun(Workshop(), "map", NOW), NOW + timedelta(minutes=5))
    said = steps_view(stopped, "map", NOW + timedelta(minutes=30), facilitates=False)
    assert (said["left"], said["paused"]) == (15 * 60, True)


def test_a_damaged_agenda_closes_nothing(store):
    close(store, "satisfaction")
    session, heard = opened(store)
    (store.folder / ".workshop" / "workshop.json").write_text("{")
    session.on_message(edits((FEELINGS, "Calm")))
    assert [one["kind"] for one in heard] == ["saved"]


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        ("steps/a", ("steps",)),
        ("steps/a/@after", ("steps",)),
        ("steps/a/touchpoints/t/name", ("steps",)),
        ("steps/a/touchpoints/t/grade", ("satisfaction",)),
        ("steps/a/ratings/p-ana", ("satisfaction",)),
        ("moments/m/dots/p-ana", ("moments_of_truth",)),
        ("solutions/s", ("solutions",)),
        ("overruled/steps-count", ()),
        ("", ()),
    ],
)
def test_each_place_belongs_to_the_page_that_asks_for_it(path, pages):
    assert homes_of(path) == pages
