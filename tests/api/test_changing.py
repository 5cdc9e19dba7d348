"""What Python does to a map and what its pages do give the same map; what does not fit is a sentence and no change."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.journey.model import Journey
from cjm_widgets.pages.book import page
from cjm_widgets.pages.session import Session
from cjm_widgets.store import Store
from cjm_widgets.tasks.making import starter


def by_a_page(folder: Path, edits: list[tuple[str, Any]]) -> Journey:
    """The airport after edits that a browser sent to the page of the steps."""
    store = Store(folder)
    store.create(starter("airport"))
    session = Session(store, store.open("airport"), page("steps"))
    said: list[Any] = []
    session.widget.send = said.append  # type: ignore[method-assign]
    for at, (path, new) in enumerate(edits):
        one = {"id": f"e{at}", "by": "Ana", "path": path, "old": None, "new": new}
        session.on_message({"kind": "edits", "edits": [one]})
    assert {one["kind"] for one in said} <= {"saved", "changed", "part"}, said
    return store.open("airport")


def plain(journey: Journey, ids: dict[str, str]) -> str:
    text = json.dumps({**journey.to_json(), "revision": ""}, ensure_ascii=False)
    for one, other in ids.items():
        text = text.replace(one, other)
    return text


def moment_of(one: cjm.Map) -> str:
    return one.journey.moments[0].id


@pytest.fixture
def airport(here: Path) -> cjm.Map:
    Store(here / "journeys").create(starter("airport"))
    return cjm.open("airport")


def test_python_and_a_page_give_the_same_file(airport: cjm.Map, here: Path) -> None:
    airport.edit("steps/Security/goal", "Get through without losing anything", by="Ana")
    airport.edit("scope", {"starts": "At the front door"}, by="Ana")
    airport.rate("Security", -2, by="Ana")
    step = airport.add("steps", name="Wait for the bus", stage="Get in", after="Security", by="Ana")
    quote = airport.add("steps/Security/quotes", words="Belt off, again.", voice="customer", by="Ana")
    moment = airport.add("moments", name="The belt", step="security", risk=["quit"], by="Ana")
    solution = airport.add("solutions", title="Say how long", moment="The belt", due="2026-05-03", by="Ana")
    airport.move("steps/Security", by="Ana")
    airport.edit(("steps", "Wait for the bus", "name"), "Wait for a bus", by="Ana")
    stage = next(one.id for one in airport.journey.stages if one.name == "Get in")

    theirs = by_a_page(
        here / "page",
        [
            ("steps/security/goal", "Get through without losing anything"),
            ("scope/starts", "At the front door"),
            ("steps/security/ratings/room/value", -2),
            ("steps/new1", {"id": "new1", "name": "Wait for the bus", "stage": stage}),
            ("steps/new1/@after", "security"),
            ("steps/security/quotes/new2", {"id": "new2", "words": "Belt off, again.", "voice": "customer"}),
            ("moments/new3", {"id": "new3", "name": "The belt", "step": "security", "risk": ["quit"]}),
            ("solutions/new4", {"id": "new4", "title": "Say how long", "moment": "new3", "due": "2026-05-03"}),
            ("steps/security/@after", ""),
            ("steps/new1/name", "Wait for a bus"),
        ],
    )

    ids = {step: "new1", quote: "new2", moment: "new3", solution: "new4"}
    ours = Store(here / "journeys").open("airport")
    assert plain(ours, ids) == plain(theirs, {})
    assert {one.by for one in Store(here / "journeys").history("airport")[1:]} == {"Ana"}


def test_what_is_removed_is_gone_and_stays_in_the_history(airport: cjm.Map) -> None:
    airport.remove("solutions/" + airport.journey.solutions[0].title, by="Ana")
    assert len(airport.frame("solutions")) == len(starter("airport").solutions) - 1
    assert "Ana  removed" in repr(airport.history)


@pytest.mark.parametrize(
    ("wrong", "say"),
    [
        (lambda one: one.edit("steps/Nowhere/goal", "x"), "There is nothing called “Nowhere” among the steps"),
        (lambda one: one.edit("steps/Security/golf", "x"), "golf"),
        (lambda one: one.edit("nothing", "x"), "nothing"),
        (lambda one: one.edit("steps/Security", {"goal": "x", "stage": "No such"}), "among the stages"),
        (lambda one: one.edit("scope/starts", 3), "a text is expected"),
        (lambda one: one.edit("id", "other"), ""),
        (lambda one: one.edit("steps/Security", {"goal": "x", "name": 3}), "a text is expected"),
        (lambda one: one.edit(("moments", moment_of(one)), {"name": "x", "dots": []}), "cannot be replaced at once"),
        (lambda one: one.rate("Security", 7), "from -2 to 2"),
        (lambda one: one.rate("Security", "bad"), ""),
        (lambda one: one.rate("Security", 1, persona="Nobody"), "among the personas"),
        (lambda one: one.add("steps", name="x" * 5000), "too long"),
        (lambda one: one.add("steps", name="New", after="Nowhere"), "“Nowhere”"),
        (lambda one: one.add("title", name="New"), "is no list"),
        (lambda one: one.add("moments", name="New", step="Nowhere"), "“Nowhere”"),
        (lambda one: one.add("solutions", title="New", due="soon"), ""),
        (lambda one: one.remove("steps"), "no single thing"),
        (lambda one: one.remove("steps/Nowhere"), "“Nowhere”"),
        (lambda one: one.move("steps/Security", after="Nowhere"), "“Nowhere”"),
        (lambda one: one.edit("steps/Security/ratings/p-k3x9w2ab/value", 1), "by them alone"),
        (lambda one: one.edit("moments", []), "cannot be replaced at once"),
        (lambda one: one.keep_edition(" "), "Give the edition a name"),
    ],
)
def test_what_does_not_fit_is_a_sentence_and_changes_nothing(airport: cjm.Map, wrong: Any, say: str) -> None:
    before = airport.journey
    with pytest.raises(cjm.CjmError) as told:
        wrong(airport)
    assert say in str(told.value)
    assert str(told.value).endswith((".", "”"))
    assert airport.journey == before


def test_what_is_added_stands_where_it_was_said(airport: cjm.Map) -> None:
    order = [one.id for one in airport.journey.steps]
    first, last = airport.add("steps", name="First", after=""), airport.add("steps", name="Last")
    within = airport.add("steps", name="Within", after=order[0])
    assert [one.id for one in airport.journey.steps] == [first, order[0], within, *order[1:], last]


def test_two_things_of_one_name_are_told_apart_by_their_ids(airport: cjm.Map) -> None:
    made = airport.add("steps", name="security ")
    with pytest.raises(cjm.CjmError, match=f"more than once among the steps.*security, {made}"):
        airport.edit("steps/SECURITY/goal", "x")
    airport.edit(f"steps/{made}/goal", "x")
    assert airport.journey.steps[-1].goal == "x"


def test_two_scripts_at_once_lose_nothing(airport: cjm.Map) -> None:
    code = (
        "import sys, cjm_widgets as cjm\n"
        "one = cjm.open('airport')\n"
        "for at in range(15):\n"
        "    one.add('steps', name='The same', after='Security', by=sys.argv[1])\n"
        "    one.edit('steps/security/goal', f'{sys.argv[1]} {at}', by=sys.argv[1])\n"
    )
    before = len(airport.steps)
    running = [subprocess.Popen([sys.executable, "-c", code, name]) for name in ("Ana", "Ben")]
    assert [one.wait() for one in running] == [0, 0]

    assert len(airport.steps) == before + 30
    told = [one for one in Store(airport.folder).history("airport") if one.path == "steps/security/goal"]
    assert {str(one.new) for one in told} == {f"{name} {at}" for name in ("Ana", "Ben") for at in range(15)}


def test_maps_are_made_copied_put_away_deleted_and_brought_back(airport: cjm.Map) -> None:
    copied = cjm.copy(airport, "Our airport", by="Ana")
    assert copied.journey.copied_from == "airport"
    cjm.archive(copied)
    assert copied.journey.archived
    cjm.archive("our-airport", back=True)
    assert not copied.journey.archived
    cjm.delete(copied)
    with pytest.raises(cjm.CjmError):
        cjm.open("our-airport")
    assert cjm.restore("our-airport").title == "Our airport"
    with pytest.raises(cjm.CjmError, match="already"):
        cjm.new("Our airport")


def test_an_earlier_state_comes_back(airport: cjm.Map) -> None:
    before = airport.journey
    airport.edit("title", "Another")
    first = Store(airport.folder).history("airport")[0].id
    cjm.restore("airport", at=first, by="Ana")
    assert airport.journey.title == before.title
