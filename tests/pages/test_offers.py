"""A browser can change what a page of the workbook asks for, and nothing else, whoever sends it from whichever page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.journey.apart import ROUNDS
from cjm_widgets.journey.edits import new_edit, set_value, value_at
from cjm_widgets.journey.model import Edition, Journey, Moment, Persona, Rating, Step, Touchpoint, Value
from cjm_widgets.journey.paths import AFTER, parse, shapes
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.offers import NOT_OFFERED, is_offered
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.workshop.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANA = "p-ana00001"
WHO = {
    "participant": Visitor("participant", ANA, "trip", in_room=True),
    "facilitator": Visitor("facilitator", "p-fay00009", "", in_room=True),
    "alone": Visitor(),
}
NEVER = {"language", "archived", "copied_from", "editions", "rounds", "voices"}
"""Parts of a journey that no form asks for: an edition is kept by an action, a round is led with its voices."""

SURVEY = Rating(id="sita-2015", rater="SITA", scale="negative-share", value=36)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    steps = (Step(id="a", name="Booking", ratings=(Rating(id="room", value=1), SURVEY)), Step(id="b", name="Flight"))
    store.create(
        Journey(
            id="trip",
            title="A trip",
            steps=steps,
            personas=(Persona(id="moira", name="Moira"),),
            moments=(Moment(id="m", step="a"),),
            editions=(Edition(id="first", name="First"),),
        )
    )
    return store


def sent(store: Store, path: str, new: Any, *, who: str = "alone", name: str = "steps", old: Any = None) -> list[str]:
    """Sends one edit by a raw message and gives the sentences with which it was refused."""
    session = Session(store, store.open("trip"), page(name), WHO[who])
    told: list[dict[str, Any]] = []
    session.widget.send = told.append  # type: ignore[method-assign]
    edit = {"id": f"e{store.mark('trip').history.size}", "by": "Eve", "path": path, "old": old, "new": new}
    session.on_message({"kind": "edits", "edits": [edit]})
    return [message["say"] for message in told if message["kind"] == "refused"]


def places(model: type[Value] = Journey, path: str = "") -> Iterator[str]:
    """A path to every place that the model has, with an id made up for each list."""
    for name, shape in shapes(model).items():
        here = f"{path}{name}"
        if parse(here).kind == "nowhere":
            continue
        yield here
        if shape.kind == "group":
            yield from places(shape.model, f"{here}/")
        elif shape.kind == "items":
            yield from (f"{here}/any", f"{here}/any/{AFTER}")
            yield from places(shape.model, f"{here}/any/")


def is_nobodys(path: str) -> bool:
    """Whether no form asks for a place: ratings are asked for by rater, votes in the ballot."""
    return path.split("/", maxsplit=1)[0] in NEVER or "/ratings/" in path or "/dots" in path


def test_the_walk_comes_to_every_field_of_the_model() -> None:
    walked = set(places())
    assert {"title", "scope/starts", "steps/any/touchpoints/any/time/amount", "editions/any/revision"} <= walked
    assert len(walked) > 150


def test_what_is_offered_is_what_the_forms_ask_for() -> None:
    offered = {path for path in places() if is_offered(path)}
    assert not {path for path in offered if path.split("/")[0] in NEVER}
    assert not {
        path for path in offered if "/ratings/any" in path or path.endswith(("/dots", "/dots/any", "/dots/any/n"))
    }
    assert not {path for path in offered if parse(path).kind in ("group", "items", "whole")}
    left = {path for path in places() if parse(path).kind == "leaf"} - offered
    from_files = ("sources/any/figures", "sources/any/least")
    assert {
        path
        for path in left
        if path.split("/")[0] not in NEVER
        and "/ratings/" not in path
        and "/dots/" not in path
        and not path.startswith(from_files)
    } == set()
    assert not is_offered(f"{from_files[0]}/any")
    for rater in ("room/value", "room/source", "room/n", "wanted/value", "as-moira/value", "as-moira/source"):
        assert is_offered(f"steps/a/ratings/{rater}")
    for rater in ("room/scale", "room/rater", "wanted/source", "sita-2015/value", "as-moira/n", "room", "sita-2015"):
        assert not is_offered(f"steps/a/ratings/{rater}")


VALUES: tuple[Any, ...] = ("x", 1, ["x"], True, None, {"id": "any"}, "")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", ["steps", "satisfaction", "map", "evaluate"])
def test_no_page_takes_by_a_raw_message_what_no_page_offers(store: Store, who: str, name: str) -> None:
    before = store.open("trip")
    session = Session(store, before, page(name), WHO[who])
    told: list[dict[str, Any]] = []
    session.widget.send = told.append  # type: ignore[method-assign]
    hidden = [path for path in places() if not is_offered(path)]
    hidden += ["steps/a/ratings/sita-2015/value", "editions/first", "editions/first/name", "steps/a/ratings/sita-2015"]
    led = [path for path in hidden if path.startswith("rounds/any/") or path == "rounds/any"]
    edits = [
        {"id": f"e{at}-{number}", "path": path, "new": new}
        for at, path in enumerate(hidden)
        for number, new in enumerate(VALUES)
        if path not in led and path not in ("scope", "diagnostic") and parse(path).kind != "group"
    ]
    for start in range(0, len(edits), 1000):
        session.on_message({"kind": "edits", "edits": edits[start : start + 1000]})

    after = store.open("trip")
    assert after.model_copy(update={"revision": before.revision}) == before
    assert {one["id"] for one in told if one["kind"] == "refused"} == {edit["id"] for edit in edits}
    assert all(one["say"].endswith(".") for one in told if one["kind"] == "refused")


@pytest.mark.parametrize("name", [one.name for one in PAGES[1:]])
@pytest.mark.parametrize("who", ["participant", "alone"])
def test_every_page_takes_what_any_page_offers(store: Store, name: str, who: str) -> None:
    """What somebody typed on one page and that waits in their browser is sent from the next page that they open."""
    for path, new in (
        ("title", f"By {name}"),
        ("steps/a/goal", name),
        ("solutions/s/title", name),
        ("steps/c", {"name": "C"}),
    ):
        assert sent(store, path, new, name=name, who=who) == []
        assert value_at(store.open("trip"), path) != value_at(Journey(id="trip"), path)


def test_a_step_that_was_removed_comes_back_with_all_that_stood_in_it_and_with_nothing_else(store: Store) -> None:
    step = value_at(store.open("trip"), "steps/a")
    assert sent(store, "steps/a", None, old=step) == []

    assert sent(store, "steps/a", {**step, "ratings": [{**step["ratings"][1], "value": 1}]}) == [NOT_OFFERED]
    assert sent(store, "steps/a", {**step, "ratings": []}) == [NOT_OFFERED]
    assert sent(store, "steps/a", step) == []

    assert value_at(store.open("trip"), "steps/a") == step


def test_a_new_item_brings_nothing_with_it_that_no_page_asks_for(store: Store) -> None:
    survey = SURVEY.model_dump(mode="json")
    assert sent(store, "steps/new", {"id": "new", "name": "New", "ratings": [survey]}) == [NOT_OFFERED]
    assert sent(store, "moments/new", {"id": "new", "name": "New", "dots": [{"id": "p-eve", "n": 3}]}) == []
    assert store.open("trip").moments[1].dots == (), "votes are dropped on the way"
    touchpoint = Touchpoint(id="t", name="Desk").model_dump(mode="json")
    assert sent(store, "steps/new", {"id": "new", "name": "New", "touchpoints": [touchpoint]}) == []


def test_an_item_that_stands_is_replaced_only_where_a_page_asks(store: Store) -> None:
    step = value_at(store.open("trip"), "steps/a")
    assert sent(store, "steps/a", {**step, "ratings": [step["ratings"][0]]}, old=step) == [NOT_OFFERED]
    assert sent(store, "steps/a", {**step, "name": "Book"}, old=step) == []
    assert store.open("trip").steps[0].ratings == (Rating(id="room", value=1), SURVEY)


@pytest.mark.parametrize("who", ["participant", "facilitator"])
@pytest.mark.parametrize("name", ["satisfaction", "steps", "map"])
def test_while_everybody_rates_apart_nobody_gives_the_rating_of_the_group(store: Store, who: str, name: str) -> None:
    step = value_at(store.open("trip"), "steps/b")
    agreed = {**step, "ratings": [{"id": "room", "value": 2}]}
    for path, new in (("steps/b/ratings/room/value", 2), ("steps/b/ratings/room/source", "x"), ("steps/b", agreed)):
        (say,) = sent(store, path, new, who=who, name=name)
        assert "everybody rates by themselves first" in say
    assert store.open("trip").steps[1].ratings == ()

    store.save("trip", [set_value(store.open("trip"), "rounds/satisfaction/state", "together")])
    assert sent(store, "steps/b/ratings/room/value", 2, who=who, name=name) == []


@pytest.mark.parametrize("about", ROUNDS)
def test_a_round_in_which_nobody_has_rated_is_revealed_by_no_button(store: Store, about: str) -> None:
    (say,) = sent(store, f"rounds/{about}/state", "together", who="facilitator", name="satisfaction")
    assert say == "Nobody has rated or voted yet, so there is nothing to show."

    path = {"satisfaction": f"steps/a/ratings/{ANA}/value", "moments": f"moments/m/dots/{ANA}/n"}.get(about)
    if path is None:
        store.save("trip", [new_edit("solutions/s/title", "Ask")])
        path = f"solutions/s/dots/{ANA}/n"
    assert sent(store, path, 1, who="participant", name="satisfaction") == []
    assert sent(store, f"rounds/{about}/state", "together", who="facilitator", name="satisfaction") == []


def test_items_are_moved_where_a_page_lets_people_move_them(store: Store) -> None:
    assert sent(store, "steps/b/@after", "", old="a") == []
    assert [step.id for step in store.open("trip").steps] == ["b", "a"]
    assert sent(store, "editions/first/@after", "") == [NOT_OFFERED]


def test_a_step_that_is_removed_and_put_back_in_one_message_is_as_it_was(store: Store) -> None:
    step = value_at(store.open("trip"), "steps/a")
    session = Session(store, store.open("trip"), page("steps"))
    told: list[dict[str, Any]] = []
    session.widget.send = told.append  # type: ignore[method-assign]

    gone = {"id": "e1", "by": "Ana", "path": "steps/a", "old": step, "new": None}
    session.on_message({"kind": "edits", "edits": [gone, {**gone, "id": "e2", "old": None, "new": step}]})

    assert [message["kind"] for message in told] == ["saved"]
    assert value_at(store.open("trip"), "steps/a") == step


def test_an_empty_step_under_a_removed_ones_name_is_a_new_one(store: Store) -> None:
    store.save("trip", [set_value(store.open("trip"), "steps/a/ratings/p-somebody/value", 1)])
    store.save("trip", [new_edit("steps/a", None, old=value_at(store.open("trip"), "steps/a"))])

    assert sent(store, "steps/a", {}) == []
    assert not store.open("trip").steps[-1].ratings
