"""What is shared crosses from one server to another: the agenda, rounds, keys, links, and which maps there are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from soon import soon

from cjm_widgets.journey.apart import state_of
from cjm_widgets.journey.edits import value_at
from cjm_widgets.pages.book import page
from cjm_widgets.pages.closing import Steps
from cjm_widgets.pages.facilitator_session import FacilitatorSession
from cjm_widgets.pages.session import Session
from cjm_widgets.pages.start_session import StartSession
from cjm_widgets.serve.keys import kept_keys
from cjm_widgets.store import StoreError
from cjm_widgets.store.postgres.hearing import FOLDER, LOOKS, Hearing
from cjm_widgets.store.postgres.on_postgres import PostgresStore
from cjm_widgets.tasks.making import make_demos, starter
from cjm_widgets.tasks.maps import delete_map
from cjm_widgets.workshop.links import join_key, journey_of
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.serve.between import Between
    from cjm_widgets.store.address import Database

FAY = Visitor("facilitator", "p-fay00001", in_room=True)
PIA = Visitor("participant", "p-pia00001", "airport", in_room=True)
BEN = Visitor("participant", "p-ben00001", "airport", in_room=True)
RATING = "steps/booking/ratings/p-pia00001/value"


@dataclass(frozen=True)
class Two:
    """What pages of each server see of the maps."""

    first: PostgresStore
    second: PostgresStore


@pytest.fixture
def servers(two: tuple[Path, Path, Between], database: Database) -> Two:
    """Two servers that listen, with the examples; none of their pages asks by itself."""
    assert soon(lambda: all((live / FOLDER / LOOKS).exists() for live in two[:2]))
    never = 1e9
    found = Two(*(PostgresStore(database, Hearing(live / FOLDER, poll=never)) for live in two[:2]))
    make_demos(found.first)
    return found


def leading(store: PostgresStore) -> tuple[FacilitatorSession, list[dict[str, Any]]]:
    """A facilitator's page, and what it says."""
    session, said = FacilitatorSession(store, FAY, {}), []
    session.widget.send = said.append
    return session, said


def test_what_the_facilitator_says_on_one_server_holds_on_the_other_and_its_clock_runs_there(servers: Two) -> None:
    fay, _ = leading(servers.first)
    pia = Steps(servers.second, PIA, "personas")
    other, told = leading(servers.second)

    def says(action: str, **more: Any) -> None:
        fay.on_message({"kind": "action", "action": action, **more})

    says("begin", step="personas")
    assert soon(lambda: (pia.view()["step"], 2600 < pia.view()["left"] <= 2700)) == ("personas", True)
    says("close", step="steps")
    assert soon(lambda: bool(pia.closed_to("steps/booking/name")))
    says("pause")
    assert soon(lambda: pia.view()["paused"])
    other.on_message({"kind": "action", "action": "open", "step": "steps"})
    assert soon(lambda: fay._file.read()[0].closed) == ()

    def said() -> list[list[str]]:
        other.look()
        return [one["workshop"]["closed"] for one in told if one["kind"] == "workshop"]

    assert soon(said) == [[]]


def test_a_round_that_is_led_on_one_server_is_on_on_the_other(servers: Two) -> None:
    def opens(store: PostgresStore, visitor: Visitor) -> Session:
        return Session(store, store.open("airport"), page("satisfaction"), visitor)

    pia, ben = opens(servers.first, PIA), opens(servers.second, BEN)
    mark = servers.second.mark("airport")
    pia.on_message({"kind": "edits", "edits": [{"id": "e1", "by": "Pia", "path": RATING, "old": None, "new": -2}]})
    assert soon(lambda: servers.second.mark("airport") != mark)
    ben.look()
    assert value_at(ben._journey, RATING) == -2
    assert PIA.person not in str(ben.widget.journey)
    fay, _ = leading(servers.second)
    mark = servers.first.mark("airport")
    fay.on_message({"kind": "action", "action": "reveal", "about": "satisfaction", "journey": "airport"})
    assert soon(lambda: servers.first.mark("airport") != mark)
    pia.look()
    assert state_of(pia._journey, "satisfaction", in_room=True) == "together"


def test_maps_that_are_made_renamed_and_deleted_on_one_server_are_so_in_the_other_ones_list(servers: Two) -> None:
    begins = StartSession(servers.first, FAY)
    fay, told = leading(servers.second)

    def does(kind: str, **more: Any) -> None:
        begins.on_message({"kind": "action", "action": kind, "by": "Fay", **more})
        told.clear()

    def teams() -> list[str]:
        fay._marks = {one: (mark, 0.0) for one, (mark, _) in fay._marks.items()}  # rested
        fay.look()
        return sorted(team["title"] for team in fay._teams.values())

    before = teams()
    does("make", title="Outpatients", starter="airport")
    assert soon(teams) == sorted([*before, "Outpatients"])
    does("describe", journey="outpatients", title="Day clinic", owner="", review="")
    assert soon(teams) == sorted([*before, "Day clinic"])
    does("delete", journey="outpatients")
    assert soon(teams) == before
    assert [one.id for one in servers.second.bin().deleted()] == ["outpatients"]


def test_a_link_that_one_server_makes_opens_its_map_on_the_other_and_none_that_is_deleted(servers: Two) -> None:
    with ThreadPoolExecutor(2) as both:  # both begin in the same moment
        first, second = both.map(kept_keys, (servers.first, servers.second))
    assert first == second

    def key() -> str:
        return join_key(first.links, "airport", servers.first.birth("airport"))

    link = key()
    assert journey_of(second.links, link, servers.second.births()) == "airport"
    delete_map(servers.first, "airport")
    assert journey_of(second.links, link, servers.second.births()) == ""
    servers.first.create(starter("airport"))
    assert soon(lambda: journey_of(second.links, key(), servers.second.births())) == "airport"
    assert journey_of(second.links, link, servers.second.births()) == ""


def test_two_servers_that_begin_in_the_same_moment_put_the_examples_there_once(
    servers: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = iter([(), servers.second.ids(), servers.second.ids()])
    monkeypatch.setattr(servers.second, "ids", lambda: next(seen))
    assert make_demos(servers.second) == ()
    monkeypatch.setattr(servers.second, "ids", tuple)
    with pytest.raises(StoreError, match="already"):
        make_demos(servers.second)
