"""Only what changed is sent to a page that is open, and it leads to what a page that is opened now would show."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hand_clock import HandClock
from random_room import ANA, VISITORS, sent_to

from cjm_widgets.journey.edits import set_value
from cjm_widgets.journey.model import Journey, Step
from cjm_widgets.pages.book import PAGES, page
from cjm_widgets.pages.session import DRAW_AFTER, Session
from cjm_widgets.pages.spared import SPARED
from cjm_widgets.store import Store
from cjm_widgets.widgets.difference import differences, patched, plain
from cjm_widgets.widgets.page import STATE
from cjm_widgets.widgets.protocol import parts

if TYPE_CHECKING:
    from pathlib import Path

LONG = "They wait at the desk for a quarter of an hour. " * 2


class Page:
    """An open page, what it is sent, and how often its state is sent whole."""

    def __init__(self, store: Store, name: str = "satisfaction", clock: HandClock | None = None) -> None:
        self.session = Session(store, store.open("trip"), page(name), clock=clock or HandClock())
        self.heard: list[dict[str, Any]] = []
        self.states: list[Any] = []
        self.session.widget.send = self.heard.append  # type: ignore[method-assign]
        self.session.widget.send_state = self.states.append  # type: ignore[method-assign]

    def types(self, path: str, new: Any, edit_id: str = "e1") -> list[dict[str, Any]]:
        self.heard.clear()
        edit = {"id": edit_id, "by": "Ana", "path": path, "new": new}
        self.session.on_message({"kind": "edits", "edits": [edit]})
        return self.heard


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.create(Journey(id="trip", title="A trip", steps=(Step(id="a", name="Booking"), Step(id="b", name="Flight"))))
    return store


def random_value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.randrange(9 if depth < 4 else 5)
    if kind < 5:
        return (None, True, 1, chance.choice(("", "some", "more")), 1.5)[kind]
    some = [random_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind < 7:
        return {chance.choice(("a", "b", "id", "__proto__")): one for one in some}
    if kind == 7:
        return some
    ids = chance.choices("pqrst", k=len(some))
    return [{"id": name, "value": one} for name, one in zip(ids, some, strict=True)]


def test_the_differences_of_two_values_lead_from_one_to_the_other_and_leave_the_first_as_it_is() -> None:
    chance = random.Random(1)  # noqa: S311  no secret
    for _ in range(3000):
        old, new = {"a": random_value(chance)}, {"a": random_value(chance)}
        before = json.dumps(old)
        made = patched(old, tuple(differences(old, new)))
        assert json.dumps(made, sort_keys=True) == json.dumps(new, sort_keys=True)
        assert json.dumps(old) == before
        assert not list(differences(new, plain(made)))


def test_the_order_of_names_says_nothing_and_that_of_items_does() -> None:
    assert not list(differences({"a": 1, "b": 2}, {"b": 2, "a": 1}))
    assert list(differences([{"id": "p"}, {"id": "q"}], [{"id": "q"}, {"id": "p"}]))


def test_what_has_not_changed_is_the_same_object_afterwards() -> None:
    old = {"a": {"x": [1]}, "steps": [{"id": "p", "in": {}}, {"id": "q", "in": {}}]}
    new = patched(old, [parts.Put(path=["steps", "q", "in", "text"], new="words")])
    assert new["a"] is old["a"]
    assert new["steps"][0] is old["steps"][0]
    assert new["steps"][1] == {"id": "q", "in": {"text": "words"}}


@pytest.mark.parametrize("name", [one.name for one in PAGES[1:]])
@pytest.mark.parametrize("seed", range(3))
def test_what_a_page_is_sent_leads_to_what_one_that_is_opened_now_shows(tmp_path: Path, name: str, seed: int) -> None:
    known: dict[str, Any] = {}
    for moment in sent_to(tmp_path, name, seed, 40):
        if not known:
            known = json.loads(json.dumps(moment["state"]))
        for message in moment["messages"]:
            if not (change := message.get("change")):
                continue
            made = parts.Change.model_validate(change)
            assert made.since == known["revision"]
            changes = [
                parts.Put(path=one.path, new=moment["own"][one.edit]["new"]) if isinstance(one, parts.Typed) else one
                for one in made.changes
            ]
            known = {**patched({one: known[one] for one in STATE}, changes), "revision": made.to}
        assert known == json.loads(json.dumps(moment["state"]))
    fresh = Session(Store(tmp_path), Store(tmp_path).open("trip"), page(name), VISITORS[ANA])
    last = Session(Store(tmp_path), Store(tmp_path).open("trip"), page(name), VISITORS[ANA])
    assert fresh.widget.view == last.widget.view


def test_a_letter_of_a_colleague_is_sent_and_nothing_else(store: Store) -> None:
    mine = Page(store)
    store.save("trip", [set_value(store.open("trip"), "steps/a/experience/feelings", "C", by="Ben")])
    mine.session.look()
    store.save("trip", [set_value(store.open("trip"), "steps/a/experience/feelings", "Ca", by="Ben")])
    mine.heard.clear()

    mine.session.look()

    (changed,) = [one for one in mine.heard if one["kind"] == "changed"]
    paths = [one["path"] for one in changed["change"]["changes"]]
    assert paths == [["journey", "steps", "a", "experience", "feelings"]]
    assert len(json.dumps(changed)) < 300
    assert mine.states == []


def test_nobodys_own_words_come_back_to_them(store: Store) -> None:
    mine = Page(store)

    (saved,) = mine.types("steps/a/experience/feelings", LONG)

    own = {"path": ["journey", "steps", "a", "experience", "feelings"], "edit": "e1"}
    assert own in saved["change"]["changes"]
    assert LONG not in json.dumps(saved)
    assert mine.session.widget.journey["steps"][0]["experience"]["feelings"] == LONG


def test_a_few_letters_come_back_as_they_are(store: Store) -> None:
    (saved,) = Page(store).types("steps/a/experience/feelings", LONG[: SPARED - 1])
    assert LONG[: SPARED - 1] in json.dumps(saved)
    (saved,) = Page(store).types("steps/b/experience/feelings", LONG[:SPARED], "e2")
    assert LONG[:SPARED] not in json.dumps(saved)


def test_words_that_are_saved_otherwise_than_they_were_typed_do_come_back(store: Store) -> None:
    mine = Page(store)

    (saved,) = mine.types("steps/a/experience/feelings", LONG + "\x07")

    assert {"path": ["journey", "steps", "a", "experience", "feelings"], "new": LONG} in saved["change"]["changes"]
    assert len(LONG) > SPARED


def test_figures_that_come_later_are_a_change_of_their_own(store: Store) -> None:
    clock = HandClock()
    mine = Page(store, clock=clock)
    mine.types("steps/a/name", "B")
    (saved,) = mine.types("steps/a/name", "Bo", "e2")
    assert {one["path"][0] for one in saved["change"]["changes"]} == {"journey"}
    mine.heard.clear()

    clock.pass_time(DRAW_AFTER)

    (changed,) = mine.heard
    assert ["view", "monitor", "steps", "a", "name"] in [one["path"] for one in changed["change"]["changes"]]
    assert changed["change"]["since"] == saved["change"]["to"]


def test_a_page_that_missed_something_learns_of_it_and_is_sent_all_of_it_when_it_asks(store: Store) -> None:
    mine = Page(store)
    mine.types("title", "Another trip")
    mine.heard.clear()

    mine.session.on_message({"kind": "ping"})
    mine.session.on_message({"kind": "whole"})

    assert mine.heard == [{"kind": "pong", "revision": 1}, {"kind": "pong", "revision": 1}]
    assert mine.states == [[*STATE, "revision"]]
    assert mine.session.widget.get_state(mine.states[0])["journey"]["title"] == "Another trip"


def test_what_changes_nothing_on_a_page_is_not_sent(store: Store) -> None:
    mine = Page(store)
    revision = mine.session.widget.revision

    mine.session.look()

    assert mine.heard == []
    assert mine.session.widget.revision == revision
