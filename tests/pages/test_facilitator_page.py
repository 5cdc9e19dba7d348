"""The facilitator's page: what it shows of each team, and what it does for all of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.journey.apart import refusal, state_of, switch
from cjm_widgets.journey.edits import set_value
from cjm_widgets.pages.facilitator import Person, connected, overview, people_view, team_view
from cjm_widgets.pages.facilitator_session import FacilitatorSession
from cjm_widgets.pages.told import told_teams
from cjm_widgets.store import Store, StoreError
from cjm_widgets.tasks.for_all import keep_for_all, make_for_teams
from cjm_widgets.tasks.making import make_demos
from cjm_widgets.widgets.monitor_view import monitor_view
from cjm_widgets.workshop.links import ADDRESS_VARIABLE, LINKS_VARIABLE, join_key
from cjm_widgets.workshop.presence import Here
from cjm_widgets.workshop.visitor import Visitor

TODAY = date(2026, 11, 24)
LINKS = {ADDRESS_VARIABLE: "http://192.168.1.5:8866/", LINKS_VARIABLE: "secret"}
FAY = Visitor("facilitator", "p-fay", in_room=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store(tmp_path)
    make_demos(found)
    return found


def save(store: Store, path: str, value: Any, journey: str = "airport") -> None:
    store.save(journey, [set_value(store.open(journey), path, value)])


class Page:
    """An open page, and what it says to the browser."""

    def __init__(self, store: Store, visitor: Visitor = FAY) -> None:
        self.here: list[tuple[str, Person]] = []
        self.session = FacilitatorSession(store, visitor, LINKS, lambda: self.here)
        self.said: list[dict[str, Any]] = []
        self.session.widget.send = self.said.append

    def act(self, action: str, **content: Any) -> list[dict[str, Any]]:
        self.said.clear()
        self.session.on_message({"kind": "action", "action": action, **content})
        return list(self.said)

    def looks(self) -> list[dict[str, Any]]:
        self.said.clear()
        self.session._marks = {one: (mark, 0.0) for one, (mark, _) in self.session._marks.items()}  # rested
        self.session.look()
        return list(self.said)


def test_a_team_shows_how_far_it_is_and_no_more_of_what_people_rated_than_how_many(store: Store) -> None:
    save(store, "steps/booking/ratings/p-ana/value", -2)
    save(store, "steps/security/ratings/p-ben/value", 2)
    seen = team_view(store.entry("airport"), in_room=True, today=TODAY)
    assert [step["state"] for step in seen["steps"]] == ["done"] * 8
    assert seen["advice"] > 0
    ratings = seen["rounds"][0]
    assert (ratings["state"], ratings["counted"]) == ("apart", 2)
    assert "p-ana" not in json.dumps(seen)
    same = dict(seen)
    save(store, "steps/booking/ratings/p-ana/value", 2)
    again = team_view(store.entry("airport"), in_room=True, today=TODAY)
    assert {**again, "changed": 0} == {**same, "changed": 0}  # another value, the same page


def test_after_the_reveal_the_steps_on_which_the_room_disagrees_are_marked(store: Store) -> None:
    for person, value in (("p-a", -2), ("p-b", 2), ("p-c", 2)):
        save(store, f"steps/booking/ratings/{person}/value", value)
    assert not any(s["split"] for s in team_view(store.entry("airport"), in_room=True, today=TODAY)["pulse"]["steps"])
    Page(store).act("reveal", about="satisfaction", journey="airport")
    marked = team_view(store.entry("airport"), in_room=True, today=TODAY)["pulse"]["steps"]
    assert [step["id"] for step in marked if step["split"]] == ["booking"]


def test_a_damaged_map_is_a_sentence_in_its_row(store: Store) -> None:
    (store.folder / "airport.json").write_text("{half", encoding="utf-8")
    seen = team_view(store.entry("airport"), in_room=True, today=TODAY)
    assert "cjm restore airport" in seen["problem"]


def test_several_tabs_of_one_person_are_one_person_where_they_were_last() -> None:
    tabs = [
        Here("s1", "p-ana", "Ana", "airport", "personas", moved=1.0),
        Here("s2", "p-ana", "Ana", "airport", "steps", moved=2.0),
        Here("s3", "p-ben", "", "airport", "steps", moved=1.0),
    ]
    people = people_view(connected(tabs))["airport"]
    assert [(one["name"], one["title"]) for one in people] == [("Ana", "Journey steps"), ("", "Journey steps")]


def test_only_what_has_changed_is_told(store: Store) -> None:
    page = Page(store)
    assert page.looks() == []
    save(store, "title", "Renamed")
    (told,) = page.looks()
    assert [team["title"] for team in told["teams"]] == ["Renamed"]
    page.here = [("airport", Person("Ana", "steps"))]
    assert [one["kind"] for one in page.looks()] == ["people"]
    assert page.looks() == []


def test_each_team_has_its_own_link_where_others_reach_the_server(store: Store) -> None:
    teams = {team["id"]: team["link"] for team in Page(store).session.widget.view["teams"]}
    assert teams["airport"] == f"http://192.168.1.5:8866/join/{join_key('secret', 'airport', store.birth('airport'))}"
    assert teams["airport"] != teams["employer"]
    alone = Page(store, Visitor("facilitator", "p-fay")).session.widget.view
    assert {team["link"] for team in alone["teams"]} == {""}
    assert alone["reached"] is False


def test_links_come_with_a_code_that_says_the_same(store: Store) -> None:
    import segno

    page = Page(store)
    page.session.on_message({"kind": "links"})
    (told,) = page.said
    for team in told["links"].values():
        drawn = ["".join("1" if dark else "0" for dark in row) for row in segno.make_qr(team["link"], error="m").matrix]
        assert team["code"] == drawn


def rate(store: Store, journey: str, value: int = 1) -> None:
    step = store.open(journey).steps[0].id
    save(store, f"steps/{step}/ratings/p-ana", {"id": "p-ana", "value": value}, journey)


def test_reveal_for_all_reaches_every_team_that_has_rated_and_can_be_taken_back(store: Store) -> None:
    page = Page(store)
    for one in store.ids():
        rate(store, one)
    page.act("reveal", about="satisfaction")
    assert {state_of(store.open(one), "satisfaction", in_room=True) for one in store.ids()} == {"together"}
    page.act("hide", about="satisfaction", journey="airport")
    assert state_of(store.open("airport"), "satisfaction", in_room=True) == "apart"
    assert state_of(store.open("employer"), "satisfaction", in_room=True) == "together"


def test_reveal_for_all_leaves_a_team_in_which_nobody_has_rated_to_rate(store: Store) -> None:
    page = Page(store)
    rate(store, "airport")
    said = page.act("reveal", about="satisfaction")
    assert next(one for one in said if one["kind"] == "done")["done"] == ["airport"]
    employer = store.open("employer")
    own = set_value(employer, f"steps/{employer.steps[0].id}/ratings/p-ben/value", 1)
    assert refusal(employer, own, person="p-ben", leads=False, in_room=True) == ""


def test_rating_apart_again_for_all_leaves_a_team_that_never_rated_apart_as_it_is(store: Store) -> None:
    page = Page(store)
    rate(store, "airport")
    page.act("reveal", about="satisfaction")
    store.save("employer", [switch(store.open("employer"), "satisfaction", "off")])
    page.act("hide", about="satisfaction")
    assert state_of(store.open("airport"), "satisfaction", in_room=True) == "apart"
    assert state_of(store.open("employer"), "satisfaction", in_room=True) == "off"
    page.act("hide", about="satisfaction", journey="employer")
    assert state_of(store.open("employer"), "satisfaction", in_room=True) == "apart"


def test_a_participant_can_do_nothing_here(store: Store) -> None:
    page = Page(store, Visitor("participant", "p-ana", "airport", in_room=True))
    before = store.mark("airport"), store.ids()
    for action in ("make", "keep-edition", "reveal", "hide", "close", "begin"):
        content = {"titles": "X", "begin": "starter:blank", "name": "E", "about": "moments", "step": "steps"}
        (refused,) = page.act(action, **content)
        assert (refused["kind"], refused["say"]) == ("action-refused", "Whoever leads the workshop does this.")
    assert (store.mark("airport"), store.ids()) == before
    assert not (store.folder / ".workshop" / "workshop.json").exists()


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": "action"},
        {"kind": "action", "action": "reveal", "about": "../x"},
        {"kind": "advice", "journey": "../x"},
        {"kind": "action", "action": "longer", "minutes": 10**9},
        {"kind": "action", "action": "begin", "step": "start"},
        {"kind": "action", "action": "make", "titles": "T", "begin": "copy:../../etc/passwd"},
    ],
)
def test_whatever_a_browser_sends_changes_nothing_that_it_should_not(store: Store, message: dict[str, Any]) -> None:
    page = Page(store)
    before = store.ids(), store.mark("airport")
    page.session.on_message(message)
    assert (store.ids(), store.mark("airport")) == before


def test_a_map_for_each_team_from_a_copy_that_leaves_ratings_and_editions_behind(store: Store) -> None:
    save(store, "steps/booking/ratings/p-ana/value", 2)
    keep_for_all(store, "Before", "")
    made = make_for_teams(store, ["Team 1", " ", "Team 2", "Team 1"], "copy:airport", by="Fay")
    assert made.done == ("team-1", "team-2")
    assert [title for title, _ in made.failed] == ["Team 1"]
    copy = store.open("team-1")
    assert [step.name for step in copy.steps] == [step.name for step in store.open("airport").steps]
    assert copy.editions == ()
    assert not [r for step in copy.steps for r in step.ratings if r.id.startswith("p-")]


def test_an_edition_of_all_is_kept_where_it_can_be_and_says_where_not(store: Store) -> None:
    (store.folder / "employer.json").write_text("{half", encoding="utf-8")
    kept = keep_for_all(store, "After", "A note", by="Fay")
    assert kept.done == ("airport",)
    assert [title for title, _ in kept.failed] == ["employer"]
    assert store.open("airport").editions[-1].name == "After"
    with pytest.raises(StoreError, match="name"):
        keep_for_all(store, " ", "")


def test_in_a_notebook_it_is_a_list_that_stays_the_same(store: Store) -> None:
    text = repr(told_teams(store))
    assert "cjm serve" in text
    assert overview(store) in text
    assert "Through the airport: 8 of 8 parts done" in text


def test_words_of_people_are_words_in_the_notebook(store: Store) -> None:
    save(store, "title", "<script>alert(1)</script> [x](javascript:y)")
    assert "<script>" not in told_teams(store).bundle()["text/html"]


def test_the_small_picture_knows_what_a_curve_rests_on(store):
    shown = team_view(store.entry("airport"), in_room=True, today=TODAY)["pulse"]
    assert {point["basis"] for point in shown["curves"][0]["points"]} == {"measured"}


def test_the_small_picture_draws_a_source_as_every_page_does(store):
    (drawn,) = team_view(store.entry("airport"), in_room=True, today=TODAY)["pulse"]["curves"]
    every = monitor_view(store.open("airport"), editable=False)["curves"]
    places = {curve["rater"]: curve["place"] for curve in every}
    assert drawn["place"] == places[drawn["rater"]] > 0
