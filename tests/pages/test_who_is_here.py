"""Each page tells where its person is, and shows the others of the same journey."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages import presence as presence_module
from cjm_widgets.pages.book import page
from cjm_widgets.pages.presence import LIFE_EVERY, SILENT, Around
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.store.tally import LIVE_VARIABLE
from cjm_widgets.widgets.protocol import from_browser
from cjm_widgets.workshop.presence import Here, Presence, presence_in
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

FEELINGS = "steps/a/experience/feelings"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(presence_module, "time", clock)
    return clock


@pytest.fixture
def presence(tmp_path: Path) -> Presence:
    return Presence(tmp_path / "here")


def opened(store: Store, name: str) -> Session:
    """A page that tells who is here, as a served one does."""
    return Session(store, store.open("trip"), page(name), presence=presence_in(os.environ))


def around(presence: Presence, person: str = "", page_name: str = "steps") -> tuple[Around, list[dict[str, Any]]]:
    told: list[dict[str, Any]] = []
    made = Around(
        presence,
        Visitor(person=person),
        journey="trip",
        page=page_name,
        send=lambda message: told.append(message.to_json()),
        words=lambda path: f"<{path}>",
    )
    made.sign_of_life()
    return made, told


def seen(told: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [(one["name"], one["page"], one["field"], one["where"]) for one in told[-1]["people"]]


def test_who_comes_moves_and_leaves_is_shown_to_the_others_and_not_to_themselves(presence: Presence) -> None:
    ana, ana_told = around(presence, "p-ana")
    ben, ben_told = around(presence, "p-ben", "personas")
    ana.on_message(from_browser.Here.model_validate({"kind": "here", "name": "Ana", "field": ""}))
    assert seen(ana_told) == []
    ben.on_message(from_browser.Here.model_validate({"kind": "here", "name": "Ben", "field": ""}))

    ana.look()
    assert seen(ana_told) == [("Ben", "personas", "", "")]
    assert seen(ben_told) == [("Ana", "steps", "", "")]

    ana.on_message(from_browser.Here.model_validate({"kind": "here", "name": "Ana", "field": FEELINGS}))
    ben.look()
    assert seen(ben_told) == [("Ana", "steps", FEELINGS, f"<{FEELINGS}>")]

    ana.on_message(from_browser.Here.model_validate({"kind": "here", "gone": True}))
    ben.look()
    assert seen(ben_told) == []


def test_nobody_is_told_the_same_twice(presence: Presence) -> None:
    ana, told = around(presence, "p-ana")
    for _ in range(3):
        ana.on_message(from_browser.Here.model_validate({"kind": "here", "name": "Ana", "field": ""}))
        ana.look()

    assert len(told) == 1


@pytest.mark.parametrize(
    ("mine", "other", "shown"),
    [
        (("p-ana", "Ana"), ("p-ana", "Ana"), 0),
        (("p-ana", ""), ("p-ana", ""), 0),
        (("", "Ana"), ("", "Ana"), 0),
        (("", ""), ("", ""), 1),
        (("p-ana", "Ana"), ("p-other", "Ana"), 1),
    ],
)
def test_another_tab_of_ones_own_is_nobody_else(
    presence: Presence, mine: tuple[str, str], other: tuple[str, str], shown: int
) -> None:
    first, told = around(presence, mine[0])
    first.on_message(from_browser.Here.model_validate({"name": mine[1]}))
    second, _ = around(presence, other[0])
    second.on_message(from_browser.Here.model_validate({"name": other[1]}))
    first.look()

    assert len(told[-1]["people"]) == shown


def test_somebody_with_several_tabs_is_one_person_where_they_did_something_last(
    presence: Presence, clock: Clock
) -> None:
    ana, told = around(presence, "p-ana")
    ana.on_message(from_browser.Here.model_validate({"name": "Ana"}))
    first, _ = around(presence, "p-ben", "steps")
    second, _ = around(presence, "p-ben", "satisfaction")
    for tab, field in ((first, "steps/a/goal"), (second, FEELINGS), (first, "")):
        clock.now += 1
        tab.on_message(from_browser.Here.model_validate({"name": "Ben", "field": field}))
        ana.look()

    assert [seen([one])[0][1:3] for one in told[1:]] == [
        ("steps", "steps/a/goal"),
        ("satisfaction", FEELINGS),
        ("steps", ""),
    ]


def test_the_id_under_which_somebody_rates_on_their_own_stays_with_the_server(presence: Presence) -> None:
    ana, told = around(presence, "p-ana")
    ana.on_message(from_browser.Here.model_validate({"name": "Ana"}))
    ben, _ = around(presence, "p-ben")
    ben.on_message(from_browser.Here.model_validate({"name": "Ben", "field": "steps/a/ratings/p-ben/value"}))
    ana.look()

    assert told[-1]["people"][0]["field"] == ""
    assert "p-ben" not in str([{**one, "where": ""} for one in told[-1]["people"]])


def test_a_browser_that_says_nothing_any_more_is_gone_until_it_speaks_again(presence: Presence, clock: Clock) -> None:
    ana, _ = around(presence, "p-ana")
    ana.on_message(from_browser.Here.model_validate({"name": "Ana", "field": FEELINGS}))
    clock.now += SILENT + 1
    ana.look()
    assert presence.present("trip") == ()

    ana.look()
    ana.sign_of_life()

    assert [(here.name, here.field) for here in presence.present("trip")] == [("Ana", FEELINGS)]


def test_a_page_that_was_left_does_not_come_back_by_itself(presence: Presence, clock: Clock) -> None:
    ana, _ = around(presence, "p-ana")
    ana.on_message(from_browser.Here.model_validate({"name": "Ana"}))
    ana.on_message(from_browser.Here.model_validate({"gone": True}))
    clock.now += 2 * LIFE_EVERY
    ana.look()
    ana.sign_of_life()

    assert presence.present("trip") == ()


def test_whoever_ends_without_a_word_is_missed_within_seconds(presence: Presence, clock: Clock) -> None:
    ana, told = around(presence, "p-ana")
    ana.on_message(from_browser.Here.model_validate({"name": "Ana"}))
    presence.announce(Here("killed", journey="trip", name="Ben"))
    ana.look()
    assert len(told[-1]["people"]) == 1
    mark = presence.mark("trip")
    presence.leave(Here("killed", journey="trip"))
    presence_module_mark = presence.mark  # as if the folder's time had not moved
    presence.mark = lambda _: mark  # type: ignore[method-assign]
    clock.now += LIFE_EVERY + 0.1
    ana.look()
    presence.mark = presence_module_mark  # type: ignore[method-assign]

    assert told[-1]["people"] == []


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "here"},
        {"kind": "here", "name": None, "field": None},
        {"kind": "here", "name": ["Ana"], "field": {"a": 1}},
        {"kind": "here", "name": "x" * 10_000, "field": "y" * 10_000},
        {"kind": "here", "name": "\ud800", "field": "\x00"},
        {"kind": "here", "name": "Eve", "field": "../../etc/passwd"},
        {"kind": "here", "name": "Eve", "field": "__class__/x"},
        {"kind": "here", "name": "Eve", "field": "steps/none/goal/@after/x"},
        {"kind": "here", "gone": {}},
    ],
    ids=lambda message: str(message)[:60],
)
def test_a_hostile_message_harms_neither_oneself_nor_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: dict[str, Any]
) -> None:
    monkeypatch.setenv(LIVE_VARIABLE, str(tmp_path / "live"))
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=(Step(id="a", name="Booking"),)))
    hostile, other = (
        Session(store, store.open("trip"), page("steps"), presence=presence_in(os.environ)) for _ in range(2)
    )
    told: list[dict[str, Any]] = []
    other.widget.send = told.append  # type: ignore[method-assign]

    other.on_message({"kind": "here", "name": "Ana"})
    hostile.on_message(message)
    other._around.look()

    shown = told[-1]["people"]  # nobody where the message was none
    assert {one["name"] for one in shown} <= {"", "Eve", "x" * 80}
    assert {one["where"] for one in shown} <= {""}


def test_a_field_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIVE_VARIABLE, str(tmp_path / "live"))
    store = Store(tmp_path / "journeys")
    store.create(Journey(id="trip", steps=(Step(id="a", name="Booking"),)))
    ana, ben = (
        Session(store, store.open("trip"), page("satisfaction"), presence=presence_in(os.environ)) for _ in range(2)
    )
    told: list[dict[str, Any]] = []
    ben.widget.send = told.append  # type: ignore[method-assign]

    ana.on_message({"kind": "here", "name": "Ana", "field": FEELINGS})
    ben.on_message({"kind": "here", "name": "Ben", "field": ""})

    assert seen(told) == [("Ana", "satisfaction", FEELINGS, "Booking: Feelings")]


def test_without_a_server_nothing_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LIVE_VARIABLE, raising=False)
    store = Store(tmp_path)
    store.create(Journey(id="trip"))
    session = Session(store, store.open("trip"), page("steps"), presence=presence_in(os.environ))
    told: list[dict[str, Any]] = []
    session.widget.send = told.append  # type: ignore[method-assign]

    session.on_message({"kind": "here", "name": "Ana"})

    assert told == [{"kind": "people", "people": []}]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["trip.json", "trip.log.jsonl"]
